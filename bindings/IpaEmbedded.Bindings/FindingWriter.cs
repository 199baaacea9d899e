using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Turns errors of rules into findings for people: one per mistake, with the place in the tree and the place of the
/// rule. What only follows from another finding is left out.
/// </summary>
internal sealed class FindingWriter
{
    private readonly DecodeFindings _decoded;
    private readonly DiagnosticBag _diagnostics;
    private readonly HashSet<(Node, string?, string)> _written = [];

    public FindingWriter(DecodeFindings decoded, DiagnosticBag diagnostics)
    {
        _decoded = decoded;
        _diagnostics = diagnostics;
    }

    public void Write(Node node, List<RuleError> errors)
    {
        if (errors.Count == 0)
        {
            return;
        }
        // A property with a wrong value also counts as "unevaluated"; the wrong value is the finding.
        HashSet<string> wrong = [.. errors.Where(error => error.Path.Length > 0).Select(error => error.Path[0].Name ?? "")];
        // What is required anyway and missing is told once, not again by each property that needs it.
        HashSet<string> missing = [.. errors.Where(error => error.Keyword == "required" && error.Path.Length == 0).Select(error => error.Names[0])];
        foreach (RuleError error in errors)
        {
            if (error.Keyword == "dependentRequired" && error.Path.Length == 0 && missing.Contains(error.Names[0]))
            {
                continue;
            }
            var place = TreePlace.Of(node, error.Path);
            if (place.Property is not null && _decoded.Has(place.Property))
            {
                continue;
            }
            if (error.Keyword is "additionalProperties" or "unevaluatedProperties" && error.Names.Length > 0)
            {
                foreach (string name in error.Names)
                {
                    if (error.Path.Length > 0 || !wrong.Contains(name))
                    {
                        WriteExtra(place, name, error);
                    }
                }
                continue;
            }
            RuleMessage message = RuleMessages.For(error, node);
            TreePlace at = message.Place ?? place;
            Add(message.Id, at, message.Text, message.RuleText, message.RuleSpan);
        }
    }

    public void WriteUnreadableCompatible(Node node)
    {
        Property? compatible = node.FindProperty("compatible");
        if (compatible is not null && !_decoded.Has(compatible))
        {
            Add("DT3027", new TreePlace(node, compatible, 0, true), "'compatible' holds no strings, so no binding can be chosen by it", null, null);
        }
    }

    private void WriteExtra(TreePlace place, string name, RuleError error)
    {
        if (place.Node.FindChild(name) is { } child)
        {
            Add("DT3001", new TreePlace(child, null, 0, true), $"the binding of {place.Node.Path} has no child node '{name}'", "the rule that allows no others", error.RuleSpan);
        }
        else
        {
            Add("DT3001", new TreePlace(place.Node, place.Node.FindProperty(name), 0, true), $"property '{name}' is not in the binding", "the rule that allows no others", error.RuleSpan);
        }
    }

    private void Add(string id, TreePlace place, string text, string? ruleText, SourceSpan? ruleSpan)
    {
        if (place.Property is not null && _decoded.Has(place.Property))
        {
            return;
        }
        if (!_written.Add((place.Node, place.Property?.Name, id + text)))
        {
            return;
        }
        _diagnostics.Add(new Diagnostic(id, DiagnosticSeverity.Error, place.Node.Path + ": " + text)
        {
            Span = place.Span,
            NodePath = place.Node.Path,
            Property = place.Property?.Name,
            Related = ruleText is null ? [] : [new RelatedLocation(ruleText, ruleSpan)],
        });
    }
}
