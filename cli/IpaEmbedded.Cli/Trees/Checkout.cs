using System.Collections.Concurrent;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>
/// A source tree of a project that keeps device trees, recognised by folders that only it has, with the directories
/// in which its own build searches for included files, and its bindings.
/// </summary>
public sealed class Checkout
{
    private static readonly ConcurrentDictionary<string, Checkout?> Known = new(StringComparer.Ordinal);

    private readonly string _bindings;

    private Checkout(CheckoutKind kind, string root, IReadOnlyList<string> includeDirectories, string bindings)
    {
        Kind = kind;
        Root = root;
        IncludeDirectories = includeDirectories;
        _bindings = bindings;
    }

    /// <summary>The project.</summary>
    public CheckoutKind Kind { get; }

    /// <summary>The project's name.</summary>
    public string Name => Kind switch
    {
        CheckoutKind.Linux => "Linux",
        CheckoutKind.UBoot => "U-Boot",
        CheckoutKind.Zephyr => "Zephyr",
        _ => "devicetree-rebasing",
    };

    public string Root { get; }

    public IReadOnlyList<string> IncludeDirectories { get; }

    /// <summary>The directory of its bindings, in whichever dialect; null if there is none that lies in the checkout.</summary>
    public string? Bindings => Inside(Root, _bindings);

    /// <summary>True if its bindings are in the dt-schema dialect, which trees can be validated by.</summary>
    public bool HasSchemas => Bindings is not null && Kind != CheckoutKind.Zephyr;

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

    /// <summary>The checkout that holds a file.</summary>
    public static Checkout? OfFile(string path) => Of(Path.GetDirectoryName(path) ?? "");

    private static Checkout? Recognise(string root, string directory)
    {
        if (Has(root, "include/u-boot"))
        {
            string? architecture = ArchitectureOf(root, directory, "arch");
            return new Checkout(CheckoutKind.UBoot, root, Existing(root, "include", architecture is null ? "" : $"arch/{architecture}/include", "dts/upstream/include",
                architecture is null ? "" : $"arch/{architecture}/dts", $"dts/upstream/src/{(architecture == "arm" ? "arm64" : architecture)}", "scripts/dtc/include-prefixes"), "dts/upstream/Bindings");
        }
        if (Has(root, "scripts/dtc/include-prefixes"))
        {
            return new Checkout(CheckoutKind.Linux, root, Existing(root, "scripts/dtc/include-prefixes"), "Documentation/devicetree/bindings");
        }
        if (Has(root, "include/zephyr") && Has(root, "dts"))
        {
            string? architecture = ArchitectureOf(root, directory, "dts") ?? ArchitectureOf(root, directory, "boards");
            return new Checkout(CheckoutKind.Zephyr, root, Existing(root, "include", "include/zephyr", "dts/common", "dts/vendor", architecture is null ? "" : "dts/" + architecture, "dts"), "dts/bindings");
        }
        // U-Boot has the same folders in its dts/upstream.
        if (Has(root, "Bindings") && Has(root, "include/dt-bindings") && Has(root, "src") && !Has(root, "../../include/u-boot"))
        {
            return new Checkout(CheckoutKind.Rebasing, root, Existing(root, "include"), "Bindings");
        }
        return null;
    }

    private static bool Has(string root, string folder) => Directory.Exists(Path.Combine(root, folder));

    /// <summary>A folder that really lies in the root; null for none and for a link that leads out, which anybody can ship.</summary>
    private static string? Inside(string root, string folder)
    {
        string path = Path.Combine(root, folder);
        return Directory.Exists(path) && DiskFile.RealPathOf(root) is { } real && DiskFile.RealPathOf(path)?.StartsWith(real.TrimEnd('/') + "/", StringComparison.Ordinal) == true ? path : null;
    }

    private static string[] Existing(string root, params string[] folders) =>
        [.. folders.Where(folder => folder.Length > 0 && Has(root, folder)).Select(folder => Path.Combine(root, folder))];

    /// <summary>The name of the folder below <paramref name="parent"/> that holds the directory.</summary>
    private static string? ArchitectureOf(string root, string directory, string parent)
    {
        string[] parts = Path.GetRelativePath(root, directory).Split('/', '\\');
        return parts.Length > 1 && parts[0] == parent ? parts[1] : null;
    }
}
