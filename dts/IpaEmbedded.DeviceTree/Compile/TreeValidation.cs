namespace IpaEmbedded.DeviceTree;

/// <summary>
/// The first walk over a parsed tree: reports what makes it unusable (dtc's error-level checks), drops what was deleted,
/// and notes the phandles that the source gives. Works on trees from text and from blobs.
/// </summary>
/// <param name="labels">About how many labels there are.</param>
/// <param name="checks">Says how findings count.</param>
internal sealed class TreeValidation(DiagnosticBag diagnostics, Func<string, Node?> resolve, int labels, CheckOptions checks)
{
    private readonly DiagnosticBag _diagnostics = diagnostics;
    private readonly Func<string, Node?> _resolve = resolve;
    private readonly Dictionary<string, (Node Node, Property? Property)> _labels = new(labels, StringComparer.Ordinal);

    /// <summary>Phandles that the source states, each with its node.</summary>
    public Dictionary<int, Node> Phandles { get; } = new(PhandleComparer.Instance);

    /// <summary>Nodes all of whose children were deleted; for dtc's checks they still are parents.</summary>
    public HashSet<Node> Emptied { get; } = [];

    /// <summary>Names of the checks that found something, whether or not that is reported.</summary>
    public HashSet<string> Failed { get; } = new(StringComparer.Ordinal);

    public void Run(Node node)
    {
        CheckChildren(node);
        CheckProperties(node);
        foreach (Node child in node.ChildList)
        {
            Run(child);
        }
    }

    private void CheckChildren(Node node)
    {
        List<Node> children = node.ChildList;
        if (children.Count == 0)
        {
            return;
        }
        bool deleted = false;
        Dictionary<string, Node>? seen = children.Count > 8 ? new Dictionary<string, Node>(children.Count, StringComparer.Ordinal) : null;
        for (int i = children.Count - 1; i >= 0; i--)
        {
            Node child = children[i];
            deleted |= child.Deleted;
            Node? next = seen is null ? FindBehind(children, i) : seen.GetValueOrDefault(child.Name);
            if (next is not null && !child.Deleted)
            {
                ReportDuplicate(child, next);
            }
            if (seen is not null)
            {
                seen[child.Name] = child;
            }
        }
        if (deleted)
        {
            node.RemoveDeletedChildren(Emptied);
        }
    }

    private static Node? FindBehind(List<Node> children, int index)
    {
        string name = children[index].Name;
        for (int i = index + 1; i < children.Count; i++)
        {
            if (children[i].Name == name)
            {
                return children[i];
            }
        }
        return null;
    }

    private void ReportDuplicate(Node child, Node other)
    {
        string message = other.Deleted
            ? $"node '{child.Name}' is defined and deleted in the same body"
            : $"node '{child.Name}' is defined twice in the same body";
        RelatedLocation[] related = other.Deleted ? [] : [new RelatedLocation("first defined here", child.NameSpan, child.ShownPath)];
        Add(DiagnosticIds.DuplicateNode, "duplicate_node_names", message, other.Deleted ? child : other, null, related);
    }

    private void CheckProperties(Node node)
    {
        if (node.Parent is not null)
        {
            CheckNodeName(node);
        }
        AddLabels(node, null, node.LabelList);
        List<Property> properties = node.PropertyList;
        bool deleted = false;
        Dictionary<string, Property>? seen = properties.Count > 24 ? new Dictionary<string, Property>(properties.Count, StringComparer.Ordinal) : null;
        for (int i = 0; i < properties.Count; i++)
        {
            Property property = properties[i];
            if (property.Deleted)
            {
                deleted = true;
                continue;
            }
            Property? first = seen is null ? FindBefore(properties, i) : seen.GetValueOrDefault(property.Name);
            if (first is not null)
            {
                ReportDuplicate(node, property, first);
            }
            seen?.TryAdd(property.Name, property);
            if (!IsMadeOf(property.Name, ",._+*#?-"))
            {
                Add(DiagnosticIds.PropertyNameCharacters, "property_name_chars",
                    $"property name '{property.Name}' has a character other than letters, digits and , . _ + * # ? -", node, property);
            }
            AddLabels(node, property, property.LabelList);
            AddMarkerLabels(node, property);
            if (property.Name == "name")
            {
                deleted |= CheckName(node, property);
            }
            else if (property.Name is "phandle" or "linux,phandle")
            {
                CheckPhandle(node, property);
            }
        }
        if (deleted)
        {
            properties.RemoveAll(static property => property.Deleted);
            node.ForgetIndexes();
        }
    }

    private void ReportDuplicate(Node node, Property property, Property first) =>
        AddFor(first, DiagnosticIds.DuplicateProperty, "duplicate_property_names", $"property '{property.Name}' is given twice in the same body", node, property,
            new RelatedLocation("first given here", first.Span, node.ShownPath));

    private static Property? FindBefore(List<Property> properties, int index)
    {
        string name = properties[index].Name;
        for (int i = 0; i < index; i++)
        {
            if (!properties[i].Deleted && properties[i].Name == name)
            {
                return properties[i];
            }
        }
        return null;
    }

    private void CheckNodeName(Node node)
    {
        ReadOnlySpan<char> name = node.Name;
        if (!IsMadeOf(name, ",._+-@"))
        {
            Add(DiagnosticIds.NodeNameCharacters, "node_name_chars",
                $"node name '{node.Name}' has a character other than letters, digits and , . _ + - @", node, null);
        }
        else if (name.Count('@') > 1)
        {
            Add(DiagnosticIds.NodeNameFormat, "node_name_format", $"node name '{node.Name}' has more than one '@'", node, null);
        }
    }

    private bool CheckName(Node node, Property property)
    {
        if (!property.TryGetString(out string text))
        {
            Add(DiagnosticIds.NameProperty, "name_is_string", "property 'name' is not one string", node, property);
            return false;
        }
        if (text != node.BaseName)
        {
            AddFor(null, DiagnosticIds.NameProperty, "name_properties", $"property 'name' is \"{text}\" but the node's name is '{node.BaseName}'", node, property);
            return false;
        }
        property.Deleted = checks.Runs("name_properties");
        return property.Deleted;
    }

    private void CheckPhandle(Node node, Property property)
    {
        if (property.Length != 4)
        {
            Add(DiagnosticIds.ExplicitPhandle, "explicit_phandles", $"property '{property.Name}' has {property.Length} bytes; a phandle has 4", node, property);
            return;
        }
        if (property.MarkerList is not null)
        {
            foreach (PropertyMarker marker in property.MarkerList)
            {
                if (marker.Kind != MarkerKind.PhandleReference)
                {
                    continue;
                }
                if (!ReferenceEquals(_resolve(marker.Text), node))
                {
                    AddFor(null, DiagnosticIds.ExplicitPhandle, "explicit_phandles",
                        $"property '{property.Name}' refers to another node; only a reference to its own node is allowed", node, property);
                }
                return;
            }
        }
        uint value = property.CellAt(0);
        if (value is 0 or 0xffffffff)
        {
            Add(DiagnosticIds.ExplicitPhandle, "explicit_phandles", $"property '{property.Name}' is 0x{value:x}, which no node can have", node, property);
            return;
        }
        if (node.Phandle != 0 && node.Phandle != value)
        {
            AddFor(null, DiagnosticIds.ExplicitPhandle, "explicit_phandles", "properties 'phandle' and 'linux,phandle' differ", node, property);
            return;
        }
        if (!Phandles.TryAdd((int)value, node) && !ReferenceEquals(Phandles[(int)value], node))
        {
            Node first = Phandles[(int)value];
            AddFor(null, DiagnosticIds.ExplicitPhandle, "explicit_phandles", $"phandle 0x{value:x} is already the phandle of {first.ShownPath}", node, property,
                new RelatedLocation("first given here", (first.FindProperty("phandle") ?? first.FindProperty("linux,phandle"))?.Span, first.ShownPath));
            return;
        }
        node.Phandle = value;
    }

    private void AddLabels(Node node, Property? property, LabelList? labels)
    {
        if (labels is null)
        {
            return;
        }
        foreach (string label in labels.Live)
        {
            AddLabel(label, node, property);
        }
    }

    private void AddMarkerLabels(Node node, Property property)
    {
        if (property.MarkerList is null)
        {
            return;
        }
        foreach (PropertyMarker marker in property.MarkerList)
        {
            if (marker.Kind == MarkerKind.Label)
            {
                AddLabel(marker.Text, node, property);
            }
        }
    }

    private void AddLabel(string label, Node node, Property? property)
    {
        if (_labels.TryAdd(label, (node, property)))
        {
            return;
        }
        (Node firstNode, Property? firstProperty) = _labels[label];
        AddFor(null, DiagnosticIds.DuplicateLabel, "duplicate_label", $"label '{label}' is already in use", node, property,
            new RelatedLocation("first used here", firstProperty is null ? firstNode.NameSpan : firstProperty.Span, firstNode.ShownPath));
    }

    private void Add(string id, string check, string message, Node node, Property? property, params RelatedLocation[] related) =>
        AddFor(property, id, check, message, node, property, related);

    /// <summary>The same where dtc tells another property than the one where the finding is shown, or only the node.</summary>
    private void AddFor(Property? subject, string id, string check, string message, Node node, Property? property, params RelatedLocation[] related)
    {
        Failed.Add(check);
        if (checks.SeverityOf(check) is { } severity)
        {
            _diagnostics.Add(new Diagnostic(id, severity, message)
            {
                Span = property is null ? node.NameSpan : property.Span,
                NodePath = node.ShownPath,
                Property = property?.Name,
                SubjectNode = node,
                SubjectProperty = subject,
                Check = check,
                Related = related,
            });
        }
    }

    private static bool IsMadeOf(ReadOnlySpan<char> name, string others)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !others.Contains(c))
            {
                return false;
            }
        }
        return true;
    }
}
