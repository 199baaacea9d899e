namespace IpaEmbedded.Runtime.Flattened;

/// <summary>Nodes by phandle: an open hash table that is filled once. The first node that claims a phandle keeps it.</summary>
internal sealed class PhandleTable
{
    private readonly uint[] _keys;
    private readonly int[] _nodes;
    private readonly uint _mask;
    private readonly int _shift;

    internal PhandleTable(int capacity)
    {
        int bits = 3;
        while (bits < 30 && (1 << bits) < capacity * 2) { bits++; }
        _keys = new uint[1 << bits];
        _nodes = new int[1 << bits];
        _mask = (1u << bits) - 1;
        _shift = 32 - bits;
    }

    internal void Add(uint phandle, int node)
    {
        // 0 and 0xffffffff are never valid phandles, so 0 marks a free slot.
        if (phandle == 0 || phandle == 0xffffffff) { return; }
        uint slot = Slot(phandle);
        while (_keys[slot] != 0)
        {
            if (_keys[slot] == phandle) { return; }
            slot = (slot + 1) & _mask;
        }
        _keys[slot] = phandle;
        _nodes[slot] = node;
    }

    internal int Find(uint phandle)
    {
        uint slot = Slot(phandle);
        while (_keys[slot] != 0)
        {
            if (_keys[slot] == phandle) { return _nodes[slot]; }
            slot = (slot + 1) & _mask;
        }
        return FlattenedTree.None;
    }

    private uint Slot(uint phandle)
    {
        // The multiplier is 2^32 divided by the golden ratio: it spreads dense phandles over the whole table.
        return (phandle * 2654435769u) >> _shift;
    }
}
