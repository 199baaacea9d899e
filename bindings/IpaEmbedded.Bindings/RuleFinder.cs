using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Finds the place in the bindings that describes a property, looking through references and alternatives.</summary>
internal static class RuleFinder
{
    public static SchemaEntry? Find(BindingSet set, Node node, string property)
    {
        IReadOnlyList<BindingFile> own = set.BindingsFor(node);
        foreach (BindingFile file in own)
        {
            if (!file.IsForEveryNode && FindMember(set.RuleOf(file), property) is { } found)
            {
                return found.Entry;
            }
        }
        if (node.Parent is not null)
        {
            foreach (BindingFile file in set.BindingsFor(node.Parent))
            {
                if (!file.IsForEveryNode && FindMember(set.RuleOf(file), node.Name) is { } child && FindMember(child.Rule, property) is { } found)
                {
                    return found.Entry;
                }
            }
        }
        foreach (BindingFile file in own)
        {
            if (file.IsForEveryNode && FindMember(set.RuleOf(file), property) is { } found)
            {
                return found.Entry;
            }
        }
        return null;
    }

    // That a name is no more than a name says nothing about what it stands for.
    private static bool IsAnything(Rule rule) => rule.Source.Entries is [{ Key: "type", Value.IsList: true }];

    private static NamedRule? FindMember(Rule rule, string name) => FindMember(rule, name, 0, []);

    // A name that is merely allowed ("true") is only taken if nothing below says more about it.
    // A rule that was looked at and has nothing need not be looked at again, however many references lead to it.
    private static NamedRule? FindMember(Rule rule, string name, int depth, HashSet<Rule> seen)
    {
        if (depth > Limits.RuleDepth || !rule.Source.IsMap || !seen.Add(rule))
        {
            return null;
        }
        NamedRule? direct = null;
        if (rule.Find("properties") is { } properties)
        {
            direct = properties.FindNamed(name);
        }
        if (direct is null && rule.Find("patternProperties") is { } patterns)
        {
            direct = Array.Find(patterns.Matching(name), each => !IsAnything(each.Rule) && each.Pattern!.IsFound(name).Holds);
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
                if (FindMember(each, name, depth + 1, seen) is { } found)
                {
                    return found;
                }
            }
        }
        return direct;
    }
}
