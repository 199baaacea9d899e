namespace IpaEmbedded.DeviceTree;

/// <summary>
/// The strings block: a name that is the tail of an earlier one shares its bytes, and the lowest offset wins, which is
/// what a linear search through the block finds; here every tail is indexed, so that the cost stays linear.
/// </summary>
internal sealed class StringTable
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private byte[] _bytes = new byte[4096];
    private int[] _slots = new int[4096];
    private int _tails;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Clear()
    {
        _known.Clear();
        Array.Clear(_slots);
        _tails = 0;
        Length = 0;
    }

    public int OffsetOf(string name)
    {
        if (_known.TryGetValue(name, out int offset))
        {
            return offset;
        }
        uint hash = 0;
        for (int i = name.Length - 1; i >= 0; i--)
        {
            hash = Mix(hash, (byte)name[i]);
        }
        offset = Find(name, hash);
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
        int start = 0;
        for (int i = 0; i < block.Length; i++)
        {
            if (block[i] == 0)
            {
                Append(System.Text.Encoding.Latin1.GetString(block[start..i]));
                start = i + 1;
            }
        }
    }

    private static uint Mix(uint hash, byte b) => (hash ^ b) * 0x9E3779B1 + 0x7F4A7C15;

    private int Find(string name, uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(hash >> 7) & mask;
        while (_slots[slot] != 0)
        {
            int offset = _slots[slot] - 1;
            if (Matches(offset, name))
            {
                return offset;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    private bool Matches(int offset, string name)
    {
        if (offset + name.Length >= Length || _bytes[offset + name.Length] != 0)
        {
            return false;
        }
        for (int i = 0; i < name.Length; i++)
        {
            if (_bytes[offset + i] != (byte)name[i])
            {
                return false;
            }
        }
        return true;
    }

    private int Append(string name)
    {
        int start = Length;
        if (start + name.Length + 1 > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + name.Length + 1));
        }
        for (int i = 0; i < name.Length; i++)
        {
            _bytes[start + i] = (byte)name[i];
        }
        _bytes[start + name.Length] = 0;
        Length = start + name.Length + 1;
        uint hash = 0;
        InsertTail(start + name.Length, hash);
        for (int i = name.Length - 1; i >= 0; i--)
        {
            hash = Mix(hash, (byte)name[i]);
            InsertTail(start + i, hash);
        }
        return start;
    }

    private void InsertTail(int offset, uint hash)
    {
        if ((_tails + 1) * 2 > _slots.Length)
        {
            Grow();
        }
        int mask = _slots.Length - 1;
        int slot = (int)(hash >> 7) & mask;
        while (_slots[slot] != 0)
        {
            if (SameTail(_slots[slot] - 1, offset))
            {
                return;
            }
            slot = (slot + 1) & mask;
        }
        _slots[slot] = offset + 1;
        _tails++;
    }

    private bool SameTail(int known, int offset)
    {
        while (_bytes[known] == _bytes[offset])
        {
            if (_bytes[known] == 0)
            {
                return true;
            }
            known++;
            offset++;
        }
        return false;
    }

    private void Grow()
    {
        int[] old = _slots;
        _slots = new int[old.Length * 2];
        int mask = _slots.Length - 1;
        foreach (int entry in old)
        {
            if (entry == 0)
            {
                continue;
            }
            int end = entry - 1;
            while (_bytes[end] != 0)
            {
                end++;
            }
            uint hash = 0;
            for (int i = end - 1; i >= entry - 1; i--)
            {
                hash = Mix(hash, _bytes[i]);
            }
            int slot = (int)(hash >> 7) & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }
            _slots[slot] = entry;
        }
    }
}
