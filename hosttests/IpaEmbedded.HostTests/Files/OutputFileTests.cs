using System.Text;
using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Files;

/// <summary>What a command writes is there whole, or not at all.</summary>
[TestClass]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class OutputFileTests
{
    private const string Source = "/dts-v1/;\n/ { a = <1>; };\n";
    private const string Loose = "/dts-v1/; / { a = <1>; };\n";

    private static readonly string Board = RepositoryRoot.PathOf("dts/boards/sdm845-modem-init.dts");

    /// <summary>Each way to write a file: @ is the target, A a source, B its blob, C an overlay's blob.</summary>
    public static IEnumerable<string[]> Writers =>
    [
        ["dt build A -o @"],
        ["dt decompile B -o @"],
        ["dt dump B -o @"],
        ["dt overlay B C -o @"],
        ["dt build --batch J"],
        ["boot --capture @"],
        ["boot --registers @"],
        ["boot --perfetto @"],
        ["conformance run v3.5.1 main -o @"],
    ];

    [TestMethod]
    [DynamicData(nameof(Writers))]
    public void T25_A_link_at_the_target_is_not_followed(string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("victim", "old");
        File.CreateSymbolicLink(folder["out"], "victim");

        CommandRun run = Run(folder, command);

        Assert.AreNotEqual(0, run.ExitCode, run.ToString());
        Assert.Contains($"cannot write {folder["out"]}: it is a link, which is not followed; name the file itself\n", run.Error);
        Assert.AreEqual("old", File.ReadAllText(folder["victim"]));
        Assert.AreEqual("victim", new FileInfo(folder["out"]).LinkTarget);
    }

    [TestMethod]
    public void T25_A_link_that_leads_nowhere_makes_no_file_there()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder["out"], "planted");

        CommandRun run = Run(folder, "dt build A -o @");

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        Assert.IsFalse(File.Exists(folder["planted"]));
    }

    [TestMethod]
    public void T25_Formatting_by_a_link_changes_neither_link_nor_file()
    {
        using var folder = new TemporaryFolder();
        string source = folder.Write("a.dts", Loose);
        File.CreateSymbolicLink(folder["b.dts"], "a.dts");

        CommandRun run = CommandRun.Of("dt", "fmt", folder["b.dts"]);

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        Assert.AreEqual(Loose, File.ReadAllText(source));
        Assert.IsNotNull(new FileInfo(folder["b.dts"]).LinkTarget);
    }

    [TestMethod]
    [DynamicData(nameof(Writers))]
    public void T25_A_hard_link_keeps_its_other_name_as_it_was(string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("victim", "old");
        FileSystemEntry.MakeHardLink(folder["victim"], folder["out"]);

        CommandRun run = Run(folder, command);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual("old", File.ReadAllText(folder["victim"]));
        Assert.AreNotEqual("old", File.ReadAllText(folder["out"]));
    }

    [TestMethod]
    [DynamicData(nameof(Writers))]
    public void T25_Permissions_are_kept(string command)
    {
        using var folder = new TemporaryFolder();
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(folder.Write("out", "old"), Mode);

        CommandRun run = Run(folder, command);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(Mode, File.GetUnixFileMode(folder["out"]));
    }

    [TestMethod]
    [DynamicData(nameof(Writers))]
    public void T25_A_full_disk_leaves_the_old_file_and_no_temporary_one(string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("out", "old");
        Prepare(folder, big: true);

        CommandRun run = Limited(folder, command);

        Assert.AreNotEqual(0, run.ExitCode, run.ToString());
        Assert.Contains($"cannot write {folder["out"]}: the system does not allow a file of this size\n", run.Error);
        Assert.AreEqual("old", File.ReadAllText(folder["out"]));
        Assert.IsEmpty(Directory.GetFiles(folder[""], ".*"));
    }

    [TestMethod]
    public void T25_Formatting_on_a_full_disk_leaves_the_source()
    {
        using var folder = new TemporaryFolder();
        string text = $"/dts-v1/; / {{ a = \"{new string('x', 100_000)}\"; }};\n";
        folder.Write("out", text);

        CommandRun run = Limited(folder, "dt fmt @");

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        Assert.AreEqual(text, File.ReadAllText(folder["out"]));
        Assert.IsEmpty(Directory.GetFiles(folder[""], ".*"));
    }

    [TestMethod]
    public void T25_A_disk_that_fills_up_is_said_in_words()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Run(folder, "dt build A -o /dev/full");

        Assert.AreEqual(3, run.ExitCode);
        Assert.AreEqual("ipa: cannot write /dev/full: no space is left on the device\n", run.Error);
    }

    [TestMethod]
    [DataRow("dt build a.dts -o - > /dev/full", "ipa: cannot write standard output: no space is left on the device\n")]
    [DataRow("dt check a.dts --json > /dev/full", "ipa: cannot write standard output: no space is left on the device\n")]
    [DataRow("dt build a.dts -o /dev/stdout > /dev/full", "ipa: cannot write /dev/stdout: no space is left on the device\n")]
    [DataRow("dt check no-such-file 2> /dev/full", "")]
    [DataRow("explain > /dev/full 2> /dev/full", "")]
    public void T25_A_stream_that_takes_no_more_ends_the_command_with_3(string command, string expected)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.dts", Source);

        CommandRun run = Shell(folder, command);

        Assert.AreEqual($"exit 3\n{expected}", run.ToString());
    }

    [TestMethod]
    [DataRow("dt build <(cat a.dts) -o expected.dtb")]
    [DataRow("dt build - -o expected.dtb < a.dts")]
    [DataRow("dt build /dev/stdin -o expected.dtb < a.dts")]
    [DataRow("dt build a.dts -o /dev/stdout > expected.dtb")]
    [DataRow("dt build a.dts -o - > expected.dtb")]
    [DataRow("dt build a.dts -o /dev/fd/7 7> expected.dtb")]
    [DataRow("dt build --batch <(printf 'a.dts\\texpected.dtb\\n')")]
    [DataRow("dt build a.dts -o /dev/stdout | cat > expected.dtb")]
    public void What_the_shell_hands_over_is_read_and_written(string command)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.dts", Source);

        CommandRun run = Shell(folder, command);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        CommandRun.Of("dt", "build", folder["a.dts"], "-o", folder["a.dtb"]);
        CollectionAssert.AreEqual(File.ReadAllBytes(folder["a.dtb"]), File.ReadAllBytes(folder["expected.dtb"]));
    }

    [TestMethod]
    [DynamicData(nameof(Writers))]
    public void T25_A_folder_that_takes_no_file_is_named(string command)
    {
        using var folder = new TemporaryFolder();
        Prepare(folder, big: false);

        // Nobody, not even root, makes files there.
        CommandRun run = Run(folder, command, "/proc/self/out");

        Assert.AreNotEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("cannot write /proc/self/out: ", run.Error);
    }

    [TestMethod]
    public void T25_A_file_that_may_not_be_written_is_not_replaced()
    {
        using var folder = new TemporaryFolder();
        string source = folder.Write("a.dts", Source);
        string target = folder.Write("out", "old");
        File.SetUnixFileMode(target, UnixFileMode.UserRead);
        if (Environment.IsPrivilegedProcess)
        {
            // Root may write it, so it is written, and stays read-only for everybody else.
            Assert.AreEqual(0, CommandRun.Of("dt", "build", source, "-o", target).ExitCode);
            Assert.AreEqual(UnixFileMode.UserRead, File.GetUnixFileMode(target));
            return;
        }
        CommandRun run = CommandRun.Of("dt", "build", source, "-o", target);

        Assert.AreEqual($"exit 3\nipa: cannot write {target}: it is not allowed\n", run.ToString());
        Assert.AreEqual("old", File.ReadAllText(target));
    }

    [TestMethod]
    [DataRow("dt build A -o @")]
    [DataRow("dt decompile B -o @")]
    [DataRow("dt dump B -o @")]
    [DataRow("dt overlay B C -o @")]
    [DataRow("dt build --batch J")]
    [DataRow("conformance run v3.5.1 main -o @")]
    public void T25_A_named_pipe_is_no_file_to_replace(string command)
    {
        using var folder = new TemporaryFolder();
        FileSystemEntry.MakePipe(folder["out"]);

        CommandRun run = Run(folder, command);

        Assert.AreNotEqual(0, run.ExitCode);
        Assert.Contains($"cannot write {folder["out"]}: it is not a regular file\n", run.Error);
    }

    [TestMethod]
    public void A_recording_goes_into_a_named_pipe_as_it_happens()
    {
        using var folder = new TemporaryFolder();
        FileSystemEntry.MakePipe(folder["pipe"]);
        Task<byte[]> reader = Task.Run(() => File.ReadAllBytes(folder["pipe"]));

        CommandRun run = CommandRun.Of("boot", Board, "--capture", folder["pipe"]);
        CommandRun file = CommandRun.Of("boot", Board, "--capture", folder["file"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual(0, file.ExitCode, file.ToString());
        CollectionAssert.AreEqual(File.ReadAllBytes(folder["file"]), reader.Result);
    }

    [TestMethod]
    public void A_device_takes_the_bytes_and_stays_a_device()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = Run(folder, "dt build A -o /dev/null");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreNotEqual(FileAttributes.Archive, File.GetAttributes("/dev/null") & FileAttributes.Archive);
        Assert.IsEmpty(Directory.GetFiles("/dev", ".ipa-*"));
    }

    [TestMethod]
    public void A_boot_that_fails_still_leaves_its_recording()
    {
        using var folder = new TemporaryFolder();

        CommandRun run = CommandRun.Of("boot", Board, "--fault", "stuck-command=1", "--registers", folder["log"]);

        Assert.AreEqual(ExitCode.BootFailed, run.ExitCode);
        Assert.IsGreaterThan(1000L, new FileInfo(folder["log"]).Length);
    }

    private static void Prepare(TemporaryFolder folder, bool big)
    {
        string source = folder.Write("a.dts", big ? $"/dts-v1/;\n/ {{ a = \"{new string('x', 100_000)}\"; }};\n" : Source);
        string overlay = folder.Write("c.dts", "/dts-v1/;\n/plugin/;\n&{/} { b = <2>; };\n");
        Assert.AreEqual(0, CommandRun.Of("dt", "build", source, "-@", "-o", folder["b.dtb"]).ExitCode);
        Assert.AreEqual(0, CommandRun.Of("dt", "build", overlay, "-o", folder["c.dtb"]).ExitCode);
    }

    private static CommandRun Run(TemporaryFolder folder, string command, string? target = null)
    {
        if (!File.Exists(folder["b.dtb"]))
        {
            Prepare(folder, big: false);
        }
        return CommandRun.Of(Arguments(folder, command, target ?? folder["out"]));
    }

    private static string[] Arguments(TemporaryFolder folder, string command, string target)
    {
        folder.Write("jobs", $"{folder["a.dts"]}\t{target}\n");
        string[] words = [.. command.Split(' ').Select(word => word switch
        {
            "@" => target,
            "A" => folder["a.dts"],
            "B" => folder["b.dtb"],
            "C" => folder["c.dtb"],
            "J" => folder["jobs"],
            _ => word,
        })];
        return words[0] == "boot" ? [.. words, Board] : words;
    }

    /// <summary>Runs a command as a process that may write no file of more than 2 KiB, as if the disk were full then.</summary>
    private static CommandRun Limited(TemporaryFolder folder, string command)
    {
        string words = string.Join(' ', Arguments(folder, command, folder["out"]).Select(word => $"'{word}'"));
        // The runtime's own mapping of code pages is a file too.
        return Shell(folder, words, "export DOTNET_EnableWriteXorExecute=0; ulimit -f 2; ");
    }

    private static CommandRun Shell(TemporaryFolder folder, string command, string before = "") =>
        CommandRun.OfShell(folder[""], $"{before}dotnet exec '{Path.Combine(AppContext.BaseDirectory, "ipa.dll")}' {command}");
}
