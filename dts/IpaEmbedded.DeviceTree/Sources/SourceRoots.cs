namespace IpaEmbedded.DeviceTree;

/// <summary>
/// The directories that files may come from, links followed. A name is looked up only if its way never leaves them, be
/// there a file or not; so nobody learns from a message what exists outside.
/// </summary>
public sealed class SourceRoots
{
    private static readonly string[] SourceExtensions = [".dts", ".dtsi", ".dtso", ".h"];

    private readonly RealPaths _paths;
    private readonly string[] _roots;
    private readonly string[] _sourceFolders;

    internal SourceRoots(RealPaths paths, IReadOnlyList<string> directories, IReadOnlyList<string> sourceFolders)
    {
        _paths = paths;
        _roots = [.. directories.Select(Real)];
        _sourceFolders = [.. sourceFolders.Select(Real)];

        // With a slash at the end, so that no root is the beginning of another name.
        string Real(string directory) => paths.Of(directory.Length == 0 ? "." : directory).TrimEnd('/') + "/";
    }

    /// <summary>True for a name that source or a header has.</summary>
    public static bool IsSource(string path) => Array.Exists(SourceExtensions, extension => path.EndsWith(extension, StringComparison.Ordinal));

    /// <summary>True if a real path is a root or lies below one. What git keeps of itself is no part of a checkout.</summary>
    internal bool Contain(string realPath) => IsAnywhere || (!realPath.Contains("/.git/", StringComparison.Ordinal)
        && (Array.Exists(_roots, root => IsBelow(realPath, root)) || (IsSource(realPath) && Array.Exists(_sourceFolders, folder => IsBelow(realPath, folder)))));

    /// <summary>True if a name, as somebody wrote it in a directory that is trusted, leads to a place below the roots and stays there on the way.</summary>
    internal bool Contain(string directory, string name) =>
        IsAnywhere || (_paths.Follow(_paths.Of(directory.Length == 0 ? "." : directory), name, MayPass) is { } real && Contain(real));

    private bool IsAnywhere => Array.IndexOf(_roots, "/") >= 0;

    // From the top down to a root leads only one way, and who writes a full path needs it.
    private bool MayPass(string real) => Contain(real) || Array.Exists(_sourceFolders, folder => IsBelow(real, folder))
        || Array.Exists([.. _roots, .. _sourceFolders], root => IsBelow(root, real + "/"));

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) || (path.Length == root.Length - 1 && root.StartsWith(path, StringComparison.Ordinal));
}
