using IpaEmbedded.Conformance.Recording;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.ReservedMemory;

namespace IpaEmbedded.Conformance;

/// <summary>What the driver gets in a conformance run: the fake chip behind recorders, and resources that only write rows.</summary>
internal sealed class ConformancePlatform
{
    internal ConformancePlatform(ConformanceHardware hardware, IpaData data, TraceWriter trace, GsiFirmwareLoader loader)
    {
        RecordedPower power = new(hardware);
        Watch = new SharedMemoryWatch(trace, hardware.SharedMemory);
        AddressNames names = new(hardware.Buffers);
        ScriptedModem = new ScriptedModem(hardware.Loop, trace);
        ClockQuery = new InterruptLine(hardware.Loop, "ipa-clock-query", true);
        SetupReady = new InterruptLine(hardware.Loop, "ipa-setup-ready", true);
        Resources = new IpaResources
        {
            Loop = hardware.Loop,
            Heap = hardware.Heap,
            Compatible = data.Compatible,
            IpaRegisters = new RecordingRegisters("ipa", hardware.Ipa, data.Registers, trace, Watch),
            GsiRegisters = new RecordingGsi(hardware.Gsi, data.Gsi, trace, Watch, names, new CommandText(names, data.Registers, data.ClearOptionInOpcode)),
            LocalMemory = hardware.SharedMemory,
            IpaInterrupt = new ConsumerInterrupt(hardware.IpaLine),
            GsiInterrupt = new ConsumerInterrupt(hardware.GsiLine),
            ClockQuery = new ConsumerInterrupt(ClockQuery),
            SetupReady = new ConsumerInterrupt(SetupReady),
            CoreClock = new RecordedClock(trace, power, "core"),
            Paths = new RecordedPaths(trace, power, data.InterconnectNames),
            ClockEnabledValid = new RecordedState(trace, "ipa-clock-enabled-valid", 0),
            ClockEnabled = new RecordedState(trace, "ipa-clock-enabled", 1),
            // In the kit SC7180, SM8350, SC7280 and SM8550 name the always-on subsystem.
            Aoss = data.Compatible is "qcom,sc7180-ipa" or "qcom,sm8350-ipa" or "qcom,sc7280-ipa" or "qcom,sm8550-ipa" ? new RecordedAoss(trace) : null,
            Iommu = new RecordedIommu(trace),
            SharedMemory = new RecordedSmem(trace),
            Loader = loader,
            Firmware = new RecordedFirmware(trace),
            FirmwareName = "ipa_fws.mdt",
            FirmwareRegion = new ReservedMemoryRegion("ipa-gsi", 0x8b700000, 0x10000, true),
            Modem = Mpss,
            ServerSocket = () => ScriptedModem.Open("ap.server"),
            ClientSocket = () => ScriptedModem.Open("ap.client"),
        };
    }

    /// <summary>What the driver takes.</summary>
    internal IpaResources Resources { get; }

    internal SharedMemoryWatch Watch { get; }

    internal ScriptedModem ScriptedModem { get; }

    internal InterruptLine ClockQuery { get; }

    internal InterruptLine SetupReady { get; }

    internal RemoteProcessorNotifier Mpss { get; } = new("mpss");
}
