using System.Diagnostics;
using System.Text.Json;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli.Report;

/// <summary>The page of <c>--report</c> in headless Chromium: what a reader sees and can click.</summary>
[TestClass]
public sealed class BrowserTests
{
    private static readonly Lazy<(JsonElement Seen, int Boxes, int Accesses)> Page = new(Look);

    private static JsonElement Seen => Page.Value.Seen;

    private static JsonElement Counts => Seen.GetProperty("counts");

    [TestMethod]
    public void The_page_opens_without_an_error_and_without_a_request()
    {
        Assert.AreEqual("", string.Join('\n', Seen.GetProperty("console").EnumerateArray()));
        Assert.IsTrue(Seen.GetProperty("requests").EnumerateArray().All(request => request.GetString()!.EndsWith("/page.html", StringComparison.Ordinal)), Seen.GetProperty("requests").ToString());
        Assert.AreEqual("ipa: boot of sdm845-modem-init.dts", System.Text.RegularExpressions.Regex.Replace(Seen.GetProperty("title").GetString()!, "boot of .*/", "boot of "));
    }

    [TestMethod]
    public void Every_section_shows_its_data()
    {
        string[] empty = [.. Counts.EnumerateObject().Where(count => count.Value.GetInt32() == 0 && count.Name != "faults").Select(count => count.Name)];

        Assert.AreEqual("", string.Join(", ", empty));
        Assert.AreEqual(Page.Value.Accesses, Counts.GetProperty("accesses").GetInt32());
        Assert.AreEqual(Page.Value.Boxes, Counts.GetProperty("boxes").GetInt32());
    }

    [TestMethod]
    public void The_page_is_as_wide_as_the_window_of_a_desk_and_of_a_telephone_and_no_text_lies_on_another()
    {
        foreach (JsonProperty width in Seen.GetProperty("widths").EnumerateObject())
        {
            Assert.AreEqual(width.Name.Split('-')[1], width.Value.ToString(), width.Name);
        }
        Assert.AreEqual("", string.Join('\n', Seen.GetProperty("overlaps").EnumerateArray()));
    }

    [TestMethod]
    public void Clicking_a_device_shows_its_lines_with_the_script_and_without()
    {
        string[] chosen = [.. Seen.GetProperty("chosen").EnumerateArray().Select(each => each.GetString()!)];
        Assert.HasCount(1, chosen);
        foreach (string text in (string[])[chosen[0], Seen.GetProperty("plain").GetString()!])
        {
            Assert.StartsWith("ipa /soc@0/ipa@1e40000 bound by IpaPlatformDriver", text);
            Assert.MatchesRegex("clock core\trpmhcc\t0xc\t.*sdm845.dtsi:[0-9]+\tclocks = <&rpmhcc RPMH_IPA_CLK>;", text);
        }
    }

    [TestMethod]
    public void The_search_leaves_the_accesses_that_have_every_word()
    {
        string[] found = [.. Seen.GetProperty("found").EnumerateArray().Select(row => row.GetString()!)];

        // Four channels are started.
        Assert.HasCount(4, found);
        Assert.IsTrue(found.All(row => row.Contains("gsi:CH_CMD", StringComparison.Ordinal) && row.EndsWith("OPCODE=1", StringComparison.Ordinal)), string.Join('\n', found));
    }

    private static (JsonElement Seen, int Boxes, int Accesses) Look()
    {
        string tools = RepositoryRoot.PathOf("hosttests/browser");
        string? chromium = ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);
        string? missing = chromium is null ? "chromium" : !Directory.Exists(Path.Combine(tools, "node_modules", "playwright-core")) ? "playwright-core (npm ci in hosttests/browser)" : null;
        if (missing is not null)
        {
            Assert.Inconclusive(missing + " is not installed");
        }
        using var folder = new TemporaryFolder();
        string board = RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");
        CommandRun earlier = CommandRun.Of("boot", board, "-q", "--trace", folder["run.json"]);
        Assert.AreEqual(0, earlier.ExitCode, earlier.ToString());
        CommandRun boot = CommandRun.Of("boot", board, "-q", "--seed", "2", "--report", folder["page.html"], "--against", folder["run.json"], "--registers", folder["log"]);
        Assert.AreEqual(0, boot.ExitCode, boot.ToString());
        int boxes = CommandRun.Of("dt", "graph", board, "--format", "dot").Out.Split('\n').Count(line => line.Contains("tooltip=", StringComparison.Ordinal));
        return (Run(tools, folder, chromium!), boxes, File.ReadLines(folder["log"]).Count(line => !line.StartsWith('#')));
    }

    private static JsonElement Run(string tools, TemporaryFolder folder, string chromium)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(tools, "look.mjs"), folder["page.html"], folder[""], chromium]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.AreEqual(0, process.ExitCode, error.Result);
            return JsonDocument.Parse(output).RootElement;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive("node is not installed");
            return default;
        }
    }
}
