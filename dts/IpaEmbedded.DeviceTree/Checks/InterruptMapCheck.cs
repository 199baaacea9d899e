namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Each row of an interrupt-map has an address and a specifier of its own node, the controller, and an address and a specifier of
/// that; interrupt-map-mask is as long as the first two.
/// </summary>
internal sealed class InterruptMapCheck(string id, string name)
    : NodeCheck(id, name, "'interrupt-map' has whole rows, and 'interrupt-map-mask' an address and a specifier.", "phandle_references", "addr_size_cells", "interrupt_provider")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (node.FindProperty("interrupt-map") is not { } map)
        {
            return;
        }
        if (context.Facts(node).AddressCells < 0)
        {
            context.ReportFor(null, node, map, null, "a node with 'interrupt-map' needs '#address-cells'");
            return;
        }
        long own = context.AddressCellsOf(node) + CellsOf(node, "#interrupt-cells");
        if (node.FindProperty("interrupt-map-mask") is { } mask && mask.Length != own * 4)
        {
            context.Report(node, mask, $"'interrupt-map-mask' has {mask.Length} bytes; an address and a specifier have {own * 4} here");
        }
        if (map.Length % 4 != 0)
        {
            context.Report(node, map, $"'interrupt-map' has {map.Length} bytes, which is not a whole number of cells");
            return;
        }
        for (long cell = 0; cell < map.CellCount;)
        {
            if (cell + own >= map.CellCount)
            {
                context.Report(node, map, $"'interrupt-map' has {map.CellCount} cells; its last row ends before the controller");
                return;
            }
            cell += own;
            int offset = (int)cell * 4;
            uint phandle = map.CellAt((int)cell);
            if (phandle is 0 or 0xffffffff)
            {
                if (!context.Tree.IsPlugin)
                {
                    context.ReportAt(node, map, offset, $"cell {cell} of 'interrupt-map' is 0x{phandle:x}, which no node can have as phandle");
                }
                return;
            }
            if (context.Tree.FindByPhandle(phandle) is not { } controller)
            {
                context.ReportAt(node, map, offset, $"cell {cell} of 'interrupt-map' is phandle 0x{phandle:x}, which no node has");
                return;
            }
            if (controller.FindProperty("#interrupt-cells") is null)
            {
                context.ReportFor(null, node, map, offset, $"'interrupt-map' refers to {controller.ShownPath}, which has no '#interrupt-cells'");
                return;
            }
            if (controller.FindProperty("#address-cells") is null)
            {
                context.ReportAt(node, map, offset, $"'interrupt-map' refers to {controller.ShownPath}, which has no '#address-cells'; 0 is taken");
            }
            cell += 1 + CellsOf(controller, "#interrupt-cells") + CellsOf(controller, "#address-cells");
            if (cell > map.CellCount)
            {
                context.ReportAt(node, map, offset, $"'interrupt-map' has {map.CellCount} cells; this row ends at {cell}");
            }
        }
    }

    private static long CellsOf(Node node, string property) => node.FindProperty(property) is { } stated && stated.TryGetCell(0, out uint cells) ? cells : 0;
}
