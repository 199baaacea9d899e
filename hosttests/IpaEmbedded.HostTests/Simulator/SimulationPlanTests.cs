using IpaEmbedded.Simulator;

namespace IpaEmbedded.HostTests.Simulator;

/// <summary>Plans decide a life, and are read as they are written.</summary>
[TestClass]
public sealed class SimulationPlanTests
{
    [TestMethod]
    public void A_plan_is_read_as_it_is_written()
    {
        const string Text = "tree=bench-ipa-v4.2 latency=7 rings=64x4096 inside faults=refusedvotes:3:15000,wrongbit:9:40 work=echo:3:0,up:20:1400,heal:0:0,replug:5:0";
        SimulationPlan plan = SimulationPlan.Parse(Text);

        Assert.AreEqual(Text, plan.ToString());
        Assert.AreEqual(new PlannedFault(FaultCase.RefusedVotes, 3, 15000), plan.Faults[0]);
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
        CollectionAssert.AreEquivalent(Enum.GetValues<FaultCase>(), plans.SelectMany(plan => plan.Faults).Select(fault => fault.Case).Distinct().ToArray());
        Assert.IsTrue(plans.Any(plan => plan.Faults.Count == 0));
    }

    [TestMethod]
    public void A_scenario_draws_its_own_faults_only()
    {
        foreach (Scenario scenario in Scenario.All)
        {
            FaultCase[] drawn = [.. Enumerable.Range(1, 1000).SelectMany(seed => SimulationPlan.OfSeed((ulong)seed, Trees.Names, scenario).Faults).Select(fault => fault.Case).Distinct()];
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
    [DataRow("tree=a faults=stuckcommand:0:0", "'stuckcommand:0:0' is no part of a plan")]
    [DataRow("tree=a faults=genericretry:1:32", "'genericretry:1:32' is no part of a plan")]
    [DataRow("tree=a work=up:1:35", "'up:1:35' is no part of a plan")]
    [DataRow("tree=a work=up:1:1501", "'up:1:1501' is no part of a plan")]
    [DataRow("tree=a work=up:99999999999:36", "'up:99999999999:36' is no part of a plan")]
    [DataRow("tree=a work=dance:1:0", "'dance:1:0' is no part of a plan")]
    public void A_text_that_is_no_plan_is_refused_with_the_part_that_is_wrong(string text, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<FormatException>(() => SimulationPlan.Parse(text)).Message);
}
