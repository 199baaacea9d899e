using System.Runtime.CompilerServices;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;
using IpaEmbedded.Simulator;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>
/// Holds a board to what must always hold: after every step of its event loop, and at its end, when faults are over, traffic has come to rest, the
/// power has gone and the driver is removed. What a test breaks on purpose it says, one invariant at a time.
/// </summary>
internal sealed class BoardWatch : EventLoopObserver, IDisposable
{
    private const long Second = 1_000_000;
    private const long RemovalMicroseconds = 2 * Second;
    private const long VoteMicroseconds = 20_000;
    private const long WatchdogMicroseconds = ModemInterface.WatchdogMicroseconds + Second;

    private readonly SimulatedBoard _board;
    private readonly BoardInvariants _invariants;
    private readonly Lies _lies = new();
    private readonly HashSet<string> _provoked = [];
    private readonly HashSet<Invariant> _broken = [];
    private readonly List<string> _violations = [];
    private int _reports;
    private bool _isEnded;

    public BoardWatch(SimulatedBoard board)
    {
        _board = board;
        _invariants = new BoardInvariants(board);
        board.Loop.Observer = this;
        board.Soc.Faults.Observer = _lies;
        BoardsOfTest.Add(this);
    }

    /// <summary>What ends faults that the board's fault plan does not know of, or null.</summary>
    public Action? Heal { get; set; }

    /// <summary>Whether what the chip says was changed on its way.</summary>
    public bool IsLiedTo { get; set; }

    /// <summary>The test breaks a rule of the hardware, and looks itself at what the sanitizer says of it.</summary>
    public void Provokes(string rule) => _provoked.Add(rule);

    /// <summary>The test leaves the board in a state in which an invariant does not hold.</summary>
    /// <param name="invariant">Which.</param>
    /// <param name="why">Why that is right.</param>
    public void MayBreak(Invariant invariant, string why)
    {
        Assert.AreNotEqual("", why);
        _broken.Add(invariant);
    }

    /// <inheritdoc/>
    public override void OnServed()
    {
        if (_violations.Count == 0)
        {
            Demand(Invariant.EveryStep, _invariants.DriverStep());
            Rules();
        }
    }

    /// <summary>Ends the board: heals it, lets it come to rest, removes the driver, and demands that everything holds.</summary>
    public void Dispose()
    {
        if (_isEnded)
        {
            return;
        }
        _isEnded = true;
        BoardsOfTest.Forget(this);
        _board.Soc.Heal();
        Heal?.Invoke();
        if (_board.Driver is not null)
        {
            if (Sleeps(_board.Driver.Power)) { _board.Work(_board.Driver.SystemResume); }
            Rest();
            Remove();
        }
        // A vote that was refused on the way down is sent again; and nothing may come back for what is gone.
        _board.Loop.Run(VoteMicroseconds);
        Demand(Invariant.Removed, _invariants.Removed());
        Demand(Invariant.SmemLock, _invariants.Unlocked());
        if (!_broken.Contains(Invariant.Removed))
        {
            Demand(Invariant.Removed, ReferencesLeft.Of(_board) is { Length: > 0 } left ? "the driver is gone and still known: " + left : null);
        }
        Rules();
        if (_violations.Count > 0)
        {
            throw new AssertFailedException($"{_board.Ipa.Compatible}: {string.Join("; ", _violations)}");
        }
    }

    private void Rest()
    {
        _board.Loop.Run(Second);
        if (_board.Driver.Interface is { IsOpen: true, IsQueueRunning: false })
        {
            // The last interrupt before the faults ended may be the one that was lost.
            _board.Loop.Run(WatchdogMicroseconds);
        }
        Demand(Invariant.Balance, _invariants.Balance(!_lies.WereTold && !IsLiedTo));
        Demand(Invariant.Queue, _invariants.Queue());
        _board.Loop.Run(Second);
        Demand(Invariant.Idle, _invariants.Idle());
    }

    private void Remove()
    {
        long start = _board.Loop.Now;
        string? refusal = null;
        _board.Work(() =>
        {
            try
            {
                _board.Platform.Remove(_board.Device);
            }
            catch (HardwareException e)
            {
                refusal = e.Message;
            }
        });
        long took = _board.Loop.Now - start;
        Demand(Invariant.Removal, refusal ?? (_board.Device.State != DeviceState.Removed ? "the driver stayed" : took > RemovalMicroseconds ? $"the removal took {took} us" : null));
    }

    private void Rules()
    {
        Sanitizer sanitizer = _board.Soc.Sanitizer;
        // Whoever cleared it has looked at what it said.
        _reports = Math.Min(_reports, sanitizer.Kept);
        for (; _reports < sanitizer.Kept; _reports++)
        {
            SanitizerReport report = sanitizer.At(_reports);
            if (!_provoked.Contains(report.Rule))
            {
                _violations.Add("the hardware's rules were broken: " + report.Text);
            }
        }
    }

    private void Demand(Invariant invariant, string? violation)
    {
        if (violation is not null && !_broken.Contains(invariant))
        {
            _violations.Add($"{invariant}: {violation} ({_board.Loop.Now} us)");
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_systemSuspended")]
    private static extern ref bool Sleeps(RuntimePower power);

    /// <summary>Whether an event or a status element has lied, or an event was never told of: a buffer may then be given back with the next one only.</summary>
    private sealed class Lies : FaultObserver
    {
        public bool WereTold { get; private set; }

        public override void OnFault(FaultKind kind, int occasion) =>
            WereTold |= kind is FaultKind.CorruptEvent or FaultKind.CorruptStatus or FaultKind.DroppedInterrupt or FaultKind.LateInterrupt;
    }
}
