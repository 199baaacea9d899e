using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// Reads the text piece by piece as the parser asks: skips white space, comments and line markers, follows
/// <c>/include/</c>, and reads names, labels, literals and strings. It never goes back past a token.
/// </summary>
internal sealed class Lexer
{
    private const int MaximumIncludes = 200;

    private readonly CompileContext _context;
    private readonly Stack<IncludedFrom> _includes = new();
    private string _directory;

    public Lexer(CompileContext context, SourceMap map, string directory)
    {
        _context = context;
        Map = map;
        _directory = directory;
    }

    /// <summary>The text being read; changes when an included file begins or ends.</summary>
    public SourceMap Map { get; private set; }

    public int At { get; set; }

    public byte[] Text => Map.Buffer;

    public int End => Map.Length;

    public string Directory => _directory;

    /// <summary>End of the last token, for "expected ... after" messages.</summary>
    public int LastTokenEnd { get; set; }

    /// <summary>The byte at the reading position, 0 at the end of all text.</summary>
    public byte Current => At < Map.Length ? Map.Buffer[At] : (byte)0;

    public bool AtEnd => At >= Map.Length;

    public byte Ahead(int distance) => At + distance < Map.Length ? Map.Buffer[At + distance] : (byte)0;

    /// <summary>Moves to the next byte that means something and returns it, 0 at the end of all text.</summary>
    public byte Next()
    {
        while (true)
        {
            byte[] text = Map.Buffer;
            int end = Map.Length;
            int at = At;
            while (at < end)
            {
                byte c = text[at];
                if (c > ' ' && c != '/' && c != '#')
                {
                    At = at;
                    return c;
                }
                if (CharacterClass.Is(c, CharacterClass.Space))
                {
                    at++;
                    continue;
                }
                if (c == '#')
                {
                    if ((at == 0 || text[at - 1] == '\n') &&
                        LineMarker.TryParse(text.AsSpan(0, end), at, out _, out _, out int lineEnd))
                    {
                        at = lineEnd;
                        continue;
                    }
                }
                else if (c == '/' && at + 1 < end)
                {
                    if (text[at + 1] == '*')
                    {
                        int close = text.AsSpan(at + 2, end - at - 2).IndexOf("*/"u8);
                        if (close < 0)
                        {
                            _context.Diagnostics.Error(DiagnosticIds.UnterminatedComment, "the comment that starts here does not end", Map.Span(at, at + 2));
                            at = end;
                            continue;
                        }
                        at += close + 4;
                        continue;
                    }
                    if (text[at + 1] == '/')
                    {
                        int newline = text.AsSpan(at, end - at).IndexOf((byte)'\n');
                        if (newline < 0)
                        {
                            _context.Diagnostics.Error(DiagnosticIds.CommentWithoutLineEnd, "the comment is the last line and has no line end", Map.Span(at, end));
                            at = end;
                            continue;
                        }
                        at += newline + 1;
                        continue;
                    }
                    if (text[at + 1] == 'i' && text.AsSpan(at, end - at).StartsWith("/include/"u8))
                    {
                        At = at;
                        Include();
                        at = -1;
                        break;
                    }
                }
                At = at;
                return c == 0 ? (byte)1 : c;
            }
            if (at < 0)
            {
                continue;
            }
            At = at;
            if (_includes.Count == 0)
            {
                return 0;
            }
            (Map, At, _directory) = _includes.Pop();
        }
    }

    /// <summary>Consumes the byte if it is the next that means something.</summary>
    public bool TryTake(char c)
    {
        if (Next() != c)
        {
            return false;
        }
        At++;
        LastTokenEnd = At;
        return true;
    }

    /// <summary>Consumes a word such as <c>/bits/</c> if it stands here.</summary>
    public bool TryTake(ReadOnlySpan<byte> word)
    {
        if (!Text.AsSpan(At, End - At).StartsWith(word))
        {
            return false;
        }
        At += word.Length;
        LastTokenEnd = At;
        return true;
    }

    /// <summary>Consumes <c>label:</c> if it stands here.</summary>
    public bool TryTakeLabel(out string label)
    {
        label = "";
        int at = At;
        byte[] text = Text;
        int end = End;
        if (at >= end || !CharacterClass.Is(text[at], CharacterClass.LabelStart))
        {
            return false;
        }
        while (at < end && CharacterClass.Is(text[at], CharacterClass.LabelPart))
        {
            at++;
        }
        if (at >= end || text[at] != ':')
        {
            return false;
        }
        label = _context.Names.Intern(text.AsSpan(At, at - At));
        At = at + 1;
        LastTokenEnd = At;
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
        uint hash = 2166136261;
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
        At = at;
        LastTokenEnd = at;
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
            while (at < end && CharacterClass.Is(text[at], CharacterClass.LabelPart))
            {
                at++;
            }
            reference = _context.Names.Intern(text.AsSpan(start, at - start));
        }
        At = at;
        LastTokenEnd = at;
        return true;
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
        int at = At;
        while (at < End && at - At < 40 && CharacterClass.Is(Text[at], CharacterClass.Name))
        {
            at++;
        }
        if (at == At)
        {
            at++;
        }
        return "'" + Encoding.UTF8.GetString(Text, At, at - At) + "'";
    }

    public SourceSpan CurrentSpan()
    {
        int at = At;
        while (at < End && CharacterClass.Is(Text[at], CharacterClass.Name))
        {
            at++;
        }
        return Map.Span(At, Math.Max(at, Math.Min(At + 1, End)));
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
        if (_includes.Count + 1 >= MaximumIncludes)
        {
            _context.FatalError(DiagnosticIds.IncludeDepth, $"\"{name}\" would be the {MaximumIncludes}th file inside one another; the includes are endless", span);
            At = End;
            _includes.Clear();
            return;
        }
        if (_context.Load(name, _directory, span, $"the included file \"{name}\"") is not { } file)
        {
            if (_context.Stopped)
            {
                At = End;
                _includes.Clear();
            }
            return;
        }
        _includes.Push(new IncludedFrom(Map, At, _directory));
        Map = new SourceMap(file);
        At = 0;
        _directory = CompileContext.DirectoryOf(file.Path);
    }

    private sealed record IncludedFrom(SourceMap Map, int At, string Directory);
}
