using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa;

/// <summary>Stages go up one after the other and down in reverse, and whoever watches is told of each as it happens: "begins", "ends", and what took how long.</summary>
[TestClass]
public sealed class BootSequenceTests
{
    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly List<string> _told = [];
    private readonly Dictionary<string, Exception> _failures = [];
    private readonly BootSequence _sequence;

    public BootSequenceTests()
    {
        _sequence = new BootSequence(_loop, [Stage("a", 1), Stage("b", 20), Stage("c", 300)]);
        _sequence.SetObserver(new Observer(_told));
    }

    [TestMethod]
    public void Each_stage_is_told_when_it_begins_and_with_its_time_when_it_ends()
    {
        _sequence.Up();
        Assert.AreEqual("begin +a, end +a 1, begin +b, end +b 20, begin +c, end +c 300", Told());
        Assert.IsTrue(_sequence.IsUp);
        _sequence.Up();
        Assert.AreEqual("", Told(), "what is up is not brought up again");

        _sequence.Down();
        Assert.AreEqual("begin -c, end -c 300, begin -b, end -b 20, begin -a, end -a 1", Told());
        Assert.AreEqual(0, _sequence.UpCount);
    }

    [TestMethod]
    public void A_stage_that_fails_is_told_before_those_below_go_down()
    {
        _failures["+c"] = new HardwareException("no answer");

        Assert.AreEqual("c", Assert.ThrowsExactly<BootFailedException>(_sequence.Up).Stage);

        Assert.AreEqual("begin +a, end +a 1, begin +b, end +b 20, begin +c, end +c 300 no answer, begin -b, end -b 20, begin -a, end -a 1", Told());
        Assert.AreEqual(0, _sequence.UpCount);
        _failures.Clear();
        _sequence.Up();
        Assert.IsTrue(_sequence.IsUp);
    }

    [TestMethod]
    public void A_stage_that_does_not_go_down_keeps_none_below_up_and_is_noted_by_its_number()
    {
        _sequence.Up();
        Told();
        _failures["-b"] = new HardwareException("it stays");

        _sequence.Down();

        Assert.AreEqual("begin -c, end -c 300, begin -b, end -b 20 it stays, begin -a, end -a 1", Told());
        Assert.AreEqual((1u, 1u, "b: it stays"), (_loop.Trace.CountOf(IpaTraceId.StageNotDown), _loop.Trace.Last(IpaTraceId.StageNotDown).A, _loop.Trace.Last(IpaTraceId.StageNotDown).Detail));
    }

    [TestMethod]
    [DataRow("+b", "begin +a, end +a 1, begin +b, end +b 20 a mistake of the program, begin -a, end -a 1")]
    [DataRow("-b", "begin -c, end -c 300, begin -b, begin -a, end -a 1")]
    public void A_mistake_of_the_program_passes_after_the_stages_below_are_down(string at, string expected)
    {
        if (at[0] == '-')
        {
            _sequence.Up();
            Told();
        }
        _failures[at] = new InvalidOperationException("a mistake");

        Assert.ThrowsExactly<InvalidOperationException>(at[0] == '-' ? _sequence.Down : _sequence.Up);

        Assert.AreEqual((expected, 0), (Told(), _sequence.UpCount));
    }

    private BootStage Stage(string name, long microseconds) =>
        new(name, "", () => Do("+" + name, microseconds), () => Do("-" + name, microseconds));

    private void Do(string what, long microseconds)
    {
        _loop.Sleep(microseconds);
        if (_failures.TryGetValue(what, out Exception? failure)) { throw failure; }
    }

    private string Told()
    {
        string all = string.Join(", ", _told);
        _told.Clear();
        return all;
    }

    private sealed class Observer(List<string> told) : BootObserver
    {
        public override void OnBegin(BootStage stage, bool up) => told.Add($"begin {(up ? '+' : '-')}{stage.Name}");

        public override void OnEnd(BootStage stage, bool up, string? failure, long microseconds) =>
            told.Add($"end {(up ? '+' : '-')}{stage.Name} {microseconds}{(failure is null ? "" : " " + failure)}");
    }
}
