using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Decodes a whole tree for validating: types first, then rows by what other nodes say (address and size cells of parents,
/// cells of providers).
/// </summary>
internal sealed class TreeDecoder
{
    private readonly ValueDecoder _values;
    private readonly Dictionary<uint, NodeMembers> _phandles = [];
    private readonly HashSet<string> _openReferences = new(StringComparer.Ordinal);

    private TreeDecoder(PropertyTypes types, CompatDeviation compat)
    {
        _values = new ValueDecoder(types, Findings, compat);
    }

    private DecodeFindings Findings { get; } = new();

    public static Instance Decode(DeviceTreeDocument tree, PropertyTypes types, CompatDeviation compat, out DecodeFindings findings)
    {
        var decoder = new TreeDecoder(types, compat);
        Instance root = decoder.ReadNode(tree.Root, "/", 0)!;
        var splitter = new RowSplitter(types, decoder._phandles, decoder._openReferences, decoder.Findings)
        {
            IsPlugin = tree.IsPlugin || tree.Root.FindChild("__fixups__") is not null,
            Compat = compat,
        };
        splitter.Split(root);
        findings = decoder.Findings;
        return root;
    }

    private Instance? ReadNode(Node node, string name, int depth)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            CollectOpenReferences(node, name);
            return null;
        }
        Findings.NodeCount++;
        Instance instance = Instance.Of(node);
        NodeMembers members = instance.Members!;
        foreach (Property property in node.Properties)
        {
            Instance value = _values.Decode(name, property);
            members.Set(property.Name, value);
            if (property.Name == "phandle" && value.IsList && value.Items[0] is { IsList: true } row)
            {
                _phandles[(uint)row.Items[0].Number] = members;
            }
        }
        if (depth == Limits.TreeDepth)
        {
            if (node.Children.Count > 0)
            {
                Findings.Diagnostics.Add(new Diagnostic("DT3028", DiagnosticSeverity.Error, $"{node.Path} is {Limits.TreeDepth} levels deep; what lies below is not checked")
                {
                    Span = node.NameSpan,
                    NodePath = node.Path,
                });
            }
            return instance;
        }
        foreach (Node child in node.Children)
        {
            if (ReadNode(child, child.Name, depth + 1) is { } decoded)
            {
                members.Set(child.Name, decoded);
            }
        }
        return instance;
    }

    private void CollectOpenReferences(Node node, string name)
    {
        if (name == "__fixups__")
        {
            foreach (Property property in node.Properties)
            {
                if (_values.Decode(name, property) is { IsList: true } places)
                {
                    _openReferences.UnionWith(places.Items.Select(place => place.Text));
                }
            }
        }
        else if (name == "__local_fixups__")
        {
            CollectLocal(node, "", 0);
        }
    }

    private void CollectLocal(Node node, string path, int depth)
    {
        foreach (Property property in node.Properties)
        {
            for (int i = 0; i < property.CellCount; i++)
            {
                _openReferences.Add(path + ":" + property.Name + ":" + property.CellAt(i));
            }
        }
        if (depth < Limits.TreeDepth)
        {
            foreach (Node child in node.Children)
            {
                CollectLocal(child, path + "/" + child.Name, depth + 1);
            }
        }
    }
}
