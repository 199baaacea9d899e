using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// Turns errors of rules into findings for people: one per mistake, with the place in the tree and the place of the
/// rule. What only follows from another finding is left out.
/// </summary>
internal sealed class FindingWriter
{
    private readonly DeviceTreeDocument _tree;
    private readonly BindingSet _set;
    private readonly DecodeFindings _decoded;
    private readonly DiagnosticBag _diagnostics;
    private readonly HashSet<(Node, string?, string)> _written = [];

    public FindingWriter(DeviceTreeDocument tree, BindingSet set, DecodeFindings decoded, DiagnosticBag diagnostics)
    {
        _tree = tree;
        _set = set;
        _decoded = decoded;
        _diagnostics = diagnostics;
    }

    /// <summary>Writes what is wrong with a node.</summary>
    public void Write(Node node, Instance instance, List<RuleError> errors)
    {
        if (errors.Count == 0)
        {
            return;
        }
        var groups = new ErrorGroups(errors);
        var messages = new RuleMessages(_set, node, instance);
        // A property with a wrong value also counts as "unevaluated"; the wrong value is the finding.
        HashSet<string> wrong = [.. errors.SelectMany(error => Enumerable.Range(1, error.Path.Length).Select(length => PathOf(error.Path.Take(length))))];
        // What is required anyway and missing is told once, not again by each property that needs it.
        HashSet<string> missing = [.. errors.Where(error => error.Keyword == "required" && error.Path.Length == 0).Select(error => error.Names[0])];
        foreach (RuleError error in groups.Errors)
        {
            if (groups.IsTold(error) || (error.Keyword == "dependentRequired" && error.Path.Length == 0 && missing.Contains(error.Names[0])))
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
                WriteExtras(place, error, wrong);
                continue;
            }
            RuleMessage message = groups.MissingWith(error) is { Count: > 0 } lacking ? messages.ForMissing(lacking)
                : groups.WrongStringsWith(error) is { Count: > 0 } strings ? messages.ForStrings(strings)
                : messages.For(error);
            Add(message, message.Place ?? place);
        }
    }

    public void WriteUnreadableCompatible(Node node)
    {
        Property? compatible = node.FindProperty("compatible");
        if (compatible is not null && !_decoded.Has(compatible))
        {
            Add("DT3027", new TreePlace(node, compatible, 0, true), "'compatible' holds no strings, so no binding can be chosen by it", []);
        }
    }

    private void WriteExtras(TreePlace place, RuleError error, HashSet<string> wrong)
    {
        AllowedNames? allowed = null;
        foreach (string name in error.Names.Where(name => !wrong.Contains(PathOf(error.Path.Append(new PathStep(name, 0))))))
        {
            allowed ??= AllowedNames.Of(_set, error);
            Node? child = place.Node.FindChild(name);
            TreePlace at = child is null ? new TreePlace(place.Node, place.Node.FindProperty(name), 0, true) : new TreePlace(child, null, 0, true);
            string text = child is null ? $"property '{name}' is not in the binding" : $"the binding of {place.Node.Path} has no child node '{name}'";
            Add("DT3001", at, text + (allowed.Meant(name) is { } question ? "; " + question : ""),
            [
                new RelatedLocation("the rule that allows no others" + allowed.Others(place.Node, child is not null), error.RuleSpan),
                .. _set.ContextOf(error.RuleSpan).Condition is { } condition ? (RelatedLocation[])[condition] : [],
            ]);
        }
    }

    private static string PathOf(IEnumerable<PathStep> steps) => string.Join('\n', steps);

    private void Add(RuleMessage message, TreePlace place)
    {
        RuleContext context = _set.ContextOf(message.RuleSpan);
        var related = new List<RelatedLocation> { new(message.RuleText, message.RuleSpan) };
        if (context.Condition is { } condition)
        {
            related.Add(condition);
        }
        related.AddRange(message.Notes);
        related.AddRange(Provenance.OfValue(_tree, place));
        if ((message.Describes is null ? context.Description : context.DescriptionOf(message.Describes)) is { } description)
        {
            string name = message.Describes ?? place.Property?.Name ?? "";
            related.Add(new RelatedLocation($"the binding describes {(name.Length == 0 ? "it" : $"'{name}'")} as: {description}", null));
        }
        Add(message.Id, place, message.Text, related);
    }

    private void Add(string id, TreePlace place, string text, IReadOnlyList<RelatedLocation> related)
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
            Related = related,
        });
    }
}
