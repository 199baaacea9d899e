using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// The compatibles of a tree that no binding names: neither as a value nor by a pattern, wherever in a binding. What every
/// node may have by the rules for all nodes does not count.
/// </summary>
public sealed class UndocumentedCompatibles
{
    private const string PatternSigns = "^[{($";

    private readonly BindingSet _set;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Collects what the bindings document.</summary>
    public UndocumentedCompatibles(BindingSet set)
    {
        _set = set;
        foreach (BindingFile file in set.Files.Where(file => !file.IsForEveryNode))
        {
            Collect(file.Root, isCompatible: false);
        }
    }

    /// <summary>One finding (DT3029) for each compatible of a node that is not documented, at its string.</summary>
    public IEnumerable<Diagnostic> Of(DeviceTreeDocument tree)
    {
        foreach (Node node in tree.Nodes())
        {
            if (node.FindProperty("compatible") is not { } property || !property.TryGetStrings(out string[] compatibles))
            {
                continue;
            }
            int offset = 0;
            foreach (string compatible in compatibles)
            {
                if (!IsDocumented(compatible))
                {
                    yield return new Diagnostic("DT3029", DiagnosticSeverity.Warning, $"{node.Path}: no binding documents compatible \"{compatible}\"{Meant(compatible)}")
                    {
                        Span = property.SpanAt(offset),
                        NodePath = node.Path,
                        Property = property.Name,
                    };
                }
                // Not the length of the text: bytes that are no UTF-8 have another.
                offset += property.Value[offset..].IndexOf((byte)0) + 1;
            }
        }
    }

    private bool IsDocumented(string compatible)
    {
        if (!_known.TryGetValue(compatible, out bool documented))
        {
            lock (_set.Memory)
            {
                documented = _names.Contains(compatible) || _patterns.Any(pattern => _set.Patterns.Of(pattern).IsFound(compatible).Holds);
            }
            _known.Add(compatible, documented);
        }
        return documented;
    }

    private string Meant(string compatible)
    {
        string vendor = compatible[..(compatible.IndexOf(',', StringComparison.Ordinal) + 1)];
        return Suggestion.OfMisspelt(compatible, _names.Where(name => name.StartsWith(vendor, StringComparison.Ordinal))) is { } question ? "; " + question : "";
    }

    private void Collect(SchemaValue value, bool isCompatible)
    {
        foreach (SchemaEntry entry in value.Entries)
        {
            if (isCompatible && entry.Key is "const" or "enum" or "pattern")
            {
                foreach (SchemaValue text in entry.Value.IsList ? entry.Value.Items : [entry.Value])
                {
                    Add(text);
                }
            }
            Collect(entry.Value, isCompatible || entry.Key == "compatible");
        }
        foreach (SchemaValue item in value.Items)
        {
            Collect(item, isCompatible);
        }
    }

    private void Add(SchemaValue text)
    {
        if (text.IsString)
        {
            (text.Text.AsSpan().ContainsAny(PatternSigns) ? _patterns : _names).Add(text.Text);
        }
    }
}
