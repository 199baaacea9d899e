namespace IpaEmbedded.HostTests.Cli;

/// <summary><c>ipa sim</c>: lives by seed, in shards, replayed and made smaller.</summary>
[TestClass]
public sealed class SimCommandTests
{
    private const string Broken = "tree=sdm845-ap-init latency=1 rings=upstream faults=wrong-bit:4:10 work=echo:3:0";

    [TestMethod]
    public void Lives_of_a_range_are_lived_and_counted()
    {
        CommandRun run = CommandRun.Of("sim", "run", "--seeds", "1..20", "--jobs", "1", "--scenario", "none");

        Assert.AreEqual((0, ""), (run.ExitCode, run.Error));
        StringAssert.Matches(run.Out.ReplaceLineEndings(" "), new("[0-9,]+ s of virtual time; packets passed [0-9,]+ ms after the modem was back at the latest, a removal took [0-9,]+ ms at most"));
        StringAssert.Matches(run.Out.ReplaceLineEndings(" "), new("20 lives, [0-9,]+ steps, at least [0-9,]+ in each; in 0 something did not hold \\(seeds 1\\.\\.20, scenario none\\)"));
        Assert.IsTrue(run.Out.Split('\n').All(line => line.Length <= 80), "no line is wider than a terminal");
    }

    [TestMethod]
    public void A_seed_and_the_plan_that_it_prints_give_the_same_life()
    {
        CommandRun seed = CommandRun.Of("sim", "replay", "7");
        CommandRun plan = CommandRun.Of("sim", "replay", seed.Out.Split('\n')[0]);

        Assert.AreEqual((0, ""), (seed.ExitCode, seed.Error));
        Assert.AreEqual(seed, plan);
        StringAssert.EndsWith(seed.Out, "everything held\n");
    }

    [TestMethod]
    public void A_failing_plan_is_said_to_fail_and_made_smaller()
    {
        CommandRun replayed = CommandRun.Of("sim", "replay", Broken);
        CommandRun shrunk = CommandRun.Of("sim", "shrink", Broken + ",up:9:100");

        Assert.AreEqual(1, replayed.ExitCode);
        StringAssert.Contains(replayed.Out, "doorbell-past-pointer");
        Assert.AreEqual(1, shrunk.ExitCode);
        StringAssert.Matches(shrunk.Out, new("^ipa sim replay 'tree=sdm845-ap-init latency=[01] rings=upstream faults=wrong-bit:4:10 work=echo:\\d:0'\n"));
    }

    [TestMethod]
    public void Shards_are_written_and_merged_and_the_missing_ones_named()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string[] files = [.. Enumerable.Range(1, 3).Select(index => Path.Combine(folder, index + ".jsonl"))];
            for (int i = 0; i < 3; i++) { Assert.AreEqual(0, CommandRun.Of("sim", "run", "--seeds", "1..30", "--shard", $"{i + 1}/3", "-o", files[i]).ExitCode); }
            CommandRun whole = CommandRun.Of("sim", "run", "--seeds", "1..30");
            CommandRun merged = CommandRun.Of(["sim", "merge", .. files]);
            CommandRun partly = CommandRun.Of("sim", "merge", files[1]);
            CommandRun often = CommandRun.Of(["sim", "merge", .. files, "--times", "0", "-q"]);
            CommandRun rare = CommandRun.Of(["sim", "merge", .. files, "--times", "1000000", "-q"]);

            Assert.AreEqual(whole, merged);
            StringAssert.Contains(often.Out.ReplaceLineEndings(" "), "less than 0 times, or never: nothinglost");
            Assert.AreEqual(1, rare.ExitCode);
            StringAssert.Contains(rare.Out.ReplaceLineEndings(" "), "less than 1,000,000 times, or never: drop-interrupt, late-interrupt, ");
            Assert.AreEqual(1, partly.ExitCode);
            StringAssert.EndsWith(partly.Out, "missing of 3 shards: 1, 3\n");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    [DataRow("--seeds", "2..1", "--seeds takes two numbers A..B")]
    [DataRow("--seeds", "1..x", "--seeds takes two numbers A..B")]
    [DataRow("--shard", "0/4", "--shard takes I/N")]
    [DataRow("--shard", "5/4", "--shard takes I/N")]
    [DataRow("--jobs", "1000", "--jobs takes a number from 0 to 256")]
    public void Numbers_that_are_none_are_refused(string option, string value, string message)
    {
        CommandRun run = CommandRun.Of("sim", "run", option, value);

        Assert.AreEqual(2, run.ExitCode);
        StringAssert.Contains(run.Error, message);
    }

    [TestMethod]
    [DataRow("seven", "'seven' is neither a seed nor a plan: 'seven' is no part of a plan")]
    [DataRow("tree=none", "there is no tree 'none'; there are")]
    public void What_is_neither_seed_nor_plan_is_refused(string text, string message)
    {
        CommandRun run = CommandRun.Of("sim", "replay", text);

        Assert.AreEqual(2, run.ExitCode);
        StringAssert.Contains(run.Error.ReplaceLineEndings(" "), message);
    }
}
