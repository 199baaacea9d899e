using System.Runtime.InteropServices;

namespace IpaEmbedded.Fuzz;

/// <summary>Changes to YAML that keep lines and what is below them whole, so that the result often still parses.</summary>
public static class YamlMutations
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [RemoveBlock, DuplicateBlock, TakeBlock, Indent, Outdent];

    private static void RemoveBlock(List<byte> input, byte[] other, Random random)
    {
        (int start, int length) = Block(CollectionsMarshal.AsSpan(input), random);
        input.RemoveRange(start, length);
    }

    private static void DuplicateBlock(List<byte> input, byte[] other, Random random)
    {
        (int start, int length) = Block(CollectionsMarshal.AsSpan(input), random);
        byte[] block = [.. input.GetRange(start, length)];
        ByteMutations.InsertAt(input, LineStart(CollectionsMarshal.AsSpan(input), random), block);
    }

    private static void TakeBlock(List<byte> input, byte[] other, Random random)
    {
        (int start, int length) = Block(other, random);
        ByteMutations.InsertAt(input, LineStart(CollectionsMarshal.AsSpan(input), random), other.AsSpan(start, length));
    }

    private static void Indent(List<byte> input, byte[] other, Random random) =>
        ByteMutations.InsertAt(input, LineStart(CollectionsMarshal.AsSpan(input), random), random.Next(3) == 0 ? "  - "u8 : "  "u8);

    private static void Outdent(List<byte> input, byte[] other, Random random)
    {
        Span<byte> text = CollectionsMarshal.AsSpan(input);
        int start = LineStart(text, random);
        if (text[start..].StartsWith("  "u8))
        {
            input.RemoveRange(start, 2);
        }
    }

    /// <summary>A line and the lines behind it that are further in.</summary>
    private static (int Start, int Length) Block(ReadOnlySpan<byte> text, Random random)
    {
        int start = LineStart(text, random);
        int indent = IndentAt(text, start);
        int end = start;
        do
        {
            int line = text[end..].IndexOf((byte)'\n');
            end = line < 0 ? text.Length : end + line + 1;
        }
        while (end < text.Length && IndentAt(text, end) > indent);
        return (start, end - start);
    }

    private static int LineStart(ReadOnlySpan<byte> text, Random random) => text.Length == 0 ? 0 : text[..random.Next(text.Length)].LastIndexOf((byte)'\n') + 1;

    private static int IndentAt(ReadOnlySpan<byte> text, int start)
    {
        int indent = text[start..].IndexOfAnyExcept((byte)' ');
        return indent < 0 ? text.Length - start : indent;
    }
}
