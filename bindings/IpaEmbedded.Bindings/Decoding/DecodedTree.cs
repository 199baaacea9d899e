using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>A tree as its validation reads it: the numbers of a property in the entries that types, parents and providers make of them.</summary>
public sealed class DecodedTree
{
    private readonly Dictionary<Node, NodeMembers> _members = [];

    private DecodedTree(Instance root)
    {
        Collect(root.Members!);
    }

    /// <summary>Reads every property of a tree by the types that the bindings give.</summary>
    public static DecodedTree Of(DeviceTreeDocument tree, BindingSet set, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        lock (set.Memory)
        {
            return new DecodedTree(TreeDecoder.Decode(tree, set.Types, (options ?? new ValidationOptions()).Compat, out _));
        }
    }

    /// <summary>The entries of a property of 32-bit numbers; null if the node does not have it, or it holds something else.</summary>
    public IReadOnlyList<uint[]>? EntriesOf(Node node, string property)
    {
        if (_members.GetValueOrDefault(node)?.Find(property) is not { IsList: true } value
            || !value.Items.TrueForAll(row => row.IsList && row.Items.TrueForAll(each => each.Kind == InstanceKind.Integer && each.Width == 32)))
        {
            return null;
        }
        return [.. value.Items.Select(row => row.Items.Select(each => (uint)(each.Number & uint.MaxValue)).ToArray())];
    }

    private void Collect(NodeMembers members)
    {
        _members.Add(members.Node, members);
        foreach (string name in members.Names)
        {
            if (members[name] is { IsNode: true } child)
            {
                Collect(child.Members!);
            }
        }
    }
}
