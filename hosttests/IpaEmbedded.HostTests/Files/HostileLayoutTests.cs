using System.Text;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Files;

/// <summary>Trees of other people: what they name lies inside, is a regular file, or is not read.</summary>
[TestClass]
public sealed class HostileLayoutTests
{
    private const string Secret = "TOPSECRET";

    /// <summary>
    /// Below a folder lies <c>tree</c>, which is shipped, and what is not: <c>secret</c>, <c>private/secret.h</c>. In
    /// the texts @ is the folder.
    /// </summary>
    [TestMethod]
    [DataRow("incbin ../secret", "")]
    [DataRow("incbin ../../@/secret", "")]
    [DataRow("incbin sub/../../secret", "")]
    [DataRow("incbin ./.././secret", "")]
    [DataRow("incbin @/secret", "")]
    [DataRow("incbin //@/secret", "")]
    [DataRow("incbin @/tree/../secret", "")]
    [DataRow("incbin @/private/../tree/part", "")]
    [DataRow("incbin ../private/../tree/part", "")]
    [DataRow("incbin link", "link -> ../secret")]
    [DataRow("incbin link", "link -> @/secret")]
    [DataRow("incbin link", "link -> two; two -> three; three -> ../secret")]
    [DataRow("incbin folder/secret", "folder -> ..")]
    [DataRow("incbin folder/secret", "folder -> @")]
    [DataRow("incbin folder/secret.h", "folder -> ../private")]
    [DataRow("incbin sub/up/secret", "sub/up -> ../..")]
    [DataRow("incbin folder/tree/part", "folder -> ../private/..")]
    [DataRow("incbin back", "back -> ../private/../tree/part")]
    [DataRow("incbin all@/secret", "all -> /")]
    [DataRow("incbin /proc/self/environ", "")]
    [DataRow("incbin /proc/self/cwd/secret", "")]
    [DataRow("incbin cwd/secret", "cwd -> /proc/self/cwd")]
    [DataRow("incbin self/maps", "self -> /proc/self")]
    [DataRow("incbin /dev/zero", "")]
    [DataRow("incbin zero", "zero -> /dev/zero")]
    [DataRow("incbin /dev/stdin", "")]
    [DataRow("incbin descriptor", "descriptor -> /dev/fd/0")]
    [DataRow("include ../secret", "")]
    [DataRow("include link", "link -> ../secret")]
    [DataRow("include folder/secret.h", "folder -> ../private")]
    [DataRow("#include ../secret", "")]
    [DataRow("#include @/private/secret.h", "")]
    [DataRow("#include <secret.h>", "include -> ../private")]
    [DataRow("#include sub/deep.h", "sub/deep.h -> ../../secret")]
    [DataRow("kernel incbin @/secret", "scripts/dtc/include-prefixes -> /")]
    [DataRow("kernel incbin secret", "scripts/dtc/include-prefixes -> @")]
    [DataRow("kernel incbin scripts/dtc/include-prefixes/secret", "scripts/dtc/include-prefixes -> @")]
    [DataRow("kernel #include <secret>", "scripts/dtc/include-prefixes -> @")]
    [DataRow("kernel #include <x/secret>", "scripts/dtc/include-prefixes/x -> @")]
    [DataRow("kernel -i #include <secret>", "scripts/dtc/include-prefixes -> @")]
    [DataRow("zephyr #include <secret>", "include/zephyr -> @")]
    [DataRow("zephyr incbin secret", "dts -> @")]
    [DataRow("u-boot #include <secret>", "include/u-boot -> @; include/secret -> u-boot/secret")]
    public void T7_What_lies_outside_is_refused_whether_it_exists_or_not(string inclusion, string links)
    {
        using var folder = new TemporaryFolder();
        string tree = Ship(folder, inclusion, links, out string[] include);

        CommandRun there = CommandRun.Of(["dt", "build", tree, "-o", folder["out.dtb"], .. include]);
        File.Delete(folder["secret"]);
        Directory.Delete(folder["private"], recursive: true);
        CommandRun missing = CommandRun.Of(["dt", "build", tree, "-o", folder["out.dtb"], .. include]);

        Assert.AreEqual(1, there.ExitCode, there.ToString());
        Assert.Contains("error DT1024: ", there.Error);
        Assert.DoesNotContain(Secret, there.Error);
        Assert.AreEqual(there.ToString(), missing.ToString());
        Assert.IsFalse(File.Exists(folder["out.dtb"]));
    }

    [TestMethod]
    [DataRow("incbin pipe")]
    [DataRow("incbin to-pipe")]
    [DataRow("include pipe")]
    [DataRow("#include pipe")]
    public void T7_A_named_pipe_inside_is_not_waited_for(string inclusion)
    {
        using var folder = new TemporaryFolder();
        string tree = Ship(folder, inclusion, "to-pipe -> pipe", out _);
        FileSystemEntry.MakePipe(folder["tree/pipe"]);

        CommandRun run = CommandRun.Of("dt", "build", tree, "-o", folder["out.dtb"]);

        Assert.AreEqual(1, run.ExitCode, run.ToString());
        Assert.Contains("it is not a regular file", run.Error);
    }

    [TestMethod]
    [DataRow("incbin part", "")]
    [DataRow("incbin link", "link -> sub/inner; sub/inner -> ../part")]
    [DataRow("incbin @/tree/part", "")]
    [DataRow("incbin ../tree/part", "")]
    [DataRow("incbin full", "full -> @/tree/part")]
    public void T7_What_lies_inside_is_read_by_whatever_way(string inclusion, string links)
    {
        using var folder = new TemporaryFolder();
        string tree = Ship(folder, inclusion, links, out _);

        CommandRun run = CommandRun.Of("dt", "build", tree, "-o", folder["out.dtb"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("PART", Encoding.Latin1.GetString(File.ReadAllBytes(folder["out.dtb"])));
    }

    [TestMethod]
    public void T7_A_hard_link_lies_where_it_is_for_no_system_tells_its_other_names()
    {
        using var folder = new TemporaryFolder();
        string tree = Ship(folder, "incbin hard", "", out _);
        FileSystemEntry.MakeHardLink(folder["secret"], folder["tree/hard"]);

        CommandRun run = CommandRun.Of("dt", "build", tree, "-o", folder["out.dtb"]);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
    }

    [TestMethod]
    public void T7_A_link_that_changes_between_check_and_read_embeds_nothing()
    {
        using var folder = new TemporaryFolder();
        string tree = Ship(folder, "incbin race", "race -> part", out _);
        string race = folder["tree/race"];
        int refused = 0, embedded = 0;
        bool done = false;
        var swapper = new Thread(() =>
        {
            for (int i = 0; !Volatile.Read(ref done); i++)
            {
                string next = folder["next" + i % 2];
                File.CreateSymbolicLink(next, i % 2 == 0 ? "../secret" : "part");
                File.Move(next, race, overwrite: true);
            }
        });
        swapper.Start();
        try
        {
            for (int i = 0; i < 10_000; i++)
            {
                File.Delete(folder["out.dtb"]);
                CommandRun run = CommandRun.Of("dt", "build", tree, "-o", "-");
                Assert.DoesNotContain(Secret, run.ToString());
                refused += run.ExitCode == 1 ? 1 : 0;
                embedded += run.ExitCode == 0 ? 1 : 0;
            }
        }
        finally
        {
            Volatile.Write(ref done, true);
            swapper.Join();
        }
        Assert.AreEqual(10_000, refused + embedded);
        Assert.IsGreaterThan(0, refused);
        Assert.IsGreaterThan(0, embedded);
    }

    [TestMethod]
    public void T7_A_pipe_or_a_device_in_the_place_of_a_file_is_named_and_not_opened()
    {
        using var folder = new TemporaryFolder();
        string pipe = folder["pipe"];
        FileSystemEntry.MakePipe(pipe);
        string tree = folder.Write("a.dts", "/dts-v1/;\n/ { };\n");

        foreach (string[] command in (string[][])[["dt", "build", pipe, "-o", folder["o"]], ["dt", "check", pipe], ["dt", "fmt", pipe], ["dt", "dump", pipe], ["dt", "decompile", pipe],
            ["dt", "overlay", pipe, pipe, "-o", folder["o"]], ["dt", "diff", tree, pipe], ["boot", pipe], ["dt", "build", "--batch", pipe], ["dt", "check", tree, "--baseline", pipe]])
        {
            CommandRun run = CommandRun.Of(command);
            Assert.AreEqual($"exit 3\nipa: cannot read {pipe}: it is not a regular file\n", run.ToString(), string.Join(' ', command));
        }
        Assert.AreEqual("exit 3\nipa: cannot read /dev/zero: it is not a regular file\n", CommandRun.Of("dt", "check", "/dev/zero").ToString());
        folder.Write("jobs", pipe + "\t" + folder["o"] + "\n");
        CommandRun batch = CommandRun.Of("dt", "build", "--batch", folder["jobs"]);
        Assert.AreEqual(1, batch.ExitCode);
        Assert.Contains("error DT1020: cannot read the file: it is not a regular file\n", batch.Error);
    }

    [TestMethod]
    public void T7_Bindings_come_from_their_directory_only()
    {
        using var folder = new TemporaryFolder();
        folder.Write("secret", Secret + ": [\n");
        string tree = folder.Write("a.dts", "/dts-v1/;\n/ { };\n");
        string bindings = Directory.CreateDirectory(folder["bindings"]).FullName;
        FileSystemEntry.MakePipe(Path.Combine(bindings, "pipe.yaml"));
        File.CreateSymbolicLink(Path.Combine(bindings, "outside.yaml"), "../secret");
        File.CreateSymbolicLink(Path.Combine(bindings, "missing.yaml"), "../no-such-file");
        File.CreateSymbolicLink(Path.Combine(bindings, "zero.yaml"), "/dev/zero");
        Directory.CreateSymbolicLink(Path.Combine(bindings, "round"), ".");
        Directory.CreateSymbolicLink(Path.Combine(bindings, "round2"), ".");

        CommandRun run = CommandRun.Of("dt", "check", tree, "--bindings", bindings);

        Assert.AreEqual(1, run.ExitCode);
        Assert.DoesNotContain(Secret, run.Error);
        Assert.Contains("pipe.yaml: error DT4009: the file cannot be read: it is not a regular file\n", run.Error);
        Assert.Contains("outside.yaml: error DT4009: the file cannot be read: it lies outside the directories that files may come from\n", run.Error);
        Assert.Contains("zero.yaml: error DT4009: the file cannot be read: it lies outside the directories that files may come from\n", run.Error);
        Assert.Contains("missing.yaml: error DT4009: the file cannot be read: ", run.Error);
        Assert.Contains("round: warning DT4009: a link is not followed; if it leads to bindings, name their directory itself\n", run.Error);
    }

    /// <summary>Makes the folder of <see cref="T7_What_lies_outside_is_refused_whether_it_exists_or_not"/> and returns the source's path.</summary>
    private static string Ship(TemporaryFolder folder, string inclusion, string links, out string[] include)
    {
        string root = folder[""].TrimEnd('/');
        foreach (string name in (string[])["tree/sub", "private"])
        {
            Directory.CreateDirectory(folder[name]);
        }
        folder.Write("secret", $"/* {Secret} */\n");
        folder.Write("private/secret.h", $"/* {Secret} */\n");
        folder.Write("tree/part", "PART");
        inclusion = inclusion.Replace("@", root, StringComparison.Ordinal);
        foreach (string link in links.Replace("@", root, StringComparison.Ordinal).Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = link.Split(" -> ");
            string path = folder["tree/" + ends[0]];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.CreateSymbolicLink(path, ends[1]);
        }
        include = [];
        if (inclusion.StartsWith("kernel -i ", StringComparison.Ordinal))
        {
            include = ["-i", folder["tree/scripts/dtc/include-prefixes"]];
            inclusion = inclusion["kernel -i ".Length..];
        }
        else if (inclusion.StartsWith("kernel ", StringComparison.Ordinal) || inclusion.StartsWith("u-boot ", StringComparison.Ordinal))
        {
            inclusion = inclusion["kernel ".Length..];
        }
        else if (inclusion.StartsWith("zephyr ", StringComparison.Ordinal))
        {
            inclusion = inclusion["zephyr ".Length..];
            Directory.CreateDirectory(folder["tree/dts"]);
            Directory.CreateDirectory(folder["tree/include/zephyr"]);
        }
        else if (inclusion.Contains('<', StringComparison.Ordinal))
        {
            include = ["-i", folder["tree"]];
            inclusion = inclusion.Replace("<", "<include/", StringComparison.Ordinal);
        }
        int space = inclusion.IndexOf(' ', StringComparison.Ordinal);
        string name2 = inclusion[(space + 1)..];
        string text = inclusion[..space] switch
        {
            "incbin" => $"/ {{ d = /incbin/(\"{name2}\"); }};",
            "include" => $"/include/ \"{name2}\"\n/ {{ }};",
            _ => $"#include {(name2.StartsWith('<') ? name2 : $"\"{name2}\"")}\n/ {{ }};",
        };
        return folder.Write("tree/a.dts", $"/dts-v1/;\n{text}\n");
    }
}
