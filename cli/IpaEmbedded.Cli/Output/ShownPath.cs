namespace IpaEmbedded.Cli;

/// <summary>Paths of inputs as they may be shown to people.</summary>
public static class ShownPath
{
    /// <summary>A path below the working directory without that directory, with forward slashes; others as they are.</summary>
    public static string Of(string path)
    {
        if (!Path.IsPathRooted(path))
        {
            return path.Contains("../", StringComparison.Ordinal) || path.Contains("./", StringComparison.Ordinal) ? Shorten(Path.GetFullPath(path), path) : path;
        }
        string full = Path.GetFullPath(path);
        return Shorten(full, full);
    }

    private static string Shorten(string full, string otherwise)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, full).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) ? otherwise : relative;
    }
}
