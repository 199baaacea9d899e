namespace IpaEmbedded.DeviceTree;

/// <summary>Cuts a byte range into preprocessing tokens; comments and line ends count as space.</summary>
internal struct PreprocessorLexer(byte[] text, int start, int end)
{
    private readonly byte[] _text = text;
    private readonly int _end = end;

    public int At { get; set; } = start;

    public PreprocessorToken Next()
    {
        int start = At;
        SkipSpace();
        var token = new PreprocessorToken { Buffer = _text, Start = At, SpaceBefore = At > start, Parameter = -1 };
        if (At >= _end)
        {
            token.Kind = PreprocessorTokenKind.End;
            return token;
        }
        byte c = _text[At];
        if (CharacterClass.Is(c, CharacterClass.LabelStart))
        {
            At = EndOfIdentifier(_text, At, _end);
            token.Kind = PreprocessorTokenKind.Identifier;
        }
        else if (CharacterClass.Is(c, CharacterClass.Digit) || (c == '.' && At + 1 < _end && CharacterClass.Is(_text[At + 1], CharacterClass.Digit)))
        {
            At = EndOfNumber(_text, At, _end);
            token.Kind = PreprocessorTokenKind.Number;
        }
        else if (c is (byte)'"' or (byte)'\'')
        {
            At = EndOfQuoted(_text, At, _end, out bool closed);
            token.Kind = !closed ? PreprocessorTokenKind.Other : c == '"' ? PreprocessorTokenKind.String : PreprocessorTokenKind.Character;
        }
        else
        {
            At += OperatorLength(_text, At, _end);
            token.Kind = c is (byte)'@' or (byte)'\\' or (byte)'$' or (byte)'`' or >= 0x80 ? PreprocessorTokenKind.Other : PreprocessorTokenKind.Operator;
        }
        token.Length = At - token.Start;
        return token;
    }

    public static int EndOfIdentifier(byte[] text, int at, int end)
    {
        while (at < end && CharacterClass.Is(text[at], CharacterClass.LabelPart))
        {
            at++;
        }
        return at;
    }

    /// <summary>A number takes letters, dots and a sign behind an exponent with it, so <c>0xe+X</c> is one token.</summary>
    public static int EndOfNumber(byte[] text, int at, int end)
    {
        at++;
        while (at < end && NumberGoesOn(text[at - 1], text[at]))
        {
            at++;
        }
        return at;
    }

    /// <summary>True if a name or number and the text behind it are one token.</summary>
    public static bool GoesOn(PreprocessorToken token, ReadOnlySpan<byte> text)
    {
        byte last = token.Text[^1];
        foreach (byte c in text)
        {
            if (token.Kind == PreprocessorTokenKind.Number ? !NumberGoesOn(last, c) : !CharacterClass.Is(c, CharacterClass.LabelPart))
            {
                return false;
            }
            last = c;
        }
        return true;
    }

    private static bool NumberGoesOn(byte last, byte c) =>
        CharacterClass.Is(c, CharacterClass.LabelPart) || c == '.' || (c is (byte)'+' or (byte)'-' && (last | 0x20) is ('e' or 'p'));

    /// <summary>End of a string or character; one that does not close on its line takes the rest of the line.</summary>
    public static int EndOfQuoted(byte[] text, int at, int end, out bool closed)
    {
        byte quote = text[at++];
        while (at < end && text[at] != '\n')
        {
            if (text[at] == '\\' && at + 1 < end)
            {
                at += 2;
                continue;
            }
            if (text[at] == quote)
            {
                closed = true;
                return at + 1;
            }
            at++;
        }
        closed = false;
        return Math.Min(at, end);
    }

    /// <summary>End of the comment at this place, or the place itself if none starts here.</summary>
    public static int EndOfComment(byte[] text, int at, int end) => EndOfComment(text, at, end, out _);

    /// <inheritdoc cref="EndOfComment(byte[], int, int)"/>
    public static int EndOfComment(byte[] text, int at, int end, out bool closed)
    {
        closed = true;
        if (at + 1 >= end || text[at] != '/')
        {
            return at;
        }
        if (text[at + 1] == '*')
        {
            int close = text.AsSpan(at + 2, end - at - 2).IndexOf("*/"u8);
            closed = close >= 0;
            return closed ? at + close + 4 : end;
        }
        if (text[at + 1] == '/')
        {
            int next = at + 2;
            while (next < end && !(text[next] == '\n' && !LineSplice.EndsAt(text, next)))
            {
                next++;
            }
            return next;
        }
        return at;
    }

    private void SkipSpace()
    {
        while (At < _end)
        {
            byte c = _text[At];
            if (CharacterClass.Is(c, CharacterClass.Space))
            {
                At++;
            }
            else if (LineSplice.LengthAt(_text, At, _end) is > 0 and int joined)
            {
                At += joined;
            }
            else
            {
                int end = EndOfComment(_text, At, _end);
                if (end == At)
                {
                    return;
                }
                At = end;
            }
        }
    }

    private static int OperatorLength(byte[] text, int at, int end)
    {
        if (at + 1 >= end)
        {
            return 1;
        }
        char first = (char)text[at], second = (char)text[at + 1];
        if (at + 2 < end && ((first == '<' && second == '<') || (first == '>' && second == '>')) && text[at + 2] == '=')
        {
            return 3;
        }
        if (at + 2 < end && first == '.' && second == '.' && text[at + 2] == '.')
        {
            return 3;
        }
        bool two = (first, second) is ('#', '#') or ('&', '&') or ('|', '|') or ('=', '=') or ('!', '=') or ('<', '=') or ('>', '=') or ('<', '<')
            or ('>', '>') or ('+', '+') or ('-', '-') or ('-', '>') or ('+', '=') or ('-', '=') or ('*', '=') or ('/', '=') or ('%', '=')
            or ('&', '=') or ('|', '=') or ('^', '=') or (':', ':');
        return two ? 2 : 1;
    }
}
