using System.Text.Json;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>A fault that was asked for happens, and is told with its time; or it does not, and that is an error.</summary>
[TestClass]
public sealed class FaultTests
{
    private static readonly string Board = RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");

    [TestMethod]
    [DataRow("stop-again", "0 channels were stopped")]
    [DataRow("stuck-command=20", "12 commands were issued")]
    [DataRow("late-command=13", "12 commands were issued")]
    [DataRow("modem-crash=1000", "73 events happened")]
    [DataRow("drop-interrupt=99", "6 event interrupts were raised")]
    public void A_fault_that_never_happens_is_an_error_with_the_number_of_occasions(string fault, string occasions)
    {
        CommandRun run = CommandRun.Of("boot", Board, "-q", "--fault", fault);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.AreEqual($"ipa: fault {(fault.Contains('=', StringComparison.Ordinal) ? fault : fault + "=1")} never fired: {occasions}\n", run.Error);
    }

    [TestMethod]
    [DataRow("drop-interrupt=2", "drop-interrupt=2", 41875, 0)]
    [DataRow("late-command=3", "late-command=3", 39367, 0)]
    [DataRow("stuck-command", "stuck-command=1", 39272, 4)]
    [DataRow("modem-crash=3", "modem-crash=3", 39381, 0)]
    [DataRow("modem-crash=30", "modem-crash=30", 41920, 0)]
    [DataRow("no-modem-answer", "no-modem-answer", 66280, 4)]
    public void A_fault_that_happens_is_told_with_its_time_wherever_a_boot_is_told(string fault, string name, int microseconds, int exit)
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("boot", Board, "--fault", fault, "--registers", folder["log"], "--perfetto", folder["timeline"]);
        CommandRun json = CommandRun.Of("boot", Board, "--fault", fault, "--json");

        Assert.AreEqual((exit, exit), (run.ExitCode, json.ExitCode), run.ToString());
        Assert.Contains(FormattableString.Invariant($"\nfault {name} fired at {microseconds / 1000.0:0.000} ms\n"), run.Out);
        Assert.Contains($"\n# fault {name} at {microseconds} us\n", File.ReadAllText(folder["log"]));
        using JsonDocument timeline = JsonDocument.Parse(File.ReadAllText(folder["timeline"]));
        Assert.AreEqual(microseconds, timeline.RootElement.GetProperty("traceEvents").EnumerateArray().Single(each => each.GetProperty("name").GetString() == name).GetProperty("ts").GetDouble(), 1);
        using JsonDocument report = JsonDocument.Parse(json.Out);
        JsonElement told = report.RootElement.GetProperty("faults").EnumerateArray().Single();
        Assert.AreEqual((name, true, microseconds), (told.GetProperty("fault").GetString(), told.GetProperty("fired").GetBoolean(), told.GetProperty("microseconds").GetInt32()));
    }

    [TestMethod]
    public void A_fault_that_never_happens_is_in_the_JSON_too()
    {
        CommandRun run = CommandRun.Of("boot", Board, "--fault", "stuck-command=20", "--json");

        using JsonDocument report = JsonDocument.Parse(run.Out);
        JsonElement told = report.RootElement.GetProperty("faults").EnumerateArray().Single();
        Assert.AreEqual((1, false, 12), (run.ExitCode, told.GetProperty("fired").GetBoolean(), told.GetProperty("occasions").GetInt32()));
    }

    [TestMethod]
    public void The_modem_crashes_at_each_event_that_it_is_told_to()
    {
        byte[] blob = BlobOf(Board);
        var times = new[] { 1, 10, 30, 50, 73 }.Select(n => new BoardRun(blob, new BootOptions { Faults = [FaultName.Parse($"modem-crash={n}")!] }).Boot().Faults[0].Microseconds ?? -1).ToList();

        Assert.IsGreaterThan(0, times[0]);
        CollectionAssert.AreEqual(times.Distinct().Order().ToList(), times);
    }

    [TestMethod]
    [DataRow("ipa: --fault no-modem-answer takes no number", "no-modem-answer=3")]
    [DataRow("ipa: --fault modem-crash=N takes a number from 1, not '0'", "modem-crash=0")]
    [DataRow("ipa: --fault stuck-command=N takes a number from 1, not ''", "stuck-command=")]
    [DataRow("ipa: --fault late-command is given more than once; the hardware has one plan for it", "late-command", "late-command=2")]
    public void A_number_that_would_be_ignored_is_refused(string sentence, params string[] faults)
    {
        CommandRun run = CommandRun.Of(["boot", Board, .. faults.SelectMany(fault => new[] { "--fault", fault })]);

        Assert.AreEqual(2, run.ExitCode);
        Assert.StartsWith(sentence + "\n", run.Error);
    }

    private static byte[] BlobOf(string path)
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, CommandRun.Of("dt", "build", path, "-o", folder["board.dtb"]).ExitCode);
        return File.ReadAllBytes(folder["board.dtb"]);
    }
}
