using System.Globalization;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>Prints findings in the compiler shape with the line of the text, a caret, and a note for each second place.</summary>
public sealed class DiagnosticText
{
    // Numbers of ECMA-48's "select graphic rendition".
    private const string Bold = "1";
    private const string GutterColor = "34";
    private const string NoteColor = "36";

    // Five digits of a line number and " | ".
    private const int GutterWidth = 8;

    private readonly TextWriter _writer;
    private readonly bool _color;
    private readonly int _columns;
    private readonly StringBuilder _text = new();
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    public DiagnosticText(TextWriter writer, bool color, int columns)
    {
        _columns = columns;
        _writer = writer;
        _color = color;
    }

    public void Write(Diagnostic diagnostic)
    {
        _text.Clear();
        string color = SeverityColor(diagnostic.Severity);
        AppendPlace(diagnostic.Span, diagnostic.NodePath, diagnostic.Property, diagnostic.FileName);
        Tinted(SeverityName(diagnostic.Severity), color).Append(' ').Append(diagnostic.Id).Append(": ");
        Tinted(ShownText.Escape(diagnostic.Message), Bold).Append('\n');
        AppendFrame(diagnostic.Span, color);
        for (int i = 0; i < diagnostic.Related.Count; i++)
        {
            RelatedLocation related = diagnostic.Related[i];
            if (related is { Span: null, NodePath: null })
            {
                Tinted("      =", GutterColor).Append(' ');
                Tinted("help", NoteColor).Append(": ").Append(ShownText.Escape(related.Message)).Append('\n');
                continue;
            }
            AppendPlace(related.Span, related.NodePath, null, null);
            Tinted("note", NoteColor).Append(": ").Append(ShownText.Escape(related.Message)).Append('\n');
            AppendFrame(related.Span, NoteColor);
        }
        _writer.Write(_text);
    }

    /// <summary><c>file:line:column</c>, or file and node path for what came from a blob.</summary>
    public static string PlaceOf(SourceSpan? span, string? nodePath, string? property, string? fileName)
    {
        if (span is { } at)
        {
            SourcePosition start = at.Start;
            return ShownText.Escape($"{ShownPath.Of(start.FileName)}:{start.Line}:{start.Column}");
        }
        string node = nodePath is null ? "" : property is null ? nodePath : nodePath + ":" + property;
        string file = fileName is null ? "" : ShownPath.Of(fileName);
        string place = file.Length == 0 ? node : node.Length == 0 ? file : file + ": " + node;
        return place.Length == 0 ? "ipa" : ShownText.Escape(place);
    }

    public static string SeverityName(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };

    /// <summary>As <see cref="PlaceOf"/>, but the shortened path of a file is worked out once.</summary>
    private void AppendPlace(SourceSpan? span, string? nodePath, string? property, string? fileName)
    {
        Begin(Bold);
        if (span is { } at)
        {
            SourcePosition start = at.Start;
            if (!_shown.TryGetValue(start.FileName, out string? shown))
            {
                shown = ShownText.Escape(ShownPath.Of(start.FileName));
                _shown.Add(start.FileName, shown);
            }
            _text.Append(shown).Append(':').Append(start.Line).Append(':').Append(start.Column);
        }
        else
        {
            _text.Append(PlaceOf(span, nodePath, property, fileName));
        }
        End().Append(": ");
    }

    private void AppendFrame(SourceSpan? span, string color)
    {
        if (span is not { } at || at.File.Text.Length == 0)
        {
            return;
        }
        CodeFrame frame = CodeFrame.Of(at, _columns - GutterWidth);
        Begin(GutterColor).Append(CultureInfo.InvariantCulture, $"{at.Line,5} |");
        End().Append(' ').Append(frame.Line).Append('\n');
        Tinted("      |", GutterColor).Append(' ').Append(frame.Indent);
        Begin(color).Append('^', frame.Carets);
        End().Append('\n');
    }

    private static string SeverityColor(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "31",
        DiagnosticSeverity.Warning => "33",
        _ => NoteColor,
    };

    private StringBuilder Tinted(string text, string code)
    {
        Begin(code).Append(text);
        return End();
    }

    private StringBuilder Begin(string code) => _color ? _text.Append("\u001b[").Append(code).Append('m') : _text;

    private StringBuilder End() => _color ? _text.Append("\u001b[0m") : _text;
}
