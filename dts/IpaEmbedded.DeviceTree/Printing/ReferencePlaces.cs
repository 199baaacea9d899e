using System.Globalization;

namespace IpaEmbedded.DeviceTree;

/// <summary>Which cells of a tree that was read from a blob are references, and how they can be written.</summary>
internal sealed class ReferencePlaces(DeviceTreeDocument tree)
{
    private readonly Dictionary<Property, SortedDictionary<int, string>> _places = [];
    private readonly Dictionary<Node, List<string>> _labels = [];
    private readonly DeviceTreeDocument _tree = tree;
    private long _pathBytes;

    public IReadOnlyList<string> LabelsOf(Node node) => _labels.TryGetValue(node, out List<string>? labels) ? labels : [];

    public SortedDictionary<int, string>? PlacesOf(Property property) => _places.GetValueOrDefault(property);

    /// <summary>Takes the labels of <c>__symbols__</c>.</summary>
    public void AddSymbols()
    {
        if (_tree.Root.FindChild("__symbols__") is not { } symbols)
        {
            return;
        }
        foreach (Property symbol in symbols.Properties)
        {
            if (symbol.TryGetString(out string path) && _tree.FindByPath(path) is { } node && IsLabel(symbol.Name))
            {
                if (!_labels.TryGetValue(node, out List<string>? labels))
                {
                    _labels[node] = labels = [];
                }
                labels.Add(symbol.Name);
            }
        }
    }

    /// <summary>Takes the cells that well-known properties use for phandles, where the target has a label.</summary>
    public void AddKnownProperties()
    {
        foreach (Node node in _tree.Nodes())
        {
            foreach (Property property in node.Properties)
            {
                foreach (int place in ReferenceRules.PlacesOf(property, _tree))
                {
                    AddLabelled(property, place);
                }
            }
        }
    }

    /// <summary>Takes the places that an overlay's fixups name; false if one of them does not fit.</summary>
    public bool AddFixups()
    {
        if (_tree.Root.FindChild("__fixups__") is { } fixups)
        {
            foreach (Property fixup in fixups.Properties)
            {
                string reference = fixup.Name.StartsWith('/') ? "&{" + fixup.Name + "}" : "&" + fixup.Name;
                if (!fixup.TryGetStrings(out string[] places))
                {
                    return false;
                }
                foreach (string place in places)
                {
                    string[] parts = place.Split(':');
                    if (parts.Length != 3 || _tree.FindByPath(parts[0])?.FindProperty(parts[1]) is not { } property ||
                        !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out int offset) || offset > property.Length - 4)
                    {
                        return false;
                    }
                    Add(property, offset, reference);
                }
            }
        }
        return _tree.Root.FindChild("__local_fixups__") is not { } local || AddLocal(local, _tree.Root);
    }

    private static bool IsLabel(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private bool AddLocal(Node fixups, Node node)
    {
        if (!AddLocalCells(fixups, node))
        {
            return false;
        }
        for (int i = 0; i < fixups.ChildList.Count; i++)
        {
            if (node.FindChild(fixups.ChildList[i].Name) is not { } partner || !AddLocal(fixups.ChildList[i], partner))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Those of one node; apart from <see cref="AddLocal"/>, which is on the stack once for each level.</summary>
    private bool AddLocalCells(Node fixups, Node node)
    {
        foreach (Property fixup in fixups.Properties)
        {
            if (node.FindProperty(fixup.Name) is not { } property)
            {
                return false;
            }
            for (int i = 0; i < fixup.CellCount; i++)
            {
                int offset = (int)fixup.CellAt(i);
                if (offset < 0 || offset > property.Length - 4 || _tree.FindByPhandle(property.UInt32At(offset)) is not { } target)
                {
                    return false;
                }
                if (LabelsOf(target).Count > 0)
                {
                    Add(property, offset, "&" + LabelsOf(target)[0]);
                    continue;
                }
                _pathBytes += target.Path.Length;
                if (_pathBytes > Limits.WrittenPaths)
                {
                    return false;
                }
                Add(property, offset, "&{" + target.Path + "}");
            }
        }
        return true;
    }

    private void AddLabelled(Property property, int offset)
    {
        uint phandle = property.UInt32At(offset);
        if (phandle is not (0 or 0xffffffff) && _tree.FindByPhandle(phandle) is { } node && LabelsOf(node).Count > 0)
        {
            Add(property, offset, "&" + LabelsOf(node)[0]);
        }
    }

    private void Add(Property property, int offset, string reference)
    {
        if (!_places.TryGetValue(property, out SortedDictionary<int, string>? places))
        {
            _places[property] = places = [];
        }
        places[offset] = reference;
    }
}
