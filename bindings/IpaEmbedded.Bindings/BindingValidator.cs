using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>Judges trees by bindings.</summary>
public sealed class BindingValidator
{
    private readonly BindingSet _set;
    private readonly ValidationOptions _options;
    private readonly RuleEvaluator _evaluator;
    private readonly ValidationReport _report = new();
    private readonly HashSet<BindingFile> _used = [];
    private readonly FindingWriter _findings;

    private BindingValidator(DeviceTreeDocument tree, BindingSet set, ValidationOptions options, DecodeFindings decoded)
    {
        _set = set;
        _options = options;
        _findings = new FindingWriter(tree, set, decoded, _report.Diagnostics);
        _evaluator = new RuleEvaluator(new UndecidedRules(_report.Diagnostics), Limits.Steps + Limits.StepsForEachNode * decoded.NodeCount);
    }

    /// <summary>Judges every node of a tree, from text or from a blob, by all bindings that select it.</summary>
    public static ValidationReport Validate(DeviceTreeDocument tree, BindingSet set, ValidationOptions? options = null)
    {
        options ??= new ValidationOptions();
        lock (set.Memory)
        {
            return Judge(tree, set, options);
        }
    }

    private static ValidationReport Judge(DeviceTreeDocument tree, BindingSet set, ValidationOptions options)
    {
        if (options.Compat == CompatDeviation.None && IsOverlay(tree))
        {
            return new ValidationReport { IsOverlay = true };
        }
        Instance root = TreeDecoder.Decode(tree, set.Types, options.Compat, out DecodeFindings decoded);
        var validator = new BindingValidator(tree, set, options, decoded);
        validator._report.Diagnostics.AddRange(decoded.Diagnostics);
        validator.Visit(root, "/", "/", false);
        validator._report.BindingsUsed = validator._used.Count;
        return validator._report;
    }

    // It has no root, and its nodes are parts of nodes that only the base has whole.
    private static bool IsOverlay(DeviceTreeDocument tree) => tree.Root.Children.Any(each => each.FindChild("__overlay__") is not null);

    private void Visit(Instance node, string name, string path, bool disabled)
    {
        if (name.StartsWith("__", StringComparison.Ordinal) || _evaluator.IsExhausted)
        {
            return;
        }
        if (node.Member("status") is { IsList: true } status)
        {
            disabled = IsDisabled(status);
        }
        if (!(_options.Has(CompatDeviation.ExampleNodes) && (name.Contains("example-", StringComparison.Ordinal) || node.Member("example-0") is not null)))
        {
            Validate(node, name, path, disabled);
        }
        string prefix = path == "/" ? "/" : path + "/";
        foreach (string member in node.Members!.Names.ToArray())
        {
            if (node.Members[member] is { IsNode: true } child)
            {
                Visit(child, member, prefix + member, disabled);
            }
        }
    }

    private void Validate(Instance node, string name, string path, bool disabled)
    {
        node.Members!.Set("$nodename", Instance.Of([Instance.Of(name, 0)], 0));
        _evaluator.Undecided.Node = node.Members.Node;
        bool matched = false;
        List<RuleError> ofAll = [];
        foreach (BindingFile file in NodeBindings.ToAsk(_set, _evaluator, node, _options.Has(CompatDeviation.UnreadableCompatible)))
        {
            if (file.IsForKindOf(path))
            {
                matched = true;
                _used.Add(file);
            }
            List<RuleError> errors = _evaluator.Errors(_set.RuleOf(file), node);
            errors.RemoveAll(error => IsSilenced(error, disabled));
            foreach (RuleError error in errors)
            {
                _report.VerdictList.Add(new Verdict(path, error.Path, file.Id, error.Keyword, error.Keyword + " " + error.Rule) { RuleSpan = error.RuleSpan });
            }
            ofAll.AddRange(errors);
        }
        _findings.Write(node.Members.Node, node, ofAll);
        if (matched)
        {
            _report.NodesChecked++;
        }
        else if (node.Member("compatible") is { } compatible)
        {
            _report.UnmatchedList.Add(path);
            if (!compatible.IsList)
            {
                _findings.WriteUnreadableCompatible(node.Members.Node);
            }
        }
    }

    private static bool IsDisabled(Instance status) => status.Items.Exists(item => item.Text == "disabled");

    // What a disabled node lacks may still come with the board that enables it.
    private static bool IsSilenced(RuleError error, bool disabled)
    {
        if (!disabled && !(error.Instance.Member("status") is { IsList: true } status && IsDisabled(status)))
        {
            return false;
        }
        if (error.Keyword == "required")
        {
            return true;
        }
        return error.Alternatives.Length > 0 && error.Context.Any() && error.Context.All(each => each.Keyword == "required");
    }
}
