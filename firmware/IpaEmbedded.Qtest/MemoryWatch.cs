using System.Runtime.InteropServices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qtest;

/// <summary>Finds what somebody else wrote to ranges of memory, by comparing them with a copy.</summary>
internal sealed class MemoryWatch
{
    private const int LineBytes = 64;

    private readonly List<Watched> _ranges = [];
    private byte[] _now = [];

    /// <summary>Ranges that are watched.</summary>
    public int Count => _ranges.Count;

    /// <summary>Bytes of all ranges.</summary>
    public long Bytes => _ranges.Sum(range => (long)range.Known.Length);

    /// <summary>Starts to watch a range; what it holds now is known.</summary>
    public void Add(DmaMemory memory, int offset, int length)
    {
        byte[] known = new byte[length];
        memory.CopyTo(offset, known, 0, length);
        _ranges.Add(new Watched(memory, offset, known));
    }

    /// <summary>Stops to watch ranges that start at an address; returns false when there was none.</summary>
    public bool Remove(ulong address) => _ranges.RemoveAll(range => range.Address == address) > 0;

    /// <summary>Takes bytes as known: the watcher itself wrote them.</summary>
    public void Know(ulong address, ReadOnlySpan<byte> bytes)
    {
        foreach (Watched range in CollectionsMarshal.AsSpan(_ranges))
        {
            ulong end = address + (ulong)bytes.Length;
            ulong rangeEnd = range.Address + (ulong)range.Known.Length;
            ulong from = Math.Max(address, range.Address);
            ulong to = Math.Min(end, rangeEnd);
            if (from < to)
            {
                bytes[(int)(from - address)..(int)(to - address)].CopyTo(range.Known.AsSpan((int)(from - range.Address)));
            }
        }
    }

    /// <summary>Up to <paramref name="max"/> changed ranges, whose contents are known from then on.</summary>
    public List<(ulong Address, int Length)> TakeChanges(int max)
    {
        var changes = new List<(ulong, int)>();
        foreach (Watched range in CollectionsMarshal.AsSpan(_ranges))
        {
            int length = range.Known.Length;
            if (_now.Length < length)
            {
                _now = new byte[length];
            }
            range.Memory.CopyTo(range.Offset, _now, 0, length);
            ReadOnlySpan<byte> now = _now.AsSpan(0, length);
            int at = 0;
            while (changes.Count < max && (at += now[at..].CommonPrefixLength(range.Known.AsSpan(at))) < length)
            {
                int start = at & -LineBytes;
                int end = start;
                do
                {
                    end = Math.Min(end + LineBytes, length);
                }
                while (end < length && !now[end..Math.Min(end + LineBytes, length)].SequenceEqual(range.Known.AsSpan(end, Math.Min(LineBytes, length - end))));
                now[start..end].CopyTo(range.Known.AsSpan(start));
                changes.Add((range.Address + (ulong)start, end - start));
                at = end;
            }
        }
        return changes;
    }

    private sealed record Watched(DmaMemory Memory, int Offset, byte[] Known)
    {
        public ulong Address => Memory.Address + (ulong)Offset;
    }
}
