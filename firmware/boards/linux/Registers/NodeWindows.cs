using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>The windows that the nodes of a tree ask for: a request each, or why none can be made of what the tree says.</summary>
internal sealed class NodeWindows
{
    private readonly FlattenedTree _tree;
    private readonly TreeMemory _memory;

    public NodeWindows(FlattenedTree tree, TreeMemory memory)
    {
        _tree = tree;
        _memory = memory;
    }

    /// <summary>Those of every node that is enabled, with all nodes above it, and that a driver binds.</summary>
    public IEnumerable<(string NodePath, WindowRequest? Request, string? Refusal)> Of(DriverTable drivers)
    {
        for (int node = 1; node < _tree.NodeCount; node++)
        {
            if (drivers.Find(_tree, node) is null || !IsReached(node))
            {
                continue;
            }

            foreach (var window in Of(new TreeNode(_tree, node)))
            {
                yield return window;
            }
        }
    }

    private bool IsReached(int node)
    {
        for (; node > FlattenedTree.Root; node = _tree.Parent(node))
        {
            if (!_tree.IsEnabled(node)) { return false; }
        }

        return true;
    }

    private List<(string, WindowRequest?, string?)> Of(TreeNode node)
    {
        try
        {
            var own = _memory.OwnOf(node.Index);
            var compatibles = node.Strings("compatible");
            var windows = new List<(string, WindowRequest?, string?)>();
            // Without cells for a size, reg holds addresses of a bus that is no memory: I2C, SPI.
            if (node.HasProperty("reg") && CellsOf(node.Parent(), "#size-cells", 1) > 0)
            {
                var buses = BusesOf(node);
                var names = node.Strings("reg-names");
                foreach (var (address, size) in Pairs(node, "reg", node.Parent()))
                {
                    var label = windows.Count < names.Length ? names[windows.Count] : node.Name;
                    windows.Add((node.Path, new WindowRequest(label, compatibles, address, size) { Buses = buses, Own = own }, null));
                }
            }

            // A region that is the node itself is in its reg already.
            windows.AddRange(own.Where(range => range.Name != node.Name)
                .Select(range => (node.Path, (WindowRequest?)new WindowRequest(range.Name, compatibles, range.Start, range.Size) { Own = own }, (string?)null)));
            return windows;
        }
        catch (ProbeException e)
        {
            return [(node.Path, null, e.Message)];
        }
    }

    private List<IReadOnlyList<BusRange>> BusesOf(TreeNode node)
    {
        var buses = new List<IReadOnlyList<BusRange>>();
        for (var bus = node.Parent(); bus.Index != FlattenedTree.Root; bus = bus.Parent())
        {
            if (!bus.HasProperty("ranges"))
            {
                throw bus.Error("ranges", "addresses of " + node.Path + " to be translated");
            }

            int child = CellsOf(bus, "#address-cells", 2);
            int parent = CellsOf(bus.Parent(), "#address-cells", 2);
            int size = CellsOf(bus, "#size-cells", 1);
            var cells = Entries(bus, "ranges", child + parent + size);
            buses.Add([.. cells.Select(entry => new BusRange(Number(entry[..child]), Number(entry[child..(child + parent)]), Number(entry[(child + parent)..])))]);
        }

        return buses;
    }

    private static IEnumerable<(ulong Address, ulong Size)> Pairs(TreeNode node, string property, TreeNode bus)
    {
        int address = CellsOf(bus, "#address-cells", 2);
        return Entries(node, property, address + CellsOf(bus, "#size-cells", 1)).Select(entry => (Number(entry[..address]), Number(entry[address..])));
    }

    private static IEnumerable<uint[]> Entries(TreeNode node, string property, int stride)
    {
        var cells = node.Cells(property);
        return cells.Length == 0 ? []
            : stride == 0 || cells.Length % stride != 0 ? throw node.Error(property, $"entries of {stride} cells, found {cells.Length} cells")
            : cells.Chunk(stride);
    }

    private static int CellsOf(TreeNode bus, string property, uint absent)
    {
        uint cells = bus.Cell(property, absent);
        return cells <= 2 ? (int)cells : throw bus.Error(property, $"at most 2, found {cells}");
    }

    private static ulong Number(uint[] cells) => cells.Aggregate(0ul, (number, cell) => (number << 32) | cell);
}
