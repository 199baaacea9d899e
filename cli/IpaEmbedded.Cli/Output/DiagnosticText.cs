using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Prints findings in the compiler shape with the line of the text, a caret, and a note for each second place.</summary>
public sealed class DiagnosticText
{
    private readonly TextWriter _writer;
    private readonly bool _color;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    public DiagnosticText(TextWriter writer, bool color)
    {
        _writer = writer;
        _color = color;
    }

    public void Write(Diagnostic diagnostic)
    {
        _text.Clear();
        string place = Place(diagnostic.Span, diagnostic.NodePath, diagnostic.Property, diagnostic.FileName);
        string severity = SeverityName(diagnostic.Severity);
        Line($"{Bold(place)}: {Tint(severity, SeverityColor(diagnostic.Severity))} {diagnostic.Id}: {Bold(ShownPath.Escape(diagnostic.Message))}");
        WriteFrame(diagnostic.Span, SeverityColor(diagnostic.Severity));
        foreach (RelatedLocation related in diagnostic.Related)
        {
            Line($"{Bold(Place(related.Span, related.NodePath, null, null))}: {Tint("note", "36")}: {ShownPath.Escape(related.Message)}");
            WriteFrame(related.Span, "36");
        }
        _writer.Write(_text);
    }

    /// <summary><c>file:line:column</c>, or file and node path for what came from a blob.</summary>
    public static string PlaceOf(SourceSpan? span, string? nodePath, string? property, string? fileName)
    {
        if (span is { } at)
        {
            SourcePosition start = at.Start;
            return ShownPath.Escape($"{ShownPath.Of(start.FileName)}:{start.Line}:{start.Column}");
        }
        string node = nodePath is null ? "" : property is null ? nodePath : nodePath + ":" + property;
        string file = fileName is null ? "" : ShownPath.Of(fileName);
        string place = file.Length == 0 ? node : node.Length == 0 ? file : file + ": " + node;
        return place.Length == 0 ? "ipa" : ShownPath.Escape(place);
    }

    public static string SeverityName(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };

    private void Line(string text) => _text.Append(text).Append('\n');

    /// <summary>As <see cref="PlaceOf"/>, but the shortened path of a file is worked out once.</summary>
    private string Place(SourceSpan? span, string? nodePath, string? property, string? fileName)
    {
        if (span is not { } at)
        {
            return PlaceOf(span, nodePath, property, fileName);
        }
        SourcePosition start = at.Start;
        if (!_shown.TryGetValue(start.FileName, out string? shown))
        {
            shown = ShownPath.Escape(ShownPath.Of(start.FileName));
            _shown.Add(start.FileName, shown);
        }
        return $"{shown}:{start.Line}:{start.Column}";
    }

    private void WriteFrame(SourceSpan? span, string color)
    {
        if (span is not { } at || at.File.Text.Length == 0)
        {
            return;
        }
        SourcePosition start = at.Start;
        string line = at.File.LineText(at.File.PhysicalLineAt(at.Offset));
        string before = Encoding.UTF8.GetString(at.File.Text.Slice(at.Offset - (start.Column - 1), start.Column - 1));
        if (before.Length > line.Length)
        {
            return;
        }
        ReadOnlySpan<byte> marked = at.File.Text.Slice(at.Offset, Math.Min(at.Length, at.File.Text.Length - at.Offset));
        int lineEnd = marked.IndexOfAny((byte)'\n', (byte)'\r');
        int width = Math.Max(1, Encoding.UTF8.GetCharCount(lineEnd < 0 ? marked : marked[..lineEnd]));
        string number = start.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        string indent = new([.. before.Select(c => c == '\t' ? '\t' : ' ')]);
        Line($"{Tint(number + " |", "34")} {ShownPath.Escape(line)}");
        Line($"{Tint("      |", "34")} {indent}{Tint(new string('^', Math.Min(width, 200)), color)}");
    }

    private static string SeverityColor(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "31",
        DiagnosticSeverity.Warning => "33",
        _ => "36",
    };

    private string Bold(string text) => Tint(text, "1");

    private string Tint(string text, string code) => _color ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
