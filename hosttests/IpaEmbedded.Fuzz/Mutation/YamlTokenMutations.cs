using System.Runtime.InteropServices;
using System.Text;

namespace IpaEmbedded.Fuzz;

/// <summary>Changes to the tokens of YAML: a value gets an anchor, becomes an alias, a list, a map, a text in another style, or stands where another stood.</summary>
public static class YamlTokenMutations
{
    private static readonly string[] Headers = ["|", ">", "|-", ">-", "|+", ">2", "|1-"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [Anchor, Alias, Quote, Bracket, Block, SwapValues, TakeValue, DuplicateKey, IndentBelow, Comment];

    private static void Anchor(List<byte> input, byte[] other, Random random)
    {
        if (Value(CollectionsMarshal.AsSpan(input), random, out int start, out _))
        {
            ByteMutations.InsertAt(input, start, Bytes($"&{(char)('a' + random.Next(3))} "));
        }
    }

    private static void Alias(List<byte> input, byte[] other, Random random) => Replace(input, random, Bytes($"*{(char)('a' + random.Next(3))}"));

    private static void Quote(List<byte> input, byte[] other, Random random)
    {
        byte quote = random.Next(2) == 0 ? (byte)'"' : (byte)'\'';
        if (Value(CollectionsMarshal.AsSpan(input), random, out int start, out int length))
        {
            ByteMutations.InsertAt(input, start + length, [quote]);
            ByteMutations.InsertAt(input, start, [quote]);
        }
    }

    private static void Bracket(List<byte> input, byte[] other, Random random)
    {
        if (Value(CollectionsMarshal.AsSpan(input), random, out int start, out int length))
        {
            (byte[] open, byte[] close) = random.Next(3) switch { 0 => (Bytes("[ "), Bytes(" ]")), 1 => (Bytes("{ k: "), Bytes(" }")), _ => (Bytes("[ &a "), Bytes(", *a ]")) };
            ByteMutations.InsertAt(input, start + length, close);
            ByteMutations.InsertAt(input, start, open);
        }
    }

    /// <summary>The value as a text of lines below its key.</summary>
    private static void Block(List<byte> input, byte[] other, Random random)
    {
        Span<byte> text = CollectionsMarshal.AsSpan(input);
        if (Value(text, random, out int start, out _))
        {
            int line = text[..start].LastIndexOf((byte)'\n') + 1;
            int indent = text[line..start].IndexOfAnyExcept((byte)' ', (byte)'-');
            ByteMutations.InsertAt(input, start, Bytes(Headers[random.Next(Headers.Length)] + "\n" + new string(' ', Math.Max(0, indent) + random.Next(4))));
        }
    }

    private static void SwapValues(List<byte> input, byte[] other, Random random)
    {
        Span<byte> text = CollectionsMarshal.AsSpan(input);
        if (Value(text, random, out int first, out int firstLength) && Value(text, random, out int second, out int secondLength) && first + firstLength <= second)
        {
            byte[] swapped = [.. text.Slice(second, secondLength), .. text[(first + firstLength)..second], .. text.Slice(first, firstLength)];
            swapped.CopyTo(text[first..]);
        }
    }

    private static void TakeValue(List<byte> input, byte[] other, Random random)
    {
        if (Value(other, random, out int start, out int length))
        {
            Replace(input, random, other.AsSpan(start, length).ToArray());
        }
    }

    private static void DuplicateKey(List<byte> input, byte[] other, Random random)
    {
        Span<byte> text = CollectionsMarshal.AsSpan(input);
        if (Value(text, random, out int start, out _))
        {
            int line = text[..start].LastIndexOf((byte)'\n') + 1;
            byte[] key = [.. text[line..start], (byte)'x', (byte)'\n'];
            ByteMutations.InsertAt(input, line, key);
        }
    }

    /// <summary>All lines from one on, up to another, go in or out together.</summary>
    private static void IndentBelow(List<byte> input, byte[] other, Random random)
    {
        string[] lines = Encoding.Latin1.GetString(CollectionsMarshal.AsSpan(input)).Split('\n');
        int from = random.Next(lines.Length), to = random.Next(from, lines.Length);
        bool goesIn = random.Next(2) == 0;
        for (int i = from; i <= to; i++)
        {
            lines[i] = goesIn ? " " + lines[i] : lines[i].StartsWith(' ') ? lines[i][1..] : lines[i];
        }
        byte[] changed = Bytes(string.Join('\n', lines));
        CollectionsMarshal.SetCount(input, changed.Length);
        changed.CopyTo(CollectionsMarshal.AsSpan(input));
    }

    private static void Comment(List<byte> input, byte[] other, Random random)
    {
        if (Value(CollectionsMarshal.AsSpan(input), random, out int start, out int length))
        {
            ByteMutations.InsertAt(input, random.Next(2) == 0 ? start : start + length, Bytes(random.Next(2) == 0 ? " # c" : "# c\n"));
        }
    }

    private static void Replace(List<byte> input, Random random, byte[] bytes)
    {
        if (Value(CollectionsMarshal.AsSpan(input), random, out int start, out int length))
        {
            input.RemoveRange(start, length);
            ByteMutations.InsertAt(input, start, bytes);
        }
    }

    /// <summary>What stands behind a colon, a comma, a bracket or a dash, up to the end of its line or the next of them.</summary>
    private static bool Value(ReadOnlySpan<byte> text, Random random, out int start, out int length)
    {
        start = length = 0;
        if (text.Length == 0)
        {
            return false;
        }
        int from = random.Next(text.Length);
        int mark = text[from..].IndexOfAny(":,[-"u8);
        if (mark < 0)
        {
            return false;
        }
        start = from + mark + 1;
        while (start < text.Length && text[start] == ' ')
        {
            start++;
        }
        int end = text[start..].IndexOfAny(",]}\n"u8);
        length = end < 0 ? text.Length - start : end;
        return length > 0;
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
