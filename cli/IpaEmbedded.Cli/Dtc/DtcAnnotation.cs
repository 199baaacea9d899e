using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>Where each line came from, as <c>dtc -T</c> writes it behind the line.</summary>
/// <param name="level">0 writes nothing, 1 files and lines, 2 files, lines and columns.</param>
/// <param name="input">The first file; with level 1 others are named from its directory on.</param>
internal sealed class DtcAnnotation(int level, string input)
{
    /// <summary>The comment for some places, the first or the last line of each; empty if there is none to write.</summary>
    public string Of(IEnumerable<SourceSpan> places, bool isEnd = false)
    {
        if (level == 0)
        {
            return "";
        }
        string text = string.Join(", ", places.Select(place => TextOf(place, isEnd)));
        return text.Length > 0 ? $" /* {text} */" : level > 1 ? " /* <no-file>:<no-line> */" : "";
    }

    private string TextOf(SourceSpan place, bool isEnd)
    {
        (SourcePosition start, SourcePosition end) = (place.Start, place.End);
        return level > 1
            ? $"{start.FileName}:{start.Line}:{start.Column}-{end.Line}:{end.Column}"
            : $"{Shorten(start.FileName)}:{(isEnd ? end.Line : start.Line)}";
    }

    private string Shorten(string path)
    {
        int slash = 0;
        for (int i = 0; i < path.Length && i < input.Length && path[i] == input[i]; i++)
        {
            slash = path[i] == '/' ? i + 1 : slash;
        }
        return slash == 0 ? path : string.Concat(Enumerable.Repeat("../", input[slash..].Count(c => c == '/'))) + path[slash..];
    }
}
