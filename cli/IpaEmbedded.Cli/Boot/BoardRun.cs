using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Boot;

/// <summary>
/// A whole board from a device tree blob on the fake: platform, drivers, chip and modem. <see cref="Boot"/> brings it up
/// and sends echo requests; afterwards the parts are open for whoever wants to go on with them.
/// </summary>
public sealed class BoardRun
{
    private const int ModemTimeoutMicroseconds = 10000000;
    private const int StepMicroseconds = 1000;
    private const string ModemName = "mpss";

    private readonly BootOptions _options;
    private readonly RegisterCount _count = new();
    private readonly StageRecorder _stages;
    private readonly SocServices _services;
    private readonly IpaPlatformDriver _binding;
    private readonly string _ipaPath;

    /// <summary>Prepares a board; nothing runs before <see cref="Boot"/>.</summary>
    /// <exception cref="FlattenedTreeException">The blob is no device tree.</exception>
    /// <exception cref="ProbeException">The tree has no IPA that there is a fake for.</exception>
    public BoardRun(byte[] blob, BootOptions options)
    {
        _options = options;
        var tree = new FlattenedTree(blob);
        var ipa = IpaNode.Find(tree);
        _ipaPath = ipa.Path;
        Loop = new EventLoop(options.Time ?? new VirtualTime());
        Soc = new FakeSoc(Loop, Chips.For(ipa.Compatible), ipa.Map, ChipTiming.Latency(options.Seed), ipa.ModemLoadsFirmware);
        foreach (FaultName fault in options.Faults)
        {
            fault.AddTo(Soc.Faults);
        }
        _stages = new StageRecorder(Loop, _count, Soc.Sanitizer, options.Progress);
        var recording = new BoardRecording(Loop, Soc, RegisterCatalog.For(IpaVersions.ForCompatible(ipa.Compatible)), options.Recorders);
        var drivers = new DriverTable();
        RuntimeDrivers.Register(drivers);
        _services = QualcommDrivers.Register(drivers, recording.Of(Soc.Io));
        _binding = new IpaPlatformDriver(_services, _stages, options.Rings ?? RingProfile.Upstream);
        drivers.Add(_binding);
        Platform = new Platform(Loop, tree, Soc.Memory, recording.Of(new CountingBoard(Soc.Board, _count)), drivers) { Firmware = new GsiFirmwareFile() };
        Soc.Chip.Observer = recording.Of(options.Capture is { } capture ? new LinkObserver(Loop, capture) : null);
    }

    public EventLoop Loop { get; }

    public FakeSoc Soc { get; }

    public Platform Platform { get; }

    /// <summary>The driver, once it is bound.</summary>
    public IpaDriver? Driver => _binding.Bound;

    /// <summary>The IP interface, once the boot has opened it.</summary>
    public RmnetInterface? Interface { get; private set; }

    /// <summary>Boots: devices, modem, handshake, interface, echo requests. What fails is in the report, never thrown.</summary>
    public BootReport Boot()
    {
        var echoes = new List<EchoResult>();
        string? failure = null;
        Diagnostic? diagnostic = null;
        try
        {
            _stages.Step("devices", ProbeDevices);
            _stages.Step("modem", StartModem);
            _stages.Step("interface", OpenInterface);
            if (_options.EchoRequests > 0)
            {
                _stages.Step("echo", () => SendEchoes(echoes));
            }
        }
        catch (BootStepException e)
        {
            failure = e.Message;
            diagnostic = e.Diagnostic;
        }
        var report = new BootReport
        {
            Stages = _stages.Stages,
            Undone = _stages.Undone,
            Echoes = echoes,
            SanitizerReports = [.. Enumerable.Range(0, Soc.Sanitizer.Kept).Select(i => Soc.Sanitizer.At(i).Text)],
            Failure = failure,
            Diagnostics = diagnostic is null ? [] : [diagnostic],
            EndMicroseconds = Loop.Now,
        };
        foreach (BoardRecorder recorder in _options.Recorders)
        {
            recorder.Finish(report);
        }
        return report;
    }

    private string ProbeDevices()
    {
        int bound = Platform.Probe();
        Device device = Platform.FindDevice(_ipaPath);
        if (device is null || device.State != DeviceState.Bound)
        {
            string reason = device?.Reason ?? "no bus or driver has made it a device";
            bool isHardware = device?.Failure is BootFailedException;
            throw new BootStepException($"{_ipaPath} does not start: {reason}", isHardware ? null : Finding(device, reason));
        }
        return $"{bound} devices bound, suppliers first";
    }

    private Diagnostic Finding(Device? device, string reason)
    {
        var probe = device?.Failure as ProbeException;
        return new Diagnostic("PL5003", DiagnosticSeverity.Error, probe is null ? reason : probe.Property + ": expected " + probe.Expected)
        {
            NodePath = probe?.NodePath ?? _ipaPath,
            Property = probe?.Property,
        };
    }

    private string StartModem()
    {
        AsWork(() =>
        {
            if (_services.Supervisor(ModemName) is { } supervisor)
            {
                supervisor.Start();
            }
            else
            {
                Soc.Boot.PowerUp();
            }
        });
        long deadline = Loop.Now + ModemTimeoutMicroseconds;
        while (Driver!.Interface is not { IsRegistered: true })
        {
            if (Driver.SetupFailure is { } failure)
            {
                throw new BootStepException(failure);
            }
            if (Loop.Now >= deadline)
            {
                throw new BootStepException($"modem and driver did not agree within {ModemTimeoutMicroseconds / 1000000} s; the modem is in phase {Soc.Boot.Phase}");
            }
            Guarded(() => Loop.Run(StepMicroseconds));
        }
        return "started; firmware, microcontroller and handshake are complete";
    }

    private string OpenInterface()
    {
        AsWork(() => Driver!.Interface.Open());
        Interface = new RmnetPort(Driver!.Interface, RmnetFormat.For(Driver.Data)).CreateInterface(0);
        return $"{ModemInterface.Name} is open, rmnet0 on top of it";
    }

    private string SendEchoes(List<EchoResult> echoes)
    {
        var client = new EchoClient(Loop, Interface!, _options.Capture);
        Guarded(() =>
        {
            for (int sequence = 1; sequence <= _options.EchoRequests; sequence++)
            {
                echoes.Add(client.Exchange(sequence));
            }
        });
        int answered = echoes.Count(echo => echo.RoundTripMicroseconds is not null);
        string text = $"{answered} of {echoes.Count} echo requests answered";
        return answered == echoes.Count ? text : throw new BootStepException(text);
    }

    private void AsWork(Action action) => Guarded(() =>
    {
        Loop.Post(new WorkItem(new EventLoopHandler(action)));
        Loop.RunPending();
    });

    private static void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IpaException or BootFailedException or RemoteProcessorException or EventLoopException)
        {
            throw new BootStepException(e.Message);
        }
    }
}
