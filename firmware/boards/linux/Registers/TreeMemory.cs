using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>What a tree says of memory: banks, reserved regions of its nodes, and the reservations of the blob's header.</summary>
internal sealed class TreeMemory
{
    private readonly FlattenedTree _tree;

    public TreeMemory(FlattenedTree tree)
    {
        _tree = tree;
        var banks = Children(FlattenedTree.Root).Where(IsBank);
        int reserved = tree.FindChild(FlattenedTree.Root, "reserved-memory");
        Memory = [.. banks.SelectMany(RangesOf)];
        Reserved =
        [
            .. reserved == FlattenedTree.None ? [] : Children(reserved).SelectMany(RangesOf),
            .. Enumerable.Range(0, tree.ReservationCount).Select(i => new AddressRange(tree.Reservation(i, out var size), size, "/memreserve/")),
        ];
    }

    public IReadOnlyList<AddressRange> Memory { get; }

    public IReadOnlyList<AddressRange> Reserved { get; }

    /// <summary>The reserved memory that a node may map: what its memory-region names, and its own region if it is one itself.</summary>
    public IReadOnlyList<AddressRange> OwnOf(int node)
    {
        var own = new List<AddressRange>();
        int parent = _tree.Parent(node);
        if (parent > FlattenedTree.Root && _tree.Name(parent) == "reserved-memory")
        {
            own.AddRange(RangesOf(node));
        }

        var regions = new PhandleList(new TreeNode(_tree, node), "memory-region", null);
        while (regions.Next())
        {
            if (regions.Supplier != FlattenedTree.None)
            {
                own.AddRange(RangesOf(regions.Supplier));
            }
        }

        return own;
    }

    private bool IsBank(int node)
    {
        int type = _tree.FindProperty(node, "device_type");
        return type != FlattenedTree.None ? _tree.IndexOfString(type, "memory") == 0 : _tree.Name(node).Split('@')[0] == "memory";
    }

    private IEnumerable<int> Children(int node)
    {
        for (int child = _tree.FirstChild(node); child != FlattenedTree.None; child = _tree.NextSibling(child))
        {
            yield return child;
        }
    }

    // A bank or region whose reg is malformed would be left out and could be mapped: the error is the tree's, and nothing is planned.
    private IEnumerable<AddressRange> RangesOf(int index)
    {
        var node = new TreeNode(_tree, index);
        for (int i = 0; i < AddressTranslation.RegCount(node); i++)
        {
            ulong address = AddressTranslation.Reg(node, i, out ulong size);
            yield return new AddressRange(address, size, node.Name);
        }
    }
}
