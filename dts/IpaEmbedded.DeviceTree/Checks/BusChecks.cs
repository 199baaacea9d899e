using System.Globalization;

namespace IpaEmbedded.DeviceTree;

/// <summary>Nodes with device_type "pci" are PCI bridges with all that belongs to one.</summary>
internal sealed class PciBridgeCheck(string id, string name)
    : PropertyCheck(id, name, "device_type", "A PCI bridge is called pci or pcie and has 3/2 cells, 'ranges' and an ordered 'bus-range'.", "device_type_is_string", "addr_size_cells")
{
    protected override void Check(CheckContext context, Property type)
    {
        if (!type.TryGetString(out string text) || text != "pci")
        {
            return;
        }
        Node node = type.Node;
        context.Note(node).Bus = BusKind.Pci;
        if (node.BaseNameSpan is not ("pci" or "pcie"))
        {
            context.Report(node, $"a PCI bridge is called 'pci' or 'pcie', not '{node.BaseName}'");
        }
        if (node.FindProperty("ranges") is null)
        {
            context.Report(node, "a PCI bridge needs 'ranges'");
        }
        context.RequireCells(node, "a PCI bridge", "#address-cells", 3, context.AddressCellsOf(node));
        context.RequireCells(node, "a PCI bridge", "#size-cells", 2, context.SizeCellsOf(node));
        if (node.FindProperty("bus-range") is { } range)
        {
            CheckBusRange(context, node, range);
        }
    }

    private static void CheckBusRange(CheckContext context, Node node, Property range)
    {
        if (!range.TryGetCells(out uint[] cells) || cells is not [uint first, uint last])
        {
            context.Report(node, range, $"'bus-range' has {range.Length} bytes; it is two cells");
            return;
        }
        if (first > last)
        {
            context.Report(node, range, $"'bus-range' begins at {first}, behind its end {last}");
        }
        if (last > 0xff)
        {
            context.Report(node, range, $"'bus-range' ends at {last}; bus numbers are below 256");
        }
    }
}

/// <summary>The reg of a PCI device is a configuration space address, and its name says device and function.</summary>
internal sealed class PciDeviceRegCheck(string id, string name)
    : PropertyCheck(id, name, "reg", "A PCI device's 'reg' is a configuration space address and its unit address is device[,function].", "reg_format", "pci_bridge")
{
    protected override void Check(CheckContext context, Property reg)
    {
        Node node = reg.Node;
        if (context.Facts(node.Parent).Bus is not BusKind.Pci || reg.Length < 12)
        {
            return;
        }
        uint first = reg.CellAt(0);
        if (reg.CellAt(1) != 0 || reg.CellAt(2) != 0)
        {
            context.Report(node, reg, "cells 2 and 3 of a configuration space address are 0");
        }
        uint device = (first & 0xf800) >> 11, function = (first & 0x700) >> 8;
        if ((first & 0xff000000) != 0)
        {
            context.Report(node, reg, $"0x{first:x} is no configuration space address");
        }
        if ((first & 0xff) != 0)
        {
            context.Report(node, reg, $"the register number in 0x{first:x} must be 0");
        }
        string plain = device.ToString("x", CultureInfo.InvariantCulture);
        string full = plain + "," + function.ToString("x", CultureInfo.InvariantCulture);
        if (!(function == 0 && node.UnitAddress == plain) && node.UnitAddress != full)
        {
            context.Report(node, $"unit address @{node.UnitAddress} should be @{full}");
        }
    }
}

/// <summary>The bus number of a PCI device lies in its bridge's bus-range.</summary>
internal sealed class PciDeviceBusNumberCheck(string id, string name)
    : PropertyCheck(id, name, "reg", "A PCI device's bus number is the first of its bridge's 'bus-range'.", "reg_format", "pci_bridge")
{
    protected override void Check(CheckContext context, Property reg)
    {
        if (reg.Node.Parent is not { } bridge || context.Facts(bridge).Bus is not BusKind.Pci || !reg.TryGetCell(0, out uint address))
        {
            return;
        }
        uint bus = (address & 0x00ff0000) >> 16;
        Property? range = bridge.FindProperty("bus-range");
        uint first = range is not null && range.TryGetCell(0, out uint begin) ? begin : 0;
        // dtc 1.6 takes the first bus for the last one too.
        uint last = context.IsLater && range is not null && range.TryGetCell(1, out uint end) ? end : first;
        if (bus < first || bus > last)
        {
            context.ReportFor(range, reg.Node, reg, null, last == first
                ? $"PCI bus number {bus} is not {first}, where the bridge's buses begin" : $"PCI bus number {bus} is none of the bridge's, {first} to {last}");
        }
    }
}

/// <summary>Marks simple buses; reports nothing.</summary>
internal sealed class SimpleBusBridgeCheck(string id, string name)
    : PropertyCheck(id, name, "compatible", "Finds nodes compatible with 'simple-bus'.", "addr_size_cells", "compatible_is_string_list")
{
    protected override void Check(CheckContext context, Property compatible)
    {
        ReadOnlySpan<byte> rest = compatible.Value;
        while (rest.Length > 0)
        {
            int end = rest.IndexOf((byte)0);
            if (end < 0)
            {
                break;
            }
            if (rest[..end].SequenceEqual("simple-bus"u8))
            {
                context.Note(compatible.Node).Bus = BusKind.Simple;
            }
            rest = rest[(end + 1)..];
        }
    }
}

/// <summary>Children of a simple bus have addresses, and their names say them.</summary>
internal sealed class SimpleBusRegCheck(string id, string name)
    : BusChildCheck(id, name, BusKind.Simple, "A child of a simple-bus has 'reg' or 'ranges' and is named after its address.", "reg_format", "simple_bus_bridge")
{
    protected override void Check(CheckContext context, Node node)
    {
        Node bus = node.Parent!;
        Property? address = node.FindProperty("reg");
        long skip = 0;
        if (address is null && node.FindProperty("ranges") is { Length: > 0 } ranges)
        {
            address = ranges;
            skip = context.AddressCellsOf(node) * 4L;
        }
        if (address is null || address.Length == 0)
        {
            if (bus.Parent is not null && context.Facts(node).Bus != BusKind.Simple)
            {
                context.Report(node, "a child of a simple-bus has 'reg' or 'ranges'; this one has none, or an empty one");
            }
            return;
        }
        long size = context.AddressCellsOf(bus);
        if (skip + 4L * size > address.Length)
        {
            return;
        }
        ulong value = address.NumberAt((int)skip / 4, (int)size);
        if (!node.HasUnitAddress(value))
        {
            context.Report(node, node.UnitAddressSpan.Length == 0
                ? $"node '{node.Name}' on a simple-bus has no unit address; '{address.Name}' starts at 0x{value:x}"
                : $"node name says @{node.UnitAddress} but {address.Name} starts at 0x{value:x}",
                new RelatedLocation("the first address", address.SpanAt((int)skip), node.ShownPath));
        }
    }
}

/// <summary>I2C buses have one address cell and no size cell.</summary>
internal sealed class I2cBusBridgeCheck(string id, string name)
    : NodeCheck(id, name, "An I2C bus has #address-cells 1 and #size-cells 0.", "addr_size_cells")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (!node.Name.StartsWith("i2c", StringComparison.Ordinal) || node.BaseNameSpan is not ("i2c" or "i2c-bus" or "i2c-arb"))
        {
            return;
        }
        if (context.IsLater && node.BaseNameSpan is "i2c" && node.ChildList.Exists(static child => child.BaseNameSpan is "i2c-bus"))
        {
            // That child is the bus.
            return;
        }
        context.Note(node).Bus = BusKind.I2c;
        if (!context.HasChildren(node))
        {
            return;
        }
        context.RequireCells(node, "an I2C bus", "#address-cells", 1, context.AddressCellsOf(node));
        context.RequireCells(node, "an I2C bus", "#size-cells", 0, context.SizeCellsOf(node));
    }
}

/// <summary>Devices on an I2C bus have an address of 7 or 10 bits and are named after it.</summary>
internal sealed class I2cBusRegCheck(string id, string name)
    : BusChildCheck(id, name, BusKind.I2c, "A device on an I2C bus has 'reg', is named after it, and its addresses fit in 7 or 10 bits.", "reg_format", "i2c_bus_bridge")
{
    private const uint OwnSlave = 1u << 30;
    private const uint TenBit = 1u << 31;

    protected override void Check(CheckContext context, Node node)
    {
        if (node.FindProperty("reg") is not { } reg || !reg.TryGetCell(0, out uint first))
        {
            context.Report(node, "a device on an I2C bus has 'reg'; this one has none, or an empty one");
            return;
        }
        uint expected = first & ~OwnSlave;
        if (!node.HasUnitAddress(expected))
        {
            context.Report(node, $"node name says @{node.UnitAddress} but the I2C address is 0x{expected:x}", new RelatedLocation("the address", reg.SpanAt(0), node.ShownPath));
        }
        for (int i = 0; i < reg.CellCount; i++)
        {
            uint address = reg.CellAt(i) & ~OwnSlave;
            if ((address & TenBit) != 0)
            {
                if ((address & ~TenBit) > 0x3ff)
                {
                    context.ReportAt(node, reg, i * 4, $"I2C address 0x{address:x} does not fit in 10 bits");
                    continue;
                }
            }
            if (address > 0x7f && ((address & TenBit) == 0 || (context.RepeatsAccidents && !context.IsLater)))
            {
                context.ReportAt(node, reg, i * 4, $"I2C address 0x{address:x} does not fit in 7 bits");
            }
        }
    }
}

/// <summary>SPI buses are called spi and have one address cell and no size cell.</summary>
internal sealed class SpiBusBridgeCheck(string id, string name)
    : NodeCheck(id, name, "An SPI bus is called spi and has #address-cells 1 and #size-cells 0.", "addr_size_cells")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (node.BaseNameSpan is "spi")
        {
            context.Note(node).Bus = BusKind.Spi;
        }
        else
        {
            if (node.ChildList.Count == 0 || context.AddressCellsOf(node) != 1 || context.SizeCellsOf(node) != 0 || !HasSpiChild(node))
            {
                return;
            }
            context.Note(node).Bus = BusKind.Spi;
            if (node.FindProperty("reg") is not null)
            {
                context.Report(node, $"an SPI bus is called 'spi', not '{node.BaseName}'");
            }
        }
        if (!context.HasChildren(node))
        {
            return;
        }
        int address = node.FindProperty("spi-slave") is null ? 1 : 0;
        context.RequireCells(node, "this SPI bus", "#address-cells", address, context.AddressCellsOf(node));
        context.RequireCells(node, "an SPI bus", "#size-cells", 0, context.SizeCellsOf(node));
    }

    private static bool HasSpiChild(Node node)
    {
        foreach (Node child in node.ChildList)
        {
            foreach (Property property in child.PropertyList)
            {
                if (property.Name.StartsWith("spi-", StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }
        return false;
    }
}

/// <summary>Devices on an SPI bus have a chip select and are named after it.</summary>
internal sealed class SpiBusRegCheck(string id, string name)
    : BusChildCheck(id, name, BusKind.Spi, "A device on an SPI bus has 'reg' and is named after it.", "reg_format", "spi_bus_bridge")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (node.Parent!.HasProperty("spi-slave"))
        {
            return;
        }
        if (node.FindProperty("reg") is not { } reg || !reg.TryGetCell(0, out uint select))
        {
            context.Report(node, "a device on an SPI bus has 'reg'; this one has none, or an empty one");
        }
        else if (!node.HasUnitAddress(select))
        {
            context.Report(node, $"node name says @{node.UnitAddress} but the chip select is 0x{select:x}", new RelatedLocation("the chip select", reg.SpanAt(0), node.ShownPath));
        }
    }
}
