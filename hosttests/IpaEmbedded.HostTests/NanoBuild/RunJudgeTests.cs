using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.NanoBuild;

/// <summary>The texts are those of upstream's interpreter of July 2026, shortened.</summary>
[TestClass]
public sealed class RunJudgeTests
{
    private const string Loaded = """
        .NET nanoFramework nanoCLR Linux v0.1.0
        Copyright (c) .NET Foundation and Contributors

        Loaded: pe/mscorlib.pe
        Loaded: pe/App.pe

        Loading nanoCLR v1.16.0.0
        ...
        Created EE.
        Started Hardware.
        Loading Assemblies.
           Assembly: App (0.0.0.0)   (480 RAM - 3048 ROM - 1261 METADATA)

           AssemblyRef    =       16 bytes (       4 elements)
           Resources Data  =        0 bytes
           ByteCode        =      798 bytes

        Loading Deployment Assemblies.
        Resolving.

        Total: (24772 RAM - 352212 ROM - 126299 METADATA)

           TypeRef        =     1520 bytes (     380 elements)


        """;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [TestMethod]
    public void Done_ok_as_the_applications_last_line_is_well_whatever_the_interpreter_says_after_it()
    {
        DeviceRun run = Judge(Loaded + "Ready.\nlink up\nDONE ok\nDone.\nExiting.\n", 0);

        Assert.AreEqual((RunOutcome.Done, ""), (run.Outcome, run.Reason));
    }

    [TestMethod]
    public void Only_the_applications_own_lines_are_told_apart_as_its_own()
    {
        var judge = new RunJudge("DONE ok");

        string[] own = [.. (Loaded + "Ready.\nlink up\n   ByteCode        =      798 bytes\nDONE ok\nDone.\nExiting.\n").Split('\n').Where(line => judge.Take(line) == LineKind.Application)];

        // After Ready. a line belongs to the application, even one that looks like a row of a table.
        CollectionAssert.AreEqual(new[] { "link up", "   ByteCode        =      798 bytes", "DONE ok" }, own);
    }

    [TestMethod]
    [DataRow("link up\nFATAL Exception was thrown: System.OutOfMemoryException\nDone.\n", "FATAL Exception was thrown: System.OutOfMemoryException")]
    [DataRow("FATAL no modem\nDONE ok\nDone.\n", "FATAL no modem")]
    [DataRow("link up\nDone.\nExiting.\n", "it ended after 'link up', without 'DONE ok'")]
    [DataRow("DONE ok\necho 1\nDone.\n", "it ended after 'echo 1', without 'DONE ok'")]
    [DataRow("DONE okay\nDone.\n", "it ended after 'DONE okay', without 'DONE ok'")]
    [DataRow("Done.\nExiting.\n", "it printed nothing")]
    public void Exit_code_0_without_done_ok_at_the_end_is_a_failure(string printed, string reason)
    {
        DeviceRun run = Judge(Loaded + "Ready.\n" + printed, 0);

        Assert.AreEqual((RunOutcome.Failed, reason), (run.Outcome, run.Reason));
    }

    [TestMethod]
    [DataRow("FATAL Exception was thrown: System.NotImplementedException", "no pins")]
    [DataRow("FATAL Exception was thrown: System.OutOfMemoryException", "heap is too small")]
    public void What_the_device_cannot_do_is_told_with_the_failure(string fatal, string hint)
    {
        DeviceRun run = Judge(Loaded + "Ready.\n" + fatal + "\nDone.\n", 0);

        Assert.AreEqual((RunOutcome.Failed, fatal), (run.Outcome, run.Reason));
        StringAssert.Contains(run.Hint, hint);
    }

    [TestMethod]
    [DataRow("", 139, "the interpreter crashed before its first line: segmentation fault (exit code 139)")]
    [DataRow("bound /soc\n", 139, "the interpreter crashed after 'bound /soc': segmentation fault (exit code 139)")]
    [DataRow("FATAL x\n", 134, "the interpreter crashed after 'FATAL x': aborted (exit code 134)")]
    [DataRow("DONE ok\n", 136, "the interpreter crashed after 'DONE ok': signal 8 (exit code 136)")]
    [DataRow("DONE ok\n", -1073741819, "the interpreter crashed after 'DONE ok': exit code 0xc0000005")]
    public void A_signal_is_a_crash_and_no_failure_of_the_application(string printed, int exitCode, string reason)
    {
        DeviceRun run = Judge(Loaded + "Ready.\n" + printed, exitCode);

        Assert.AreEqual((RunOutcome.Crashed, reason), (run.Outcome, run.Reason));
    }

    [TestMethod]
    [DataRow(
        """
        ***********************************************************************
        *                                                                     *
        * ERROR!!!!  Firmware version does not match managed code version!!!! *
        *                                                                     *
        * Invalid native checksum: nanoFramework.Runtime.Native 0x9DA4E63C!=0x0EAE898B *
        *                                                                     *
        ***********************************************************************
        Error: b5000000
        Exiting.
        """, 0, "the native code of nanoFramework.Runtime.Native in the device is of another version: the .pe wants checksum 0x9DA4E63C, the device has 0x0EAE898B")]
    [DataRow(
        """
        Link failure: some assembly references cannot be resolved!!

        Assembly: App (0.0.0.0) needs assembly 'IpaEmbedded.Ipa' (0.0.0.0)
        Error: a3000000
        """, 0, "IpaEmbedded.Ipa 0.0.0.0 is missing, which App refers to")]
    [DataRow("Resolve: unknown method: System.Console.WriteLine\nError: ff000000\n", 0, "there is no method System.Console.WriteLine in the files")]
    [DataRow("error: failed to load 'pe/App.pe' (hr=0xff000000)\n", 139, "error: failed to load 'pe/App.pe' (hr=0xff000000)")]
    [DataRow("error: cannot open 'pe/App.pe'\n", 1, "error: cannot open 'pe/App.pe'")]
    [DataRow("Error: fa000000\nExiting.\n", 0, "the device's heap is too small for the files")]
    [DataRow("Cannot find any entrypoint!\nDone.\n", 0, "no file has an entry point")]
    [DataRow("Error E9008: Unknown error when starting the virtual device instance. (x)\n", 48, "Error E9008: Unknown error when starting the virtual device instance. (x)")]
    public void What_is_not_loaded_is_told_from_what_fails_and_what_crashes(string printed, int exitCode, string reason)
    {
        DeviceRun run = Judge(Loaded + printed, exitCode);

        Assert.AreEqual((RunOutcome.NotLoaded, reason), (run.Outcome, run.Reason.TrimEnd()));
    }

    [TestMethod]
    public void An_end_by_the_clock_says_after_what_line()
    {
        var judge = new RunJudge("DONE ok");
        judge.Take("Ready.");
        judge.Take("led0 on");

        DeviceRun run = judge.Verdict(137, isTimedOut: true, TimeSpan.FromSeconds(2.5));

        Assert.AreEqual((RunOutcome.TimedOut, "it had not ended after 2.5 s, after 'led0 on'"), (run.Outcome, run.Reason));
    }

    [TestMethod]
    public void A_device_without_the_word_ready_is_judged_by_the_same_lines()
    {
        Assert.AreEqual(RunOutcome.Done, Judge("link up\nDONE ok\n", 0).Outcome);
        Assert.AreEqual(RunOutcome.Failed, Judge("link up\n", 0).Outcome);
    }

    private static DeviceRun Judge(string printed, int exitCode)
    {
        var judge = new RunJudge("DONE ok");
        foreach (string line in printed.Split('\n'))
        {
            judge.Take(line);
        }
        return judge.Verdict(exitCode, isTimedOut: false, Minute);
    }
}
