using IpaEmbedded.Cli;
using IpaEmbedded.HostTests.NanoBuild;

namespace IpaEmbedded.HostTests.Cli.Firmware;

[TestClass]
public sealed class FirmwareRunTests
{
    [TestMethod]
    public void The_files_are_given_in_the_order_of_the_build_and_only_the_applications_lines_are_shown()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string program = FakeProgram.Write(folder, "device", "echo 'Loading Assemblies.'; echo Ready.; for each; do echo \"$each\"; done; echo DONE ok; echo Done.; echo Exiting.");

        CommandRun run = CommandRun.Of("firmware", "run", build, "--interpreter", program);

        Assert.AreEqual($"{build}/pe/mscorlib.pe\n{build}/pe/Blink.pe\nDONE ok\n", run.Out);
        Assert.AreEqual((0, ""), (run.ExitCode, run.Error));
    }

    [TestMethod]
    [DataRow("echo Ready.; echo 'FATAL no modem'", 4, "ipa: the application failed: FATAL no modem\n")]
    [DataRow("echo Ready.; echo link up; kill -SEGV $$", 6, "ipa: the interpreter crashed after 'link up': segmentation fault (exit code 139)\n")]
    [DataRow("echo \"error: failed to load 'a.pe' (hr=0xff000000)\" >&2; exit 1", 4, "ipa: nothing ran: error: failed to load 'a.pe' (hr=0xff000000)\n")]
    [DataRow("exec tail -f /dev/null", 7, "ipa: the run was ended: it had not ended after 0 s, before its first line\n")]
    public void Each_way_to_fail_has_its_words_and_its_exit_code(string script, int exitCode, string words)
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string[] timeout = exitCode == ExitCode.TimedOut ? ["--timeout", "0"] : [];

        CommandRun run = CommandRun.Of(["firmware", "run", build, "--interpreter", FakeProgram.Write(folder, "device", script), .. timeout]);

        Assert.AreEqual(exitCode, run.ExitCode, run.ToString());
        Assert.StartsWith(words, run.Error);
    }

    [TestMethod]
    public void An_application_that_never_ends_is_well_at_the_text_to_wait_for()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string program = FakeProgram.Write(folder, "device", "echo Ready.; echo led0 on; exec tail -f /dev/null");

        CommandRun run = CommandRun.Of("firmware", "run", build, "--interpreter", program, "--until", "led0 on");

        Assert.AreEqual((0, "led0 on\n", ""), (run.ExitCode, run.Out, run.Error));
    }

    [TestMethod]
    public void What_an_application_prints_cannot_steer_the_terminal()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string program = FakeProgram.Write(folder, "device", @"printf 'Ready.\n\033]0;owned\007\nFATAL \033[2J\n'");

        CommandRun run = CommandRun.Of("firmware", "run", build, "--interpreter", program);

        Assert.AreEqual("\\x1b]0;owned\\x07\nFATAL \\x1b[2J\n", run.Out);
        Assert.DoesNotContain("\u001b", run.Error);
    }

    [TestMethod]
    public void Without_an_interpreter_it_is_said_what_to_install_and_where_was_looked()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        Directory.CreateDirectory(folder["sdk"]);

        CommandRun run = CommandRun.OfProcess(folder["."], new Dictionary<string, string> { ["HOME"] = folder["."], ["PATH"] = DotnetFolder }, "firmware", "run", build, "--nano-sdk", folder["sdk"]);

        Assert.AreEqual(5, run.ExitCode, run.ToString());
        Assert.Contains("dotnet tool install -g nanoclr", run.Error);
        Assert.Contains("nanoFramework.nanoCLR.test", run.Error);
        Assert.Contains(Path.Combine(".dotnet", "tools"), run.Error);
    }

    [TestMethod]
    public void Tools_of_dotnet_sort_by_culture_even_where_a_container_switches_cultures_off()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string program = FakeProgram.Write(folder, "device", "echo \"cultures off: ${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT-no}\"; echo DONE ok");

        CommandRun run = CommandRun.OfProcess(folder["."], new Dictionary<string, string> { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" }, "firmware", "run", build, "--interpreter", program);

        Assert.AreEqual("cultures off: no\nDONE ok\n", run.Out, run.ToString());
    }

    [TestMethod]
    public void An_interpreter_beside_the_libraries_is_taken()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        Directory.CreateDirectory(folder["sdk/bin"]);
        FakeProgram.Write(folder, "sdk/bin/nanoFramework.nanoCLR.test", "echo DONE ok");

        CommandRun run = CommandRun.Of("firmware", "run", build, "--nano-sdk", folder["sdk"]);

        Assert.AreEqual((0, "DONE ok\n"), (run.ExitCode, run.Out), run.ToString());
    }

    [TestMethod]
    public void A_folder_that_is_no_whole_build_is_refused()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string program = FakeProgram.Write(folder, "device", "echo DONE ok");

        File.Delete(folder["out/pe/Blink.pe"]);
        Assert.AreEqual($"ipa: cannot read {build}/pe/Blink.pe: there is no such file; build again\n", CommandRun.Of("firmware", "run", build, "--interpreter", program).Error);

        folder.Write("out/firmware.json", """{ "variant": "Application", "configuration": "Release", "application": "Blink", "files": [ "../../etc/x.pe" ] }""");
        Assert.Contains("names '../../etc/x.pe', which is no file of the build", CommandRun.Of("firmware", "run", build, "--interpreter", program).Error);

        folder.Write("out/firmware.json", "{");
        Assert.Contains("its firmware.json is damaged", CommandRun.Of("firmware", "run", build, "--interpreter", program).Error);

        File.Delete(folder["out/firmware.json"]);
        CommandRun run = CommandRun.Of("firmware", "run", build, "--interpreter", program);
        Assert.AreEqual(3, run.ExitCode);
        Assert.StartsWith($"ipa: there is no whole build in {build}, which has a firmware.json; ", run.Error);
    }

    [TestMethod]
    public void The_only_build_below_an_application_is_meant_by_its_folder_and_of_two_one_must_be_named()
    {
        using var folder = new TemporaryFolder();
        string program = FakeProgram.Write(folder, "device", "echo \"$1\"; echo DONE ok");
        Directory.CreateDirectory(folder["app/bin"]);
        string release = BuiltFirmware.Write(folder, "app/bin/Release");

        CommandRun one = CommandRun.Of("firmware", "run", folder["app"], "--interpreter", program);
        BuiltFirmware.Write(folder, "app/bin/Debug");
        CommandRun two = CommandRun.Of("firmware", "run", folder["app"], "--interpreter", program);

        Assert.AreEqual((0, $"{release}/pe/mscorlib.pe\nDONE ok\n"), (one.ExitCode, one.Out), one.ToString());
        Assert.AreEqual(2, two.ExitCode);
        Assert.StartsWith($"ipa: there are 2 builds in {folder["app"]} (", two.Error);
    }

    private static string DotnetFolder => Path.GetDirectoryName(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
        ? path : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(each => Path.Combine(each, "dotnet")).First(File.Exists))!;
}
