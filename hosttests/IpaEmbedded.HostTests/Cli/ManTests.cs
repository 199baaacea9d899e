using IpaEmbedded.Cli;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>Every command has a manual page that says what its help says, and that no formatter has anything against.</summary>
[TestClass]
public sealed class ManTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Every_command_has_a_page_with_all_its_options_and_arguments()
    {
        foreach (CommandTree each in CommandTree.All)
        {
            CommandRun run = CommandRun.Of(["man", .. each.Words]);

            Assert.AreEqual((0, ""), (run.ExitCode, run.Error), each.ToString());
            string plain = run.Out.Replace("\\-", "-").Replace("\\fB", "").Replace("\\fI", "").Replace("\\fR", "").Replace("\\(aq", "'").Replace("\\(dq", "\"").Replace("\\(ga", "`");
            StringAssert.StartsWith(plain, $".TH \"{each.ToString().Trim().Replace(' ', '-').ToUpperInvariant()}\" 1 ");
            StringAssert.Contains(plain, each.Command.Description!.TrimEnd('.'));
            string[] described = [.. each.Command.Options.Where(option => !option.Hidden).Select(option => $"\n{option.Name}"), .. each.Command.Arguments.Select(argument => $"\n{argument.HelpName ?? argument.Name}\n{argument.Description}"),
                .. each.Command.Subcommands.Where(below => !below.Hidden).Select(below => $"\n{each.ToString().Trim().Replace(' ', '-')}-{below.Name}(1)\n{below.Description}")];
            Assert.AreEqual("", string.Join('\n', described.Where(text => !plain.Contains(text, StringComparison.Ordinal))), each.ToString());
            Assert.IsFalse(run.Out.Split('\n').Any(line => line.StartsWith('\'') || (line.StartsWith('.') && !line.StartsWith(".TH ", StringComparison.Ordinal) && !line.StartsWith(".SH ", StringComparison.Ordinal) && line != ".TP")), "text is taken for a request");
        }
    }

    [TestMethod]
    public void All_pages_are_written_into_a_folder_and_are_the_same_each_time()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("man", "--output", folder["man1"]);
        CommandRun.Of("man", "dt", "-o", folder["again"], "-q");

        Assert.AreEqual((0, $"{CommandTree.All.Count} pages in {folder["man1"]}\n"), (run.ExitCode, run.Out));
        string[] names = [.. Directory.GetFiles(folder["man1"]).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        CollectionAssert.IsSubsetOf(new[] { "ipa.1", "ipa-boot.1", "ipa-dt-build.1", "ipa-regs-decode.1" }, names);
        foreach (string again in Directory.GetFiles(folder["again"]))
        {
            StringAssert.StartsWith(Path.GetFileName(again), "ipa-dt");
            Assert.AreEqual(File.ReadAllText(Path.Combine(folder["man1"], Path.GetFileName(again))), File.ReadAllText(again));
        }
    }

    [TestMethod]
    [DataRow("groff", "-ww -man -Tutf8 -z")]
    [DataRow("man", "--warnings=w -P cat -l")]
    [DataRow("mandoc", "-T lint -W warning")]
    public void No_formatter_has_anything_against_a_page(string tool, string switches)
    {
        if (CommandRun.OfShell("/", $"command -v {tool}").ExitCode != 0)
        {
            Assert.Inconclusive($"{tool} is not installed");
        }
        using var folder = new TemporaryFolder();
        CommandRun.Of("man", "--output", folder["man1"], "-q");

        CommandRun run = CommandRun.OfShell(folder["man1"], $"export MAN_KEEP_FORMATTING=; for page in *.1; do {tool} {switches} ./$page 2>&1 > /dev/null; {(tool == "mandoc" ? $"{tool} {switches} ./$page" : "true")}; done");

        // Pages have no date, so that they are the same whenever they are made.
        string complaints = string.Join('\n', run.Out.Split('\n').Where(line => !line.Contains("missing date", StringComparison.Ordinal)));
        Assert.AreEqual("", complaints + run.Error);
    }

    [TestMethod]
    public void A_page_reads_as_a_page_within_80_columns()
    {
        if (CommandRun.OfShell("/", "command -v groff").ExitCode != 0)
        {
            Assert.Inconclusive("groff is not installed");
        }
        using var folder = new TemporaryFolder();
        string page = folder.Write("page.1", CommandRun.Of("man", "dt", "build").Out);

        string text = CommandRun.OfShell(folder["."], $"groff -man -Tascii -P-cbou -rLL=78n {page}").Out;

        StringAssert.Contains(text, "NAME\n       ipa-dt-build");
        StringAssert.Contains(text, "\n       ipa dt build [OPTION]... ");
        StringAssert.Contains(text, "\nEXIT STATUS\n       0      Fine.\n");
        StringAssert.Contains(text, "SEE ALSO\n       ipa-dt(1),");
        Assert.IsTrue(text.Split('\n').All(line => line.Length <= 80));
    }

    [TestMethod]
    public void A_page_of_a_command_that_is_none_is_a_wrong_command_line()
    {
        CommandRun run = CommandRun.Of("man", "dt", "biuld");

        Assert.AreEqual((2, ""), (run.ExitCode, run.Out));
        StringAssert.StartsWith(run.Error, "ipa: there is no command 'dt biuld'\n");
    }

    [TestMethod]
    public void Text_that_looks_like_a_request_or_an_escape_stands_for_itself()
    {
        Assert.AreEqual("\\&.TH \\e \\-x \\(aqy\\(aq \\(dqz\\(dq \\(ha\\(ti\\(ga \\[u00E9] \\[u1F600]", IpaEmbedded.Cli.Usage.RoffText.Of(".TH \\ -x 'y' \"z\" ^~` é 😀"));
    }
}
