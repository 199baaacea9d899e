using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Cuts numbers into rows where only other nodes know how long a row is: GPIOs, interrupts, addresses and references
/// with arguments, in that order. A reference to nothing and a wrong number of cells are findings.
/// </summary>
internal sealed partial class RowSplitter
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

    /// <summary>Splits what dt-schema splits, even where no node says how.</summary>
    public bool LikeDtSchema { get; init; }

    public void Split(Instance root)
    {
        SplitGpios(root.Members!);
        SplitInterrupts(root.Members!, 1, null);
        SplitAddresses(root.Members!, 2, 1);
        SplitReferences(root.Members!, "");
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
        int end = cells.Count;
        bool isText = false;
        foreach (PropertyMarker marker in property?.Markers ?? [])
        {
            if (marker.Kind == MarkerKind.Label)
            {
                continue;
            }
            isText |= marker.Offset == cells[at].Offset;
            if (marker.Offset > cells[at].Offset)
            {
                end = Math.Min(end, cells.FindIndex(cell => cell.Offset == marker.Offset) is >= 0 and var next ? next : end);
            }
        }
        int written = end - at - 1;
        if (written > expected && Cell(cells[at + 1 + expected]) == 0)
        {
            // <&clk 1>, <0>: the second entry is left empty.
            return expected;
        }
        return isText || written < expected ? written : expected;
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
