using IpaEmbedded.Ipa.Commands;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Hardware;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Memory;

/// <summary>The filter and route tables in IPA-local memory: empty, with one slot per filtering endpoint.</summary>
public sealed class FilterRouteTables
{
    private readonly IpaData _data;
    private readonly RegisterBlock _registers;
    private readonly LocalMemory _memory;
    private readonly ulong _filterMap;
    private readonly DmaHeap _heap;
    private TableImage _image;

    /// <summary>Creates the tables for the endpoints in the filter map (one bit per endpoint id).</summary>
    public FilterRouteTables(IpaData data, RegisterBlock registers, LocalMemory memory, ulong filterMap, DmaHeap heap)
    {
        _data = data;
        _registers = registers;
        _memory = memory;
        _filterMap = filterMap;
        _heap = heap;
    }

    /// <summary>Number of filtering endpoints.</summary>
    public int FilterCount
    {
        get { return CountBelow(IpaRegisters.Endpoints); }
    }

    /// <summary>Builds the image in system memory.</summary>
    public void Initialize()
    {
        if (_filterMap == 0 || FilterCount > TableImage.MaxFilters)
        {
            throw new IpaException(IpaError.BadData, "IPA " + _data.VersionName + " has " + FilterCount.ToString() + " filtering endpoints, not 1 to 14");
        }
        // Where bit 0 is a rule for all, that is not used.
        _image = new TableImage(_heap, _data.FilterBitIsEndpoint ? _filterMap : _filterMap << 1, _data.Routes);
    }

    /// <summary>Frees the image.</summary>
    public void Destroy()
    {
        if (_image != null) { _image.Destroy(); }
        _image = null;
    }

    /// <summary>Empties what the hashes of filters and routes cover: application processor first, then the modem.</summary>
    public void ClearHashTuples()
    {
        if (!_data.HasHashedTables) { return; }
        for (int environment = EndpointData.ApplicationProcessor; environment <= EndpointData.Modem; environment++)
        {
            for (int id = 0; id < IpaRegisters.Endpoints; id++)
            {
                if ((_filterMap & (1ul << id)) != 0 && EnvironmentOf(id) == environment) { ClearFilterTuple(id); }
            }
        }
        for (int route = _data.ModemRoutes; route < _data.Routes; route++) { ClearRouteTuple(route); }
        for (int route = 0; route < _data.ModemRoutes; route++) { ClearRouteTuple(route); }
    }

    /// <summary>Loads empty tables.</summary>
    public void Setup(CommandChannel commands)
    {
        commands.Begin(8);
        LoadRoutes(commands, CommandOpcode.Ipv4RoutingInit, MemoryRegionName.V4Route, MemoryRegionName.V4RouteHashed);
        LoadRoutes(commands, CommandOpcode.Ipv6RoutingInit, MemoryRegionName.V6Route, MemoryRegionName.V6RouteHashed);
        LoadFilters(commands, CommandOpcode.Ipv4FilterInit, MemoryRegionName.V4Filter, MemoryRegionName.V4FilterHashed);
        LoadFilters(commands, CommandOpcode.Ipv6FilterInit, MemoryRegionName.V6Filter, MemoryRegionName.V6FilterHashed);
        commands.Run();
    }

    /// <summary>Makes the modem's filters and routes empty again, after it has stopped, and flushes what was cached of them.</summary>
    public void ResetModem(CommandChannel commands)
    {
        ResetModemFilters(commands, MemoryRegionName.V4Filter);
        ResetModemFilters(commands, MemoryRegionName.V6Filter);
        if (_data.HasHashedTables)
        {
            ResetModemFilters(commands, MemoryRegionName.V4FilterHashed);
            ResetModemFilters(commands, MemoryRegionName.V6FilterHashed);
        }
        commands.Begin(4);
        ResetModemRoutes(commands, MemoryRegionName.V4Route);
        ResetModemRoutes(commands, MemoryRegionName.V6Route);
        if (_data.HasHashedTables)
        {
            ResetModemRoutes(commands, MemoryRegionName.V4RouteHashed);
            ResetModemRoutes(commands, MemoryRegionName.V6RouteHashed);
        }
        commands.Run();
    }

    /// <summary>Makes the hardware forget hashed results.</summary>
    public void FlushHashes(CommandChannel commands)
    {
        if (!_data.HasHashedTables) { return; }
        Register flush = _data.SeparateCaches ? _data.Registers.FiltRoutCacheFlush : _data.Registers.FiltRoutHashFlush;
        commands.Begin(1);
        commands.RegisterWrite(flush.Offset, flush.DefinedMask, flush.DefinedMask, CommandOpcode.ClearHps);
        commands.Run();
    }

    private int CountBelow(int id)
    {
        int count = 0;
        for (int i = 0; i < id; i++)
        {
            if ((_filterMap & (1ul << i)) != 0) { count++; }
        }
        return count;
    }

    private int EnvironmentOf(int id)
    {
        for (int i = 0; i < _data.Endpoints.Length; i++)
        {
            if (_data.Endpoints[i].Id == id) { return _data.Endpoints[i].Environment; }
        }
        return EndpointData.ApplicationProcessor;
    }

    private void ClearFilterTuple(int endpoint)
    {
        if (_data.SeparateCaches) { _registers.Write32(_data.Registers.EndpFilterCacheCfg.At(endpoint), 0); }
        else { ClearTuple(endpoint, _data.Registers.FilterHashMsk); }
    }

    private void ClearRouteTuple(int route)
    {
        if (_data.SeparateCaches) { _registers.Write32(_data.Registers.EndpRouterCacheCfg.At(route), 0); }
        else { ClearTuple(route, _data.Registers.RouterHashMsk); }
    }

    private void ClearTuple(int index, Field[] tuple)
    {
        Register register = _data.Registers.EndpFilterRouterHshCfg;
        uint value = BusCheck.Read(_registers, register, index);
        for (int i = 0; i < tuple.Length; i++) { value = tuple[i].Replace(value, 0); }
        _registers.Write32(register.At(index), value);
    }

    private void LoadRoutes(CommandChannel commands, uint opcode, int name, int hashedName)
    {
        MemoryRegion plain = _data.Region(name);
        MemoryRegion hashed = _memory.Find(hashedName);
        commands.TableInit(opcode, _image.RouteSource, hashed != null ? _memory.AddressOf(hashed) : 0, hashed != null ? (uint)hashed.Size : 0,
            _memory.AddressOf(plain), (uint)plain.Size);
    }

    private void LoadFilters(CommandChannel commands, uint opcode, int name, int hashedName)
    {
        // The hardware reads the bitmap and one slot per bit; the rest of the region is zeroed so that it holds no old rules.
        MemoryRegion plain = _data.Region(name);
        MemoryRegion hashed = _memory.Find(hashedName);
        uint used = (uint)(TableImage.SlotSize * (1 + FilterCount));
        commands.TableInit(opcode, _image.FilterSource, hashed != null ? _memory.AddressOf(hashed) : 0, hashed != null ? used : 0,
            _memory.AddressOf(plain), used);
        _memory.ZeroRange(commands, _memory.AddressOf(plain) + used, (uint)plain.Size - used);
        if (hashed != null) { _memory.ZeroRange(commands, _memory.AddressOf(hashed) + used, (uint)hashed.Size - used); }
    }

    private void ResetModemFilters(CommandChannel commands, int name)
    {
        MemoryRegion region = _memory.Find(name);
        if (region == null) { return; }
        int count = 0;
        for (int id = 0; id < IpaRegisters.Endpoints; id++)
        {
            if ((_filterMap & (1ul << id)) != 0 && EnvironmentOf(id) == EndpointData.Modem) { count++; }
        }
        if (count == 0) { return; }
        commands.Begin(count);
        for (int id = 0; id < IpaRegisters.Endpoints; id++)
        {
            if ((_filterMap & (1ul << id)) == 0 || EnvironmentOf(id) != EndpointData.Modem) { continue; }
            // The table is compact: one slot per filtering endpoint, after the bitmap.
            uint slot = (uint)(1 + CountBelow(id));
            commands.CopyToLocalMemory(_image.RouteSource, _memory.AddressOf(region) + slot * TableImage.SlotSize, TableImage.SlotSize);
        }
        commands.Run();
    }

    private void ResetModemRoutes(CommandChannel commands, int name)
    {
        MemoryRegion region = _memory.Find(name);
        if (region != null) { commands.CopyToLocalMemory(_image.RouteSource, _memory.AddressOf(region), (uint)(_data.ModemRoutes * TableImage.SlotSize)); }
    }
}
