using IpaEmbedded.Fake;
using IpaEmbedded.Simulator;

namespace IpaEmbedded.HostTests.Simulator;

/// <summary>What is left out of a life because nobody could keep it, and what is not.</summary>
[TestClass]
public sealed class ExcuseTests
{
    [TestMethod]
    [DataRow("late-command:3:499000", SanitizerRule.PowerOffBusy, false, true)]
    [DataRow("late-command:3:499000,modem-crash:9:0", SanitizerRule.PowerOffBusy, false, true)]
    [DataRow("late-command:3:499000,drop-interrupt:7:0", SanitizerRule.PowerOffBusy, false, false)]
    [DataRow("late-command:3:499000,lost-doorbell:7:0", SanitizerRule.ModemLeftPaused, false, false)]
    [DataRow("late-command:3:499000,event-too-long:7:0", SanitizerRule.FlushMissing, false, false)]
    [DataRow("late-command:3:499000,stop-again:7:0", SanitizerRule.EventRingInUse, false, false)]
    [DataRow("late-command:3:499000,drop-interrupt:7:0", SanitizerRule.NoPower, true, true)]
    [DataRow("late-command:3:499000,drop-interrupt:7:0", SanitizerRule.DoorbellPastPointer, true, true)]
    [DataRow("drop-interrupt:7:0:1,late-interrupt:3:1000:1", SanitizerRule.PowerOffBusy, true, true)]
    [DataRow("stuck-command:3:0:9", SanitizerRule.DeadMemory, false, true)]
    [DataRow("stuck-command:3:0:9", SanitizerRule.DeadMemory, true, false)]
    [DataRow("dead-bus:3:0", SanitizerRule.DeadMemory, false, false)]
    [DataRow("flipped-read:3:5", SanitizerRule.DeadMemory, true, true)]
    [DataRow("flipped-read:3:5", SanitizerRule.StoppedWhileBusy, false, false)]
    [DataRow("stalled-channel:3:4000000", SanitizerRule.StoppedWhileBusy, false, true)]
    [DataRow("stalled-channel:3:4000000", SanitizerRule.PowerOffBusy, false, true)]
    [DataRow("refused-votes:3:5000:2", SanitizerRule.ClockOrder, false, false)]
    [DataRow("refused-votes:3:5000", SanitizerRule.ClockOrder, false, true)]
    public void A_rule_counts_unless_the_faults_leave_nobody_the_time_or_the_knowledge_to_keep_it(string faults, string rule, bool wasRemoved, bool counts)
    {
        var excuses = new Excuses(SimulationPlan.Parse("tree=bench-ipa-v4.2 latency=1 rings=upstream faults=" + faults));

        Assert.AreEqual(counts, excuses.CanKeep(rule, wasRemoved));
    }
}
