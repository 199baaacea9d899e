using System.Globalization;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Runs;

/// <summary>Makes a <see cref="Run"/> of what happens on a board.</summary>
public class RunRecording : BoardRecorder
{
    private const string CoreInterrupt = "ipa";

    private readonly RingLevels _rings = new();
    private readonly HashSet<int> _sending = [];
    private readonly Dictionary<(GsiCommandKind Kind, int Number), RunMark> _commands = [];
    private readonly Stack<RunStage> _open = new();
    private readonly List<RunStage> _stages = [];
    private SimulatedBoard? _board;
    private RunMark? _context;
    private RunMoment? _powerSince;
    private int _violations;

    /// <summary>What was recorded so far; complete after <see cref="Complete"/>.</summary>
    public Run Run { get; } = new();

    public override void OnStart(SimulatedBoard board)
    {
        _board = board;
        IpaData data = IpaVersions.ForCompatible(board.Ipa.Compatible);
        Run.Version = "v" + data.VersionName;
        Run.CoreClockHertz = data.CoreClockHertz;
        var channels = new Dictionary<int, string>();
        foreach (EndpointData endpoint in data.Endpoints.Where(endpoint => endpoint.Environment == EndpointData.ApplicationProcessor))
        {
            channels[endpoint.Channel] = EndpointName.Of(endpoint.Name);
            if (endpoint.ToIpa)
            {
                _sending.Add(endpoint.Channel);
            }
        }
        Run.Channels = channels;
    }

    public override void OnStageBegin(long microseconds, string name, bool isInner)
    {
        EndContext();
        _open.Push(new RunStage(name, "", isInner, Next(microseconds), default, 0, 0, null));
    }

    public override void OnStageEnd(long microseconds, StageResult result)
    {
        EndContext();
        if (_open.TryPop(out RunStage? stage))
        {
            _stages.Add(stage with
            {
                Description = result.Description,
                End = Next(microseconds),
                DurationMicroseconds = result.DurationMicroseconds,
                RegisterWrites = result.RegisterWrites,
                Failure = result.Failure,
            });
        }
    }

    public override void OnRegister(RegisterAccess access)
    {
        RunMoment at = Next(access.Microseconds);
        TakeViolations(at);
        string fields = access.Register is { Register.Fields.Length: > 0 } register ? register.Describe(access.Value) : "";
        Run.Accesses.Add(new RunAccess(at, access.Stage, RegisterLog.ContextOf(access.Context), access.IsWrite, access.Block, access.Name, access.Value, fields));
        Follow(access, at);
        if (access.Register is { } known && access.IsWrite)
        {
            OnKnownWrite(known, access.Value, fields, at);
        }
    }

    public override void OnPower(long microseconds, bool on)
    {
        RunMoment at = Next(microseconds);
        if (_powerSince is { } since)
        {
            Run.AddMark(new RunMark(RunLane.Power, since, at, "on"));
        }
        _powerSince = on ? at : null;
    }

    public override void OnIpaInterrupt(long microseconds, int number) => Mark(RunLane.Chip, microseconds, $"IPA_IRQ_STTS bit {number}", number);

    public override void OnEvent(long microseconds, ChipEvent what)
    {
        RunMoment at = Mark(RunLane.Chip, microseconds, $"event ring {what.Ring}: channel {what.Channel}{(what.IsBlocked ? ", no interrupt yet" : "")}", what.Ring);
        foreach (RunMoment doorbell in _rings.OnEvent(what.Channel, what.Element))
        {
            if (_sending.Contains(what.Channel))
            {
                Run.AddMark(new RunMark(RunLane.Transfers, doorbell, at, Run.ChannelName(what.Channel), what.Channel, what.Ring));
            }
        }
        Run.Levels.Add(_rings.At(what.Channel, at));
    }

    public override void OnCommand(long microseconds, GsiCommandKind kind, int number, uint opcode)
    {
        RunMoment at = Next(microseconds);
        if (_commands.Remove((kind, number), out RunMark? command))
        {
            Run.AddMark(command with { End = at });
        }
        if (kind == GsiCommandKind.Channel && opcode is GsiOpcode.Reset or GsiOpcode.Allocate)
        {
            _rings.OnReset(number);
            Run.Levels.Add(_rings.At(number, at));
        }
    }

    public override void OnFrame(long microseconds, bool uplink, int endpoint, ReadOnlySpan<byte> frame)
    {
        RunMoment at = Mark(RunLane.Frames, microseconds, $"{(uplink ? "uplink from" : "downlink to")} endpoint {endpoint}", endpoint, frame.Length);
        Exchange(at, uplink ? RunParty.Driver : RunParty.Chip, uplink ? RunParty.Chip : RunParty.Driver, $"QMAP frame, endpoint {endpoint}", $"{frame.Length} bytes");
    }

    public override void OnMessage(long microseconds, bool toModem, uint apPort, uint modemPort, ReadOnlySpan<byte> message)
    {
        (string title, string elements) = ModemMessageText.Of(message);
        RunMoment at = Mark(RunLane.Messages, microseconds, title, toModem ? 1 : 0, message.Length);
        Exchange(at, toModem ? RunParty.Driver : RunParty.Modem, toModem ? RunParty.Modem : RunParty.Driver, title, elements);
    }

    public override void OnFault(long microseconds, string fault) => Mark(RunLane.Faults, microseconds, fault);

    public override void OnMicrocontroller(long microseconds, bool toChip, string text)
    {
        RunMoment at = Mark(RunLane.Messages, microseconds, text, toChip ? 1 : 0);
        Exchange(at, toChip ? RunParty.Driver : RunParty.Chip, toChip ? RunParty.Chip : RunParty.Driver, text, "");
    }

    public override void OnPacket(long microseconds, bool outbound, ReadOnlySpan<byte> packet)
    {
        RunMoment at = Next(microseconds);
        Exchange(at, outbound ? RunParty.Network : RunParty.Driver, outbound ? RunParty.Driver : RunParty.Network, $"{(packet.Length > 0 && packet[0] >> 4 == 6 ? "IPv6" : "IPv4")} packet", $"{packet.Length} bytes");
    }

    /// <summary>Ends the recording: what is open ends now, and what the board says at the end is taken.</summary>
    public Run Complete(BootReport report)
    {
        SimulatedBoard board = _board!;
        EndContext();
        RunMoment end = Next(board.Loop.Now);
        TakeViolations(end);
        if (_powerSince is { } since)
        {
            Run.AddMark(new RunMark(RunLane.Power, since, end, "on"));
            _powerSince = null;
        }
        foreach (RunMark command in _commands.Values)
        {
            Run.AddMark(command with { End = end, Text = command.Text + ", never executed" });
        }
        _commands.Clear();
        Run.Stages = [.. _stages.OrderBy(stage => stage.Begin.Order)];
        Run.Failure = report.Failure ?? report.Diagnostics.Select(each => each.Message).FirstOrDefault();
        Run.Violations = report.SanitizerReports;
        Run.Succeeded = report.Succeeded;
        Run.FaultResults = [.. report.Faults.Select(fault => fault.ToString())];
        Run.Undone = report.Undone;
        Run.Echoes = report.Echoes;
        Run.EndMicroseconds = board.Loop.Now;
        Run.Devices = RunDevice.Of(board.Platform);
        Run.Counters = RunCounters.Of(board);
        Run.LastOrder = end.Order;
        return Run;
    }

    private void OnKnownWrite(RegisterInstance known, uint value, string fields, RunMoment at)
    {
        uint Field(string name) => known.Register.Find(name) is { } field ? field.Decode(value) : 0;
        int changed = _rings.OnWrite(known.Register.Name, known.Index, Field, value, at);
        if (changed >= 0)
        {
            Run.Levels.Add(_rings.At(changed, at));
        }
        switch (known.Register.Name)
        {
            case "CH_C_DOORBELL_0":
                Run.AddMark(new RunMark(RunLane.Doorbells, at, at, "channel " + known.Index.ToString(CultureInfo.InvariantCulture), known.Index, value));
                break;
            case "EV_CH_E_DOORBELL_0":
                Run.AddMark(new RunMark(RunLane.Doorbells, at, at, "event ring " + known.Index.ToString(CultureInfo.InvariantCulture), known.Index, value));
                break;
            case "CH_CMD":
                Begin(GsiCommandKind.Channel, (int)Field("CHID"));
                break;
            case "EV_CH_CMD":
                Begin(GsiCommandKind.EventRing, (int)Field("EV_CHID"));
                break;
            case "GENERIC_CMD":
                Begin(GsiCommandKind.Generic, (int)Field("CHID"));
                break;
            default:
                break;
        }

        void Begin(GsiCommandKind kind, int number)
        {
            if (_commands.Remove((kind, number), out RunMark? lost))
            {
                Run.AddMark(lost);
            }
            string all = string.Join(' ', known.Register.Fields.Select(each => $"{each.Name}={each.Decode(value)}"));
            _commands.Add((kind, number), new RunMark(RunLane.Commands, at, at, $"{known.Register.Name} {all}", number, value));
        }
    }

    // One mark for a run of accesses in an interrupt handler or a poll; what the handler read first gives it its name.
    private void Follow(RegisterAccess access, RunMoment at)
    {
        string name = NameOf(access);
        RunLane? lane = access.Context switch
        {
            EventLoopContext.Interrupt => RunLane.Interrupts,
            EventLoopContext.Poll => RunLane.Polls,
            // The core's interrupt is handled in a thread, which is work: from the read of its status to the one that finds nothing more.
            _ when name == CoreInterrupt || (_context?.Text == CoreInterrupt && access.Register?.Register.Name is "IPA_IRQ_CLR" or "IPA_IRQ_STTS") => RunLane.Interrupts,
            _ => null,
        };
        if (_context is not null && (lane != _context.Lane || at.Microseconds != _context.Begin.Microseconds || (name.Length > 0 && _context.Text.Length > 0 && name != _context.Text)))
        {
            EndContext();
        }
        if (lane is { } open)
        {
            _context = _context is null
                ? new RunMark(open, at, at, name, access.Register?.Index ?? -1, access.Value)
                : _context with { End = at, Text = _context.Text.Length > 0 ? _context.Text : name };
        }
    }

    private void EndContext()
    {
        if (_context is not null)
        {
            Run.AddMark(_context with { Text = _context.Text.Length > 0 ? _context.Text : _context.Lane == RunLane.Polls ? "poll" : "interrupt" });
            _context = null;
        }
    }

    private static string NameOf(RegisterAccess access) => access.Register?.Register.Name switch
    {
        "CNTXT_TYPE_IRQ" when access is { IsWrite: false, Value: not 0 } => "gsi " + access.Register!.Describe(access.Value),
        "IPA_IRQ_STTS" when access is { IsWrite: false, Value: not 0 } => CoreInterrupt,
        "EV_CH_E_CNTXT_4" when access.Context == EventLoopContext.Poll => "event ring " + access.Register!.Index.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private void TakeViolations(RunMoment at)
    {
        Sanitizer? sanitizer = _board?.Soc.Sanitizer;
        for (; sanitizer is not null && _violations < sanitizer.Kept; _violations++)
        {
            SanitizerReport report = sanitizer.At(_violations);
            Run.AddMark(new RunMark(RunLane.Faults, at, at, report.Text));
        }
    }

    private RunMoment Mark(RunLane lane, long microseconds, string text, int what = -1, long value = 0)
    {
        RunMoment at = Next(microseconds);
        Run.AddMark(new RunMark(lane, at, at, text, what, value));
        return at;
    }

    private void Exchange(RunMoment at, RunParty from, RunParty to, string text, string detail) => Run.Exchanges.Add(new RunExchange(at, from, to, text, detail));

    private RunMoment Next(long microseconds) => new(++Run.LastOrder, microseconds);
}
