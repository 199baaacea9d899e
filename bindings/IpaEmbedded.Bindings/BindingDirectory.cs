using System.IO.Enumeration;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// The files of a directory of bindings. They must really lie in it: a link to a file elsewhere is refused, and links
/// to directories are not entered, which could go round in circles.
/// </summary>
internal static class BindingDirectory
{
    private const string Extension = ".yaml";

    /// <summary>
    /// Every <c>.yaml</c> file in or below the directory, sorted by path, with its bytes or the reason why there are
    /// none; also every other link, unread, wherever it leads.
    /// </summary>
    public static IEnumerable<(string Path, FileReading Reading)> Read(string directory)
    {
        if (DiskFile.RealPathOf(directory) is not { } root)
        {
            return [(directory, new FileReading(FileOutcome.NotReadable))];
        }
        string inside = root.EndsWith('/') ? root : root + "/";
        try
        {
            return Find(directory).Select(path => (path, path.EndsWith(Extension, StringComparison.Ordinal)
                ? DiskFile.Read(path, real => real.StartsWith(inside, StringComparison.Ordinal))
                : new FileReading(FileOutcome.Outside))).ToList();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [(directory, new FileReading(FileOutcome.NotReadable))];
        }
    }

    private static string[] Find(string directory)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };
        var paths = new FileSystemEnumerable<string>(directory, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => IsLink(ref entry) || (!entry.IsDirectory && entry.FileName.EndsWith(Extension, StringComparison.Ordinal)),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
        };
        string[] sorted = [.. paths];
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;
}
