using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.Simulation;

/// <summary>
/// A whole board from its device tree: the fake SoC with IPA and modem, the drivers of the SoC's services, and the IPA driver.
/// <see cref="Boot"/> brings everything up; each of its steps can also be taken alone.
/// </summary>
/// <example><code>
/// SimulatedBoard board = new SimulatedBoard(blob);
/// board.Boot();
/// long microseconds = new EchoClient(board.Loop, board.Rmnet).Exchange(1);
/// </code></example>
public sealed class SimulatedBoard : SimulatedPlatform
{
    private const long ModemTimeoutMicroseconds = 10000000;
    private const long ModemStepMicroseconds = 1000;

    private readonly IpaPlatformDriver _binding;
    private readonly StageRelay _stages;

    /// <summary>Creates a board of which nothing runs.</summary>
    /// <exception cref="FlattenedTreeException">The blob is no device tree.</exception>
    /// <exception cref="ProbeException">The tree has no IPA that there is a fake for.</exception>
    public SimulatedBoard(byte[] blob)
        : this(blob, new BoardOptions())
    {
    }

    /// <summary>Creates a board as the options say; they belong to this board alone.</summary>
    /// <exception cref="FlattenedTreeException">The blob is no device tree.</exception>
    /// <exception cref="ProbeException">The tree has no IPA that there is a fake for.</exception>
    public SimulatedBoard(byte[] blob, BoardOptions options)
        : this(IpaNode.Find(new FlattenedTree(blob)), options)
    {
    }

    private SimulatedBoard(IpaNode ipa, BoardOptions options)
        : this(ipa, options, ipa.CreateSoc(options))
    {
    }

    private SimulatedBoard(IpaNode ipa, BoardOptions options, FakeSoc soc)
        : base(ipa.Tree, soc.Chip.Loop, soc.Memory, soc.Board)
    {
        Ipa = ipa;
        Soc = soc;
        _stages = new StageRelay(soc.Sanitizer);
        Services = QualcommDrivers.Register(Drivers, new FakeSocPlatform(soc));
        _binding = new IpaPlatformDriver(Services, _stages, options.Rings);
        Drivers.Add(_binding);
        Platform.Firmware = options.Firmware;
    }

    /// <summary>The hardware: chip, modem, network, faults, sanitizer.</summary>
    public FakeSoc Soc { get; }

    /// <summary>The services of the SoC that no phandle names.</summary>
    public SocServices Services { get; }

    /// <summary>Watches the boot stages of the IPA driver, or null.</summary>
    public BootObserver Observer
    {
        get { return _stages.Next; }
        set { _stages.Next = value; }
    }

    /// <summary>The IPA's node in the tree.</summary>
    public IpaNode Ipa { get; }

    /// <summary>The IPA's device; null when no bus has made one.</summary>
    public Device Device
    {
        get { return Platform.FindDevice(Ipa.Path); }
    }

    /// <summary>The IPA driver; null while it is not bound, and its <see cref="Device"/> says why.</summary>
    public IpaDriver Driver
    {
        get { return _binding.Bound; }
    }

    /// <summary>The interface for IP packets of mux id 0; null before it was opened.</summary>
    public RmnetInterface Rmnet { get; private set; }

    /// <summary>Where interfaces of other mux ids are made; null before the interface was opened.</summary>
    public RmnetPort Port { get; private set; }

    /// <summary>Probes the devices, starts the modem, waits until it and the driver have agreed, and opens the interface.</summary>
    /// <exception cref="IpaException">It did not get that far; the message says why.</exception>
    public void Boot()
    {
        Probe();
        if (Driver == null)
        {
            Device device = Device;
            throw new IpaException(IpaError.NoResources, Ipa.Path + " does not start: " + (device == null ? "no bus has made it a device" : device.Reason));
        }
        StartModem();
        AwaitModem();
        OpenInterface();
    }

    /// <summary>Starts the modem: by its driver, or, when the tree has none for it, as whoever boots the SoC does.</summary>
    public void StartModem()
    {
        RemoteProcessor modem = Services.Supervisor(ModemDriver.SubsystemName);
        if (modem != null) { Work(modem.Start); }
        else { Work(Soc.Boot.PowerUp); }
    }

    /// <summary>Waits until firmware, microcontroller and handshake are complete.</summary>
    /// <exception cref="IpaException">The driver gave up, or ten seconds have passed.</exception>
    public void AwaitModem()
    {
        bool ended = RunUntil(HasModemEnded, ModemTimeoutMicroseconds, ModemStepMicroseconds);
        if (Driver.HasSetupFailed) { throw new IpaException(IpaError.ModemRefused, Loop.Trace.Last(IpaTraceId.SetupFailed).Detail); }
        if (!ended) { throw new IpaException(IpaError.Timeout, "modem and driver did not agree within 10 s; the modem is in phase " + PhaseName(Soc.Boot.Phase)); }
    }

    /// <summary>Opens the interface to the modem, and the IP interface of mux id 0 on top of it.</summary>
    /// <exception cref="IpaException">The hardware refuses.</exception>
    public void OpenInterface()
    {
        Work(Driver.Interface.Open);
        Port = new RmnetPort(Driver.Interface, RmnetFormat.For(Driver.Data));
        Rmnet = Port.CreateInterface(0);
    }

    private static string PhaseName(ModemPhase phase)
    {
        switch (phase)
        {
            case ModemPhase.Off: return "Off";
            case ModemPhase.PoweringUp: return "PoweringUp";
            case ModemPhase.Booting: return "Booting";
            case ModemPhase.ServiceUp: return "ServiceUp";
            case ModemPhase.Connected: return "Connected";
            default: return "Crashed";
        }
    }

    private bool HasModemEnded()
    {
        return Driver.HasSetupFailed || Driver.Interface.IsRegistered;
    }
}
