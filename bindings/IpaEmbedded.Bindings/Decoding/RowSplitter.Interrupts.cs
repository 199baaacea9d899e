namespace IpaEmbedded.Bindings;

/// <content>Interrupts, whose rows are as long as the interrupt parent says, and interrupt maps.</content>
internal sealed partial class RowSplitter
{
    private void SplitInterrupts(NodeMembers node, int width, NodeMembers? parent)
    {
        if (node.Find("interrupt-parent") is { IsList: true } reference && FirstRow(reference) is [{ } first, ..])
        {
            uint phandle = Cell(first);
            if (phandle == OpenReference)
            {
                node.Remove("interrupt-parent");
            }
            else if (_phandles.TryGetValue(phandle, out NodeMembers? named))
            {
                parent = named;
                width = CellsOf(named, "#interrupt-cells") ?? 0;
            }
            else
            {
                ReportUnknown(node, "interrupt-parent", first, phandle);
                (width, parent) = (0, null);
            }
        }
        foreach (string name in node.Names.ToArray())
        {
            Instance value = node[name];
            if (value.IsNode)
            {
                if (node.Find("#interrupt-cells") is not null)
                {
                    width = CellsOf(node, "#interrupt-cells") ?? 0;
                    parent = node;
                }
                SplitInterrupts(value.Members!, width, parent);
            }
            else if (name == "interrupts" && FirstRow(value) is { } cells)
            {
                CheckInterrupts(node, cells, width, parent);
                node.Set(name, width == 0 ? Instance.Of([Row(cells, 0, cells.Count)], 0) : Rows(cells, width));
            }
            else if (name == "interrupt-map" && FirstRow(value) is { } map)
            {
                width = CellsOf(node, "#interrupt-cells") ?? 0;
                node.Set(name, SplitMap(node, map, width));
            }
        }
    }

    private void CheckInterrupts(NodeMembers node, List<Instance> cells, int width, NodeMembers? parent)
    {
        if (parent is null)
        {
            if (!IsPlugin)
            {
                Report("DT3026", node, "interrupts", null, "'interrupts' has no interrupt parent: neither this node nor one above has 'interrupt-parent' or is a controller");
            }
        }
        else if (width == 0)
        {
            Report("DT3021", node, "interrupts", null, $"'interrupts' goes to {parent.Node.Path}, which has no '#interrupt-cells'", parent);
        }
        else if (cells.Count % width != 0)
        {
            Report("DT3022", node, "interrupts", cells[cells.Count - cells.Count % width],
                $"'interrupts' has {Count(cells.Count, "cell")}, {parent.Node.Path} takes {width} for each interrupt ('#interrupt-cells')", parent, "#interrupt-cells");
        }
    }

    private Instance SplitMap(NodeMembers node, List<Instance> cells, int width)
    {
        int address = CellsOf(node, "#address-cells") ?? 0;
        var none = Instance.Of([], 0);
        if (address + width >= cells.Count)
        {
            Report("DT3022", node, "interrupt-map", null,
                $"'interrupt-map' has {Count(cells.Count, "cell")}, which ends before the first interrupt parent ({address} of address, {width} of interrupt)");
            return none;
        }
        uint phandle = Cell(cells[address + width]);
        if (phandle == OpenReference)
        {
            int next = cells.FindIndex(address + width + 1, cell => Cell(cell) == OpenReference);
            return next < 0 ? none : Rows(cells, next - (address + width));
        }
        if (!_phandles.TryGetValue(phandle, out NodeMembers? parent))
        {
            ReportUnknown(node, "interrupt-map", cells[address + width], phandle);
            return none;
        }
        int length = address + width + 1 + (CellsOf(parent, "#address-cells") ?? 0) + (CellsOf(parent, "#interrupt-cells") ?? 0);
        return Rows(cells, length);
    }
}
