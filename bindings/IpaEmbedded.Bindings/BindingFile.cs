using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>One binding file: its id, its title, and the rules for the nodes that it selects.</summary>
public sealed class BindingFile
{
    private readonly BindingText _text;
    private readonly Func<SchemaValue>? _read;
    private SchemaValue? _root;
    private bool? _looksAtCompatible;
    private bool? _looksAtName;

    internal BindingFile(BindingText text, string id, SchemaValue root, int index)
    {
        _text = text;
        _root = root;
        Id = id;
        Index = index;
        Compatibles = ListedCompatibles(Select) ?? [];
        Selection = Compatibles.Count > 0 ? BindingSelection.Compatible : Select.IsTrue ? BindingSelection.EveryNode : Select.IsFalse ? BindingSelection.None : BindingSelection.Rule;
    }

    /// <summary>A binding whose rules are read when they are asked for.</summary>
    internal BindingFile(BindingText text, string id, int index, Func<SchemaValue> read, BindingSelection selection, IReadOnlyList<string> compatibles)
    {
        _text = text;
        _read = read;
        Id = id;
        Index = index;
        Selection = selection;
        Compatibles = compatibles;
    }

    /// <summary>The text of the file; its path is relative to where the bindings were loaded from, or as given.</summary>
    public SourceFile Source => _text.File;

    /// <summary>The <c>$id</c>, with its final <c>#</c>.</summary>
    public string Id { get; }

    /// <summary>The <c>title</c>; empty if there is none.</summary>
    public string Title => Root.Find("title")?.Text ?? "";

    /// <summary>The rules as trees are validated by them, short forms expanded.</summary>
    public SchemaValue Root => _root ?? Read();

    /// <summary>True if the file describes what every node may have, not a kind of node.</summary>
    public bool IsForEveryNode => Selection == BindingSelection.EveryNode;

    /// <summary>Where the file was loaded from.</summary>
    public BindingSource Origin => _text.Origin;

    /// <summary>
    /// True if the file was selected for what the node at that path is called or compatible with. By its name the root is
    /// only told apart from all others, which says nothing about the board.
    /// </summary>
    internal bool IsForKindOf(string path) =>
        Selection == BindingSelection.Compatible
        || (_looksAtCompatible ??= LooksAt(Select, "compatible"))
        || (path != "/" && (_looksAtName ??= LooksAt(Select, "$nodename")));

    /// <summary>Position in the order of loading, in which findings are reported.</summary>
    internal int Index { get; }

    internal SchemaValue Select => Root.Find("select") ?? SchemaValue.Of(false, Root.Span);

    internal BindingSelection Selection { get; }

    /// <summary>The compatibles of which one is enough to choose the binding; empty if it is chosen otherwise.</summary>
    internal IReadOnlyList<string> Compatibles { get; }

    internal bool IsTypes => Id.EndsWith("/types.yaml#", StringComparison.Ordinal);

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

    /// <summary>The strings of a select that only asks for one of several compatibles, else null.</summary>
    private static string[]? ListedCompatibles(SchemaValue select)
    {
        if (select.Entries.Count == 2 && select.Find("required") is { Items: [{ Text: "compatible" }] }
            && select.Find("properties") is { Entries: [{ Key: "compatible" } compatible] }
            && compatible.Value.Entries is [{ Key: "contains" } contains] && contains.Value.Entries is [{ Key: "enum" } any])
        {
            return [.. any.Value.Items.Select(item => item.Text)];
        }
        return null;
    }

    // Two who ask at the same time get the same: rules are told apart by the values that they were made from.
    private SchemaValue Read()
    {
        SchemaValue root;
        try
        {
            root = _read!();
        }
        catch (InvalidDataException)
        {
            // Somebody made a program that is in order only as far as it was looked at.
            root = ParsedBinding.Parse(_text, new PatternTable()).Root ?? SchemaValue.Of(true, new SourceSpan(Source, 0, 0));
        }
        return Interlocked.CompareExchange(ref _root, root, null) ?? root;
    }
}
