using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Qualcomm.Aoss;
using IpaEmbedded.Qualcomm.FirmwareLoading;
using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.ReservedMemory;

namespace IpaEmbedded.Ipa;

/// <summary>
/// What a node of the device tree gives the driver. Everything is looked up when the object is created, so a missing supplier defers
/// the device, and a mistake in the tree is reported, before any hardware is touched.
/// </summary>
public sealed class DeviceIpaPlatform : IpaPlatform
{
    private const string DefaultFirmware = "ipa_fws.mdt";
    private const string ModemName = "mpss";

    private readonly Device _device;
    private readonly SocServices _services;
    private readonly string _compatible;
    private readonly GsiFirmwareLoader _loader;
    private readonly ReservedMemoryRegion _firmwareRegion;
    private readonly FirmwareService _firmware;
    private readonly RegisterBlock _ipaRegisters;
    private readonly RegisterBlock _gsiRegisters;
    private readonly DmaMemory _shared;
    private readonly ConsumerInterrupt _ipaLine;
    private readonly ConsumerInterrupt _gsiLine;
    private readonly ConsumerInterrupt _clockQuery;
    private readonly ConsumerInterrupt _setupReady;
    private readonly Clock _clock;
    private readonly InterconnectPaths _paths;
    private readonly SmemState _valid;
    private readonly SmemState _enabled;
    private readonly AossMessages _aoss;
    private readonly IommuDomain _iommu;
    private readonly SharedMemoryItems _items;

    /// <summary>Looks up every resource of the binding.</summary>
    /// <exception cref="ProbeDeferredException">A supplier is not there yet.</exception>
    /// <exception cref="ProbeException">A property is missing or malformed.</exception>
    public DeviceIpaPlatform(Device device, SocServices services)
    {
        _device = device;
        _services = services;
        _compatible = FindCompatible(device);
        _loader = FindLoader(device);
        uint[] arguments;
        _clock = device.Clock("core");
        _paths = device.Interconnects(IpaVersions.ForCompatible(_compatible).InterconnectNames);
        _ipaLine = device.Interrupt("ipa");
        _gsiLine = device.Interrupt("gsi");
        _clockQuery = device.Interrupt("ipa-clock-query");
        _setupReady = device.Interrupt("ipa-setup-ready");
        _valid = SmemStateProvider.StateOf(device, "ipa-clock-enabled-valid");
        _enabled = SmemStateProvider.StateOf(device, "ipa-clock-enabled");
        IommuProvider iommu = (IommuProvider)device.Provider("iommus", "#iommu-cells", 0, IommuProvider.ProviderKind, out arguments);
        _iommu = iommu.Open(arguments.Length > 0 ? arguments[0] : 0);
        if (device.HasProperty("qcom,qmp"))
        {
            _aoss = ((AossProvider)device.Provider("qcom,qmp", null, 0, AossProvider.ProviderKind, out arguments)).Messages;
        }
        _items = services.SharedMemory(device);
        if (_loader == GsiFirmwareLoader.Self)
        {
            _firmwareRegion = device.ReservedMemory(0);
            _firmware = services.Firmware(device);
            if (!_firmware.IsAvailable) { throw new ProbeDeferredException("secure monitor", "qcom,scm"); }
        }
        _ipaRegisters = device.MapRegisters("ipa-reg");
        _gsiRegisters = device.MapRegisters("gsi");
        _shared = device.MapMemory("ipa-shared");
    }

    /// <inheritdoc/>
    public override EventLoop Loop
    {
        get { return _device.Loop; }
    }

    /// <inheritdoc/>
    public override DmaHeap Heap
    {
        get { return _device.Platform.Heap; }
    }

    /// <inheritdoc/>
    public override string Compatible
    {
        get { return _compatible; }
    }

    /// <inheritdoc/>
    public override GsiFirmwareLoader Loader
    {
        get { return _loader; }
    }

    /// <inheritdoc/>
    public override string FirmwareName
    {
        get { return _device.Node.String("firmware-name", DefaultFirmware); }
    }

    /// <inheritdoc/>
    public override ulong FirmwareRegion(out ulong size)
    {
        size = _firmwareRegion.Size;
        return _firmwareRegion.Address;
    }

    /// <inheritdoc/>
    public override RegisterBlock MapRegisters(string name)
    {
        return name == "gsi" ? _gsiRegisters : _ipaRegisters;
    }

    /// <inheritdoc/>
    public override DmaMemory MapMemory(string name)
    {
        return _shared;
    }

    /// <inheritdoc/>
    public override ConsumerInterrupt Interrupt(string name)
    {
        switch (name)
        {
            case "ipa": return _ipaLine;
            case "gsi": return _gsiLine;
            case "ipa-clock-query": return _clockQuery;
            default: return _setupReady;
        }
    }

    /// <inheritdoc/>
    public override Clock Clock(string name)
    {
        return _clock;
    }

    /// <inheritdoc/>
    public override InterconnectPaths Interconnects(string[] names)
    {
        return _paths;
    }

    /// <inheritdoc/>
    public override SmemState SmemState(string name)
    {
        return name == "ipa-clock-enabled" ? _enabled : _valid;
    }

    /// <inheritdoc/>
    public override AossMessages Aoss()
    {
        return _aoss;
    }

    /// <inheritdoc/>
    public override IommuDomain Iommu()
    {
        return _iommu;
    }

    /// <inheritdoc/>
    public override SharedMemoryItems SharedMemory()
    {
        return _items;
    }

    /// <inheritdoc/>
    public override FirmwareService Firmware()
    {
        return _firmware;
    }

    /// <inheritdoc/>
    public override RemoteProcessorNotifier Modem()
    {
        return _services.Processor(ModemName);
    }

    /// <inheritdoc/>
    public override QrtrSocket OpenSocket(string label)
    {
        return _services.Qrtr(_device.Loop).CreateSocket();
    }

    private static string FindCompatible(Device device)
    {
        string[] known = IpaVersions.Compatibles();
        for (int i = 0; i < known.Length; i++)
        {
            if (device.Node.IsCompatible(known[i])) { return known[i]; }
        }
        throw device.Error("compatible", "one of the IPA versions that the driver knows");
    }

    private static GsiFirmwareLoader FindLoader(Device device)
    {
        string loader = device.Node.String("qcom,gsi-loader", null);
        switch (loader)
        {
            case null: return device.HasProperty("modem-init") ? GsiFirmwareLoader.Modem : GsiFirmwareLoader.Self;
            case "modem": return GsiFirmwareLoader.Modem;
            case "self": return GsiFirmwareLoader.Self;
            case "skip": return GsiFirmwareLoader.Skip;
            default: throw device.Error("qcom,gsi-loader", "\"modem\", \"self\" or \"skip\"");
        }
    }
}
