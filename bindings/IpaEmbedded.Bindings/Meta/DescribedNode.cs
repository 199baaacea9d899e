using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>What a binding file says of one node: which properties it may and must have, looked up through references.</summary>
internal sealed class DescribedNode
{
    // What every node may have, and what a described property brings along.
    private static readonly HashSet<string> Everywhere =
    [
        "$nodename", "compatible", "status", "secure-status", "phandle", "label", "pinctrl-names", "interrupt-parent", "interrupts", "interrupts-extended",
        "assigned-clocks", "assigned-clock-parents", "assigned-clock-rates", "#address-cells", "#size-cells", "ranges", "reg",
    ];

    private readonly BindingLibrary _library;
    private readonly ConditionSteps _steps;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private readonly HashSet<SchemaValue> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly PatternTable _patterns = new();
    private readonly List<NamePattern> _namePatterns = [];
    private readonly SchemaValue _schema;
    private readonly SchemaValue _file;
    private bool _isComplete = true;
    private bool _isCollected;

    /// <param name="schema">The schema of the node.</param>
    /// <param name="file">The file that holds it.</param>
    /// <param name="library">Where references are looked up.</param>
    /// <param name="steps">Those that may be taken; when they are, what is told of the node means nothing.</param>
    public DescribedNode(SchemaValue schema, SchemaValue file, BindingLibrary library, ConditionSteps steps)
    {
        _library = library;
        _steps = steps;
        _schema = schema;
        _file = file;
    }

    /// <summary>True if the node cannot have the property, or if the name is nearly one that it has.</summary>
    public bool IsUnknown(string name, out string? question)
    {
        question = null;
        Collect();
        if (!_steps.TryTake(_namePatterns.Count) || !_isComplete || _names.Contains(name) || Everywhere.Contains(name) || name.StartsWith("pinctrl-", StringComparison.Ordinal) || _namePatterns.Exists(pattern => !pattern.IsFound(name).Fails))
        {
            return false;
        }
        if (!_steps.TryTake(_names.Count))
        {
            return false;
        }
        question = Suggestion.OfMisspelt(name, [.. _names, .. Everywhere]);
        bool isClosed = _schema.Find("additionalProperties") is { IsFalse: true } || _schema.Find("unevaluatedProperties") is { IsFalse: true };
        return isClosed || question is not null;
    }

    /// <summary>True if a node without the property is wrong anyway, or is not chosen.</summary>
    public bool AlwaysHas(string name)
    {
        Collect();
        return name == "$nodename" || _required.Contains(name)
            || (name == "compatible" && ReferenceEquals(_schema, _file) && !_file.Has("select") && _file.Find("properties")?.Has("compatible") == true);
    }

    private void Collect()
    {
        if (!_isCollected)
        {
            _isCollected = true;
            Collect(_schema, _file, isCertain: true, depth: 0);
        }
    }

    private void Collect(SchemaValue schema, SchemaValue file, bool isCertain, int depth)
    {
        if (depth > Limits.RuleDepth)
        {
            _isComplete = false;
            return;
        }
        if (!schema.IsMap || !_seen.Add(schema))
        {
            return;
        }
        foreach (SchemaEntry entry in schema.Entries)
        {
            if (!_steps.TryTake(1 + entry.Value.Entries.Count + entry.Value.Items.Count))
            {
                return;
            }
            switch (entry.Key)
            {
                case "properties":
                    _names.UnionWith(entry.Value.Entries.Select(each => each.Key));
                    break;
                case "patternProperties":
                    _namePatterns.AddRange(entry.Value.Entries.Select(each => _patterns.Of(each.Key)));
                    break;
                case "required" when isCertain:
                    _required.UnionWith(entry.Value.Items.Select(item => item.Text));
                    break;
                case "$ref" when entry.Value.IsString:
                    (SchemaValue Value, SchemaValue File)? target = _library.Resolve(entry.Value.Text, file);
                    _isComplete &= target is not null;
                    if (target is { } found)
                    {
                        Collect(found.Value, found.File, isCertain, depth + 1);
                    }
                    break;
                case "allOf" or "anyOf" or "oneOf":
                    foreach (SchemaValue item in entry.Value.Items)
                    {
                        Collect(item, file, isCertain && entry.Key == "allOf", depth + 1);
                    }
                    break;
                case "then" or "else":
                    Collect(entry.Value, file, isCertain: false, depth + 1);
                    break;
                case "dependentSchemas":
                    foreach (SchemaEntry each in entry.Value.Entries)
                    {
                        Collect(each.Value, file, isCertain: false, depth + 1);
                    }
                    break;
            }
        }
    }
}
