using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Cli;

[TestClass]
public sealed class BuildTests
{
    private static readonly string Board = RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");

    [TestMethod]
    public void A_dump_compiles_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        Assert.AreEqual(0, CommandRun.Of("dt", "build", Board, "-o", folder["a.dtb"]).ExitCode);
        CommandRun dump = CommandRun.Of("dt", "dump", folder["a.dtb"]);
        Assert.AreEqual(0, dump.ExitCode);
        Assert.AreEqual(0, CommandRun.Of("dt", "build", folder.Write("b.dts", dump.Out), "-o", folder["b.dtb"], "-q").ExitCode);

        CollectionAssert.AreEqual(File.ReadAllBytes(folder["a.dtb"]), File.ReadAllBytes(folder["b.dtb"]));
    }

    [TestMethod]
    public void A_batch_goes_on_after_a_failed_job_and_leaves_no_output_for_it()
    {
        using var folder = new TemporaryFolder();
        string good = folder.Write("good.dts", "/dts-v1/;\n/ { };\n");
        string wrong = folder.Write("wrong.dts", "/dts-v1/;\n/ { a = <&b>; };\n");
        string list = folder.Write("jobs", $"{wrong}\t{folder["wrong.dtb"]}\n{good}\t{folder["good.dtb"]}\tsome\tdirectories\n");
        CommandRun run = CommandRun.Of("dt", "build", "--batch", list, "-b", "0");

        Assert.AreEqual(1, run.ExitCode);
        Assert.IsFalse(File.Exists(folder["wrong.dtb"]));
        Assert.IsTrue(File.Exists(folder["good.dtb"]));
        Assert.Contains($"{wrong}:2:10: error DT2010: no node has the label 'b'\n", run.Error);
    }

    [TestMethod]
    public void An_included_file_is_looked_for_in_the_directories_of_the_job_before_those_of_all()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["all", "own"])
        {
            Directory.CreateDirectory(folder[name]);
            folder.Write(name + "/value.dtsi", $"/ {{ from = \"{name}\"; }};\n");
        }
        Directory.CreateDirectory(folder["sources"]);
        string source = folder.Write("sources/a.dts", "/dts-v1/;\n/include/ \"value.dtsi\"\n");
        string list = folder.Write("jobs", $"{source}\t{folder["a.dtb"]}\t{folder["own"]}\n{source}\t{folder["b.dtb"]}\n");

        CommandRun run = CommandRun.Of("dt", "build", "--batch", list, "-i", folder["all"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("from = \"own\";", CommandRun.Of("dt", "dump", folder["a.dtb"]).Out);
        Assert.Contains("from = \"all\";", CommandRun.Of("dt", "dump", folder["b.dtb"]).Out);
    }

    [TestMethod]
    public void A_board_compiles_with_16_MiB_of_heap()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "1000000" };

        CommandRun run = CommandRun.OfProcess(RepositoryRoot.Folder, environment, "dt", "build", Board, "-o", folder["a.dtb"], "-q");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.IsTrue(File.Exists(folder["a.dtb"]));
    }

    [TestMethod]
    public void A_tree_with_an_error_leaves_no_output()
    {
        using var folder = new TemporaryFolder();
        CommandRun run = CommandRun.Of("dt", "build", folder.Write("a.dts", "/dts-v1/;\n/ { a = <1>\n};\n"), "-o", folder["a.dtb"]);

        Assert.AreEqual(1, run.ExitCode);
        Assert.IsFalse(File.Exists(folder["a.dtb"]));
    }

    [TestMethod]
    public void A_number_that_does_not_fit_is_an_error_by_the_rules_of_dtc_1_6_and_cut_by_those_of_1_8()
    {
        using var folder = new TemporaryFolder();
        string source = folder.Write("a.dts", "/dts-v1/;\n/ { a = <0x112345678>, /bits/ 8 <0x1ff (-1)>; };\n");
        string cut = folder.Write("b.dts", "/dts-v1/;\n/ { a = <0x12345678>, /bits/ 8 <0xff 0xff>; };\n");

        CommandRun strict = CommandRun.Of("dt", "build", source, "-o", folder["a.dtb"]);
        CommandRun newer = CommandRun.Of("dt", "build", source, "-o", folder["a.dtb"], "--profile", "dtc-1.8");
        CommandRun.Of("dt", "build", cut, "-o", folder["b.dtb"]);

        Assert.AreEqual(1, strict.ExitCode);
        Assert.Contains(":2:10: error DT1008: 0x112345678 does not fit in a 32-bit element\n", strict.Error);
        Assert.AreEqual(0, newer.ExitCode);
        Assert.Contains(":2:10: warning DT1008: 0x112345678 does not fit in a 32-bit element and becomes 0x12345678\n", newer.Error);
        CollectionAssert.AreEqual(File.ReadAllBytes(folder["b.dtb"]), File.ReadAllBytes(folder["a.dtb"]));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void The_kernels_SDM845_boards_become_the_bytes_of_dtc_from_raw_source(bool symbols)
    {
        string corpus = KernelCorpus.Open().Directory;
        using var folder = new TemporaryFolder();
        string[] boards = [.. Directory.GetFiles(Path.Combine(corpus, "dts/arm64/qcom"), "sdm845-*.pp.dts").Select(path => Path.GetFileName(path)[..^7]).Order(StringComparer.Ordinal)];
        Assert.IsGreaterThanOrEqualTo(10, boards.Length);
        string source = Path.Combine(corpus, "tree/arch/arm64/boot/dts/qcom");
        string prefixes = Path.Combine(corpus, "tree/scripts/dtc/include-prefixes");
        string jobs = folder.Write("jobs", string.Concat(boards.Select(board => $"{source}/{board}.dts\t{folder[board + ".dtb"]}\t{source}\t{prefixes}\n")));
        string[] args = ["dt", "build", "--batch", jobs, "-b", "0", "-q", .. symbols ? (string[])["-@"] : []];

        CommandRun run = CommandRun.Of(args);

        Assert.AreEqual(ExitCode.Fine, run.ExitCode, run.ToString());
        string suffix = symbols ? ".sym.dtb" : ".dtb";
        string[] different = [.. boards.Where(board => !File.ReadAllBytes(folder[board + ".dtb"]).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(corpus, "dts/arm64/qcom", board + suffix))))];
        Assert.AreEqual("", string.Join(' ', different));
    }

    [TestMethod]
    public void A_time_stamp_is_that_of_the_file()
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.dts", "/dts-v1/;\n#define STAMP __TIMESTAMP__\n/ { built = STAMP; };\n");
        File.SetLastWriteTime(folder["t.dts"], new DateTime(2026, 11, 5, 4, 3, 2, DateTimeKind.Local));

        CommandRun run = CommandRun.Of("dt", "build", folder["t.dts"], "-o", folder["t.dtb"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("Thu Nov  5 04:03:02 2026\n", CommandRun.Of("fdtget", folder["t.dtb"], "/", "built").Out);
    }
}
