using System.Text.Json;
using IpaEmbedded.Cli;
using IpaEmbedded.Cli.Boot;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class FaultsCommandTests
{
    [TestMethod]
    public void Faults_are_listed_with_what_they_do_and_their_occasions_in_a_boot_of_the_tree()
    {
        CommandRun run = CommandRun.Of("faults");

        Assert.AreEqual(
            """
            fault            occasions  what it does
            drop-interrupt           6  The N-th interrupt of an event ring is lost.
            late-command            12  The N-th GSI command takes 60 ms.
            stuck-command           12  The N-th GSI command never completes.
            stop-again               0  Each channel has to be stopped N times more.
            modem-crash             73  The modem crashes at the N-th event of any kind.
            no-modem-answer          1  The modem does not answer the driver.
            'ipa boot --fault NAME=N' boots with one at its N-th occasion, 'ipa faults
            sweep' with each at each.

            """,
            run.Out);
        Assert.AreEqual((0, ""), (run.ExitCode, run.Error));
        Assert.AreEqual(run, CommandRun.Of("faults", "list"));
        Assert.AreEqual(run.Out[..run.Out.IndexOf('\'', StringComparison.Ordinal)], CommandRun.Of("faults", "-q").Out);
    }

    [TestMethod]
    public void Every_fault_that_boot_takes_is_listed_for_machines_too()
    {
        using JsonDocument json = JsonDocument.Parse(CommandRun.Of("faults", "list", "sc7180-ap-init", "--json").Out);

        Assert.AreEqual(CommandRun.Of("faults", "list", "sc7180-ap-init"), CommandRun.Of("faults", "sc7180-ap-init"), "a tree is what is listed");
        Assert.AreEqual("sc7180-ap-init", json.RootElement.GetProperty("tree").GetString());
        CollectionAssert.AreEqual(FaultName.Names.ToArray(), json.RootElement.GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("fault").GetString()).ToArray());
        Assert.AreEqual(75, json.RootElement.GetProperty("faults").EnumerateArray().Single(fault => fault.GetProperty("fault").GetString() == "modem-crash").GetProperty("occasions").GetInt32());
    }

    [TestMethod]
    public void A_sweep_boots_once_per_occasion_and_every_boot_is_well_or_recovers()
    {
        CommandRun run = CommandRun.Of("faults", "sweep");

        Assert.AreEqual((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Out.Split('\n');
        CollectionAssert.Contains(lines, "late-command=1-12      booted");
        CollectionAssert.Contains(lines, "drop-interrupt=3       recovered: 2 of 3 echo requests answered");
        StringAssert.EndsWith(run.Out, "104 boots: 60 booted all the same, 44 failed and recovered, 0 ended wrong (seed\n1)\n");
        Assert.IsTrue(lines.All(line => line.Length <= 80), "no line is wider than a terminal");
        Assert.AreEqual(run, CommandRun.Of("faults", "sweep", "sdm845-modem-init"), "a sweep repeats itself");
    }

    [TestMethod]
    public void On_a_board_that_sets_up_before_its_modem_starts_there_is_no_modem_to_crash_at_first()
    {
        CommandRun run = CommandRun.Of("faults", "sweep", "sc7180-ap-init", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        var outcomes = json.RootElement.GetProperty("boots").EnumerateArray().ToLookup(boot => boot.GetProperty("outcome").GetString());
        Assert.AreEqual((0, 0), (run.ExitCode, json.RootElement.GetProperty("wrong").GetInt32()));
        Assert.HasCount(44, outcomes["nothing to hit"]);
        Assert.IsTrue(outcomes["nothing to hit"].All(boot => boot.GetProperty("fault").GetString() == "modem-crash" && boot.GetProperty("reason").GetString() == "the modem was off"));
        Assert.HasCount(22, outcomes["booted"]);
        Assert.HasCount(48, outcomes["recovered"]);
    }

    [TestMethod]
    public void A_fault_that_does_not_happen_in_a_sweep_ends_wrong()
    {
        var sweep = new FaultSweep(TreeFile.Load("sdm845-modem-init", new IpaEmbedded.DeviceTree.CompileOptions()).ToBlob(), 1);

        SweptFault missed = sweep.Try(new FaultName("stuck-command", 13));

        Assert.AreEqual((SweepOutcome.Wrong, "fault stuck-command=13 never fired: 12 commands were issued"), (missed.Outcome, missed.Reason));
        Assert.AreEqual(12, sweep.OccasionsOf("stuck-command"));
        Assert.HasCount(104, sweep.All());
    }

    [TestMethod]
    [DataRow("list")]
    [DataRow("sweep")]
    public void A_tree_that_is_wrong_or_does_not_boot_is_not_swept(string command)
    {
        using var folder = new TemporaryFolder();

        CommandRun wrong = CommandRun.Of("faults", command, folder.WriteBoard("wrong.dts", "clocks = <&none>;"));
        string dead = folder.WriteBoard("dead.dts", "");
        File.AppendAllText(dead, "\n&apps_rsc { status = \"disabled\"; };\n");
        CommandRun run = CommandRun.Of("faults", command, dead);

        Assert.AreEqual((1, ""), (wrong.ExitCode, wrong.Out));
        Assert.AreEqual((4, ""), (run.ExitCode, run.Out), run.ToString());
        StringAssert.StartsWith(run.Error, "ipa: without any fault, boot failed: ");
    }
}
