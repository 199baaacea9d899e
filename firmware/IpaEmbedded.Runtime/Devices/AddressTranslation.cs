using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>Turns entries of "reg" into processor addresses through the "ranges" of all buses above.</summary>
public static class AddressTranslation
{
    /// <summary>Number of entries of a node's "reg".</summary>
    /// <exception cref="ProbeException">Its length does not fit the cell counts of the parent.</exception>
    public static int RegCount(TreeNode node)
    {
        int stride = AddressCells(node) + SizeCells(node);
        int reg = node.Tree.FindProperty(node.Index, "reg");
        if (reg == FlattenedTree.None) { return 0; }
        int length = node.Tree.PropertyLength(reg);
        if (stride == 0 || length % (stride * 4) != 0) { throw node.Error("reg", "entries of " + stride.ToString() + " cells, found " + length.ToString() + " bytes"); }
        return length / (stride * 4);
    }

    /// <summary>Processor address of an entry of "reg", and its size in bytes.</summary>
    /// <exception cref="ProbeException">There is no such entry, or a bus above does not translate it.</exception>
    public static ulong Reg(TreeNode node, int index, out ulong size)
    {
        FlattenedTree tree = node.Tree;
        int count = RegCount(node);
        if (index < 0 || index >= count) { throw node.Error("reg", (index + 1).ToString() + " entries, found " + count.ToString()); }
        int addressCells = AddressCells(node);
        int sizeCells = SizeCells(node);
        int reg = tree.FindProperty(node.Index, "reg");
        int at = index * (addressCells + sizeCells);
        ulong address = Number(tree, reg, at, addressCells);
        size = Number(tree, reg, at + addressCells, sizeCells);
        return ToProcessor(node, address, size);
    }

    private static ulong ToProcessor(TreeNode node, ulong address, ulong size)
    {
        FlattenedTree tree = node.Tree;
        for (int bus = tree.Parent(node.Index); bus > FlattenedTree.Root; bus = tree.Parent(bus))
        {
            int ranges = tree.FindProperty(bus, "ranges");
            if (ranges == FlattenedTree.None) { throw Untranslated(tree, bus, address); }
            if (tree.PropertyLength(ranges) == 0) { continue; }
            TreeNode busNode = new TreeNode(tree, bus);
            int childCells = CellsOf(busNode, "#address-cells", 2, 2);
            int sizeCells = CellsOf(busNode, "#size-cells", 1, 2);
            int parentCells = AddressCells(busNode);
            int stride = childCells + parentCells + sizeCells;
            int count = stride == 0 ? 0 : tree.CellCount(ranges) / stride;
            bool translated = false;
            for (int i = 0; i < count && !translated; i++)
            {
                ulong from = Number(tree, ranges, i * stride, childCells);
                ulong length = Number(tree, ranges, i * stride + childCells + parentCells, sizeCells);
                if (address < from || address - from >= length || size > length - (address - from)) { continue; }
                ulong to = Number(tree, ranges, i * stride + childCells, parentCells);
                if (address - from > 0xffffffffffffffff - to) { continue; }
                address = to + (address - from);
                translated = true;
            }
            if (!translated) { throw Untranslated(tree, bus, address); }
        }
        return address;
    }

    private static ProbeException Untranslated(FlattenedTree tree, int bus, ulong address)
    {
        return new ProbeException(tree.Path(bus), "ranges", "a translation of 0x" + address.ToString("x"));
    }

    private static int AddressCells(TreeNode node)
    {
        return CellsOf(node.Parent(), "#address-cells", 2, 2);
    }

    private static int SizeCells(TreeNode node)
    {
        return CellsOf(node.Parent(), "#size-cells", 1, 2);
    }

    private static int CellsOf(TreeNode bus, string property, uint absent, uint most)
    {
        if (bus == null) { return (int)absent; }
        uint cells = bus.Cell(property, absent);
        if (cells > most) { throw bus.Error(property, "at most " + most.ToString() + ", found " + cells.ToString()); }
        return (int)cells;
    }

    private static ulong Number(FlattenedTree tree, int property, int at, int cells)
    {
        ulong number = 0;
        for (int i = 0; i < cells; i++) { number = (number << 32) | tree.Cell(property, at + i); }
        return number;
    }
}
