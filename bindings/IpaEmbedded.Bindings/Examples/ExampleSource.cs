using System.Text.RegularExpressions;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Bindings;

/// <summary>
/// The examples of a binding file as source that compiles: each in a node of its own, with cells of one word around it, and all else
/// that dt-schema puts there. Every line of an example is where it is in the file, so that places are the same.
/// </summary>
internal sealed partial class ExampleSource
{
    private readonly SourceFile _file;
    private readonly string[] _lines;
    private readonly bool[] _isExample;

    private ExampleSource(SourceFile file)
    {
        _file = file;
        // One more, for what closes the last example.
        _lines = new string[file.LineCount + 2];
        _isExample = new bool[_lines.Length + 1];
        Array.Fill(_lines, "");
    }

    /// <summary>The source; its path is that of the binding file.</summary>
    public SourceFile Text { get; private set; } = null!;

    /// <summary>How many examples there are.</summary>
    public int Count { get; private set; }

    /// <summary>Paths of the nodes that are put around the examples.</summary>
    public HashSet<string> Wrappers { get; } = new(StringComparer.Ordinal);

    /// <summary>The source of all examples; null if there are none. One that is not written below a <c>|</c> is a finding, and left out.</summary>
    public static ExampleSource? Of(SourceFile file, SchemaValue root, DiagnosticBag diagnostics)
    {
        if (root.Find("examples") is not { IsList: true, Items: [{ } first, ..] } examples)
        {
            return null;
        }
        var source = new ExampleSource(file);
        source._lines[Math.Max(0, first.Span.Line - 2)] = "/dts-v1/; /plugin/;";
        for (int i = 0; i < examples.Items.Count; i++)
        {
            SchemaValue example = examples.Items[i];
            if (example.IsString && example.Span.Offset < file.Text.Length && file.Text[example.Span.Offset] == '|')
            {
                source.Add(example, i);
            }
            else if (example.IsString)
            {
                diagnostics.Warning("DT4028", "the example is not checked: write it below '- |', so that its lines stay lines", example.Span);
            }
        }
        source.Text = new SourceFile(file.Path, string.Join('\n', source._lines));
        return source.Count > 0 ? source : null;
    }

    /// <summary>A finding with its places in the binding file.</summary>
    public Diagnostic InFile(Diagnostic diagnostic) => diagnostic with
    {
        Span = InFile(diagnostic.Span),
        Related = [.. diagnostic.Related.Select(each => each with { Span = InFile(each.Span) })],
    };

    /// <summary>True if the finding is about what is put around the examples, or measures interrupts by the controller that is.</summary>
    public bool IsOfWrapper(Diagnostic diagnostic) =>
        (diagnostic.NodePath is { } path && Wrappers.Contains(path))
        || (diagnostic.Id is "DT2269" or "DT3022" && diagnostic.Related.Any(each => each.Span is { } span && ReferenceEquals(span.File, Text) && !_isExample[Text.PhysicalLineAt(span.Offset)]));

    private SourceSpan? InFile(SourceSpan? span)
    {
        if (span is not { } place || !ReferenceEquals(place.File, Text))
        {
            return span;
        }
        int line = Text.PhysicalLineAt(place.Offset);
        int written = line;
        // What closes an example stands behind its last line, and what opens one on the line of its '|'.
        while (line > 1 && (line > _file.LineCount || (!_isExample[line] && _file.LineText(line).AsSpan().Trim().Length == 0)))
        {
            line--;
        }
        int start = StartOf(line);
        string text = _file.LineText(line);
        if (_isExample[line] && line == written)
        {
            return new SourceSpan(_file, Math.Min(start + place.Column - 1, _file.Text.Length), place.Length);
        }
        int indent = text.Length - text.AsSpan().TrimStart().Length;
        int end = text.AsSpan().TrimEnd().Length;
        return line == written ? new SourceSpan(_file, start + indent, Math.Max(0, end - indent)) : new SourceSpan(_file, start + Math.Max(0, end - 1), 1);
    }

    private int StartOf(int line)
    {
        int offset = 0;
        for (int i = 1; i < line; i++)
        {
            offset += _file.Text[offset..].IndexOf((byte)'\n') + 1;
        }
        return offset;
    }

    private void Add(SchemaValue example, int number)
    {
        Count++;
        int head = example.Span.Line;
        int count = example.Text.Count(c => c == '\n') + (example.Text.EndsWith('\n') ? 0 : 1);
        for (int line = head + 1; line <= head + count && line <= _file.LineCount; line++)
        {
            _lines[line - 1] += _file.LineText(line);
            _isExample[line] = true;
        }
        if (OwnRoot().IsMatch(example.Text))
        {
            return;
        }
        Wrappers.Add("/");
        Wrappers.Add($"/example-{number}");
        int cells = InterruptCells(example.Text);
        string controller = cells > 0 ? $" interrupt-controller; #interrupt-cells = <{cells}>;" : "";
        _lines[head - 1] += $" / {{ compatible = \"foo\"; model = \"foo\"; #address-cells = <1>; #size-cells = <1>; example-{number} {{ #address-cells = <1>; #size-cells = <1>;{controller}";
        int end = Math.Min(head + count, _lines.Length - 1);
        _lines[end] = "}; };" + _lines[end];
    }

    /// <summary>The words of the first <c>interrupts</c>, an expression in brackets counted as one; 0 if there is none.</summary>
    private static int InterruptCells(string example)
    {
        Match interrupts = Interrupts().Match(example);
        string cells = interrupts.Groups[1].Value;
        for (string before = ""; before != cells;)
        {
            before = cells;
            cells = Expression().Replace(cells, "0");
        }
        return interrupts.Success ? cells.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length : 0;
    }

    [GeneratedRegex(@"^\s*/\s*\{", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex OwnRoot();

    [GeneratedRegex(@"\sinterrupts\s*=\s*<([0-9a-zA-Z |()_]+)>", RegexOptions.CultureInvariant)]
    private static partial Regex Interrupts();

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
