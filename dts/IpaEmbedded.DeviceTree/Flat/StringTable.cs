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

    // Offset of a tail, from 1, and its hash: a tail is compared byte by byte only where the whole hash is the same.
    private int[] _slots = new int[4096];
    private uint[] _hashes = new uint[4096];
    private uint[] _ofTails = [];
    private int _tails;

    public int Length => _bytes.Count;

    public ReadOnlySpan<byte> Bytes => CollectionsMarshal.AsSpan(_bytes);

    public void Clear()
    {
        _known.Clear();
        Array.Clear(_slots);
        _tails = 0;
        _bytes.Clear();
    }

    public int OffsetOf(string name)
    {
        if (_known.TryGetValue(name, out int offset))
        {
            return offset;
        }
        if (name.Length >= _ofTails.Length)
        {
            _ofTails = new uint[name.Length + 1];
        }
        uint hash = NameTable.Seed;
        _ofTails[name.Length] = hash;
        for (int i = name.Length - 1; i >= 0; i--)
        {
            hash = Mix(hash, (byte)name[i]);
            _ofTails[i] = hash;
        }
        offset = Find(name, 0, hash);
        if (offset < 0)
        {
            offset = Append(name);
        }
        _known.Add(name, offset);
        return offset;
    }

    /// <summary>Takes over a block that exists, as an editor of a blob does.</summary>
    public void Load(ReadOnlySpan<byte> block)
    {
        Clear();
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

    private static uint Mix(uint hash, byte b) => (hash ^ b) * 0x9E3779B1 + 0x7F4A7C15;

    /// <summary>Offset of the tail of a name, -1 if it is not there.</summary>
    private int Find(string name, int start, uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(hash >> 7) & mask;
        while (_slots[slot] != 0)
        {
            if (_hashes[slot] == hash && Matches(_slots[slot] - 1, name.AsSpan(start)))
            {
                return _slots[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private bool Matches(int offset, ReadOnlySpan<char> name)
    {
        ReadOnlySpan<byte> known = Bytes[offset..];
        if (name.Length >= known.Length || known[name.Length] != 0)
        {
            return false;
        }
        for (int i = 0; i < name.Length; i++)
        {
            if (known[i] != (byte)name[i])
            {
                return false;
            }
        }
        return true;
    }

    private int Append(string name)
    {
        // Where a tail is known, all shorter ones are.
        int known = 0;
        while (known <= name.Length && Find(name, known, _ofTails[known]) < 0)
        {
            known++;
        }
        int start = Length;
        foreach (char c in name)
        {
            _bytes.Add((byte)c);
        }
        _bytes.Add(0);
        for (int i = known - 1; i >= 0; i--)
        {
            Insert(start + i, _ofTails[i]);
        }
        return start;
    }

    private void Insert(int offset, uint hash)
    {
        if ((_tails + 1) * 2 > _slots.Length)
        {
            Grow();
        }
        _tails++;
        Put(offset + 1, hash);
    }

    private void Put(int entry, uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(hash >> 7) & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }
        _slots[slot] = entry;
        _hashes[slot] = hash;
    }

    private void Grow()
    {
        (int[] slots, uint[] hashes) = (_slots, _hashes);
        _slots = new int[slots.Length * 2];
        _hashes = new uint[slots.Length * 2];
        for (int i = 0; i < slots.Length; i++)
        {
            if (slots[i] != 0)
            {
                Put(slots[i], hashes[i]);
            }
        }
    }
}
