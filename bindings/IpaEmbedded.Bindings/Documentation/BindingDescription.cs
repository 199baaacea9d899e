namespace IpaEmbedded.Bindings;

/// <summary>A binding file as documentation.</summary>
public sealed record BindingDescription
{
    /// <summary>The <c>title</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The <c>$id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The description, paragraph by paragraph.</summary>
    public IReadOnlyList<string> Meaning { get; init; } = [];

    /// <summary>Who answers for it.</summary>
    public IReadOnlyList<string> Maintainers { get; init; } = [];

    /// <summary>What <c>compatible</c> may be: for each alternative, what each of its strings may be.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Compatibles { get; init; } = [];

    /// <summary>The node, and the nodes in it.</summary>
    public IReadOnlyList<NodeDescription> Nodes { get; init; } = [];

    /// <summary>What else holds in some cases.</summary>
    public IReadOnlyList<CaseDescription> Cases { get; init; } = [];

    /// <summary>Source of the examples.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Describes a binding file as it is written.</summary>
    public static BindingDescription Of(SchemaValue root) => new DescriptionReader(root).Read();
}
