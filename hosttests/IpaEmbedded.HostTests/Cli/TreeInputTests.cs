using System.Text.RegularExpressions;
using IpaEmbedded.HostTests.DeviceTree.Commands;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>Whatever a command does with a tree, it finds, compiles, checks and refuses it as the others do.</summary>
[TestClass]
public sealed partial class TreeInputTests
{
    // Every command that compiles source; {0} is the tree, {1} a file or socket that can be made.
    private static readonly string[] Compiling =
    [
        "boot {0}",
        "run {0} --tun ipatree%d --for 1",
        "status {0}",
        "fake serve {0} --qtest unix:{1} --once",
        "faults list {0}",
        "faults sweep {0}",
        "dt graph {0}",
        "dt resources {0}",
        "dt build {0} -o {1}",
        "dt check {0}",
        "dt diff {0} {0}",
        "dt overlay {0} {0} -o {1}",
        "dt preprocess {0}",
    ];

    [TestMethod]
    public void Every_command_compiles_a_kernels_board_with_the_kernels_headers_and_not_with_ours()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("scripts/dtc/include-prefixes/dt-bindings/clock/qcom,rpmh.h", "#error this is the header of the checkout\n");
        string board = folder.Tree("arch/arm64/boot/dts/board.dts", "/dts-v1/;\n#include <dt-bindings/clock/qcom,rpmh.h>\n/ { };\n");

        string[] wrong = [.. Compiling.Where(line => !Run(line, board, folder["made"]).Error.Contains("this is the header of the checkout", StringComparison.Ordinal))];

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void No_command_that_takes_include_directories_is_missing_from_the_list()
    {
        // A log is decoded without its board's findings, examples are compiled from bindings, dtc has no headers but those that it is given, and
        // an application's tree lies in its folder.
        string[] found = [.. Leaves("").Where(command => command is not ("regs decode" or "binding check" or "dtc" or "firmware build") && CommandRun.Of([.. command.Split(' '), "--help"]).Out.Contains("--include", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        CollectionAssert.AreEqual(Compiling.Select(line => line[..line.IndexOf(" {0}", StringComparison.Ordinal)]).Order(StringComparer.Ordinal).ToArray(), found);
    }

    [TestMethod]
    [DataRow("boot {0}", "booted")]
    [DataRow("run {0} --tun ipatree%d --for 1", "booted")]
    [DataRow("status {0}", "booted")]
    [DataRow("fake serve {0} --qtest unix:{1} --once", "served")]
    [DataRow("faults list {0}", "booted")]
    [DataRow("faults sweep {0}", "swept")]
    public void A_board_is_refused_with_one_sentence_and_one_exit_code(string command, string verb)
    {
        using var folder = new TemporaryFolder();
        string[] boards =
        [
            folder.Write("syntax.dts", "/dts-v1/;\n/ {\n"),
            folder.WriteBoard("binding.dts", "/delete-property/ clocks;"),
            folder.WriteBoard("other.dts", "compatible = \"qcom,none\";"),
            folder.Write("bytes.dtb", "no blob"),
        ];
        foreach (string board in boards)
        {
            CommandRun run = Run(command, board, folder["made"]);

            Assert.AreEqual(1, run.ExitCode, run.ToString());
            Assert.AreEqual("", run.Out);
            Assert.EndsWith($"ipa: {board} was not {verb}: 1 error\n", run.Error);
            Assert.IsFalse(File.Exists(folder["made"]));
        }
    }

    [TestMethod]
    public void A_byte_order_mark_in_front_of_a_text_is_skipped_wherever_a_text_is_read()
    {
        const string Mark = "\ufeff";
        using var folder = new TemporaryFolder();
        string tree = folder.Write("a.dts", Mark + "/dts-v1/;\n\n#include \"b.dtsi\"\n");
        folder.Write("b.dtsi", Mark + "/ {\n\ta = <1>;\n};\n");
        string baseline = folder.Write("baseline.json", Mark + "{ \"diagnostics\": [] }");
        Directory.CreateDirectory(folder["bindings"]);
        File.WriteAllText(folder["bindings/root.yaml"], Mark + File.ReadAllText(IpaEmbedded.HostTests.Architecture.RepositoryRoot.PathOf("bindings/schemas/core/serial.yaml")));
        string jobs = folder.Write("jobs", $"{Mark}{tree}\t{folder["b.dtb"]}\n");

        Assert.AreEqual("exit 0\n", CommandRun.Of("dt", "build", tree, "-o", folder["a.dtb"], "--baseline", baseline).ToString());
        Assert.AreEqual("exit 0\n", CommandRun.Of("dt", "build", "--batch", jobs).ToString());
        Assert.AreEqual("exit 0\n", CommandRun.Of("dt", "fmt", "--check", tree).ToString());
        Assert.DoesNotContain("DT4", CommandRun.Of("dt", "check", tree, "--bindings", folder["bindings"], "--only-bindings").Error);
    }

    [TestMethod]
    public void A_tree_that_does_not_compile_has_no_resources()
    {
        using var folder = new TemporaryFolder();
        string board = folder.Write("syntax.dts", "/dts-v1/;\n/ {\n");

        CommandRun run = CommandRun.Of("dt", "resources", board);

        Assert.AreEqual((1, ""), (run.ExitCode, run.Out));
        Assert.EndsWith($"ipa: {board} was not resolved: 1 error\n", run.Error);
    }

    private static CommandRun Run(string line, string tree, string made) =>
        CommandRun.Of([.. line.Split(' ').Select(word => word.Replace("{0}", tree, StringComparison.Ordinal).Replace("{1}", made, StringComparison.Ordinal))]);

    /// <summary>Commands that have none below them, as the help names them.</summary>
    private static IEnumerable<string> Leaves(string group)
    {
        string help = CommandRun.Of([.. group.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Out;
        int at = help.IndexOf("Commands:\n", StringComparison.Ordinal);
        return at < 0 ? [group] : CommandLineOfHelp().Matches(help[at..]).SelectMany(match => Leaves((group + " " + match.Groups["name"].Value).Trim()));
    }

    [GeneratedRegex("^  (?<name>[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex CommandLineOfHelp();
}
