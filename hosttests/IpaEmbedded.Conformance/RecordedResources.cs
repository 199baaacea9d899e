using IpaEmbedded.Qualcomm.Aoss;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Interconnect;

namespace IpaEmbedded.Conformance;

/// <summary>The power that clock and paths give the chip: it has power while both are on.</summary>
internal sealed class RecordedPower(ConformanceHardware hardware)
{
    private bool _clock;
    private bool _paths;

    internal bool Clock
    {
        get => _clock;
        set
        {
            _clock = value;
            hardware.SetPowered(_clock && _paths);
        }
    }

    internal bool Paths
    {
        get => _paths;
        set
        {
            _paths = value;
            hardware.SetPowered(_clock && _paths);
        }
    }
}

/// <summary>A clock that writes a row per call.</summary>
internal sealed class RecordedClock : Clock
{
    private readonly TraceWriter _trace;
    private readonly RecordedPower _power;
    private uint _rate;

    internal RecordedClock(TraceWriter trace, RecordedPower power, string name)
    {
        _trace = trace;
        _power = power;
        trace.Write("clk", $"\"op\":\"get\",\"name\":\"{name}\"");
    }

    public override uint Rate => _rate;

    public override void SetRate(uint hertz)
    {
        _rate = hertz;
        _trace.Write("clk", $"\"op\":\"set_rate\",\"hz\":{hertz}");
    }

    public override void Enable()
    {
        _trace.Write("clk", "\"op\":\"enable\"");
        _power.Clock = true;
    }

    public override void Disable()
    {
        _trace.Write("clk", "\"op\":\"disable\"");
        _power.Clock = false;
    }

    public override void Release() => _trace.Write("clk", "\"op\":\"put\"");
}

/// <summary>Interconnect paths that write a row per call.</summary>
internal sealed class RecordedPaths : InterconnectPaths
{
    private readonly TraceWriter _trace;
    private readonly RecordedPower _power;
    private readonly string[] _names;

    internal RecordedPaths(TraceWriter trace, RecordedPower power, string[] names)
    {
        _trace = trace;
        _power = power;
        _names = names;
        Row("get");
    }

    public override int Count => _names.Length;

    public override void SetBandwidth(uint[] averageKilobytesPerSecond, uint[] peakKilobytesPerSecond)
    {
        string paths = string.Join(',', _names.Select((name, i) => $"{{\"name\":\"{name}\",\"avg\":{averageKilobytesPerSecond[i]},\"peak\":{peakKilobytesPerSecond[i]}}}"));
        _trace.Write("icc", $"\"op\":\"set_bw\",\"paths\":[{paths}]");
    }

    public override void Enable()
    {
        Row("enable");
        _power.Paths = true;
    }

    public override void Disable()
    {
        Row("disable");
        _power.Paths = false;
    }

    public override void Release() => Row("put");

    private void Row(string op) => _trace.Write("icc", $"\"op\":\"{op}\",\"paths\":[{string.Join(',', _names.Select(name => $"{{\"name\":\"{name}\"}}"))}]");
}

/// <summary>An SMP2P state that writes a row per change.</summary>
internal sealed class RecordedState(TraceWriter trace, string name, int bit) : SmemState
{
    public override int Bit => bit;

    public override void Update(uint mask, uint value)
        => trace.Write("smp2p", $"\"op\":\"update\",\"name\":\"{name}\",\"mask\":{TraceWriter.Hex(mask)},\"val\":{TraceWriter.Hex(value)}");

    public override void Release() => trace.Write("smp2p", $"\"op\":\"put\",\"name\":\"{name}\"");
}

/// <summary>The always-on subsystem: a row per message.</summary>
internal sealed class RecordedAoss(TraceWriter trace) : AossMessages
{
    public override void Send(string text, int length) => trace.Write("qmp", $"\"len\":{length},\"text\":\"{text}\"");
}

/// <summary>Address translation: a row per mapping.</summary>
internal sealed class RecordedIommu(TraceWriter trace) : IommuDomain
{
    private const int ReadWrite = 3;

    public override void Map(ulong ioAddress, ulong physicalAddress, ulong size)
        => trace.Write("iommu", $"\"op\":\"map\",\"iova\":{TraceWriter.Hex(ioAddress)},\"phys\":{TraceWriter.Hex(physicalAddress)},\"len\":{size},\"prot\":{ReadWrite}");

    public override void Unmap(ulong ioAddress, ulong size)
        => trace.Write("iommu", $"\"op\":\"unmap\",\"iova\":{TraceWriter.Hex(ioAddress)},\"len\":{size}");
}

/// <summary>SMEM with the one item of the kit, at the kit's address.</summary>
internal sealed class RecordedSmem(TraceWriter trace) : SharedMemoryItems
{
    /// <summary>Physical address of item 497 in every trace: not page aligned.</summary>
    private const ulong ItemAddress = 0x86008340;

    private int _size;

    public override bool Allocate(int host, int item, int size)
    {
        trace.Write("smem", $"\"op\":\"alloc\",\"host\":{host},\"item\":{item},\"len\":{size}");
        _size = size;
        return true;
    }

    public override ulong Find(int host, int item, out int size)
    {
        trace.Write("smem", $"\"op\":\"get\",\"host\":{host},\"item\":{item}");
        size = _size;
        return ItemAddress;
    }
}

/// <summary>The secure monitor's firmware service: loading always succeeds, as in the kit.</summary>
internal sealed class RecordedFirmware(TraceWriter trace) : FirmwareService
{
    public override bool IsAvailable => true;

    public override void LoadAndStart(string name, uint peripheralId, ulong regionAddress, ulong regionSize)
    {
        trace.Write("fw", $"\"op\":\"request\",\"name\":\"{name}\"");
        trace.Write("fw", $"\"op\":\"mdt_load\",\"name\":\"{name}\",\"pas_id\":{peripheralId},\"phys\":{TraceWriter.Hex(regionAddress)},\"len\":{regionSize}");
        trace.Write("fw", $"\"op\":\"pas_auth_and_reset\",\"pas_id\":{peripheralId}");
        trace.Write("fw", "\"op\":\"release\"");
    }
}
