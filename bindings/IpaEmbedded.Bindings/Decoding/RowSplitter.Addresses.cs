namespace IpaEmbedded.Bindings;

/// <content>Addresses and sizes, whose rows are as long as the parent node says.</content>
internal sealed partial class RowSplitter
{
    private void SplitAddresses(NodeMembers node, int address, int size)
    {
        int inheritedAddress = address;
        int inheritedSize = size;
        foreach (string name in node.Names.ToArray())
        {
            Instance value = node[name];
            if (value.IsNode)
            {
                SplitAddresses(value.Members!, CellsOrInherited(node, "#address-cells", inheritedAddress), CellsOrInherited(node, "#size-cells", inheritedSize));
            }
            else if (name == "reg" && FirstRow(value) is { } cells)
            {
                SplitReg(node, cells, address, size);
            }
            else if (name is "ranges" or "dma-ranges" && FirstRow(value) is { } ranges)
            {
                int length = address + (CellsOf(node, "#address-cells") ?? 0) + (CellsOf(node, "#size-cells") ?? 0);
                if (length == 0 || ranges.Count % length != 0)
                {
                    Report("DT3023", node, name, null, $"'{name}' has {Count(ranges.Count, "cell")}, an entry takes {length} (this node's address, the parent's address, this node's size)");
                }
                node.Set(name, Rows(ranges, Math.Max(1, length)));
            }
        }
    }

    private static int CellsOrInherited(NodeMembers node, string name, int inherited) => node.Find(name) is null ? inherited : CellsOf(node, name) ?? 0;

    private void SplitReg(NodeMembers node, List<Instance> cells, int address, int size)
    {
        int length = address + size;
        if (length == 0)
        {
            Report("DT3023", node, "reg", null, "'reg' stands below a node whose '#address-cells' and '#size-cells' are both 0");
        }
        else if (cells.Count % length != 0)
        {
            string parent = node.Node.Parent?.Path ?? "/";
            Report("DT3023", node, "reg", cells[cells.Count - cells.Count % length],
                $"'reg' has {Count(cells.Count, "cell")}, an entry below {parent} takes {length} ({address} of address, {size} of size)");
        }
        node.Set("reg", Rows(cells, Math.Max(1, length)));
    }
}
