using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Writes a tree as a blob, byte for byte as dtc does. Before version 16 a node carries its whole path and, behind its other
/// properties, its name, and values of 8 bytes and more lie on multiples of 8.
/// </summary>
public sealed class FlattenedTreeWriter
{
    private readonly StringTable _strings = new();
    private byte[] _blob = new byte[64 * 1024];
    private int _at;
    private bool _sort;
    private bool _isOld;
    private int _structureStart;

    /// <summary>The blob of a tree.</summary>
    public static byte[] Write(DeviceTreeDocument tree) => Write(tree, FlatOptions.Default);

    /// <summary>The blob of a tree, with room or padding as asked.</summary>
    public static byte[] Write(DeviceTreeDocument tree, FlatOptions options) => new FlattenedTreeWriter().WriteTree(tree, options).ToArray();

    /// <summary>The blob of a tree; one writer may write many trees, one after the other, into the same memory: it is good until the next.</summary>
    public ReadOnlySpan<byte> WriteTree(DeviceTreeDocument tree, FlatOptions options)
    {
        int headerBytes = FlatHeader.HeaderBytesOf(options.Version);
        int reserveStart = (headerBytes + 7) & ~7;
        int structureStart = reserveStart + 16 * (tree.MemoryReservations.Count + 1 + options.ReserveEntries);
        _at = 0;
        Reserve(structureStart);
        _at = structureStart;
        _strings.Clear();
        _sort = options.Sort;
        _isOld = options.Version < 16;
        _structureStart = structureStart;
        WriteNode(tree.Root);
        Put(FlatHeader.End);
        int stringsStart = _at;
        int length = stringsStart + _strings.Length;
        int total = Math.Max(length, options.MinimumBytes) + (options.MinimumBytes > 0 ? 0 : options.PaddingBytes);
        if (options.AlignmentBytes > 1)
        {
            total = (total + options.AlignmentBytes - 1) / options.AlignmentBytes * options.AlignmentBytes;
        }
        Reserve(total - stringsStart);
        Span<byte> header = _blob;
        header[..structureStart].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(header, FlatHeader.Magic);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], total);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], structureStart);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], stringsStart);
        BinaryPrimitives.WriteInt32BigEndian(header[16..], reserveStart);
        BinaryPrimitives.WriteUInt32BigEndian(header[20..], options.Version);
        BinaryPrimitives.WriteInt32BigEndian(header[24..], _isOld ? 1 : FlatHeader.LastCompatibleVersion);
        uint[] later = [tree.BootCpu, (uint)_strings.Length, (uint)(stringsStart - structureStart)];
        for (int word = 28; word < headerBytes; word += 4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header[word..], later[(word - 28) / 4]);
        }
        int at = reserveStart;
        IEnumerable<MemoryReservation> reservations = _sort ? tree.MemoryReservations.OrderBy(each => each.Address).ThenBy(each => each.SizeBytes) : tree.MemoryReservations;
        foreach (MemoryReservation reservation in reservations)
        {
            BinaryPrimitives.WriteUInt64BigEndian(header[at..], reservation.Address);
            BinaryPrimitives.WriteUInt64BigEndian(header[(at + 8)..], reservation.SizeBytes);
            at += 16;
        }
        _strings.Bytes.CopyTo(header[stringsStart..]);
        header[length..total].Clear();
        return header[..total];
    }

    private void WriteNode(Node node)
    {
        Put(FlatHeader.BeginNode);
        PutName(_isOld ? node.Path : node.Name);
        WriteProperties(node);
        List<Node> children = _sort ? SortedChildren(node) : node.ChildList;
        for (int i = 0; i < children.Count; i++)
        {
            WriteNode(children[i]);
        }
        Put(FlatHeader.EndNode);
    }

    private static List<Node> SortedChildren(Node node) => [.. node.ChildList.OrderBy(each => each.Name, StringComparer.Ordinal)];

    /// <summary>Apart from <see cref="WriteNode"/>, which is on the stack once for each level.</summary>
    private void WriteProperties(Node node)
    {
        List<Property> properties = _sort ? node.PropertyList.OrderBy(each => each.Name, StringComparer.Ordinal).ToList() : node.PropertyList;
        foreach (Property property in CollectionsMarshal.AsSpan(properties))
        {
            WriteProperty(property.Name, property.Value);
        }
        if (_isOld && node.FindProperty("name") is null)
        {
            WriteProperty("name", StringValue.Of(node.BaseName));
        }
    }

    private void WriteProperty(string name, ReadOnlySpan<byte> value)
    {
        Reserve(20 + value.Length);
        Span<byte> place = _blob.AsSpan(_at);
        BinaryPrimitives.WriteUInt32BigEndian(place, FlatHeader.Prop);
        BinaryPrimitives.WriteInt32BigEndian(place[4..], value.Length);
        BinaryPrimitives.WriteInt32BigEndian(place[8..], _strings.OffsetOf(name));
        int start = 12;
        if (_isOld && value.Length >= 8 && (_at + start - _structureStart) % 8 != 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(place[start..], 0);
            start += 4;
        }
        BinaryPrimitives.WriteUInt32BigEndian(place[(start + (value.Length & ~3))..], 0);
        value.CopyTo(place[start..]);
        _at += start + ((value.Length + 3) & ~3);
    }

    private void Put(uint value)
    {
        Reserve(4);
        BinaryPrimitives.WriteUInt32BigEndian(_blob.AsSpan(_at), value);
        _at += 4;
    }

    private void PutName(string name)
    {
        int padded = (name.Length + 4) & ~3;
        Reserve(padded);
        Span<byte> place = _blob.AsSpan(_at, padded);
        BinaryPrimitives.WriteUInt32BigEndian(place[(padded - 4)..], 0);
        for (int i = 0; i < name.Length; i++)
        {
            place[i] = (byte)name[i];
        }
        _at += padded;
    }

    private void Reserve(int count)
    {
        if (_blob.Length - _at < count)
        {
            Array.Resize(ref _blob, Math.Max(_blob.Length * 2, _at + count));
        }
    }
}
