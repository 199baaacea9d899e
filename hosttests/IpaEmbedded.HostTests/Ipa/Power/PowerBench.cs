using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Power;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Power;

/// <summary>The switch of the IPA's power over a clock and paths that note what is asked of them, with the time in milliseconds, and refuse as often as the test says.</summary>
internal sealed class PowerBench
{
    private readonly List<string> _log = [];

    public PowerBench()
    {
        Loop = new EventLoop(new VirtualTime());
        Power = new IpaPower(Loop, new IpaData { CoreClockHertz = 75_000_000, AverageKilobytesPerSecond = [1, 2], PeakKilobytesPerSecond = [3, 4] });
        Power.AcquireClock(new NotedClock(this));
        Power.AcquirePaths(new NotedPaths(this));
        Assert.AreEqual("0 rate 75000000, 0 paths off, 0 bandwidth 1 2 3 4", Told());
    }

    public EventLoop Loop { get; }

    public IpaPower Power { get; }

    /// <summary>How often each step is still refused.</summary>
    public Dictionary<string, int> Refusals { get; } = [];

    public uint RefusalsTold => Loop.Trace.CountOf(IpaTraceId.VoteRefused);

    /// <summary>What was asked since the last time.</summary>
    public string Told()
    {
        string all = string.Join(", ", _log);
        _log.Clear();
        return all;
    }

    public void Note(string step)
    {
        bool refused = Refusals.GetValueOrDefault(step) > 0;
        _log.Add($"{Loop.Now / 1000} {step}{(refused ? " no" : "")}");
        if (!refused) { return; }
        Refusals[step]--;
        throw new HardwareException(step + " refused");
    }

    /// <summary>Does something as work; the text of its refusal, or nothing.</summary>
    public string Try(Action action)
    {
        string refusal = "";
        Loop.Post(new WorkItem(() =>
        {
            try
            {
                action();
            }
            catch (HardwareException e)
            {
                refusal = e.Message;
            }
        }));
        Loop.RunPending();
        return refusal;
    }

    public void TryPaths() => Power.AcquirePaths(new NotedPaths(this));

    private sealed class NotedClock(PowerBench bench) : Clock
    {
        public override uint Rate => 0;

        public override void SetRate(uint hertz) => bench.Note($"rate {hertz}");

        public override void Enable() => bench.Note("clock on");

        public override void Disable() => bench.Note("clock off");

        public override void Release() => bench.Note("clock back");
    }

    private sealed class NotedPaths(PowerBench bench) : InterconnectPaths
    {
        public override int Count => 2;

        public override void SetBandwidth(uint[] averageKilobytesPerSecond, uint[] peakKilobytesPerSecond) =>
            bench.Note("bandwidth " + string.Join(' ', averageKilobytesPerSecond.Concat(peakKilobytesPerSecond)));

        public override void Enable() => bench.Note("paths on");

        public override void Disable() => bench.Note("paths off");

        public override void Release() => bench.Note("paths back");
    }
}
