using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Power;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.HostTests.Ipa.Power;

/// <summary>In which order clock and paths are switched, who is told when, and what a refusal costs: eleven tries, a millisecond apart.</summary>
[TestClass]
public sealed class IpaPowerTests
{
    private readonly PowerBench _bench = new();

    [TestMethod]
    public void Paths_come_before_the_clock_and_go_after_it_and_the_driver_is_told_with_power()
    {
        _bench.Power.SetHandlers(() => _bench.Note("before suspend"), () => _bench.Note("before off"), () => _bench.Note("after resume"));
        _bench.Power.SetWakeUsers(() => _bench.Note("wake users"));

        Assert.AreEqual("", _bench.Try(_bench.Power.Resume));
        Assert.AreEqual("0 paths on, 0 clock on, 0 after resume", _bench.Told());
        _bench.Power.OnResumed();
        Assert.AreEqual("0 wake users", _bench.Told());
        Assert.AreEqual("", _bench.Try(_bench.Power.Suspend));
        Assert.AreEqual("0 before suspend, 0 before off, 0 clock off, 0 paths off", _bench.Told());
        Assert.AreEqual(0u, _bench.RefusalsTold);
    }

    [TestMethod]
    public void Nobody_needs_to_be_told()
    {
        _bench.Power.SetHandlers(null, null, null);
        _bench.Power.SetWakeUsers(null);
        Assert.AreEqual("", _bench.Try(_bench.Power.Resume));
        _bench.Power.OnResumed();
        Assert.AreEqual("", _bench.Try(_bench.Power.Suspend));

        Assert.AreEqual("0 paths on, 0 clock on, 0 clock off, 0 paths off", _bench.Told());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(10)]
    public void What_is_refused_for_a_time_is_asked_for_again_after_a_millisecond(int times)
    {
        string Again(string first, string second, long from) => string.Concat(Enumerable.Range(0, times).Select(i => $"{from + i} {first}{second} no, "));

        _bench.Refusals["clock on"] = times;
        Assert.AreEqual("", _bench.Try(_bench.Power.Resume));
        Assert.AreEqual(string.Concat(Enumerable.Range(0, times).Select(i => $"{i} paths on, {i} clock on no, ")) + $"{times} paths on, {times} clock on", _bench.Told());
        _bench.Refusals["clock off"] = times;
        Assert.AreEqual("", _bench.Try(_bench.Power.Suspend));
        Assert.AreEqual(Again("clock off", "", times) + $"{2 * times} clock off, {2 * times} paths off", _bench.Told());
        _bench.Refusals["paths on"] = times;
        Assert.AreEqual("", _bench.Try(_bench.Power.Resume));
        Assert.AreEqual(Again("paths on", "", 2 * times) + $"{3 * times} paths on, {3 * times} clock on", _bench.Told());
        Assert.AreEqual((3u * (uint)times, "paths on refused"), (_bench.RefusalsTold, _bench.Loop.Trace.Last(IpaTraceId.VoteRefused).Detail));
    }

    [TestMethod]
    public void Paths_that_are_refused_when_they_are_taken_are_asked_for_again()
    {
        _bench.Refusals["paths off"] = 2;
        _bench.Refusals["bandwidth 1 2 3 4"] = 1;
        Assert.AreEqual("", _bench.Try(_bench.TryPaths));
        Assert.AreEqual("0 paths off no, 1 paths off no, 2 paths off, 2 bandwidth 1 2 3 4 no, 3 paths off, 3 bandwidth 1 2 3 4", _bench.Told());
        _bench.Refusals["paths off"] = 11;

        Assert.AreEqual("paths off refused", _bench.Try(_bench.TryPaths));
        Assert.AreEqual(13_000L, _bench.Loop.Now);
    }

    [TestMethod]
    public void Power_that_does_not_come_leaves_no_votes_and_nobody_is_told_that_it_came()
    {
        _bench.Power.SetHandlers(null, null, () => _bench.Note("after resume"));
        _bench.Refusals["clock on"] = 11;

        Assert.AreEqual("clock on refused", _bench.Try(_bench.Power.Resume));
        StringAssert.EndsWith(_bench.Told(), ", 10 paths on, 10 clock on no, 10 paths off");
        Assert.AreEqual(11u, _bench.RefusalsTold);
    }

    [TestMethod]
    public void A_clock_that_does_not_stop_keeps_its_paths_and_the_driver_goes_on()
    {
        _bench.Power.SetHandlers(() => _bench.Note("before suspend"), () => _bench.Note("before off"), () => _bench.Note("after resume"));
        _bench.Refusals["clock off"] = 11;

        Assert.AreEqual("clock off refused", _bench.Try(_bench.Power.Suspend));
        string told = _bench.Told();
        StringAssert.StartsWith(told, "0 before suspend, 0 before off, 0 clock off no, 1 before off, 1 clock off no");
        StringAssert.EndsWith(told, "10 clock off no, 10 after resume");
        _bench.Power.SetHandlers(null, null, null);
        _bench.Refusals["clock off"] = 11;
        Assert.AreEqual("clock off refused", _bench.Try(_bench.Power.Suspend), "nobody needs to be told");
    }

    [TestMethod]
    public void Votes_for_paths_that_cannot_be_taken_back_are_tried_every_millisecond_until_they_are()
    {
        _bench.Refusals["paths off"] = 3;
        Assert.AreEqual("", _bench.Try(_bench.Power.Suspend), "the core is off without its clock");
        Assert.AreEqual("0 clock off, 0 paths off no", _bench.Told());
        _bench.Loop.Run(999);
        Assert.AreEqual("", _bench.Told());
        _bench.Loop.Run(1);
        Assert.AreEqual("1 paths off no", _bench.Told());

        _bench.Loop.Run(10_000);
        Assert.AreEqual("2 paths off no, 3 paths off", _bench.Told());
        TraceEntry told = _bench.Loop.Trace.Last(IpaTraceId.VoteRefused);
        Assert.AreEqual((3u, 0u, 0u, "paths off refused"), (_bench.RefusalsTold, told.A, told.B, told.Detail));
    }

    [TestMethod]
    [DataRow(false, DisplayName = "before the millisecond is over")]
    [DataRow(true, DisplayName = "when it is")]
    public void Power_that_is_asked_for_again_keeps_votes_that_were_to_be_taken_back(bool due)
    {
        _bench.Refusals["paths off"] = 1;
        _bench.Try(_bench.Power.Suspend);
        Assert.AreEqual("", _bench.Try(() =>
        {
            // The time passes inside of work, so that what it posts still waits.
            if (due) { _bench.Loop.Sleep(1500); }
            _bench.Power.Resume();
        }));
        _bench.Loop.Run(10_000);

        Assert.AreEqual(due ? "0 clock off, 0 paths off no, 1 paths on, 1 clock on" : "0 clock off, 0 paths off no, 0 paths on, 0 clock on", _bench.Told());
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void What_was_taken_goes_back_once_the_paths_first(bool refused)
    {
        _bench.Refusals["paths off"] = 1;
        _bench.Try(_bench.Power.Suspend);
        _bench.Told();
        _bench.Refusals["paths back"] = refused ? 1 : 0;

        Assert.AreEqual(refused ? "paths back refused" : "", _bench.Try(_bench.Power.ReleaseResources));
        Assert.AreEqual(refused ? "0 paths back no, 0 clock back" : "0 paths back, 0 clock back", _bench.Told());
        Assert.AreEqual("", _bench.Try(_bench.Power.ReleaseResources));
        _bench.Loop.Run(10_000);
        Assert.AreEqual("", _bench.Told(), "nothing is tried that is not there any more");
    }

    [TestMethod]
    public void Power_goes_after_half_a_second_and_is_waited_for_a_second()
    {
        Assert.AreEqual((500_000L, 1_000_000L), (IpaPower.AutosuspendMicroseconds, IpaPower.PatienceMicroseconds));
    }
}
