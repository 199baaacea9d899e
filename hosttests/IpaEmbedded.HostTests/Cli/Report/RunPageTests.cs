using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IpaEmbedded.Cli;
using IpaEmbedded.Cli.Report;
using IpaEmbedded.Cli.Runs;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli.Report;

/// <summary>The page of <c>--report</c> and the file of <c>--trace</c>, without a browser.</summary>
[TestClass]
public sealed class RunPageTests
{
    [TestMethod]
    public void Every_section_of_the_page_has_what_the_boot_did()
    {
        using var folder = new TemporaryFolder();
        XElement page = PageOf(folder, "boot");

        string[] stages = [.. Section(page, "timeline").Descendants("g").Where(g => ClassOf(g).StartsWith("stage", StringComparison.Ordinal)).Select(g => g.Element("title")!.Value.Split(':')[0])];
        CollectionAssert.IsSubsetOf(new[] { "devices", "gsi", "modem", "gsi-setup", "endpoints", "interface", "echo" }, stages);
        // 4 event rings and 4 channels are allocated, and the channels are started.
        Assert.AreEqual(12, Section(page, "timeline").Descendants("rect").Count(rect => ClassOf(rect) == "mark command"));
        string[] rings = [.. Section(page, "timeline").Descendants("path").Select(path => path.Element("title")!.Value)];
        CollectionAssert.AreEqual(new[] { "channel 3, AP_MODEM_TX", "channel 4, AP_COMMAND_TX", "channel 5, AP_LAN_RX", "channel 6, AP_MODEM_RX" }, rings.Select(ring => ring.Split(':')[0]).ToArray());
        Assert.EndsWith("at most 249 of 256 elements", rings[2]);
        string[] exchanges = [.. Section(page, "sequence").Descendants("text").Where(text => ClassOf(text) == "label").Select(text => text.Value)];
        CollectionAssert.IsSubsetOf(new[] { "INIT_DRIVER request", "INIT_DRIVER response", "INDICATION_REGISTER request", "DRIVER_INIT_COMPLETE request", "INIT_COMPLETE indication", "µC response INIT_COMPLETED" }, exchanges);
        Assert.AreEqual(6, exchanges.Count(text => text.StartsWith("QMAP frame", StringComparison.Ordinal)));
        string registers = Section(page, "registers").Value;
        Assert.Contains("ipa-reg:QSB_MAX_READS0x000000c8GEN_QMB_0_MAX_READS=8 GEN_QMB_1_MAX_READS=12", registers);
        Assert.Contains("gsi:CH_CMD0x01000003CHID=3 OPCODE=1", registers);
        Assert.Contains("gpios: waits for /soc@0/pinctrl@3400000, which has no driver", Section(page, "unbound").Value);
        Assert.Contains("rmnet_ipa0", Section(page, "counters").Value);
        XElement ipa = Section(page, "devices").Descendants("details").Single(details => details.Element("summary")!.Element("b")!.Value == "ipa");
        Assert.Contains("clocks = <&rpmhcc RPMH_IPA_CLK>;", ipa.Value);
        Assert.MatchesRegex("sdm845.dtsi:[0-9]+clocks", ipa.Value);
    }

    [TestMethod]
    public void The_page_asks_the_network_for_nothing_and_runs_no_script_but_its_own()
    {
        using var folder = new TemporaryFolder();
        string text = File.ReadAllText(Report(folder, "boot"));
        string script = Regex.Match(text, "<script>(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;

        Assert.AreEqual(RunPage.ScriptHash, "sha256-" + Convert.ToBase64String(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(script))));
        Assert.Contains($"script-src &#39;{RunPage.ScriptHash}&#39;", text);
        Assert.Contains("default-src &#39;none&#39;", text);
        Assert.IsFalse(Regex.IsMatch(text, "(src|href|url)\\s*[=(]\\s*[\"']?(https?:)?//"), "no address of another place");
        Assert.HasCount(1, Regex.Matches(text, "<script"));
    }

    [TestMethod]
    public void A_boot_that_failed_has_a_page_too()
    {
        using var folder = new TemporaryFolder();
        XElement page = PageOf(folder, "boot", 4, "--fault", "stuck-command=1");

        Assert.Contains("Failed: stage gsi-setup: event ring 2: no answer to ALLOCATE in 50 ms", page.Value);
        Assert.Contains("faults stuck-command=1", page.Value);
        Assert.MatchesRegex("Fault stuck-command=1 fired at [0-9.]+ ms\\.", page.Value);
        Assert.AreEqual(1, Section(page, "timeline").Descendants("rect").Count(rect => ClassOf(rect) == "mark fault"));
        Assert.IsTrue(Section(page, "timeline").Descendants("title").Any(title => title.Value.EndsWith("never executed, 550.118 ms", StringComparison.Ordinal) || title.Value.Contains(", never executed", StringComparison.Ordinal)));
        Assert.IsNotEmpty(Section(page, "timeline").Descendants("g").Where(g => ClassOf(g).EndsWith(" failed", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(1, "Failed: 1 violation of the hardware's rules")]
    [DataRow(2, "Failed: 2 violations of the hardware's rules")]
    public void The_verdict_counts_violations_as_people_do(int count, string verdict)
    {
        using var folder = new TemporaryFolder();
        var run = new Run { Tree = "x.dts", Violations = [.. Enumerable.Range(0, count).Select(i => "violation " + i)] };

        string page = RunPage.Of(run, TreeFile.Load(folder.Write("x.dts", "/dts-v1/; / { };"), new CompileOptions()).Tree!, null);

        Assert.Contains(verdict, page.Replace("&#39;", "'", StringComparison.Ordinal));
    }

    [TestMethod]
    public void The_curve_of_a_ring_ends_where_the_recording_ended_and_the_page_says_so()
    {
        using var folder = new TemporaryFolder();
        var run = new Run { Tree = "x.dts", LastOrder = 30_000 };
        for (int i = 0; i < Run.MaxMarks + 5; i++)
        {
            run.Levels.Add(new RunLevel(3, new RunMoment(i + 1, i), i % 2, 256));
        }
        for (int i = 0; i < Run.MaxMarksOfLane; i++)
        {
            var at = new RunMoment(20_000 + i, 20_000 + i);
            run.AddMark(new RunMark(RunLane.Polls, at, at, "poll"));
        }

        XElement page = Parse(RunPage.Of(run, TreeFile.Load(folder.Write("x.dts", "/dts-v1/; / { };"), new CompileOptions()).Tree!, null));

        Assert.Contains("5 more changes of the rings' levels are not shown.", page.Value);
        string curve = Section(page, "timeline").Descendants("path").Single().Attribute("d")!.Value;
        // The axis goes on with the polls, of which there is a tenth as many; 1216 is its right end.
        Assert.IsLessThan(1130, double.Parse(Regex.Matches(curve, "H([0-9.]+)")[^1].Groups[1].Value, CultureInfo.InvariantCulture), curve[^60..]);
    }

    [TestMethod]
    public void Two_runs_of_one_seed_have_one_page_and_one_trace()
    {
        using var folder = new TemporaryFolder();
        string[] files = [folder["a.html"], folder["b.html"], folder["a.json"], folder["b.json"]];
        Assert.AreEqual(0, CommandRun.Of("boot", "-q", "--report", files[0], "--trace", files[2]).ExitCode);
        Assert.AreEqual(0, CommandRun.Of("boot", "-q", "--report", files[1], "--trace", files[3]).ExitCode);

        Assert.AreEqual(File.ReadAllText(files[0]), File.ReadAllText(files[1]));
        Assert.AreEqual(File.ReadAllText(files[2]), File.ReadAllText(files[3]));
    }

    [TestMethod]
    public void A_run_compares_with_an_earlier_one_stage_by_stage()
    {
        using var folder = new TemporaryFolder();
        string earlier = folder["earlier.json"];
        Assert.AreEqual(0, CommandRun.Of("boot", "-q", "--trace", earlier).ExitCode);

        string same = Section(PageOf(folder, "boot", 0, "--against", earlier), "difference").Value;
        string failed = Section(PageOf(folder, "boot", 4, "--fault", "stuck-command=1", "--against", earlier), "difference").Value;
        string other = Section(PageOf(folder, "boot", 0, "dts/boards/sc7180-modem-init.dts", "--against", earlier), "difference").Value;

        Assert.Contains("0 of 26 stages differ; 475 register accesses are the same, 0 differ.", same);
        Assert.Contains("endpoints: only in the earlier run", failed);
        Assert.Contains("gsi-setup: FAILED: event ring 2: no answer to ALLOCATE in 50 ms", failed);
        Assert.Contains("IPA v3.5.1", other);
        Assert.Contains("IPA v4.2", other);
        // The same register with another value is one line, with the fields that differ.
        Assert.MatchesRegex("≠writeipa-reg:QSB_MAX_READS0x000000c80x[0-9a-f]{8}−GEN_QMB_0_MAX_READS=8", other);
    }

    [TestMethod]
    public void The_trace_is_one_object_whose_accesses_are_those_of_the_register_log()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, CommandRun.Of("boot", "-q", "--trace", folder["run.json"], "--registers", folder["log"]).ExitCode);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["run.json"]));
        JsonElement root = json.RootElement;

        Assert.AreEqual("1 run booted 1 v3.5.1", $"{root.GetProperty("schema")} {root.GetProperty("kind")} {root.GetProperty("outcome")} {root.GetProperty("seed")} {root.GetProperty("version")}");
        string[] accesses = [.. root.GetProperty("accesses").EnumerateArray().Select(each => $"{each.GetProperty("microseconds")} {(each.GetProperty("write").GetBoolean() ? "write" : "read")} {each.GetProperty("block")}:{each.GetProperty("register")} 0x{each.GetProperty("value").GetUInt32():x8}")];
        string[] log = [.. File.ReadLines(folder["log"]).Where(line => !line.StartsWith('#')).Select(line => Regex.Replace(line, @"^ *(\d+) \w+ +(\w+) +(\S+) = (\S+).*$", "$1 $2 $3 $4"))];
        CollectionAssert.AreEqual(log, accesses);
        string[] waits = [.. root.GetProperty("devices").EnumerateArray().Where(device => device.GetProperty("state").GetString() == "waits").Select(device => device.GetProperty("node").GetString()!)];
        CollectionAssert.AreEqual(new[] { "/leds" }, waits);
    }

    [TestMethod]
    public void Rings_are_followed_as_the_hardware_sees_them()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, CommandRun.Of("boot", "-q", "--trace", folder["run.json"]).ExitCode);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["run.json"]));
        ILookup<int, int> levels = json.RootElement.GetProperty("ringLevels").EnumerateArray().ToLookup(level => level.GetProperty("channel").GetInt32(), level => level.GetProperty("elements").GetInt32());

        // Three packets, each sent and completed before the next.
        CollectionAssert.AreEqual(new[] { 0, 1, 0, 1, 0, 1, 0 }, levels[3].ToArray());
        // 249 buffers were given to the modem's endpoint; each of three packets took one.
        CollectionAssert.AreEqual(new[] { 249, 248, 247, 246 }, levels[6].SkipWhile(level => level < 249).ToArray());
        string[] transfers = [.. json.RootElement.GetProperty("marks").EnumerateArray().Where(mark => mark.GetProperty("lane").GetString() == "transfers").Select(mark => mark.GetProperty("text").GetString()!)];
        Assert.AreEqual(3, transfers.Count(text => text == "channel 3, AP_MODEM_TX"));
    }

    [TestMethod]
    public void A_long_run_has_a_page_of_bounded_size_that_says_what_it_leaves_out()
    {
        using var folder = new TemporaryFolder();
        string path = Report(folder, "status", 0, "--packets", "3000");

        Assert.IsLessThan(4_000_000, new FileInfo(path).Length);
        string text = File.ReadAllText(path);
        Assert.MatchesRegex("<p class=\"leftout\">[0-9]+ more register accesses are not shown.</p>", text);
        Assert.MatchesRegex("<p class=\"leftout\">[0-9]+ more messages and packets are not shown.</p>", text);
        // What happens rarely is there, however busy the other lanes are.
        Assert.HasCount(1, Regex.Matches(text, "class=\"mark power\""));
    }

    [TestMethod]
    public void A_board_of_the_kernel_has_a_page()
    {
        using var folder = new TemporaryFolder();
        string board = KernelCorpus.Open().Blobs().Single(path => path.EndsWith("/sdm845-cheza-r1.dtb", StringComparison.Ordinal));
        XElement page = PageOf(folder, "boot", 0, board);

        Assert.IsGreaterThan(100, Section(page, "devices").Descendants("details").Count());
        Assert.Contains("no driver", Section(page, "unbound").Value);
    }

    [TestMethod]
    [DataRow("", "is no run that ipa boot --trace has written")]
    [DataRow("{}", "is no run that ipa boot --trace has written")]
    [DataRow("{\"schema\":1,\"kind\":\"run\"}", "is no run that ipa boot --trace has written")]
    [DataRow("{\"schema\":1,\"kind\":\"run\",\"tree\":1}", "is no run that ipa boot --trace has written")]
    [DataRow("[1", "is no run that ipa boot --trace has written")]
    public void What_is_no_run_is_refused_before_anything_is_booted(string text, string reason)
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("boot", "--report", folder["page.html"], "--against", folder.Write("run.json", text));

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        Assert.Contains(reason, run.Error);
        Assert.IsFalse(File.Exists(folder["page.html"]));
    }

    [TestMethod]
    public void Differences_without_a_page_to_show_them_are_a_wrong_command_line()
    {
        CommandRun run = CommandRun.Of("boot", "--against", "run.json");

        Assert.AreEqual(2, run.ExitCode);
        Assert.Contains("--against shows its differences in the page of --report, which is missing", run.Error);
    }

    [TestMethod]
    public void T24_Text_of_a_tree_and_of_an_earlier_run_is_no_markup_in_the_page()
    {
        const string Evil = "</td></svg></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;\u001b[2J\u009b\u202e\u2066\u2028";
        using var folder = new TemporaryFolder();
        // A compatible string is ASCII; the line that it stands on need not be.
        string board = folder.WriteBoard("evil<h1><script>.dts", $"/* {Evil} */");
        File.AppendAllText(board, $"\n/ {{ evil {{ clocks = <&rpmhcc 0xc>; /* {Evil} */ compatible = \"</td></svg></script><script>alert(1)</script>&'\", \"x\"; /* {Evil} */ }}; }};\n");
        string trace = folder["run.json"];
        CommandRun first = CommandRun.Of("boot", "-q", "--trace", trace);
        Assert.AreEqual(0, first.ExitCode, first.ToString());
        string evilTrace = folder.Write("evil.json", File.ReadAllText(trace).Replace("\"QSB_MAX_READS\"", JsonSerializer.Serialize("QSB_MAX_READS" + Evil), StringComparison.Ordinal).Replace("\"v3.5.1\"", JsonSerializer.Serialize(Evil), StringComparison.Ordinal));

        string page = folder["page.html"];
        CommandRun run = CommandRun.Of("boot", "-q", board, "--report", page, "--against", evilTrace);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        string text = File.ReadAllText(page);
        TerminalInjectionTests.AssertHarmless("page", text);
        Assert.HasCount(1, Regex.Matches(text, "<script"));
        Assert.DoesNotContain("<img", text);
        XElement parsed = Parse(text);
        Assert.Contains("&amp;\\x1b[2J\\x9b\\u202e\\u2066\\u2028", parsed.Value);
        Assert.Contains("evil<h1><script>.dts", parsed.Value);
        Assert.IsEmpty(parsed.DescendantsAndSelf().Attributes().Where(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
    }

    private static string Report(TemporaryFolder folder, string command, int exit = 0, params string[] more)
    {
        string path = folder[$"page-{Guid.NewGuid():N}.html"];
        string[] words = [.. more.Select(word => word.StartsWith("dts/", StringComparison.Ordinal) ? RepositoryRoot.PathOf(word) : word)];
        CommandRun run = CommandRun.Of([command, .. words, "--report", path]);
        Assert.AreEqual(exit, run.ExitCode, run.ToString());
        return path;
    }

    private static XElement PageOf(TemporaryFolder folder, string command, int exit = 0, params string[] more) => Parse(File.ReadAllText(Report(folder, command, exit, more)));

    /// <summary>The page is XML as well, so that whatever breaks out of its place is found.</summary>
    private static XElement Parse(string page)
    {
        Assert.StartsWith("<!DOCTYPE html>\n", page);
        XElement root = XDocument.Parse(page["<!DOCTYPE html>\n".Length..]).Root!;
        foreach (XElement element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }
        return root;
    }

    private static XElement Section(XElement page, string id) => page.Descendants("section").Single(section => section.Attribute("id")?.Value == id);

    private static string ClassOf(XElement element) => element.Attribute("class")?.Value ?? "";
}
