using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Simulator;

/// <summary>
/// One life of a board by a plan: boot, work under faults; then the faults end, the modem is started anew, packets must pass, the hardware
/// must come to rest, and the driver's removal must leave nothing behind. What must hold is looked at after every step of the event loop.
/// </summary>
public sealed class SimulatedLife : EventLoopObserver
{
    /// <summary>Steps of the event loop that a life has at least, when its work is drawn.</summary>
    public const int LeastSteps = 2_000;

    private const int MostWork = 400;
    // Far more than a life takes that ends: most take some 2,100.
    private const int EndlessSteps = 1_000_000;
    private const long Second = 1_000_000;
    private const long ModemMicroseconds = 3 * Second;
    private const long SettleMicroseconds = 100_000;
    private const long RemovalMicroseconds = 2 * Second;
    private const long TrafficMicroseconds = 5 * Second;
    private const long WatchdogMicroseconds = ModemInterface.WatchdogMicroseconds + Second;
    private const ulong HashOffset = 0xcbf29ce484222325;
    private const ulong HashPrime = 0x100000001b3;

    private readonly SimulationPlan _plan;
    private readonly SimulatedBoard _board;
    private readonly BoardInvariants _invariants;
    private readonly Traffic _traffic;
    private readonly StruckBoard _struck;
    private readonly ReachedMoments _reached = new();
    private readonly List<WorkStep> _work = [];
    private readonly Excuses _excuses;
    private IpaDriver? _attached;
    private string? _violation;
    private string _lastRefusal = "";
    private ulong _hash = HashOffset;
    private long _returned;
    private long _removal;
    private int _steps;
    private int _refusals;
    private int _echo;
    private bool _isReplugged;
    private bool _isHealed;

    /// <summary>Prepares a life on a tree's blob.</summary>
    public SimulatedLife(SimulationPlan plan, byte[] blob)
    {
        _plan = plan;
        _board = new SimulatedBoard(blob, new BoardOptions
        {
            Timing = plan.Latency == 0 ? ChipTiming.Immediate() : ChipTiming.Latency(plan.Latency),
            Rings = plan.Rings.Profile,
        });
        _excuses = new Excuses(plan);
        _struck = new StruckBoard(_board, plan);
        _invariants = new BoardInvariants(_board) { CanKeep = rule => _excuses.CanKeep(rule, _isReplugged || _struck.HasRemoved) };
        _traffic = new Traffic(_board, plan.SendsInside, Break) { IsLiedTo = _excuses.IsLiedTo };
    }

    /// <summary>Lives it, once.</summary>
    public SimulationOutcome Run()
    {
        _board.Loop.Observer = this;
        try
        {
            Live();
        }
        // Whatever escapes is what a simulation is there to find.
        catch (Exception e)
        {
            Break($"{e.GetType().Name} escaped: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
        }
        _board.Soc.Memory.RevokeAll();
        return new SimulationOutcome(_plan with { Work = _work }, _violation, _steps, _refusals, _board.Loop.Now, _returned, _removal, _hash, _struck.Counts, _reached.Counts);
    }

    /// <inheritdoc/>
    public override void OnServed()
    {
        if (++_steps == EndlessSteps)
        {
            throw new InvalidOperationException($"after {EndlessSteps} steps the work still goes on");
        }
        _struck.OnStep();
        _hash = (_hash ^ (ulong)_board.Loop.Now) * HashPrime;
        if (_violation is null && _invariants.Step() is { } broken)
        {
            Break(broken);
        }
    }

    private IpaDriver? Driver => _board.Driver;

    private bool IsOver => _violation is not null;

    private void Live()
    {
        _board.Probe();
        if (Driver is null)
        {
            _refusals++;
            _reached.Reach(Moment.ProbeRefused);
        }
        else
        {
            Silence();
            Try(_board.StartModem);
            AwaitModem();
            Try(Open);
        }
        var numbers = new SeededNumbers(_plan.WorkSeed);
        for (int i = 0; !IsOver && !_isReplugged && (_plan.Work is { } work ? i < work.Count : _steps < LeastSteps && i < MostWork); i++)
        {
            // Without a driver, or when nothing gets on, there is no work before the faults are over.
            WorkStep step = _plan.Work?[i] ?? (!_isHealed && (Driver is null || i == MostWork / 4) ? new WorkStep(WorkKind.Heal, 0, 0) : WorkStep.Draw(numbers, _plan.IsCalm));
            Take(step);
        }
        // What the next driver maps can only fail if there is one.
        if (_plan.Work is null && !IsOver && WorkStep.DrawEnd(numbers, _struck.FailsMapping) is { } end)
        {
            Take(end);
        }
        Heal();
        Rest();
        Remove();
    }

    private void Take(WorkStep step)
    {
        _work.Add(step);
        switch (step.Kind)
        {
            case WorkKind.Echo:
                for (int i = 0; i < step.Count && !IsOver && Echo(); i++)
                {
                }
                break;
            case WorkKind.Up: Burst(step, up: true, down: false); break;
            case WorkKind.Down: Burst(step, up: false, down: true); break;
            case WorkKind.Both: Burst(step, up: true, down: true); break;
            case WorkKind.Heal: Heal(); break;
            case WorkKind.Pause: _board.Loop.Run(step.Count); break;
            case WorkKind.Reopen:
                Try(() => Driver?.Interface?.Stop());
                _board.Loop.Run(step.Count);
                Try(Open);
                break;
            case WorkKind.Sleep: Sleep(step.Count); break;
            case WorkKind.Restart:
                Try(() => Modem?.Stop());
                _board.Loop.Run(step.Count);
                Try(_board.StartModem);
                AwaitModem();
                Try(Open);
                break;
            case WorkKind.Crash:
                _board.Soc.Boot.Crash();
                AwaitModem();
                Try(Open);
                break;
            default: Replug(step.Count); break;
        }
    }

    private RemoteProcessor? Modem => _board.Services.Supervisor(ModemDriver.SubsystemName);

    private void Heal()
    {
        if (IsOver || _isHealed)
        {
            return;
        }
        _isHealed = true;
        _struck.Heal();
        if (_excuses.IsMisread)
        {
            // What the driver has read wrong it may keep for the rest of its life; and what it has written then stays in the registers, reserved bits too.
            Try(() => _board.Platform.Remove(_board.Device));
        }
        bool isNew = _struck.HasRemoved || Driver is null;
        if (Driver is null)
        {
            // A vote that was refused on the way down is sent again.
            _board.Loop.Run(20_000);
            Demand(_excuses.VotesAreRefusedForEver ? null : _invariants.Removed());
            ProbeAgain();
            if (Driver is null)
            {
                Break("healed, the driver does not start: " + _board.Device.Reason);
                return;
            }
            Silence();
        }
        if (!_isReplugged)
        {
            Recover(isNew);
        }
    }

    private void Recover(bool isNew)
    {
        if (Modem is { State: RemoteProcessorState.Running })
        {
            Try(() => Modem!.Stop());
        }
        if (isNew)
        {
            // A modem says once in its life that the firmware runs: a driver that comes later would wait for ever, as upstream's does.
            _board.Soc.Boot.Forget();
        }
        Try(_board.StartModem);
        if (!AwaitModem())
        {
            Break($"healed, modem and driver do not agree: {_board.Driver?.HasSetupFailed switch { true => _board.Loop.Trace.Last(IpaTraceId.SetupFailed)?.Detail ?? "setup failed", _ => _board.Soc.Boot.Phase.ToString() }}");
            return;
        }
        long back = _board.Loop.Now;
        int before = _refusals;
        Try(Open);
        if (_refusals > before)
        {
            Break("healed, the interface does not open: " + _lastRefusal);
        }
        while (!IsOver && !Echo())
        {
            if (_board.Loop.Now - back > TrafficMicroseconds)
            {
                Break("healed, no packet passes within five seconds");
            }
        }
        _returned = _board.Loop.Now - back;
    }

    private void Rest()
    {
        if (IsOver)
        {
            return;
        }
        _board.Loop.Run(Second);
        if (Driver is { Interface.IsQueueRunning: false })
        {
            // The last interrupt before the faults ended may be the one that was lost.
            _board.Loop.Run(WatchdogMicroseconds);
        }
        // What the driver before could not take down is used again by a modem that starts, and here none does: channels have what he gave them, and a clock that nobody could switch off stays on.
        Demand((_isReplugged && (_excuses.CannotStop || _excuses.VotesAreRefusedForEver) ? null : _invariants.Quiet(!_excuses.IsLiedTo && !_struck.HasLostDoorbells))
            ?? (_isReplugged && _excuses.VotesAreRefusedForEver ? null : _invariants.Idle()));
        if (_plan.Faults.Count == 0 && _work.TrueForAll(step => step.Kind is WorkKind.Echo or WorkKind.Up or WorkKind.Down or WorkKind.Both or WorkKind.Pause or WorkKind.Heal))
        {
            _reached.Reach(Moment.NothingLost);
            Demand(_traffic.Up.Arrived == _traffic.Up.Sent ? null : $"without faults {_traffic.Up.Sent} packets were sent up and {_traffic.Up.Arrived} arrived");
        }
    }

    private void Remove()
    {
        if (IsOver)
        {
            return;
        }
        long start = _board.Loop.Now;
        Try(() => _board.Platform.Remove(_board.Device));
        _removal = _board.Loop.Now - start;
        Demand(_removal > RemovalMicroseconds ? $"the removal took {_removal} us" : _invariants.Removed() ?? _invariants.Unlocked());
    }

    /// <summary>
    /// The last step of a life: a modem says once in its life that the firmware runs and that it has set the driver up, so that a driver that
    /// comes later waits for ever, as upstream's does. It must start, and leave nothing behind.
    /// </summary>
    private void Replug(int pause)
    {
        _isReplugged = true;
        _struck.Wake();
        if (Driver is null)
        {
            return;
        }
        int before = _refusals;
        IpaData data = Driver.Data;
        Try(() => _board.Platform.Remove(_board.Device));
        _board.Loop.Run(pause);
        if (_refusals == before && !_excuses.IsMisread && !_excuses.HasRefusedVotes && !_excuses.HasTakenInterrupt)
        {
            Demand(_invariants.Removed());
        }
        if (Driver is null && !_isHealed)
        {
            Try(() => _struck.BeforeProbe(data));
        }
        _board.Platform.Retry(_board.Device);
        _board.Probe();
        if (Driver is null)
        {
            _refusals++;
            _reached.Reach(Moment.ProbeRefused);
            return;
        }
        _reached.Reach(Moment.Replugged);
        Silence();
    }

    /// <summary>Probes everything that failed, the suppliers of the IPA included.</summary>
    private void ProbeAgain()
    {
        for (int i = 0; i < _board.Platform.DeviceCount; i++)
        {
            if (_board.Platform.DeviceAt(i).State != DeviceState.Bound)
            {
                _board.Platform.Retry(_board.Platform.DeviceAt(i));
            }
        }
        _board.Probe();
    }

    private void Sleep(int pause)
    {
        bool asleep = false;
        _struck.Wake();
        _struck.KeepsAwake = true;
        Try(() =>
        {
            Driver?.SystemSuspend();
            asleep = Driver is not null;
        });
        _board.Loop.Run(pause);
        if (asleep)
        {
            _reached.Reach(Moment.Slept);
            Demand(_board.Soc.Chip.IsPowered ? "the system sleeps and the chip has power" : null);
            Try(() => Driver?.SystemResume());
        }
        _struck.KeepsAwake = false;
    }

    private void Open()
    {
        if (Driver?.Interface is not { IsRegistered: true } modem)
        {
            return;
        }
        if (_attached != Driver)
        {
            _attached = Driver;
            _traffic.Attach(modem, RmnetFormat.For(Driver.Data));
        }
        modem.Open();
    }

    private bool Echo()
    {
        if (Driver?.Interface is not { IsOpen: true } || _traffic.Interface is null || _attached != Driver)
        {
            return false;
        }
        int sequence = ++_echo & 0x7fff;
        byte[] request = EchoPacket.Request(sequence);
        byte[] answer = EchoPacket.Answer(sequence);
        long sent = _board.Loop.Now;
        TransmitStatus status = _traffic.Await(request, answer);
        while (!_traffic.HasAnswer && !IsOver && _board.Loop.Now < sent + Second && status is (TransmitStatus.Busy or TransmitStatus.Accepted))
        {
            _board.Loop.Run(status == TransmitStatus.Busy ? 500 : 50);
            if (status == TransmitStatus.Busy)
            {
                _reached.Reach(Moment.Busy);
                status = _traffic.Await(request, answer);
            }
        }
        bool answered = _traffic.HasAnswer;
        _traffic.GiveUp();
        _reached.Reach(answered ? Moment.Answered : Moment.Unanswered);
        return answered;
    }

    private void Burst(WorkStep step, bool up, bool down)
    {
        if (Driver?.Interface is not { IsOpen: true } || _traffic.Interface is null || _attached != Driver)
        {
            return;
        }
        for (int i = 0; i < step.Count; i++)
        {
            if (up && _traffic.SendUp(step.Size, (i & 3) != 3 && i + 1 < step.Count) == TransmitStatus.Busy)
            {
                _reached.Reach(Driver.Power.IsActive ? Moment.RingFull : Moment.Busy);
                _board.Loop.Run(200);
            }
            if (down)
            {
                _traffic.SendDown(step.Size);
            }
        }
        _board.Loop.Run(2_000);
    }

    private bool AwaitModem()
    {
        bool agreed = _board.RunUntil(new Condition(() => IsOver || Driver is null or { HasSetupFailed: true } || IsAgreed()), ModemMicroseconds, 500);
        // A returning modem gets its indication one step before it looks for it.
        _board.Loop.Run(SettleMicroseconds);
        if (!agreed || !IsAgreed())
        {
            _reached.Reach(Moment.NoModem);
            return false;
        }
        _board.Soc.Network.IsUp = true;
        return true;
    }

    private bool IsAgreed() => Driver?.Interface is { IsRegistered: true } && _board.Soc.Boot.Phase >= ModemPhase.ServiceUp && _board.Soc.Boot.Phase != ModemPhase.Crashed;

    /// <summary>An answered question for the clock would keep the power on for good, and nothing could go wrong around sleep.</summary>
    private void Silence() => _board.Device.Interrupt("ipa-clock-query").Line.Disable();

    /// <summary>Runs something as work; a refusal with a reason is an answer, anything else is not.</summary>
    private void Try(Action action) => _board.Work(new EventLoopHandler(() =>
    {
        try
        {
            action();
        }
        catch (HardwareException e)
        {
            _refusals++;
            _lastRefusal = e.Message;
            _reached.Reach(Moment.Refused);
        }
    }));

    private void Demand(string? broken)
    {
        if (broken is not null)
        {
            Break(broken);
        }
    }

    private void Break(string violation) => _violation ??= $"{violation} (step {_steps}, {_board.Loop.Now} us)";
}
