namespace IpaEmbedded.HostTests.Architecture;

/// <summary>The folder that holds IpaEmbedded.sln, found by walking up from the test assembly, so that tests run from any working directory.</summary>
public static class RepositoryRoot
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>Absolute path of the repository's root folder.</summary>
    public static string Folder => Found.Value;

    /// <summary>Absolute path of a file or folder, given relative to the root with forward slashes.</summary>
    public static string PathOf(string relativePath) => Path.GetFullPath(Path.Combine(Folder, relativePath));

    /// <summary>A path below the root as it is written in messages and file lists: relative, with forward slashes.</summary>
    public static string Relative(string absolutePath) => Path.GetRelativePath(Folder, absolutePath).Replace('\\', '/');

    /// <summary>Files below a folder that git would keep: nothing from bin, obj or node_modules, and not what a template makes for others; sorted by path.</summary>
    public static IReadOnlyList<string> Files(string relativeFolder, string pattern)
    {
        var folder = PathOf(relativeFolder);
        return Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !Relative(file).Split('/').Any(part => part is "bin" or "obj" or "node_modules" or ".git" or "ipa-driver"))
            .OrderBy(Relative, StringComparer.Ordinal)
            .ToList();
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IpaEmbedded.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no IpaEmbedded.sln above {AppContext.BaseDirectory}");
    }
}
