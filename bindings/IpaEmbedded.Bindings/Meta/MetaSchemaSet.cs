using System.Reflection;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// The meta-schemas: what binding files have to look like. Ours are in this assembly; an installed dt-schema's can
/// take their place. One set is for one thread.
/// </summary>
public sealed class MetaSchemaSet
{
    private const string Prefix = "meta/";

    private readonly Dictionary<string, MetaSchemaFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<SchemaValue, MetaSchema> _schemas = new(ReferenceEqualityComparer.Instance);

    private MetaSchemaSet()
    {
    }

    /// <summary>What is wrong with the meta-schema files themselves (DT4xxx).</summary>
    public DiagnosticBag Diagnostics { get; } = [];

    internal PatternTable Patterns { get; } = new();

    /// <summary>Our own meta-schemas.</summary>
    public static MetaSchemaSet Ours()
    {
        var set = new MetaSchemaSet();
        set.AddOurs();
        return set;
    }

    /// <summary>The meta-schemas of an installed dt-schema, whose directory this is, or that of its schemas or meta-schemas.</summary>
    public static MetaSchemaSet Load(string directory)
    {
        var set = new MetaSchemaSet();
        string found = ((string[])[Path.Combine(directory, "meta-schemas"), Path.GetFullPath(Path.Combine(directory, "..", "meta-schemas"))]).FirstOrDefault(Directory.Exists, directory);
        foreach ((string path, FileReading reading) in BindingDirectory.Read(found))
        {
            if (reading.Outcome == FileOutcome.Read)
            {
                set.Add(new SourceFile(path, reading.Bytes));
            }
            else if (path.EndsWith(".yaml", StringComparison.Ordinal) || path == found)
            {
                set.Diagnostics.Add(new Diagnostic("DT4009", DiagnosticSeverity.Error, "the file cannot be read: " + reading.Reason) { FileName = path });
            }
        }
        // Draft 7 of JSON schema, which both refer to, comes from elsewhere.
        set.AddOurs();
        return set;
    }

    /// <summary>Every keyword that a schema may have somewhere.</summary>
    internal HashSet<string> Keywords => field ??= [.. _files.Values.SelectMany(file => ListsOfKeywords(file.Root)).SelectMany(list => list.Items).Select(item => item.Text), "type"];

    /// <summary>The schema with that <c>$id</c>, or null.</summary>
    internal MetaSchema? Find(string id) => _files.GetValueOrDefault(id.TrimEnd('#')) is { } file ? SchemaOf(file.Root, file) : null;

    internal MetaKeyword[] KeywordsOf(MetaSchema schema)
    {
        IReadOnlyList<SchemaEntry> entries = schema.Source.Entries;
        if (schema.File.ReferencesHideSiblings && schema.Source.FindEntry("$ref") is { } only)
        {
            entries = [only];
        }
        return [.. entries.Select(entry => Prepare(entry, schema.File)).OfType<MetaKeyword>()];
    }

    // What lists "description" lists keywords.
    private static IEnumerable<SchemaValue> ListsOfKeywords(SchemaValue value)
    {
        foreach (SchemaEntry entry in value.Entries)
        {
            if (entry.Key == "enum" && entry.Value.Items.Exists(item => item.Text == "description"))
            {
                yield return entry.Value;
            }
            foreach (SchemaValue list in ListsOfKeywords(entry.Value))
            {
                yield return list;
            }
        }
        foreach (SchemaValue list in value.Items.SelectMany(ListsOfKeywords))
        {
            yield return list;
        }
    }

    private void AddOurs()
    {
        Assembly assembly = typeof(MetaSchemaSet).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(each => each.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] text = new byte[stream.Length];
            stream.ReadExactly(text);
            Add(new SourceFile(name, text));
        }
    }

    private void Add(SourceFile source)
    {
        if (BindingFileReader.Read(source, new CopiedValues(), Diagnostics) is { IsMap: true } root && root.Find("$id") is { IsString: true } id)
        {
            string address = id.Text.TrimEnd('#');
            _files.TryAdd(address, new MetaSchemaFile(address, root));
        }
    }

    private MetaSchema SchemaOf(SchemaValue source, MetaSchemaFile file)
    {
        if (!_schemas.TryGetValue(source, out MetaSchema? schema))
        {
            schema = new MetaSchema(this, file, source);
            _schemas.Add(source, schema);
        }
        return schema;
    }

    private MetaKeyword? Prepare(SchemaEntry entry, MetaSchemaFile file)
    {
        SchemaValue value = entry.Value;
        switch (entry.Key)
        {
            case "$ref":
                return new MetaKeyword(entry) { Schema = Follow(value, file) };
            case "allOf" or "anyOf" or "oneOf":
            case "items" when value.IsList:
                return new MetaKeyword(entry) { Schemas = [.. value.Items.Select(item => SchemaOf(item, file))] };
            case "not" or "if" or "then" or "else" or "items" or "additionalItems" or "contains" or "additionalProperties" or "propertyNames":
                return new MetaKeyword(entry) { Schema = SchemaOf(value, file) };
            case "properties":
            case "dependentSchemas" when !file.ReferencesHideSiblings:
                return new MetaKeyword(entry) { Named = [.. value.Entries.Select(each => (each.Key, (NamePattern?)null, SchemaOf(each.Value, file)))] };
            case "patternProperties":
                return new MetaKeyword(entry) { Named = [.. value.Entries.Select(each => (each.Key, (NamePattern?)Patterns.Of(each.Key), SchemaOf(each.Value, file)))] };
            case "pattern":
                return new MetaKeyword(entry) { Pattern = Patterns.Of(value.Text) };
            case "enum":
                return new MetaKeyword(entry) { Texts = value.Items.TrueForAll(item => item.IsString) ? [.. value.Items.Select(item => item.Text)] : null };
            case "type" or "const" or "format" or "minLength" or "maxLength" or "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum"
                or "minItems" or "maxItems" or "uniqueItems" or "required":
            case "dependentRequired" when !file.ReferencesHideSiblings:
                return new MetaKeyword(entry);
            default:
                return null;
        }
    }

    /// <summary>What a reference leads to; one that leads nowhere accepts nothing, one without text means its file.</summary>
    private MetaSchema Follow(SchemaValue reference, MetaSchemaFile from)
    {
        string text = reference.IsString ? reference.Text : "";
        var parts = SchemaReference.Parse(text);
        MetaSchemaFile? file = parts.Address.Length == 0 ? from
            : Uri.TryCreate(new Uri(from.Id), parts.Address, out Uri? uri) ? _files.GetValueOrDefault(uri.AbsoluteUri) : null;
        SchemaValue? value = parts.FindIn(file?.Root);
        if (value is null || file is null)
        {
            Diagnostics.Error("DT4004", $"no meta-schema has what '{text}' refers to", reference.Span);
            return SchemaOf(SchemaValue.Of(true, reference.Span), from);
        }
        return SchemaOf(value, file);
    }
}
