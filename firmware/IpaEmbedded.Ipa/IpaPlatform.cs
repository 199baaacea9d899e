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

namespace IpaEmbedded.Ipa;

/// <summary>
/// Where the driver gets what it needs, by the names of its device-tree binding: a device of the platform, or a recorder in front of one.
/// </summary>
public abstract class IpaPlatform
{
    /// <summary>Time and order.</summary>
    public abstract EventLoop Loop { get; }

    /// <summary>Memory that the IPA can reach.</summary>
    public abstract DmaHeap Heap { get; }

    /// <summary>The first value of `compatible` that the driver knows.</summary>
    public abstract string Compatible { get; }

    /// <summary>Who loads the GSI firmware.</summary>
    public abstract GsiFirmwareLoader Loader { get; }

    /// <summary>Name of the firmware file, when this processor loads it.</summary>
    public abstract string FirmwareName { get; }

    /// <summary>Physical address of the memory that this processor loads the firmware into, and its size in bytes.</summary>
    public abstract ulong FirmwareRegion(out ulong size);

    /// <summary>Registers of a region of `reg-names`: "ipa-reg" or "gsi".</summary>
    public abstract RegisterBlock MapRegisters(string name);

    /// <summary>Memory of a region of `reg-names`: "ipa-shared".</summary>
    public abstract DmaMemory MapMemory(string name);

    /// <summary>An interrupt of `interrupt-names`.</summary>
    public abstract ConsumerInterrupt Interrupt(string name);

    /// <summary>A clock of `clock-names`.</summary>
    public abstract Clock Clock(string name);

    /// <summary>The paths of `interconnect-names`.</summary>
    public abstract InterconnectPaths Interconnects(string[] names);

    /// <summary>A state of `qcom,smem-state-names`.</summary>
    public abstract SmemState SmemState(string name);

    /// <summary>The always-on subsystem, or null when the tree names none.</summary>
    public abstract AossMessages Aoss();

    /// <summary>The IPA's address translation.</summary>
    public abstract IommuDomain Iommu();

    /// <summary>SMEM.</summary>
    public abstract SharedMemoryItems SharedMemory();

    /// <summary>The secure monitor's firmware service.</summary>
    public abstract FirmwareService Firmware();

    /// <summary>The modem's processor.</summary>
    public abstract RemoteProcessorNotifier Modem();

    /// <summary>A new end of the message bus to the modem; <paramref name="label"/> is "ap.server" or "ap.client".</summary>
    public abstract QrtrSocket OpenSocket(string label);
}
