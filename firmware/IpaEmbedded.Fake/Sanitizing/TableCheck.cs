using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Knows where filter and route tables were loaded, and holds what is in them against the IPA reference, sections 8.5 and 18.4.</summary>
internal sealed class TableCheck
{
    /// <summary>Of <see cref="StartOf"/>: routes of IPv4; filters of IPv4 two behind; those of IPv6 one behind each, hashed ones four.</summary>
    internal const int Routes = 0;

    /// <summary>Of <see cref="StartOf"/>: filters of IPv4.</summary>
    internal const int Filters = 2;

    /// <summary>Of <see cref="StartOf"/>: what is added for a hashed table.</summary>
    internal const int Hashed = 4;

    private const int SlotSize = 8;
    private const ulong RuleListAlignment = 128;
    private const int NoTable = -1;

    private readonly FakeIpa _ipa;
    private readonly FakeMemory _memory;
    private readonly DmaMemory _shared;
    private readonly int _firstBit;
    private readonly int[] _start = new int[8];
    private readonly int[] _size = new int[8];

    internal TableCheck(FakeIpa ipa, FakeMemory memory, DmaMemory shared)
    {
        _ipa = ipa;
        _memory = memory;
        _shared = shared;
        _firstBit = ipa.Chip.Version >= IpaVersion.V5_0 ? 0 : 1;
        for (int i = 0; i < _start.Length; i++) { _start[i] = NoTable; }
    }

    /// <summary>Whether hashed slots were changed since the caches were flushed.</summary>
    internal bool NeedsFlush { get; set; }

    /// <summary>Where a table begins in the shared memory, -1 before it was loaded.</summary>
    internal int StartOf(int table)
    {
        return _start[table];
    }

    /// <summary>Slots that a table was loaded with.</summary>
    internal int SlotsOf(int table)
    {
        return _size[table] / SlotSize;
    }

    /// <summary>A table was loaded by its command.</summary>
    internal void Loaded(uint opcode, bool hashed, int local, int size)
    {
        bool filters = opcode == CommandOpcode.Ipv4FilterInit || opcode == CommandOpcode.Ipv6FilterInit;
        bool second = opcode == CommandOpcode.Ipv6FilterInit || opcode == CommandOpcode.Ipv6RoutingInit;
        int table = (filters ? Filters : Routes) + (second ? 1 : 0) + (hashed ? Hashed : 0);
        _start[table] = local;
        _size[table] = size;
        int first = local;
        int slots = size / SlotSize;
        if (filters)
        {
            slots = CheckBitmap(_shared.Read64(local), size);
            first += SlotSize;
        }
        for (int i = 0; i < slots; i++) { CheckSlot(first + i * SlotSize); }
    }

    /// <summary>A command wrote into the shared memory: it leaves the bitmaps of filters alone, and changes of hashed slots want a flush.</summary>
    internal void Written(int local, int size)
    {
        for (int i = 0; i < _start.Length; i++)
        {
            if (_start[i] == NoTable || local + size <= _start[i] || local >= _start[i] + _size[i]) { continue; }
            if ((i & Filters) != 0 && local < _start[i] + SlotSize) { _ipa.Report(SanitizerRule.TableOverrun, null, 0, (uint)local, "the bitmap at 0x" + _start[i].ToString("x")); }
            if (i >= Hashed) { NeedsFlush = true; }
        }
    }

    // The number of slots that the bitmap has.
    private int CheckBitmap(ulong bitmap, int size)
    {
        int slots = 0;
        bool good = _firstBit == 0 || (bitmap & 1) == 0;
        for (int bit = _firstBit; bit < 64; bit++)
        {
            if ((bitmap & (1ul << bit)) == 0) { continue; }
            slots++;
            good &= (_ipa.Endpoints.DirectionOf(bit - _firstBit) & EndpointDirection.Transmits) != 0;
        }
        good &= slots > 0 && size >= SlotSize * (1 + slots);
        if (!good) { _ipa.Report(SanitizerRule.FilterBitmap, null, 0, bitmap, slots.ToString() + " filters in " + size.ToString() + " bytes"); }
        return size < SlotSize * (1 + slots) ? 0 : slots;
    }

    // A slot is the address of a list of rules in live memory.
    private void CheckSlot(int at)
    {
        ulong address = _shared.Read64(at);
        int offset;
        if (address % RuleListAlignment != 0 || _memory.Resolve(address, SlotSize, out offset) == null)
        {
            _ipa.Report(SanitizerRule.TableEntry, null, 0, address, "slot at 0x" + at.ToString("x"));
        }
    }
}
