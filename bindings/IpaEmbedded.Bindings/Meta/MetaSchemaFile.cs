namespace IpaEmbedded.Bindings;

/// <summary>A file of meta-schemas, by its <c>$id</c> without the final <c>#</c>.</summary>
internal sealed record MetaSchemaFile(string Id, SchemaValue Root)
{
    /// <summary>True for draft 7 of JSON schema, in which nothing beside a <c>$ref</c> counts.</summary>
    public bool ReferencesHideSiblings { get; } = Root.Find("$schema")?.Text.Contains("draft-07", StringComparison.Ordinal) == true;
}
