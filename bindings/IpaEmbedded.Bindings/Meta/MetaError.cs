using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>One keyword of a meta-schema that a part of a binding file does not satisfy.</summary>
internal sealed class MetaError(MetaKeyword? keyword, MetaSchema schema, SchemaValue instance, PathStep[] path)
{
    /// <summary>The failing keyword; <c>false</c> where nothing may stand.</summary>
    public string Keyword => keyword?.Name ?? "false";

    /// <summary>What the keyword says.</summary>
    public SchemaValue Rule => keyword?.Value ?? schema.Source;

    /// <summary>The schema that holds the keyword.</summary>
    public MetaSchema Schema => schema;

    /// <summary>The part of the binding file: a map, a list, a value, or a key where keys are checked.</summary>
    public SchemaValue Instance => instance;

    /// <summary>Steps from the whole file to that part; those of a key lead to its map.</summary>
    public PathStep[] Path => path;

    /// <summary>Where the part begins: its key, or the value itself.</summary>
    public required SourceSpan Place { get; init; }

    /// <summary>What the author has to do, as the meta-schema says it; null if it does not.</summary>
    public string? Advice { get; init; }

    /// <summary>Missing or excess names.</summary>
    public string[] Names { get; init; } = [];

    /// <summary>True if the part is a key.</summary>
    public bool IsName { get; init; }

    /// <summary>For alternatives of which none fits: what is wrong with each.</summary>
    public MetaError[][] Alternatives { get; init; } = [];
}
