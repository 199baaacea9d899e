namespace IpaEmbedded.NanoBuild;

/// <summary>
/// nanoFramework's libraries and its converter as this machine has them: under the folder that was given, in whatever layout, and in the folder into which NuGet restores.
/// Converters are looked for under the folder and on PATH.
/// </summary>
public sealed class NanoSdk
{
    private const int MaxDepth = 10;
    private const int MaxFiles = 200_000;

    // The largest of nanoFramework's is a tenth of this.
    private const int MaxLibraryBytes = 4 << 20;

    private readonly List<string> _files = [];
    private readonly List<string> _places = [];
    private readonly List<string> _remarks = [];
    private readonly Dictionary<string, NanoLibrary?> _libraries = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? _dotnet;

    private NanoSdk(string? folder, string? dotnet)
    {
        Folder = folder is null ? null : Path.GetFullPath(folder);
        _dotnet = dotnet;
        if (Folder is not null)
        {
            _places.Add(Folder);
            _files.AddRange(FilesOf(Folder));
        }
        string packages = PackagesFolder();
        if (packages.Length > 0)
        {
            string pattern = Path.Combine(packages, "nanoframework.*");
            _places.Add(pattern);
            _files.AddRange(Directory.Exists(packages) ? Directory.EnumerateDirectories(packages, "nanoframework.*").SelectMany(FilesOf) : []);
        }
        Converter = FindConverter();
    }

    /// <summary>The folder that was given; null if none was.</summary>
    public string? Folder { get; }

    /// <summary>Where libraries were looked for, in this order.</summary>
    public IReadOnlyList<string> Places => _places;

    /// <summary>Things that were found and not taken, with the reason.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>The converter; null if there is none.</summary>
    public ConverterTool? Converter { get; }

    /// <summary>Looks at what is there.</summary>
    /// <param name="folder">The folder of <c>--nano-sdk</c>; null if none was given.</param>
    /// <param name="dotnet">Path of <c>dotnet</c>, which runs converters that are a .dll.</param>
    public static NanoSdk Find(string? folder, string? dotnet) => new(folder, dotnet);

    /// <summary>All files with a name, whatever is in front of it, the given folder's first: for tools that others look for.</summary>
    public IEnumerable<string> FilesNamed(string name) => _files.Where(file => string.Equals(Path.GetFileName(file), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// An assembly of nanoFramework; null if there is none. Of several versions the one that the project is made for is taken, else the newest of 1.x; one with its .pe
    /// before one without. An assembly of another framework, and one of 2.x, is not taken.
    /// </summary>
    public NanoLibrary? Library(string name)
    {
        if (!_libraries.TryGetValue(name, out NanoLibrary? library))
        {
            library = FindLibrary(name);
            _libraries[name] = library;
        }
        return library;
    }

    /// <summary>Every assembly of nanoFramework that is there, one of each name, sorted; for applications that use more than the rooms do.</summary>
    public IReadOnlyList<NanoLibrary> All() =>
        [.. _files.Where(file => file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && new FileInfo(file) is { Length: < MaxLibraryBytes })
            .Where(file => AssemblyIdentity.Read(file) is { CoreVersion.Major: <= 1 })
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.StartsWith("IpaEmbedded.", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.Ordinal)
            .Select(Library).OfType<NanoLibrary>()];

    private NanoLibrary? FindLibrary(string name)
    {
        string wanted = LibraryPackage.Of(name)?.Version ?? "";
        List<string> pes = [.. FilesNamed(name + ".pe")];
        NanoLibrary? best = null;
        foreach (string dll in FilesNamed(name + ".dll"))
        {
            AssemblyIdentity? identity = AssemblyIdentity.Read(dll);
            if (WhyNot(name, identity) is { } reason)
            {
                _remarks.Add($"{dll}: not taken, {reason}");
                continue;
            }
            var found = new NanoLibrary(identity!.Name, dll, PeOf(dll, pes), identity.Version);
            best = best is null || Rank(found, wanted).CompareTo(Rank(best, wanted)) > 0 ? found : best;
        }
        return best;
    }

    private static (bool IsWanted, bool HasPe, Version Version) Rank(NanoLibrary library, string wanted) =>
        (wanted.Length > 0 && (library.Dll.Contains("." + wanted + Path.DirectorySeparatorChar, StringComparison.Ordinal) || library.Dll.Contains(Path.DirectorySeparatorChar + wanted + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            || library.Version.ToString(3) == wanted), library.Pe is not null, library.Version);

    private static string? WhyNot(string name, AssemblyIdentity? identity) =>
        identity is null ? "it is no assembly"
        : !string.Equals(identity.Name, name, StringComparison.OrdinalIgnoreCase) ? $"it is {identity.Name}"
        : identity.CoreVersion is null or { Major: >= 4 } ? "it is one of .NET, not of nanoFramework"
        : identity.CoreVersion.Major > 1 ? $"it is for nanoFramework {identity.CoreVersion.Major}.x, and 1.x is needed; the two never mix"
        : null;

    // Beside the .dll, else anywhere, the nearest first: some keep the two in folders of their own.
    private static string? PeOf(string dll, List<string> pes)
    {
        string beside = Path.ChangeExtension(dll, ".pe");
        return pes.Find(pe => string.Equals(pe, beside, StringComparison.OrdinalIgnoreCase))
            ?? pes.OrderByDescending(pe => CommonLength(pe, dll)).FirstOrDefault();
    }

    private static int CommonLength(string a, string b) => a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();

    private ConverterTool? FindConverter()
    {
        IEnumerable<string> onPath = ProgramPath.Folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", Unhurt(1)));
        // A native executable before a .dll before an .exe: what starts without a runtime first.
        foreach (string file in _files.Where(ConverterTool.IsNamedSo).OrderBy(Kind).Concat(onPath.Where(ConverterTool.IsNamedSo).OrderBy(Kind)))
        {
            if (ConverterTool.Of(file, _dotnet, out string reason) is { } tool)
            {
                return tool;
            }
            _remarks.Add($"{file}: not taken, {reason}");
        }
        return null;
    }

    private static int Kind(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".dll" => 1,
        ".exe" => OperatingSystem.IsWindows() ? 0 : 2,
        _ => 0,
    };

    // In an order that no file system changes.
    private static IEnumerable<string> FilesOf(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", Unhurt(MaxDepth)).Take(MaxFiles).Order(StringComparer.Ordinal) : [];

    private static EnumerationOptions Unhurt(int depth) =>
        new() { RecurseSubdirectories = depth > 1, MaxRecursionDepth = depth, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Device };

    private static string PackagesFolder()
    {
        string set = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? "";
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return set.Length > 0 ? set : home.Length > 0 ? Path.Combine(home, ".nuget", "packages") : "";
    }
}
