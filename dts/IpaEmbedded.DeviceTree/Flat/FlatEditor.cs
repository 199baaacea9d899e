using System.Buffers.Binary;
using System.Runtime.InteropServices;
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
    private readonly List<byte> _bytes;
    private readonly int _structure;
    private int _structureLength;
    private long _work;

    /// <summary>Takes over a blob, its blocks without gaps.</summary>
    /// <param name="layout">A blob that <see cref="FlattenedTreeReader"/> has accepted.</param>
    /// <param name="reservations">The number of entries of its reserve map.</param>
    public FlatEditor(FlatLayout layout, int reservations)
    {
        _structure = FlatHeader.HeaderBytes + (reservations + 1) * 16;
        _structureLength = StructureLength(layout);
        ReadOnlySpan<byte> strings = layout.Blob.AsSpan(layout.StringsStart, layout.StringsEnd - layout.StringsStart);
        _bytes =
        [
            .. layout.Blob.AsSpan(0, FlatHeader.HeaderBytes),
            .. layout.Blob.AsSpan(layout.ReserveMapStart, _structure - FlatHeader.HeaderBytes),
            .. layout.Blob.AsSpan(layout.StructureStart, _structureLength),
            .. strings,
        ];
        _strings.Load(strings);
    }

    /// <summary>True once so many bytes were moved and passed over that the edits are to end.</summary>
    public bool IsExhausted => _work > Limits.OverlayWork;

    /// <summary>Offset of the root node.</summary>
    public int Root => SkipNops(_structure);

    private Span<byte> Bytes => CollectionsMarshal.AsSpan(_bytes);

    /// <summary>The edited blob.</summary>
    public byte[] ToBlob()
    {
        byte[] blob = [.. _bytes];
        Span<byte> header = blob;
        BinaryPrimitives.WriteInt32BigEndian(header[4..], blob.Length);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], _structure);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], _structure + _structureLength);
        BinaryPrimitives.WriteInt32BigEndian(header[16..], FlatHeader.HeaderBytes);
        BinaryPrimitives.WriteInt32BigEndian(header[20..], FlatHeader.Version);
        BinaryPrimitives.WriteInt32BigEndian(header[32..], blob.Length - _structure - _structureLength);
        BinaryPrimitives.WriteInt32BigEndian(header[36..], _structureLength);
        return blob;
    }

    /// <summary>The child of that name, null if there is none; a name without unit address also matches one that has it.</summary>
    public int? FindChild(int node, string name)
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
                        return null;
                    }
                    at = AfterToken(at);
                    break;
                default:
                    at = AfterToken(at);
                    break;
            }
        }
    }

    /// <summary>The node of a path that begins with a slash, null if there is none.</summary>
    public int? FindByPath(string path)
    {
        int? node = path.StartsWith('/') ? Root : null;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node is { } parent ? FindChild(parent, name) : null;
        }
        return node;
    }

    /// <summary>The node with that phandle and its path; null if there is none, as for 0 and 0xffffffff, which are no phandles.</summary>
    public int? FindByPhandle(uint phandle, out string path)
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
                case FlatHeader.Prop when phandle is not (0 or 0xffffffff) && Word(at + 4) == 4 && Word(at + 12) == phandle && PropertyName(at) is "phandle" or "linux,phandle":
                    path = open.Count == 1 ? "/" : string.Concat(open.Skip(1).Select(node => "/" + NodeName(node)));
                    return open[^1];
            }
        }
        path = "";
        return null;
    }

    /// <summary>True if the node has a property of that name, and its bytes.</summary>
    public bool TryGetProperty(int node, string name, out ReadOnlySpan<byte> value)
    {
        int? found = FindProperty(node, name);
        value = found is { } at ? Bytes.Slice(at + 12, (int)Word(at + 4)) : default;
        return found is not null;
    }

    /// <summary>Takes a property away, its name not; false if the node has none of that name.</summary>
    public bool DeleteProperty(int node, string name)
    {
        if (FindProperty(node, name) is not { } at)
        {
            return false;
        }
        Splice(at, AfterToken(at) - at, 0);
        return true;
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
        if (FindProperty(node, name) is { } at)
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
        value.CopyTo(Bytes[(at + 12)..]);
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
        Span<byte> place = Bytes.Slice(at + 4, padded);
        place.Clear();
        Encoding.Latin1.GetBytes(name, place);
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

    private int? FindProperty(int node, string name)
    {
        for (int at = AfterName(node); Word(at) is FlatHeader.Prop or FlatHeader.Nop; at = AfterToken(at))
        {
            if (Word(at) == FlatHeader.Prop && PropertyName(at) == name)
            {
                return at;
            }
        }
        return null;
    }

    private int OffsetOf(string name)
    {
        int before = _strings.Length;
        int offset = _strings.OffsetOf(name);
        _bytes.AddRange(_strings.Bytes[before..]);
        return offset;
    }

    private void Splice(int at, int oldLength, int newLength)
    {
        int length = _bytes.Count;
        int rest = length - at - oldLength;
        _work += rest;
        CollectionsMarshal.SetCount(_bytes, length + newLength);
        Bytes.Slice(at + oldLength, rest).CopyTo(Bytes[(at + newLength)..]);
        CollectionsMarshal.SetCount(_bytes, length + newLength - oldLength);
        _structureLength += newLength - oldLength;
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

    private int NameLength(int node) => Bytes[(node + 4)..].IndexOf((byte)0);

    private string NodeName(int node) => Encoding.Latin1.GetString(Bytes.Slice(node + 4, NameLength(node)));

    private bool NameMatches(int node, string name, bool anyUnit)
    {
        string actual = NodeName(node);
        return actual == name || (anyUnit && actual.Length > name.Length && actual[name.Length] == '@' && actual.StartsWith(name, StringComparison.Ordinal));
    }

    private string PropertyName(int property)
    {
        ReadOnlySpan<byte> rest = Bytes[(_structure + _structureLength + (int)Word(property + 8))..];
        return Encoding.Latin1.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private uint Word(int at) => BinaryPrimitives.ReadUInt32BigEndian(Bytes[at..]);

    private void Put(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(Bytes[at..], value);
}
