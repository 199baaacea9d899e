using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Finds the place in the bindings that describes a property, looking through references and alternatives.</summary>
internal static class RuleFinder
{
    private const int MaximumDepth = 20;

    public static SchemaEntry? Find(BindingSet set, Node node, string property)
    {
        IReadOnlyList<BindingFile> own = set.BindingsFor(node);
        foreach (BindingFile file in own)
        {
            if (!file.IsForEveryNode && FindMember(set.RuleOf(file), property, 0) is { } found)
            {
                return found.Entry;
            }
        }
        if (node.Parent is not null)
        {
            foreach (BindingFile file in set.BindingsFor(node.Parent))
            {
                if (!file.IsForEveryNode && FindMember(set.RuleOf(file), node.Name, 0) is { } child && FindMember(child.Rule, property, 0) is { } found)
                {
                    return found.Entry;
                }
            }
        }
        foreach (BindingFile file in own)
        {
            if (file.IsForEveryNode && FindMember(set.RuleOf(file), property, 0) is { } found)
            {
                return found.Entry;
            }
        }
        return null;
    }

    // A name that is merely allowed ("true") is only taken if nothing below says more about it.
    private static NamedRule? FindMember(Rule rule, string name, int depth)
    {
        if (depth > MaximumDepth || !rule.Source.IsMap)
        {
            return null;
        }
        NamedRule? direct = null;
        if (rule.Find("properties") is { } properties)
        {
            direct = Array.Find(properties.Named, each => each.Name == name);
        }
        if (direct is null && rule.Find("patternProperties") is { } patterns)
        {
            direct = Array.Find(patterns.Named, each => each.IsFound(name));
        }
        if (direct is { Rule.IsTrue: false })
        {
            return direct;
        }
        foreach (RuleKeyword keyword in rule.Keywords)
        {
            Rule[] below = keyword.Name switch
            {
                "$ref" or "then" or "else" => [keyword.Rule!],
                "allOf" or "anyOf" or "oneOf" => keyword.Rules,
                _ => [],
            };
            foreach (Rule each in below)
            {
                if (FindMember(each, name, depth + 1) is { } found)
                {
                    return found;
                }
            }
        }
        return direct;
    }
}
