using System.Globalization;

namespace IpaEmbedded.DeviceTree;

/// <summary>Notes every node's own numbers of cells; reports only those that no address can have.</summary>
internal sealed class AddressSizeCells(string id, string name)
    : TreeCheck(id, name, "Collects '#address-cells' and '#size-cells'.", "address_cells_is_cell", "size_cells_is_cell")
{
    internal override void Run(CheckContext context)
    {
        context.KnowsCells = true;
        foreach (Property property in context.With("#address-cells"))
        {
            context.Note(property.Node).AddressCells = Read(context, property);
        }
        foreach (Property property in context.With("#size-cells"))
        {
            context.Note(property.Node).SizeCells = Read(context, property);
        }
    }

    private static uint Read(CheckContext context, Property property)
    {
        uint cells = property.CellAt(0);
        if (cells > context.MaxCells)
        {
            context.Report(property.Node, property, $"'{property.Name}' is {cells}; the most is {context.MaxCells}");
        }
        return cells;
    }

    internal static bool IsMultiple(int length, long entryBytes) => entryBytes == 0 ? length == 0 : length % entryBytes == 0;
}

/// <summary>reg has whole entries of the parent's cells.</summary>
internal sealed class RegFormatCheck(string id, string name)
    : PropertyCheck(id, name, "reg", "'reg' holds whole entries of the parent's address and size cells.", "addr_size_cells")
{
    protected override void Check(CheckContext context, Property reg)
    {
        Node node = reg.Node;
        if (node.Parent is not { } parent)
        {
            context.ReportFor(null, node, reg, null, "the root node has a 'reg'");
            return;
        }
        if (reg.Length == 0)
        {
            context.Report(node, reg, "'reg' is empty");
        }
        long address = context.AddressCellsOf(parent), size = context.SizeCellsOf(parent);
        long entry = (address + size) * 4;
        if (!AddressSizeCells.IsMultiple(reg.Length, entry))
        {
            context.Report(node, reg, $"'reg' has {reg.Length} bytes; an entry has {entry} (#address-cells {address}, #size-cells {size} of {parent.ShownPath})",
                Cells(parent, "#address-cells"));
        }
    }

    internal static RelatedLocation[] Cells(Node node, string property) =>
        node.FindProperty(property) is { } cells ? [new RelatedLocation($"'{property}' is set here", cells.Span, node.ShownPath)] : [];
}

/// <summary>ranges and dma-ranges have whole entries.</summary>
internal sealed class RangesFormatCheck(string id, string name, string property)
    : PropertyCheck(id, name, property, $"'{property}' holds whole entries of child address, parent address and size.", "addr_size_cells")
{
    protected override void Check(CheckContext context, Property ranges)
    {
        Node node = ranges.Node;
        if (node.Parent is not { } parent)
        {
            context.Report(node, ranges, $"the root node has a '{ranges.Name}'");
            return;
        }
        long parentAddress = context.AddressCellsOf(parent), parentSize = context.SizeCellsOf(parent);
        long address = context.AddressCellsOf(node), size = context.SizeCellsOf(node);
        long entry = (parentAddress + address + size) * 4;
        if (ranges.Length == 0)
        {
            if (parentAddress != address)
            {
                context.Report(node, ranges, $"'{ranges.Name}' is empty, but #address-cells is {address} here and {parentAddress} in {parent.ShownPath}");
            }
            if (parentSize != size)
            {
                context.Report(node, ranges, $"'{ranges.Name}' is empty, but #size-cells is {size} here and {parentSize} in {parent.ShownPath}");
            }
        }
        else if (!AddressSizeCells.IsMultiple(ranges.Length, entry))
        {
            context.Report(node, ranges,
                $"'{ranges.Name}' has {ranges.Length} bytes; an entry has {entry} (parent #address-cells {parentAddress}, own #address-cells {address}, #size-cells {size})");
        }
    }
}

/// <summary>A unit address stands exactly where an address is.</summary>
internal sealed class UnitAddressVersusRegCheck(string id, string name)
    : NodeCheck(id, name, "A node has a unit address exactly if it has 'reg' or 'ranges'.")
{
    protected override void Check(CheckContext context, Node node)
    {
        Property? address = node.FindProperty("reg");
        if (address is null && node.FindProperty("ranges") is { Length: > 0 } ranges)
        {
            address = ranges;
        }
        bool hasUnit = node.UnitAddressSpan.Length > 0;
        if ((address is not null) == hasUnit || node.FindChild("__overlay__") is not null)
        {
            return;
        }
        if (address is not null)
        {
            context.Report(node, $"node '{node.Name}' has '{address.Name}' but no unit address in its name", new RelatedLocation("the property is here", address.Span, node.ShownPath));
        }
        else
        {
            context.Report(node, $"node name says @{node.UnitAddress} but there is neither 'reg' nor 'ranges'");
        }
    }
}

/// <summary>A unit address has neither 0x nor leading zeros.</summary>
internal sealed class UnitAddressFormatCheck(string id, string name)
    : NodeCheck(id, name, "A unit address is written without '0x' and without leading zeros.", "node_name_format", "pci_bridge", "simple_bus_bridge")
{
    protected override void Check(CheckContext context, Node node)
    {
        ReadOnlySpan<char> unit = node.UnitAddressSpan;
        if (!unit.StartsWith('0') || context.Facts(node.Parent).Bus is not BusKind.None)
        {
            return;
        }
        if (unit.StartsWith("0x", StringComparison.Ordinal))
        {
            context.Report(node, $"unit address @{unit} starts with 0x");
            unit = unit[2..];
        }
        if (unit.Length > 1 && unit[0] == '0' && char.IsAsciiHexDigit(unit[1]))
        {
            context.Report(node, $"unit address @{unit} has leading zeros");
        }
    }
}

/// <summary>Nodes with addresses state their parent's cells.</summary>
internal sealed class AvoidDefaultCellsCheck(string id, string name)
    : NodeCheck(id, name, "The parent of a node with 'reg' or 'ranges' states its '#address-cells' and '#size-cells'.", "addr_size_cells")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (node.Parent is not { } parent || context.Facts(parent) is { AddressCells: not -1, SizeCells: not -1 } ||
            (node.FindProperty("reg") ?? node.FindProperty("ranges")) is not { } address)
        {
            return;
        }
        if (context.Facts(parent).AddressCells == -1)
        {
            context.Report(node, $"'{address.Name}' relies on the default of 2 for #address-cells of {parent.ShownPath}");
        }
        if (context.Facts(parent).SizeCells == -1)
        {
            context.Report(node, $"'{address.Name}' relies on the default of 1 for #size-cells of {parent.ShownPath}");
        }
    }
}

/// <summary>Cells are stated only where a child has an address.</summary>
internal sealed class AvoidUnnecessaryCellsCheck(string id, string name)
    : NodeCheck(id, name, "A node states '#address-cells' and '#size-cells' only if it has 'ranges' or a child with 'reg'.", "avoid_default_addr_size")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (node.Parent is null || !context.HasChildren(node) || context.Facts(node) is not { AddressCells: >= 0, SizeCells: >= 0 } || node.FindProperty("ranges") is not null || (context.IsLater && node.FindProperty("dma-ranges") is not null))
        {
            return;
        }
        bool needed = false;
        foreach (Node child in node.ChildList)
        {
            needed |= child.FindProperty("reg") is not null || (context.IsLater && child.FindProperty("ranges") is not null);
        }
        if (!needed)
        {
            context.Report(node, "#address-cells and #size-cells are given without 'ranges' and without a child that has 'reg'");
        }
    }
}

/// <summary>Siblings have different unit addresses.</summary>
internal sealed class UniqueUnitAddressCheck(string id, string name, bool onlyEnabled)
    : TreeCheck(id, name, onlyEnabled ? "Enabled siblings have different unit addresses." : "Siblings have different unit addresses.", "avoid_default_addr_size")
{
    internal override void Run(CheckContext context)
    {
        var seen = new HashSet<Node>(new SameUnitAddress());
        foreach (Node parent in context.Parents)
        {
            if (parent.ChildList.Count < 2 || context.Facts(parent) is not { AddressCells: >= 0, SizeCells: >= 0 })
            {
                continue;
            }
            seen.Clear();
            foreach (Node child in parent.ChildList)
            {
                if (child.UnitAddressSpan.Length > 0 && !(onlyEnabled && IsDisabled(child)) && !seen.Add(child) && seen.TryGetValue(child, out Node? first))
                {
                    context.Report(child, $"unit address @{child.UnitAddress} is also that of {first.ShownPath}", new RelatedLocation("the other node", first.NameSpan, first.ShownPath));
                }
            }
        }
    }

    private sealed class SameUnitAddress : IEqualityComparer<Node>
    {
        public bool Equals(Node? x, Node? y) => x!.UnitAddressSpan.SequenceEqual(y!.UnitAddressSpan);

        public int GetHashCode(Node node) => string.GetHashCode(node.UnitAddressSpan);
    }

    private static bool IsDisabled(Node node) => node.TryGetString("status", out string text) && text == "disabled";
}

/// <summary>Ours: the unit address is the first address of reg.</summary>
internal sealed class UnitAddressMatchesRegCheck(string id, string name)
    : PropertyCheck(id, name, "reg", "The unit address of a node is the first address in its 'reg'.", "reg_format", "simple_bus_bridge")
{
    protected override void Check(CheckContext context, Property reg)
    {
        Node node = reg.Node;
        if (node.UnitAddressSpan.Length == 0 || node.Parent is not { } parent || context.Facts(parent).Bus is not BusKind.None ||
            context.AddressCellsOf(parent) is not (1 or 2) || reg.Length < 4 * context.AddressCellsOf(parent))
        {
            return;
        }
        ulong first = reg.NumberAt(0, (int)context.AddressCellsOf(parent));
        ReadOnlySpan<char> unit = node.UnitAddressSpan;
        int comma = unit.IndexOf(',');
        if (comma < 0 && ulong.TryParse(unit, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong named) && named != first)
        {
            context.ReportAt(node, reg, 0, $"node name says @{unit} but reg starts at 0x{first:x}", new RelatedLocation("the node's name", node.NameSpan, node.ShownPath));
        }
    }
}
