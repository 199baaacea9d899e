using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>Tells from a node's name and properties what it is on the board, whatever its "compatible".</summary>
internal static class NodeShape
{
    /// <summary>Whether a node and all above it are in use.</summary>
    internal static bool IsInUse(FlattenedTree tree, int node)
    {
        for (int at = node; at != FlattenedTree.None; at = tree.Parent(at))
        {
            if (!tree.IsEnabled(at)) { return false; }
        }
        return true;
    }

    internal static bool IsController(FlattenedTree tree, int node)
    {
        return Has(tree, node, "gpio-controller") || Has(tree, node, "#pwm-cells") || IsAdc(tree, node) || IsI2cBus(tree, node) || IsSpiBus(tree, node);
    }

    internal static bool IsI2cBus(FlattenedTree tree, int node)
    {
        return tree.IsCompatible(node, "i2c-gpio") || (IsNamed(tree.Name(node), "i2c") && HasBusCells(tree, node));
    }

    internal static bool IsSpiBus(FlattenedTree tree, int node)
    {
        string name = tree.Name(node);
        return tree.IsCompatible(node, "spi-gpio") || ((IsNamed(name, "spi") || IsNamed(name, "qspi")) && HasBusCells(tree, node));
    }

    /// <summary>Whether a node measures itself; dividers and others that only pass on somebody's channels do not.</summary>
    internal static bool IsAdc(FlattenedTree tree, int node)
    {
        return Has(tree, node, "#io-channel-cells") && !Has(tree, node, "io-channels");
    }

    internal static bool Has(FlattenedTree tree, int node, string property)
    {
        return tree.FindProperty(node, property) != FlattenedTree.None;
    }

    internal static uint Cell(FlattenedTree tree, int node, string property, uint absent)
    {
        int found = tree.FindProperty(node, property);
        return found == FlattenedTree.None || tree.PropertyLength(found) != 4 ? absent : tree.Cell(found, 0);
    }

    // "#size-cells" 0 is what tells a bus from a group of pins such as "i2c3-0".
    private static bool HasBusCells(FlattenedTree tree, int node)
    {
        return Cell(tree, node, "#address-cells", 0) == 1 && Cell(tree, node, "#size-cells", 1) == 0;
    }

    // "i2c", "i2c@40005400", "i2c-3", "i2c0"; a multiplexer ("i2c-mux@70") is a chip.
    private static bool IsNamed(string name, string kind)
    {
        if (name.Length < kind.Length || name.Substring(0, kind.Length) != kind) { return false; }
        if (name.Length == kind.Length || name[kind.Length] == '@') { return true; }
        char next = name[name[kind.Length] == '-' && name.Length > kind.Length + 1 ? kind.Length + 1 : kind.Length];
        return next >= '0' && next <= '9';
    }
}
