using System.Buffers.Binary;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Walks the structure block token by token and checks each one before it is used, without allocating: every length and
/// offset comes from outside and is compared with the blocks first.
/// </summary>
public struct FlatWalker
{
    private readonly FlatLayout _layout;
    private readonly byte[] _blob;
    private readonly int _end;
    private int _at;
    private bool _rootClosed;

    /// <summary>Stands before the first token of a blob's structure block.</summary>
    public FlatWalker(FlatLayout layout)
    {
        _layout = layout;
        _blob = layout.Blob;
        _at = layout.StructureStart;
        _end = layout.StructureEnd;
        TokenStart = _at;
    }

    /// <summary>Number of nodes that are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Offset of the current token in the blob.</summary>
    public int TokenStart { get; private set; }

    /// <summary>Place of the current node's or property's name in the blob.</summary>
    public int NameStart { get; private set; }

    /// <summary>Length of that name in bytes.</summary>
    public int NameLength { get; private set; }

    /// <summary>Place of the current property's value in the blob.</summary>
    public int ValueStart { get; private set; }

    /// <summary>Length of that value in bytes.</summary>
    public int ValueLength { get; private set; }

    /// <summary>What is broken, after <see cref="FlatToken.Broken"/>.</summary>
    public string? Problem { get; private set; }

    /// <summary>Permanent id of what is broken.</summary>
    public string? ProblemId { get; private set; }

    /// <summary>Moves to the next token.</summary>
    public FlatToken Next()
    {
        while (true)
        {
            if (_end - _at < 4)
            {
                return Break(DiagnosticIds.BlobStructure, "the structure block ends without an END token");
            }
            TokenStart = _at;
            uint token = BinaryPrimitives.ReadUInt32BigEndian(_blob.AsSpan(_at));
            _at += 4;
            if (_rootClosed && token != FlatHeader.End)
            {
                return Break(DiagnosticIds.BlobStructure, $"token {token} behind the root node; only END may follow");
            }
            switch (token)
            {
                case FlatHeader.Nop:
                    break;
                case FlatHeader.BeginNode:
                    return BeginNode();
                case FlatHeader.EndNode:
                    if (Depth == 0)
                    {
                        return Break(DiagnosticIds.BlobStructure, "END_NODE without an open node");
                    }
                    Depth--;
                    _rootClosed = Depth == 0;
                    return FlatToken.EndNode;
                case FlatHeader.Prop:
                    return Depth == 0 ? Break(DiagnosticIds.BlobStructure, "a property before the root node") : Property();
                case FlatHeader.End:
                    return _rootClosed ? FlatToken.End
                        : Break(DiagnosticIds.BlobStructure, Depth > 0 ? "END inside a node" : "END before the root node");
                default:
                    return Break(DiagnosticIds.BlobStructure, $"0x{token:x} is no token of the format");
            }
        }
    }

    private FlatToken BeginNode()
    {
        int length = _blob.AsSpan(_at, _end - _at).IndexOf((byte)0);
        if (length < 0)
        {
            return Break(DiagnosticIds.BlobName, "the node's name does not end inside the structure block");
        }
        NameStart = _at;
        NameLength = length;
        if (Depth == 0 && length != 0 && !FlatHeader.HasPaths(_layout.Version))
        {
            return Break(DiagnosticIds.BlobName, "the root node has a name; it must be empty");
        }
        _at = Align(_at + length + 1);
        Depth++;
        return FlatToken.BeginNode;
    }

    private FlatToken Property()
    {
        if (_end - _at < 8)
        {
            return Break(DiagnosticIds.BlobProperty, "the structure block ends inside a property");
        }
        uint length = BinaryPrimitives.ReadUInt32BigEndian(_blob.AsSpan(_at));
        uint nameOffset = BinaryPrimitives.ReadUInt32BigEndian(_blob.AsSpan(_at + 4));
        _at += 8;
        if (nameOffset >= (uint)(_layout.StringsEnd - _layout.StringsStart))
        {
            return Break(DiagnosticIds.BlobProperty, $"the property's name is at 0x{nameOffset:x} of a strings block of 0x{_layout.StringsEnd - _layout.StringsStart:x} bytes");
        }
        int nameStart = _layout.StringsStart + (int)nameOffset;
        int nameLength = _blob.AsSpan(nameStart, _layout.StringsEnd - nameStart).IndexOf((byte)0);
        if (nameLength < 0)
        {
            return Break(DiagnosticIds.BlobProperty, $"the property's name at 0x{nameOffset:x} does not end inside the strings block");
        }
        NameStart = nameStart;
        NameLength = nameLength;
        if (FlatHeader.HasPaths(_layout.Version) && length >= 8)
        {
            // One word is left out where an odd number of them lies between the begin of the structure and here.
            _at += (_at ^ _layout.StructureStart) % 8;
        }
        if (_at > _end || length > (uint)(_end - _at))
        {
            return Break(DiagnosticIds.BlobProperty, $"the property says {length} bytes, {Math.Max(0, _end - _at)} are left in the structure block");
        }
        ValueStart = _at;
        ValueLength = (int)length;
        _at = Align(_at + (int)length);
        return FlatToken.Property;
    }

    private readonly int Align(int at) => _layout.StructureStart + ((at - _layout.StructureStart + 3) & ~3);

    private FlatToken Break(string id, string problem)
    {
        ProblemId = id;
        Problem = problem;
        return FlatToken.Broken;
    }
}
