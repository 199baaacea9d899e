using IpaEmbedded.Ipa.Modem;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Modem;

/// <summary>The modem asks whether the IPA has power: what it is told, in which order, and what the answer costs.</summary>
[TestClass]
public sealed class ClockQueryTests
{
    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly List<string> _log = [];
    private readonly RuntimePower _power;
    private readonly InterruptLine _line;
    private readonly ClockQuery _query;

    public ClockQueryTests()
    {
        _power = new RuntimePower(_loop, new Switch(), 1000);
        _power.Enable();
        _line = new InterruptLine(_loop, "ipa-clock-query", true);
        _query = new ClockQuery(_power, new ConsumerInterrupt(_line), new State(this, "valid", 5), new State(this, "enabled", 30));
    }

    [TestMethod]
    public void With_power_the_answer_is_on_and_the_power_stays_until_the_answer_is_taken_back()
    {
        _power.Acquire();
        _power.Release();
        _query.Answer();
        Assert.AreEqual(("enabled 40000000/40000000, valid 20/20", true, 1), (Told(), _query.IsAnswered, _power.UsageCount));
        _query.Answer();
        Assert.AreEqual(("", 1), (Told(), _power.UsageCount), "once until the modem's next start");

        _query.Reset();
        Assert.AreEqual(("valid 0/20, enabled 0/40000000", false, 0), (Told(), _query.IsAnswered, _power.UsageCount));
        _query.Reset();
        Assert.AreEqual(("", 0), (Told(), _power.UsageCount));
        _query.Answer();
        Assert.AreEqual(("enabled 40000000/40000000, valid 20/20", true, 1), (Told(), _query.IsAnswered, _power.UsageCount), "it asks again");
    }

    [TestMethod]
    public void Without_power_the_answer_is_off_and_holds_nothing()
    {
        _query.Answer();
        Assert.AreEqual(("enabled 0/40000000, valid 20/20", true, 0, false), (Told(), _query.IsAnswered, _power.UsageCount, _power.IsActive));
        _query.Reset();
        Assert.AreEqual(("valid 0/20, enabled 0/40000000", false, 0), (Told(), _query.IsAnswered, _power.UsageCount));
        _power.Acquire();
        _query.Answer();
        _query.Reset();

        Assert.AreEqual(1, _power.UsageCount, "what was promised once is given back once");
    }

    [TestMethod]
    public void The_question_is_answered_as_work_behind_the_IPAs_interrupt()
    {
        var before = new InterruptLine(_loop, "ipa", true);
        var behind = new InterruptLine(_loop, "other", true);
        behind.RequestThreaded(() => _log.Add("other"), 2);
        _query.Initialize();
        before.RequestThreaded(() => _log.Add("ipa"), 0);
        foreach (InterruptLine line in (InterruptLine[])[behind, _line, before]) { line.Raise(); }
        _loop.RunPending();

        Assert.AreEqual("ipa, enabled 0/40000000, valid 20/20, other", Told());
    }

    [TestMethod]
    public void At_the_end_the_answer_is_taken_back_and_nothing_is_heard_any_more()
    {
        _query.Initialize();
        _power.Acquire();
        _line.Raise();
        _loop.RunPending();
        Told();
        _query.Exit();
        Assert.AreEqual(("valid 0/20, enabled 0/40000000, enabled back, valid back", 1, false), (Told(), _power.UsageCount, _query.IsAnswered));
        _line.Raise();
        _loop.RunPending();

        Assert.AreEqual(("", false), (Told(), _line.IsRequested));
    }

    private string Told()
    {
        string all = string.Join(", ", _log);
        _log.Clear();
        return all;
    }

    private sealed class State(ClockQueryTests owner, string name, int bit) : SmemState
    {
        public override int Bit => bit;

        public override void Update(uint mask, uint value) => owner._log.Add($"{name} {value:x}/{mask:x}");

        public override void Release() => owner._log.Add(name + " back");
    }

    private sealed class Switch : PowerCallbacks
    {
        public override void Resume()
        {
        }

        public override void Suspend()
        {
        }
    }
}
