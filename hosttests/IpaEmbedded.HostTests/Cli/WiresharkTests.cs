using System.Diagnostics;
using System.Text.RegularExpressions;
using IpaEmbedded.Cli.Capture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>The dissector of <c>ipa wireshark</c>, in tshark.</summary>
[TestClass]
public sealed class WiresharkTests
{
    [TestMethod]
    [DataRow("sdm845-modem-init", "--fault=modem-crash=45")]
    [DataRow("sdm845-modem-init", "--fault=modem-crash=3")]
    [DataRow("sdm845-ap-init", "--seed=2")]
    [DataRow("sc7180-modem-init", "--seed=3")]
    [DataRow("bench-ipa-v4.5", "--seed=4")]
    public void No_frame_of_a_capture_stays_undissected(string board, string option)
    {
        using var folder = new TemporaryFolder();
        string[][] frames = Dissect(folder, board, option, "frame.protocols", "_ws.malformed", "ipa_qmap.short", "ipa_qmi.short");

        Assert.IsGreaterThan(15, frames.Length);
        string[] wrong = [.. frames.Where(frame => !Regex.IsMatch(frame[0], "^(raw:ip(v6)?:icmp|ipa_qmap($|:ip)|ipa_qmi$)") || frame[1..].Any(text => text.Length > 0)).Select(frame => string.Join(' ', frame))];
        Assert.AreEqual("", string.Join('\n', wrong));
        Assert.IsTrue(frames.Any(frame => frame[0].EndsWith("ipa_qmi", StringComparison.Ordinal)));
        Assert.IsTrue(frames.Any(frame => frame[0].StartsWith("ipa_qmap:ip:icmp", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Messages_and_their_elements_have_the_names_of_the_table()
    {
        using var folder = new TemporaryFolder();
        string[][] frames = Dissect(folder, "sdm845-modem-init", "--seed=1", "_ws.col.Info", "ipa_qmi.init_driver.modem_header.start", "ipa_qmi.init_driver.control_endpoint", "ipa_qmi.init_driver.default_end_pt", "ipa_qmi.driver_init_complete.status");

        string[] messages = [.. frames.Select(frame => frame[0]).Where(info => info.Contains("transaction", StringComparison.Ordinal))];
        CollectionAssert.AreEquivalent(
            new[]
            {
                "INIT_DRIVER request, transaction 0", "INIT_DRIVER response, transaction 0", "INDICATION_REGISTER request, transaction 1", "INDICATION_REGISTER response, transaction 1",
                "DRIVER_INIT_COMPLETE request, transaction 2", "DRIVER_INIT_COMPLETE response, transaction 2", "INIT_COMPLETE indication, transaction 0",
            },
            messages);
        // The numbers of the hardware contract: header table, endpoint of the driver, endpoint of the modem's answer.
        Assert.AreEqual("0x00000688 0x0000000a", string.Join(' ', frames.Single(frame => frame[1].Length > 0)[1..3]));
        Assert.AreEqual("0x0000000d", frames.Single(frame => frame[3].Length > 0)[3]);
        Assert.AreEqual("0", frames.Single(frame => frame[4].Length > 0)[4]);
    }

    [TestMethod]
    public void Every_number_of_the_table_is_a_field_to_filter_by()
    {
        using var folder = new TemporaryFolder();
        string[] known = [.. Tshark(["-G", "fields", "-X", "lua_script:" + Script(folder)]).Split('\n').Select(line => line.Split('\t')).Where(line => line.Length > 2).Select(line => line[2])];

        string[] names = [.. ModemMessageTable.Elements.SelectMany(element => element.Numbers.Select(number =>
            $"ipa_qmi.{ModemMessageTable.NameOf(element.Message).ToLowerInvariant()}.{element.Name}{(element.Numbers.Length > 1 ? "." + number.Name : "")}"))];
        Assert.AreEqual("", string.Join(", ", names.Except(known)));
    }

    [TestMethod]
    public void Both_checksum_headers_and_the_status_element_are_told_apart()
    {
        using var folder = new TemporaryFolder();
        string[] fields = ["ipa_qmap.ul.start", "ipa_qmap.dl.valid", "ipa_qmap.v5.type", "ipa_qmap.status.destination", "ipa_qmap.mux_id"];
        string[][] v4 = Dissect(folder, "sdm845-modem-init", "--fault=modem-crash=3", fields);
        string[][] v5 = Dissect(folder, "bench-ipa-v4.5", "--seed=1", fields);

        Assert.AreEqual("3 3 0 1 6", string.Join(' ', fields.Select((_, i) => v4.Count(frame => frame[i].Length > 0))));
        Assert.AreEqual("0 0 6 0 6", string.Join(' ', fields.Select((_, i) => v5.Count(frame => frame[i].Length > 0))));
    }

    [TestMethod]
    public void Damaged_frames_are_said_to_be_short_and_stop_nothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder["damaged.pcapng"];
        using (FileStream file = File.Create(path))
        {
            var writer = new PcapngWriter(file, "test");
            int qmap = writer.AddInterface(LinkType.User0, "qmap", "frames");
            int qmi = writer.AddInterface(LinkType.User1, "qmi", "messages");
            writer.AddPacket(qmap, 0, false, [0, 0, 0xff, 0xff, 1, 2, 3], "endpoint 10");
            writer.AddPacket(qmap, 1, true, [0x3f, 0, 0, 2, 1, 2], "endpoint 2");
            writer.AddPacket(qmap, 2, false, [1, 2], "endpoint x");
            writer.AddPacket(qmap, 3, false, [], null);
            writer.AddPacket(qmi, 4, true, [0, 1]);
            writer.AddPacket(qmi, 5, true, [9, 1, 0, 0x21, 0, 9, 0, 0x10, 0xff, 0xff, 1, 2]);
        }
        string[] lines = Tshark(["-X", "lua_script:" + Script(folder), "-r", path, "-T", "fields", "-e", "ipa_qmap.short", "-e", "ipa_qmi.short"]).Split('\n')[..6];

        CollectionAssert.AreEqual(new[] { "1 0", "1 0", "0 0", "0 0", "0 1", "0 1" }, lines.Select(line => string.Join(' ', line.Split('\t').Select(text => text.Length > 0 ? 1 : 0))).ToArray());
    }

    [TestMethod]
    public void Install_writes_what_print_prints_where_Wireshark_looks()
    {
        using var folder = new TemporaryFolder();
        CommandRun given = CommandRun.Of("wireshark", "install", "--folder", folder["a/b"]);
        CommandRun usual = CommandRun.OfProcess(folder[""], new Dictionary<string, string> { ["HOME"] = folder["home"] }, "wireshark", "install", "-q");

        Assert.AreEqual(0, given.ExitCode, given.ToString());
        Assert.AreEqual("exit 0\n", usual.ToString());
        string print = CommandRun.Of("wireshark", "print").Out;
        Assert.AreEqual(print, File.ReadAllText(folder["a/b/ipa.lua"]));
        Assert.AreEqual(print, File.ReadAllText(folder["home/.local/lib/wireshark/plugins/ipa.lua"]));
    }

    private static string Script(TemporaryFolder folder) => folder.Write("ipa.lua", CommandRun.Of("wireshark", "print").Out);

    /// <summary>Fields of every frame of a boot's capture.</summary>
    private static string[][] Dissect(TemporaryFolder folder, string board, string option, params string[] fields)
    {
        string path = folder["link.pcapng"];
        CommandRun run = CommandRun.Of("boot", board, option, "-q", "--capture", path);
        Assert.IsTrue(File.Exists(path), run.ToString());
        string[] output = Tshark(["-X", "lua_script:" + Script(folder), "-r", path, "-T", "fields", .. fields.SelectMany(field => (string[])["-e", field])]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. output.Select(line => line.Split('\t'))];
    }

    private static string Tshark(string[] args)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("tshark", args)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                // Whoever runs the tests may have installed the dissector.
                Environment = { ["HOME"] = AppContext.BaseDirectory },
            })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, error.Result);
            Assert.DoesNotContain("Lua", error.Result);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive("tshark is not installed");
            return "";
        }
    }
}
