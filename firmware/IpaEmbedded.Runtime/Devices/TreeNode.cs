using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>One node of the device tree as a driver reads it: typed values, and errors that quote node and property.</summary>
public sealed class TreeNode
{
    private readonly FlattenedTree _tree;
    private readonly int _index;

    /// <summary>Creates the view of one node.</summary>
    public TreeNode(FlattenedTree tree, int index)
    {
        _tree = tree;
        _index = index;
    }

    /// <summary>The tree.</summary>
    public FlattenedTree Tree
    {
        get { return _tree; }
    }

    /// <summary>Number of the node in the tree.</summary>
    public int Index
    {
        get { return _index; }
    }

    /// <summary>Full path.</summary>
    public string Path
    {
        get { return _tree.Path(_index); }
    }

    /// <summary>Name with unit address.</summary>
    public string Name
    {
        get { return _tree.Name(_index); }
    }

    /// <summary>Whether the node has a property, whatever its value.</summary>
    public bool HasProperty(string property)
    {
        return _tree.FindProperty(_index, property) != FlattenedTree.None;
    }

    /// <summary>Whether "compatible" lists a name.</summary>
    public bool IsCompatible(string name)
    {
        return _tree.IsCompatible(_index, name);
    }

    /// <summary>Value of a property of one cell.</summary>
    /// <exception cref="ProbeException">It is missing or not one cell long.</exception>
    public uint Cell(string property)
    {
        int found = _tree.FindProperty(_index, property);
        if (found == FlattenedTree.None || _tree.PropertyLength(found) != 4) { throw Error(property, "one cell"); }
        return _tree.Cell(found, 0);
    }

    /// <summary>Value of a property of one cell, or a value of the caller's choice when there is no such property.</summary>
    /// <exception cref="ProbeException">It is not one cell long.</exception>
    public uint Cell(string property, uint absent)
    {
        return HasProperty(property) ? Cell(property) : absent;
    }

    /// <summary>All cells of a property; empty when there is no such property.</summary>
    /// <exception cref="ProbeException">Its length is not a multiple of 4.</exception>
    public uint[] Cells(string property)
    {
        int found = _tree.FindProperty(_index, property);
        if (found == FlattenedTree.None) { return new uint[0]; }
        if (_tree.PropertyLength(found) % 4 != 0) { throw Error(property, "whole cells"); }
        uint[] cells = new uint[_tree.CellCount(found)];
        for (int i = 0; i < cells.Length; i++) { cells[i] = _tree.Cell(found, i); }
        return cells;
    }

    /// <summary>All pairs of cells of a property as 64-bit numbers; empty when there is no such property.</summary>
    /// <exception cref="ProbeException">Its length is not a multiple of 8.</exception>
    public ulong[] CellPairs(string property)
    {
        uint[] cells = Cells(property);
        if (cells.Length % 2 != 0) { throw Error(property, "pairs of cells"); }
        ulong[] pairs = new ulong[cells.Length / 2];
        for (int i = 0; i < pairs.Length; i++) { pairs[i] = ((ulong)cells[i * 2] << 32) | cells[i * 2 + 1]; }
        return pairs;
    }

    /// <summary>Value of a property that is one string.</summary>
    /// <exception cref="ProbeException">It is missing or not a string.</exception>
    public string String(string property)
    {
        int found = _tree.FindProperty(_index, property);
        if (found == FlattenedTree.None || _tree.StringCount(found) != 1) { throw Error(property, "one string"); }
        return _tree.StringAt(found, 0);
    }

    /// <summary>Value of a property that is one string, or a text of the caller's choice when there is no such property.</summary>
    /// <exception cref="ProbeException">It is not a string.</exception>
    public string String(string property, string absent)
    {
        return HasProperty(property) ? String(property) : absent;
    }

    /// <summary>All strings of a property; empty when there is no such property.</summary>
    /// <exception cref="ProbeException">It is not a list of strings.</exception>
    public string[] Strings(string property)
    {
        int found = _tree.FindProperty(_index, property);
        if (found == FlattenedTree.None) { return new string[0]; }
        int count = _tree.StringCount(found);
        if (count == 0) { throw Error(property, "a list of strings"); }
        string[] strings = new string[count];
        for (int i = 0; i < count; i++) { strings[i] = _tree.StringAt(found, i); }
        return strings;
    }

    /// <summary>Bytes of a property's value; null when there is no such property.</summary>
    public byte[] Bytes(string property)
    {
        int found = _tree.FindProperty(_index, property);
        if (found == FlattenedTree.None) { return null; }
        byte[] bytes = new byte[_tree.PropertyLength(found)];
        int start = _tree.PropertyOffset(found);
        for (int i = 0; i < bytes.Length; i++) { bytes[i] = _tree.Blob[start + i]; }
        return bytes;
    }

    /// <summary>Position of a name in a property that lists names, such as "clock-names"; -1 when it is not listed or there is no list.</summary>
    public int FindName(string namesProperty, string name)
    {
        int found = _tree.FindProperty(_index, namesProperty);
        return found == FlattenedTree.None ? -1 : _tree.IndexOfString(found, name);
    }

    /// <summary>Position of a name in a property that lists names.</summary>
    /// <exception cref="ProbeException">The name is not listed.</exception>
    public int IndexOfName(string namesProperty, string name)
    {
        int index = FindName(namesProperty, name);
        if (index < 0) { throw Error(namesProperty, "a name \"" + name + "\""); }
        return index;
    }

    /// <summary>Children that are in use, in the order of the tree.</summary>
    public TreeNode[] Children()
    {
        int count = 0;
        for (int child = _tree.FirstChild(_index); child != FlattenedTree.None; child = _tree.NextSibling(child))
        {
            if (_tree.IsEnabled(child)) { count++; }
        }
        TreeNode[] children = new TreeNode[count];
        int at = 0;
        for (int child = _tree.FirstChild(_index); child != FlattenedTree.None; child = _tree.NextSibling(child))
        {
            if (_tree.IsEnabled(child)) { children[at++] = new TreeNode(_tree, child); }
        }
        return children;
    }

    /// <summary>A child by name (the unit address may be left out), or null.</summary>
    public TreeNode Child(string name)
    {
        int child = _tree.FindChild(_index, name);
        return child == FlattenedTree.None ? null : new TreeNode(_tree, child);
    }

    /// <summary>The node above, or null for the root.</summary>
    public TreeNode Parent()
    {
        return _index == FlattenedTree.Root ? null : new TreeNode(_tree, _tree.Parent(_index));
    }

    /// <summary>An error about a property of this node, to be thrown.</summary>
    public ProbeException Error(string property, string expected)
    {
        return new ProbeException(Path, property, expected);
    }
}
