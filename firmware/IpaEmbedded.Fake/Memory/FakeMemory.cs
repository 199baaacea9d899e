using System;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>
/// A heap whose buffers lie above 4 GiB and never share an address, even after being freed, so that the chip's use of
/// a dead buffer is seen and not served.
/// </summary>
public sealed class FakeMemory : DmaHeap
{
    /// <summary>Bus address of the first buffer.</summary>
    public const ulong FirstAddress = 0x180000000;

    private const ulong Gap = 64;

    private DmaMemory[] _buffers = new DmaMemory[64];
    private string[] _labels = new string[64];
    private bool[] _fixed = new bool[64];
    private int _count;
    private int _last;
    private uint _version;
    private ulong _next = FirstAddress;
    private int _allocations;
    private DmaMemory _restricted;
    private DmaMappings _mappings;

    /// <summary>Buffers that are allocated now, without fixed regions.</summary>
    public int LiveCount
    {
        get
        {
            int live = 0;
            for (int i = 0; i < _count; i++)
            {
                if (!_fixed[i]) { live++; }
            }
            return live;
        }
    }

    /// <summary>How often memory was allocated.</summary>
    public int Allocations
    {
        get { return _allocations; }
    }

    /// <summary>Number of the allocation (from 1) that fails once; 0 for none.</summary>
    public int FailAllocation { get; set; }

    /// <summary>Changes whenever what an address reaches may have changed.</summary>
    internal uint Version
    {
        get { return _mappings == null ? _version : _version + _mappings.Version; }
    }

    /// <inheritdoc/>
    public override DmaMemory Allocate(string label, int size, int alignment)
    {
        _allocations++;
        if (FailAllocation == _allocations)
        {
            FailAllocation = 0;
            throw new HardwareException("the memory for DMA has no " + size.ToString() + " bytes for " + label);
        }
        ulong mask = (ulong)(alignment < 1 ? 0 : alignment - 1);
        ulong address = (_next + mask) & ~mask;
        _next = address + (ulong)size + Gap;
        DmaMemory memory = new DmaMemory(address, size);
        Insert(label, memory, false);
        return memory;
    }

    /// <summary>Frees memory; an access that the driver makes to it afterwards throws.</summary>
    public override void Free(DmaMemory memory)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_buffers[i] != memory) { continue; }
            Remove(i);
            memory.Revoke("it was freed");
            return;
        }
        throw new ArgumentException("memory at 0x" + memory.Address.ToString("x") + " is not allocated");
    }

    /// <summary>The machine is gone, and with it all its memory: what it was made of can serve the next one.</summary>
    public void RevokeAll()
    {
        while (_count > 0)
        {
            DmaMemory memory = _buffers[_count - 1];
            Remove(_count - 1);
            memory.Revoke("the machine is gone");
        }
    }

    /// <summary>Makes memory at a fixed place (SMEM, IMEM) reachable for the chip.</summary>
    public void AddRegion(string label, DmaMemory memory)
    {
        Insert(label, memory, true);
    }

    /// <summary>From now on the chip reaches only what is mapped of a fixed region.</summary>
    public void RestrictTo(DmaMappings mappings, DmaMemory region)
    {
        _version++;
        _mappings = mappings;
        _restricted = region;
    }

    /// <summary>Makes a fixed region unreachable again.</summary>
    public void RemoveRegion(DmaMemory memory)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_buffers[i] == memory && _fixed[i])
            {
                Remove(i);
                return;
            }
        }
    }

    /// <summary>Finds the live buffer that an address lies in; returns false when there is none.</summary>
    public bool Find(ulong address, out DmaMemory memory, out string label, out ulong offset)
    {
        int at = IndexOf(address, ref _last);
        if (at < 0)
        {
            memory = null;
            label = null;
            offset = 0;
            return false;
        }
        memory = _buffers[at];
        label = _labels[at];
        offset = address - memory.Address;
        return true;
    }

    /// <summary>Finds the buffer that holds all bytes of an access by the chip, or null; <paramref name="offset"/> is where they start.</summary>
    public DmaMemory Resolve(ulong address, int length, out int offset)
    {
        return Resolve(address, length, ref _last, out offset);
    }

    /// <summary>The same for a user of its own: <paramref name="hint"/> is where it found memory last.</summary>
    internal DmaMemory Resolve(ulong address, int length, ref int hint, out int offset)
    {
        offset = 0;
        if (IndexOf(address, ref hint) < 0) { return null; }
        DmaMemory memory = _buffers[hint];
        ulong from = address - memory.Address;
        if (length < 0 || (ulong)length > (ulong)memory.Size - from) { return null; }
        if (memory == _restricted && !_mappings.Contains(address, length)) { return null; }
        offset = (int)from;
        return memory;
    }

    /// <summary>One line per buffer that was not freed, empty when there is none.</summary>
    public string LeakReport()
    {
        string text = "";
        for (int i = 0; i < _count; i++)
        {
            if (_fixed[i]) { continue; }
            text += _labels[i] + ": " + _buffers[i].Size.ToString() + " bytes at 0x" + _buffers[i].Address.ToString("x") + "\n";
        }
        return text;
    }

    private int IndexOf(ulong address, ref int hint)
    {
        if (hint < _count && Contains(hint, address)) { return hint; }
        int low = 0;
        int high = _count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_buffers[middle].Address > address) { high = middle - 1; }
            else if (Contains(middle, address))
            {
                hint = middle;
                return middle;
            }
            else { low = middle + 1; }
        }
        return -1;
    }

    private bool Contains(int at, ulong address)
    {
        DmaMemory memory = _buffers[at];
        return address >= memory.Address && address - memory.Address < (ulong)memory.Size;
    }

    private void Insert(string label, DmaMemory memory, bool isFixed)
    {
        if (_count == _buffers.Length) { Grow(); }
        _version++;
        int at = _count;
        while (at > 0 && _buffers[at - 1].Address > memory.Address)
        {
            _buffers[at] = _buffers[at - 1];
            _labels[at] = _labels[at - 1];
            _fixed[at] = _fixed[at - 1];
            at--;
        }
        _buffers[at] = memory;
        _labels[at] = label;
        _fixed[at] = isFixed;
        _count++;
    }

    private void Remove(int at)
    {
        _version++;
        _count--;
        for (int i = at; i < _count; i++)
        {
            _buffers[i] = _buffers[i + 1];
            _labels[i] = _labels[i + 1];
            _fixed[i] = _fixed[i + 1];
        }
        _buffers[_count] = null;
        _labels[_count] = null;
    }

    private void Grow()
    {
        int size = _count * 2;
        DmaMemory[] buffers = new DmaMemory[size];
        string[] labels = new string[size];
        bool[] isFixed = new bool[size];
        Array.Copy(_buffers, buffers, _count);
        Array.Copy(_labels, labels, _count);
        Array.Copy(_fixed, isFixed, _count);
        _buffers = buffers;
        _labels = labels;
        _fixed = isFixed;
    }
}
