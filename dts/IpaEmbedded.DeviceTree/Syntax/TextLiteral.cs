namespace IpaEmbedded.DeviceTree;

/// <summary>Reads strings and character literals with their escapes.</summary>
internal sealed class TextLiteral(Lexer lexer, CompileContext context, ValueArena arena)
{
    private readonly Lexer _lexer = lexer;
    private readonly CompileContext _context = context;
    private readonly ValueArena _arena = arena;

    /// <summary>Reads a string into the arena, its terminating NUL included.</summary>
    public bool TryReadString()
    {
        byte[] text = _lexer.Text;
        int start = _lexer.At;
        if (FindClose(text, start + 1, _lexer.End, (byte)'"') is not { } close)
        {
            _context.Diagnostics.Error(DiagnosticIds.UnterminatedString, "the string that starts here does not end", _lexer.Map.Span(start, start + 1));
            return false;
        }
        _lexer.Take(close + 1 - start);
        int at = start + 1;
        for (int plain; (plain = text.AsSpan(at, close - at).IndexOf((byte)'\\')) >= 0;)
        {
            _arena.Append(text.AsSpan(at, plain));
            at += plain;
            if (!TryReadEscape(text, ref at, out byte value))
            {
                return false;
            }
            _arena.AppendByte(value);
        }
        _arena.Append(text.AsSpan(at, close - at));
        _arena.AppendByte(0);
        return true;
    }

    /// <summary>Reads a character literal; its value is the byte.</summary>
    public bool TryReadCharacter(out ulong value)
    {
        value = 0;
        byte[] text = _lexer.Text;
        int start = _lexer.At;
        if (FindClose(text, start + 1, _lexer.End, (byte)'\'') is not { } close)
        {
            _context.Diagnostics.Error(DiagnosticIds.CharacterLiteral, "the character literal that starts here does not end", _lexer.Map.Span(start, start + 1));
            return false;
        }
        _lexer.Take(close + 1 - start);
        int at = start + 1;
        byte single = text[at];
        if (single != '\\')
        {
            at++;
        }
        else if (!TryReadEscape(text, ref at, out single))
        {
            return false;
        }
        // Between quotes with nothing in them the second one was taken for the byte.
        if (at != close)
        {
            _context.Diagnostics.Error(DiagnosticIds.CharacterLiteral, "a character literal holds exactly one byte", _lexer.Map.Span(start, close + 1));
            return false;
        }
        value = single;
        return true;
    }

    /// <summary>Place of the quote that ends a string or character literal; null if there is none.</summary>
    public static int? FindClose(byte[] text, int at, int end, byte quote)
    {
        while (true)
        {
            int found = text.AsSpan(at, end - at).IndexOfAny(quote, (byte)'\\');
            if (found < 0)
            {
                return null;
            }
            at += found;
            if (text[at] == quote)
            {
                return at;
            }
            at = Math.Min(at + 2, end);
        }
    }

    // The quote that ends the literal ends the digits as well.
    private bool TryReadEscape(byte[] text, ref int at, out byte value)
    {
        int start = at++;
        byte c = text[at++];
        switch ((char)c)
        {
            case 'a': value = 7; return true;
            case 'b': value = 8; return true;
            case 't': value = 9; return true;
            case 'n': value = 10; return true;
            case 'v': value = 11; return true;
            case 'f': value = 12; return true;
            case 'r': value = 13; return true;
            case >= '0' and <= '7':
                int octal = c - '0';
                for (int digits = 1; digits < 3 && text[at] is >= (byte)'0' and <= (byte)'7'; digits++)
                {
                    octal = octal * 8 + (text[at++] - '0');
                }
                value = (byte)octal;
                return true;
            case 'x':
                int hex = 0, count = 0;
                while (count < 2 && CharacterClass.Is(text[at], CharacterClass.Hex))
                {
                    hex = hex * 16 + IntegerReader.HexValue(text[at++]);
                    count++;
                }
                value = (byte)hex;
                if (count == 0)
                {
                    _context.Diagnostics.Error(DiagnosticIds.EscapeSequence, "\\x needs one or two hexadecimal digits", _lexer.Map.Span(start, at));
                    return false;
                }
                return true;
            default:
                value = c;
                return true;
        }
    }
}
