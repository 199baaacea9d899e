using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>The decoded members of a node in order: properties, then children; a child takes the place of a property of its name.</summary>
internal sealed class NodeMembers
{
    // Most nodes have fewer members; a table for each would be most of the memory of a large tree.
    private const int IndexThreshold = 8;

    private readonly List<string> _names = [];
    private readonly List<Instance> _values = [];
    private Dictionary<string, int>? _index;

    public NodeMembers(Node node)
    {
        Node = node;
    }

    public Node Node { get; }

    public List<string> Names => _names;

    public Instance? Find(string name) => IndexOf(name) is >= 0 and var index ? _values[index] : null;

    public Instance this[string name] => Find(name) ?? throw new KeyNotFoundException(name);

    public void Set(string name, Instance value)
    {
        int index = IndexOf(name);
        if (index >= 0)
        {
            _values[index] = value;
            return;
        }
        _names.Add(name);
        _values.Add(value);
        if (_index is not null)
        {
            _index.Add(name, _names.Count - 1);
        }
        else if (_names.Count > IndexThreshold)
        {
            Index();
        }
    }

    public void Remove(string name)
    {
        int index = IndexOf(name);
        if (index < 0)
        {
            return;
        }
        _names.RemoveAt(index);
        _values.RemoveAt(index);
        if (_index is not null)
        {
            Index();
        }
    }

    private int IndexOf(string name)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(name, out int index) ? index : -1;
        }
        for (int i = 0; i < _names.Count; i++)
        {
            if (string.Equals(_names[i], name))
            {
                return i;
            }
        }
        return -1;
    }

    private void Index()
    {
        _index = new Dictionary<string, int>(_names.Count, StringComparer.Ordinal);
        for (int i = 0; i < _names.Count; i++)
        {
            _index.Add(_names[i], i);
        }
    }
}
