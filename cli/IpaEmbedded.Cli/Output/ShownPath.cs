using System.Text;

namespace IpaEmbedded.Cli;

/// <summary>Paths and texts of inputs as they may be shown to people.</summary>
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

    /// <summary>The text with control characters written as escapes, so that input cannot steer a terminal.</summary>
    public static string Escape(string text)
    {
        if (!HasControl(text))
        {
            return text;
        }
        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            _ = char.IsControl(c) && c != '\t' ? escaped.Append($"\\x{(int)c:x2}") : escaped.Append(c);
        }
        return escaped.ToString();
    }

    private static bool HasControl(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c) && c != '\t')
            {
                return true;
            }
        }
        return false;
    }

    private static string Shorten(string full, string otherwise)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, full).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) ? otherwise : relative;
    }
}
