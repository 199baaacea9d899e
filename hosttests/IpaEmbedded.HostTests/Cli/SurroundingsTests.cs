using System.Runtime.Versioning;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.DeviceTree.Commands;
using IpaEmbedded.HostTests.Files;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>What a tree includes from around it: what its author keeps there, and nothing of anybody else's.</summary>
[TestClass]
[UnsupportedOSPlatform("windows")]
public sealed class SurroundingsTests
{
    [TestMethod]
    [DataRow("boards/a.dts", "../soc/chip.dtsi", "soc/chip.dtsi")]
    [DataRow("boards/a.dts", "../chip.dtsi", "chip.dtsi")]
    [DataRow("boards/acme/a.dts", "../../soc/acme/chip.dtsi", "soc/acme/chip.dtsi")]
    [DataRow("a/b/c/a.dts", "../../../soc/chip.h", "soc/chip.h")]
    public void Sources_beside_a_tree_are_found_without_a_switch(string board, string include, string file)
    {
        using var folder = new TemporaryFolder();
        folder.Tree(file, "");
        foreach (string text in (string[])[$"#include \"{include}\"", $"/include/ \"{include}\"", $"  #  include   \"{include}\"", $"#include \"{include}\" /* why */", $"#include \"{include}\"\r"])
        {
            AssertBuilds(folder, folder.Tree(board, $"/dts-v1/;\n{text}\n/ {{ }};\n"));
        }
    }

    [TestMethod]
    public void What_an_included_file_names_beside_it_is_found_too()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("soc/chip.dtsi", "#include \"../include/pins.h\"\n#include \"part.dtsi\"\n/ { p = <PIN>; };\n");
        folder.Tree("soc/part.dtsi", "");
        folder.Tree("include/pins.h", "#define PIN 7\n");

        AssertBuilds(folder, folder.Tree("boards/a.dts", "/dts-v1/;\n#include \"../soc/chip.dtsi\"\n"));
    }

    [TestMethod]
    public void What_a_file_beside_the_tree_names_is_found_too()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("soc/chip.dtsi", "");
        folder.Tree("boards/common/base.dtsi", "#include \"../../soc/chip.dtsi\"\n/ { };\n");
        folder.Tree("boards/reference.dtsi", "#include \"common/base.dtsi\"\n");

        AssertBuilds(folder, folder.Tree("boards/a.dts", "/dts-v1/;\n#include \"reference.dtsi\"\n"));
    }

    [TestMethod]
    [DataRow("#include \"../soc/chip.dtsi\"\n/ { d = /incbin/(\"../soc/secret\"); };", "")]
    [DataRow("#include \"../soc/chip.dtsi\"\n/ { d = /incbin/(\"../soc/deep/secret\"); };", "")]
    [DataRow("#include \"../soc/secret\"", "")]
    [DataRow("#include \"../soc/link.dtsi\"", "soc/link.dtsi -> secret")]
    [DataRow("#include \"../soc/link.dtsi\"", "soc/link.dtsi -> ../other/chip.dtsi")]
    [DataRow("#include \"../door/chip.dtsi\"", "door -> other")]
    [DataRow("#include \"../door/in/chip.dtsi\"", "door -> other")]
    [DataRow("#include \"../soc/../other/chip.dtsi\"", "")]
    [DataRow("#include \"../.hidden/chip.dtsi\"", "")]
    [DataRow("#include \"@/other/chip.dtsi\"", "")]
    [DataRow("#include \"../soc/chip.dtsi\"\n#include \"@/other/chip.dtsi\"", "")]
    public void T7_What_a_tree_does_not_keep_as_source_beside_it_is_refused_whether_it_exists_or_not(string text, string link)
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["soc/secret", "soc/deep/secret", "other/chip.dtsi", "other/in/chip.dtsi", ".hidden/chip.dtsi"])
        {
            folder.Tree(name, "/* secret */\n");
        }
        folder.Tree("soc/chip.dtsi", "");
        if (link.Length > 0)
        {
            string[] ends = link.Split(" -> ");
            File.CreateSymbolicLink(folder[ends[0]], ends[1]);
        }
        string board = folder.Tree("boards/a.dts", $"/dts-v1/;\n{text.Replace("@", folder[""].TrimEnd('/'), StringComparison.Ordinal)}\n/ {{ }};\n");

        CommandRun there = CommandRun.Of("dt", "build", board, "-o", folder["a.dtb"]);
        foreach (string name in (string[])["soc/secret", "soc/deep", "other", ".hidden"])
        {
            if (File.Exists(folder[name]))
            {
                File.Delete(folder[name]);
            }
            else
            {
                Directory.Delete(folder[name], recursive: true);
            }
        }
        CommandRun missing = CommandRun.Of("dt", "build", board, "-o", folder["a.dtb"]);

        AssertOutside(there);
        Assert.AreEqual(there.ToString(), missing.ToString());
    }

    [TestMethod]
    public void T7_Nothing_is_opened_more_than_three_levels_up()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("soc/chip.dtsi", "");

        AssertOutside(CommandRun.Of("dt", "build", folder.Tree("a/b/c/d/a.dts", "/dts-v1/;\n#include \"../../../../soc/chip.dtsi\"\n/ { };\n"), "-o", folder["a.dtb"]));
    }

    [TestMethod]
    [DataRow("home", "downloads/a.dts", "../soc/chip.dtsi", false)]
    [DataRow("home/me", "a.dts", "../soc/chip.dtsi", false)]
    [DataRow("home", "downloads/evil/a.dts", "../soc/chip.dtsi", true)]
    public void T7_A_home_directory_is_no_project(string home, string board, string include, bool isOpened)
    {
        using var folder = new TemporaryFolder();
        string source = folder.Tree(home + "/" + board, $"/dts-v1/;\n#include \"{include}\"\n/ {{ }};\n");
        folder.Tree(Path.Combine(home, Path.GetDirectoryName(board)!, include), "");
        foreach (bool git in (bool[])[false, true])
        {
            if (git)
            {
                Directory.CreateDirectory(folder["home/.git"]);
            }
            CommandRun run = CommandRun.OfProcess(folder[""], new Dictionary<string, string> { ["HOME"] = folder[home] }, "dt", "build", source, "-o", folder["a.dtb"]);

            Assert.AreEqual(isOpened && !git ? 0 : 1, isOpened && git ? 1 : run.ExitCode, run.ToString());
        }
    }

    [TestMethod]
    public void T7_A_directory_that_everybody_may_write_to_is_no_project()
    {
        using var folder = new TemporaryFolder();
        folder.Tree("all/soc/chip.dtsi", "");
        string board = folder.Tree("all/boards/a.dts", "/dts-v1/;\n#include \"../soc/chip.dtsi\"\n/ { };\n");
        Directory.CreateDirectory(folder["all/.git"]);
        File.SetUnixFileMode(folder["all"], (UnixFileMode)0x1ff);

        AssertOutside(CommandRun.Of("dt", "build", board, "-o", folder["a.dtb"]));
    }

    [TestMethod]
    [DataRow("directory")]
    [DataRow("file")]
    public void A_tree_in_a_git_checkout_includes_from_all_of_it(string git)
    {
        using var folder = new TemporaryFolder();
        folder.Tree("work/a/b/c/d/chip.dtsi", "/ { d = /incbin/(\"../../logo\"); };\n");
        folder.Tree("work/logo", "logo");
        if (git == "file")
        {
            folder.Write("work/.git", "gitdir: elsewhere\n");
        }
        else
        {
            Directory.CreateDirectory(folder["work/.git"]);
        }

        AssertBuilds(folder, folder.Tree("work/boards/x/a.dts", "/dts-v1/;\n#include \"../../a/b/c/d/chip.dtsi\"\n"));
    }

    [TestMethod]
    [DataRow("/ { d = /incbin/(\"../.git/config\"); };", "")]
    [DataRow("/ { d = /incbin/(\"../config\"); };", "config -> .git/config")]
    [DataRow("/ { d = /incbin/(\"../../secret\"); };", "")]
    [DataRow("/ { d = /incbin/(\"../out\"); };", "out -> ../secret")]
    [DataRow("#include \"../out/secret\"", "out -> ..")]
    public void T7_A_git_checkout_opens_neither_what_git_keeps_nor_what_lies_outside(string text, string link)
    {
        using var folder = new TemporaryFolder();
        folder.Write("secret", "/* secret */\n");
        folder.Tree("work/.git/config", "/* secret */\n");
        string board = folder.Tree("work/boards/a.dts", $"/dts-v1/;\n{text}\n/ {{ }};\n");
        if (link.Length > 0)
        {
            string[] ends = link.Split(" -> ");
            File.CreateSymbolicLink(folder["work/" + ends[0]], ends[1]);
        }

        AssertOutside(CommandRun.Of("dt", "build", board, "-o", folder["a.dtb"]));
    }

    [TestMethod]
    public void T7_A_link_with_the_name_of_a_git_folder_makes_no_checkout()
    {
        using var folder = new TemporaryFolder();
        folder.Write("secret", "/* secret */\n");
        Directory.CreateDirectory(folder["real"]);
        File.CreateSymbolicLink(folder[".git"], "real");

        AssertOutside(CommandRun.Of("dt", "build", folder.Tree("boards/a.dts", "/dts-v1/;\n/ { d = /incbin/(\"../secret\"); };\n"), "-o", folder["a.dtb"]));
    }

    [TestMethod]
    public void Every_command_that_reads_a_tree_takes_more_directories_and_can_lift_the_rule()
    {
        var readers = CommandTree.Leaves.Where(leaf => leaf.Command.Arguments.Cast<System.CommandLine.Symbol>().Concat(leaf.Command.Options)
            .Any(symbol => FileNames.UseOf(symbol) == FileUse.Read && (symbol as System.CommandLine.Option)?.HelpName is null or "TREE") && !NotTrees.Contains(leaf.Path)).ToList();
        var wrong = readers.Where(leaf => !leaf.Command.Options.Any(option => option.Name == "--include") || !leaf.Command.Options.Any(option => option.Name == "--allow-outside")).Select(leaf => leaf.ToString());

        Assert.AreEqual("", string.Join('\n', wrong));
        Assert.IsGreaterThan(8, readers.Count);
    }

    // What reads blobs, traces, bindings, or source that it does not compile.
    private static readonly string[] NotTrees = ["dt dump", "dt decompile", "dt fmt", "conformance compare", "binding doc", "sim merge"];

    private static void AssertBuilds(TemporaryFolder folder, string board)
    {
        CommandRun run = CommandRun.Of("dt", "build", board, "-o", folder["a.dtb"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
    }

    private static void AssertOutside(CommandRun run)
    {
        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains(": error DT1024: ", run.Error);
        Assert.Contains(": it lies outside the directories that files may come from (-i DIR adds one, --allow-outside lifts the rule)\n", run.Error);
        Assert.DoesNotContain("secret */", run.Error);
    }
}
