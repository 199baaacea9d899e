using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Finds the bindings of a node: by its compatibles, and by the selects that look at other things.</summary>
internal static class NodeBindings
{
    /// <summary>The bindings of one node of a tree that is not being validated.</summary>
    public static IReadOnlyList<BindingFile> Of(BindingSet set, Node node)
    {
        var decoder = new ValueDecoder(set.Types, new DecodeFindings());
        Instance instance = Instance.Of(node);
        string name = node.Parent is null ? "/" : node.Name;
        foreach (Property property in node.Properties)
        {
            instance.Members!.Set(property.Name, decoder.Decode(name, property));
        }
        foreach (Node child in node.Children)
        {
            instance.Members!.Set(child.Name, Instance.Of(child));
        }
        instance.Members!.Set("$nodename", Instance.Of([Instance.Of(name, 0)], 0));
        List<BindingFile> found = Select(set, new RuleEvaluator(new UndecidedRules([]), Limits.Steps), instance, likeDtSchema: false);
        return [.. found.Where(file => !file.IsForEveryNode), .. found.Where(file => file.IsForEveryNode)];
    }

    /// <summary>The bindings that accept a decoded node, in the order of loading.</summary>
    public static List<BindingFile> Select(BindingSet set, RuleEvaluator evaluator, Instance node, bool likeDtSchema)
    {
        var found = new List<BindingFile>();
        var listed = new HashSet<BindingFile>();
        Instance? compatible = node.Member("compatible");
        if (compatible is { IsList: true })
        {
            foreach (Instance each in compatible.Items)
            {
                if (each.Kind == InstanceKind.String)
                {
                    found.AddRange(set.ListedFor(each.Text).Where(listed.Add));
                }
            }
        }
        else if (compatible is not null && likeDtSchema)
        {
            // "contains" accepts whatever is no list, so an empty compatible is selected by every binding.
            found.AddRange(set.SelectedByCompatible);
        }
        foreach (BindingFile file in set.SelectedByRule)
        {
            if (file.IsForEveryNode || evaluator.Selects(set.SelectOf(file), node))
            {
                found.Add(file);
            }
        }
        found.Sort((a, b) => a.Index.CompareTo(b.Index));
        return found;
    }
}
