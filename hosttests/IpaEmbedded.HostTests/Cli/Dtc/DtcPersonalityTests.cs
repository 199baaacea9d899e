using System.Text.RegularExpressions;
using IpaEmbedded.Cli;

namespace IpaEmbedded.HostTests.Cli.Dtc;

/// <summary>"ipa dtc" is held against Debian's dtc: the same bytes, exit codes and dependency files, the same findings at the same places in its form.</summary>
[TestClass]
public sealed partial class DtcPersonalityTests
{
    private static readonly string[] Sources =
    [
        """
        /dts-v1/;
        /memreserve/ 0x10 0x20;
        m1: m2: /memreserve/ 7 (1+2);
        / {
        	model = "foo", "b\n\"x\\";
        	l1: prop = l2: <1 2 l3: 3>, "abc", [01 02], /bits/ 64 <1>, /bits/ 16 <3>, /bits/ 8 <4>, <&n1>, &n1 l9:;
        	e;
        	n1: n2: node@1 { reg = <1>; x = <&{/other} 2>; };
        	other { interrupts = <1>; };
        };
        / { other { y = "q"; }; };

        """,
        """
        /dts-v1/;
        /include/ "part.dtsi"
        /include/ "part.dtsi"
        / { a = /incbin/("data"); b = "x", /incbin/("data"), <1>; l: n { x = &l; }; };

        """,
        """
        /dts-v1/;
        / {
        	#address-cells = <1>;
        	aa,b = "a long text with very many words in it, so that it must break somewhere at last", "x: y", "tab\there", "1", "";
        	r = [00 11], <1 l: &{/n} 3>, &{/n};
        	s = l2: "x" l3: , l4: "y";
        	t = <1 l5:>;
        	v = <1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37>;
        	cpus { #address-cells = <1>; #size-cells = <0>; cpu@5 { reg = <5>; }; };
        	n { true = <1>; };
        	on { };
        };

        """,
        """
        /dts-v1/;
        /plugin/;
        &there { a = <&elsewhere 1>; k: kid { b = <&k>; }; };
        &{/soc} { c; };

        """,
        """
        /dts-v1/;
        / {
        	#address-cells = <1>;
        	#size-cells = <1>;
        	i2c@10 { reg = <0x10 1>; };
        	spi@10 { reg = <0x10 1>; status = "disabled"; };
        	uart@10 { reg = <0x10 1>; };
        };

        """,
    ];

    private static readonly string[] OptionLines =
    [
        "", "-O dts", "-O dts -T", "-Odts -TT", "--annotate -T -O dts -@ -A", "-@ -A -O dts", "-@ -O yaml", "-s -O dts", "-O asm", "-O asm -V 3 -p 7", "-O asm -S 4000 -a 8 -R 2",
        "-V1", "-V 2", "--out-version=3", "-V 16", "-V 17 -@", "-S 2000", "-p 9 -a 16", "-R 3", "-b 010", "-b 0x10", "--boot-cp 7x", "-b -1", "-H both", "-H legacy -@", "-s", "-qq",
        "-q -Wno-reg_format", "-W no-unit_address_vs_reg", "-E reg_format", "-Ereg_format -Eno-reg_format", "-f -E reg_format", "--error interrupts_property", "-q -E interrupts_property", "-qq -Einterrupts_property",
        "-V 5", "-I xx", "-O xx", "-a 3", "-H x", "-Wfoo", "-q -E unique_unit_address", "-W unique_unit_address_if_enabled -Wno-unique_unit_address", "-p 5 -S 3", "-O null", "-I dtb", "-T", "--warning=no-foo", "-d deps", "-i nowhere -d deps",
    ];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Bytes_findings_exit_codes_and_dependencies_are_those_of_dtc()
    {
        using Folder folder = new();
        var wrong = new List<string>();
        for (int i = 0; i < Sources.Length; i++)
        {
            folder.Write("in.dts", Sources[i]);
            // dtc 1.6.1 crashes where it writes nodes that it made itself as old versions, and asserts where a file is to be YAML.
            foreach (string line in OptionLines.Where(line => !(i == 3 && OldVersion().IsMatch(line)) && !(i == 1 && line.Contains("yaml", StringComparison.Ordinal))))
            {
                wrong.AddRange(folder.Compare($"{i}: {line}", [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), "in.dts"]));
            }
        }
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void A_blob_and_a_directory_are_read_as_dtc_reads_them()
    {
        using Folder folder = new();
        folder.Write("in.dts", Sources[0]);
        OriginalTool.Run("dtc", folder.Path, ["-q", "-o", "in.dtb", "in.dts"]);
        Directory.CreateDirectory(folder["tree/soc@0"]);
        folder.Write("tree/model", "a board\0");
        folder.Write("tree/soc@0/reg", "\0\0\0\u0001");
        string[] lines = ["in.dtb", "-O dts in.dtb", "-O dtb in.dtb", "-O dtb -s in.dtb", "-O asm in.dtb", "-O yaml in.dtb", "-I dtb -O dtb -V 3 -b 9 in.dtb", "-s tree", "-s -I fs -O dtb tree", "-d deps in.dtb", "-E reg_format in.dtb"];

        IEnumerable<string> wrong = lines.SelectMany(line => folder.Compare(line, line.Split(' ')));

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    [DataRow("/dts-v1/;\n/ { a = ; };")]
    [DataRow("/ { };")]
    [DataRow("/dts-v1/;\n/ { a = <1>; a = <2>; };")]
    [DataRow("/dts-v1/;\n/ { a = <&x>; };")]
    [DataRow("/dts-v1/;\n/ { a = <0x123456789>; };")]
    [DataRow("/dts-v1/;\n/ { n { }; n { }; };")]
    [DataRow("/dts-v1/;\n/ { a = &x; };")]
    [DataRow("/dts-v1/;\n/ { n@1@2 { }; };")]
    [DataRow("/dts-v1/;\n/ { a: n { }; a: m { }; };")]
    [DataRow("/dts-v1/;\n/ { n { phandle = <1>; }; m { phandle = <1>; }; };")]
    [DataRow("/dts-v1/;\n&x { };")]
    [DataRow("/dts-v1/;\n/ { };\n&x { };")]
    [DataRow("/dts-v1/;\n/ { };\n/delete-node/ &x;")]
    [DataRow("/dts-v1/;\n#include \"x\"\n/ { };")]
    [DataRow("/dts-v1/;\n/ { a = __LINE__; };")]
    public void What_dtc_refuses_is_refused_with_its_exit_code_and_its_last_line(string source)
    {
        using Folder folder = new();
        folder.Write("in.dts", source + "\n");

        (int exit, _, string error) = OriginalTool.Run("dtc", folder.Path, ["-o", "a", "in.dts"]);
        CommandRun ours = CommandRun.Of("dtc", "-o", folder["b"], folder["in.dts"]);

        Assert.AreEqual(exit, ours.ExitCode, error + ours);
        Assert.AreEqual(error.Split('\n')[^2], ours.Error.Split('\n')[^2], error + ours);
        Assert.IsFalse(File.Exists(folder["b"]));
    }

    [TestMethod]
    public void A_tree_with_errors_is_written_by_force_as_dtc_writes_it()
    {
        using Folder folder = new();
        var wrong = new List<string>();
        foreach (string source in (string[])["/ { a = <&x>; b = &y; };", "/ { a = <1>; a = <2>; };", "/ { n { }; n { }; };", "/ { a: n { }; a: m { x = <&a>; }; };"])
        {
            folder.Write("in.dts", "/dts-v1/;\n" + source + "\n");
            wrong.AddRange(folder.Compare(source, ["-f", "in.dts"]));
        }
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    /// <summary>What the check of names leaves of them, which is a name that is wrong.</summary>
    [TestMethod]
    [DataRow("/ { n { name = \"m\"; }; };")]
    [DataRow("/ { n@1 { name = \"n\"; reg = <1>; }; };")]
    [DataRow("/ { name = \"root\"; a = <1>; n { }; };")]
    public void A_node_that_says_its_name_itself_says_it_once_in_old_versions(string source)
    {
        using Folder folder = new();
        folder.Write("in.dts", "/dts-v1/;\n" + source + "\n");
        string[] lines = ["-f -V 3 in.dts", "-f -O asm -V 3 in.dts", "-f -O asm -V 1 in.dts", "-f -O asm in.dts"];

        Assert.AreEqual("", string.Join('\n', lines.SelectMany(line => folder.Compare(line, line.Split(' ')))));
    }

    [TestMethod]
    [DataRow("--bogus")]
    [DataRow("-z")]
    [DataRow("-V")]
    [DataRow("--out")]
    [DataRow("--o=x")]
    [DataRow("--quiet=1")]
    [DataRow("a b")]
    public void A_wrong_command_line_is_told_as_getopt_tells_it(string line)
    {
        using Folder folder = new();
        (int exit, _, string error) = OriginalTool.Run("dtc", folder.Path, line.Split(' '));
        CommandRun ours = CommandRun.Of(["dtc", .. line.Split(' ')]);

        Assert.AreEqual(exit, ours.ExitCode);
        Assert.AreEqual(error.Split('\n')[0], ours.Error.Split('\n')[0]);
        Assert.AreEqual(error.Split('\n')[^2], ours.Error.Split('\n')[^2]);
    }

    [TestMethod]
    public void The_checks_of_later_releases_may_be_named()
    {
        using Folder folder = new();
        folder.Write("in.dts", "/dts-v1/;\n/ { };\n");

        CommandRun run = CommandRun.Of("dtc", "-Wno-interrupt_map", "-W", "node_name_not_empty", "-o", folder["a"], folder["in.dts"]);

        Assert.AreEqual("exit 0\n", run.ToString());
    }

    [TestMethod]
    public void A_link_called_dtc_is_dtc_and_any_other_name_is_not()
    {
        Assert.AreEqual("dtc", IpaEmbedded.Cli.Dtc.Personality.OfExecutable("/usr/local/bin/dtc")?.Name);
        Assert.IsNull(IpaEmbedded.Cli.Dtc.Personality.OfExecutable("/usr/bin/ipa"));
        StringAssert.StartsWith(CommandRun.Of("dtc", IpaEmbedded.Cli.Dtc.Personality.Called, "--help").Out, "Usage: dtc [options] <input file>\n");
        Assert.AreEqual("Version: DTC 1.6.1\n", CommandRun.Of("dtc", "-v").Out);
    }

    [GeneratedRegex("(-V ?|-version=)[123]$|-V 3")]
    private static partial Regex OldVersion();

    [GeneratedRegex(@"^(?<place>.*): (?<level>Warning|ERROR) \((?<check>\w+)\): (?<path>/[^: ]*|Failed prerequisite '\w+')", RegexOptions.Multiline)]
    private static partial Regex Finding();

    /// <summary>A folder in which both programs run, one after the other.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Folder()
        {
            _folder.Write("part.dtsi", "/ { i; };\n");
            _folder.Write("data", "abc\0");
        }

        public string Path => _folder[""].TrimEnd('/');

        public string this[string name] => _folder[name];

        public void Write(string name, string text) => _folder.Write(name, text);

        public IEnumerable<string> Compare(string what, string[] args)
        {
            File.Delete(this["a"]);
            File.Delete(this["b"]);
            File.Delete(this["deps"]);
            string[] full = [.. args.Select(arg => arg is "in.dts" or "in.dtb" or "tree" or "deps" ? this[arg] : arg)];
            (int exit, _, string error) = OriginalTool.Run("dtc", Path, ["-o", this["a"], .. full]);
            string dependencies = OriginalTool.TextOf(this["deps"]);
            File.Delete(this["deps"]);
            CommandRun ours = CommandRun.Of(["dtc", "-o", this["b"], .. full]);
            // dtc leaves an empty file where it gives up late.
            (string theirBytes, string ourBytes) = (OriginalTool.TextOf(this["a"]), exit == 0 ? OriginalTool.TextOf(this["b"]) : OriginalTool.TextOf(this["a"]));
            string ourDependencies = OriginalTool.TextOf(this["deps"]);
            if (exit != ours.ExitCode || theirBytes != ourBytes || dependencies.Replace(this["a"] + ":", this["b"] + ":", StringComparison.Ordinal) != ourDependencies)
            {
                yield return $"{what}: exit {exit}, {theirBytes.Length} bytes, {dependencies}; ours {ours.ExitCode}, {ourBytes.Length} bytes, {ourDependencies}";
            }
            else if (Findings(error) != Findings(ours.Error))
            {
                yield return $"{what}:\n{Findings(error)}\nours:\n{Findings(ours.Error)}";
            }
        }

        private static string Findings(string error) =>
            string.Join('\n', Finding().Matches(error).Select(match => $"{match.Groups["level"]} {match.Groups["check"]} {match.Groups["path"]}").Order(StringComparer.Ordinal));

        public void Dispose() => _folder.Dispose();
    }
}
