using System;

namespace IpaEmbedded.Fake;

/// <summary>Ranges of bus addresses that a driver has mapped for DMA, as an IOMMU keeps them; they may overlap, and each counts for itself.</summary>
public sealed class DmaMappings
{
    /// <summary>Most ranges at a time.</summary>
    public const int MaxCount = 65536;

    // Sorted by start; _reach is the highest end of a range and all before it, so that a search knows when to give up.
    private ulong[] _start = new ulong[64];
    private ulong[] _end = new ulong[64];
    private ulong[] _reach = new ulong[64];
    private int _count;
    private uint _version;

    /// <summary>Changes with every range that comes or goes.</summary>
    internal uint Version
    {
        get { return _version; }
    }

    /// <summary>Ranges that are mapped now.</summary>
    public int Count
    {
        get { return _count; }
    }

    /// <summary>Maps a range of at least one byte; returns false when there are too many.</summary>
    public bool Add(ulong address, int length)
    {
        if (_count == MaxCount) { return false; }
        if (_count == _start.Length)
        {
            _start = Larger(_start);
            _end = Larger(_end);
            _reach = Larger(_reach);
        }
        int at = After(address);
        for (int i = _count; i > at; i--)
        {
            _start[i] = _start[i - 1];
            _end[i] = _end[i - 1];
        }
        _start[at] = address;
        _end[at] = address + (ulong)length;
        _count++;
        Reach(at);
        return true;
    }

    /// <summary>Takes back one mapping of exactly this range; returns false when there is none.</summary>
    public bool Remove(ulong address, int length)
    {
        for (int at = After(address) - 1; at >= 0 && _start[at] == address; at--)
        {
            if (_end[at] != address + (ulong)length) { continue; }
            _count--;
            for (int i = at; i < _count; i++)
            {
                _start[i] = _start[i + 1];
                _end[i] = _end[i + 1];
            }
            Reach(at);
            return true;
        }
        return false;
    }

    /// <summary>Whether all bytes of an access lie in one mapping.</summary>
    public bool Contains(ulong address, int length)
    {
        ulong end = address + (ulong)(length < 1 ? 1 : length);
        for (int at = After(address) - 1; at >= 0 && _reach[at] >= end; at--)
        {
            if (_end[at] >= end) { return true; }
        }
        return false;
    }

    private static ulong[] Larger(ulong[] values)
    {
        ulong[] larger = new ulong[values.Length * 2];
        Array.Copy(values, larger, values.Length);
        return larger;
    }

    // Index behind the last range that starts at or before an address.
    private int After(ulong address)
    {
        int low = 0;
        int high = _count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_start[middle] <= address) { low = middle + 1; }
            else { high = middle; }
        }
        return low;
    }

    // After every change.
    private void Reach(int from)
    {
        _version++;
        ulong reach = from == 0 ? 0 : _reach[from - 1];
        for (int i = from; i < _count; i++)
        {
            if (_end[i] > reach) { reach = _end[i]; }
            _reach[i] = reach;
        }
    }
}
