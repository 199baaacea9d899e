using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.Cli.Firmware;

/// <summary>What a build is made from: sources, their tree, and the names that follow.</summary>
/// <param name="Variant">What it is.</param>
/// <param name="Name">Name of the application's assembly.</param>
/// <param name="Folder">Folder of the application; null for the IPA's.</param>
/// <param name="Files">Full paths of its sources, sorted; none for the IPA's, whose rooms are known.</param>
/// <param name="Tree">The board's tree.</param>
internal sealed record FirmwareSources(FirmwareVariant Variant, string Name, string? Folder, IReadOnlyList<string> Files, string Tree)
{
    /// <summary>The IPA's application.</summary>
    public static FirmwareSources OfIpa(FirmwareVariant variant, string? board) =>
        new(variant, RoomTable.Application, null, [], board ?? BoardFiles.PathOf(RoomTable.BoardOf(variant)));

    /// <summary>Somebody's application: a folder, or one file.</summary>
    /// <exception cref="CommandFailure">There are no sources, or it is not said which tree the board has.</exception>
    public static FirmwareSources OfApplication(string path, string? board)
    {
        bool isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            throw new CommandFailure(ExitCode.Files, $"cannot read {path}: there is no such file or folder");
        }
        if (!isFolder && Path.GetExtension(path) != ".cs")
        {
            throw new CommandFailure(ExitCode.Usage, $"{path} is neither a folder nor a .cs file");
        }
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string folder = isFolder ? full : Path.GetDirectoryName(full)!;
        string[] files = isFolder ? [.. Below(folder, ".cs").Where(file => !file.EndsWith(".Host.cs", StringComparison.Ordinal)).Order(StringComparer.Ordinal)] : [full];
        if (files.Length == 0)
        {
            throw new CommandFailure(ExitCode.Files, $"{path} has no .cs files; 'ipa firmware new' makes an application");
        }
        return new FirmwareSources(FirmwareVariant.Application, NameOf(isFolder ? full : Path.ChangeExtension(full, null)), folder, files, board ?? TreeOf(path, isFolder ? folder : null, full));
    }

    /// <summary>The folder that is written when none is named: below the application's, or named after the variant.</summary>
    public string DefaultOutput(BuildConfiguration configuration) =>
        Folder is not null ? Path.Combine(Folder, "bin", configuration.ToString())
        : (Variant == FirmwareVariant.IpaHardware ? "ipa-hardware-" : "ipa-simulated-") + (configuration == BuildConfiguration.Debug ? "debug" : "release");

    private static string TreeOf(string path, string? folder, string file)
    {
        if (folder is null)
        {
            string beside = Path.ChangeExtension(file, ".dts");
            return File.Exists(beside) ? beside : throw new CommandFailure(ExitCode.Usage, $"{path} has no {Path.GetFileName(beside)} beside it; name the board's tree with --board");
        }
        string[] trees = [.. Below(folder, ".dts").Order(StringComparer.Ordinal)];
        return trees switch
        {
            [var only] => only,
            [] => throw new CommandFailure(ExitCode.Usage, $"{path} has no .dts; name the board's tree with --board ('ipa boards' lists ours)"),
            _ => throw new CommandFailure(ExitCode.Usage, $"{path} has {trees.Length} .dts files ({string.Join(", ", trees.Select(Path.GetFileName))}); name one with --board"),
        };
    }

    // Outputs of this and other builds are no sources, nor is what is hidden.
    private static IEnumerable<string> Below(string folder, string extension) =>
        Directory.EnumerateFiles(folder, "*" + extension, SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar) is var parts && !parts.Any(part => part is "bin" or "obj" || part.StartsWith('.')));

    /// <summary>Name of an assembly from a name of a file: what no identifier has becomes an underscore, and no room has it.</summary>
    private static string NameOf(string path)
    {
        string name = string.Concat(Path.GetFileName(path).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '_')).Trim('.');
        bool isTaken = name.Length == 0 || name.StartsWith("IpaEmbedded.", StringComparison.OrdinalIgnoreCase) || LibraryPackage.Of(name) is not null;
        return isTaken ? "Application_" + name : name;
    }
}
