using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.NanoBuild;

[TestClass]
public sealed class VirtualDeviceTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [TestMethod]
    [DataRow("nanoFramework.nanoCLR.test", "2: a b.pe|c.pe")]
    [DataRow("nanoclr", "4: run|--assemblies|a b.pe|c.pe")]
    public void The_dotnet_tool_is_given_its_verb_and_upstreams_program_only_files(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        string program = FakeProgram.Write(folder, name, """n=$#; all="$1"; shift; for each; do all="$all|$each"; done; echo "$n: $all"; echo DONE ok""");

        (DeviceRun run, List<string> lines) = Run(program, Long, null, "a b.pe", "c.pe");

        Assert.AreEqual(RunOutcome.Done, run.Outcome, run.Reason);
        Assert.AreEqual(expected, lines[0]);
    }

    [TestMethod]
    public void A_program_that_a_signal_ends_has_crashed()
    {
        using var folder = new TemporaryFolder();

        (DeviceRun run, _) = Run(FakeProgram.Write(folder, "interpreter", "echo Ready.; echo link up; kill -SEGV $$"), Long, null, "a.pe");

        Assert.AreEqual((RunOutcome.Crashed, "the interpreter crashed after 'link up': segmentation fault (exit code 139)"), (run.Outcome, run.Reason));
    }

    [TestMethod]
    public void A_program_that_does_not_end_is_ended_when_its_time_is_over()
    {
        using var folder = new TemporaryFolder();

        (DeviceRun run, _) = Run(FakeProgram.Write(folder, "interpreter", "exec tail -f /dev/null"), TimeSpan.FromMilliseconds(1), null, "a.pe");

        Assert.AreEqual(RunOutcome.TimedOut, run.Outcome, run.Reason);
    }

    [TestMethod]
    public void A_text_to_wait_for_ends_a_program_that_never_ends_and_what_it_started()
    {
        using var folder = new TemporaryFolder();
        string program = FakeProgram.Write(folder, "interpreter", "echo Ready.; tail -f /dev/null & echo $!; echo $$; echo led0 on; echo led0 off; wait");

        (DeviceRun run, List<string> lines) = Run(program, Long, "led0 on", "a.pe");

        Assert.AreEqual((RunOutcome.Done, ""), (run.Outcome, run.Reason));
        Assert.AreEqual("led0 on", lines[^1]);
        foreach (string id in lines.SkipLast(1))
        {
            // Ended, or a zombie that nobody has waited for yet.
            string status = $"/proc/{id}/status";
            Assert.IsTrue(!File.Exists(status) || File.ReadAllText(status).Contains("\nState:\tZ", StringComparison.Ordinal), $"process {id} is left behind");
        }
    }

    [TestMethod]
    public void An_end_without_the_text_to_wait_for_is_a_failure()
    {
        using var folder = new TemporaryFolder();

        (DeviceRun run, _) = Run(FakeProgram.Write(folder, "interpreter", "echo Ready.; echo DONE ok"), Long, "led0 on", "a.pe");

        Assert.AreEqual((RunOutcome.Failed, "it ended without a line with 'led0 on'"), (run.Outcome, run.Reason));
    }

    [TestMethod]
    public void What_it_says_of_files_on_standard_error_counts_too()
    {
        using var folder = new TemporaryFolder();

        (DeviceRun run, _) = Run(FakeProgram.Write(folder, "interpreter", "echo \"error: failed to load 'a.pe' (hr=0xff000000)\" >&2; kill -SEGV $$"), Long, null, "a.pe");

        Assert.AreEqual(RunOutcome.NotLoaded, run.Outcome, run.Reason);
    }

    private static (DeviceRun Run, List<string> Application) Run(string program, TimeSpan timeout, string? until, params string[] files)
    {
        Interpreter interpreter = Interpreter.Of(program, null, out string reason) ?? throw new AssertFailedException(reason);
        var lines = new List<string>();
        DeviceRun run = new VirtualDevice(interpreter, "DONE ok").Run(files, timeout, until, (kind, line) =>
        {
            if (kind == LineKind.Application)
            {
                lines.Add(line);
            }
        });
        return (run, lines);
    }
}
