using System.Buffers.Binary;
using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Edits a version 17 blob in place, as libfdt does: bytes are moved apart and together, and what lies under the padding
/// of a value stays there. Offsets of nodes are those of their BEGIN_NODE token; an edit keeps the offsets of the edited
/// node and of all before it.
/// </summary>
public sealed class FlatEditor
{
    // To read a token takes as long as to move about so many bytes.
    private const int TokenWork = 64;

    private readonly StringTable _strings = new();
    private byte[] _bytes;
    private readonly int _structure;
    private int _structureLength;
    private int _length;
    private long _work;

    /// <summary>Takes over a blob, its blocks without gaps.</summary>
    /// <param name="layout">A blob that <see cref="FlattenedTreeReader"/> has accepted.</param>
    /// <param name="reservations">The number of entries of its reserve map.</param>
    public FlatEditor(FlatLayout layout, int reservations)
    {
        int reserveBytes = (reservations + 1) * 16;
        int structureLength = StructureLength(layout);
        ReadOnlySpan<byte> strings = layout.Blob.AsSpan(layout.StringsStart, layout.StringsEnd - layout.StringsStart);
        _structure = FlatHeader.HeaderBytes + reserveBytes;
        _structureLength = structureLength;
        _length = _structure + structureLength + strings.Length;
        _bytes = new byte[_length + 4096];
        layout.Blob.AsSpan(0, FlatHeader.HeaderBytes).CopyTo(_bytes);
        layout.Blob.AsSpan(layout.ReserveMapStart, reserveBytes).CopyTo(_bytes.AsSpan(FlatHeader.HeaderBytes));
        layout.Blob.AsSpan(layout.StructureStart, structureLength).CopyTo(_bytes.AsSpan(_structure));
        strings.CopyTo(_bytes.AsSpan(_structure + structureLength));
        _strings.Load(strings);
    }

    /// <summary>True once so many bytes were moved and passed over that the edits are to end.</summary>
    public bool IsExhausted => _work > Limits.OverlayWork;

    /// <summary>Offset of the root node.</summary>
    public int Root => SkipNops(_structure);

    /// <summary>The edited blob.</summary>
    public byte[] ToBlob()
    {
        byte[] blob = _bytes[.._length];
        Span<byte> header = blob;
        BinaryPrimitives.WriteInt32BigEndian(header[4..], _length);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], _structure);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], _structure + _structureLength);
        BinaryPrimitives.WriteInt32BigEndian(header[16..], FlatHeader.HeaderBytes);
        BinaryPrimitives.WriteInt32BigEndian(header[20..], FlatHeader.Version);
        BinaryPrimitives.WriteInt32BigEndian(header[32..], _length - _structure - _structureLength);
        BinaryPrimitives.WriteInt32BigEndian(header[36..], _structureLength);
        return blob;
    }

    /// <summary>The child of that name, -1 if there is none; a name without unit address also matches one that has it.</summary>
    public int FindChild(int node, string name)
    {
        bool anyUnit = !name.Contains('@', StringComparison.Ordinal);
        int at = AfterName(node);
        int depth = 0;
        while (true)
        {
            switch (Word(at))
            {
                case FlatHeader.BeginNode:
                    if (depth == 0 && NameMatches(at, name, anyUnit))
                    {
                        return at;
                    }
                    depth++;
                    at = AfterToken(at);
                    break;
                case FlatHeader.EndNode:
                    if (depth-- == 0)
                    {
                        return -1;
                    }
                    at = AfterToken(at);
                    break;
                default:
                    at = AfterToken(at);
                    break;
            }
        }
    }

    /// <summary>The node of a path that begins with a slash, -1 if there is none.</summary>
    public int FindByPath(string path)
    {
        int node = path.StartsWith('/') ? Root : -1;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (node < 0)
            {
                break;
            }
            node = FindChild(node, name);
        }
        return node;
    }

    /// <summary>The node with that phandle and its path; -1 if there is none.</summary>
    public int FindByPhandle(uint phandle, out string path)
    {
        var open = new List<int>();
        for (int at = Root; Word(at) != FlatHeader.End; at = AfterToken(at))
        {
            switch (Word(at))
            {
                case FlatHeader.BeginNode:
                    open.Add(at);
                    break;
                case FlatHeader.EndNode:
                    open.RemoveAt(open.Count - 1);
                    break;
                case FlatHeader.Prop when Word(at + 4) == 4 && Word(at + 12) == phandle && PropertyName(at) is "phandle" or "linux,phandle":
                    path = open.Count == 1 ? "/" : string.Concat(open.Skip(1).Select(node => "/" + NodeName(node)));
                    return open[^1];
            }
        }
        path = "";
        return -1;
    }

    /// <summary>True if the node has a property of that name, and its bytes.</summary>
    public bool TryGetProperty(int node, string name, out ReadOnlySpan<byte> value)
    {
        int at = FindProperty(node, name);
        value = at < 0 ? default : _bytes.AsSpan(at + 12, (int)Word(at + 4));
        return at >= 0;
    }

    /// <summary>Takes a property away, its name not; false if the node has none of that name.</summary>
    public bool DeleteProperty(int node, string name)
    {
        int at = FindProperty(node, name);
        if (at >= 0)
        {
            Splice(at, AfterToken(at) - at, 0);
        }
        return at >= 0;
    }

    /// <summary>Takes a node away with all that is in it.</summary>
    public void DeleteNode(int node)
    {
        int at = AfterToken(node);
        for (int depth = 1; depth > 0; at = AfterToken(at))
        {
            depth += Word(at) switch { FlatHeader.BeginNode => 1, FlatHeader.EndNode => -1, _ => 0 };
        }
        Splice(node, at - node, 0);
    }

    /// <summary>Gives a property a value; a new one becomes the first of the node.</summary>
    public void SetProperty(int node, string name, ReadOnlySpan<byte> value)
    {
        int padded = (value.Length + 3) & ~3;
        int at = FindProperty(node, name);
        if (at >= 0)
        {
            int old = ((int)Word(at + 4) + 3) & ~3;
            Splice(at + 12, old, padded);
        }
        else
        {
            int nameOffset = OffsetOf(name);
            at = AfterName(node);
            Splice(at, 0, 12 + padded);
            Put(at, FlatHeader.Prop);
            Put(at + 8, (uint)nameOffset);
        }
        Put(at + 4, (uint)value.Length);
        value.CopyTo(_bytes.AsSpan(at + 12));
    }

    /// <summary>Adds a child behind the properties and before the other children; gives its offset.</summary>
    public int AddChild(int node, string name)
    {
        int at = AfterName(node);
        while (Word(at) is FlatHeader.Prop or FlatHeader.Nop)
        {
            at = AfterToken(at);
        }
        int padded = (name.Length + 4) & ~3;
        Splice(at, 0, 8 + padded);
        Put(at, FlatHeader.BeginNode);
        _bytes.AsSpan(at + 4, padded).Clear();
        Encoding.Latin1.GetBytes(name, _bytes.AsSpan(at + 4));
        Put(at + 4 + padded, FlatHeader.EndNode);
        return at;
    }

    private static int StructureLength(FlatLayout layout)
    {
        var walker = new FlatWalker(layout);
        FlatToken token;
        do
        {
            token = walker.Next();
        }
        while (token is not (FlatToken.End or FlatToken.Broken));
        return walker.TokenStart + 4 - layout.StructureStart;
    }

    private int FindProperty(int node, string name)
    {
        for (int at = AfterName(node); Word(at) is FlatHeader.Prop or FlatHeader.Nop; at = AfterToken(at))
        {
            if (Word(at) == FlatHeader.Prop && PropertyName(at) == name)
            {
                return at;
            }
        }
        return -1;
    }

    private int OffsetOf(string name)
    {
        int before = _strings.Length;
        int offset = _strings.OffsetOf(name);
        if (_strings.Length > before)
        {
            ReadOnlySpan<byte> added = _strings.Bytes[before..];
            Reserve(added.Length);
            added.CopyTo(_bytes.AsSpan(_length));
            _length += added.Length;
        }
        return offset;
    }

    private void Splice(int at, int oldLength, int newLength)
    {
        Reserve(newLength - oldLength);
        _work += _length - at - oldLength;
        Array.Copy(_bytes, at + oldLength, _bytes, at + newLength, _length - at - oldLength);
        _length += newLength - oldLength;
        _structureLength += newLength - oldLength;
    }

    private void Reserve(int more)
    {
        if (_length + more > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
        }
    }

    private int AfterToken(int at)
    {
        _work += TokenWork;
        return Word(at) switch
        {
            FlatHeader.BeginNode => AfterName(at),
            FlatHeader.Prop => at + 12 + (((int)Word(at + 4) + 3) & ~3),
            _ => at + 4,
        };
    }

    private int SkipNops(int at)
    {
        while (Word(at) == FlatHeader.Nop)
        {
            at += 4;
        }
        return at;
    }

    private int AfterName(int node) => node + 4 + ((NameLength(node) + 4) & ~3);

    private int NameLength(int node) => _bytes.AsSpan(node + 4).IndexOf((byte)0);

    private string NodeName(int node) => Encoding.Latin1.GetString(_bytes, node + 4, NameLength(node));

    private bool NameMatches(int node, string name, bool anyUnit)
    {
        string actual = NodeName(node);
        return actual == name || (anyUnit && actual.Length > name.Length && actual[name.Length] == '@' && actual.StartsWith(name, StringComparison.Ordinal));
    }

    private string PropertyName(int property)
    {
        ReadOnlySpan<byte> rest = _bytes.AsSpan(_structure + _structureLength + (int)Word(property + 8));
        return Encoding.Latin1.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private uint Word(int at) => BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(at, 4));

    private void Put(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(at, 4), value);
}
