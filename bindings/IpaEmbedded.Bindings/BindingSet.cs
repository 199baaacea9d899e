using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// All bindings of some directories, ready to validate trees; what is wrong with the files themselves is in
/// <see cref="Diagnostics"/>. Later sources add to earlier ones; the first file with an id wins.
/// </summary>
public sealed class BindingSet
{
    private const string Site = "http://devicetree.org";

    private readonly List<LoadedBindings> _sources = [];
    private readonly List<BindingFile> _files = [];
    private readonly Dictionary<string, BindingFile> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<BindingFile>> _byCompatible = new(StringComparer.Ordinal);
    private readonly List<BindingFile> _bySelect = [];
    private readonly List<BindingFile> _withCompatible = [];
    private readonly RuleCompiler _compiler;
    private SelectIndex? _selects;
    private EveryNodeRules? _everyNode;

    private BindingSet()
    {
        _compiler = new RuleCompiler(this);
        Types = new PropertyTypes(Patterns);
    }

    /// <summary>The bindings in the order of loading.</summary>
    public IReadOnlyList<BindingFile> Files => _files;

    /// <summary>What is wrong with the binding files (DT4xxx).</summary>
    public DiagnosticBag Diagnostics { get; } = [];

    /// <summary>Held by whoever judges or looks up: patterns, types and rules remember what they found. Others wait.</summary>
    internal Lock Memory { get; } = new();

    internal PatternTable Patterns { get; } = new();

    internal PropertyTypes Types { get; }

    /// <summary>Bindings that are selected by more than one listed compatible.</summary>
    internal SelectIndex Selects => _selects ??= new SelectIndex(_bySelect.Where(file => !file.IsForEveryNode), SelectOf);

    internal IEnumerable<BindingFile> ForEveryNode => _bySelect.Where(file => file.IsForEveryNode);

    internal EveryNodeRules EveryNode => _everyNode ??= new EveryNodeRules(ForEveryNode, RuleOf);

    internal IReadOnlyList<BindingFile> SelectedByCompatible => _withCompatible;

    /// <summary>The sources that the bindings were loaded from, in order; empty for texts.</summary>
    public IReadOnlyList<LoadedBindings> Sources => _sources;

    /// <summary>SHA-256 over the sums of all sources, in lower case hexadecimal digits: sets of the same files in the same order have the same.</summary>
    public string Sha256 => SourceReader.SumOf(_sources.Select(each => each.Sha256));

    /// <summary>Loads every <c>.yaml</c> file of the directories; nothing is thrown for what the files contain.</summary>
    public static BindingSet Load(params string[] directories) => Load([.. directories.Select(each => new BindingSource(each, each))]);

    /// <summary>Loads every <c>.yaml</c> file of directories, and single files; nothing is thrown for what the files contain.</summary>
    public static BindingSet Load(IReadOnlyList<BindingSource> sources)
    {
        var set = new BindingSet();
        var unreadable = new DiagnosticBag();
        foreach (BindingSource source in sources)
        {
            if (!Path.Exists(source.Path))
            {
                unreadable.Add(new Diagnostic("DT4009", DiagnosticSeverity.Error, "there is no such directory of bindings") { FileName = source.Path });
                continue;
            }
            var reader = SourceReader.Read(source);
            unreadable.AddRange(reader.Diagnostics);
            set._sources.Add(new LoadedBindings(source, set.AddAll(reader.Files, source), reader.Sha256));
        }
        set.Complete();
        set.Diagnostics.AddRange(unreadable);
        return set;
    }

    /// <summary>Takes bindings from texts; each comes with its path below the root of the bindings, from which an absent id is made.</summary>
    public static BindingSet FromFiles(IEnumerable<(string Path, SourceFile File)> files)
    {
        var set = new BindingSet();
        set.AddAll(files, new BindingSource("", ""));
        set.Complete();
        return set;
    }

    /// <summary>The binding with that <c>$id</c> (without its final <c>#</c> too), or null.</summary>
    public BindingFile? FindById(string id) => _byId.GetValueOrDefault(id.EndsWith('#') ? id : id + "#");

    /// <summary>The first binding that lists that compatible, or null.</summary>
    public BindingFile? FindByCompatible(string compatible) => _byCompatible.GetValueOrDefault(compatible)?[0];

    /// <summary>The bindings that describe a node, those for its kind before those for every node.</summary>
    public IReadOnlyList<BindingFile> BindingsFor(Node node) => NodeBindings.Of(this, node);

    /// <summary>Where the bindings describe a property of a node: the key in the most specific file; null if none does.</summary>
    public SourceSpan? RuleFor(Node node, string property)
    {
        lock (Memory)
        {
            return RuleFinder.Find(this, node, property)?.KeySpan;
        }
    }

    internal Rule RuleOf(BindingFile file) => _compiler.Compile(file.Root, file);

    internal Rule SelectOf(BindingFile file) => _compiler.Compile(file.Select, file);

    internal IReadOnlyList<BindingFile> ListedFor(string compatible) => _byCompatible.GetValueOrDefault(compatible) ?? [];

    /// <summary>The value that a reference in a file leads to, or null.</summary>
    internal (SchemaValue Value, BindingFile File)? Resolve(string reference, BindingFile from)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        string address = (hash < 0 ? reference : reference[..hash]).TrimEnd('/');
        string pointer = hash < 0 ? "" : reference[(hash + 1)..];
        BindingFile? file = address.Length == 0 ? from : _byId.GetValueOrDefault(Absolute(address, from.Id) + "#");
        if (file is null)
        {
            return null;
        }
        SchemaValue? value = file.Root;
        foreach (string step in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string key = Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            value = value.IsList && int.TryParse(key, out int index) && index >= 0 && index < value.Items.Count ? value.Items[index] : value.Find(key);
            if (value is null)
            {
                return null;
            }
        }
        return (value, file);
    }

    private static string Absolute(string address, string id)
    {
        if (address.StartsWith("http:", StringComparison.Ordinal))
        {
            return address;
        }
        if (address.StartsWith('/'))
        {
            return Site + address;
        }
        string joined = id[..(id.LastIndexOf('/') + 1)] + address;
        return Uri.TryCreate(joined, UriKind.Absolute, out Uri? uri) ? uri.GetLeftPart(UriPartial.Query) : joined;
    }

    /// <summary>Adds the files of a source and returns how many are used.</summary>
    private int AddAll(IEnumerable<(string Path, SourceFile File)> files, BindingSource source)
    {
        int before = _files.Count;
        foreach ((string path, SourceFile file) in files)
        {
            Add(path, file, source);
        }
        return _files.Count - before;
    }

    private void Complete()
    {
        foreach (BindingFile file in _files)
        {
            Types.AddFrom(file.Root);
        }
        Types.Complete();
        foreach (BindingFile file in _files)
        {
            BindingChecks.CheckReferences(this, file);
        }
    }

    private void Add(string path, SourceFile source, BindingSource origin)
    {
        int errors = Diagnostics.ErrorCount;
        var copies = new CopiedValues();
        SchemaValue? root = BindingFileReader.Read(source, copies, Diagnostics);
        if (root is null || Diagnostics.ErrorCount != errors || !BindingChecks.CheckFile(root, path, source, Patterns, Diagnostics, out string id))
        {
            return;
        }
        if (_byId.TryGetValue(id, out BindingFile? first))
        {
            if (!ReferenceEquals(first.Origin, origin))
            {
                return;
            }
            Diagnostics.Error("DT4006", $"another file already has the $id {id}", root.Find("$id")?.Span, new RelatedLocation("the other file", new SourceSpan(first.Source, 0, 0)));
            return;
        }
        SchemaFixups.Apply(root, copies);
        if (copies.RefusedAt is { } place)
        {
            Diagnostics.Error("DT4013", $"not allowed in a binding file: short forms that stand for more than {Limits.CopiedValues} values", place);
            return;
        }
        root.Set("type", SchemaValue.Of("object", root.Span));
        var file = new BindingFile(source, id, root, _files.Count, origin);
        _files.Add(file);
        _byId.Add(id, file);
        if (ListedCompatibles(file.Select) is { } compatibles)
        {
            _withCompatible.Add(file);
            foreach (string compatible in compatibles)
            {
                if (!_byCompatible.TryGetValue(compatible, out List<BindingFile>? listed))
                {
                    _byCompatible.Add(compatible, listed = []);
                }
                if (!origin.Yields || listed.TrueForAll(each => ReferenceEquals(each.Origin, origin)))
                {
                    listed.Add(file);
                }
            }
        }
        else if (!file.Select.IsFalse)
        {
            _bySelect.Add(file);
        }
    }

    /// <summary>The strings of a select that only asks for one of several compatibles, else null.</summary>
    private static IEnumerable<string>? ListedCompatibles(SchemaValue select)
    {
        if (select.Entries.Count == 2 && select.Find("required") is { Items: [{ Text: "compatible" }] }
            && select.Find("properties") is { Entries: [{ Key: "compatible" } compatible] }
            && compatible.Value.Entries is [{ Key: "contains" } contains] && contains.Value.Entries is [{ Key: "enum" } any])
        {
            return any.Value.Items.Select(item => item.Text);
        }
        return null;
    }
}
