using System.CommandLine;
using System.Text.RegularExpressions;
using IpaEmbedded.Cli;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>What cannot be written ends every command with one sentence and 3; what is read is never overwritten.</summary>
[TestClass]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed partial class RefusedOutputTests
{
    private static readonly string Board = RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");

    /// <summary>Every option that names a file to write.</summary>
    private static IEnumerable<(CommandTree Command, Option Option)> Outputs =>
        CommandTree.Leaves.SelectMany(leaf => leaf.Command.Options.Where(option => FileNames.UseOf(option) == FileUse.Written).Select(option => (leaf, option)));

    [TestMethod]
    public void Every_output_that_cannot_be_written_is_one_sentence_and_3()
    {
        using var folder = new TemporaryFolder();
        (string Path, string Reason)[] places =
        [
            ("/dev/full", "no space is left on the device"),
            (folder[""].TrimEnd('/'), "it is a directory"),
            (folder["none/x"], "there is no such directory"),
            (folder.Write("file", "") + "/x", "there is no such directory"),
            ("/proc/self/x", "[a-z -]+"),
        ];
        var wrong = new List<string>();
        foreach ((CommandTree command, Option option) in Outputs)
        {
            // A run needs an interface before it finds out that a disk is full.
            foreach ((string path, string reason) in places.Skip(command.Path == "run" ? 1 : 0))
            {
                CommandRun run = CommandRun.Of([.. command.Line(option), option.Name, path]);
                if (run.ExitCode != ExitCode.Files || run.Out.Length > 0 || !Regex.IsMatch(run.Error, $"^ipa: cannot write {Regex.Escape(path)}: {reason}\n$"))
                {
                    wrong.Add($"{command} {option.Name} {path}: {run}");
                }
            }
        }
        Assert.AreEqual("", string.Join('\n', wrong));
        Assert.IsGreaterThanOrEqualTo(8, Outputs.Count());
    }

    [TestMethod]
    public void No_output_overwrites_an_input_of_its_command_by_whatever_name()
    {
        using var folder = new TemporaryFolder();
        string source = folder.Write("a.dts", $"/dts-v1/;\n#include \"{RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts")}\"\n#include \"b.dtsi\"\n");
        string included = folder.Write("b.dtsi", "/ { };\n");
        string overlay = folder.Write("c.dts", "/dts-v1/;\n/plugin/;\n&{/} { b = <2>; };\n");
        string blob = folder["a.dtb"];
        string binding = folder.Write("b.yaml", File.ReadAllText(RepositoryRoot.PathOf("bindings/schemas/net/qcom,ipa.yaml")));
        Assert.AreEqual(0, CommandRun.Of("dt", "build", source, "-o", blob).ExitCode);
        File.CreateSymbolicLink(folder["link"], ".");
        string[] lines =
        [
            $"dt build {source} -o {source}",
            $"dt build {source} -o {folder["link/a.dts"]}",
            $"dt build {source} -o {included}",
            $"dt overlay {blob} {overlay} -o {blob}",
            $"dt overlay {blob} {overlay} -o {overlay}",
            $"dt overlay {source} {overlay} -o {included}",
            $"dt dump {blob} -o {blob}",
            $"dt decompile {blob} -o {folder["link/./a.dtb"]}",
            $"dt graph {source} -o {included}",
            $"dt preprocess {source} -o {included}",
            $"dt preprocess {source} -o {folder["made"]} --dependencies {source}",
            $"binding doc {binding} -o {folder["link/b.yaml"]}",
            $"boot {blob} --registers {blob}",
            $"boot {source} --capture {source}",
            $"boot {source} --perfetto {included}",
            $"boot {source} --report {included}",
            $"boot {source} --trace {source}",
            $"status {source} --report {included}",
            $"status {source} --trace {source}",
            $"run {source} --tun ipatest%d --for 1 --report {included}",
            $"run {source} --tun ipatest%d --for 1 --trace {source}",
            $"run {source} --tun ipatest%d --for 1 --capture {source}",
        ];
        var before = Directory.GetFiles(folder[""]).ToDictionary(path => path, File.ReadAllBytes);

        foreach (string line in lines)
        {
            string[] words = line.Split(' ');
            CommandRun run = CommandRun.Of(words);

            Assert.AreEqual($"exit 3\nipa: cannot write {words[^1]}: this command reads it\n", run.ToString(), line);
        }
        foreach ((string path, byte[] bytes) in before)
        {
            CollectionAssert.AreEqual(bytes, File.ReadAllBytes(path), path);
        }
        IEnumerable<string> tried = lines.Select(line => string.Join(' ', line.Split(' ').TakeWhile(word => word[0] is not ('/' or '-'))) + " " + line.Split(' ')[^2].Replace("-o", "--out", StringComparison.Ordinal));
        CollectionAssert.IsSubsetOf(Outputs.Select(each => each.Command.Path + " " + each.Option.Name).ToList(), tried.Distinct().Append("conformance run --out").Append("sim run --out").ToList(), "an output that is not tried here");
    }

    [TestMethod]
    public void A_batch_overwrites_neither_an_input_nor_what_another_job_writes()
    {
        using var folder = new TemporaryFolder();
        string source = folder.Write("a.dts", "/dts-v1/;\n#include \"b.dtsi\"\n");
        string included = folder.Write("b.dtsi", "/ { };\n");
        string jobs = folder["jobs"];
        File.WriteAllText(jobs, string.Concat(new[] { source, included, jobs, folder["x"], folder["x"] }.Select(target => $"{source}\t{target}\n")));

        CommandRun run = CommandRun.Of("dt", "build", "--batch", jobs);

        Assert.AreEqual(1, run.ExitCode);
        foreach (string path in (string[])[source, included, jobs])
        {
            Assert.Contains($"{path}: error DT1020: cannot write {path}: this command reads it\n", run.Error);
            Assert.DoesNotStartWith("\ud00d", File.ReadAllText(path));
        }
        Assert.HasCount(1, OneName().Matches(run.Error), run.Error);
        Assert.StartsWith("/ { };", File.ReadAllText(included));
    }

    [TestMethod]
    [DataRow("ipa: cannot write {0}: this command writes it already\n", 3, "--capture", "{0}", "--registers", "{0}")]
    [DataRow("ipa: cannot write {0}: this command writes it already\n", 3, "--perfetto", "{0}", "--registers", "{1}")]
    [DataRow("ipa: cannot write -: this command writes it already\n", 3, "--capture", "-", "--perfetto", "-")]
    [DataRow("ipa: --json goes to standard output, so that no recording can go there too\nipa: 'ipa boot --help' shows what can be written here\n", 2, "--capture", "-", "--json")]
    public void Two_outputs_have_two_names(string expected, int exit, params string[] outputs)
    {
        using var folder = new TemporaryFolder();
        string dotted = Path.Combine(folder[""], "..", Path.GetFileName(folder[""].TrimEnd('/')), "x");
        CommandRun run = CommandRun.Of(["boot", Board, .. outputs.Select(word => word.Replace("{0}", folder["x"], StringComparison.Ordinal).Replace("{1}", dotted, StringComparison.Ordinal))]);

        Assert.AreEqual($"exit {exit}\n{expected}", run.ToString().Replace(dotted, folder["x"], StringComparison.Ordinal).Replace(folder["x"], "{0}", StringComparison.Ordinal));
        Assert.IsFalse(File.Exists(folder["x"]));
    }

    [TestMethod]
    [DataRow("--capture", "\u001a")]
    [DataRow("--registers", "# devices\n")]
    [DataRow("--perfetto", "{\n  \"displayTimeUnit\"")]
    public void A_recording_goes_to_standard_output_alone(string option, string start)
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("boot", Board, option, "-");
        CommandRun file = CommandRun.Of("boot", Board, option, folder["x"]);

        Assert.AreEqual((0, 0), (run.ExitCode, file.ExitCode), run.Error);
        Assert.AreEqual(File.ReadAllText(folder["x"]), run.Out);
        Assert.AreEqual(file.Out, run.Error);
        if (start != "\u001a")
        {
            Assert.StartsWith(start, run.Out);
        }
    }

    [TestMethod]
    [DataRow("dt build {0} -o - --json", "ipa: findings of --json go to standard output, so that --out cannot go there too\n")]
    [DataRow("dt build {0} -o - --format msbuild", "ipa: findings of --format msbuild go to standard output, so that --out cannot go there too\n")]
    [DataRow("dt overlay {0} {0} -o - --format sarif", "ipa: findings of --format sarif go to standard output, so that --out cannot go there too\n")]
    public void Findings_and_a_blob_do_not_share_standard_output(string line, string expected)
    {
        CommandRun run = CommandRun.Of(line.Replace("{0}", Board, StringComparison.Ordinal).Split(' '));

        Assert.AreEqual(2, run.ExitCode);
        Assert.StartsWith(expected, run.Error);
    }

    [TestMethod]
    public void Standard_output_that_is_full_closed_or_left_ends_every_command_with_3()
    {
        using var folder = new TemporaryFolder();
        var script = new System.Text.StringBuilder();
        var wrong = new List<string>();
        foreach (CommandTree each in CommandTree.Leaves)
        {
            // These two speak only when they have an interface or a client.
            if (each.Path is "run" or "fake serve")
            {
                continue;
            }
            // These say on standard error first what this machine has not, in lines of their own.
            if (each.Path is "firmware build" or "firmware size")
            {
                continue;
            }
            if (each.Path != "new driver" && CommandRun.Of([.. each.Line()]).Out.Length == 0)
            {
                continue;
            }
            string words = string.Join(' ', each.Line().Select(word => $"'{word}'"));
            script.Append($"$ipa {words} > /dev/full 2> error; echo \"{each} full $? $(cat error)\"\n");
            if (each.Path is "boot" or "explain" or "dt build")
            {
                script.Append($$"""
                    $ipa {{words}} >&- 2> error; echo "{{each}} closed $? $(cat error)"
                    $ipa {{words}} 2> error | exec true; echo "{{each}} left ${PIPESTATUS[0]} $(cat error)"

                    """);
            }
        }
        string ipa = $"dotnet exec '{Path.Combine(AppContext.BaseDirectory, "ipa.dll")}'";

        string[] lines = CommandRun.OfShell(folder[""], $"ipa=\"{ipa.Replace("'", "", StringComparison.Ordinal)}\"\nanew() {{ rm -rf ../work; mkdir ../work; cd ../work; }}\nmkdir work home; export HOME=$PWD/home; cd work\n{script}").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        foreach (string line in lines)
        {
            if (!Ending().IsMatch(line))
            {
                wrong.Add(line);
            }
        }
        Assert.AreEqual("", string.Join('\n', wrong));
        Assert.IsGreaterThan(20, lines.Length);
    }

    [GeneratedRegex("x: error DT1020: cannot write .*/x: this command writes it already\n")]
    private static partial Regex OneName();

    [GeneratedRegex(" (full 3 ipa: cannot write standard output: no space is left on the device|closed 3 ipa: cannot write standard output: it is closed|left 3 )$")]
    private static partial Regex Ending();
}
