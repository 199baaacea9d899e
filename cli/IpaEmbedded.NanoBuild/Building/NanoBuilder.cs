using System.Text;

namespace IpaEmbedded.NanoBuild;

/// <summary>
/// From sources to what a board is flashed with: compiles each room, checks the subset and the sizes, converts, and puts together what the application refers to.
/// What lacks a library is left out, and said; everything else is done.
/// </summary>
public sealed class NanoBuilder
{
    private const string Core = "mscorlib";

    private readonly BuildOrder _order;
    private readonly NanoSdk _nano;
    private readonly WorkFolder _work;
    private readonly DotnetSdk? _dotnet;
    private readonly IReadOnlyList<string> _dotnetPlaces;
    private readonly Action<BuiltRoom> _done;
    private readonly List<BuiltRoom> _rooms = [];
    private readonly SubsetScanner _scanner = new();
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    /// <param name="order">What is built.</param>
    /// <param name="folder">The folder of <c>--nano-sdk</c>, or null.</param>
    /// <param name="work">A new folder for the tools.</param>
    /// <param name="done">Told each room when it is done.</param>
    public NanoBuilder(BuildOrder order, string? folder, WorkFolder work, Action<BuiltRoom> done)
    {
        _order = order;
        _work = work;
        _done = done;
        _dotnet = DotnetSdk.Find(out _dotnetPlaces);
        _nano = NanoSdk.Find(folder, _dotnet?.Host);
    }

    /// <summary>Libraries and converter as they were found.</summary>
    public NanoSdk Sdk => _nano;

    /// <summary>The compiler's SDK; null if there is none.</summary>
    public DotnetSdk? Dotnet => _dotnet;

    /// <summary>Builds.</summary>
    /// <exception cref="NanoBuildException">A tool does not run, or the converter refuses.</exception>
    public FirmwareBuild Build()
    {
        if (_dotnet is null)
        {
            return new FirmwareBuild([], [new MissingItem("the compiler", "the .NET SDK, 8.0 or newer", _dotnetPlaces)], []);
        }
        if (_nano.Library(Core) is not { } core)
        {
            _missing.Add(Core);
            return new FirmwareBuild([], Missing(), []);
        }
        _scanner.AddReference(WorkFolder.Read(core.Dll));
        var roots = new List<(string, string)> { (_order.Firmware, "/_/firmware") };
        if (_order.ApplicationFolder is { } folder)
        {
            roots.Add((folder, "/_/application"));
        }
        var compiler = new CSharpCompiler(_dotnet, _work, roots);
        foreach (Room room in Rooms())
        {
            BuiltRoom built = Compile(compiler, room);
            _rooms.Add(built);
            _done(built);
        }
        bool isWhole = _rooms.TrueForAll(room => room.Image is not null && !room.IsWrong);
        if (_nano.Converter is null)
        {
            _missing.Add("converter");
        }
        return new FirmwareBuild(_rooms, Missing(), isWhole && _nano.Converter is { } tool ? Convert(compiler, new Converter(tool, _work)) : []);
    }

    private List<Room> Rooms()
    {
        IReadOnlyList<Room> rooms = RoomTable.Of(_order.Variant);
        if (_order.Variant != FirmwareVariant.Application)
        {
            return [.. rooms];
        }
        List<Room> needed = [.. RoomChoice.Needed(rooms, _order.Firmware, _order.ApplicationSources)];
        string[] libraries = [.. needed.SelectMany(room => room.Libraries).Distinct()];
        return [.. needed, new Room(_order.ApplicationName, [], [.. needed.Select(room => room.Name)], libraries) { IsApplication = true }];
    }

    private BuiltRoom Compile(CSharpCompiler compiler, Room room)
    {
        List<string> missing = [.. room.Libraries.Where(library => _nano.Library(library) is null)];
        _missing.UnionWith(missing);
        missing.AddRange(room.References.Where(name => _rooms.Find(done => done.Name == name)?.Image is null));
        if (missing.Count > 0)
        {
            return new BuiltRoom(room.Name, [], [], null, null, null, missing);
        }
        bool isForeign = room.IsApplication && _order.Variant == FirmwareVariant.Application;
        List<string> sources = isForeign ? [.. _order.ApplicationSources] : [.. room.Files(_order.Firmware).Select(file => Path.Combine(_order.Firmware, file))];
        if (room.IsApplication)
        {
            sources.RemoveAll(source => !isForeign && Path.GetFileName(source) == TreeSource.FileName);
            sources.Add(_work.Write(TreeSource.FileName, Encoding.UTF8.GetBytes(TreeSource.Render(_order.Tree, _order.TreeOrigin))));
        }
        IEnumerable<NanoLibrary> libraries = (isForeign ? _nano.All() : [.. room.Libraries.Prepend(Core).Select(_nano.Library).OfType<NanoLibrary>()]).Where(library => library.Name != room.Name);
        Compilation compiled = compiler.Compile(room.Name, sources, [.. libraries.Select(library => library.Dll), .. room.References.Select(compiler.DllOf)], _order.Configuration, room.IsApplication, warningsAreErrors: !isForeign);
        if (compiled.Image is null)
        {
            return new BuiltRoom(room.Name, compiled.Messages, [], null, null, null, []);
        }
        foreach (NanoLibrary library in libraries)
        {
            _scanner.AddReference(WorkFolder.Read(library.Dll));
        }
        var declarations = new SourceDeclarations(sources.Select(source => (source, Encoding.UTF8.GetString(WorkFolder.Read(source)))));
        SubsetFinding[] findings = [.. _scanner.Scan(compiled.Image, compiled.Symbols, declarations).Select(finding => finding with { Place = compiler.Real(finding.Place) })];
        return new BuiltRoom(room.Name, compiled.Messages, findings, compiled.Image, compiled.Symbols, AssemblySize.Of(compiled.Image), []);
    }

    // What the application refers to, directly or not, each after what it refers to itself.
    private List<PeFile> Convert(CSharpCompiler compiler, Converter converter)
    {
        var files = new List<PeFile>();
        var hints = new List<(string Name, string Dll)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        void add(string name)
        {
            if (!seen.Add(name))
            {
                return;
            }
            byte[]? room = _rooms.Find(each => each.Name == name)?.Image;
            NanoLibrary? library = room is null ? _nano.Library(name) ?? throw new NanoBuildException($"{name} is referred to, and is not there") : null;
            string dll = library?.Dll ?? compiler.DllOf(name);
            foreach (string reference in AssemblyIdentity.Of(room ?? WorkFolder.Read(dll))!.References)
            {
                add(reference);
            }
            byte[] pe = library?.Pe is { } ready ? WorkFolder.Read(ready) : converter.Convert(name, dll, hints);
            if (!PeFile.IsOne(pe))
            {
                throw new NanoBuildException($"{library?.Pe} does not begin with {PeFile.Marker}: firmware 1.x cannot load it");
            }
            files.Add(new PeFile(name, pe, library is not null));
            hints.Add((name, dll));
        }
        add(Core);
        add(_order.ApplicationName);
        return files;
    }

    private List<MissingItem> Missing() =>
    [
        .. _missing.Where(name => name != "converter").Select(name => new MissingItem(name + ".dll", LibraryPackage.Of(name) is { } package ? $"package {package.Id} {package.Version}" : name, _nano.Places)),
        .. _missing.Contains("converter")
            ? (MissingItem[])[new MissingItem("the converter", "nanoFramework's metadata processor 3.0.100 (nanoFramework.Tools.MetadataProcessor)", [.. _nano.Folder is { } folder ? (string[])[folder] : [], "PATH"])]
            : [],
    ];
}
