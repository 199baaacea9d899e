namespace IpaEmbedded.NanoBuild;

/// <summary>An interpreter of nanoFramework for this machine: the dotnet tool <c>nanoclr</c>, or upstream's program for Linux and macOS.</summary>
/// <param name="Path">The file that was found.</param>
/// <param name="Program">What is started.</param>
/// <param name="Arguments">Its first arguments.</param>
public sealed record Interpreter(string Path, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Name of the dotnet tool.</summary>
    public const string Tool = "nanoclr";

    /// <summary>Name of the program that upstream's sources build.</summary>
    public const string Posix = "nanoFramework.nanoCLR.test";

    /// <summary>Whether it is the dotnet tool, by its name.</summary>
    public bool IsTool => System.IO.Path.GetFileNameWithoutExtension(Path).Equals(Tool, StringComparison.OrdinalIgnoreCase);

    /// <summary>How a file is started; null if it cannot be, which <paramref name="reason"/> tells.</summary>
    /// <param name="path">The file.</param>
    /// <param name="dotnet">Path of <c>dotnet</c>, for a .dll.</param>
    /// <param name="reason">Why not.</param>
    public static Interpreter? Of(string path, string? dotnet, out string reason)
    {
        string full = System.IO.Path.GetFullPath(path);
        return ConverterTool.Of(full, dotnet, out reason) is { } started ? new Interpreter(full, started.Program, started.Arguments) : null;
    }

    /// <summary>Looks for one: the dotnet tool on PATH and where it is installed to, then upstream's program beside the libraries.</summary>
    /// <param name="sdk">The libraries as they were found; null to look only for the tool and for upstream's program on PATH.</param>
    /// <param name="dotnet">Path of <c>dotnet</c>.</param>
    /// <param name="places">Where was looked.</param>
    public static Interpreter? Find(NanoSdk? sdk, string? dotnet, out IReadOnlyList<string> places)
    {
        string tools = ToolFolder;
        places = [.. sdk?.Folder is { } folder ? (string[])[folder] : [], "PATH", tools];
        string file = OperatingSystem.IsWindows() ? Tool + ".exe" : Tool;
        IEnumerable<string?> found =
        [
            .. sdk?.Folder is null ? [] : sdk.FilesNamed(Posix),
            ProgramPath.Find(Tool, Posix),
            System.IO.Path.Combine(tools, file),
        ];
        return found.Where(File.Exists).Select(path => Of(path!, dotnet, out _)).FirstOrDefault(each => each is not null);
    }

    /// <summary>Where <c>dotnet tool install -g</c> puts programs, which is often not on PATH.</summary>
    internal static string ToolFolder => System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
}
