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
    private readonly List<byte> _blob = [];
    private bool _sort;
    private bool _isOld;

    /// <summary>The blob of a tree.</summary>
    public static byte[] Write(DeviceTreeDocument tree) => Write(tree, FlatOptions.Default);

    /// <summary>The blob of a tree, with room or padding as asked.</summary>
    public static byte[] Write(DeviceTreeDocument tree, FlatOptions options) => new FlattenedTreeWriter().WriteTree(tree, options).ToArray();

    /// <summary>The blob of a tree; one writer may write many trees, one after the other, into the same memory: it is good until the next.</summary>
    public ReadOnlySpan<byte> WriteTree(DeviceTreeDocument tree, FlatOptions options)
    {
        int headerBytes = FlatHeader.HeaderBytesOf(options.Version);
        // A header of an odd number of words is followed by one more, so that the map begins at a multiple of 8.
        int reserveStart = headerBytes + headerBytes % 8;
        int structureStart = reserveStart + 16 * (tree.MemoryReservations.Count + 1 + options.ReserveEntries);
        _blob.Clear();
        Take(structureStart);
        _strings.Clear();
        _sort = options.Sort;
        _isOld = FlatHeader.HasPaths(options.Version);
        WriteNode(tree.Root);
        Put(FlatHeader.End);
        int stringsStart = _blob.Count;
        int alignment = Math.Max(1, options.AlignmentBytes);
        int total = Math.Max(stringsStart + _strings.Length + options.PaddingBytes, options.MinimumBytes);
        total = (total + alignment - 1) / alignment * alignment;
        Span<byte> rest = Take(total - stringsStart);
        _strings.Bytes.CopyTo(rest);
        rest[_strings.Length..].Clear();
        Span<byte> header = CollectionsMarshal.AsSpan(_blob);
        BinaryPrimitives.WriteUInt32BigEndian(header, FlatHeader.Magic);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], header.Length);
        BinaryPrimitives.WriteInt32BigEndian(header[8..], structureStart);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], stringsStart);
        BinaryPrimitives.WriteInt32BigEndian(header[16..], reserveStart);
        BinaryPrimitives.WriteUInt32BigEndian(header[20..], options.Version);
        BinaryPrimitives.WriteInt32BigEndian(header[24..], _isOld ? 1 : FlatHeader.LastCompatibleVersion);
        BinaryPrimitives.WriteUInt32BigEndian(header[28..], tree.BootCpu);
        BinaryPrimitives.WriteInt32BigEndian(header[32..], _strings.Length);
        BinaryPrimitives.WriteInt32BigEndian(header[36..], stringsStart - structureStart);
        // An earlier version's header ends before some of these.
        header[headerBytes..structureStart].Clear();
        int at = reserveStart;
        IEnumerable<MemoryReservation> reservations = _sort ? tree.MemoryReservations.OrderBy(each => each.Address).ThenBy(each => each.SizeBytes) : tree.MemoryReservations;
        foreach (MemoryReservation reservation in reservations)
        {
            BinaryPrimitives.WriteUInt64BigEndian(header[at..], reservation.Address);
            BinaryPrimitives.WriteUInt64BigEndian(header[(at + 8)..], reservation.SizeBytes);
            at += 16;
        }
        return header;
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
        // What is written is a multiple of 4, and so is where the structure begins of 8.
        int start = _isOld && value.Length >= 8 && _blob.Count % 8 == 0 ? 16 : 12;
        Span<byte> place = Take(start + ((value.Length + 3) & ~3));
        // The padding, if there is any, lies in the last word.
        BinaryPrimitives.WriteUInt32BigEndian(place[^4..], 0);
        BinaryPrimitives.WriteUInt32BigEndian(place, FlatHeader.Prop);
        BinaryPrimitives.WriteInt32BigEndian(place[4..], value.Length);
        BinaryPrimitives.WriteInt32BigEndian(place[8..], _strings.OffsetOf(name));
        place[12..start].Clear();
        value.CopyTo(place[start..]);
    }

    private void Put(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    private void PutName(string name)
    {
        Span<byte> place = Take((name.Length + 4) & ~3);
        BinaryPrimitives.WriteUInt32BigEndian(place[^4..], 0);
        for (int i = 0; i < name.Length; i++)
        {
            place[i] = (byte)name[i];
        }
    }

    /// <summary>The next bytes of the blob; what they are is left from an earlier tree.</summary>
    private Span<byte> Take(int count)
    {
        int at = _blob.Count;
        CollectionsMarshal.SetCount(_blob, at + count);
        return CollectionsMarshal.AsSpan(_blob)[at..];
    }
}
