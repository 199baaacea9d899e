using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Fake;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Boot;

/// <summary>Whole boards: a blob goes in, echo requests come back.</summary>
[TestClass]
public sealed class BoardBootTests
{
    [TestMethod]
    [DataRow("sdm845-modem-init.dts")]
    [DataRow("sdm845-ap-init.dts")]
    [DataRow("sc7180-modem-init.dts")]
    [DataRow("sc7180-ap-init.dts")]
    public void Our_boards_boot_and_answer(string board)
    {
        BootReport report = new BoardRun(BoardTree.Compile(board), new BootOptions()).Boot();

        Assert.IsTrue(report.Succeeded, Text(report));
        Assert.AreEqual(3, report.Echoes.Count(echo => echo.RoundTripMicroseconds > 0));
    }

    [TestMethod]
    public void The_kernels_own_cheza_board_boots_from_the_bytes_of_dtc()
    {
        byte[] blob = File.ReadAllBytes(Path.Combine(KernelCorpus.Open().Directory, "dts/arm64/qcom/sdm845-cheza-r1.dtb"));

        BootReport report = new BoardRun(blob, new BootOptions()).Boot();

        Assert.IsTrue(report.Succeeded, Text(report));
        Assert.AreEqual(3, report.Echoes.Count(echo => echo.RoundTripMicroseconds > 0));
    }

    [TestMethod]
    [DataRow("sdm845-modem-init.dts")]
    [DataRow("bench-ipa-v5.0.dts")]
    [DataRow("bench-ipa-v5.5.dts")]
    public void A_thousand_seeds_boot_without_a_sanitizer_report(string board)
    {
        var failed = new List<string>();
        var lengths = new HashSet<long>();
        for (uint seed = 1; seed <= 1000; seed++)
        {
            BootReport report = new BoardRun(BoardTree.Compile(board), new BootOptions { Board = Of(seed) }).Boot();
            lengths.Add(report.EndMicroseconds);
            if (!report.Succeeded)
            {
                failed.Add($"ipa boot {board} --seed {seed}: {Text(report)}");
            }
        }

        Assert.AreEqual("", string.Join('\n', failed));
        Assert.IsGreaterThan(900, lengths.Count, "the seeds make no difference");
    }

    [TestMethod]
    public void Two_runs_of_one_seed_are_equal_byte_for_byte()
    {
        CollectionAssert.AreEqual(Trace(42), Trace(42));
        CollectionAssert.AreNotEqual(Trace(42), Trace(43));
    }

    [TestMethod]
    public void A_stage_that_fails_takes_down_those_before_it_in_reverse_order()
    {
        var run = new BoardRun(BoardTree.ModemInit, new BootOptions { Faults = [new FaultName("stuck-command", 1)] });

        BootReport report = run.Boot();

        Assert.IsFalse(report.Succeeded);
        Assert.AreEqual("gsi-setup", report.Stages.Last(stage => stage.Failure is not null && stage.IsInner).Name);
        Assert.IsNotNull(report.Failure);
        Assert.IsNotEmpty(report.Failure);
        Assert.IsEmpty(report.Echoes);
    }

    [TestMethod]
    public void A_modem_that_never_answers_ends_the_boot_after_ten_seconds_of_virtual_time()
    {
        BootReport report = new BoardRun(BoardTree.ModemInit, new BootOptions { Faults = [new FaultName("no-modem-answer", 1)] }).Boot();

        Assert.AreEqual("modem and driver did not agree within 10 s; the modem is in phase ServiceUp", report.Failure);
        Assert.IsEmpty(report.SanitizerReports);
    }

    [TestMethod]
    public void A_supplier_that_is_switched_off_is_named_at_its_node()
    {
        BootReport report = new BoardRun(BoardTree.Compile("sdm845-modem-init.dts", "&rpmhcc { status = \"disabled\"; };\n"), new BootOptions()).Boot();

        Assert.AreEqual("PL5003", report.Diagnostics.Single().Id);
        Assert.AreEqual("/soc@0/ipa@1e40000", report.Diagnostics[0].NodePath);
        Assert.AreEqual("clocks", report.Diagnostics[0].Property);
        Assert.Contains("disabled by /soc@0/rsc@179c0000/clock-controller", report.Diagnostics[0].Message);
    }

    private static BoardOptions Of(uint seed) => new() { Timing = ChipTiming.Latency(seed) };

    private static byte[] Trace(uint seed)
    {
        using var stream = new MemoryStream();
        BootReport report = new BoardRun(BoardTree.ModemInit, new BootOptions { Board = Of(seed), Recorders = [new LinkCapture(stream)] }).Boot();
        using var writer = new StreamWriter(stream);
        foreach (StageResult stage in report.Stages)
        {
            writer.WriteLine(stage);
        }
        writer.Flush();
        return stream.ToArray();
    }

    private static string Text(BootReport report) => report.Failure + "\n" + string.Join('\n', report.SanitizerReports) + "\n" + string.Join('\n', report.Diagnostics);
}
