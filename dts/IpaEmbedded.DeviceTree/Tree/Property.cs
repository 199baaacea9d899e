using System.Buffers.Binary;
using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// A property: its name and its bytes, the labels and references inside them, and, when it came from text, the span of
/// every cell and string. A property that was read from a blob has no spans.
/// </summary>
public sealed class Property
{
    private static readonly IReadOnlyList<PropertyMarker> NoMarkers = [];

    private Rarities? _rare;

    internal Property(string name, Node node, byte[] value)
        : this(name, node, value, 0, value.Length)
    {
    }

    internal Property(string name, Node node, byte[] buffer, int start, int length)
    {
        Name = name;
        Node = node;
        ValueBuffer = buffer;
        ValueStart = start;
        Length = length;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The node that the property belongs to.</summary>
    public Node Node { get; }

    /// <summary>The value as it stands in the blob: big endian, strings terminated.</summary>
    public ReadOnlySpan<byte> Value => ValueBuffer.AsSpan(ValueStart, Length);

    /// <summary>Length of the value in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Labels of the property, as <c>label: name = ...</c>; the last one attached comes first.</summary>
    public IReadOnlyList<string> Labels => LabelList?.Live ?? [];

    /// <summary>Labels and references inside the value, by ascending offset.</summary>
    public IReadOnlyList<PropertyMarker> Markers => MarkerList ?? NoMarkers;

    /// <summary>The whole statement, without its semicolon; null if the property came from a blob.</summary>
    public SourceSpan? Span => Map?.Span(SourceStart, SourceEnd);

    /// <summary>The whole statement with its semicolon; null if the property came from a blob.</summary>
    public SourceSpan? StatementSpan => Map?.Span(SourceStart, Map.EndWith(SourceEnd, (byte)';'));

    /// <summary>The name in the statement; null if the property came from a blob.</summary>
    public SourceSpan? NameSpan => Map?.Span(SourceStart, SourceStart + NameLength);

    /// <summary>The earlier definition that this one replaced, if any; it leads on to still earlier ones.</summary>
    public Property? Overridden
    {
        get => _rare?.Overridden;
        internal set
        {
            if (value is not null || _rare is not null)
            {
                Rare.Overridden = value;
            }
        }
    }

    /// <summary>The written items of the value in order; empty if the property came from a blob.</summary>
    public IReadOnlyList<PropertyElement> Elements => Map is null ? [] : Rare.Elements ??= ValueElements.Read(this);

    /// <summary>Where the groups of the value begin, as they were written; empty if that is not known, as for a blob.</summary>
    public IReadOnlyList<ValueGroup> Groups => ValueElements.ReadGroups(this);

    /// <summary>Number of whole 32-bit cells in the value.</summary>
    public int CellCount => Length / 4;

    internal byte[] ValueBuffer { get; private set; }

    internal int ValueStart { get; private set; }

    internal PropertyMarker[]? MarkerList { get; set; }

    internal LabelList? LabelList
    {
        get => _rare?.Labels;
        set
        {
            if (value is not null || _rare is not null)
            {
                Rare.Labels = value;
            }
        }
    }

    internal SourceMap? Map { get; set; }

    internal int SourceStart { get; set; }

    internal int SourceEnd { get; set; }

    internal int NameLength { get; set; }

    internal int SourceValueStart { get; set; }

    internal bool Deleted { get; set; }

    private Rarities Rare => _rare ??= new Rarities();

    /// <summary>The 32-bit cell with the given index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has no such whole cell.</exception>
    public uint CellAt(int index) => UInt32At(index * 4);

    /// <summary>The 32-bit number that begins at a byte, which need not be a multiple of 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value ends before it.</exception>
    public uint UInt32At(int byteOffset) => BinaryPrimitives.ReadUInt32BigEndian(Value.Slice(byteOffset, 4));

    /// <summary>The 32-bit cell with the given index; false if the value has no such whole cell.</summary>
    public bool TryGetCell(int index, out uint cell)
    {
        bool exists = index >= 0 && index < CellCount;
        cell = exists ? CellAt(index) : 0;
        return exists;
    }

    /// <summary>The number that several cells make, the most significant first; of more than two only the last two count.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has no such whole cells.</exception>
    public ulong NumberAt(int index, int cells)
    {
        ulong number = 0;
        for (int i = 0; i < cells; i++)
        {
            number = (number << 32) | CellAt(index + i);
        }
        return number;
    }

    /// <summary>All 32-bit cells; false if the length is not a multiple of four.</summary>
    public bool TryGetCells(out uint[] cells)
    {
        cells = [];
        if (Length % 4 != 0)
        {
            return false;
        }
        cells = new uint[Length / 4];
        for (int i = 0; i < cells.Length; i++)
        {
            cells[i] = CellAt(i);
        }
        return true;
    }

    /// <summary>All strings of a string list; false if the value is empty or its last string is not terminated.</summary>
    public bool TryGetStrings(out string[] strings)
    {
        strings = [];
        if (Length == 0 || Value[^1] != 0)
        {
            return false;
        }
        var found = new List<string>();
        ReadOnlySpan<byte> rest = Value;
        while (rest.Length > 0)
        {
            int end = rest.IndexOf((byte)0);
            found.Add(Encoding.UTF8.GetString(rest[..end]));
            rest = rest[(end + 1)..];
        }
        strings = found.ToArray();
        return true;
    }

    /// <summary>The only string; false if the value is not exactly one terminated string.</summary>
    public bool TryGetString(out string text)
    {
        text = "";
        if (Length == 0 || Value.IndexOf((byte)0) != Length - 1)
        {
            return false;
        }
        text = Encoding.UTF8.GetString(Value[..^1]);
        return true;
    }

    /// <summary>The reference that gave the cell or string at this byte offset, if one did.</summary>
    public PropertyMarker? ReferenceAt(int byteOffset)
    {
        IReadOnlyList<PropertyMarker> markers = Markers;
        int first = CountBelow(markers.Count, i => markers[i].Offset < byteOffset);
        for (int i = first; i < markers.Count && markers[i].Offset == byteOffset; i++)
        {
            if (markers[i].Kind != MarkerKind.Label)
            {
                return markers[i];
            }
        }
        return null;
    }

    /// <summary>The first reference behind this byte offset, if there is one.</summary>
    public PropertyMarker? ReferenceAfter(int byteOffset)
    {
        IReadOnlyList<PropertyMarker> markers = Markers;
        for (int i = CountBelow(markers.Count, at => markers[at].Offset <= byteOffset); i < markers.Count; i++)
        {
            if (markers[i].Kind != MarkerKind.Label)
            {
                return markers[i];
            }
        }
        return null;
    }

    /// <summary>Where the byte at this offset was written: its cell or string, or the whole property if that is not known; null for a blob.</summary>
    public SourceSpan? SpanAt(int byteOffset) => ElementAt(byteOffset)?.Span ?? Span;

    /// <summary>The written item that gave the byte at this offset; null if none did, as in a blob.</summary>
    public PropertyElement? ElementAt(int byteOffset)
    {
        IReadOnlyList<PropertyElement> elements = Elements;
        int last = CountBelow(elements.Count, i => elements[i].Offset <= byteOffset) - 1;
        return last >= 0 && byteOffset < elements[last].Offset + elements[last].Length ? elements[last] : null;
    }

    /// <summary>How many of the first items are below what is looked for; items are in ascending order.</summary>
    private static int CountBelow(int count, Func<int, bool> isBelow)
    {
        int low = 0;
        for (int high = count; low < high;)
        {
            int middle = (low + high) >>> 1;
            (low, high) = isBelow(middle) ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>Writes a 32-bit number into the value, from this byte on.</summary>
    internal void SetUInt32(int byteOffset, uint number) => BinaryPrimitives.WriteUInt32BigEndian(ValueBuffer.AsSpan(ValueStart + byteOffset, 4), number);

    internal void SetValue(byte[] buffer, int start, int length)
    {
        ValueBuffer = buffer;
        ValueStart = start;
        Length = length;
    }

    /// <inheritdoc/>
    public override string ToString() => Node.Path + ":" + Name;

    /// <summary>What few properties have; apart, because a tree has thousands of the others.</summary>
    private sealed class Rarities
    {
        public Property? Overridden { get; set; }

        public LabelList? Labels { get; set; }

        public PropertyElement[]? Elements { get; set; }
    }
}
