using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace IpaEmbedded.Fuzz;

/// <summary>Changes to a flattened devicetree that follow its tokens; most keep the sizes in the header right.</summary>
public static class BlobMutations
{
    private const int HeaderBytes = 40;
    private const uint BeginNode = 1, EndNode = 2, Prop = 3, Nop = 4;

    private static readonly int[] HeaderFields = [0, 4, 8, 12, 16, 20, 24, 28, 32, 36];
    private static readonly int[] PositionsAndSizes = [4, 8, 12, 32, 36];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Mutation> All { get; } = [RemoveToken, DuplicateToken, TakeToken, InsertNop, EditHeader, EditNameOffset, EditLength, RemoveSubtree];

    private static void RemoveToken(List<byte> input, byte[] other, Random random)
    {
        if (PickToken(CollectionsMarshal.AsSpan(input), random, out int at, out int length))
        {
            Replace(input, at, length, []);
        }
    }

    private static void DuplicateToken(List<byte> input, byte[] other, Random random) => TakeToken(input, [.. input], random);

    private static void TakeToken(List<byte> input, byte[] other, Random random)
    {
        if (PickToken(other, random, out int from, out int length) && PickToken(CollectionsMarshal.AsSpan(input), random, out int at, out _))
        {
            Replace(input, at, 0, other.AsSpan(from, length));
        }
    }

    private static void InsertNop(List<byte> input, byte[] other, Random random)
    {
        if (PickToken(CollectionsMarshal.AsSpan(input), random, out int at, out _))
        {
            Replace(input, at, 0, [0, 0, 0, (byte)Nop]);
        }
    }

    private static void RemoveSubtree(List<byte> input, byte[] other, Random random)
    {
        Span<byte> blob = CollectionsMarshal.AsSpan(input);
        if (!PickToken(blob, random, out int start, out _) || Word(blob, start) != BeginNode)
        {
            return;
        }
        int depth = 0, at = start;
        do
        {
            int length = TokenLength(blob, at);
            depth += Word(blob, at) == BeginNode ? 1 : Word(blob, at) == EndNode ? -1 : 0;
            at += length;
        }
        while (depth > 0 && TokenLength(blob, at) > 0);
        Replace(input, start, at - start, []);
    }

    private static void EditHeader(List<byte> input, byte[] other, Random random)
    {
        int field = HeaderFields[random.Next(HeaderFields.Length)];
        Edit(input, field, random);
    }

    private static void EditNameOffset(List<byte> input, byte[] other, Random random)
    {
        if (PickProperty(CollectionsMarshal.AsSpan(input), random, out int at))
        {
            Edit(input, at + 8, random);
        }
    }

    private static void EditLength(List<byte> input, byte[] other, Random random)
    {
        if (PickProperty(CollectionsMarshal.AsSpan(input), random, out int at))
        {
            Edit(input, at + 4, random);
        }
    }

    private static void Edit(List<byte> input, int at, Random random)
    {
        Span<byte> blob = CollectionsMarshal.AsSpan(input);
        if (at + 4 > blob.Length)
        {
            return;
        }
        uint value = Word(blob, at);
        BinaryPrimitives.WriteUInt32BigEndian(blob[at..], random.Next(4) switch
        {
            0 => value + (uint)random.Next(-8, 9),
            1 => (uint)random.Next(blob.Length + 8),
            2 => value ^ (1u << random.Next(32)),
            _ => uint.MaxValue - (uint)random.Next(8),
        });
    }

    /// <summary>Replaces a piece of the structure block and moves what the header says lies behind it.</summary>
    private static void Replace(List<byte> input, int at, int length, ReadOnlySpan<byte> bytes)
    {
        byte[] inserted = bytes.ToArray();
        length = Math.Min(length, input.Count - at);
        uint structure = Word(CollectionsMarshal.AsSpan(input), 8);
        input.RemoveRange(at, length);
        ByteMutations.InsertAt(input, at, inserted);
        Span<byte> blob = CollectionsMarshal.AsSpan(input);
        if (blob.Length < HeaderBytes)
        {
            return;
        }
        int moved = inserted.Length - length;
        foreach (int field in PositionsAndSizes)
        {
            bool grows = field is 4 or 36 || (field == 12 && Word(blob, 12) > structure);
            if (grows)
            {
                BinaryPrimitives.WriteUInt32BigEndian(blob[field..], Word(blob, field) + (uint)moved);
            }
        }
    }

    private static bool PickProperty(ReadOnlySpan<byte> blob, Random random, out int at)
    {
        for (int attempt = 0; attempt < 8; attempt++)
        {
            if (PickToken(blob, random, out at, out _) && Word(blob, at) == Prop)
            {
                return true;
            }
        }
        at = 0;
        return false;
    }

    private static bool PickToken(ReadOnlySpan<byte> blob, Random random, out int at, out int length)
    {
        at = 0;
        length = 0;
        if (blob.Length < HeaderBytes || Word(blob, 8) > blob.Length)
        {
            return false;
        }
        int start = (int)Word(blob, 8), count = 0;
        for (int each = start, size; (size = TokenLength(blob, each)) > 0; each += size)
        {
            // One of all with the same chance, without counting them first.
            if (random.Next(++count) == 0)
            {
                at = each;
                length = Math.Min(size, blob.Length - each);
            }
        }
        return count > 0;
    }

    /// <summary>Bytes of the token; 0 if there is none.</summary>
    private static int TokenLength(ReadOnlySpan<byte> blob, int at)
    {
        if (at < 0 || at + 4 > blob.Length)
        {
            return 0;
        }
        switch (Word(blob, at))
        {
            case BeginNode:
                int name = blob[(at + 4)..].IndexOf((byte)0);
                return name < 0 ? 0 : 4 + ((name + 4) & ~3);
            case Prop:
                uint length = at + 8 > blob.Length ? uint.MaxValue : Word(blob, at + 4);
                return length > blob.Length - at - 12 ? 0 : 12 + (((int)length + 3) & ~3);
            case EndNode or Nop:
                return 4;
            default:
                return 0;
        }
    }

    private static uint Word(ReadOnlySpan<byte> blob, int at) => at + 4 > blob.Length ? 0 : BinaryPrimitives.ReadUInt32BigEndian(blob[at..]);
}
