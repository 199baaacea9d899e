using System.Globalization;
using System.Runtime.InteropServices;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// A node of a devicetree: its name with unit address, labels, properties and children in the order of the blob, and
/// every place of the text that defined it. A node that was read from a blob has no spans.
/// </summary>
public sealed class Node
{
    private const int IndexThreshold = 12;

    private static readonly List<Property> NoProperties = [];
    private static readonly List<Node> NoChildren = [];

    private string? _path;
    private Dictionary<string, Node>? _childIndex;
    private Dictionary<string, int>? _propertyIndex;
    private LaterTwins<Node>? _childTwins;
    private LaterTwins<Property>? _propertyTwins;
    private List<Deletion>? _deletions;

    internal Node(string name, Node? parent)
    {
        Name = name;
        Parent = parent;
        Depth = parent is null ? 1 : parent.Depth + 1;
    }

    /// <summary>The full name, unit address included; empty for the root.</summary>
    public string Name { get; internal set; }

    /// <summary>The name up to the <c>@</c>.</summary>
    public string BaseName => Name.IndexOf('@', StringComparison.Ordinal) < 0 ? Name : BaseNameSpan.ToString();

    /// <summary>The name behind the <c>@</c>; empty if there is none.</summary>
    public string UnitAddress => UnitAddressSpan.ToString();

    /// <summary>The node that holds this one; null for the root.</summary>
    public Node? Parent { get; }

    /// <summary>Number of nodes from the root to this one, both counted.</summary>
    internal int Depth { get; }

    /// <summary>The full path, <c>/</c> for the root.</summary>
    public string Path
    {
        get
        {
            string path = _path ?? MakePath();
            if (path.Length <= Limits.ShownPath)
            {
                _path = path;
            }
            return path;
        }
    }

    /// <summary>The path for messages: of a long one the end, which takes few steps however deep the node is.</summary>
    internal string ShownPath
    {
        get
        {
            int length = 0;
            Node at = this;
            while (at.Parent is not null && length <= Limits.ShownPath)
            {
                length += at.Name.Length + 1;
                at = at.Parent;
            }
            return length <= Limits.ShownPath ? Path : ShownText.CutMark + PathFrom(at, length)[^Limits.ShownPath..];
        }
    }

    /// <summary>The properties in the order of the text.</summary>
    public IReadOnlyList<Property> Properties => PropertyList;

    /// <summary>The child nodes in the order of the text.</summary>
    public IReadOnlyList<Node> Children => ChildList;

    /// <summary>The labels; the last one attached comes first, as in <c>__symbols__</c>.</summary>
    public IReadOnlyList<string> Labels => LabelList is null ? [] : LabelList.Live;

    /// <summary>The number by which other nodes refer to this one; 0 if it has none.</summary>
    public uint Phandle { get; internal set; }

    /// <summary>The first definition from its name to the closing brace; null if the node came from a blob.</summary>
    public SourceSpan? Span => FirstDefinition is null ? null : FirstDefinition.Map.Span(FirstDefinition.Start, FirstDefinition.End);

    /// <summary>The name in the first definition; null if the node came from a blob.</summary>
    public SourceSpan? NameSpan =>
        FirstDefinition is null ? null : FirstDefinition.Map.Span(FirstDefinition.Start, FirstDefinition.Start + FirstDefinition.NameLength);

    /// <summary>Every body of the node, from the opening brace to the semicolon, in order; empty if it came from a blob.</summary>
    public IReadOnlyList<SourceSpan> Bodies
    {
        get
        {
            var spans = new List<SourceSpan>();
            for (NodeDefinition? at = FirstDefinition; at is not null; at = at.Next)
            {
                int brace = at.Map.EndWith(at.Start + at.NameLength, (byte)'{');
                spans.Add(at.Map.Span(Math.Max(at.Start, brace - 1), at.Map.EndWith(at.End, (byte)';')));
            }
            return spans;
        }
    }

    /// <summary>The head of every place that defined or extended the node, in order; empty if it came from a blob.</summary>
    public IReadOnlyList<SourceSpan> Definitions
    {
        get
        {
            var spans = new List<SourceSpan>();
            for (NodeDefinition? at = FirstDefinition; at is not null; at = at.Next)
            {
                spans.Add(at.Map.Span(at.Start, at.Start + at.NameLength));
            }
            return spans;
        }
    }

    internal ReadOnlySpan<char> BaseNameSpan
    {
        get
        {
            int at = Name.IndexOf('@', StringComparison.Ordinal);
            return at < 0 ? Name : Name.AsSpan(0, at);
        }
    }

    internal ReadOnlySpan<char> UnitAddressSpan
    {
        get
        {
            int at = Name.IndexOf('@', StringComparison.Ordinal);
            return at < 0 ? [] : Name.AsSpan(at + 1);
        }
    }

    internal List<Property> PropertyList { get; set; } = NoProperties;

    internal List<Node> ChildList { get; set; } = NoChildren;

    internal LabelList? LabelList { get; set; }

    internal NodeDefinition? FirstDefinition { get; private set; }

    internal NodeDefinition? LastDefinition { get; private set; }

    internal bool Deleted { get; set; }

    /// <summary>True if the unit address is this number in lower case hexadecimal digits.</summary>
    internal bool HasUnitAddress(ulong number)
    {
        Span<char> digits = stackalloc char[16];
        number.TryFormat(digits, out int length, "x", CultureInfo.InvariantCulture);
        return UnitAddressSpan.SequenceEqual(digits[..length]);
    }

    /// <summary>The property of that name, or null.</summary>
    public Property? FindProperty(string name)
    {
        Property? found = FindPropertySlot(name);
        return found is { Deleted: true }
            ? (_propertyTwins ??= new LaterTwins<Property>(PropertyList, static each => each.Name, static each => each.Deleted)).Find(name)
            : found;
    }

    /// <summary>The child with exactly that name (unit address included), or null.</summary>
    public Node? FindChild(string name)
    {
        Node? found = FindChildSlot(name);
        return found is { Deleted: true }
            ? (_childTwins ??= new LaterTwins<Node>(ChildList, static each => each.Name, static each => each.Deleted)).Find(name)
            : found;
    }

    /// <summary>The last statement that deleted a property or child of that name; null if none did, as in a blob.</summary>
    public SourceSpan? DeletionOf(string name)
    {
        Deletion? last = _deletions?.FindLast(each => each.Name == name);
        return last?.Map.Span(last.Start, last.End);
    }

    internal void AddDeletion(Deletion deletion) => (_deletions ??= []).Add(deletion);

    /// <summary>Whether the node has a property, whatever its value.</summary>
    public bool HasProperty(string name) => FindProperty(name) is not null;

    /// <summary>The value of a property of one cell.</summary>
    /// <exception cref="PropertyException">It is missing or not one cell long.</exception>
    public uint GetUInt32(string name) => TryGetUInt32(name, out uint value) ? value : throw Unexpected(name, "one cell");

    /// <summary>The value of a property of one cell; false if it is missing or not one cell long.</summary>
    public bool TryGetUInt32(string name, out uint value)
    {
        value = 0;
        return FindProperty(name) is { Length: 4 } property && property.TryGetCell(0, out value);
    }

    /// <summary>The value of a property of two cells as one number.</summary>
    /// <exception cref="PropertyException">It is missing or not two cells long.</exception>
    public ulong GetUInt64(string name) => TryGetUInt64(name, out ulong value) ? value : throw Unexpected(name, "two cells");

    /// <summary>The value of a property of two cells as one number; false if it is missing or not two cells long.</summary>
    public bool TryGetUInt64(string name, out ulong value)
    {
        Property? property = FindProperty(name);
        value = property is { Length: 8 } ? property.NumberAt(0, 2) : 0;
        return property is { Length: 8 };
    }

    /// <summary>All cells of a property.</summary>
    /// <exception cref="PropertyException">It is missing or its length is not a multiple of 4.</exception>
    public uint[] GetCells(string name) => TryGetCells(name, out uint[] cells) ? cells : throw Unexpected(name, "whole cells");

    /// <summary>All cells of a property; false if it is missing or its length is not a multiple of 4.</summary>
    public bool TryGetCells(string name, out uint[] cells)
    {
        cells = [];
        return FindProperty(name) is { } property && property.TryGetCells(out cells);
    }

    /// <summary>The value of a property that is one string.</summary>
    /// <exception cref="PropertyException">It is missing or not one terminated string.</exception>
    public string GetString(string name) => TryGetString(name, out string text) ? text : throw Unexpected(name, "one string");

    /// <summary>The value of a property that is one string; false if it is missing or not one terminated string.</summary>
    public bool TryGetString(string name, out string text)
    {
        text = "";
        return FindProperty(name) is { } property && property.TryGetString(out text);
    }

    /// <summary>All strings of a property.</summary>
    /// <exception cref="PropertyException">It is missing or not a list of terminated strings.</exception>
    public string[] GetStrings(string name) => TryGetStrings(name, out string[] strings) ? strings : throw Unexpected(name, "a list of strings");

    /// <summary>All strings of a property; false if it is missing or not a list of terminated strings.</summary>
    public bool TryGetStrings(string name, out string[] strings)
    {
        strings = [];
        return FindProperty(name) is { } property && property.TryGetStrings(out strings);
    }

    internal Property? FindPropertySlot(string name)
    {
        int slot = SlotOf(name);
        return slot < 0 ? null : PropertyList[slot];
    }

    internal Node? FindChildSlot(string name)
    {
        if (_childIndex is not null)
        {
            return _childIndex.GetValueOrDefault(name);
        }
        if (ChildList.Count <= IndexThreshold)
        {
            foreach (Node child in CollectionsMarshal.AsSpan(ChildList))
            {
                if (child.Name == name)
                {
                    return child;
                }
            }
            return null;
        }
        _childIndex = new Dictionary<string, Node>(ChildList.Count * 2, StringComparer.Ordinal);
        foreach (Node child in ChildList)
        {
            _childIndex.TryAdd(child.Name, child);
        }
        return _childIndex.GetValueOrDefault(name);
    }

    internal void AppendProperty(Property property)
    {
        if (ReferenceEquals(PropertyList, NoProperties))
        {
            PropertyList = new List<Property>(4);
        }
        if (_propertyTwins is not null && SlotOf(property.Name) >= 0)
        {
            _propertyTwins.Add(property.Name, property);
        }
        _propertyIndex?.TryAdd(property.Name, PropertyList.Count);
        PropertyList.Add(property);
    }

    internal void AppendChild(Node child)
    {
        if (ReferenceEquals(ChildList, NoChildren))
        {
            ChildList = new List<Node>(4);
        }
        if (_childTwins is not null && FindChildSlot(child.Name) is not null)
        {
            _childTwins.Add(child.Name, child);
        }
        ChildList.Add(child);
        _childIndex?.TryAdd(child.Name, child);
    }

    /// <summary>Puts a property in the place of the first one of its name.</summary>
    internal void ReplaceProperty(Property replacement) => PropertyList[SlotOf(replacement.Name)] = replacement;

    /// <summary>Puts properties and children in order of their names.</summary>
    internal void Sort()
    {
        if (PropertyList.Count > 1)
        {
            PropertyList = [.. PropertyList.OrderBy(each => each.Name, StringComparer.Ordinal)];
        }
        if (ChildList.Count > 1)
        {
            ChildList = [.. ChildList.OrderBy(each => each.Name, StringComparer.Ordinal)];
        }
        ForgetIndexes();
    }

    /// <summary>Takes the deleted children out of the list, and notes the node if none is left.</summary>
    internal void RemoveDeletedChildren(HashSet<Node> emptied)
    {
        ChildList.RemoveAll(static child => child.Deleted);
        ForgetIndexes();
        if (ChildList.Count == 0)
        {
            emptied.Add(this);
        }
    }

    /// <summary>Forgets the lookup tables and path after a change of the lists or of a name.</summary>
    internal void ForgetIndexes()
    {
        _childIndex = null;
        _propertyIndex = null;
        _childTwins = null;
        _propertyTwins = null;
        _path = null;
    }

    internal void AddDefinition(NodeDefinition definition)
    {
        if (LastDefinition is null)
        {
            FirstDefinition = definition;
        }
        else
        {
            LastDefinition.Next = definition;
        }
        LastDefinition = definition;
    }

    private PropertyException Unexpected(string name, string expected) => new(this, name, expected);

    /// <summary>Place of the first property of a name in the list, -1 if there is none.</summary>
    private int SlotOf(string name)
    {
        if (_propertyIndex is null)
        {
            Span<Property> properties = CollectionsMarshal.AsSpan(PropertyList);
            if (properties.Length <= 4 * IndexThreshold)
            {
                for (int i = 0; i < properties.Length; i++)
                {
                    if (properties[i].Name == name)
                    {
                        return i;
                    }
                }
                return -1;
            }
            _propertyIndex = new Dictionary<string, int>(properties.Length * 2, StringComparer.Ordinal);
            for (int i = 0; i < properties.Length; i++)
            {
                _propertyIndex.TryAdd(properties[i].Name, i);
            }
        }
        return _propertyIndex.TryGetValue(name, out int slot) ? slot : -1;
    }

    // The nodes above get no text of their own by this: in a deep tree they would be most of the memory.
    private string MakePath()
    {
        int length = 0;
        Node at = this;
        for (; at.Parent is not null; at = at.Parent)
        {
            length += at.Name.Length + 1;
        }
        return length == 0 ? "/" : PathFrom(at, length);
    }

    /// <summary>The names below a node above this one down to this one, each behind a slash.</summary>
    private string PathFrom(Node above, int length) => string.Create(length, (this, above), static (path, ends) =>
    {
        for (Node at = ends.Item1; !ReferenceEquals(at, ends.above); at = at.Parent!)
        {
            at.Name.CopyTo(path[^at.Name.Length..]);
            path = path[..^at.Name.Length];
            path[^1] = '/';
            path = path[..^1];
        }
    });

    /// <inheritdoc/>
    public override string ToString() => Path;
}
