using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.Cli.Firmware;

/// <summary>The folder that <c>ipa firmware build</c> wrote, to be run or flashed.</summary>
internal sealed record BuildFolder(string Path, ImageManifest Manifest)
{
    // A build lies here, in a folder named after it, or in bin/Release of an application.
    private const int Depth = 2;

    /// <summary>Paths of the .pe files in the order in which they are loaded.</summary>
    public IReadOnlyList<string> Files => [.. Manifest.Files.Select(name => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, "pe", name)))];

    /// <summary>Path of the image.</summary>
    public string Image => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, Manifest.Application + ".bin"));

    /// <summary>Opens the folder that is named, or the only build below it, as it is below an application's; without a name the only one here.</summary>
    /// <exception cref="CommandFailure">There is none, or more than one, or a file of it is gone.</exception>
    public static BuildFolder Open(string? path)
    {
        if (path is not null && !Directory.Exists(path))
        {
            throw new CommandFailure(ExitCode.Files, $"cannot read {path}: there is no such directory");
        }
        string folder = OnlyOne(path ?? ".");
        ImageManifest manifest = ImageManifest.Read(folder)
            ?? throw new CommandFailure(ExitCode.Files, $"{folder} is no whole build: its {ImageManifest.FileName} is damaged; build again");
        var build = new BuildFolder(folder, manifest);
        if (manifest.Files.Append(manifest.Application).FirstOrDefault(name => System.IO.Path.GetFileName(name) != name || name.Length == 0) is { } stray)
        {
            throw new CommandFailure(ExitCode.Files, $"{folder}/{ImageManifest.FileName} names '{stray}', which is no file of the build");
        }
        if (build.Files.Append(build.Image).FirstOrDefault(file => !File.Exists(file)) is { } gone)
        {
            throw new CommandFailure(ExitCode.Files, $"cannot read {gone}: there is no such file; build again");
        }
        return build;
    }

    private static string OnlyOne(string root)
    {
        string[] found = [.. Builds(root, Depth).Order(StringComparer.Ordinal)];
        string place = root == "." ? "here" : "in " + root;
        return found switch
        {
            [var only] => only,
            [] => throw new CommandFailure(root == "." ? ExitCode.Usage : ExitCode.Files, $"there is no whole build {place}, which has a {ImageManifest.FileName}; 'ipa firmware build' makes one when it has converted everything"),
            _ => throw new CommandFailure(ExitCode.Usage, $"there are {found.Length} builds {place} ({string.Join(", ", found.Select(each => System.IO.Path.GetRelativePath(".", each)))}); name one"),
        };
    }

    private static IEnumerable<string> Builds(string folder, int depth)
    {
        if (File.Exists(System.IO.Path.Combine(folder, ImageManifest.FileName)))
        {
            return [folder];
        }
        var below = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint };
        return depth == 0 ? [] : Directory.EnumerateDirectories(folder, "*", below).SelectMany(each => Builds(each, depth - 1));
    }
}
