using IpaEmbedded.DeviceTree;
using IpaEmbedded.Fake;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Cli.Runs;
using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Boot;

/// <summary>The boot of a simulated board as the commands show it: in steps of which each is reported, with recorders, and with echo requests at the end.</summary>
public sealed class BoardRun
{
    private readonly BootOptions _options;
    private readonly BoardRecording _recording;
    private readonly StageRecorder _stages;
    private readonly FaultRecorder _faults;

    /// <summary>Prepares a board; nothing runs before <see cref="Boot"/>.</summary>
    /// <exception cref="IpaEmbedded.Runtime.Flattened.FlattenedTreeException">The blob is no device tree.</exception>
    /// <exception cref="ProbeException">The tree has no IPA that there is a fake for.</exception>
    public BoardRun(byte[] blob, BootOptions options)
    {
        _options = options;
        Board = new SimulatedBoard(blob, options.Board);
        _faults = new FaultRecorder(Board.Soc.Faults, Board.Loop, options.Faults, options.Recorders);
        _recording = new BoardRecording(Board, options.Recorders);
        Board.Observer = _stages = new StageRecorder(Board, _recording, options.Progress);
    }

    public SimulatedBoard Board { get; }

    /// <summary>What has become of the faults so far.</summary>
    public IReadOnlyList<FaultResult> Faults => _faults.Results;

    /// <summary>Who is told what happens.</summary>
    public IReadOnlyList<BoardRecorder> Recorders => _options.Recorders;

    /// <summary>Boots: devices, modem, handshake, interface, echo requests. What fails is in the report, never thrown.</summary>
    public BootReport Boot()
    {
        var echoes = new List<EchoResult>();
        Diagnostic? finding = null;
        SendResult? sent = null;
        _ = _stages.Step("devices", () => ProbeDevices(out finding))
            && _stages.Step("modem", StartModem)
            && _stages.Step("interface", OpenInterface)
            && (_options.EchoRequests == 0 || _stages.Step("echo", () => SendEchoes(echoes)))
            && _options.Send is not null
            && _stages.Step("send", () => (sent = new PacketReplay(Board, _options.Send, _recording.Packets).Run()).ToString());
        var report = new BootReport
        {
            Stages = _stages.Stages,
            Undone = _stages.Undone,
            Echoes = echoes,
            Sent = sent,
            Devices = RunDevice.Of(Board.Platform),
            SanitizerReports = SanitizerReports(),
            Faults = _faults.Results,
            Failure = _stages.Failure,
            Diagnostics = finding is null ? [] : [finding],
            EndMicroseconds = Board.Loop.Now,
        };
        foreach (BoardRecorder recorder in _options.Recorders)
        {
            recorder.Finish(report);
        }
        return report;
    }

    /// <summary>The report of the boot with what the hardware has seen since: violations, faults, and the state of the devices.</summary>
    public BootReport UpToNow(BootReport boot) => boot with { SanitizerReports = SanitizerReports(), Faults = Faults, Devices = RunDevice.Of(Board.Platform) };

    private string[] SanitizerReports()
    {
        Sanitizer sanitizer = Board.Soc.Sanitizer;
        return [.. Enumerable.Range(0, sanitizer.Kept).Select(i => sanitizer.At(i).Text)];
    }

    private string ProbeDevices(out Diagnostic? finding)
    {
        int bound = Board.Probe();
        Device? device = Board.Device;
        bool works = device is { State: DeviceState.Bound };
        string reason = device?.Reason ?? "no bus or driver has made it a device";
        finding = works || device?.Failure is BootFailedException ? null : Finding(device?.Failure as ProbeException, reason);
        return works ? $"{bound} devices bound, suppliers first" : throw new BootStepException($"{Board.Ipa.Path} does not start: {reason}");
    }

    private Diagnostic Finding(ProbeException? probe, string reason) =>
        new("PL5003", DiagnosticSeverity.Error, probe is null ? reason : probe.Property + ": expected " + probe.Expected)
        {
            NodePath = probe?.NodePath ?? Board.Ipa.Path,
            Property = probe?.Property,
        };

    private string StartModem()
    {
        Board.StartModem();
        Board.AwaitModem();
        return "started; firmware, microcontroller and handshake are complete";
    }

    private string OpenInterface()
    {
        Board.OpenInterface();
        return $"{ModemInterface.Name} is open, rmnet0 on top of it";
    }

    private string SendEchoes(List<EchoResult> echoes)
    {
        var client = new EchoClient(Board.Loop, Board.Rmnet) { Observer = _recording.Packets };
        for (int sequence = 1; sequence <= _options.EchoRequests; sequence++)
        {
            _options.Progress?.Invoke($"echo {sequence} of {_options.EchoRequests}");
            long time = client.Exchange(sequence);
            echoes.Add(new EchoResult(EchoClient.Destination(sequence), sequence, client.Request.Length, time < 0 ? null : time));
        }
        int answered = echoes.Count(echo => echo.RoundTripMicroseconds is not null);
        string text = $"{answered} of {echoes.Count} echo requests answered";
        return answered == echoes.Count ? text : throw new BootStepException(text);
    }
}
