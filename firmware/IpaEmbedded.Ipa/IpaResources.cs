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
using IpaEmbedded.Runtime.ReservedMemory;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa;

/// <summary>
/// Everything that the driver works with. A device's are found by the names of the binding when the object is created, so a missing supplier
/// defers the device, and a mistake in the tree is reported, before any hardware is touched; from then on nothing has a name.
/// </summary>
/// <remarks>Who stands between driver and hardware (a recorder, a test) fills or replaces fields before the driver is created.</remarks>
public sealed class IpaResources
{
    private const string DefaultFirmware = "ipa_fws.mdt";
    private const string ModemName = "mpss";

    /// <summary>Time and order.</summary>
    public EventLoop Loop;

    /// <summary>Memory that the IPA can reach.</summary>
    public DmaHeap Heap;

    /// <summary>The first value of `compatible` that the driver knows.</summary>
    public string Compatible;

    /// <summary>Registers of the IPA, "ipa-reg" of `reg-names`.</summary>
    public RegisterBlock IpaRegisters;

    /// <summary>Registers of the GSI, "gsi" of `reg-names`.</summary>
    public RegisterBlock GsiRegisters;

    /// <summary>The IPA's local memory, "ipa-shared" of `reg-names`.</summary>
    public DmaMemory LocalMemory;

    /// <summary>The core's interrupt, "ipa" of `interrupt-names`.</summary>
    public ConsumerInterrupt IpaInterrupt;

    /// <summary>The GSI's interrupt, "gsi" of `interrupt-names`.</summary>
    public ConsumerInterrupt GsiInterrupt;

    /// <summary>The modem asks whether the clock runs, "ipa-clock-query" of `interrupt-names`.</summary>
    public ConsumerInterrupt ClockQuery;

    /// <summary>The modem has loaded the GSI firmware, "ipa-setup-ready" of `interrupt-names`.</summary>
    public ConsumerInterrupt SetupReady;

    /// <summary>The core clock, "core" of `clock-names`.</summary>
    public Clock CoreClock;

    /// <summary>The paths of `interconnect-names` in the order of the version's data.</summary>
    public InterconnectPaths Paths;

    /// <summary>Tells the modem that the answer counts, "ipa-clock-enabled-valid" of `qcom,smem-state-names`.</summary>
    public SmemState ClockEnabledValid;

    /// <summary>Tells the modem whether the clock runs, "ipa-clock-enabled" of `qcom,smem-state-names`.</summary>
    public SmemState ClockEnabled;

    /// <summary>The always-on subsystem of `qcom,qmp`, or null when the tree names none.</summary>
    public AossMessages Aoss;

    /// <summary>The IPA's address translation, `iommus`.</summary>
    public IommuDomain Iommu;

    /// <summary>SMEM.</summary>
    public SharedMemoryItems SharedMemory;

    /// <summary>Who loads the GSI firmware.</summary>
    public GsiFirmwareLoader Loader;

    /// <summary>The secure monitor's firmware service, when this processor loads the firmware; otherwise null.</summary>
    public FirmwareService Firmware;

    /// <summary>Name of the firmware file, `firmware-name`.</summary>
    public string FirmwareName;

    /// <summary>Where the firmware is loaded to, `memory-region`, when this processor loads it; otherwise null.</summary>
    public ReservedMemoryRegion FirmwareRegion;

    /// <summary>The modem's processor.</summary>
    public RemoteProcessorNotifier Modem;

    /// <summary>Opens the socket at which the modem finds the driver; used at each setup.</summary>
    public QrtrSocketOpener ServerSocket;

    /// <summary>Opens the socket that looks for the modem; used at each setup.</summary>
    public QrtrSocketOpener ClientSocket;

    /// <summary>Creates resources whose fields the caller fills.</summary>
    public IpaResources()
    {
    }

    /// <summary>Finds every resource of the binding for a device.</summary>
    /// <exception cref="ProbeDeferredException">A supplier is not there yet.</exception>
    /// <exception cref="ProbeException">A property is missing or malformed; names the node, the property and what was expected.</exception>
    public IpaResources(Device device, SocServices services)
    {
        Loop = device.Loop;
        Heap = device.Platform.Heap;
        Compatible = FindCompatible(device);
        Loader = FindLoader(device);
        CoreClock = device.Clock("core");
        Paths = device.Interconnects(IpaVersions.ForCompatible(Compatible).InterconnectNames);
        IpaInterrupt = device.Interrupt("ipa");
        GsiInterrupt = device.Interrupt("gsi");
        ClockQuery = device.Interrupt("ipa-clock-query");
        SetupReady = device.Interrupt("ipa-setup-ready");
        ClockEnabledValid = SmemStateProvider.StateOf(device, "ipa-clock-enabled-valid");
        ClockEnabled = SmemStateProvider.StateOf(device, "ipa-clock-enabled");
        uint[] arguments;
        IommuProvider iommu = (IommuProvider)device.Provider("iommus", "#iommu-cells", 0, IommuProvider.ProviderKind, out arguments);
        Iommu = iommu.Open(arguments.Length > 0 ? arguments[0] : 0);
        if (device.HasProperty("qcom,qmp"))
        {
            Aoss = ((AossProvider)device.Provider("qcom,qmp", null, 0, AossProvider.ProviderKind, out arguments)).Messages;
        }
        SharedMemory = services.SharedMemory(device);
        FirmwareName = device.Node.String("firmware-name", DefaultFirmware);
        if (Loader == GsiFirmwareLoader.Self)
        {
            FirmwareRegion = device.ReservedMemory(0);
            Firmware = services.Firmware(device);
            if (!Firmware.IsAvailable) { throw new ProbeDeferredException("secure monitor", "qcom,scm"); }
        }
        Modem = services.Processor(ModemName);
        ServerSocket = services.Qrtr(Loop).CreateSocket;
        ClientSocket = ServerSocket;
        IpaRegisters = device.MapRegisters("ipa-reg");
        GsiRegisters = device.MapRegisters("gsi");
        LocalMemory = device.MapMemory("ipa-shared");
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
        if (loader != null && device.HasProperty("modem-init")) { throw device.Error("modem-init", "its absence, since qcom,gsi-loader says who loads the firmware"); }
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
