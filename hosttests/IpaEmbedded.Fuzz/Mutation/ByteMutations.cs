using System.Runtime.InteropServices;

namespace IpaEmbedded.Fuzz;

/// <summary>Changes that need to know nothing of the format.</summary>
public static class ByteMutations
{
    private static readonly uint[] InterestingWords = [0, 1, 2, 3, 4, 9, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffc, 0xffffffff];

    /// <summary>All of them; pieces of the dictionary are put in or written over as well.</summary>
    public static IReadOnlyList<Mutation> All(IReadOnlyList<byte[]> dictionary)
    {
        var all = new List<Mutation> { SetByte, FlipBit, Remove, Duplicate, SetWord, AddToByte, Splice, SwapPieces };
        if (dictionary.Count > 0)
        {
            all.Add((input, _, random) => InsertAt(input, random.Next(input.Count + 1), dictionary[random.Next(dictionary.Count)]));
            all.Add((input, _, random) => Overwrite(input, random.Next(input.Count + 1), dictionary[random.Next(dictionary.Count)]));
            all.Add((input, _, random) => Overwrite(input, random.Next(input.Count + 1) & ~3, dictionary[random.Next(dictionary.Count)]));
        }
        return all;
    }

    /// <summary>Puts bytes between those that are there.</summary>
    public static void InsertAt(List<byte> input, int at, ReadOnlySpan<byte> bytes)
    {
        CollectionsMarshal.SetCount(input, input.Count + bytes.Length);
        Span<byte> all = CollectionsMarshal.AsSpan(input);
        all[at..^bytes.Length].CopyTo(all[(at + bytes.Length)..]);
        bytes.CopyTo(all[at..]);
    }

    /// <summary>Writes bytes over those that are there, as far as the input goes.</summary>
    public static void Overwrite(List<byte> input, int at, ReadOnlySpan<byte> bytes)
    {
        Span<byte> place = CollectionsMarshal.AsSpan(input)[at..];
        bytes[..Math.Min(bytes.Length, place.Length)].CopyTo(place);
    }

    private static void SetByte(List<byte> input, byte[] other, Random random)
    {
        if (input.Count > 0)
        {
            input[random.Next(input.Count)] = (byte)random.Next(256);
        }
    }

    private static void FlipBit(List<byte> input, byte[] other, Random random)
    {
        if (input.Count > 0)
        {
            input[random.Next(input.Count)] ^= (byte)(1 << random.Next(8));
        }
    }

    private static void AddToByte(List<byte> input, byte[] other, Random random)
    {
        if (input.Count > 0)
        {
            input[random.Next(input.Count)] += (byte)random.Next(-16, 17);
        }
    }

    private static void Remove(List<byte> input, byte[] other, Random random)
    {
        if (input.Count > 0)
        {
            int at = random.Next(input.Count);
            input.RemoveRange(at, Math.Min(random.Next(1, 24), input.Count - at));
        }
    }

    private static void Duplicate(List<byte> input, byte[] other, Random random)
    {
        if (input.Count > 0)
        {
            int from = random.Next(input.Count);
            byte[] piece = [.. input.GetRange(from, Math.Min(random.Next(1, 64), input.Count - from))];
            InsertAt(input, random.Next(input.Count + 1), piece);
        }
    }

    /// <summary>A 32-bit big-endian word that limits are often about.</summary>
    private static void SetWord(List<byte> input, byte[] other, Random random)
    {
        uint word = InterestingWords[random.Next(InterestingWords.Length)];
        Overwrite(input, random.Next(input.Count + 1) & ~3, [(byte)(word >> 24), (byte)(word >> 16), (byte)(word >> 8), (byte)word]);
    }

    private static void Splice(List<byte> input, byte[] other, Random random)
    {
        if (other.Length > 0)
        {
            int from = random.Next(other.Length);
            InsertAt(input, random.Next(input.Count + 1), other.AsSpan(from, Math.Min(random.Next(1, 128), other.Length - from)));
        }
    }

    private static void SwapPieces(List<byte> input, byte[] other, Random random)
    {
        if (input.Count >= 2)
        {
            int length = random.Next(1, Math.Min(32, input.Count / 2) + 1);
            int first = random.Next(input.Count - length + 1), second = random.Next(input.Count - length + 1);
            byte[] piece = [.. input.GetRange(first, length)];
            Overwrite(input, first, CollectionsMarshal.AsSpan(input).Slice(second, length).ToArray());
            Overwrite(input, second, piece);
        }
    }
}
