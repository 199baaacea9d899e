namespace IpaEmbedded.DeviceTree;

/// <content>What stands at the reading position, and where the output is.</content>
public sealed partial class SourceFormatter
{
    private static readonly byte[][] Keywords =
    [
        .. new[] { "/omit-if-no-ref/", "/delete-node/", "/delete-property/", "/bits/", "/incbin/", "/memreserve/", "/plugin/", "/dts-v1/" }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>Length of the word between slashes that stands here; 0 for none. Its last slash may have a comment right behind it.</summary>
    private int KeywordLength() => _text[_at] == '/' ? Array.Find(Keywords, word => _text.AsSpan(_at).StartsWith(word))?.Length ?? 0 : 0;

    private bool IsDirective() => IsFirstOnLine() && LooksLikeDirective();

    private bool IsFirstOnLine()
    {
        int before = _at - 1;
        while (before >= 0 && _text[before] is (byte)' ' or (byte)'\t')
        {
            before--;
        }
        return before < 0 || _text[before] == '\n';
    }

    private bool LooksLikeDirective() =>
        DirectiveReader.Classify(_text, _at + 1, out _) != Directive.None || LineMarker.TryParse(_text, _at, out _, out _, out _);

    private bool StandsAlone() => _at + 1 >= _text.Length || !CharacterClass.Is(_text[_at + 1], CharacterClass.Name);

    private bool IsComment() => _text[_at] == '/' && _at + 1 < _text.Length && _text[_at + 1] is (byte)'*' or (byte)'/';

    private bool IsClosed(int start, int end) => end >= start + 4 && _text[end - 1] == '/' && _text[end - 2] == '*';

    /// <summary>True for a comment that a statement before it can keep on its line.</summary>
    private bool StaysOnLine(int at)
    {
        int end = PreprocessorLexer.EndOfComment(_text, at, _text.Length);
        return _text[at + 1] == '/' ? !EndsInBackslash(at, end) : !_text.AsSpan(at, end - at).Contains((byte)'\n');
    }

    /// <summary>True for a line comment that the preprocessor would join with the line below.</summary>
    private bool EndsInBackslash(int start, int end) => _text[start + 1] == '/' && _text.AsSpan(start, end - start).TrimEnd(" \t\r\n\f\v"u8) is [.., (byte)'\\'];

    private bool NextIsBlank() => _at < _text.Length && (CharacterClass.Is(_text[_at], CharacterClass.Space) || IsComment());

    private bool SkipInside()
    {
        bool newline = false;
        while (_at < _text.Length && CharacterClass.Is(_text[_at], CharacterClass.Space))
        {
            newline |= _text[_at] == '\n';
            _at++;
        }
        return newline;
    }

    private int CurrentColumn()
    {
        int start = _output.Length;
        while (start > 0 && _output[start - 1] != '\n')
        {
            start--;
        }
        int column = 0;
        for (int i = start; i < _output.Length; i++)
        {
            column = _output[i] == '\t' ? (column / TabWidth + 1) * TabWidth : column + 1;
        }
        return column;
    }

    private static string Indent(int column) => new string('\t', column / TabWidth) + new string(' ', column % TabWidth);

    private void SkipBlanks()
    {
        int lines = 0;
        while (_at < _text.Length && CharacterClass.Is(_text[_at], CharacterClass.Space))
        {
            lines += _text[_at] == '\n' ? 1 : 0;
            _at++;
        }
        _blankPending |= lines > 1 && _output.Length > 0;
    }

    /// <summary>Ends a line, unless nothing but its indentation is there.</summary>
    private void EndLine()
    {
        while (_output[^1] is ' ' or '\t')
        {
            _output.Length--;
        }
        if (_output[^1] != '\n')
        {
            _output.Append('\n');
        }
    }
}
