using System.Runtime.InteropServices;

namespace IpaEmbedded.Fuzz;

/// <summary>Changes to a regular expression and the text behind it: pieces are grouped, repeated and given alternatives, texts become long and nearly right.</summary>
public static class PatternMutations
{
    private static readonly string[] Repetitions = ["*", "+", "?", "{2}", "{,3}", "{1,9}", "{20,}", "+?", "{1,100}"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [Group, Repeat, Alternate, LookAround, Class, Stretch, SpoilEnd, SubjectOfPattern];

    private static void Group(List<byte> input, byte[] other, Random random) => Wrap(input, random, "("u8, ")"u8);

    private static void LookAround(List<byte> input, byte[] other, Random random)
    {
        string[] kinds = ["(?=", "(?!", "(?<=", "(?<!", "(?:"];
        Wrap(input, random, Bytes(kinds[random.Next(kinds.Length)]), ")"u8);
    }

    private static void Class(List<byte> input, byte[] other, Random random) => Wrap(input, random, random.Next(2) == 0 ? "["u8 : "[^"u8, "]"u8);

    private static void Repeat(List<byte> input, byte[] other, Random random) =>
        ByteMutations.InsertAt(input, random.Next(PatternEnd(input) + 1), Bytes(Repetitions[random.Next(Repetitions.Length)]));

    /// <summary>A piece, or itself: what backtracking tries in every combination.</summary>
    private static void Alternate(List<byte> input, byte[] other, Random random)
    {
        (int start, int length) = Piece(input, random);
        if (length > 0)
        {
            byte[] piece = [.. input.GetRange(start, length)];
            ByteMutations.InsertAt(input, start + length, [(byte)'|', .. piece, (byte)')']);
            ByteMutations.InsertAt(input, start, "("u8);
        }
    }

    /// <summary>A character of the text many times.</summary>
    private static void Stretch(List<byte> input, byte[] other, Random random)
    {
        int subject = PatternEnd(input) + 1;
        if (subject < input.Count)
        {
            int at = random.Next(subject, input.Count);
            byte[] run = new byte[random.Next(8, 300)];
            run.AsSpan().Fill(input[at]);
            ByteMutations.InsertAt(input, at, run);
        }
    }

    /// <summary>A text that nearly matches.</summary>
    private static void SpoilEnd(List<byte> input, byte[] other, Random random) => input.Add((byte)(random.Next(2) == 0 ? '!' : random.Next(' ', '~')));

    /// <summary>The expression's own characters as its text.</summary>
    private static void SubjectOfPattern(List<byte> input, byte[] other, Random random)
    {
        int end = PatternEnd(input);
        byte[] text = [.. input.GetRange(0, end).Where(b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)',' or (byte)'@')];
        CollectionsMarshal.SetCount(input, end);
        input.Add((byte)'\n');
        input.AddRange(text);
    }

    private static void Wrap(List<byte> input, Random random, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        (int start, int length) = Piece(input, random);
        ByteMutations.InsertAt(input, start + length, close);
        ByteMutations.InsertAt(input, start, open);
    }

    private static (int Start, int Length) Piece(List<byte> input, Random random)
    {
        int end = PatternEnd(input);
        int start = random.Next(end + 1);
        return (start, random.Next(Math.Min(12, end - start) + 1));
    }

    private static int PatternEnd(List<byte> input)
    {
        int line = CollectionsMarshal.AsSpan(input).IndexOf((byte)'\n');
        return line < 0 ? input.Count : line;
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}
