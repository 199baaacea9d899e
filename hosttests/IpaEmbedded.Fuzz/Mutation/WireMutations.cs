using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Fuzz;

/// <summary>Changes to messages of hardware and modem: lengths and ids of 16 and 32 bits in either order of bytes, and records of a multiple of four bytes.</summary>
public static class WireMutations
{
    private static readonly ushort[] Halves = [0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64, 0xff, 0x100, 0x7fff, 0x8000, 0xfff0, 0xfffe, 0xffff];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [SetHalf, AddToHalf, SetWord, FitLength, RepeatRecord, RemoveRecord];

    private static void SetHalf(List<byte> input, byte[] other, Random random) => Write(input, random, Halves[random.Next(Halves.Length)]);

    private static void AddToHalf(List<byte> input, byte[] other, Random random)
    {
        if (input.Count >= 2)
        {
            int at = random.Next(input.Count - 1);
            Write(input, at, random.Next(2) == 0, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(CollectionsMarshal.AsSpan(input)[at..]) + random.Next(-8, 9)));
        }
    }

    private static void SetWord(List<byte> input, byte[] other, Random random)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(word, (uint)(1L << random.Next(33)) + (uint)random.Next(-1, 2));
        ByteMutations.Overwrite(input, random.Next(input.Count + 1) & ~3, word);
    }

    /// <summary>A length becomes what is left behind it, give or take a header.</summary>
    private static void FitLength(List<byte> input, byte[] other, Random random)
    {
        if (input.Count >= 2)
        {
            int at = random.Next(input.Count - 1);
            Write(input, at, random.Next(2) == 0, (ushort)Math.Max(0, input.Count - at - 2 + random.Next(-8, 3)));
        }
    }

    private static void RepeatRecord(List<byte> input, byte[] other, Random random)
    {
        int length = 4 << random.Next(5);
        if (input.Count >= length)
        {
            int at = random.Next(input.Count - length + 1) & ~3;
            byte[] record = [.. input.GetRange(at, length)];
            ByteMutations.InsertAt(input, at + length, record);
        }
    }

    private static void RemoveRecord(List<byte> input, byte[] other, Random random)
    {
        int length = 4 << random.Next(5);
        if (input.Count >= length)
        {
            input.RemoveRange(random.Next(input.Count - length + 1) & ~3, length);
        }
    }

    private static void Write(List<byte> input, Random random, ushort value)
    {
        if (input.Count >= 2)
        {
            Write(input, random.Next(input.Count - 1), random.Next(2) == 0, value);
        }
    }

    private static void Write(List<byte> input, int at, bool big, ushort value)
    {
        Span<byte> place = CollectionsMarshal.AsSpan(input)[at..];
        if (big)
        {
            BinaryPrimitives.WriteUInt16BigEndian(place, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(place, value);
        }
    }
}
