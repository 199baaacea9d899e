using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.Simulation;
using IpaEmbedded.Simulator;

namespace IpaEmbedded.HostTests.Simulator;

/// <summary>Lives hold, say when something does not, and repeat themselves.</summary>
[TestClass]
public sealed class SimulatedLifeTests
{
    // An event that names a later element of its ring, which no driver can tell from a true one: buffers are taken back that the chip still has.
    private const string Broken = "tree=sdm845-ap-init latency=1 rings=upstream faults=drop-interrupt:9:0,wrong-bit:4:10 work=pause:300:0,echo:12:0,up:20:100";

    private static readonly LifeSimulator Simulator = Trees.Simulator();

    [TestMethod]
    public void Lives_under_any_fault_hold_and_each_fault_and_each_moment_happens()
    {
        ShardResult result = Simulator.Run(new ShardOfSeeds(Scenario.All[0], 1, 1000, 1, 1), 1);

        Assert.AreEqual("", string.Join('\n', result.Failed.Select(failed => $"{failed.Seed}: {failed.Violation}")));
        Assert.AreEqual(1000, result.Lives);
        Assert.IsGreaterThanOrEqualTo(SimulatedLife.LeastSteps, result.LeastSteps);
        foreach (SimulatedFault fault in SimulatedFaults.All)
        {
            Assert.AreNotEqual(0, result.Fired[fault.Index], fault.Name);
        }
        foreach (Moment moment in Enum.GetValues<Moment>())
        {
            Assert.AreNotEqual(0, result.Reached[(int)moment], moment.ToString());
        }
    }

    [TestMethod]
    public void The_same_plan_gives_the_same_life()
    {
        for (ulong seed = 1; seed <= 24; seed++)
        {
            SimulationOutcome first = Simulator.Run(Simulator.PlanOf(seed, Scenario.All[0]));
            SimulationOutcome again = Simulator.Run(SimulationPlan.Parse(first.Plan.ToString()));
            Assert.AreEqual((first.Hash, first.Steps, first.Microseconds), (again.Hash, again.Steps, again.Microseconds), $"seed {seed}");
        }
    }

    [TestMethod]
    public void A_life_that_does_not_end_says_so()
    {
        SimulationOutcome outcome = Simulator.Run(SimulationPlan.Parse("tree=bench-ipa-v4.5 latency=2142343670 rings=64x4096 faults=drop-interrupt:2:0,stuck-command:1:0:1,modem-crash:2:0:1,setup-ready:48:0 work=restart:1:0,restart:1:0,crash:0:0"));

        StringAssert.Contains(outcome.Violation, "after 1000000 steps the work still goes on");
    }

    // A clean-up after a crash whose flush of the caches failed went on without it; packets whose interrupts were all lost kept the receive ring for
    // good; votes without the one that commits them; a channel that was reset and did not start was filled twice; the end of a command that a driver
    // before had given up was taken for that of the new driver's first; a stop with stuck commands left a full ring, and the queue of the next open stood;
    // a channel that stood for just as long as the driver waits went on in the moment in which the power went;
    // caches that could not be flushed, and a modem that stayed away for longer than the power;
    // an interrupt that came while a vote was refused that would have switched the clock off.
    [TestMethod]
    [DataRow("tree=sdm845-modem-init latency=0 rings=upstream faults=stuck-command:12:0,wrong-bit:6:26,message-unknown-message:1:0 work=restart:489304:0")]
    [DataRow("tree=bench-ipa-v5.0 latency=1 rings=upstream faults=stuck-command:24:0,stop-again:2:0,wrong-bit:4:49,message-no-tlvs:3:0 work=restart:1:0,sleep:1:0")]
    [DataRow("tree=sdm845-ap-init latency=1 rings=128x4096 faults=drop-interrupt:31:0:1 work=echo:4:0,echo:19:0,down:58:1385,pause:499997:0,down:27:1346,echo:1:0,down:58:475")]
    [DataRow("tree=sdm845-ap-init latency=1 rings=upstream faults=refused-votes:55:0:4 work=sleep:1:0,echo:1:0,sleep:1:0,both:1:36,pause:750000:0,both:1:36,pause:499997:0")]
    [DataRow("tree=sc7180-ap-init latency=0 rings=upstream faults=stuck-command:25:0:2 work=restart:1:0,pause:500006:0,crash:0:0")]
    [DataRow("tree=bench-ipa-v4.5 latency=0 rings=upstream inside faults=double-interrupt:2:10:1 work=reopen:1:0,sleep:1:0")]
    [DataRow("tree=bench-ipa-v3.1 latency=1966991519 rings=64x8192 faults=remove:8:0 work=echo:3:0")]
    [DataRow("tree=bench-ipa-v4.5 latency=0 rings=64x8192 faults=taken-interrupt:1:1 work=echo:3:0")]
    [DataRow("tree=sc7180-modem-init latency=446607214 rings=64x4096 faults=late-command:42:499000:1,lost-doorbell:2:0,remove:1007:0 work=up:1:879,down:1:36,both:1:877,up:1:199,both:1:36,echo:2:0,pause:499992:0,echo:19:0,down:1:83,echo:17:0,both:1:36,echo:18:0,echo:4:0,up:1:100,echo:10:0,down:1:115,both:1:971,echo:2:0,pause:60:0,both:1:160,up:1:1392,down:1:191,down:1:1041,down:1:697,both:1:36,up:1:36,echo:22:0,echo:22:0,up:1:1275,down:1:532,up:1:1067,down:1:212,up:114:36,pause:500003:0,both:1:36")]
    [DataRow("tree=bench-ipa-v4.2 latency=1 rings=128x4096 inside faults=stuck-command:64:0:2,stop-again:3:0 work=pause:500000:0,up:1:64,pause:500008:0,both:1:322,pause:499994:0,up:1:36,echo:1:0,up:29:1245,down:89:819,down:14:1077")]
    [DataRow("tree=bench-ipa-v3.1 latency=1 rings=128x4096 inside faults=stalled-channel:28:1000000 work=restart:1:0,sleep:1:0")]
    [DataRow("tree=bench-ipa-v3.1 latency=1 rings=64x8192 faults=stalled-channel:26:4000000,no-modem-answer:1:0 work=restart:1:0,restart:1:0,restart:584952:0")]
    [DataRow("tree=bench-ipa-v4.7 latency=414301576 rings=upstream faults=late-interrupt:41:1000:3,wrong-index:218:65535,message-unknown-message:2:0,refused-votes:64:15000:5 work=crash:0:0,reopen:1:0,up:1:277,up:1:1330,up:1:36,echo:9:0,both:15:1378,both:1:106,echo:2:0,echo:11:0,reopen:1:0,echo:19:0,echo:16:0,sleep:1:0,up:2:383,sleep:1:0,down:13:849,echo:23:0,crash:0:0,echo:21:0,sleep:1:0,echo:6:0,restart:1:0,echo:11:0,restart:1:0,up:1:1407,sleep:1:0,echo:4:0,sleep:1:0")]
    [DataRow("tree=bench-ipa-v5.0 latency=1 rings=upstream faults=stuck-command:25:0:2,stop-again:12:0,wrong-index:30:65535,no-modem-answer:1:0,suspend:17:31395 work=restart:1:0,crash:0:0,crash:0:0,restart:1:0")]
    public void Lives_that_once_broke_something_hold(string plan) => Assert.IsNull(Simulator.Run(SimulationPlan.Parse(plan)).Violation);

    // One life in fifty thousand had two faults that together outlast the time that a driver may take; each alone is kept.
    [TestMethod]
    [DataRow("tree=bench-ipa-v4.2 latency=1 rings=upstream faults=drop-interrupt:7:0,late-command:18:499000 work=echo:3:0,pause:499997:0", "drop-interrupt:7:0", "late-command:18:499000")]
    [DataRow("tree=sc7180-modem-init latency=1 rings=upstream faults=drop-interrupt:1:0:1,late-command:21:49990,unsent-packet:2:0 work=restart:1:0,sleep:1:0", "drop-interrupt:1:0:1", "late-command:21:49990")]
    [DataRow("tree=bench-ipa-v5.5 latency=1 rings=upstream faults=stalled-channel:2:4000000:64,dead-bus:69:0", "stalled-channel:2:4000000:64", "dead-bus:69:0")]
    [DataRow("tree=bench-ipa-v4.9 latency=1 rings=128x4096 faults=drop-interrupt:28:0:24,refused-votes:23:10500:2 work=down:1:36,down:7:780,pause:499991:0,echo:17:0,replug:1:0", "drop-interrupt:28:0:24", "refused-votes:23:10500:2")]
    public void Faults_that_nobody_can_keep_up_with_together_are_kept_apart(string plan, string one, string other)
    {
        SimulationPlan both = SimulationPlan.Parse(plan);
        foreach (string[] faults in (string[][])[[one, other], [one], [other]])
        {
            SimulationPlan some = both with { Faults = [.. both.Faults.Where(fault => faults.Contains(fault.ToString()))] };
            Assert.HasCount(faults.Length, some.Faults);
            Assert.IsNull(Simulator.Run(some).Violation, string.Join(", ", faults));
        }
    }

    [TestMethod]
    public void What_does_not_hold_is_said_with_step_and_time() =>
        StringAssert.Matches(Simulator.Run(SimulationPlan.Parse(Broken)).Violation, new("^the hardware's rules were broken: .*doorbell-past-pointer.* \\(step \\d+, \\d+ us\\)$"));

    [TestMethod]
    public void A_failing_plan_shrinks_to_what_makes_it_fail()
    {
        SimulationPlan smallest = new PlanShrinker(Simulator, 500).Shrink(SimulationPlan.Parse(Broken));

        Assert.AreEqual("wrong-bit:4:10", string.Join(',', smallest.Faults));
        Assert.IsLessThanOrEqualTo(2, smallest.Work!.Count);
        Assert.IsNotNull(Simulator.Run(smallest).Violation);
    }

    [TestMethod]
    public void Memory_power_and_votes_that_stay_are_said()
    {
        var board = new SimulatedBoard(BoardTree.Compile("sdm845-ap-init.dts"));
        var invariants = new BoardInvariants(board);
        board.Probe();
        // An answer would keep the power on.
        board.Device.Interrupt("ipa-clock-query").Line.Disable();
        board.StartModem();
        board.AwaitModem();
        board.OpenInterface();
        board.Loop.Run(1_000_000);
        Assert.IsNull(invariants.Step() ?? invariants.Quiet(true));

        board.Work(() => board.Driver.Power.Acquire());
        Assert.AreEqual("after a second without use the power still has 1 users", invariants.Idle());
        StringAssert.StartsWith(invariants.Removed(), "memory was not given back: ");
        board.Work(() => board.Driver.Power.Release());
        board.Work(() => board.Platform.Remove(board.Device));
        Assert.IsNull(invariants.Removed());
        board.Memory.Allocate("planted", 64, 64);
        StringAssert.StartsWith(invariants.Removed(), "memory was not given back: planted: 64 bytes");
    }

    [TestMethod]
    public void A_packet_that_comes_twice_late_or_damaged_is_said()
    {
        var flow = new Flow("up");
        byte[][] packets = new byte[3][];
        for (int i = 0; i < 3; i++)
        {
            packets[i] = new byte[100 + i];
            TrackedPacket.Write(packets[i], flow.Next);
            flow.OnSent();
        }

        Assert.IsNull(flow.OnArrived(packets[1]));
        Assert.AreEqual("packet 2 up arrived twice", flow.OnArrived(packets[1]));
        Assert.AreEqual("packet 1 up arrived after packet 2", flow.OnArrived(packets[0]));
        packets[2][80] ^= 1;
        Assert.AreEqual("a packet up of 102 bytes is not as it was sent", flow.OnArrived(packets[2]));
        Assert.AreEqual(1, flow.Arrived);
    }
}
