using System.Collections.Concurrent;

namespace IpaEmbedded.DeviceTree;

/// <summary>Where files really are once every symbolic link on the way is followed; remembers what it found, from several threads.</summary>
internal sealed class RealPaths(FileProvider files)
{
    private const int MaximumLinks = 40;

    private readonly FileProvider _files = files;
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>The full path without links; a path with endless links stays as it is.</summary>
    public string Of(string path) => _known.GetOrAdd(path, Resolve);

    /// <summary>True if the file lies in one of the directories or somewhere below it.</summary>
    public bool IsInside(string path, IReadOnlyList<string> directories)
    {
        string real = Of(path);
        foreach (string directory in directories)
        {
            string root = Of(directory.Length == 0 ? "." : directory);
            if (root == "/" || (real.StartsWith(root, StringComparison.Ordinal) && (real.Length == root.Length || real[root.Length] == '/')))
            {
                return true;
            }
        }
        return false;
    }

    private string Resolve(string path)
    {
        string full = (path.StartsWith('/') ? path : _files.CurrentDirectory + "/" + path).Replace('\\', '/');
        var pending = new Stack<string>(full.Split('/').Reverse());
        string real = "";
        int links = 0;
        while (pending.TryPop(out string? name))
        {
            if (name is "" or ".")
            {
                continue;
            }
            if (name == "..")
            {
                real = real[..Math.Max(0, real.LastIndexOf('/'))];
                continue;
            }
            string next = real + "/" + name;
            if (links > MaximumLinks || _files.LinkTarget(next) is not { } target)
            {
                real = next;
                continue;
            }
            links++;
            if (target.StartsWith('/'))
            {
                real = "";
            }
            foreach (string part in target.Split('/').Reverse())
            {
                pending.Push(part);
            }
        }
        return real.Length == 0 ? "/" : real;
    }
}
