using System.Text.Json;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class ConformanceCompareTests
{
    private const string Trace = """
        {"k":"meta","version":"v3.5.1"}
        {"k":"step","name":"probe"}
        {"k":"w","blk":"ipa","off":"0x001d0","val":"0x3b"}
        {"k":"w","blk":"ipa","off":"0x00074","val":"0x48"}
        {"k":"w","blk":"ipa","off":"0x00078","val":"0xc0"}
        {"k":"w","blk":"ipa","off":"0x001f0","val":"0xf0"}
        {"k":"w","blk":"ipa","off":"0x00220","val":"0x100"}
        {"k":"w","blk":"ipa","off":"0x00224","val":"0x1"}
        {"k":"step","name":"end"}

        """;

    [TestMethod]
    public void Equal_traces_give_0_whatever_their_numbers_look_like()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Compare(folder, Trace, Trace.Replace("\"0xc0\"", "192"));

        Assert.AreEqual((0, "6 of 6 rows are equal (100.00 %)\n", ""), (run.ExitCode, run.Out, run.Error));
    }

    [TestMethod]
    public void Rows_that_differ_are_shown_with_their_registers_between_those_around_them()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Compare(folder, Trace, Trace.Replace("\"0xc0\"", "\"0xc8\""));

        Assert.AreEqual(
            """
            @@ probe @@
              write ipa:0x001d0 = 0x0000003b
              write ipa:0x00074 = 0x00000048
            - write ipa:0x00078 = 0x000000c0 (QSB_MAX_READS: GEN_QMB_1_MAX_READS=12)
            + write ipa:0x00078 = 0x000000c8 (QSB_MAX_READS: GEN_QMB_0_MAX_READS=8
                  GEN_QMB_1_MAX_READS=12)
              write ipa:0x001f0 = 0x000000f0
              write ipa:0x00220 = 0x00000100
            5 of 6 rows are equal (83.33 %); 1 only in A, 1 only in B

            """,
            run.Out);
        Assert.AreEqual((1, ""), (run.ExitCode, run.Error));
    }

    [TestMethod]
    public void The_recorded_driver_and_ours_differ_in_listed_rows_alone()
    {
        using var folder = new TemporaryFolder();
        string recorded = RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Conformance/Traces/v3.5.1.main.jsonl.gz");
        Assert.AreEqual(0, CommandRun.Of("conformance", "run", "v3.5.1", "main", "-o", folder["ours.jsonl"]).ExitCode);

        CommandRun plain = CommandRun.Of("conformance", "compare", recorded, folder["ours.jsonl"], "--max", "1");
        CommandRun listed = CommandRun.Of("conformance", "compare", recorded, folder["ours.jsonl"], "--listed", "-v");

        Assert.AreEqual(1, plain.ExitCode, plain.ToString());
        StringAssert.Contains(plain.Out, "\n23 more rows differ, which --max would show\n1179 of 1192 rows are equal (98.91 %); 11 only in A, 13 only in B\n");
        Assert.AreEqual(0, listed.ExitCode, listed.ToString());
        StringAssert.Contains(listed.Out, "listed: 2 rows, qsb-max-reads: With two bus masters");
        StringAssert.EndsWith(listed.Out, "11 only in A, 13 only in B, of which 24\nare listed\n");
        Assert.IsTrue((plain.Out + listed.Out).Split('\n').All(line => line.Length <= 80), "no line is wider than a terminal");
    }

    [TestMethod]
    public void As_JSON_every_difference_says_whose_row_it_is_and_why_it_is_listed()
    {
        using var folder = new TemporaryFolder();
        string recorded = RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Conformance/Traces/v3.5.1.tz.jsonl.gz");
        CommandRun.Of("conformance", "run", "v3.5.1", "tz", "-o", folder["ours.jsonl"]);

        CommandRun run = CommandRun.Of("conformance", "compare", recorded, folder["ours.jsonl"], "--listed", "--json");

        using JsonDocument json = JsonDocument.Parse(run.Out);
        JsonElement first = json.RootElement.GetProperty("differences")[0];
        Assert.AreEqual("probe", first.GetProperty("step").GetString());
        Assert.AreEqual("reference", first.GetProperty("only").GetString());
        Assert.AreEqual("qsb-max-reads", first.GetProperty("listed").GetString());
        Assert.IsGreaterThan(0.98, json.RootElement.GetProperty("score").GetDouble());
        Assert.AreEqual(0, run.ExitCode);
    }

    [TestMethod]
    public void Escapes_in_a_trace_do_not_reach_the_terminal()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Compare(folder, Trace, Trace.Replace("\"blk\":\"ipa\",\"off\":\"0x00224\"", "\"blk\":\"\\u001b[2J\",\"off\":\"0x00224\""));

        StringAssert.Contains(run.Out, "+ write \\x1b[2J:0x00224 = 0x00000001\n");
        Assert.AreEqual(1, run.ExitCode);
    }

    [TestMethod]
    [DataRow("nonsense\n", "line 1 is no row of a trace: it is not JSON")]
    [DataRow("{\"k\":\"step\",\"name\":\"probe\"}\n{\"k\":\"w\",\"blk\":\"ipa\"}\n", "line 2 is no row of a trace: a member is missing, or is not what the format says")]
    [DataRow("{\"k\":\"w\",\"blk\":\"ipa\",\"off\":\"99999999999999999999\",\"val\":\"0x1\"}\n", "line 1 is no row of a trace: a member is missing, or is not what the format says")]
    [DataRow("{\"k\":\"step\",\"name\":\"probe#2\"}\n", "line 1 is no row of a trace: a member is missing, or is not what the format says")]
    public void What_is_no_trace_is_refused_with_its_line(string text, string reason)
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Compare(folder, Trace, text);

        Assert.AreEqual((3, "", $"ipa: {folder["b.jsonl"]}: {reason}\n"), (run.ExitCode, run.Out, run.Error));
    }

    [TestMethod]
    public void A_trace_without_rows_a_damaged_one_and_one_that_is_not_there_are_no_equal_traces()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(RepositoryRoot.PathOf("hosttests/IpaEmbedded.HostTests/Conformance/Traces/v3.5.1.tz.jsonl.gz"));
        whole[^30] ^= 0xff;
        File.WriteAllBytes(folder["damaged.gz"], whole);

        Assert.AreEqual((3, $"ipa: {folder["a.jsonl"]} has no rows to compare\n"), (Compare(folder, "", "").ExitCode, Compare(folder, "", "").Error));
        Assert.AreEqual($"ipa: {folder["damaged.gz"]} is damaged: it cannot be unpacked\n", CommandRun.Of("conformance", "compare", folder["damaged.gz"], folder["damaged.gz"]).Error);
        Assert.AreEqual(3, CommandRun.Of("conformance", "compare", folder["none"], folder["a.jsonl"]).ExitCode);
        Assert.AreEqual(2, CommandRun.Of("conformance", "compare", "-", "-").ExitCode);
    }

    [TestMethod]
    public void Steps_of_one_name_are_told_apart_and_one_can_be_looked_at()
    {
        using var folder = new TemporaryFolder();
        const string Twice = """
            {"k":"step","name":"init"}
            {"k":"w","blk":"ipa","off":"0x00074","val":"0x1"}
            {"k":"step","name":"idle"}
            {"k":"w","blk":"ipa","off":"0x00074","val":"0x2"}
            {"k":"step","name":"idle"}
            {"k":"w","blk":"ipa","off":"0x00074","val":"0x3"}
            """;

        CommandRun one = Compare(folder, Twice, Twice.Replace("0x3", "0x4").Replace("0x1", "0x5"), "--step", "idle#2");
        CommandRun none = Compare(folder, Twice, Twice, "--step", "open");

        Assert.AreEqual("@@ idle#2 @@\n- write ipa:0x00074 = 0x00000003\n+ write ipa:0x00074 = 0x00000004\n1 of 3 rows are equal (33.33 %); 2 only in A, 2 only in B\n", one.Out);
        Assert.AreEqual((2, "ipa: no trace has a step 'open'; there are init, init#2, idle, idle#2\n"), (none.ExitCode, none.Error));
    }

    private static CommandRun Compare(TemporaryFolder folder, string a, string b, params string[] switches) =>
        CommandRun.Of(["conformance", "compare", folder.Write("a.jsonl", a), folder.Write("b.jsonl", b), .. switches]);
}
