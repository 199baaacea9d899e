using System.Globalization;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Findings in dtc's form, which filters of logs know: place, level, name of the check, path, text.</summary>
internal sealed class DtcMessages(Terminal terminal, int quiet, string outputName)
{
    /// <summary>Writes the findings that the level of quietness leaves.</summary>
    public void Write(IEnumerable<Diagnostic> found)
    {
        foreach (Diagnostic each in found)
        {
            if (each.Check is not null)
            {
                WriteCheck(each);
            }
            else if (each is { IsError: true, Id: DiagnosticIds.FileNotFound, Span: not null } && QuotedIn(each.Message) is { } name)
            {
                // dtc reads no further.
                throw new DtcFailure($"Couldn't open \"{name}\": No such file or directory");
            }
            else if (each.IsError && quiet < 3)
            {
                terminal.Error.WriteLine($"{(IsLexical(each.Id) ? "Lexical error" : "Error")}: {(each.Span is { } span ? PlaceOf(span) + " " : "")}{(IsSyntax(each.Id) ? "syntax error: " : "")}{ShownText.Escape(each.Message)}");
            }
            else if (!each.IsError && quiet < 1)
            {
                terminal.Error.WriteLine("WARNING: " + ShownText.Escape(each.Message));
            }
        }
    }

    /// <summary>A run of text as dtc writes it: <c>file:line.column-column</c> or <c>file:line.column-line.column</c>, the end behind the last byte.</summary>
    public static string PlaceOf(SourceSpan span)
    {
        (SourcePosition start, SourcePosition end) = (span.Start, span.End);
        string last = start.Line == end.Line ? "" : end.Line.ToString(CultureInfo.InvariantCulture) + ".";
        return ShownText.Escape($"{start.FileName}:{start.Line}.{start.Column}-{last}{end.Column}");
    }

    private static string? QuotedIn(string message) => message.Split('"') is [_, { } name, ..] ? name : null;

    /// <summary>What dtc says when it gives up a text.</summary>
    public static string EndOfParsing(IEnumerable<Diagnostic> found) => found.Any(each => each.IsError && (IsSyntax(each.Id) || each.Id is DiagnosticIds.PropertyAfterChild or DiagnosticIds.ReservationMisplaced)) ? "Unable to parse input tree" : "Syntax error parsing input tree";

    private static bool IsSyntax(string id) => id is DiagnosticIds.UnexpectedText or DiagnosticIds.MissingSemicolon or DiagnosticIds.UnexpectedEnd or DiagnosticIds.MissingVersion
        or DiagnosticIds.ByteString or DiagnosticIds.UnterminatedComment or DiagnosticIds.UnterminatedString or DiagnosticIds.CommentWithoutLineEnd;

    private static bool IsLexical(string id) => id is DiagnosticIds.MalformedInteger or DiagnosticIds.IntegerTooLarge or DiagnosticIds.CharacterLiteral or DiagnosticIds.EscapeSequence;

    private void WriteCheck(Diagnostic found)
    {
        if (quiet >= (found.IsError ? 2 : 1))
        {
            return;
        }
        string level = found.IsError ? "ERROR" : "Warning";
        if (found.Prerequisite is { } prerequisite)
        {
            terminal.Error.WriteLine($"{OutputName}: {level} ({found.Check}): Failed prerequisite '{prerequisite}'");
            return;
        }
        if (found is { Check: "unique_unit_address" or "unique_unit_address_if_enabled", SubjectNode.Parent: { } parent })
        {
            WriteTwins(found, level, parent);
            return;
        }
        IReadOnlyList<SourceSpan> bodies = found.SubjectNode?.Bodies ?? [];
        string place = found.SubjectProperty?.StatementSpan is { } statement ? PlaceOf(statement) : bodies.Count > 0 ? PlaceOf(bodies[0]) : OutputName;
        string subject = found.NodePath is null ? "" : found.SubjectProperty is null ? found.NodePath + ": " : $"{found.NodePath}:{found.SubjectProperty.Name}: ";
        terminal.Error.WriteLine($"{place}: {level} ({found.Check}): {ShownText.Escape(subject + found.Message)}");
        for (int i = 1; i < bodies.Count && found.SubjectProperty is null; i++)
        {
            terminal.Error.WriteLine("  also defined at " + PlaceOf(bodies[i]));
        }
    }

    /// <summary>Of nodes with one address dtc tells every pair, at the first of the two.</summary>
    private void WriteTwins(Diagnostic found, string level, Node parent)
    {
        bool skipsDisabled = found.Check == "unique_unit_address_if_enabled";
        foreach (Node twin in parent.Children.TakeWhile(each => each != found.SubjectNode).Where(each => each.UnitAddress == found.SubjectNode!.UnitAddress && !(skipsDisabled && IsDisabled(each))))
        {
            IReadOnlyList<SourceSpan> bodies = twin.Bodies;
            terminal.Error.WriteLine($"{(bodies.Count > 0 ? PlaceOf(bodies[0]) : OutputName)}: {level} ({found.Check}): {ShownText.Escape($"{twin.Path}: duplicate unit-address (also used in node {found.NodePath})")}");
            foreach (SourceSpan body in bodies.Skip(1))
            {
                terminal.Error.WriteLine("  also defined at " + PlaceOf(body));
            }
        }
    }

    private static bool IsDisabled(Node node) => node.TryGetString("status", out string status) && status == "disabled";

    private string OutputName => outputName == "-" ? "<stdout>" : ShownText.Escape(outputName);
}
