using System.Globalization;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>
/// Finds registers with their values in a line of any log. It knows these forms, wherever in the line they stand:
/// <c>NAME[N] = VALUE</c> (also <c>BLOCK:NAME[N] = VALUE</c>, as <c>ipa boot --registers</c> writes them);
/// <c>ADDRESS = VALUE</c> and <c>BLOCK:OFFSET = VALUE</c>, also with a colon in the place of the equals sign;
/// <c>ADDRESS: WORD WORD WORD WORD</c>, as U-Boot's md and kernel dumps print memory;
/// <c>addr=ADDRESS ... val=VALUE</c> and <c>reg=OFFSET val=VALUE</c> in any order, as trace events of the kernel print accesses.
/// </summary>
public sealed class RegisterLogLine
{
    private static readonly string[] AddressKeys = ["addr", "address", "reg", "off", "offset"];
    private static readonly string[] ValueKeys = ["val", "value", "data"];

    private readonly RegisterMap _map;
    private readonly List<string> _tokens = [];
    private readonly List<bool> _touchesNext = [];
    private readonly List<LoggedValue> _values = [];

    private RegisterLogLine(string line, RegisterMap map)
    {
        _map = map;
        Tokenise(line);
    }

    /// <summary>The registers of a line, in its order.</summary>
    public static IReadOnlyList<LoggedValue> Parse(string line, RegisterMap map)
    {
        var parser = new RegisterLogLine(line, map);
        parser.FindAssignments();
        parser.FindKeys();
        return parser._values;
    }

    private void FindAssignments()
    {
        for (int i = 1; i < _tokens.Count - 1; i++)
        {
            if (_tokens[i] is not ("=" or ":"))
            {
                continue;
            }
            string left = _tokens[i - 1];
            if (char.IsAsciiLetter(left[0]) && Number(_tokens[i + 1]) is { } value && value <= uint.MaxValue && _map.Catalog.Find(left) is { } named)
            {
                _values.Add(new LoggedValue(named, (uint)value));
            }
            else if (Address(left, i) is { } address)
            {
                // What stands right before an offset is its block; a word with a blank behind it is who prints.
                bool hasBlock = i > 2 && _tokens[i - 2] is ":" or "+" && _touchesNext[i - 2] && _touchesNext[i - 3];
                string? block = hasBlock ? RegisterMap.BlockOf(_tokens[i - 3]) : null;
                if (!hasBlock || block is not null)
                {
                    AddAt(address, block, i + 1, isDump: _tokens[i] == ":");
                }
            }
        }
    }

    /// <summary>The value behind an address, and of a dump every word after it.</summary>
    private void AddAt(ulong address, string? block, int at, bool isDump)
    {
        for (int word = 0; at + word < _tokens.Count && Number(_tokens[at + word]) is { } value && value <= uint.MaxValue && (word == 0 || IsWord(_tokens[at + word])); word++)
        {
            if (_map.Find(address + (ulong)(4 * word), block).FirstOrDefault() is { } register)
            {
                _values.Add(new LoggedValue(register, (uint)value));
            }
            if (!isDump || !IsWord(_tokens[at + word]))
            {
                return;
            }
        }
    }

    private void FindKeys()
    {
        ulong? address = null;
        ulong? value = null;
        for (int i = 1; i < _tokens.Count - 1; i++)
        {
            if (_tokens[i] != "=")
            {
                continue;
            }
            string key = _tokens[i - 1].ToLowerInvariant();
            address = AddressKeys.Contains(key) ? Hexadecimal(_tokens[i + 1]) : address;
            value = ValueKeys.Contains(key) ? Hexadecimal(_tokens[i + 1]) : value;
        }
        if (address is { } place && value is <= uint.MaxValue && _map.Find(place).FirstOrDefault() is { } register)
        {
            _values.Add(new LoggedValue(register, (uint)value));
        }
    }

    /// <summary>An address before a sign: with 0x, or before a colon as the eight or more digits of a dump.</summary>
    private ulong? Address(string text, int sign) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || (_tokens[sign] == ":" && IsWord(text)) ? Hexadecimal(text) : null;

    private static bool IsWord(string text) => text.Length is >= 8 and <= 16 && text.All(char.IsAsciiHexDigit);

    private static ulong? Number(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || IsWord(text) || text.Any(char.IsAsciiLetter) ? Hexadecimal(text)
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null;

    private static ulong? Hexadecimal(string text) =>
        ulong.TryParse(text.AsSpan(text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 2 : 0), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : null;

    /// <summary>Names with their index, numbers, and each other character that is no blank by itself.</summary>
    private void Tokenise(string line)
    {
        for (int i = 0; i < line.Length;)
        {
            int start = i;
            while (i < line.Length && (char.IsAsciiLetterOrDigit(line[i]) || line[i] == '_' || IsInside(line, start, i)))
            {
                i++;
            }
            if (i == start)
            {
                i++;
            }
            if (!char.IsWhiteSpace(line[start]))
            {
                _tokens.Add(line[start..i]);
                _touchesNext.Add(i < line.Length && !char.IsWhiteSpace(line[i]));
            }
        }
    }

    // The index of a register, and the dash of ipa-reg.
    private static bool IsInside(string line, int start, int at) => at > start && (line[at] is '[' or ']'
        || (line[at] == '-' && at + 1 < line.Length && char.IsAsciiLetter(line[at - 1]) && char.IsAsciiLetter(line[at + 1])));
}
