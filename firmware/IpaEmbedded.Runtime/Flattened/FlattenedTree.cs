using System;

namespace IpaEmbedded.Runtime.Flattened;

/// <summary>
/// A device tree blob to read from: nodes and properties are numbers, nothing is copied, nothing recurses, and a phandle finds its node at once.
/// </summary>
/// <remarks>The blob is checked once, in the constructor; the caller must not change it afterwards. Drivers read values through TreeNode, whose errors quote the tree.</remarks>
public sealed class FlattenedTree
{
    /// <summary>The number that stands for "no node" and "no property".</summary>
    public const int None = -1;

    /// <summary>The root node.</summary>
    public const int Root = 0;

    /// <summary>Levels of nodes that a tree may have.</summary>
    public const int MaximumDepth = 1024;

    private readonly byte[] _blob;
    private readonly int[] _nodeOffset;
    private readonly int[] _parent;
    private readonly int[] _next;
    private readonly int _nodeCount;
    private readonly int _strings;
    private readonly int _reservations;
    private readonly uint _bootProcessor;
    private readonly bool _hasLateProperties;
    private readonly PhandleTable _phandles;

    /// <summary>Checks a blob of version 16 or 17 and indexes its nodes.</summary>
    /// <exception cref="FlattenedTreeException">The blob is truncated or malformed.</exception>
    public FlattenedTree(byte[] blob)
    {
        TreeScanner scanner = new TreeScanner(blob);
        scanner.Scan();
        _blob = blob;
        _nodeOffset = scanner.NodeOffset;
        _parent = scanner.Parent;
        _next = scanner.Next;
        _nodeCount = scanner.NodeCount;
        _strings = scanner.StringsOffset;
        _reservations = scanner.ReservationOffset;
        _bootProcessor = scanner.BootProcessor;
        _hasLateProperties = scanner.HasLateProperties;
        _phandles = new PhandleTable(scanner.PhandleCount);
        for (int node = 0; node < _nodeCount; node++) { _phandles.Add(Phandle(node), node); }
    }

    /// <summary>Number of nodes; they are numbered in the order of the blob, the root is 0.</summary>
    public int NodeCount
    {
        get { return _nodeCount; }
    }

    /// <summary>Number of the processor that boots, from the header.</summary>
    public uint BootProcessor
    {
        get { return _bootProcessor; }
    }

    /// <summary>The blob itself; property values lie in it.</summary>
    public byte[] Blob
    {
        get { return _blob; }
    }

    /// <summary>Number of memory reservations.</summary>
    public int ReservationCount
    {
        get
        {
            int count = 0;
            while (Word64(_reservations + count * 16 + 8) != 0) { count++; }
            return count;
        }
    }

    /// <summary>A memory reservation: returns its address and gives its size in bytes.</summary>
    public ulong Reservation(int index, out ulong size)
    {
        if (index < 0 || index >= ReservationCount) { throw new ArgumentOutOfRangeException("index"); }
        size = Word64(_reservations + index * 16 + 8);
        return Word64(_reservations + index * 16);
    }

    /// <summary>Parent of a node, or <see cref="None"/> for the root.</summary>
    public int Parent(int node)
    {
        return _parent[node];
    }

    /// <summary>First child of a node, or <see cref="None"/>.</summary>
    public int FirstChild(int node)
    {
        return node + 1 < _nodeCount && _parent[node + 1] == node ? node + 1 : None;
    }

    /// <summary>Next node below the same parent, or <see cref="None"/>.</summary>
    public int NextSibling(int node)
    {
        return _next[node];
    }

    /// <summary>Name of a node with its unit address; empty for the root.</summary>
    public string Name(int node)
    {
        return Text(_nodeOffset[node] + 4);
    }

    /// <summary>Full path of a node.</summary>
    public string Path(int node)
    {
        if (node == Root) { return "/"; }
        int length = 0;
        for (int at = node; at != Root; at = _parent[at]) { length += TextLength(_nodeOffset[at] + 4) + 1; }
        char[] path = new char[length];
        for (int at = node; at != Root; at = _parent[at])
        {
            int name = _nodeOffset[at] + 4;
            int count = TextLength(name);
            length -= count;
            for (int i = 0; i < count; i++) { path[length + i] = (char)_blob[name + i]; }
            path[--length] = '/';
        }
        return new string(path);
    }

    /// <summary>
    /// Finds a node by its full path, or by an alias that may be followed by a path; unit addresses may be left out. <see cref="None"/> if there is none.
    /// </summary>
    public int FindNode(string path)
    {
        int node = Root;
        int at = 0;
        if (path.Length == 0) { return None; }
        if (path[0] != '/')
        {
            int end = path.IndexOf('/');
            if (end < 0) { end = path.Length; }
            int aliases = FindChild(Root, "aliases");
            int alias = aliases == None ? None : FindProperty(aliases, path.Substring(0, end));
            if (alias == None || StringCount(alias) == 0 || _blob[PropertyOffset(alias)] != '/') { return None; }
            node = FindNode(StringAt(alias, 0));
            if (node == None) { return None; }
            at = end;
        }
        while (at < path.Length)
        {
            if (path[at] == '/')
            {
                at++;
                continue;
            }
            int end = path.IndexOf('/', at);
            if (end < 0) { end = path.Length; }
            node = FindChild(node, path.Substring(at, end - at));
            if (node == None) { return None; }
            at = end;
        }
        return node;
    }

    /// <summary>Finds a child by name; a name without unit address finds the first child of that base name.</summary>
    public int FindChild(int node, string name)
    {
        bool whole = name.IndexOf('@') >= 0;
        for (int child = FirstChild(node); child != None; child = _next[child])
        {
            int text = _nodeOffset[child] + 4;
            if (!Begins(text, name)) { continue; }
            byte after = _blob[text + name.Length];
            if (after == 0 || (!whole && after == '@')) { return child; }
        }
        return None;
    }

    /// <summary>The node that has a phandle, or <see cref="None"/>.</summary>
    public int NodeByPhandle(uint phandle)
    {
        return _phandles.Find(phandle);
    }

    /// <summary>Phandle of a node, 0 when it has none.</summary>
    public uint Phandle(int node)
    {
        for (int property = FirstProperty(node); property != None; property = NextProperty(property))
        {
            if (PropertyLength(property) == 4 && IsPhandleName(_blob, NameOffset(property))) { return Cell(property, 0); }
        }
        return 0;
    }

    /// <summary>First property of a node, or <see cref="None"/>.</summary>
    public int FirstProperty(int node)
    {
        int name = _nodeOffset[node] + 4;
        return PropertyFrom(name + ((TextLength(name) + 4) & ~3));
    }

    /// <summary>Next property of the same node, or <see cref="None"/>.</summary>
    public int NextProperty(int property)
    {
        return PropertyFrom(property + 12 + ((PropertyLength(property) + 3) & ~3));
    }

    /// <summary>Name of a property.</summary>
    public string PropertyName(int property)
    {
        return Text(NameOffset(property));
    }

    /// <summary>Bytes of a property's value.</summary>
    public int PropertyLength(int property)
    {
        return (int)TreeScanner.Word(_blob, property + 4);
    }

    /// <summary>Where in the blob a property's value begins.</summary>
    public int PropertyOffset(int property)
    {
        return property + 12;
    }

    /// <summary>Finds a property of a node by name, or gives <see cref="None"/>.</summary>
    public int FindProperty(int node, string name)
    {
        for (int property = FirstProperty(node); property != None; property = NextProperty(property))
        {
            int text = NameOffset(property);
            if (Begins(text, name) && _blob[text + name.Length] == 0) { return property; }
        }
        return None;
    }

    /// <summary>Number of whole 32-bit cells in a value.</summary>
    public int CellCount(int property)
    {
        return PropertyLength(property) / 4;
    }

    /// <summary>One 32-bit cell of a value.</summary>
    public uint Cell(int property, int index)
    {
        if (index < 0 || index >= CellCount(property)) { throw new ArgumentOutOfRangeException("index"); }
        return TreeScanner.Word(_blob, property + 12 + index * 4);
    }

    /// <summary>Number of strings in a value, or 0 when it is no list of strings: one that ends with a 0.</summary>
    public int StringCount(int property)
    {
        int length = PropertyLength(property);
        int start = property + 12;
        if (_blob[start + length - 1] != 0) { return 0; }
        int count = 0;
        for (int i = 0; i < length; i++)
        {
            if (_blob[start + i] == 0) { count++; }
        }
        return count;
    }

    /// <summary>One string of a list of strings.</summary>
    public string StringAt(int property, int index)
    {
        int text = StringOffset(property, index);
        if (text == None) { throw new ArgumentOutOfRangeException("index"); }
        return Text(text);
    }

    /// <summary>Where in the blob one string of a list begins, or <see cref="None"/>.</summary>
    public int StringOffset(int property, int index)
    {
        if (index < 0 || index >= StringCount(property)) { return None; }
        int at = property + 12;
        for (int i = 0; i < index; i++) { at += TextLength(at) + 1; }
        return at;
    }

    /// <summary>Position of a string in a list of strings, or -1.</summary>
    public int IndexOfString(int property, string text)
    {
        int count = StringCount(property);
        int at = property + 12;
        for (int i = 0; i < count; i++)
        {
            if (Begins(at, text) && _blob[at + text.Length] == 0) { return i; }
            at += TextLength(at) + 1;
        }
        return -1;
    }

    /// <summary>Whether a node's "compatible" lists a name.</summary>
    public bool IsCompatible(int node, string name)
    {
        int property = FindProperty(node, "compatible");
        return property != None && IndexOfString(property, name) >= 0;
    }

    /// <summary>Whether a node itself is in use: its "status" is absent, "okay" or "ok".</summary>
    public bool IsEnabled(int node)
    {
        int property = FindProperty(node, "status");
        if (property == None || PropertyLength(property) == 0) { return true; }
        return IndexOfString(property, "okay") == 0 || IndexOfString(property, "ok") == 0;
    }

    internal static bool IsPhandleName(byte[] blob, int offset)
    {
        return Equal(blob, offset, "phandle") || Equal(blob, offset, "linux,phandle");
    }

    internal int TextLength(int offset)
    {
        int end = offset;
        while (_blob[end] != 0) { end++; }
        return end - offset;
    }

    private static bool Equal(byte[] blob, int offset, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (blob[offset + i] != text[i]) { return false; }
        }
        return blob[offset + text.Length] == 0;
    }

    private bool Begins(int offset, string text)
    {
        // A byte of 0 ends the comparison before the end of the blob does.
        for (int i = 0; i < text.Length; i++)
        {
            if (_blob[offset + i] != text[i] || text[i] == 0) { return false; }
        }
        return true;
    }

    private int NameOffset(int property)
    {
        return _strings + (int)TreeScanner.Word(_blob, property + 8);
    }

    private string Text(int offset)
    {
        char[] text = new char[TextLength(offset)];
        for (int i = 0; i < text.Length; i++) { text[i] = (char)_blob[offset + i]; }
        return new string(text);
    }

    private ulong Word64(int offset)
    {
        return ((ulong)TreeScanner.Word(_blob, offset) << 32) | TreeScanner.Word(_blob, offset + 4);
    }

    private int PropertyFrom(int at)
    {
        int depth = 0;
        while (true)
        {
            uint token = TreeScanner.Word(_blob, at);
            switch (token)
            {
                case TreeScanner.Property:
                    if (depth == 0) { return at; }
                    at += 12 + ((PropertyLength(at) + 3) & ~3);
                    break;
                case TreeScanner.BeginNode:
                    // Properties come before children in what compilers write; only a tree that breaks the habit pays for it.
                    if (!_hasLateProperties) { return None; }
                    depth++;
                    at += 4 + ((TextLength(at + 4) + 4) & ~3);
                    break;
                case TreeScanner.EndNode:
                    if (depth == 0) { return None; }
                    depth--;
                    at += 4;
                    break;
                default:
                    at += 4;
                    break;
            }
        }
    }
}
