using System.Globalization;

namespace IpaEmbedded.Boards.Linux.Sysfs;

/// <summary>A device that the kernel shows to programs.</summary>
public sealed class KernelDevice
{
    // A device of a class, the device behind it, and for an event file the device behind its input device.
    private static readonly string[] Steps = ["", "device", "device/device"];

    /// <param name="kind">Its kind.</param>
    /// <param name="folder">Its folder below /sys.</param>
    public KernelDevice(KernelClass kind, SysfsFolder folder)
    {
        Kind = kind;
        Folder = folder;
        NodePath = Steps.Select(step => NodeOf(folder.Below(step))).FirstOrDefault(path => path is not null);
    }

    /// <summary>Its kind.</summary>
    public KernelClass Kind { get; }

    /// <summary>Its folder below /sys.</summary>
    public SysfsFolder Folder { get; }

    /// <summary>The kernel's name: gpiochip0, i2c-1, spi0 ...</summary>
    public string Name => Folder.Name;

    /// <summary>Path of the node that the kernel made it from; null where there is no device tree, or no node for it.</summary>
    public string? NodePath { get; }

    /// <summary>The number in its name; -1 when it has none.</summary>
    public int Number =>
        Name.Length > Kind.Prefix.Length && int.TryParse(Name[Kind.Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>The kernel's driver of the device, or of the one behind it; null when there is none.</summary>
    public string? Driver => Steps.Select(step => Folder.Below(step).LinkName("driver")).FirstOrDefault(name => name is not null);

    /// <summary>The node that a device's folder names by its link of_node; only the end of the link is the same from wherever the folder was reached.</summary>
    internal static string? NodeOf(SysfsFolder folder)
    {
        const string Base = "devicetree/base";
        if (folder.LinkTarget("of_node") is not { } target)
        {
            return null;
        }

        var at = target.LastIndexOf(Base, StringComparison.Ordinal);
        return at < 0 ? null : at + Base.Length == target.Length ? "/" : target[(at + Base.Length)..];
    }
}
