using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Runtime.Interrupts;

/// <summary>Finds the controller behind an interrupt of a node: "interrupts-extended", or "interrupts" with its parent and the maps on the way.</summary>
public static class InterruptSpecifiers
{
    private const int MaximumMaps = 16;

    /// <summary>Name of the property that lists a node's interrupts, or null when it has none.</summary>
    public static string PropertyOf(TreeNode node)
    {
        if (node.HasProperty("interrupts-extended")) { return "interrupts-extended"; }
        return node.HasProperty("interrupts") ? "interrupts" : null;
    }

    /// <summary>Node of the controller that an interrupt of a node belongs to, and the specifier that the controller understands.</summary>
    /// <exception cref="ProbeException">There is no such interrupt, or what describes it is malformed.</exception>
    public static int Resolve(TreeNode node, int index, out uint[] specifier)
    {
        FlattenedTree tree = node.Tree;
        int controller;
        if (node.HasProperty("interrupts-extended"))
        {
            PhandleList list = new PhandleList(node, "interrupts-extended", "#interrupt-cells");
            list.Seek(index);
            controller = list.Supplier;
            specifier = list.Arguments();
        }
        else
        {
            controller = ParentOf(node, node.Index);
            uint[] cells = node.Cells("interrupts");
            int stride = (int)SmallCell(new TreeNode(tree, controller), "#interrupt-cells");
            if (stride == 0 || cells.Length % stride != 0 || index < 0 || index >= cells.Length / stride)
            {
                throw node.Error("interrupts", (index + 1).ToString() + " entries of " + stride.ToString() + " cells, found " + cells.Length.ToString() + " cells");
            }
            specifier = new uint[stride];
            for (int i = 0; i < stride; i++) { specifier[i] = cells[index * stride + i]; }
        }
        uint[] address = UnitAddress(node);
        for (int maps = 0; tree.FindProperty(controller, "interrupt-map") != FlattenedTree.None; maps++)
        {
            if (maps == MaximumMaps) { throw new ProbeException(tree.Path(controller), "interrupt-map", "an end after " + MaximumMaps.ToString() + " maps"); }
            controller = Map(node, new TreeNode(tree, controller), ref address, ref specifier);
        }
        return controller;
    }

    /// <summary>The interrupt parent of a node: named by the nearest "interrupt-parent" above, or the nearest ancestor that takes interrupts.</summary>
    /// <exception cref="ProbeException">There is none.</exception>
    public static int ParentOf(TreeNode node, int start)
    {
        FlattenedTree tree = node.Tree;
        int at = start;
        // The path can run in circles through interrupt-parent; each node is left at most once on a path that ends.
        for (int steps = 0; steps <= tree.NodeCount && at != FlattenedTree.None; steps++)
        {
            int property = tree.FindProperty(at, "interrupt-parent");
            if (property == FlattenedTree.None) { at = tree.Parent(at); }
            else { at = tree.PropertyLength(property) == 4 ? tree.NodeByPhandle(tree.Cell(property, 0)) : FlattenedTree.None; }
            if (at != FlattenedTree.None && tree.FindProperty(at, "#interrupt-cells") != FlattenedTree.None) { return at; }
        }
        throw node.Error("interrupt-parent", "a phandle of an interrupt controller, here or above");
    }

    private static int Map(TreeNode node, TreeNode nexus, ref uint[] address, ref uint[] specifier)
    {
        FlattenedTree tree = nexus.Tree;
        uint[] map = nexus.Cells("interrupt-map");
        uint[] mask = nexus.Cells("interrupt-map-mask");
        int addressCells = (int)SmallCell(nexus, "#address-cells");
        int keyLength = addressCells + specifier.Length;
        uint[] key = new uint[keyLength];
        for (int i = 0; i < addressCells; i++) { key[i] = i < address.Length ? address[i] : 0; }
        for (int i = 0; i < specifier.Length; i++) { key[addressCells + i] = specifier[i]; }
        int at = 0;
        while (map.Length - at > keyLength)
        {
            bool matches = true;
            for (int i = 0; i < keyLength; i++)
            {
                uint bits = i < mask.Length ? mask[i] : 0xffffffff;
                if (((key[i] ^ map[at + i]) & bits) != 0) { matches = false; }
            }
            at += keyLength;
            int parent = tree.NodeByPhandle(map[at]);
            if (parent == FlattenedTree.None) { throw nexus.Error("interrupt-map", "a phandle of an interrupt controller, found 0x" + map[at].ToString("x")); }
            at++;
            TreeNode parentNode = new TreeNode(tree, parent);
            int parentAddress = (int)SmallCell(parentNode, "#address-cells");
            int parentCells = (int)SmallCell(parentNode, "#interrupt-cells");
            if (parentAddress + parentCells > map.Length - at) { throw nexus.Error("interrupt-map", "whole rows"); }
            if (matches)
            {
                address = new uint[parentAddress];
                for (int i = 0; i < parentAddress; i++) { address[i] = map[at + i]; }
                specifier = new uint[parentCells];
                for (int i = 0; i < parentCells; i++) { specifier[i] = map[at + parentAddress + i]; }
                return parent;
            }
            at += parentAddress + parentCells;
        }
        throw nexus.Error("interrupt-map", "a row for an interrupt of " + node.Path);
    }

    private static uint[] UnitAddress(TreeNode node)
    {
        int reg = node.Tree.FindProperty(node.Index, "reg");
        TreeNode parent = node.Parent();
        if (reg == FlattenedTree.None || parent == null) { return new uint[0]; }
        uint cells = parent.Cell("#address-cells", 2);
        int count = node.Tree.CellCount(reg);
        if (cells < (uint)count) { count = (int)cells; }
        uint[] address = new uint[count];
        for (int i = 0; i < count; i++) { address[i] = node.Tree.Cell(reg, i); }
        return address;
    }

    private static uint SmallCell(TreeNode node, string property)
    {
        uint cells = node.Cell(property, 0);
        if (cells > 16) { throw node.Error(property, "at most 16, found " + cells.ToString()); }
        return cells;
    }
}
