using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Memory;

/// <summary>
/// The system-memory image that tables are loaded from: a zero rule, the filter bitmap, then addresses of the zero rule.
/// </summary>
public sealed class TableImage
{
    /// <summary>Bytes per table slot.</summary>
    public const int SlotSize = 8;

    /// <summary>Filters at most; a table has one slot more, for the bitmap.</summary>
    public const int MaxFilters = 14;

    private const int BitmapOffset = 8;
    private const int AddressesOffset = 16;
    private const int Alignment = 128;

    private readonly DmaHeap _heap;
    private readonly DmaMemory _memory;

    /// <summary>Creates the image for a bitmap of filters, as the hardware has it, and so many routes (more than filters).</summary>
    public TableImage(DmaHeap heap, ulong bitmap, int routes)
    {
        _heap = heap;
        _memory = heap.Allocate("table", AddressesOffset + routes * SlotSize, Alignment);
        _memory.Write64(BitmapOffset, bitmap);
        for (int i = 0; i < routes; i++) { _memory.Write64(AddressesOffset + i * SlotSize, _memory.Address); }
    }

    /// <summary>Bus address of the bitmap, where filter tables start.</summary>
    public ulong FilterSource
    {
        get { return _memory.Address + BitmapOffset; }
    }

    /// <summary>Bus address of the addresses of the zero rule, where route tables start.</summary>
    public ulong RouteSource
    {
        get { return _memory.Address + AddressesOffset; }
    }

    /// <summary>Frees the image.</summary>
    public void Destroy()
    {
        _heap.Free(_memory);
    }
}
