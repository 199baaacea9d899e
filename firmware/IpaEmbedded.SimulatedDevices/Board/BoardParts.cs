using System.Collections;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>
/// What the tree tells of the parts on the board's pins: the keys of "gpio-keys" and "gpio-keys-polled" (input/gpio-keys.yaml), and the LEDs of "gpio-leds", through
/// which a pin that nobody drives gets the level at which they are dark.
/// </summary>
internal static class BoardParts
{
    internal static void Add(BoardSimulation simulation, ArrayList keys)
    {
        FlattenedTree tree = simulation.Tree;
        for (int node = 1; node < tree.NodeCount; node++)
        {
            bool isKeys = tree.IsCompatible(node, "gpio-keys") || tree.IsCompatible(node, "gpio-keys-polled");
            if (!(isKeys || tree.IsCompatible(node, "gpio-leds")) || !NodeShape.IsInUse(tree, node)) { continue; }
            TreeNode[] children = new TreeNode(tree, node).Children();
            for (int i = 0; i < children.Length; i++) { AddPart(simulation, children[i], isKeys ? keys : null); }
        }
    }

    private static void AddPart(BoardSimulation simulation, TreeNode node, ArrayList keys)
    {
        PhandleList pins = new PhandleList(node, "gpios", "#gpio-cells");
        if (!pins.Next() || pins.Supplier == FlattenedTree.None) { return; }
        SimulatedGpio gpio = simulation.FindGpio(pins.Supplier);
        uint pin;
        uint flags;
        if (gpio == null || !gpio.Translate(pins.Arguments(), out pin, out flags)) { return; }
        bool activeLow = (flags & GpioLine.ActiveLow) != 0;
        if ((flags & (GpioLine.PullUp | GpioLine.PullDown)) == 0) { gpio.Tie((int)pin, activeLow ? GpioPull.Up : GpioPull.Down); }
        if (keys == null) { return; }
        int label = node.Tree.FindProperty(node.Index, "label");
        string name = label != FlattenedTree.None && node.Tree.StringCount(label) == 1 ? node.Tree.StringAt(label, 0) : node.Name;
        keys.Add(new SimulatedKey(node.Path, name, NodeShape.Cell(node.Tree, node.Index, "linux,code", 0), gpio, (int)pin, activeLow));
    }
}
