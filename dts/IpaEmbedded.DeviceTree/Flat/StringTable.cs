using System.Runtime.InteropServices;
using System.Text;

namespace IpaEmbedded.DeviceTree;

/// <summary>
/// The strings block: a name that is the tail of an earlier one shares its bytes, and the lowest offset wins, which is
/// what a linear search through the block finds; here every tail is indexed, so that the cost stays linear.
/// </summary>
internal sealed class StringTable
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly List<byte> _bytes = [];

    // Hashes of the tails of the name that is looked up, the shortest first.
    private readonly List<uint> _ofTails = [];

    // Offset of a tail, from 1, and its hash: a tail is compared byte by byte only where the whole hash is the same.
    private (int Entry, uint Hash)[] _slots = new (int, uint)[4096];

    public int Length => _bytes.Count;

    public ReadOnlySpan<byte> Bytes => CollectionsMarshal.AsSpan(_bytes);

    public void Clear()
    {
        _known.Clear();
        Array.Clear(_slots);
        _bytes.Clear();
    }

    public int OffsetOf(string name)
    {
        if (_known.TryGetValue(name, out int offset))
        {
            return offset;
        }
        uint hash = NameTable.Seed;
        _ofTails.Clear();
        _ofTails.Add(hash);
        for (int i = name.Length - 1; i >= 0; i--)
        {
            hash = Mix(hash, (byte)name[i]);
            _ofTails.Add(hash);
        }
        offset = Find(name, hash) ?? Append(name);
        _known.Add(name, offset);
        return offset;
    }

    /// <summary>Takes over a block that exists, as an editor of a blob does, into a table that is empty.</summary>
    public void Load(ReadOnlySpan<byte> block)
    {
        while (block.IndexOf((byte)0) is >= 0 and int end)
        {
            string name = Encoding.Latin1.GetString(block[..end]);
            int offset = Length;
            if (OffsetOf(name) != offset)
            {
                _bytes.AddRange(block[..(end + 1)]);
            }
            block = block[(end + 1)..];
        }
        // What is behind the last zero is no name, but new names go behind it.
        _bytes.AddRange(block);
    }

    /// <summary>The hash of a tail by that of the tail behind its first byte.</summary>
    private static uint Mix(uint hash, byte b) => (hash ^ b) * 0x9E3779B1;

    /// <summary>The offset of the tail of a name, null if it is not there.</summary>
    private int? Find(ReadOnlySpan<char> tail, uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(hash >> 7) & mask;
        while (_slots[slot] is { Entry: not 0 } known)
        {
            if (known.Hash == hash && Matches(known.Entry - 1, tail))
            {
                return known.Entry - 1;
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    private bool Matches(int offset, ReadOnlySpan<char> tail)
    {
        ReadOnlySpan<byte> bytes = Bytes;
        foreach (char c in tail)
        {
            if (bytes[offset++] != (byte)c)
            {
                return false;
            }
        }
        return bytes[offset] == 0;
    }

    private int Append(string name)
    {
        int start = Length;
        foreach (char c in name)
        {
            _bytes.Add((byte)c);
        }
        _bytes.Add(0);
        // No byte begins more than one tail.
        while (Length * 2 > _slots.Length)
        {
            Grow();
        }
        // Where a tail is known, all shorter ones are.
        for (int i = 0; i <= name.Length && Find(name.AsSpan(i), _ofTails[name.Length - i]) is null; i++)
        {
            Put(start + i + 1, _ofTails[name.Length - i]);
        }
        return start;
    }

    private void Put(int entry, uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(hash >> 7) & mask;
        while (_slots[slot].Entry != 0)
        {
            slot = (slot + 1) & mask;
        }
        _slots[slot] = (entry, hash);
    }

    private void Grow()
    {
        (int Entry, uint Hash)[] slots = _slots;
        _slots = new (int, uint)[slots.Length * 2];
        foreach ((int entry, uint hash) in slots)
        {
            if (entry != 0)
            {
                Put(entry, hash);
            }
        }
    }
}
