using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Checks the names that an <c>if</c> asks about: one that the node cannot have makes a condition that always holds, and one that
/// may be missing makes a condition that holds where it is.
/// </summary>
internal sealed class ConditionChecks(SchemaValue root, BindingLibrary library, DiagnosticBag diagnostics)
{
    private readonly HashSet<SourceSpan> _reported = [];
    private readonly HashSet<SchemaValue> _referred = new(ReferenceEqualityComparer.Instance) { root };
    private readonly Queue<SchemaValue> _definitions = [];
    private readonly ConditionSteps _steps = new();

    /// <summary>True if the file took so many steps that not all of it was checked.</summary>
    public bool IsExhausted => _steps.IsExhausted;

    public void Check()
    {
        Walk(root, NodeOf(root), [], 0);
        // A definition is about the node that refers to it; one that none of the file refers to is looked at by itself.
        while (_definitions.TryDequeue(out SchemaValue? definition))
        {
            if (_referred.Add(definition))
            {
                Walk(definition, NodeOf(definition), [], 1);
            }
        }
    }

    /// <param name="schema">A part of the file.</param>
    /// <param name="node">The node that the part is about.</param>
    /// <param name="given">Names that the node has where the part applies.</param>
    /// <param name="depth">Parts around it.</param>
    private void Walk(SchemaValue schema, DescribedNode node, string[] given, int depth)
    {
        if (!schema.IsMap || depth > Limits.RuleDepth || IsExhausted)
        {
            return;
        }
        given = schema.Has("required") ? [.. given, .. RequiredBy(schema)] : given;
        if (schema.Find("if") is { IsMap: true } condition && (schema.Has("then") || schema.Has("else")))
        {
            CheckCondition(condition, node, given, isNegated: false);
        }
        foreach (SchemaEntry entry in schema.Entries)
        {
            switch (entry.Key)
            {
                case "allOf" or "anyOf" or "oneOf":
                    foreach (SchemaValue item in entry.Value.Items)
                    {
                        Walk(item, node, given, depth + 1);
                    }
                    break;
                case "then":
                    Walk(entry.Value, node, [.. given, .. RequiredBy(schema.Find("if"))], depth + 1);
                    break;
                case "else":
                    Walk(entry.Value, node, given, depth + 1);
                    break;
                case "dependentSchemas":
                    foreach (SchemaEntry each in entry.Value.Entries)
                    {
                        Walk(each.Value, node, [.. given, each.Key], depth + 1);
                    }
                    break;
                case "$ref" when entry.Value.Text.StartsWith('#') && SchemaReference.Parse(entry.Value.Text).FindIn(root) is { } target && _referred.Add(target):
                    Walk(target, node, given, depth + 1);
                    break;
                case "definitions" or "$defs":
                    foreach (SchemaEntry each in entry.Value.Entries)
                    {
                        _definitions.Enqueue(each.Value);
                    }
                    break;
                case "properties" or "patternProperties":
                    foreach (SchemaEntry each in entry.Value.Entries)
                    {
                        Walk(each.Value, NodeOf(each.Value), [], depth + 1);
                    }
                    break;
                case "additionalProperties" or "unevaluatedProperties":
                    Walk(entry.Value, NodeOf(entry.Value), [], depth + 1);
                    break;
            }
        }
    }

    private DescribedNode NodeOf(SchemaValue schema) => new(schema, root, library, _steps);

    private static IEnumerable<string> RequiredBy(SchemaValue? condition) => condition?.Find("required")?.Items.Select(item => item.Text) ?? [];

    private void CheckCondition(SchemaValue condition, DescribedNode node, string[] outer, bool isNegated)
    {
        string[] required = [.. outer, .. RequiredBy(condition)];
        foreach (SchemaEntry entry in condition.Find("properties")?.Entries ?? [])
        {
            if (!_reported.Add(entry.KeySpan))
            {
                continue;
            }
            bool isUnknown = node.IsUnknown(entry.Key, out string? question);
            bool isPresent = isUnknown || isNegated || !entry.Value.IsMap || required.Contains(entry.Key) || node.AlwaysHas(entry.Key);
            if (!_steps.TryTake(1 + required.Length))
            {
                return;
            }
            if (isUnknown)
            {
                diagnostics.Warning("DT4026", $"the condition asks about '{entry.Key}', which the node does not have{(question is null ? "" : "; " + question)}", entry.KeySpan);
            }
            else if (!isPresent)
            {
                diagnostics.Warning("DT4027", $"the condition also holds where '{entry.Key}' is missing; list '{entry.Key}' below 'required' in the 'if' too", entry.KeySpan);
            }
        }
        foreach (SchemaEntry entry in condition.Entries)
        {
            switch (entry.Key)
            {
                case "allOf" or "anyOf" or "oneOf":
                    foreach (SchemaValue item in entry.Value.Items)
                    {
                        CheckCondition(item, node, required, isNegated);
                    }
                    break;
                case "not":
                    CheckCondition(entry.Value, node, required, isNegated: true);
                    break;
            }
        }
    }
}
