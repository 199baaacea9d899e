namespace IpaEmbedded.Runtime.Flattened;

/// <summary>Reads a blob once from front to back, refuses what later reads would trip over, and leaves the nodes as arrays.</summary>
internal sealed class TreeScanner
{
    internal const uint Magic = 0xd00dfeed;
    internal const uint BeginNode = 1;
    internal const uint EndNode = 2;
    internal const uint Property = 3;
    internal const uint Nop = 4;
    internal const uint End = 9;

    internal int[] NodeOffset = new int[64];
    internal int[] Parent = new int[64];
    internal int[] Next = new int[64];
    internal int NodeCount;
    internal int PhandleCount;
    internal bool HasLateProperties;
    internal int ReservationOffset;
    internal int StringsOffset;
    internal int StringsEnd;
    internal int StructureOffset;
    internal int StructureEnd;
    internal uint BootProcessor;

    private readonly byte[] _blob;
    private readonly int[] _lastAtDepth = new int[FlattenedTree.MaximumDepth];
    private int _total;

    internal TreeScanner(byte[] blob)
    {
        _blob = blob;
    }

    internal static uint Word(byte[] blob, int offset)
    {
        return ((uint)blob[offset] << 24) | ((uint)blob[offset + 1] << 16) | ((uint)blob[offset + 2] << 8) | blob[offset + 3];
    }

    internal void Scan()
    {
        ReadHeader();
        ReadReservations();
        ReadStructure();
    }

    private static FlattenedTreeException Refuse(int offset, string reason)
    {
        return new FlattenedTreeException(offset, reason);
    }

    private void ReadHeader()
    {
        if (_blob.Length < 8) { throw Refuse(_blob.Length, "truncated: 8 bytes expected at least"); }
        if (Word(_blob, 0) != Magic) { throw Refuse(0, "magic is 0x" + Word(_blob, 0).ToString("x8") + ", 0xd00dfeed expected"); }
        uint total = Word(_blob, 4);
        if (total > (uint)_blob.Length) { throw Refuse(4, "truncated: total size is " + total.ToString() + ", the blob has " + _blob.Length.ToString() + " bytes"); }
        if (total < 36) { throw Refuse(4, "total size is " + total.ToString() + ", a header alone has 36 bytes"); }
        _total = (int)total;
        uint version = Word(_blob, 20);
        uint compatibleVersion = Word(_blob, 24);
        if (version < 16) { throw Refuse(20, "version is " + version.ToString() + ", 16 or 17 expected"); }
        if (compatibleVersion > 17 || compatibleVersion > version)
        {
            throw Refuse(24, "last compatible version is " + compatibleVersion.ToString() + ", at most 17 and the version expected");
        }
        int headerSize = version >= 17 ? 40 : 36;
        if (_total < headerSize) { throw Refuse(4, "total size is " + total.ToString() + ", a header alone has " + headerSize.ToString() + " bytes"); }
        StructureOffset = Block(8, headerSize, 4, "structure block");
        StringsOffset = Block(12, headerSize, 1, "strings block");
        ReservationOffset = Block(16, headerSize, 8, "reservation block");
        BootProcessor = Word(_blob, 28);
        StringsEnd = BlockEnd(StringsOffset, 32, "strings block");
        StructureEnd = version >= 17 ? BlockEnd(StructureOffset, 36, "structure block") : _total;
        // A strings block that ends with a 0 makes every name inside it end.
        while (StringsEnd > StringsOffset && _blob[StringsEnd - 1] != 0) { StringsEnd--; }
    }

    private int Block(int field, int headerSize, uint alignment, string name)
    {
        uint offset = Word(_blob, field);
        if (offset < (uint)headerSize || offset > (uint)_total)
        {
            throw Refuse(field, name + " at 0x" + offset.ToString("x") + " is outside the blob of 0x" + ((uint)_total).ToString("x") + " bytes");
        }
        if (offset % alignment != 0) { throw Refuse(field, name + " at 0x" + offset.ToString("x") + " is not " + alignment.ToString() + "-byte aligned"); }
        return (int)offset;
    }

    private int BlockEnd(int start, int field, string name)
    {
        uint size = Word(_blob, field);
        if (size > (uint)(_total - start)) { throw Refuse(field, "truncated: " + name + " of " + size.ToString() + " bytes reaches past the blob"); }
        return start + (int)size;
    }

    private void ReadReservations()
    {
        int at = ReservationOffset;
        while (true)
        {
            if (_total - at < 16) { throw Refuse(at, "truncated: reservation block has no end"); }
            if (Word(_blob, at + 8) == 0 && Word(_blob, at + 12) == 0) { return; }
            at += 16;
        }
    }

    private void ReadStructure()
    {
        int at = StructureOffset;
        int depth = 0;
        int open = FlattenedTree.None;
        while (true)
        {
            if (StructureEnd - at < 4) { throw Refuse(at, "truncated: structure block has no end"); }
            uint token = Word(_blob, at);
            int start = at;
            at += 4;
            switch (token)
            {
                case BeginNode:
                    if (depth == 0 && NodeCount > 0) { throw Refuse(start, "second root node"); }
                    if (depth == FlattenedTree.MaximumDepth) { throw Refuse(start, "nodes nested deeper than " + FlattenedTree.MaximumDepth.ToString()); }
                    AddNode(start, open, depth);
                    open = NodeCount - 1;
                    depth++;
                    at = SkipName(at);
                    break;
                case EndNode:
                    if (depth == 0) { throw Refuse(start, "end of a node that was not begun"); }
                    depth--;
                    open = Parent[open];
                    break;
                case Property:
                    if (depth == 0) { throw Refuse(start, "property outside a node"); }
                    if (NodeCount - 1 != open) { HasLateProperties = true; }
                    at = SkipProperty(start);
                    break;
                case Nop:
                    break;
                case End:
                    if (depth != 0) { throw Refuse(start, "end of the tree inside a node"); }
                    if (NodeCount == 0) { throw Refuse(start, "no root node"); }
                    return;
                default:
                    throw Refuse(start, "token " + token.ToString() + " is none of 1, 2, 3, 4 and 9");
            }
        }
    }

    private void AddNode(int offset, int parent, int depth)
    {
        int node = NodeCount;
        if (node == NodeOffset.Length)
        {
            NodeOffset = Grown(NodeOffset);
            Parent = Grown(Parent);
            Next = Grown(Next);
        }
        NodeOffset[node] = offset;
        Parent[node] = parent;
        Next[node] = FlattenedTree.None;
        // Below a node that has children already, the last of them gets a sibling; parent + 1 is the first child.
        if (node != parent + 1) { Next[_lastAtDepth[depth]] = node; }
        _lastAtDepth[depth] = node;
        NodeCount++;
    }

    private int SkipName(int at)
    {
        int start = at;
        while (at < StructureEnd && _blob[at] != 0) { at++; }
        if (at == StructureEnd) { throw Refuse(start, "truncated: node name has no end"); }
        return Padded(at + 1 - start, start);
    }

    private int SkipProperty(int start)
    {
        if (StructureEnd - start < 12) { throw Refuse(start, "truncated: property header"); }
        uint length = Word(_blob, start + 4);
        uint name = Word(_blob, start + 8);
        if (length > (uint)(StructureEnd - start - 12))
        {
            throw Refuse(start + 4, "truncated: property of " + length.ToString() + " bytes reaches past the structure block");
        }
        if (name >= (uint)(StringsEnd - StringsOffset))
        {
            throw Refuse(start + 8, "property name at 0x" + name.ToString("x") + " is outside the strings block or has no end");
        }
        if (length == 4 && FlattenedTree.IsPhandleName(_blob, StringsOffset + (int)name)) { PhandleCount++; }
        return Padded((int)length, start + 12);
    }

    private int Padded(int length, int from)
    {
        int rest = StructureEnd - from - length;
        int padding = (4 - (length & 3)) & 3;
        if (padding > rest) { throw Refuse(from + length, "truncated: padding"); }
        return from + length + padding;
    }

    private static int[] Grown(int[] from)
    {
        int[] larger = new int[from.Length * 2];
        for (int i = 0; i < from.Length; i++) { larger[i] = from[i]; }
        return larger;
    }
}
