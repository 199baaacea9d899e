using System.Text;
using System.Text.RegularExpressions;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>
/// What a source may include from around its own directory without being asked for: the whole of its git checkout; outside of
/// one, source and headers from the directories that it names by <c>../</c>, such as <c>soc/</c> beside its <c>boards/</c>.
/// </summary>
/// <remarks>
/// A tree may come from anybody. So nothing is opened by a way over a link, from a directory of somebody else or one that
/// everybody may write to, nor from a home directory, the directories above it, or one whose name begins with a dot.
/// </remarks>
internal static partial class Surroundings
{
    private const int MaxFiles = 64;
    private const int MaxLevels = 3;

    /// <summary>The real path of the git checkout that holds a directory; null if none does.</summary>
    public static string? GitCheckoutOf(string directory)
    {
        string? own = DiskFile.RealPathOf(directory.Length == 0 ? "." : directory);
        for (string? root = own; root is not null; root = Path.GetDirectoryName(root))
        {
            using DiskFile? git = DiskFile.Find(Path.Combine(root, ".git"), out _, followsLink: false);
            if (git?.Kind is DiskFileKind.Directory or DiskFileKind.Regular)
            {
                return IsProject(root, own!) ? root : null;
            }
        }
        return null;
    }

    /// <summary>Real paths of the directories that a source, and what it includes from there, names by <c>../</c>.</summary>
    public static IReadOnlyList<string> NamedBy(string sourcePath)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<string>([sourcePath]);
        for (int file = 0; file < MaxFiles && pending.TryDequeue(out string? path); file++)
        {
            if (DiskFile.RealPathOf(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".") is not { } own)
            {
                continue;
            }
            // What is looked into lies where it is looked for, and is no link.
            byte[] text = DiskFile.Read(path, real => file == 0 || real == path) is { Outcome: FileOutcome.Read } reading ? reading.Bytes : [];
            foreach (Match include in RelativeInclude().Matches(Encoding.Latin1.GetString(text)))
            {
                int levels = include.Groups["up"].Value.Length / 3;
                string? named = FolderOf(own, levels, include.Groups["rest"].Value);
                if (named is null)
                {
                    continue;
                }
                if (levels > 0)
                {
                    folders.Add(named);
                }
                string target = Path.Combine(named, Path.GetFileName(include.Groups["rest"].Value));
                if (seen.Add(target))
                {
                    pending.Enqueue(target);
                }
            }
        }
        return [.. folders];
    }

    /// <summary>The directory of a file that lies some levels up and then down a plain way; null if it may not be opened.</summary>
    private static string? FolderOf(string own, int levels, string rest)
    {
        string? above = own;
        for (int i = 0; i < levels; i++)
        {
            above = Path.GetDirectoryName(above);
        }
        string[] parts = rest.Split('/');
        if (levels > MaxLevels || above is null || parts.Any(part => part.StartsWith('.') || part.Length == 0) || !SourceRoots.IsSource(rest) || (levels > 0 && !IsProject(above, own)))
        {
            return null;
        }
        string folder = Path.Combine([above, .. parts[..^1]]);
        return DiskFile.RealPathOf(folder) == folder ? folder : null;
    }

    /// <summary>True for a directory that somebody keeps sources in: it belongs to whom the source's belongs to, and to that project alone.</summary>
    private static bool IsProject(string directory, string own)
    {
        string home = DiskFile.RealPathOf(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)) ?? "/";
        using DiskFile? root = DiskFile.Find(directory, out _);
        using DiskFile? inner = DiskFile.Find(own, out _);
        return Path.GetDirectoryName(directory) is not null
            && !(home + "/").StartsWith(directory.TrimEnd('/') + "/", StringComparison.Ordinal)
            && root?.Owner?.User == inner?.Owner?.User
            && (root?.Permissions & UnixFileMode.OtherWrite) is null or UnixFileMode.None;
    }

    [GeneratedRegex("""^[ \t]*(?:#[ \t]*include|/include/)[ \t]*"(?<name>(?<up>(?:\.\./)*)(?<rest>[^"\r\n]{1,200}))"[ \t]*""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex RelativeInclude();
}
