namespace IpaEmbedded.Bindings;

/// <summary>
/// The bindings that are selected by more than one listed compatible. What a select says of a name or of a list of
/// compatibles is asked once: nodes of many trees have the same.
/// </summary>
internal sealed class SelectIndex
{
    private const string NodeName = "$nodename", Compatible = "compatible";

    private readonly Func<BindingFile, Rule> _selectOf;
    private readonly List<BindingFile> _byName = [];
    private readonly List<BindingFile> _byCompatible = [];
    private readonly List<BindingFile> _byOthers = [];
    private readonly Dictionary<string, BindingFile[]> _ofName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BindingFile[]> _ofCompatible = new(StringComparer.Ordinal);

    public SelectIndex(IEnumerable<BindingFile> files, Func<BindingFile, Rule> selectOf)
    {
        _selectOf = selectOf;
        foreach (BindingFile file in files)
        {
            List<BindingFile> sort = LooksOnlyAt(file.Select, NodeName) ? _byName : LooksOnlyAt(file.Select, Compatible) ? _byCompatible : _byOthers;
            sort.Add(file);
        }
    }

    /// <summary>Adds the bindings whose select holds for the node.</summary>
    public void AddTo(List<BindingFile> found, RuleEvaluator evaluator, Instance node)
    {
        if (node.Member(NodeName) is { Items: [{ Kind: InstanceKind.String } name] })
        {
            found.AddRange(Remembered(_ofName, name.Text, _byName, evaluator, node));
        }
        Instance? compatible = node.Member(Compatible);
        if (compatible is null || (compatible.IsList && compatible.Items.TrueForAll(each => each.Kind == InstanceKind.String)))
        {
            string key = compatible is null ? "\0" : compatible.Items is [{ } only] ? only.Text : string.Join('\0', compatible.Items.Select(each => each.Text)) + "\0";
            found.AddRange(Remembered(_ofCompatible, key, _byCompatible, evaluator, node));
        }
        else
        {
            found.AddRange(Selecting(_byCompatible, evaluator, node));
        }
        found.AddRange(Selecting(_byOthers, evaluator, node));
    }

    private BindingFile[] Remembered(Dictionary<string, BindingFile[]> known, string key, List<BindingFile> files, RuleEvaluator evaluator, Instance node)
    {
        if (known.TryGetValue(key, out BindingFile[]? found))
        {
            return found;
        }
        int undecided = evaluator.Undecided.Count;
        found = Selecting(files, evaluator, node);
        if (evaluator.Undecided.Count == undecided && !evaluator.IsExhausted)
        {
            if (known.Count == Limits.RememberedTexts)
            {
                known.Clear();
            }
            known.Add(key, found);
        }
        return found;
    }

    private BindingFile[] Selecting(List<BindingFile> files, RuleEvaluator evaluator, Instance node)
    {
        List<BindingFile>? found = null;
        foreach (BindingFile file in files)
        {
            if (evaluator.Selects(_selectOf(file), node))
            {
                (found ??= []).Add(file);
            }
        }
        return found is null ? [] : [.. found];
    }

    private static bool LooksOnlyAt(SchemaValue schema, string member)
    {
        if (!schema.IsMap)
        {
            return schema.Kind == SchemaKind.Boolean;
        }
        foreach (SchemaEntry entry in schema.Entries)
        {
            SchemaValue value = entry.Value;
            bool only = entry.Key switch
            {
                "properties" => value.Entries.All(each => each.Key == member || each.Value.IsTrue),
                "patternProperties" => value.Entries.All(each => each.Value.IsTrue),
                "required" => value.Items.TrueForAll(each => each.Text == member),
                "allOf" or "anyOf" or "oneOf" => value.Items.TrueForAll(each => LooksOnlyAt(each, member)),
                "not" or "if" or "then" or "else" => LooksOnlyAt(value, member),
                "type" => true,
                _ => false,
            };
            if (!only)
            {
                return false;
            }
        }
        return true;
    }
}
