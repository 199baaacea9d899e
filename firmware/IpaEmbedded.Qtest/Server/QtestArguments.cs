namespace IpaEmbedded.Qtest;

/// <summary>The words of one command line: a name and its arguments, taken one by one.</summary>
internal sealed class QtestArguments
{
    private readonly string[] _words;
    private int _next = 1;

    public QtestArguments(string line)
    {
        _words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The command; empty for an empty line.</summary>
    public string Command => _words.Length == 0 ? "" : _words[0];

    public bool HasMore => _next < _words.Length;

    /// <summary>The next argument as it is.</summary>
    /// <exception cref="QtestRefusal">There is none.</exception>
    public string Text(string name) => HasMore ? _words[_next++] : throw new QtestRefusal($"{Command}: {name} is missing");

    /// <summary>The next argument as a number: 0x for hexadecimal, a leading 0 for octal, else decimal.</summary>
    /// <exception cref="QtestRefusal">There is none, or it is no number of 64 bits.</exception>
    public ulong Number(string name)
    {
        string text = Text(name);
        return QtestNumber.TryParse(text, out ulong value) ? value : throw new QtestRefusal($"{Command}: {name} '{text}' is no number");
    }

    /// <summary>The next argument as a number of at most <paramref name="max"/>.</summary>
    public int Number(string name, int max)
    {
        ulong value = Number(name);
        return value <= (ulong)max ? (int)value : throw new QtestRefusal($"{Command}: {name} {value} is more than {max}");
    }

    /// <summary>The next argument as a number of 32 bits; a larger one is refused, not cut.</summary>
    public uint Number32(string name) => (uint)Value(name, 4);

    /// <summary>The next argument as a number of that many bytes; a larger one is refused, not cut.</summary>
    public ulong Value(string name, int bytes)
    {
        ulong value = Number(name);
        ulong max = ulong.MaxValue >> (64 - (8 * bytes));
        return value <= max ? value : throw new QtestRefusal($"{Command}: {name} 0x{value:x} has more than {8 * bytes} bits");
    }

    /// <summary>The next argument as a switch: 0 or 1.</summary>
    public bool Switch(string name) => Number(name, 1) == 1;

    /// <summary>The next argument as bytes in base64.</summary>
    public byte[] Base64(string name)
    {
        string text = Text(name);
        byte[] bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : throw new QtestRefusal($"{Command}: {name} is not base64");
    }

    /// <summary>The next argument as bytes in hexadecimal behind 0x.</summary>
    public byte[] Hex(string name)
    {
        string text = Text(name);
        ReadOnlySpan<char> digits = text.AsSpan(text.StartsWith("0x", StringComparison.Ordinal) ? 2 : 0);
        byte[] bytes = new byte[digits.Length / 2];
        bool fits = Convert.FromHexString(digits, bytes, out _, out int written) == System.Buffers.OperationStatus.Done;
        return fits && written == bytes.Length && digits.Length % 2 == 0 ? bytes : throw new QtestRefusal($"{Command}: {name} is not hexadecimal");
    }

    /// <summary>Sees that nothing is left, and only then acts; the answer is that it is done.</summary>
    /// <exception cref="QtestRefusal">There are arguments that nobody asked for.</exception>
    public string Done(Action action)
    {
        End();
        action();
        return QtestCommand.Okay;
    }

    /// <summary>Sees that nothing is left, and only then asks for what is answered.</summary>
    /// <exception cref="QtestRefusal">There are arguments that nobody asked for.</exception>
    public string Answer(Func<string> value)
    {
        End();
        return $"{QtestCommand.Okay} {value()}".TrimEnd();
    }

    /// <exception cref="QtestRefusal">There are arguments that nobody asked for.</exception>
    public void End()
    {
        if (HasMore)
        {
            throw new QtestRefusal($"{Command}: '{_words[_next]}' is one argument too many");
        }
    }
}
