using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>Walks over a property of phandles with arguments ("clocks", "interrupts-extended", "mboxes" ...), entry by entry.</summary>
public sealed class PhandleList
{
    private readonly TreeNode _node;
    private readonly string _property;
    private readonly string _cellsProperty;
    private readonly int _found;
    private readonly int _count;
    private int _at;
    private int _entry = -1;
    private int _supplier = FlattenedTree.None;
    private int _argument;
    private int _argumentCount;
    private string _fault;

    /// <summary>
    /// Starts before the first entry. The supplier's <paramref name="cellsProperty"/> ("#clock-cells") says how many arguments follow; null means none.
    /// </summary>
    public PhandleList(TreeNode node, string property, string cellsProperty)
    {
        _node = node;
        _property = property;
        _cellsProperty = cellsProperty;
        _found = node.Tree.FindProperty(node.Index, property);
        _count = _found == FlattenedTree.None ? 0 : node.Tree.CellCount(_found);
    }

    /// <summary>Position of the current entry.</summary>
    public int Entry
    {
        get { return _entry; }
    }

    /// <summary>Node of the current entry's supplier; <see cref="FlattenedTree.None"/> for an empty entry (phandle 0).</summary>
    public int Supplier
    {
        get { return _supplier; }
    }

    /// <summary>What was expected where the walk stopped early, or null.</summary>
    public string Fault
    {
        get { return _fault; }
    }

    /// <summary>Arguments of the current entry.</summary>
    public uint[] Arguments()
    {
        uint[] arguments = new uint[_argumentCount];
        for (int i = 0; i < _argumentCount; i++) { arguments[i] = _node.Tree.Cell(_found, _argument + i); }
        return arguments;
    }

    /// <summary>Goes to the next entry; false at the end and at a malformed entry, which <see cref="Fault"/> explains.</summary>
    public bool Next()
    {
        if (_fault != null || _at >= _count) { return false; }
        FlattenedTree tree = _node.Tree;
        _entry++;
        uint phandle = tree.Cell(_found, _at++);
        _supplier = FlattenedTree.None;
        _argument = _at;
        _argumentCount = 0;
        if (phandle == 0) { return true; }
        _supplier = tree.NodeByPhandle(phandle);
        if (_supplier == FlattenedTree.None)
        {
            return Stop("a phandle of a node in entry " + _entry.ToString() + ", found 0x" + phandle.ToString("x"));
        }
        if (_cellsProperty == null) { return true; }
        int cells = tree.FindProperty(_supplier, _cellsProperty);
        if (cells == FlattenedTree.None || tree.PropertyLength(cells) != 4)
        {
            return Stop("a supplier with " + _cellsProperty + " in entry " + _entry.ToString() + ", found " + tree.Path(_supplier));
        }
        uint count = tree.Cell(cells, 0);
        if (count > (uint)(_count - _at))
        {
            return Stop(count.ToString() + " arguments after the phandle of entry " + _entry.ToString() + ", found " + (_count - _at).ToString());
        }
        _argumentCount = (int)count;
        _at += _argumentCount;
        return true;
    }

    /// <summary>Goes to an entry by its position.</summary>
    /// <exception cref="ProbeException">There is no such entry, it is empty, or one before it is malformed.</exception>
    public void Seek(int index)
    {
        if (index < _entry)
        {
            _entry = -1;
            _at = 0;
        }
        while (_entry < index)
        {
            if (!Next())
            {
                throw _node.Error(_property, _fault != null ? _fault : (index + 1).ToString() + " entries, found " + (_entry + 1).ToString());
            }
        }
        if (_supplier == FlattenedTree.None) { throw _node.Error(_property, "a phandle in entry " + index.ToString() + ", found 0"); }
    }

    private bool Stop(string fault)
    {
        _fault = fault;
        return false;
    }
}
