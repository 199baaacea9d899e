using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class ExitCodeTests
{
    private static readonly string Board = RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");

    [TestMethod]
    public void Without_arguments_the_help_lists_the_commands()
    {
        CommandRun run = CommandRun.Of();

        Assert.AreEqual(0, run.ExitCode);
        foreach (string command in (string[])["  boot ", "  dt ", "  conformance "])
        {
            Assert.Contains(command, run.Out);
        }
        Assert.AreEqual("", run.Error);
    }

    [TestMethod]
    [DataRow(new[] { "boot", "--frobnicate" }, "ipa: there is no option '--frobnicate' (write -- before a file name that starts with a dash)\nipa: 'ipa boot --help' shows what can be written here\n")]
    [DataRow(new[] { "dt", "build", "-z", "-o", "x" }, "ipa: there is no option '-z' (write -- before a file name that starts with a dash)\nipa: 'ipa dt build --help' shows what can be written here\n")]
    [DataRow(new[] { "dt", "build", "x.dts" }, "ipa: write either IN.dts and -o OUT.dtb, or --batch FILE\nipa: 'ipa dt build --help' shows what can be written here\n")]
    [DataRow(new[] { "boot", "--fault", "rain" }, "ipa: there is no fault 'rain'; there are drop-interrupt, late-command, stuck-command, stop-again, modem-crash, no-modem-answer\nipa: 'ipa boot --help' shows what can be written here\n")]
    [DataRow(new[] { "conformance", "run", "v3.5.1", "never", "-o", "-" }, "ipa: there is no scenario 'never'; there are main, data, pm, rpm, crashopen, alt, tz, retry, skip\nipa: 'ipa conformance run --help' shows what can be written here\n")]
    public void A_wrong_command_line_is_explained_and_exits_with_2(string[] args, string expected)
    {
        CommandRun run = CommandRun.Of(args);

        Assert.AreEqual(expected, run.Error);
        Assert.AreEqual(ExitCode.Usage, run.ExitCode);
        Assert.AreEqual("", run.Out);
    }

    [TestMethod]
    public void A_file_that_is_not_there_exits_with_3()
    {
        CommandRun run = CommandRun.Of("boot", "no-such-board.dts");

        Assert.AreEqual("ipa: cannot read no-such-board.dts: there is no such file\n", run.Error);
        Assert.AreEqual(3, run.ExitCode);
    }

    [TestMethod]
    public void A_directory_in_the_place_of_a_file_exits_with_3()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("dt", "check", folder["."]);

        Assert.AreEqual($"ipa: cannot read {folder["."]}: it is a directory\n", run.Error);
        Assert.AreEqual(3, run.ExitCode);
    }

    [TestMethod]
    public void An_output_that_cannot_be_written_exits_with_3()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("dt", "build", Board, "-o", folder["none/out.dtb"]);

        Assert.AreEqual($"ipa: cannot write {folder["none/out.dtb"]}: there is no such directory\n", run.Error);
        Assert.AreEqual(3, run.ExitCode);
    }

    [TestMethod]
    public void A_boot_that_the_hardware_fails_exits_with_4_and_names_what_was_undone()
    {
        CommandRun run = CommandRun.Of("boot", Board, "--fault", "stuck-command=1");

        Assert.AreEqual(4, run.ExitCode, run.ToString());
        Assert.Contains("ipa: boot failed (seed 1): stage gsi-setup: ", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
    }

    [TestMethod]
    public void A_bug_exits_with_70_and_shows_its_stack_only_with_debug()
    {
        static CommandRun Run(params string[] args)
        {
            using var error = new StringWriter { NewLine = "\n" };
            return new CommandRun(CommandLine.Run(args, new Terminal(new BrokenWriter(), error)), "", error.ToString());
        }

        CommandRun plain = Run("dt", "check", Board);
        Assert.AreEqual("ipa: internal error: InvalidOperationException: broken\nipa: this is a bug; run again with --debug and report what it prints together with the input\n", plain.Error);
        Assert.AreEqual(70, plain.ExitCode);
        CommandRun debug = Run("dt", "check", Board, "--debug");
        Assert.Contains("   at IpaEmbedded.Cli", debug.Error);
        Assert.AreEqual(70, debug.ExitCode);
    }

    [TestMethod]
    public void The_README_has_every_exit_code_and_no_other()
    {
        string text = File.ReadAllText(RepositoryRoot.PathOf("README.md"));
        string section = text[text.IndexOf("## Exit codes", StringComparison.Ordinal)..];
        section = section[..section.IndexOf("\n## ", StringComparison.Ordinal)];
        int[] codes = [.. typeof(ExitCode).GetFields().Select(field => (int)field.GetRawConstantValue()!)];

        CollectionAssert.AreEqual(codes, System.Text.RegularExpressions.Regex.Matches(section, @"\b\d+(?= [a-z])").Select(match => int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray());
    }

    [TestMethod]
    public void A_binding_in_the_place_of_a_tree_is_called_by_its_name()
    {
        string binding = RepositoryRoot.PathOf("bindings/schemas/net/qcom,ipa.yaml");
        CommandRun run = CommandRun.Of("dt", "check", binding);

        Assert.AreEqual($"ipa: {binding} is a binding (YAML), not a device tree; name it with --bindings\n", run.Error);
        Assert.AreEqual(1, run.ExitCode);
    }

    [TestMethod]
    public void A_check_that_checked_nothing_is_an_error()
    {
        using var folder = new TemporaryFolder();
        string tree = folder.Write("empty.dts", "/dts-v1/;\n/ { };\n");
        string none = Directory.CreateDirectory(folder["bindings"]).FullName;
        CommandRun run = CommandRun.Of("dt", "check", tree, "--bindings", none, "--only-bindings");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("error DT3000: no node has a binding, so nothing was checked\n", run.Error);
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new InvalidOperationException("broken");
    }
}
