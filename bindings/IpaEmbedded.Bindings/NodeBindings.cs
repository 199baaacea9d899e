using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Finds the bindings of a node: by its compatibles, and by the selects that look at other things.</summary>
internal static class NodeBindings
{
    /// <summary>The bindings of one node of a tree that is not being validated.</summary>
    public static IReadOnlyList<BindingFile> Of(BindingSet set, Node node)
    {
        var decoder = new ValueDecoder(set.Types, new DecodeFindings(), CompatDeviation.None);
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
        List<BindingFile> found = Select(set, new RuleEvaluator(new UndecidedRules([]), Limits.Steps), instance, isUnreadableForAll: false);
        found.Sort(InOrder);
        return [.. found, .. set.ForEveryNode];
    }

    /// <summary>The bindings for the kind of a decoded node, and those for every node that may have something against it, in the order of loading.</summary>
    public static List<BindingFile> ToAsk(BindingSet set, RuleEvaluator evaluator, Instance node, bool isUnreadableForAll)
    {
        List<BindingFile> found = Select(set, evaluator, node, isUnreadableForAll);
        set.EveryNode.AddSuspects(found, evaluator, node);
        found.Sort(InOrder);
        return found;
    }

    private static List<BindingFile> Select(BindingSet set, RuleEvaluator evaluator, Instance node, bool isUnreadableForAll)
    {
        var found = new List<BindingFile>();
        Instance? compatible = node.Member("compatible");
        if (compatible is { IsList: true })
        {
            AddListed(found, set, compatible.Items);
        }
        else if (compatible is not null && isUnreadableForAll)
        {
            // "contains" accepts whatever is no list, so an empty compatible is selected by every binding.
            found.AddRange(set.SelectedByCompatible);
        }
        set.Selects.AddTo(found, evaluator, node);
        return found;
    }

    private static void AddListed(List<BindingFile> found, BindingSet set, List<Instance> compatibles)
    {
        HashSet<BindingFile>? listed = compatibles.Count > 1 ? [] : null;
        foreach (Instance each in compatibles)
        {
            if (each.Kind != InstanceKind.String)
            {
                continue;
            }
            foreach (BindingFile file in set.ListedFor(each.Text))
            {
                if (listed is null || listed.Add(file))
                {
                    found.Add(file);
                }
            }
        }
    }

    private static int InOrder(BindingFile one, BindingFile other) => one.Index.CompareTo(other.Index);
}
