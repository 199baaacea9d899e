using System.Runtime.InteropServices;

namespace IpaEmbedded.Fuzz;

/// <summary>Changes to device tree source that keep statements, values and braces whole, so that the result often still parses.</summary>
public static class SourceMutations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [RemoveStatement, DuplicateStatement, MoveStatement, TakeStatement, WrapStatement, SwapWords, ReplaceWord];

    private static void RemoveStatement(List<byte> input, byte[] other, Random random)
    {
        if (Pick(CollectionsMarshal.AsSpan(input), random, out int start, out int length))
        {
            input.RemoveRange(start, length);
        }
    }

    private static void DuplicateStatement(List<byte> input, byte[] other, Random random)
    {
        if (Pick(CollectionsMarshal.AsSpan(input), random, out int start, out int length))
        {
            byte[] statement = [.. input.GetRange(start, length)];
            ByteMutations.InsertAt(input, PlaceOfStatement(CollectionsMarshal.AsSpan(input), random), statement);
        }
    }

    private static void MoveStatement(List<byte> input, byte[] other, Random random)
    {
        if (Pick(CollectionsMarshal.AsSpan(input), random, out int start, out int length))
        {
            byte[] statement = [.. input.GetRange(start, length)];
            input.RemoveRange(start, length);
            ByteMutations.InsertAt(input, PlaceOfStatement(CollectionsMarshal.AsSpan(input), random), statement);
        }
    }

    private static void TakeStatement(List<byte> input, byte[] other, Random random)
    {
        if (Pick(other, random, out int start, out int length))
        {
            ByteMutations.InsertAt(input, PlaceOfStatement(CollectionsMarshal.AsSpan(input), random), other.AsSpan(start, length));
        }
    }

    private static void WrapStatement(List<byte> input, byte[] other, Random random)
    {
        if (Pick(CollectionsMarshal.AsSpan(input), random, out int start, out int length))
        {
            ByteMutations.InsertAt(input, start + length, "};"u8);
            ByteMutations.InsertAt(input, start, random.Next(2) == 0 ? "w{"u8 : "&soc{"u8);
        }
    }

    private static void SwapWords(List<byte> input, byte[] other, Random random)
    {
        Span<byte> text = CollectionsMarshal.AsSpan(input);
        if (Word(text, random, out int first, out int firstLength) && Word(text, random, out int second, out int secondLength) && first + firstLength <= second)
        {
            byte[] swapped = [.. text.Slice(second, secondLength), .. text[(first + firstLength)..second], .. text.Slice(first, firstLength)];
            swapped.CopyTo(text[first..]);
        }
    }

    private static void ReplaceWord(List<byte> input, byte[] other, Random random)
    {
        if (Word(CollectionsMarshal.AsSpan(input), random, out int start, out int length) && Word(other, random, out int from, out int count))
        {
            input.RemoveRange(start, length);
            ByteMutations.InsertAt(input, start, other.AsSpan(from, count));
        }
    }

    /// <summary>A statement: from behind a semicolon or brace to the semicolon that ends it, braces between in pairs.</summary>
    private static bool Pick(ReadOnlySpan<byte> text, Random random, out int start, out int length)
    {
        start = PlaceOfStatement(text, random);
        length = 0;
        int depth = 0;
        for (int at = start; at < text.Length; at++)
        {
            depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
            if (depth < 0)
            {
                return false;
            }
            if (depth == 0 && text[at] == ';')
            {
                length = at + 1 - start;
                return true;
            }
        }
        return false;
    }

    private static int PlaceOfStatement(ReadOnlySpan<byte> text, Random random)
    {
        if (text.Length == 0)
        {
            return 0;
        }
        int from = random.Next(text.Length);
        int found = text[from..].IndexOfAny((byte)';', (byte)'{');
        return found < 0 ? text.Length : from + found + 1;
    }

    private static bool Word(ReadOnlySpan<byte> text, Random random, out int start, out int length)
    {
        start = text.Length == 0 ? 0 : random.Next(text.Length);
        while (start > 0 && IsWord(text[start - 1]))
        {
            start--;
        }
        length = 0;
        while (start + length < text.Length && IsWord(text[start + length]))
        {
            length++;
        }
        return length > 0;
    }

    private static bool IsWord(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'-' or (byte)'_' or (byte)'#' or (byte)'@' or (byte)',';
}
