using System.Diagnostics;
using System.Globalization;
using System.Text;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Files;

/// <summary>
/// A command that is killed at any moment leaves each of its targets as the old file or the new one. IPA_KILLS says how
/// often it is killed (25; the continuous integration takes 500).
/// </summary>
[TestClass]
public sealed class KillTests
{
    private const int Files = 40;

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("IPA_KILLS") ?? "25", CultureInfo.InvariantCulture);

    // It watches a file without a pause, for a tenth of a second for each kill, and for several where the machine has much else to do.
    [TestMethod]
    [TimeLimits.ProcessorSeconds(900)]
    [DataRow("fmt")]
    [DataRow("build")]
    public void T25_A_kill_at_any_moment_leaves_the_old_file_or_the_new_one(string command)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        // Large enough that writing takes its time.
        string body = string.Concat(Enumerable.Range(0, 4000).Select(i => $"p{i} = <{i} {i}>; "));
        string source = folder.Write("source.dts", $"/dts-v1/; / {{ {body} }};\n");
        string[] targets = [.. Enumerable.Range(0, Files).Select(i => folder[$"target{i}"])];
        folder.Write("jobs", string.Concat(targets.Select(target => $"{source}\t{target}\n")));
        string[] arguments = command == "fmt" ? ["dt", "fmt", .. targets] : ["dt", "build", "--batch", folder["jobs"]];
        byte[] old = command == "fmt" ? File.ReadAllBytes(source) : Encoding.ASCII.GetBytes(new string('o', 50_000));
        Write(targets, old);
        Assert.AreEqual(0, CommandRun.Of(arguments).ExitCode);
        byte[] fresh = File.ReadAllBytes(targets[0]);
        Assert.AreNotEqual(old.Length, fresh.Length);
        int olds = 0, news = 0;

        for (int kill = 0; kill < Kills; kill++)
        {
            Write(targets, old);
            KillWhen(arguments, targets[random.Next(Files)], old.Length, random.Next(20_000));
            foreach (string target in targets)
            {
                byte[] bytes = File.ReadAllBytes(target);
                bool isOld = bytes.AsSpan().SequenceEqual(old);
                Assert.IsTrue(isOld || bytes.AsSpan().SequenceEqual(fresh), $"kill {kill}: {target} has {bytes.Length} bytes");
                olds += isOld ? 1 : 0;
                news += isOld ? 0 : 1;
            }
            foreach (string left in Directory.GetFiles(folder[""], ".ipa-*"))
            {
                File.Delete(left);
            }
        }
        Assert.IsGreaterThan(0, olds);
        Assert.IsGreaterThan(0, news);
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("INT", 130)]
    [DataRow("TERM", 143)]
    [DataRow("HUP", 129)]
    public void T25_An_interruption_leaves_the_old_file_and_no_temporary(string signal, int exitCode)
    {
        using var folder = new TemporaryFolder();
        string capture = folder.Write("capture", "old"), pipe = folder["pipe"];
        FileSystemEntry.MakePipe(pipe);
        // Nobody reads the pipe: the command holds its unfinished capture until the signal comes.
        using Process command = Process.Start(SignalledCommand.StartInfo("boot", "--capture", capture, "--registers", pipe))!;
        while (Temporaries().Length == 0 && !command.HasExited)
        {
            Thread.Yield();
        }

        command.Signal(signal);
        command.WaitForExit();

        Assert.AreEqual(exitCode, command.ExitCode);
        Assert.AreEqual("old", File.ReadAllText(capture));
        Assert.IsEmpty(Temporaries());

        string[] Temporaries() => Directory.GetFiles(folder[""], ".ipa-*");
    }

    private static void Write(string[] targets, byte[] bytes)
    {
        foreach (string target in targets)
        {
            File.WriteAllBytes(target, bytes);
        }
    }

    /// <summary>Starts the command and kills it a little after one of its targets is no longer the old one.</summary>
    private static void KillWhen(string[] arguments, string target, int oldLength, int spins)
    {
        using Process process = Process.Start(SignalledCommand.StartInfo(arguments))!;
        while (new FileInfo(target).Length == oldLength && !process.HasExited)
        {
            Thread.Yield();
        }
        Thread.SpinWait(spins);
        process.Kill();
        process.WaitForExit();
    }
}
