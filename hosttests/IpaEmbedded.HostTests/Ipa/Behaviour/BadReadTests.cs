using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>
/// Reads that are wrong: a bus that is dead from a moment on, bits that flip once, bits that are stuck. The driver boots or refuses with a
/// reason, in bounded time, and throws nothing but refusals.
/// </summary>
[TestClass]
public sealed class BadReadTests
{
    // A life without faults has some hundred reads; an interrupt that nobody clears costs half a million.
    private const int EndlessReads = 3_000_000;
    private const long LongestMicroseconds = 60 * Board.Second;
    private const string DeadBus = "reads 0xffffffff: the bus is dead or unpowered";

    // Who reads nothing right cannot stop a channel before the power goes, or give it up before its event ring, since a command depends on the state; nor serve an
    // interrupt, close a frame, or finish what waits for the end of a command.
    private static readonly string[] Impossible =
    [
        SanitizerRule.PowerOffBusy, SanitizerRule.EventRingInUse, SanitizerRule.InterruptUnserved, SanitizerRule.FrameLeftOpen, SanitizerRule.FlushMissing, SanitizerRule.ModemLeftPaused,
    ];

    // What is written after a read that was wrong may be wrong in the same bits, or for want of a state come at the wrong time.
    private static readonly string[] WrittenBack =
    [
        SanitizerRule.ReservedBits, SanitizerRule.PreservedBits, SanitizerRule.HashHalves, SanitizerRule.EndpointSet, SanitizerRule.EndpointWrongDirection, SanitizerRule.DelayOnApEndpoint, SanitizerRule.CommandState,
        SanitizerRule.CommandOverlap, SanitizerRule.DoorbellPastPointer, SanitizerRule.EventRingFull, SanitizerRule.ModemNotPaused, SanitizerRule.EventRingNotGiven, SanitizerRule.StoppedWhileBusy,
    ];

    private const string UnknownLock = "a lock whose register reads wrong is not known to be held, and what is not held must not be given back";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V45)]
    [DataRow(Board.V411)]
    [DataRow(Board.V50)]
    [DataRow(Board.V55)]
    public void T23_A_bus_that_dies_at_any_read_is_named_leaves_nothing_behind_and_may_come_back(string name)
    {
        int reads = Reads(name).Count(IsOfTheIpa);
        var failures = new List<string>();
        for (int first = 1; first <= reads; first++)
        {
            // Every other one is removed while the bus is dead; the rest see it come back, and the modem with it.
            bool removes = first % 2 == 0;
            int at = 0;
            FaultScenario scenario = Struck(name, (register, value) => !IsOfTheIpa(register) || ++at < first ? value : 0xffffffff);
            string failure = removes ? LiveAndRemove(scenario) : scenario.Run();
            if (failure == "" && removes && !scenario.Reasons.Contains(DeadBus, StringComparison.Ordinal)) { failure = "nobody said that the bus is dead: " + scenario.Reasons; }
            if (failure == "" && scenario.Board.Loop.Now > LongestMicroseconds) { failure = $"{scenario.Board.Loop.Now} us"; }
            if (failure != "") { failures.Add($"dead from read {first} on: {failure}"); }
        }

        Assert.AreEqual("", string.Join('\n', failures.Take(5)), $"{failures.Count} of {reads}");
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V45)]
    [DataRow(Board.V411)]
    [DataRow(Board.V50)]
    [DataRow(Board.V55)]
    public void T23_Any_bit_of_any_register_may_flip_once(string name) => Flip(name, (group, bit) =>
    {
        // Each bit at another one of the register's reads.
        int which = group[bit % group.Count];
        int at = -1;
        return (_, value) => ++at == which ? value ^ (1u << bit) : value;
    });

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V55)]
    public void T23_Any_bit_of_any_register_may_be_read_wrong_for_ever(string name) => Flip(name, (group, bit) =>
    {
        string register = Reads(name)[group[0]];
        return (read, value) => read == register ? value ^ (1u << bit) : value;
    });

    [TestMethod]
    public void T23_A_dead_block_of_locks_is_named()
    {
        FaultScenario scenario = Struck(Board.Sdm845, (register, value) => register.StartsWith("hwlock", StringComparison.Ordinal) ? 0xffffffff : value);
        scenario.Board.Watch.MayBreak(Invariant.SmemLock, UnknownLock);
        scenario.Live();

        StringAssert.Contains(scenario.Reasons, "hardware lock at 0x03000 " + DeadBus);
    }

    [TestMethod]
    public void T23_Memory_that_begins_behind_its_end_is_refused()
    {
        FaultScenario scenario = Struck(Board.Sdm845, (register, value) => register == "ipa-reg+54" ? value | 0x8000_0000 : value);
        scenario.Live();

        StringAssert.Contains(scenario.Reasons, "stage local-memory: SHARED_MEM_SIZE says that the IPA's memory begins at 262144, the tree gives it 8192 bytes");
    }

    private void Flip(string name, Func<List<int>, int, Func<string, uint, uint>> fault)
    {
        var failures = new List<string>();
        List<List<int>> registers = [.. Reads(name).Select((register, i) => (register, i)).GroupBy(read => read.register, read => read.i).Select(group => group.ToList())];
        foreach (List<int> register in registers)
        {
            for (int bit = 0; bit < 32; bit++)
            {
                FaultScenario scenario = Struck(name, fault(register, bit));
                if (Reads(name)[register[0]].StartsWith("hwlock", StringComparison.Ordinal)) { scenario.Board.Watch.MayBreak(Invariant.SmemLock, UnknownLock); }
                string failure = "";
                try
                {
                    scenario.Live();
                }
                catch (Exception e)
                {
                    failure = e.ToString();
                }

                if (scenario.Board.Loop.Now > LongestMicroseconds) { failure = $"{scenario.Board.Loop.Now} us"; }
                if (failure == "") { failure = scenario.End(); }
                if (failure != "") { failures.Add($"{Reads(name)[register[0]]} bit {bit}: {failure}"); }
            }
        }

        TestContext.WriteLine($"{registers.Count} registers");
        Assert.AreEqual("", string.Join('\n', failures.Take(5)), $"{failures.Count} of {registers.Count * 32}");
    }

    private static string LiveAndRemove(FaultScenario scenario)
    {
        try
        {
            scenario.Live();
            if (scenario.Board.Device.State == DeviceState.Bound) { scenario.Board.Remove(); }
            // A vote that was refused on the way down is sent again.
            scenario.Board.Loop.Run(20_000);
            scenario.Board.AssertNothingLeft();
            return scenario.End();
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private static bool IsOfTheIpa(string register) => register.StartsWith("ipa-reg", StringComparison.Ordinal) || register.StartsWith("gsi", StringComparison.Ordinal);

    private static FaultScenario Struck(string name, Func<string, uint, uint> read)
    {
        int reads = 0;
        return new FaultScenario(name, board =>
        {
            foreach (string rule in (string[])[.. Impossible, .. WrittenBack]) { board.Watch.Provokes(rule); }
            board.Hooks.AnyRead = (block, offset, value) => ++reads < EndlessReads ? read($"{block}+{offset:x}", value) : throw new AssertFailedException($"no end at {board.Loop.Now} us");
        });
    }

    /// <summary>The registers that a life without faults reads, in order.</summary>
    private static List<string> Reads(string name)
    {
        if (!Known.TryGetValue(name, out List<string>? reads))
        {
            reads = [];
            FaultScenario scenario = Struck(name, (register, value) =>
            {
                reads.Add(register);
                return value;
            });
            scenario.Live();
            Assert.AreEqual("", string.Join('\n', scenario.Refusals));
            Known.Add(name, reads);
        }

        return reads;
    }

    private static readonly Dictionary<string, List<string>> Known = [];
}
