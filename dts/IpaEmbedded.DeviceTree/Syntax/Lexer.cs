using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// The text as tokens, one after the other as the reader asks for them. What stands between two (white space, comments,
/// line markers) is passed over for the compiler, which also follows <c>/include/</c>, and kept as <see cref="Trivia"/>
/// for the formatter. It never goes back past a token.
/// </summary>
internal sealed class Lexer(CompileContext context, SourceMap map, string directory)
{
    private readonly CompileContext _context = context;
    private readonly Stack<IncludedFrom> _includes = new();
    private string _directory = directory;

    // What has no colon behind it is no label from any of its characters on: bytes may stand in one word of any length.
    private int _wordEnd;

    /// <summary>The text being read; changes when an included file begins or ends.</summary>
    public SourceMap Map { get; private set; } = map;

    public int At { get; set; }

    public byte[] Text => Map.Buffer;

    public int End => Map.Length;

    public string Directory => _directory;

    /// <summary>
    /// Takes the comments and preprocessor lines in front of each token; null to pass over them. With it, the text is read as
    /// its author wrote it: line comments may be joined with the next line, and <c>/include/</c> is a token.
    /// </summary>
    public Queue<Trivia>? Trivia { get; init; }

    /// <summary>End of the last token, for "expected ... after" messages.</summary>
    public int LastTokenEnd { get; private set; }

    /// <summary>The text that the last token stands in; the reader may be in another since.</summary>
    public SourceMap LastTokenMap { get; private set; } = map;

    /// <summary>The byte at the reading position, 0 at the end of all text.</summary>
    public byte Current => At < Map.Length ? Map.Buffer[At] : (byte)0;

    public byte Ahead(int distance) => At + distance < Map.Length ? Map.Buffer[At + distance] : (byte)0;

    /// <summary>Moves to the next token and returns its first byte, 0 at the end of all text.</summary>
    public byte Next()
    {
        while (true)
        {
            byte[] text = Map.Buffer;
            int end = Map.Length;
            int at = At;
            while (at < end && text[at] <= ' ' && CharacterClass.Is(text[at], CharacterClass.Space))
            {
                at++;
            }
            At = at;
            if (at < end)
            {
                byte c = text[at];
                if (c is not ((byte)'/' or (byte)'#') || !TryPassTrivia(c))
                {
                    return c == 0 ? (byte)1 : c;
                }
            }
            else if (_includes.Count == 0)
            {
                return 0;
            }
            else
            {
                (Map, At, _directory) = _includes.Pop();
                _wordEnd = At;
            }
        }
    }

    /// <summary>Consumes a token of this length.</summary>
    public void Take(int length = 1)
    {
        At += length;
        LastTokenEnd = At;
        LastTokenMap = Map;
    }

    /// <summary>Consumes the byte if it is the next token.</summary>
    public bool TryTake(char c)
    {
        if (Next() != c)
        {
            return false;
        }
        Take();
        return true;
    }

    /// <summary>Consumes a word such as <c>/bits/</c> if it stands here.</summary>
    public bool TryTake(ReadOnlySpan<byte> word)
    {
        if (!Text.AsSpan(At, End - At).StartsWith(word))
        {
            return false;
        }
        Take(word.Length);
        return true;
    }

    /// <summary>Consumes <c>label:</c> if it stands here.</summary>
    public bool TryTakeLabel(out string label)
    {
        label = "";
        byte[] text = Text;
        int end = End;
        if (At < _wordEnd || At >= end || !CharacterClass.Is(text[At], CharacterClass.LabelStart))
        {
            return false;
        }
        int at = PreprocessorLexer.EndOfIdentifier(text, At, end);
        if (at >= end || text[at] != ':')
        {
            _wordEnd = at;
            return false;
        }
        label = _context.Names.Intern(text.AsSpan(At, at - At));
        Take(at + 1 - At);
        return true;
    }

    /// <summary>Consumes a property or node name; false if none stands here.</summary>
    public bool TryTakeName(out string name)
    {
        name = "";
        byte[] text = Text;
        int end = End;
        int at = At;
        if (at < end && text[at] == '\\')
        {
            at++;
        }
        int start = at;
        uint hash = NameTable.Seed;
        ReadOnlySpan<byte> classes = CharacterClass.Classes;
        while (at < end && (classes[text[at]] & CharacterClass.Name) != 0)
        {
            hash = (hash ^ text[at]) * 16777619;
            at++;
        }
        if (at == start)
        {
            return false;
        }
        name = _context.Names.Intern(text.AsSpan(start, at - start), hash);
        Take(at - At);
        return true;
    }

    /// <summary>Consumes <c>&amp;label</c> or <c>&amp;{/path}</c>; the text is the label or the path.</summary>
    public bool TryTakeReference(out string reference)
    {
        reference = "";
        if (Current != '&')
        {
            return false;
        }
        byte[] text = Text;
        int end = End;
        int at = At + 1;
        if (at < end && text[at] == '{')
        {
            int start = ++at;
            while (at < end && CharacterClass.Is(text[at], CharacterClass.PathPart))
            {
                at++;
            }
            if (at >= end || text[at] != '}' || !BeginsAtRootOrLabel(text.AsSpan(start, at - start)))
            {
                return false;
            }
            reference = _context.Names.Intern(text.AsSpan(start, at - start));
            at++;
        }
        else
        {
            int start = at;
            if (at >= end || !CharacterClass.Is(text[at], CharacterClass.LabelStart))
            {
                return false;
            }
            at = PreprocessorLexer.EndOfIdentifier(text, at, end);
            reference = _context.Names.Intern(text.AsSpan(start, at - start));
        }
        Take(at - At);
        return true;
    }

    /// <summary>Consumes whatever token stands here; false if it is a string or a reference by path that does not end.</summary>
    public bool TryTakeAny()
    {
        byte c = Current;
        int end = c switch
        {
            (byte)'"' or (byte)'\'' => TextLiteral.FindClose(Text, At + 1, End, c) + 1 ?? At,
            (byte)'&' when Ahead(1) == '{' => At + 1 + Text.AsSpan(At, End - At).IndexOf((byte)'}'),
            (byte)'/' => At + SlashLength(Text.AsSpan(At, End - At)),
            _ => Math.Max(At + 1, PreprocessorLexer.EndOfIdentifier(Text, At, End)),
        };
        if (end <= At)
        {
            return false;
        }
        Take(end - At);
        return true;
    }

    /// <summary>Length of the word between slashes that the text begins with, or of the slash alone; a comment may come right behind it.</summary>
    private static int SlashLength(ReadOnlySpan<byte> text)
    {
        int slash = text[1..Math.Min(text.Length, "/delete-property/".Length)].IndexOf((byte)'/');
        ReadOnlySpan<byte> word = text[..(slash + 2)];
        return word.SequenceEqual("/bits/"u8) || word.SequenceEqual("/incbin/"u8) || word.SequenceEqual("/delete-node/"u8) || word.SequenceEqual("/delete-property/"u8)
            || word.SequenceEqual("/omit-if-no-ref/"u8) || word.SequenceEqual("/memreserve/"u8) || word.SequenceEqual("/plugin/"u8) || word.SequenceEqual("/dts-v1/"u8) ? word.Length : 1;
    }

    private static bool BeginsAtRootOrLabel(ReadOnlySpan<byte> path)
    {
        int slash = path.IndexOf((byte)'/');
        if (slash <= 0)
        {
            return slash == 0;
        }
        foreach (byte c in path[..slash])
        {
            if (!CharacterClass.Is(c, CharacterClass.LabelPart))
            {
                return false;
            }
        }
        return CharacterClass.Is(path[0], CharacterClass.LabelStart);
    }

    /// <summary>A word or a single byte at the reading position, quoted for a message.</summary>
    public string DescribeCurrent()
    {
        if (At >= End)
        {
            return "end of file";
        }
        return "'" + Encoding.UTF8.GetString(Text, At, Math.Clamp(NameLength(), 1, 40)) + "'";
    }

    public SourceSpan CurrentSpan() => Map.Span(At, Math.Min(At + Math.Max(1, NameLength()), End));

    private int NameLength()
    {
        int at = At;
        while (at < End && CharacterClass.Is(Text[at], CharacterClass.Name))
        {
            at++;
        }
        return at - At;
    }

    /// <summary>Reports that something else was expected than what stands here.</summary>
    public void ReportUnexpected(string expected, string id = DiagnosticIds.UnexpectedText, params RelatedLocation[] related) =>
        _context.Diagnostics.Error(id, $"expected {expected}, found {DescribeCurrent()}", CurrentSpan(), related);

    /// <summary>Passes over a comment or a preprocessor line, or goes into an included file; false if a token stands here.</summary>
    private bool TryPassTrivia(byte c)
    {
        if (c == '#')
        {
            return Trivia is null ? TryPassMarker() : TryPassDirective();
        }
        switch (Ahead(1))
        {
            case (byte)'*' or (byte)'/':
                PassComment();
                return true;
            case (byte)'i' when Trivia is null && Text.AsSpan(At, End - At).StartsWith("/include/"u8):
                Include();
                return true;
        }
        return false;
    }

    private void PassComment()
    {
        int start = At;
        bool isLine = Ahead(1) == '/';
        bool closed;
        if (isLine && Trivia is null)
        {
            int length = Text.AsSpan(start, End - start).IndexOf((byte)'\n');
            closed = length >= 0;
            At = closed ? start + length : End;
        }
        else
        {
            At = PreprocessorLexer.EndOfComment(Text, start, End, out closed);
        }
        if (Trivia is not null)
        {
            Trivia.Enqueue(new Trivia(isLine ? TriviaKind.LineComment : TriviaKind.BlockComment, start, At, closed));
        }
        else if (!closed && isLine)
        {
            _context.Diagnostics.Error(DiagnosticIds.CommentWithoutLineEnd, "the comment is the last line and has no line end", Map.Span(start, At));
        }
        else if (!closed)
        {
            _context.Diagnostics.Error(DiagnosticIds.UnterminatedComment, "the comment that starts here does not end", Map.Span(start, start + 2));
        }
    }

    private bool TryPassMarker()
    {
        if ((At > 0 && Text[At - 1] != '\n') || !LineMarker.TryParse(Text.AsSpan(0, End), At, out _, out _, out int lineEnd))
        {
            return false;
        }
        At = lineEnd;
        return true;
    }

    private bool TryPassDirective()
    {
        int before = Text.AsSpan(0, At).LastIndexOfAnyExcept((byte)' ', (byte)'\t');
        if ((before >= 0 && Text[before] != '\n') || !DirectiveReader.IsDirective(Text, At))
        {
            return false;
        }
        int start = At;
        At = DirectiveReader.EndOfDirective(Text, start, out bool closed);
        Trivia!.Enqueue(new Trivia(TriviaKind.Directive, start, At, closed));
        return true;
    }

    private void Include()
    {
        int start = At;
        int at = At + "/include/".Length;
        while (at < End && CharacterClass.Is(Text[at], CharacterClass.Space))
        {
            at++;
        }
        int close = at < End && Text[at] == '"' ? Text.AsSpan(at + 1, End - at - 1).IndexOfAny((byte)'"', (byte)'\n') : -1;
        if (close < 0 || Text[at + 1 + close] != '"')
        {
            _context.Diagnostics.Error(DiagnosticIds.UnexpectedText, "expected a quoted file name after /include/", Map.Span(start, at));
            At = at;
            return;
        }
        string name = Encoding.UTF8.GetString(Text, at + 1, close);
        SourceSpan span = Map.Span(at, at + close + 2);
        At = at + close + 2;
        if (_includes.Count + 1 >= Limits.IncludeDepth)
        {
            _context.FatalError(DiagnosticIds.IncludeDepth, $"\"{name}\" would be inside {Limits.IncludeDepth} files; the includes are endless", span);
        }
        else if (_context.Load(name, _directory, span, $"the included file \"{name}\"") is { } file)
        {
            _includes.Push(new IncludedFrom(Map, At, _directory));
            Map = new SourceMap(file);
            At = _wordEnd = 0;
            _directory = CompileContext.DirectoryOf(file.Path);
        }
        if (_context.Stopped)
        {
            At = End;
            _includes.Clear();
        }
    }

    private sealed record IncludedFrom(SourceMap Map, int At, string Directory);
}
