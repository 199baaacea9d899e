using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Cuts numbers into rows where only other nodes know how long a row is: GPIOs, interrupts, addresses and references
/// with arguments, in that order. A reference to nothing and a wrong number of cells are findings.
/// </summary>
internal sealed class RowSplitter
{
    private const uint OpenReference = 0xffffffff;

    private readonly PropertyTypes _types;
    private readonly Dictionary<uint, NodeMembers> _phandles;
    private readonly HashSet<string> _openReferences;
    private readonly DecodeFindings _findings;

    public RowSplitter(PropertyTypes types, Dictionary<uint, NodeMembers> phandles, HashSet<string> openReferences, DecodeFindings findings)
    {
        _types = types;
        _phandles = phandles;
        _openReferences = openReferences;
        _findings = findings;
    }

    /// <summary>A plugin's references lead to nodes of the tree that it will be applied to.</summary>
    public bool IsPlugin { get; init; }

    /// <summary>Which accidents of dt-schema are repeated.</summary>
    public CompatDeviation Compat { get; init; }

    public void Split(Instance root)
    {
        SplitGpios(root.Members!);
        SplitInterrupts(root.Members!, 1, null, false);
        SplitAddresses(root.Members!, 2, 1);
        SplitReferences(root.Members!, "");
    }

    private bool Has(CompatDeviation deviation) => (Compat & deviation) != 0;

    // Nobody knows where the next entry begins.
    private void AddRest(List<Instance> rows, List<Instance> cells, int at)
    {
        if (!Has(CompatDeviation.DroppedCells))
        {
            rows.Add(Row(cells, at, cells.Count - at));
        }
    }

    private static List<Instance>? FirstRow(Instance value) => value.IsList && value.Items.Count > 0 && value.Items[0].IsList ? value.Items[0].Items : null;

    private static uint Cell(Instance number) => (uint)(number.Number & 0xffffffff);

    private static Instance Row(List<Instance> cells, int start, int length)
    {
        List<Instance> part = cells.GetRange(start, Math.Min(length, cells.Count - start));
        return Instance.Of(part, part[0].Offset);
    }

    private static Instance Rows(List<Instance> cells, int length)
    {
        var rows = new List<Instance>();
        for (int at = 0; at < cells.Count; at += length)
        {
            rows.Add(Row(cells, at, length));
        }
        return Instance.Of(rows, 0);
    }

    /// <summary>The number in a property like #clock-cells, or null if the node does not have it as one number.</summary>
    private static int? CellsOf(NodeMembers node, string name) =>
        node.Find(name) is { } value && FirstRow(value) is [{ Kind: InstanceKind.Integer } first, ..] ? (int)Int128.Clamp(first.Number, 0, 1 << 20) : null;

    private static Property? PropertyOf(NodeMembers node, string name) => node.Node.FindProperty(name);

    private void Report(string id, NodeMembers node, string name, Instance? at, string message, NodeMembers? provider = null, string? providerProperty = null)
    {
        if (PropertyOf(node, name) is not { } property)
        {
            return;
        }
        RelatedLocation[] related = [];
        if (provider is not null)
        {
            Property? stated = providerProperty is null ? null : provider.Node.FindProperty(providerProperty);
            related = [new RelatedLocation(stated is null ? "the node that is referred to" : "stated here", stated?.Span ?? provider.Node.NameSpan, provider.Node.Path)];
        }
        _findings.Add(id, property, at?.Offset ?? 0, message, related);
    }

    private void SplitGpios(NodeMembers node)
    {
        if (node.Find("gpio-hog") is not null)
        {
            return;
        }
        foreach (string name in node.Names.ToArray())
        {
            Instance value = node[name];
            if (value.IsNode)
            {
                SplitGpios(value.Members!);
            }
            else if (IsGpioName(name) && FirstRow(value) is { } cells)
            {
                node.Set(name, SplitGpioCells(node, name, cells));
            }
        }
    }

    private static bool IsGpioName(string name) =>
        (name is "gpio" or "gpios" || name.EndsWith("-gpios", StringComparison.Ordinal) || name.EndsWith("-gpio", StringComparison.Ordinal))
        && !name.EndsWith(",nr-gpios", StringComparison.Ordinal);

    private Instance SplitGpioCells(NodeMembers node, string name, List<Instance> cells)
    {
        var rows = new List<Instance>();
        int at = 0;
        while (at < cells.Count)
        {
            uint phandle = Cell(cells[at]);
            int arguments = 0;
            if (phandle == OpenReference)
            {
                // The last cell cannot begin another entry.
                int next = cells.FindIndex(at + 1, Math.Max(0, cells.Count - at - 2), cell => Cell(cell) == OpenReference);
                arguments = (next < 0 ? cells.Count : next) - (at + 1);
            }
            else if (phandle != 0)
            {
                if (!_phandles.TryGetValue(phandle, out NodeMembers? provider))
                {
                    ReportUnknown(node, name, cells[at], phandle);
                    AddRest(rows, cells, at);
                    break;
                }
                arguments = ArgumentCells(node, name, cells, at, provider, "#gpio-cells");
            }
            rows.Add(Row(cells, at, arguments + 1));
            at += arguments + 1;
        }
        return Instance.Of(rows, 0);
    }

    private void ReportUnknown(NodeMembers node, string name, Instance at, uint phandle) =>
        Report("DT3020", node, name, at, $"'{name}' refers to phandle 0x{phandle:x}, which no node has");

    /// <summary>How many cells follow a reference; the provider must say it, and the text must hold as many.</summary>
    private int ArgumentCells(NodeMembers node, string name, List<Instance> cells, int at, NodeMembers provider, string cellsName)
    {
        int? stated = CellsOf(provider, cellsName);
        if (stated is null && (name.Contains("gpio", StringComparison.Ordinal) || ProviderCells.MustExist(name)))
        {
            Report("DT3021", node, name, cells[at], $"'{name}' refers to {provider.Node.Path}, which has no '{cellsName}'", provider);
        }
        int arguments = stated ?? 0;
        int written = WrittenArguments(node, name, cells, at, arguments);
        if (stated is not null && written != arguments)
        {
            Report("DT3022", node, name, cells[at],
                $"'{name}' gives {Count(written, "cell")} to {provider.Node.Path}, which takes {arguments} ('{cellsName}')", provider, cellsName);
        }
        return arguments;
    }

    // In a text, the next reference shows where an entry really ends; in a blob, only the end of the value does.
    private static int WrittenArguments(NodeMembers node, string name, List<Instance> cells, int at, int expected)
    {
        Property? property = PropertyOf(node, name);
        bool isText = property?.ReferenceAt(cells[at].Offset) is not null;
        int next = property?.ReferenceAfter(cells[at].Offset) is { } reference ? IndexAt(cells, reference.Offset) : -1;
        int end = next < 0 ? cells.Count : next;
        int written = end - at - 1;
        if (written > expected && Cell(cells[at + 1 + expected]) == 0)
        {
            // <&clk 1>, <0>: the second entry is left empty.
            return expected;
        }
        return isText || written < expected ? written : expected;
    }

    /// <summary>The cell that begins at this byte, by halving: cells stand in the order of their bytes; negative if there is none.</summary>
    private static int IndexAt(List<Instance> cells, int offset)
    {
        int low = 0;
        for (int high = cells.Count; low < high;)
        {
            int middle = (low + high) >>> 1;
            (low, high) = cells[middle].Offset < offset ? (middle + 1, high) : (low, middle);
        }
        return low < cells.Count && cells[low].Offset == offset ? low : -1;
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    // The interrupts of a parent that is lost cannot be read, and the finding about it says enough.
    private void SplitInterrupts(NodeMembers node, int width, NodeMembers? parent, bool isLost)
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
                (parent, isLost) = (named, false);
                width = CellsOf(named, "#interrupt-cells") ?? 0;
            }
            else
            {
                ReportUnknown(node, "interrupt-parent", first, phandle);
                (width, parent, isLost) = (0, null, true);
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
                    (parent, isLost) = (node, false);
                }
                SplitInterrupts(value.Members!, width, parent, isLost);
            }
            else if (name == "interrupts" && FirstRow(value) is { } cells)
            {
                if (isLost && PropertyOf(node, name) is { } unread)
                {
                    _findings.Skip(unread);
                }
                else
                {
                    CheckInterrupts(node, cells, width, parent);
                }
                node.Set(name, width == 0 ? Instance.Of([Row(cells, 0, cells.Count)], 0) : Rows(cells, width));
            }
            else if (name == "interrupt-map" && FirstRow(value) is { } map)
            {
                int own = CellsOf(node, "#interrupt-cells") ?? 0;
                width = Has(CompatDeviation.InterruptOrder) ? own : width;
                node.Set(name, SplitMap(node, map, own));
            }
        }
    }

    private void CheckInterrupts(NodeMembers node, List<Instance> cells, int width, NodeMembers? parent)
    {
        int whole = width == 0 ? 0 : cells.Count - cells.Count % width;
        if (parent is null)
        {
            if (!IsPlugin)
            {
                Report("DT3026", node, "interrupts", null, "'interrupts' has no interrupt parent: neither this node nor one above has 'interrupt-parent' or is a controller");
            }
        }
        else if (width == 0 && CellsOf(parent, "#interrupt-cells") is null)
        {
            Report("DT3021", node, "interrupts", null, $"'interrupts' goes to {parent.Node.Path}, which has no '#interrupt-cells'", parent);
        }
        else if (whole != cells.Count)
        {
            Report("DT3022", node, "interrupts", cells[whole],
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
        if (Cell(cells[address + width]) == OpenReference)
        {
            int next = cells.FindIndex(address + width + 1, cell => Cell(cell) == OpenReference);
            return next >= 0 ? Rows(cells, next - (address + width)) : Has(CompatDeviation.InterruptMapRows) ? none : Rows(cells, cells.Count);
        }
        var rows = new List<Instance>();
        int at = 0;
        while (at < cells.Count)
        {
            int length = MapRowLength(node, cells, at, address + width);
            if (length == 0)
            {
                AddRest(rows, cells, at);
                break;
            }
            if (Has(CompatDeviation.InterruptMapRows))
            {
                return Rows(cells, length);
            }
            rows.Add(Row(cells, at, length));
            at += length;
        }
        return Instance.Of(rows, 0);
    }

    /// <summary>Cells of the row of an interrupt map that begins there; 0 if that cannot be found out.</summary>
    private int MapRowLength(NodeMembers node, List<Instance> cells, int at, int child)
    {
        if (at + child >= cells.Count)
        {
            return cells.Count - at;
        }
        uint phandle = Cell(cells[at + child]);
        if (!_phandles.TryGetValue(phandle, out NodeMembers? parent))
        {
            ReportUnknown(node, "interrupt-map", cells[at + child], phandle);
            return 0;
        }
        return child + 1 + (CellsOf(parent, "#address-cells") ?? 0) + (CellsOf(parent, "#interrupt-cells") ?? 0);
    }

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

    private void SplitReferences(NodeMembers node, string path)
    {
        foreach (string name in node.Names.ToArray())
        {
            Instance value = node[name];
            if (value.IsNode)
            {
                SplitReferences(value.Members!, path + "/" + name);
                continue;
            }
            PropertyType[] types = _types.Of(name).Types;
            if (types is [{ Name: "phandle" }])
            {
                CheckReference(node, name, value);
            }
            if (!Array.Exists(types, type => type.Name == "phandle-array") || !value.IsList || value.Items.Count != 1 || FirstRow(value) is not { } cells)
            {
                continue;
            }
            string place = path + ":" + name;
            if (ProviderCells.For(name, out bool guessed) is { } cellsName && !(guessed && !CanSplit(node, name, place, cells, cellsName)))
            {
                node.Set(name, SplitEntries(node, name, place, cells, cellsName));
            }
        }
    }

    // The name of the cells property is only a guess; where the provider does not have it, the cells stay together.
    private bool CanSplit(NodeMembers node, string name, string place, List<Instance> cells, string cellsName)
    {
        if (EntryLength(node, name, place, cells, 0, cellsName) == 0)
        {
            return false;
        }
        return Has(CompatDeviation.GuessedCells) || ProviderCells.MustExist(name) || !_phandles.TryGetValue(Cell(cells[0]), out NodeMembers? provider) || provider.Find(cellsName) is not null;
    }

    private void CheckReference(NodeMembers node, string name, Instance value)
    {
        if (FirstRow(value) is [{ Kind: InstanceKind.Integer } first, ..] && Cell(first) is not (0 or OpenReference) && !_phandles.ContainsKey(Cell(first)))
        {
            ReportUnknown(node, name, first, Cell(first));
        }
    }

    private Instance SplitEntries(NodeMembers node, string name, string place, List<Instance> cells, string cellsName)
    {
        var rows = new List<Instance>();
        int at = 0;
        while (at < cells.Count)
        {
            int length = EntryLength(node, name, place, cells, at, cellsName);
            if (length == 0)
            {
                AddRest(rows, cells, at);
                break;
            }
            if (name == "interconnects" && at + length < cells.Count)
            {
                length += EntryLength(node, name, place, cells, at + length, cellsName);
            }
            rows.Add(Row(cells, at, length));
            at += length;
        }
        return Instance.Of(rows, 0);
    }

    /// <summary>Cells of the entry, its reference included; 0 if that cannot be found out.</summary>
    private int EntryLength(NodeMembers node, string name, string place, List<Instance> cells, int at, string cellsName)
    {
        uint phandle = Cell(cells[at]);
        if (phandle == 0)
        {
            return 1;
        }
        if (cellsName.Length == 0)
        {
            if (phandle != OpenReference && !_phandles.ContainsKey(phandle))
            {
                ReportUnknown(node, name, cells[at], phandle);
            }
            return 1;
        }
        if (phandle == OpenReference)
        {
            if (!IsOpen(place, at))
            {
                return 0;
            }
            int length = 1;
            while (at + length < cells.Count && !IsOpen(place, at + length))
            {
                length++;
            }
            return length;
        }
        if (!_phandles.TryGetValue(phandle, out NodeMembers? provider))
        {
            if (!IsPlugin)
            {
                ReportUnknown(node, name, cells[at], phandle);
            }
            return 0;
        }
        return cellsName == ProviderCells.ThreeCells ? 4 : ArgumentCells(node, name, cells, at, provider, cellsName) + 1;
    }

    private bool IsOpen(string place, int cell) => _openReferences.Contains(place + ":" + cell * 4);
}
