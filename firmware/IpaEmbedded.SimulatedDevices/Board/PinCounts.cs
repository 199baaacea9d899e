using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>How many pins, channels or inputs a controller's node tells of; plenty where it tells nothing.</summary>
internal static class PinCounts
{
    private const int Plenty = 256;
    private const int MaxPins = 1024;

    internal static int OfGpio(TreeNode node)
    {
        uint count = node.HasProperty("ngpios") ? NodeShape.Cell(node.Tree, node.Index, "ngpios", 0) : 0;
        if (count == 0)
        {
            count = NamedLines(node);
            uint ranged = RangedLines(node);
            if (ranged > count) { count = ranged; }
        }
        return count == 0 || count > MaxPins ? Plenty : (int)count;
    }

    internal static int OfPwm(TreeNode node)
    {
        return 32;
    }

    internal static int OfAdc(TreeNode node)
    {
        return 64;
    }

    private static uint NamedLines(TreeNode node)
    {
        int names = node.Tree.FindProperty(node.Index, "gpio-line-names");
        return names == FlattenedTree.None ? 0 : (uint)node.Tree.StringCount(names);
    }

    // <&pin-controller first-line first-pin count> (dt-schema gpio/gpio.yaml)
    private static uint RangedLines(TreeNode node)
    {
        int ranges = node.Tree.FindProperty(node.Index, "gpio-ranges");
        uint end = 0;
        int cells = ranges == FlattenedTree.None ? 0 : node.Tree.CellCount(ranges);
        for (int i = 0; i + 3 < cells; i += 4)
        {
            uint last = node.Tree.Cell(ranges, i + 1) + node.Tree.Cell(ranges, i + 3);
            if (last > end) { end = last; }
        }
        return end;
    }
}
