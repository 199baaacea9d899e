using System.Collections.Concurrent;

namespace IpaEmbedded.Cli;

/// <summary>
/// A source tree of a project that keeps device trees, recognised by folders that only it has, with the directories
/// in which its own build searches for included files.
/// </summary>
public sealed class Checkout
{
    private static readonly ConcurrentDictionary<string, Checkout?> Known = new(StringComparer.Ordinal);

    private Checkout(string root, IReadOnlyList<string> includeDirectories)
    {
        Root = root;
        IncludeDirectories = includeDirectories;
    }

    public string Root { get; }

    public IReadOnlyList<string> IncludeDirectories { get; }

    /// <summary>The Linux, U-Boot or Zephyr checkout that holds a directory; null if none does.</summary>
    public static Checkout? Of(string directory) => Known.GetOrAdd(directory, static path =>
    {
        for (string? root = Path.GetFullPath(path.Length == 0 ? "." : path); root is not null; root = Path.GetDirectoryName(root))
        {
            if (Recognise(root, Path.GetFullPath(path.Length == 0 ? "." : path)) is { } found)
            {
                return found;
            }
        }
        return null;
    });

    private static Checkout? Recognise(string root, string directory)
    {
        if (Has(root, "include/u-boot"))
        {
            string? architecture = ArchitectureOf(root, directory, "arch");
            return new Checkout(root, Existing(root, "include", architecture is null ? "" : $"arch/{architecture}/include", "dts/upstream/include",
                architecture is null ? "" : $"arch/{architecture}/dts", $"dts/upstream/src/{(architecture == "arm" ? "arm64" : architecture)}", "scripts/dtc/include-prefixes"));
        }
        if (Has(root, "scripts/dtc/include-prefixes"))
        {
            return new Checkout(root, Existing(root, "scripts/dtc/include-prefixes"));
        }
        if (Has(root, "include/zephyr") && Has(root, "dts"))
        {
            string? architecture = ArchitectureOf(root, directory, "dts") ?? ArchitectureOf(root, directory, "boards");
            return new Checkout(root, Existing(root, "include", "include/zephyr", "dts/common", "dts/vendor", architecture is null ? "" : "dts/" + architecture, "dts"));
        }
        return null;
    }

    private static bool Has(string root, string folder) => Directory.Exists(Path.Combine(root, folder));

    private static string[] Existing(string root, params string[] folders) =>
        [.. folders.Where(folder => folder.Length > 0 && Has(root, folder)).Select(folder => Path.Combine(root, folder))];

    /// <summary>The name of the folder below <paramref name="parent"/> that holds the directory.</summary>
    private static string? ArchitectureOf(string root, string directory, string parent)
    {
        string[] parts = Path.GetRelativePath(root, directory).Split('/', '\\');
        return parts.Length > 1 && parts[0] == parent ? parts[1] : null;
    }
}
