using System.Collections;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>Finds the fixed regulators that a node's "…-supply" properties name (regulator/fixed-regulator.yaml).</summary>
internal sealed class SimulatedSupplies
{
    // A chain of supplies that comes back to its start ends here.
    private const int MaxChain = 8;

    private readonly BoardSimulation _simulation;
    private readonly ArrayList _supplies = new ArrayList();

    internal SimulatedSupplies(BoardSimulation simulation)
    {
        _simulation = simulation;
    }

    /// <summary>The supplies of a chip; others than fixed regulators count as always on.</summary>
    internal SimulatedSupply[] Of(FlattenedTree tree, string path)
    {
        TreeNode chip = new TreeNode(tree, tree.FindNode(path));
        ArrayList found = new ArrayList();
        for (int property = tree.FirstProperty(chip.Index); property != FlattenedTree.None; property = tree.NextProperty(property))
        {
            string name = tree.PropertyName(property);
            if (name.Length <= 7 || name.Substring(name.Length - 7) != "-supply") { continue; }
            SimulatedSupply supply = Named(chip, name, 0);
            if (supply != null) { found.Add(supply); }
        }
        SimulatedSupply[] supplies = new SimulatedSupply[found.Count];
        for (int i = 0; i < supplies.Length; i++) { supplies[i] = (SimulatedSupply)found[i]; }
        return supplies;
    }

    private SimulatedSupply Named(TreeNode consumer, string property, int depth)
    {
        PhandleList list = new PhandleList(consumer, property, null);
        if (!list.Next() || list.Supplier == FlattenedTree.None || depth == MaxChain) { return null; }
        TreeNode node = new TreeNode(consumer.Tree, list.Supplier);
        if (!node.IsCompatible("regulator-fixed")) { return null; }
        string path = node.Path;
        for (int i = 0; i < _supplies.Count; i++)
        {
            SimulatedSupply known = (SimulatedSupply)_supplies[i];
            if (known.NodePath == path) { return known; }
        }
        SimulatedSupply input = node.HasProperty("vin-supply") ? Named(node, "vin-supply", depth + 1) : null;
        SimulatedSupply supply = Create(node, path, input);
        _supplies.Add(supply);
        return supply;
    }

    private SimulatedSupply Create(TreeNode node, string path, SimulatedSupply input)
    {
        PhandleList pins = new PhandleList(node, node.HasProperty("gpios") ? "gpios" : "gpio", "#gpio-cells");
        SimulatedGpio gpio = pins.Next() && pins.Supplier != FlattenedTree.None ? _simulation.FindGpio(pins.Supplier) : null;
        uint pin;
        uint flags;
        if (gpio == null || !gpio.Translate(pins.Arguments(), out pin, out flags)) { return new SimulatedSupply(path, null, 0, true, true, 0, input); }
        return new SimulatedSupply(path, gpio, (int)pin, node.HasProperty("enable-active-high"), node.HasProperty("regulator-boot-on"),
            NodeShape.Cell(node.Tree, node.Index, "startup-delay-us", 0), input);
    }
}
