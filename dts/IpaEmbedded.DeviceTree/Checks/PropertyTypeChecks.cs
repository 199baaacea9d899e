namespace IpaEmbedded.DeviceTree;

/// <summary>A property is exactly one 32-bit cell.</summary>
internal sealed class SingleCellCheck(string id, string name, string property)
    : PropertyCheck(id, name, property, $"'{property}' is one cell.")
{
    protected override void Check(CheckContext context, Property each)
    {
        if (each.Length != 4)
        {
            context.Report(each.Node, each, $"'{each.Name}' has {each.Length} bytes; it must be one cell of 4");
        }
    }
}

/// <summary>A property is exactly one string.</summary>
internal sealed class StringCheck(string id, string name, string property)
    : PropertyCheck(id, name, property, $"'{property}' is one string.")
{
    internal static bool IsOneString(Property property) => property.Length > 0 && property.Value.IndexOf((byte)0) == property.Length - 1;

    protected override void Check(CheckContext context, Property each)
    {
        if (!IsOneString(each))
        {
            context.Report(each.Node, each, $"'{each.Name}' must be one string that ends in a zero byte");
        }
    }
}

/// <summary>A property, or every one that ends in -names, is a list of strings.</summary>
internal sealed class StringListCheck(string id, string name, string? property)
    : TreeCheck(id, name, property is null ? "Properties whose name ends in '-names' are lists of strings." : $"'{property}' is a list of strings.")
{
    internal override void Run(CheckContext context)
    {
        foreach (Property each in property is null ? context.NameLists : context.With(property))
        {
            if (each.Length > 0 && each.Value[^1] != 0)
            {
                context.Report(each.Node, each, $"'{each.Name}' must be a list of strings; the last one does not end in a zero byte");
            }
        }
    }
}

/// <summary>A property and a child of one node have different names.</summary>
internal sealed class NodeNameVersusPropertyNameCheck(string id, string name)
    : TreeCheck(id, name, "A property and a child node do not share a name.", "node_name_chars")
{
    internal override void Run(CheckContext context)
    {
        foreach (Node parent in context.Parents)
        {
            if (parent.PropertyList.Count == 0)
            {
                continue;
            }
            foreach (Node child in parent.ChildList)
            {
                if (parent.FindProperty(child.Name) is { } property)
                {
                    context.Report(child, $"node '{child.Name}' has the name of a property of its parent", new RelatedLocation("the property is here", property.Span, parent.ShownPath));
                }
            }
        }
    }
}

/// <summary>Names hold only letters, digits, comma and dash.</summary>
internal sealed class StrictNameCheck(string id, string name, bool properties)
    : NodeCheck(id, name, properties ? "Property names hold only letters, digits, ',' and '-'." : "Node names hold only letters, digits, ',' and '-'.")
{
    protected override void Check(CheckContext context, Node node)
    {
        if (!properties)
        {
            if (!IsStrict(node.BaseNameSpan, 0))
            {
                context.Report(node, $"node name '{node.BaseName}' has a character other than letters, digits, ',' and '-'");
            }
            return;
        }
        foreach (Property property in node.PropertyList)
        {
            if (property.Name is "device_type" || IsStrict(property.Name, property.Name.StartsWith('#') ? 1 : 0))
            {
                continue;
            }
            context.Report(node, property, $"property name '{property.Name}' has a character other than letters, digits, ',' and '-'");
        }
    }

    private static bool IsStrict(ReadOnlySpan<char> name, int from)
    {
        for (int i = from; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i]) && name[i] is not (',' or '-'))
            {
                return false;
            }
        }
        return true;
    }
}

/// <summary>Always reports; for trying out switches.</summary>
internal sealed class AlwaysFailCheck(string id, string name)
    : NodeCheck(id, name, "Never satisfied; for trying out switches.")
{
    protected override void Check(CheckContext context, Node node) => context.Report(node, "always_fail is switched on");
}
