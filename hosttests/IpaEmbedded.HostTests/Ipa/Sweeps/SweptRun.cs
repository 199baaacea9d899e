using IpaEmbedded.Ipa;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>A scenario lived once, with a fault or without, and what it has cost.</summary>
internal sealed class SweptRun
{
    private static readonly (int Id, Consequences Meaning)[] Traces =
    [
        (IpaTraceId.GsiError, Consequences.Reported), (IpaTraceId.GsiGeneralError, Consequences.Reported), (IpaTraceId.GsiFlood, Consequences.Reported), (IpaTraceId.CoreFlood, Consequences.Reported),
        (IpaTraceId.ChannelBusy, Consequences.Timeout), (IpaTraceId.ChannelPower, Consequences.ChannelPower), (IpaTraceId.TransmitNotStopped, Consequences.ChannelPower),
        (IpaTraceId.TransmitStuck, Consequences.Watchdog), (IpaTraceId.MicrocontrollerError, Consequences.Message), (IpaTraceId.MicrocontrollerUnknown, Consequences.Message),
        (IpaTraceId.MessageNotSent, Consequences.Message), (IpaTraceId.RequestUnanswered, Consequences.Message), (IpaTraceId.RequestRefused, Consequences.Message),
        (IpaTraceId.RequestUnknown, Consequences.Message), (IpaTraceId.RequestDropped, Consequences.Message), (IpaTraceId.CleanUpRefused, Consequences.CleanUp),
        (IpaTraceId.StageNotDown, Consequences.Stage), (IpaTraceId.SetupFailed, Consequences.Setup), (IpaTraceId.VoteRefused, Consequences.Vote), (IpaTraceId.RetentionRefused, Consequences.Retention),
    ];

    private readonly SweptScenario _scenario;
    private readonly uint[] _traces = new uint[Traces.Length];
    private int _resets;
    private uint _timeouts;
    private uint _lies;
    private uint _broken;
    private int _refusals;
    private int _lost;

    public SweptRun(string board, SweptScenario scenario)
    {
        _scenario = scenario;
        Life = new SweptLife(board);
        scenario.Prepare(Life);
    }

    public SweptLife Life { get; }

    /// <summary>Virtual time of what was done under the fault.</summary>
    public long Microseconds { get; private set; }

    /// <summary>By what traffic was brought back.</summary>
    public Consequences Return { get; private set; }

    /// <summary>The text of what escaped, of rules that were broken and of what was left; empty if nothing.</summary>
    public string Wrong => Life.Wrong;

    /// <summary>Does what the scenario does, then heals, brings traffic back and removes the driver.</summary>
    public SweptRun Live(Action? afterAct = null)
    {
        try
        {
            Act();
            afterAct?.Invoke();
            Note();
            Life.Heal();
            if (!_scenario.IsEnd && !Life.IsOver) { Return = Life.Return(); }
            _lost = Life.Lost;
            Life.End();
        }
        // Whatever escapes is what a sweep is there to find.
        catch (Exception e)
        {
            Life.Say("escaped: " + e);
        }
        return this;
    }

    /// <summary>What it has cost more than the same without a fault.</summary>
    public Consequences Beyond(SweptRun clean)
    {
        Consequences all = Return <= clean.Return ? Consequences.None : Return;
        if (_resets > clean._resets) { all |= Consequences.Reset; }
        if (_timeouts > clean._timeouts) { all |= Consequences.Timeout; }
        if (_lies > clean._lies) { all |= Consequences.BadEvent; }
        if (_broken > clean._broken) { all |= Consequences.Broken; }
        if (_refusals > clean._refusals) { all |= Consequences.Refused; }
        if (_lost > clean._lost) { all |= Consequences.LostPacket; }
        for (int i = 0; i < Traces.Length; i++)
        {
            if (_traces[i] > clean._traces[i]) { all |= Traces[i].Meaning; }
        }
        return all;
    }

    private void Act()
    {
        long start = Life.Board.Loop.Now;
        _scenario.Act(Life);
        Microseconds = Life.Board.Loop.Now - start;
        if (_scenario.IsTeardown && Microseconds > SweptLife.TeardownMicroseconds) { Life.Say($"{_scenario.Name} took {Microseconds} us: {Life.Text()}"); }
    }

    private void Note()
    {
        _resets = Life.Log.Resets;
        _timeouts = Life.Timeouts;
        _lies = Life.Lies;
        _broken = Life.Broken;
        _refusals = Life.Refusals.Count;
        for (int i = 0; i < Traces.Length; i++) { _traces[i] = (uint)Life.Board.Loop.Trace.CountOf(Traces[i].Id); }
    }
}
