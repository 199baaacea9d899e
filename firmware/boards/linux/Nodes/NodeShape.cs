using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Boards.Linux.Nodes;

/// <summary>Tells from a node's name and properties which devices of the kernel it may be, whatever its "compatible".</summary>
internal static class NodeShape
{
    /// <summary>Whether a node and all above it are in use.</summary>
    public static bool IsInUse(FlattenedTree tree, int node)
    {
        for (var at = node; at != FlattenedTree.None; at = tree.Parent(at))
        {
            if (!tree.IsEnabled(at))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The kinds of controller that a node is.</summary>
    public static IEnumerable<KernelClass> ControllersOf(TreeNode node)
    {
        if (node.HasProperty("gpio-controller"))
        {
            yield return KernelClass.GpioChip;
        }

        if (node.HasProperty("#pwm-cells"))
        {
            yield return KernelClass.PwmChip;
        }

        // One that has channels of others only passes them on: a divider.
        if (node.HasProperty("#io-channel-cells") && !node.HasProperty("io-channels"))
        {
            yield return KernelClass.IioDevice;
        }

        if (node.IsCompatible("i2c-gpio") || (IsNamed(node.Name, "i2c") && HasBusCells(node)))
        {
            yield return KernelClass.I2cAdapter;
        }
        else if (node.IsCompatible("spi-gpio") || ((IsNamed(node.Name, "spi") || IsNamed(node.Name, "qspi")) && HasBusCells(node)))
        {
            yield return KernelClass.SpiController;
        }
    }

    // "#size-cells" 0 tells a bus from a group of pins such as "i2c3-0".
    private static bool HasBusCells(TreeNode node) => CellOr(node, "#address-cells", 0) == 1 && CellOr(node, "#size-cells", 1) == 0;

    private static uint CellOr(TreeNode node, string property, uint absent) => node.Bytes(property) is { Length: 4 } ? node.Cell(property) : absent;

    // "i2c", "i2c@40005400", "i2c-3", "i2c0"; a multiplexer ("i2c-mux@70") is a chip.
    private static bool IsNamed(string name, string kind)
    {
        if (!name.StartsWith(kind, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = name[kind.Length..].TrimStart('-');
        return rest.Length == 0 || rest[0] == '@' || char.IsAsciiDigit(rest[0]);
    }
}
