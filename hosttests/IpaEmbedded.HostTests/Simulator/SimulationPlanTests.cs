using IpaEmbedded.Qtest;
using IpaEmbedded.Simulator;

namespace IpaEmbedded.HostTests.Simulator;

/// <summary>Plans decide a life, and are read as they are written.</summary>
[TestClass]
public sealed class SimulationPlanTests
{
    [TestMethod]
    public void A_plan_is_read_as_it_is_written()
    {
        const string Text = "tree=bench-ipa-v4.2 latency=7 rings=64x4096 inside faults=refused-votes:3:15000:7,wrong-bit:9:40 work=echo:3:0,up:20:1400,heal:0:0,replug:5:0";
        SimulationPlan plan = SimulationPlan.Parse(Text);

        Assert.AreEqual(Text, plan.ToString());
        Assert.AreEqual(new PlannedFault(SimulatedFaults.Find("refused-votes")!, 3, 15000, 7), plan.Faults[0]);
        Assert.AreEqual(new WorkStep(WorkKind.Up, 20, 1400), plan.Work![1]);
        Assert.IsTrue(plan.SendsInside);
    }

    [TestMethod]
    public void Every_plan_of_a_seed_is_read_as_it_is_written()
    {
        for (ulong seed = 0; seed < 2000; seed++)
        {
            SimulationPlan plan = SimulationPlan.OfSeed(seed, Trees.Names, Scenario.All[0]);
            SimulationPlan read = SimulationPlan.Parse(plan.ToString());
            Assert.AreEqual(plan.ToString(), read.ToString(), $"seed {seed}");
            CollectionAssert.AreEqual(plan.Faults.ToArray(), read.Faults.ToArray(), $"seed {seed}");
        }
    }

    [TestMethod]
    public void Seeds_choose_every_tree_every_ring_size_and_every_fault_and_none_at_all()
    {
        SimulationPlan[] plans = [.. Enumerable.Range(1, 2000).Select(seed => SimulationPlan.OfSeed((ulong)seed, Trees.Names, Scenario.All[0]))];

        CollectionAssert.AreEquivalent(Trees.Names, plans.Select(plan => plan.Tree).Distinct().ToArray());
        CollectionAssert.AreEquivalent(RingSize.All.ToArray(), plans.Select(plan => plan.Rings).Distinct().ToArray());
        CollectionAssert.AreEquivalent(SimulatedFaults.All.ToArray(), plans.SelectMany(plan => plan.Faults).Select(fault => fault.Fault).Distinct().ToArray());
        Assert.IsTrue(SimulatedFaults.All.All(fault => !fault.Repeats || plans.Any(plan => plan.Faults.Any(planned => planned.Fault == fault && planned.Every > 0))));
        Assert.IsTrue(plans.Any(plan => plan.Faults.Count == 0));
    }

    // An event that names the element behind its own cannot be told from the truth.
    [TestMethod]
    public void Every_fault_of_the_chip_but_one_that_nobody_can_see_is_simulated() =>
        CollectionAssert.AreEquivalent(new[] { "event-next-element" }, NamedFault.All.Select(fault => fault.Name).Except(SimulatedFaults.All.Select(fault => fault.Name)).ToArray());

    [TestMethod]
    public void A_scenario_draws_its_own_faults_only()
    {
        foreach (Scenario scenario in Scenario.All)
        {
            SimulatedFault[] drawn = [.. Enumerable.Range(1, 1000).SelectMany(seed => SimulationPlan.OfSeed((ulong)seed, Trees.Names, scenario).Faults).Select(fault => fault.Fault).Distinct()];
            CollectionAssert.AreEquivalent(scenario.Faults.ToArray(), drawn, scenario.Name);
        }
    }

    [TestMethod]
    [DataRow("", "a plan names a tree: tree=NAME")]
    [DataRow("tree=a latency=-1", "'latency=-1' is no part of a plan")]
    [DataRow("tree=a rings=63x4096", "'rings=63x4096' is no part of a plan")]
    [DataRow("tree=a inside=1", "'inside=1' is no part of a plan")]
    [DataRow("tree=a faults=explosion:1:0", "'explosion:1:0' is no part of a plan")]
    [DataRow("tree=a faults=3:1:0", "'3:1:0' is no part of a plan")]
    [DataRow("tree=a faults=stuck-command:0:0", "'stuck-command:0:0' is no part of a plan")]
    [DataRow("tree=a faults=flipped-read:1:32", "'flipped-read:1:32' is no part of a plan")]
    [DataRow("tree=a faults=drop-interrupt:1:0:0", "'drop-interrupt:1:0:0' is no part of a plan")]
    [DataRow("tree=a faults=remove:1:0:5", "'remove:1:0:5' is no part of a plan")]
    [DataRow("tree=a work=up:1:35", "'up:1:35' is no part of a plan")]
    [DataRow("tree=a work=up:1:1501", "'up:1:1501' is no part of a plan")]
    [DataRow("tree=a work=up:99999999999:36", "'up:99999999999:36' is no part of a plan")]
    [DataRow("tree=a work=dance:1:0", "'dance:1:0' is no part of a plan")]
    public void A_text_that_is_no_plan_is_refused_with_the_part_that_is_wrong(string text, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FormatException>(() => SimulationPlan.Parse(text)).Message);
}
