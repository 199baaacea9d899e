namespace IpaEmbedded.Bindings;

/// <summary>One schema of a meta-schema file: what a part of a binding file has to look like. Its keywords are prepared when first needed.</summary>
internal sealed class MetaSchema(MetaSchemaSet set, MetaSchemaFile file, SchemaValue source)
{
    private MetaKeyword[]? _keywords;

    public MetaSchemaFile File => file;

    public SchemaValue Source => source;

    /// <summary>What an author has to do to satisfy it; null if it does not say. What is said of a whole file is no advice.</summary>
    public string? Description { get; } = source != file.Root && source.Find("description") is { IsString: true } text ? text.Text.Trim() : null;

    public bool IsTrue => source.IsTrue;

    public bool IsFalse => source.IsFalse;

    public MetaKeyword[] Keywords => _keywords ??= set.KeywordsOf(this);

    public MetaKeyword? Find(string name) => Array.Find(Keywords, keyword => keyword.Name == name);
}
