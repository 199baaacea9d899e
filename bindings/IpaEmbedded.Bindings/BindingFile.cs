using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>One binding file: its id, its title, and the rules for the nodes that it selects.</summary>
public sealed class BindingFile
{
    private readonly bool _selectsByCompatible;
    private readonly bool _selectsByName;

    internal BindingFile(SourceFile source, string id, SchemaValue root, int index, BindingSource origin)
    {
        Origin = origin;
        Source = source;
        Id = id;
        Root = root;
        Index = index;
        IsTypes = id.EndsWith("/types.yaml#", StringComparison.Ordinal);
        Select = root.Find("select") ?? SchemaValue.Of(false, root.Span);
        _selectsByCompatible = LooksAt(Select, "compatible");
        _selectsByName = LooksAt(Select, "$nodename");
    }

    /// <summary>The text of the file; its path is relative to where the bindings were loaded from, or as given.</summary>
    public SourceFile Source { get; }

    /// <summary>The <c>$id</c>, with its final <c>#</c>.</summary>
    public string Id { get; }

    /// <summary>The <c>title</c>; empty if there is none.</summary>
    public string Title => Root.Find("title")?.Text ?? "";

    /// <summary>The rules as trees are validated by them, short forms expanded.</summary>
    public SchemaValue Root { get; }

    /// <summary>True if the file describes what every node may have, not a kind of node.</summary>
    public bool IsForEveryNode => Select.IsTrue;

    /// <summary>Where the file was loaded from.</summary>
    public BindingSource Origin { get; }

    /// <summary>
    /// True if the file was selected for what the node at that path is called or compatible with. By its name the root is
    /// only told apart from all others, which says nothing about the board.
    /// </summary>
    internal bool IsForKindOf(string path) => _selectsByCompatible || (_selectsByName && path != "/");

    /// <summary>Position in the order of loading, in which findings are reported.</summary>
    internal int Index { get; }

    internal SchemaValue Select { get; }

    internal bool IsTypes { get; }

    /// <summary>The names that the binding gives to the entries of a property such as <c>clock-names</c>, in order, alternatives united.</summary>
    public IReadOnlyList<string> NamesOf(string property)
    {
        var names = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        if (Root.Find("properties")?.Find(property) is { } schema)
        {
            Collect(schema, names);
        }
        return [.. names.Keys];
    }

    private static bool LooksAt(SchemaValue select, string name) =>
        select.Find("properties")?.Has(name) == true
        || select.Entries.Any(entry => LooksAt(entry.Value, name) || entry.Value.Items.Exists(item => LooksAt(item, name)));

    private static void Collect(SchemaValue schema, OrderedDictionary<string, bool> names)
    {
        if (schema.Find("const") is { IsString: true } only)
        {
            names.TryAdd(only.Text, true);
        }
        if (schema.Find("enum") is { IsList: true } any)
        {
            foreach (SchemaValue item in any.Items.Where(item => item.IsString))
            {
                names.TryAdd(item.Text, true);
            }
        }
        foreach (string key in (string[])["items", "oneOf", "anyOf", "allOf", "contains"])
        {
            if (schema.Find(key) is { } below)
            {
                foreach (SchemaValue each in below.IsList ? below.Items : [below])
                {
                    Collect(each, names);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
