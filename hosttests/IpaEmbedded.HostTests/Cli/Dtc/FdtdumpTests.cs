using System.Text;

namespace IpaEmbedded.HostTests.Cli.Dtc;

/// <summary>fdtdump and dtdiff print what Debian's print.</summary>
[TestClass]
public sealed class FdtdumpTests
{
    private const string Source = """
        /dts-v1/;
        /memreserve/ 0x10 0x20;
        /memreserve/ 0 7;
        / {
        	model = "foo", "bar"; e; odd = "a", ""; tab = "a\tb"; quoted = "a\"b\\";
        	n@1 { reg = <1 0xffffffff>; b = [01 ff 80]; long = <1 2 3>; k { deep; }; };
        };
        """;

    [TestMethod]
    [DataRow("")]
    [DataRow("-V 16")]
    [DataRow("-V 3")]
    [DataRow("-V 2")]
    [DataRow("-V 1")]
    [DataRow("-p 3000")]
    [DataRow("-R 3 -S 4096")]
    public void A_blob_is_shown_as_fdtdump_shows_it(string options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", Source);
        OriginalTool.Run("dtc", folder[""], ["-q", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "-o", "in.dtb", "in.dts"]);

        foreach (string line in (string[])["in.dtb", "-d in.dtb", "--debug --scan in.dtb"])
        {
            Compare(folder, "fdtdump", line.Split(' '));
        }
    }

    [TestMethod]
    [DataRow("in.dtb")]
    [DataRow("-s in.dtb")]
    [DataRow("-sd in.dtb")]
    public void A_blob_is_found_inside_of_another_file(string line)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", Source);
        OriginalTool.Run("dtc", folder[""], ["-q", "-o", "inner", "in.dts"]);
        // A magic number without a header comes first; the blob's tokens lie on odd addresses then, and by the original's rule on even ones.
        File.WriteAllBytes(folder["in.dtb"], [.. "abcd"u8, 0xd0, 0x0d, 0xfe, 0xed, .. new byte[40], .. File.ReadAllBytes(folder["inner"]), .. "tail"u8]);

        Compare(folder, "fdtdump", line.Split(' '));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("a b")]
    [DataRow("none")]
    [DataRow("in.dts")]
    [DataRow("-s in.dts")]
    [DataRow("-V")]
    public void What_cannot_be_shown_is_refused_with_its_exit_code(string line)
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", Source);

        Compare(folder, "fdtdump", line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [TestMethod]
    public void A_blob_that_ends_too_early_is_shown_as_far_as_it_goes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.dts", Source);
        OriginalTool.Run("dtc", folder[""], ["-q", "-o", "in.dtb", "in.dts"]);
        byte[] whole = File.ReadAllBytes(folder["in.dtb"]);
        string text = CommandRun.Of("fdtdump", folder["in.dtb"]).Out;
        for (int length = 40; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(folder["cut"], whole[..length]);

            CommandRun run = CommandRun.Of("fdtdump", folder["cut"]);

            Assert.AreEqual(1, run.ExitCode, run.ToString());
            StringAssert.StartsWith(text, run.Out);
            StringAssert.Contains(run.Error, $"the file has 0x{length:x} bytes");
        }
    }

    [TestMethod]
    public void Blobs_of_the_kernel_are_shown_as_fdtdump_shows_them()
    {
        using var folder = new TemporaryFolder();
        foreach (string blob in KernelCorpus.Open().Blobs().Where((_, i) => i % 60 == 0))
        {
            File.Copy(blob, folder["in.dtb"], overwrite: true);
            Compare(folder, "fdtdump", ["-d", "in.dtb"]);
        }
    }

    [TestMethod]
    [DataRow("a.dts a.dts")]
    [DataRow("a.dts b.dts")]
    [DataRow("a.dts b.dtb")]
    [DataRow("tree b.dtb")]
    [DataRow("a.dts tree")]
    [DataRow("a.dts none")]
    [DataRow("none none")]
    [DataRow("a.txt b.dts")]
    [DataRow("wrong.dts b.dts")]
    [DataRow("a.dts")]
    [DataRow("")]
    public void Two_trees_are_compared_as_dtdiff_compares_them(string line)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.dts", Source + "\n");
        folder.Write("a.txt", Source + "\n");
        folder.Write("b.dts", "/dts-v1/;\n/ { model = \"foo\"; z { }; n@1 { reg = <2>; k { deep; more; }; }; e; };\n");
        folder.Write("wrong.dts", "/dts-v1/;\n/ { model = ; };\n");
        OriginalTool.Run("dtc", folder[""], ["-q", "-o", "b.dtb", "b.dts"]);
        Directory.CreateDirectory(folder["tree/n@1"]);
        folder.Write("tree/model", "foo\0");
        string[] args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        (int exit, byte[] text, string error) = OriginalTool.Run("dtdiff", folder[""], args);
        CommandRun ours = CommandRun.Of(["dtdiff", .. args.Select(arg => folder[arg])]);

        Assert.AreEqual(exit, ours.ExitCode, error + ours);
        // The original names the pipes and the time; ours names the files.
        Assert.AreEqual(Lines(Encoding.UTF8.GetString(text)), Lines(ours.Out));
        Assert.AreEqual(exit == 1 && args.Length == 2 ? $"--- {folder[args[0]]}\n+++ {folder[args[1]]}\n" : "", string.Concat(ours.Out.Split('\n').Take(2).Where(each => each.Length > 0).Select(each => each + "\n")));
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Skip(2));

    private static void Compare(TemporaryFolder folder, string program, string[] args)
    {
        (int exit, byte[] text, string error) = OriginalTool.Run(program, folder[""], args);
        CommandRun ours = CommandRun.Of([program, .. args.Select(arg => arg.StartsWith('-') ? arg : folder[arg])]);

        Assert.AreEqual(exit, ours.ExitCode, error + ours);
        Assert.AreEqual(Encoding.UTF8.GetString(text), ours.Out.Replace(folder["x"][..^1], "", StringComparison.Ordinal));
    }
}
