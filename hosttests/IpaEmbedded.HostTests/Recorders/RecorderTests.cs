using System.Text.Json;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Recorders;

[TestClass]
public sealed class RecorderTests
{
    [TestMethod]
    public void The_register_log_names_registers_and_fields_and_repeats_with_the_seed()
    {
        using var folder = new TemporaryFolder();
        string[] first = Log(folder, "first", "7");
        string[] second = Log(folder, "second", "7");
        string[] other = Log(folder, "other", "8");

        CollectionAssert.AreEqual(first, second);
        CollectionAssert.AreNotEqual(first, other);
        CollectionAssert.Contains(first, "         0 work      write ipa-reg:QSB_MAX_READS = 0x000000c8  GEN_QMB_0_MAX_READS=8 GEN_QMB_1_MAX_READS=12");
        CollectionAssert.Contains(first, "         0 work      read  ipa-reg:SHARED_MEM_SIZE = 0x00000400  MEM_SIZE=1024");
        CollectionAssert.Contains(first, "# hardware");
        Assert.IsTrue(first.Any(line => line.EndsWith(" interrupt read  gsi:CNTXT_TYPE_IRQ = 0x00000008  IEOB=1", StringComparison.Ordinal)));
        Assert.IsTrue(first.Any(line => line.Contains(" poll      read  gsi:EV_CH_E_CNTXT_4[3] = 0x", StringComparison.Ordinal)));
        Assert.IsTrue(first.Any(line => line.EndsWith(" write gsi:CH_CMD = 0x01000003  CHID=3 OPCODE=1", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void The_timeline_has_stages_power_interrupts_polls_and_doorbells()
    {
        using var folder = new TemporaryFolder();
        string path = folder["boot.json"];
        CommandRun run = CommandRun.Of("boot", "--perfetto", path);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement[] events = [.. document.RootElement.GetProperty("traceEvents").EnumerateArray()];
        Dictionary<int, string> tracks = events.Where(each => each.GetProperty("name").GetString() == "thread_name")
            .ToDictionary(each => each.GetProperty("tid").GetInt32(), each => each.GetProperty("args").GetProperty("name").GetString()!);
        string[] found = [.. events.Where(each => each.GetProperty("ph").GetString() is "X" or "i")
            .Select(each => $"{tracks[each.GetProperty("tid").GetInt32()]} {each.GetProperty("ph").GetString()} {each.GetProperty("name").GetString()}")];

        string[] expected =
        [
            "stages X modem", "stages X hardware", "power X on", "interrupts X gsi IEOB=1", "interrupts X ipa", "polls X event ring 3", "doorbells i channel 3",
            "doorbells i event ring 3", "commands X CH_CMD CHID=3 OPCODE=1", "channel 3, AP_MODEM_TX X channel 3, AP_MODEM_TX", "frames i uplink from endpoint 2", "frames i downlink to endpoint 10",
        ];
        Assert.AreEqual("", string.Join(", ", expected.Except(found)));
        // Three requests, so three packets each way.
        Assert.AreEqual(3, found.Count(each => each == "frames i uplink from endpoint 2"));
        Assert.AreEqual(3, found.Count(each => each == "frames i downlink to endpoint 10"));
        Assert.IsGreaterThan(10000, events.Single(each => each.GetProperty("name").GetString() == "modem").GetProperty("dur").GetDouble());
    }

    [TestMethod]
    public void The_timeline_has_categories_counters_and_no_slice_without_length()
    {
        JsonElement[] events = Timeline("--seed=1");
        JsonElement[] shown = [.. events.Where(each => each.GetProperty("ph").GetString() != "M")];

        Assert.IsTrue(shown.All(each => each.GetProperty("cat").GetString()!.Length > 0));
        CollectionAssert.IsSubsetOf(new[] { "boot", "power", "command", "interrupt", "transfer", "chip", "packet", "modem", "ring", "completion" }, shown.Select(each => each.GetProperty("cat").GetString()!).Distinct().ToArray());
        Assert.AreEqual("", string.Join(", ", shown.Where(each => each.GetProperty("ph").GetString() == "X" && each.GetProperty("dur").GetDouble() < 0.001).Select(each => each.GetProperty("name").GetString())));
        // Many stages begin in one microsecond; their order is kept.
        double[] begins = [.. shown.Where(each => each.GetProperty("cat").GetString() == "boot").Select(each => each.GetProperty("ts").GetDouble())];
        Assert.HasCount(begins.Length, begins.Distinct());
        Assert.AreEqual("0 1 0 1 0 1 0", Counter(shown, "ring AP_MODEM_TX", "elements"));
        Assert.AreEqual("0 1", Counter(shown, "power", "on"));
        Assert.AreEqual("0 75", Counter(shown, "core clock", "MHz"));
    }

    [TestMethod]
    public void An_arrow_leads_from_every_packet_that_was_sent_to_the_poll_that_completed_it()
    {
        JsonElement[] events = Timeline("--seed=1");
        (double Start, double End, int Track)[] slices = [.. events.Where(each => each.GetProperty("ph").GetString() == "X").Select(each => (each.GetProperty("ts").GetDouble(), each.GetProperty("ts").GetDouble() + each.GetProperty("dur").GetDouble(), each.GetProperty("tid").GetInt32()))];
        JsonElement[] starts = [.. events.Where(each => each.GetProperty("ph").GetString() == "s")];
        JsonElement[] ends = [.. events.Where(each => each.GetProperty("ph").GetString() == "f")];

        // Two batches of commands and three packets; the run ends before the last is polled.
        Assert.AreEqual(5, events.Count(each => each.GetProperty("ph").GetString() == "X" && each.GetProperty("cat").GetString() == "transfer"));
        Assert.HasCount(4, starts);
        CollectionAssert.AreEqual(starts.Select(each => each.GetProperty("id").GetInt32()).Order().ToArray(), ends.Select(each => each.GetProperty("id").GetInt32()).Order().ToArray());
        // Each end lies in a slice of its track, and no completion comes before its beginning.
        Assert.IsTrue(starts.Concat(ends).All(each => slices.Any(slice => slice.Track == each.GetProperty("tid").GetInt32() && slice.Start <= each.GetProperty("ts").GetDouble() && each.GetProperty("ts").GetDouble() < slice.End)));
        Assert.IsTrue(starts.All(start => ends.Single(end => end.GetProperty("id").GetInt32() == start.GetProperty("id").GetInt32()).GetProperty("ts").GetDouble() > start.GetProperty("ts").GetDouble()));
    }

    [TestMethod]
    public void Recording_changes_nothing()
    {
        using var folder = new TemporaryFolder();

        string recorded = CommandRun.Of("boot", "--json", "--registers", folder["log"], "--perfetto", folder["json"], "--capture", folder["pcapng"]).Out;

        Assert.AreEqual(CommandRun.Of("boot", "--json").Out, recorded);
        Assert.IsGreaterThan(2000, new FileInfo(folder["pcapng"]).Length);
    }

    [TestMethod]
    public void A_file_that_cannot_be_written_is_told_before_the_boot()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("boot", "--registers", Path.Combine(folder["missing"], "log"));

        Assert.AreEqual(3, run.ExitCode);
        Assert.AreEqual("", run.Out);
    }

    private static JsonElement[] Timeline(params string[] options)
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of(["boot", "--perfetto", folder["boot.json"], .. options]);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(folder["boot.json"]));
        return [.. document.RootElement.GetProperty("traceEvents").EnumerateArray().Select(each => each.Clone())];
    }

    private static string Counter(JsonElement[] events, string name, string value) =>
        string.Join(' ', events.Where(each => each.GetProperty("ph").GetString() == "C" && each.GetProperty("name").GetString() == name).Select(each => each.GetProperty("args").GetProperty(value)));

    private static string[] Log(TemporaryFolder folder, string name, string seed)
    {
        string path = folder[name];
        CommandRun run = CommandRun.Of("boot", "--seed", seed, "--registers", path);
        Assert.AreEqual(0, run.ExitCode, run.Error);
        return File.ReadAllLines(path);
    }
}
