using System.Collections.Concurrent;
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
    private readonly Dictionary<SourceFile, BindingFile> _bySource = [];
    private readonly Dictionary<object, BindingSource> _origins = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<SourceFile, SchemaValue?> _written = [];
    private readonly ConcurrentDictionary<(SourceFile, int), RuleContext> _contexts = [];
    private SelectIndex? _selects;
    private EveryNodeRules? _everyNode;

    internal BindingSet()
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
    /// <param name="cache">Keeps compiled bindings between runs; null for none.</param>
    public static BindingSet Load(IReadOnlyList<BindingSource> sources, BindingCache? cache = null)
    {
        var unreadable = new DiagnosticBag();
        var readers = new List<SourceReader>();
        foreach (BindingSource source in sources)
        {
            if (!Path.Exists(source.Path))
            {
                unreadable.Add(new Diagnostic("DT4009", DiagnosticSeverity.Error, "there is no such directory of bindings") { FileName = source.Path });
                continue;
            }
            readers.Add(SourceReader.Read(source));
            unreadable.AddRange(readers[^1].Diagnostics);
        }
        BindingText[] texts = [.. readers.SelectMany(reader => reader.Files.Select(each => new BindingText(each.Path, each.File, reader.Source)))];
        BindingSet set = cache is null ? Compile(texts) : CompileOnce(texts, sources, BindingCache.KeyOf(readers), cache);
        set._sources.AddRange(readers.Select(reader => new LoadedBindings(reader.Source, set._files.Count(file => ReferenceEquals(file.Origin, reader.Source)), reader.Sha256)));
        set.Diagnostics.AddRange(unreadable);
        foreach (SourceReader reader in readers)
        {
            foreach (object each in (object[])[.. reader.Files.Select(file => file.File), .. reader.Diagnostics])
            {
                set._origins.TryAdd(each, reader.Source);
            }
        }
        return set;
    }

    private static BindingSet CompileOnce(BindingText[] texts, IReadOnlyList<BindingSource> sources, byte[] key, BindingCache cache)
    {
        if (cache.Read(sources) is { } kept && RuleProgram.Read(kept, texts, key) is { } known)
        {
            return known;
        }
        BindingSet set = Compile(texts);
        if (RuleProgram.Write(set, texts, key) is { } program)
        {
            cache.Write(sources, program);
        }
        return set;
    }

    /// <summary>Takes bindings from texts; each comes with its path below the root of the bindings, from which an absent id is made.</summary>
    /// <param name="files">The bindings.</param>
    /// <param name="others">Further ones, of which none counts for a compatible that the first ones list, and none whose <c>$id</c> they have.</param>
    public static BindingSet FromFiles(IEnumerable<(string Path, SourceFile File)> files, IEnumerable<(string Path, SourceFile File)>? others = null)
    {
        var source = new BindingSource("", "");
        BindingSource yielding = source with { Yields = true };
        return Compile([.. files.Select(each => new BindingText(each.Path, each.File, source)), .. (others ?? []).Select(each => new BindingText(each.Path, each.File, yielding))]);
    }

    /// <summary>The binding with that <c>$id</c> (without its final <c>#</c> too), or null.</summary>
    public BindingFile? FindById(string id) => _byId.GetValueOrDefault(id.EndsWith('#') ? id : id + "#");

    /// <summary>The first binding that lists that compatible, or null.</summary>
    public BindingFile? FindByCompatible(string compatible) => _byCompatible.GetValueOrDefault(compatible)?[0];

    /// <summary>The binding that was read from a file, or null.</summary>
    internal BindingFile? FileOf(SourceFile source) => _bySource.GetValueOrDefault(source);

    /// <summary>What a file says around a rule.</summary>
    internal RuleContext ContextOf(SourceSpan rule) => _contexts.GetOrAdd((rule.File, rule.Offset), _ => new RuleContext(
        _written.GetOrAdd(rule.File, static file => BindingFileReader.Read(file, new CopiedValues(), [])), rule));

    /// <summary>The source of the file that a finding of <see cref="Diagnostics"/> is about; null for texts, and for a source that is not there.</summary>
    public BindingSource? OriginOf(Diagnostic finding) => _origins.GetValueOrDefault(finding.Span?.File ?? (object)finding);

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
        var parts = SchemaReference.Parse(reference);
        BindingFile? file = parts.Address.Length == 0 ? from : _byId.GetValueOrDefault(Absolute(parts.Address, from.Id) + "#");
        return file is not null && parts.FindIn(file.Root) is { } value ? (value, file) : null;
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

    /// <summary>Adds a binding; false if another has its id.</summary>
    internal bool TryAdd(BindingFile file)
    {
        if (!_byId.TryAdd(file.Id, file))
        {
            return false;
        }
        _files.Add(file);
        _bySource.TryAdd(file.Source, file);
        if (file.Selection == BindingSelection.Compatible)
        {
            _withCompatible.Add(file);
        }
        else if (file.Selection != BindingSelection.None)
        {
            _bySelect.Add(file);
        }
        foreach (string compatible in file.Compatibles)
        {
            if (!_byCompatible.TryGetValue(compatible, out List<BindingFile>? listed))
            {
                _byCompatible.Add(compatible, listed = []);
            }
            if (!file.Origin.Yields || listed.TrueForAll(each => ReferenceEquals(each.Origin, file.Origin)))
            {
                listed.Add(file);
            }
        }
        return true;
    }

    /// <summary>Compiles bindings, on all processors; what comes of it does not depend on how many there are.</summary>
    private static BindingSet Compile(IReadOnlyList<BindingText> texts)
    {
        var set = new BindingSet();
        var parsed = new ParsedBinding[texts.Count];
        Parallel.For(0, texts.Count, i => parsed[i] = ParsedBinding.Parse(texts[i], set.Patterns));
        foreach (ParsedBinding each in parsed)
        {
            set.Add(each);
        }
        foreach (BindingFile file in set._files)
        {
            set.Types.AddFrom(file.Root);
        }
        set.Types.Complete();
        foreach (BindingFile file in set._files)
        {
            BindingChecks.CheckReferences(set, file);
        }
        return set;
    }

    private void Add(ParsedBinding parsed)
    {
        if (_byId.TryGetValue(parsed.Id, out BindingFile? first))
        {
            if (ReferenceEquals(first.Origin, parsed.Text.Origin))
            {
                Diagnostics.AddRange(parsed.Diagnostics);
                Diagnostics.Error("DT4006", $"another file already has the $id {parsed.Id}", parsed.Root?.Find("$id")?.Span, new RelatedLocation("the other file", new SourceSpan(first.Source, 0, 0)));
            }
            return;
        }
        Diagnostics.AddRange(parsed.Diagnostics);
        if (parsed.Root is not null)
        {
            TryAdd(new BindingFile(parsed.Text, parsed.Id, parsed.Root, _files.Count));
        }
    }
}
