using IpaEmbedded.Conformance.Recording;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Qualcomm.Aoss;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Conformance;

/// <summary>What the driver gets in a conformance run: the fake chip behind recorders, and resources that only write rows.</summary>
internal sealed class ConformancePlatform : IpaPlatform
{
    private const ulong FirmwareAddress = 0x8b700000;
    private const ulong FirmwareBytes = 0x10000;

    private readonly ConformanceHardware _hardware;
    private readonly IpaData _data;
    private readonly TraceWriter _trace;
    private readonly RecordedPower _power;
    private readonly RecordingRegisters _ipa;
    private readonly RecordingGsi _gsi;
    private readonly bool _modemInit;

    internal ConformancePlatform(ConformanceHardware hardware, IpaData data, TraceWriter trace, bool modemInit)
    {
        _hardware = hardware;
        _data = data;
        _trace = trace;
        _modemInit = modemInit;
        _power = new RecordedPower(hardware);
        Watch = new SharedMemoryWatch(trace, hardware.SharedMemory);
        AddressNames names = new(hardware.Buffers);
        _ipa = new RecordingRegisters("ipa", hardware.Ipa, data.Registers, trace, Watch);
        _gsi = new RecordingGsi(hardware.Gsi, data.Gsi, trace, Watch, names, new CommandText(names, data.Registers, data.ClearOptionInOpcode));
        ScriptedModem = new ScriptedModem(hardware.Loop, trace);
        ClockQuery = new InterruptLine(hardware.Loop, "ipa-clock-query", true);
        SetupReady = new InterruptLine(hardware.Loop, "ipa-setup-ready", true);
    }

    internal SharedMemoryWatch Watch { get; }

    internal ScriptedModem ScriptedModem { get; }

    internal InterruptLine ClockQuery { get; }

    internal InterruptLine SetupReady { get; }

    internal RemoteProcessorNotifier Mpss { get; } = new("mpss");

    public override EventLoop Loop => _hardware.Loop;

    public override DmaHeap Heap => _hardware.Heap;

    public override string Compatible => _data.Compatible;

    public override GsiFirmwareLoader Loader => _modemInit ? GsiFirmwareLoader.Modem : GsiFirmwareLoader.Self;

    public override string FirmwareName => "ipa_fws.mdt";

    public override ulong FirmwareRegion(out ulong size)
    {
        size = FirmwareBytes;
        return FirmwareAddress;
    }

    public override RegisterBlock MapRegisters(string name) => name == "gsi" ? _gsi : _ipa;

    public override DmaMemory MapMemory(string name) => _hardware.SharedMemory;

    public override ConsumerInterrupt Interrupt(string name) => new(name switch
    {
        "ipa" => _hardware.IpaLine,
        "gsi" => _hardware.GsiLine,
        "ipa-clock-query" => ClockQuery,
        _ => SetupReady,
    });

    public override Clock Clock(string name) => new RecordedClock(_trace, _power, name);

    public override InterconnectPaths Interconnects(string[] names) => new RecordedPaths(_trace, _power, names);

    public override SmemState SmemState(string name) => new RecordedState(_trace, name, name == "ipa-clock-enabled-valid" ? 0 : 1);

    // In the kit SC7180, SM8350 and SC7280 name the always-on subsystem.
    public override AossMessages? Aoss() => Compatible is "qcom,sc7180-ipa" or "qcom,sm8350-ipa" or "qcom,sc7280-ipa" ? new RecordedAoss(_trace) : null;

    public override IommuDomain Iommu() => new RecordedIommu(_trace);

    public override SharedMemoryItems SharedMemory() => new RecordedSmem(_trace);

    public override FirmwareService Firmware() => new RecordedFirmware(_trace);

    public override RemoteProcessorNotifier Modem() => Mpss;

    public override QrtrSocket OpenSocket(string label) => ScriptedModem.Open(label);
}
