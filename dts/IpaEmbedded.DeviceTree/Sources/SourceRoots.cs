namespace IpaEmbedded.DeviceTree;

/// <summary>
/// The directories that files may come from, links followed. A name is looked up only if its way never leaves them, be
/// there a file or not; so nobody learns from a message what exists outside.
/// </summary>
internal sealed class SourceRoots
{
    private readonly RealPaths _paths;
    private readonly string[] _roots;

    public SourceRoots(RealPaths paths, IReadOnlyList<string> directories)
    {
        _paths = paths;
        // With a slash at the end, so that no root is the beginning of another name.
        _roots = [.. directories.Select(directory => paths.Of(directory.Length == 0 ? "." : directory).TrimEnd('/') + "/")];
    }

    /// <summary>True if a real path is a root or lies below one.</summary>
    public bool Contain(string realPath) => Array.Exists(_roots, root => IsBelow(realPath, root));

    /// <summary>True if a name, as somebody wrote it in a directory that is trusted, leads to a place below the roots and stays there on the way.</summary>
    public bool Contain(string directory, string name)
    {
        if (Array.IndexOf(_roots, "/") >= 0)
        {
            return true;
        }
        return _paths.Follow(_paths.Of(directory.Length == 0 ? "." : directory), name, MayPass) is { } real && Contain(real);
    }

    // From the top down to a root leads only one way, and who writes a full path needs it.
    private bool MayPass(string real) => Contain(real) || Array.Exists(_roots, root => IsBelow(root, real + "/"));

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) || (path.Length == root.Length - 1 && root.StartsWith(path, StringComparison.Ordinal));
}
