using IpaEmbedded.Ipa.Commands;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Hardware;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Memory;

/// <summary>The memory inside the IPA: its regions, the canaries between them, and what has to be zero before use.</summary>
public sealed class LocalMemory
{
    private const uint Canary = 0xdeadbeef;
    private const int UnitSize = 8;
    private const int ZeroSize = 8192;

    private readonly IpaData _data;
    private readonly RegisterBlock _registers;
    private readonly DmaMemory _shared;
    private readonly DmaHeap _heap;
    private DmaMemory _zero;
    private int _offset;

    /// <summary>Creates the view of region "ipa-shared".</summary>
    public LocalMemory(IpaData data, RegisterBlock registers, DmaMemory shared, DmaHeap heap)
    {
        _data = data;
        _registers = registers;
        _shared = shared;
        _heap = heap;
    }

    /// <summary>Bytes before the part that the application processor may use.</summary>
    public int BaseOffset
    {
        get { return _offset; }
    }

    /// <summary>The region "ipa-shared".</summary>
    public DmaMemory Shared
    {
        get { return _shared; }
    }

    /// <summary>Checks the version's memory map against itself; call before the hardware has power.</summary>
    /// <exception cref="IpaException">A region is missing, doubled, misplaced or overlaps another.</exception>
    public void CheckMap()
    {
        MemoryMapCheck.Run(_data);
    }

    /// <summary>Offset of a region as hardware commands take it, in bytes.</summary>
    public uint AddressOf(MemoryRegion region)
    {
        return (uint)(_offset + region.Offset);
    }

    /// <summary>Finds a region by name; null when the version lacks it or its size is 0.</summary>
    public MemoryRegion Find(int name)
    {
        MemoryRegion region = _data.Region(name);
        return region != null && region.Size > 0 ? region : null;
    }

    /// <summary>Reads how much memory there is, and writes the canaries.</summary>
    /// <exception cref="IpaException">The regions do not fit.</exception>
    public void Configure()
    {
        IpaRegisters table = _data.Registers;
        uint value = BusCheck.Read(_registers, table.SharedMemSize);
        _offset = UnitSize * (int)table.MemBaddr.Decode(value);
        int size = UnitSize * (int)table.MemSize.Decode(value);
        if (_offset > _shared.Size)
        {
            throw new IpaException(IpaError.Unsupported, "SHARED_MEM_SIZE says that the IPA's memory begins at " + _offset.ToString() + ", the tree gives it "
                + _shared.Size.ToString() + " bytes");
        }
        if (size > _shared.Size - _offset) { size = _shared.Size - _offset; }
        for (int i = 0; i < _data.Memory.Length; i++)
        {
            MemoryRegion region = _data.Memory[i];
            if (region.Offset + region.Size > size)
            {
                throw new IpaException(IpaError.Unsupported, "memory region " + region.Name.ToString() + " ends at " + (region.Offset + region.Size).ToString()
                    + " but the IPA has " + size.ToString() + " bytes");
            }
            if (_offset + region.Offset + region.Size > (int)CommandRange.LargestOffset + 1)
            {
                throw new IpaException(IpaError.Unsupported, "memory region " + region.Name.ToString() + " ends at " + (_offset + region.Offset + region.Size).ToString()
                    + " of the IPA's memory, beyond what a command can address");
            }
            for (int word = 1; word <= region.Canaries; word++) { _shared.Write32(_offset + region.Offset - 4 * word, Canary); }
        }
        _zero = _heap.Allocate("zero", ZeroSize, 4096);
    }

    /// <summary>Undoes <see cref="Configure"/>.</summary>
    public void Deconfigure()
    {
        if (_zero != null) { _heap.Free(_zero); }
        _zero = null;
    }

    /// <summary>Zeroes headers and contexts through the command channel and tells the hardware where contexts lie.</summary>
    public void Setup(CommandChannel commands)
    {
        MemoryRegion header = _data.Region(MemoryRegionName.ModemHeader);
        MemoryRegion apHeader = Find(MemoryRegionName.ApHeader);
        commands.Begin(4);
        commands.HeaderInit(_zero.Address, AddressOf(header), (uint)(header.Size + (apHeader != null ? apHeader.Size : 0)));
        Zero(commands, MemoryRegionName.ModemProcCtx);
        Zero(commands, MemoryRegionName.ApProcCtx);
        Zero(commands, MemoryRegionName.Modem);
        commands.Run();
        _registers.Write32(_data.Registers.LocalPktProcCntxt.Offset, _data.Registers.IpaBaseAddr.Encode(AddressOf(_data.Region(MemoryRegionName.ModemProcCtx))));
    }

    /// <summary>Zeroes what belongs to the modem, after it has stopped.</summary>
    public void ZeroModem(CommandChannel commands)
    {
        commands.Begin(3);
        Zero(commands, MemoryRegionName.ModemHeader);
        Zero(commands, MemoryRegionName.ModemProcCtx);
        Zero(commands, MemoryRegionName.Modem);
        commands.Run();
    }

    /// <summary>Adds a command that zeroes part of the memory; offset as hardware commands take it.</summary>
    internal void ZeroRange(CommandChannel commands, uint offset, uint size)
    {
        commands.CopyToLocalMemory(_zero.Address, offset, size);
    }

    private void Zero(CommandChannel commands, int name)
    {
        MemoryRegion region = _data.Region(name);
        ZeroRange(commands, AddressOf(region), (uint)region.Size);
    }
}
