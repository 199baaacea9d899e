using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>The decoded members of a node in order: properties, then children; a child takes the place of a property of its name.</summary>
internal sealed class NodeMembers
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, Instance> _values = new(StringComparer.Ordinal);

    public NodeMembers(Node node)
    {
        Node = node;
    }

    public Node Node { get; }

    public IReadOnlyList<string> Names => _names;

    public Instance? Find(string name) => _values.GetValueOrDefault(name);

    public Instance this[string name] => _values[name];

    public void Set(string name, Instance value)
    {
        if (!_values.ContainsKey(name))
        {
            _names.Add(name);
        }
        _values[name] = value;
    }

    public void Remove(string name)
    {
        if (_values.Remove(name))
        {
            _names.Remove(name);
        }
    }
}
