using System.Collections.Concurrent;

namespace IpaEmbedded.DeviceTree;

/// <summary>Where files really are once every symbolic link on the way is followed; remembers what it found, from several threads.</summary>
internal sealed class RealPaths(FileProvider files)
{
    private const int MaximumLinks = 40;

    private readonly FileProvider _files = files;
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string?> _links = new(StringComparer.Ordinal);

    /// <summary>The full path without links; a path with endless links stays as it is.</summary>
    public string Of(string path) => _known.GetOrAdd(path, each => Follow(Rooted(each) ? "/" : _files.CurrentDirectory, each, null)!);

    /// <summary>
    /// Where a name below a real directory leads; null as soon as the way comes to a place that it may not pass, so
    /// that nothing is asked about what lies there.
    /// </summary>
    /// <param name="mayPass">Whether the way may pass a real path; null lets it pass everywhere.</param>
    public string? Follow(string realDirectory, string name, Func<string, bool>? mayPass)
    {
        var pending = new Stack<string>(Slashed(name).Split('/').Reverse());
        string real = Rooted(name) ? "" : Slashed(realDirectory).TrimEnd('/');
        int links = 0;
        while (pending.TryPop(out string? part))
        {
            if (part is "" or ".")
            {
                continue;
            }
            if (part == "..")
            {
                real = real[..Math.Max(0, real.LastIndexOf('/'))];
            }
            else
            {
                string next = real + "/" + part;
                if (links > MaximumLinks || _links.GetOrAdd(next, _files.LinkTarget) is not { } target)
                {
                    real = next;
                }
                else
                {
                    links++;
                    if (Rooted(target))
                    {
                        real = "";
                    }
                    foreach (string step in Slashed(target).Split('/').Reverse())
                    {
                        pending.Push(step);
                    }
                }
            }
            if (mayPass is not null && !mayPass(real))
            {
                return null;
            }
        }
        return real.Length == 0 ? "/" : real;
    }

    private static bool Rooted(string path) => Slashed(path).StartsWith('/');

    private static string Slashed(string path) => OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
}
