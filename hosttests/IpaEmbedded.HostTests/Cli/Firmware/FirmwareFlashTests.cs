using IpaEmbedded.HostTests.NanoBuild;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.HostTests.Cli.Firmware;

[TestClass]
public sealed class FirmwareFlashTests
{
    private const string Record = "for each; do printf '%s|' \"$each\"; done >> \"$(dirname \"$0\")/calls\"; echo >> \"$(dirname \"$0\")/calls\"";

    [TestMethod]
    [DataRow("ESP32_PSRAM_REV3", "--update|--target|ESP32_PSRAM_REV3|--serialport|COM3|--suppressnanoffversioncheck|")]
    [DataRow("ST_STM32F429I_DISCOVERY", "--update|--target|ST_STM32F429I_DISCOVERY|--jtag|--suppressnanoffversioncheck|")]
    [DataRow("PICO_RP2040", "--update|--target|PICO_RP2040|--suppressnanoffversioncheck|")]
    public void The_firmware_goes_the_way_that_the_board_has_and_the_application_over_the_port(string target, string update)
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string nanoff = FakeProgram.Write(folder, "nanoff", Record);

        CommandRun run = CommandRun.Of("firmware", "flash", build, "--port", "COM3", "--target", target, "--nanoff", nanoff);

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.AreEqual($"firmware {target}: done\napplication: done\n", run.Out);
        Assert.AreEqual($"{update}\n--nanodevice|--deploy|--serialport|COM3|--image|{build}/Blink.bin|--suppressnanoffversioncheck|\n", File.ReadAllText(folder["calls"]));
    }

    [TestMethod]
    public void Without_a_target_only_the_application_is_written_and_with_no_deploy_only_the_firmware()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string nanoff = FakeProgram.Write(folder, "nanoff", Record);

        Assert.AreEqual("application: done\n", CommandRun.Of("firmware", "flash", build, "--port", "COM3", "--nanoff", nanoff).Out);
        Assert.AreEqual("firmware ESP32_REV3: done\n", CommandRun.Of("firmware", "flash", "--port", "COM3", "--board", "esp32-devkitc", "--no-deploy", "--nanoff", nanoff).Out);
    }

    [TestMethod]
    public void A_dry_run_prints_commands_that_a_shell_can_run_and_runs_none()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out put");
        string clr = folder.Write("my clr.bin", "");

        CommandRun run = CommandRun.Of("firmware", "flash", build, "--port", "/dev/ttyNOWHERE", "--board", "stm32f429-disco", "--firmware", clr, "--dry-run");

        Assert.AreEqual(
            $"nanoff --update --target ST_STM32F429I_DISCOVERY --jtag --clrfile '{clr}' --suppressnanoffversioncheck\n" +
            $"nanoff --nanodevice --deploy --serialport /dev/ttyNOWHERE --image '{build}/Blink.bin' --suppressnanoffversioncheck\n", run.Out);
        Assert.AreEqual((0, ""), (run.ExitCode, run.Error));
    }

    [TestMethod]
    public void When_the_firmware_is_not_written_the_application_is_not_tried()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string nanoff = FakeProgram.Write(folder, "nanoff", Record + "; echo \"Error E4000: Error executing ESP32 serial command. (Failed to connect to ESP32 bootloader)\"; exit 160");

        CommandRun run = CommandRun.Of("firmware", "flash", build, "--port", "COM3", "--target", "ESP32_REV3", "--nanoff", nanoff);

        Assert.AreEqual(8, run.ExitCode, run.ToString());
        Assert.StartsWith("ipa: firmware ESP32_REV3: no board answers; nanoff says E4000: ", run.Error);
        Assert.AreEqual(1, File.ReadAllLines(folder["calls"]).Length);
    }

    [TestMethod]
    public void Of_a_target_that_there_is_not_the_list_of_those_like_it_is_shown()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string nanoff = FakeProgram.Write(folder, "nanoff", """
            case "$*" in
            *--listtargets*--platform?esp32*) printf 'Available targets:\n  ESP32_REV3\n    1.12.4.48\n  ESP32_PSRAM_REV3\n    1.12.4.48\n' ;;
            *) echo "Error E9005: Can't find the target in Cloudsmith repository."; exit 45 ;;
            esac
            """);

        CommandRun run = CommandRun.Of("firmware", "flash", build, "--port", "COM3", "--target", "ESP32_WROOM_32", "--nanoff", nanoff);

        Assert.AreEqual(8, run.ExitCode, run.ToString());
        Assert.AreEqual("ipa: firmware ESP32_WROOM_32: nanoFramework has no such target; nanoff says E9005: Can't find the target in Cloudsmith repository.\nipa: targets like it: ESP32_PSRAM_REV3, ESP32_REV3\n", run.Error);
    }

    [TestMethod]
    public void A_port_that_is_not_there_is_told_before_anything_is_run()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string nanoff = FakeProgram.Write(folder, "nanoff", Record);

        CommandRun run = CommandRun.Of("firmware", "flash", build, "--port", "/dev/ttyNOWHERE", "--nanoff", nanoff);

        Assert.AreEqual(8, run.ExitCode, run.ToString());
        Assert.StartsWith("ipa: there is no port /dev/ttyNOWHERE; there ", run.Error);
        Assert.IsFalse(File.Exists(folder["calls"]));
    }

    [TestMethod]
    [DataRow("echo \"Error E6002: Couldn't access serial device.\"; exit 114", 8, "the port cannot be opened")]
    [DataRow("echo \"Error E7000: Unsupported device.\"; exit 88", 8, "another board than the target's is connected")]
    [DataRow("echo \"Error E9008: Couldn't find application file.\"; exit 48", 3, "a file is refused")]
    [DataRow("exec tail -f /dev/null", 7, "its time was over")]
    [DataRow("printf '\\033[31mError\\n'; exit 9", 8, "the board was not written")]
    public void Each_way_to_fail_has_its_words_and_its_exit_code(string script, int exitCode, string words)
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out");
        string[] timeout = exitCode == 7 ? ["--timeout", "0"] : [];

        CommandRun run = CommandRun.Of(["firmware", "flash", build, "--port", "COM3", "--nanoff", FakeProgram.Write(folder, "nanoff", script), .. timeout]);

        Assert.AreEqual(exitCode, run.ExitCode, run.ToString());
        Assert.StartsWith($"ipa: application: {words}; ", run.Error);
        Assert.DoesNotContain("\u001b", run.Out + run.Error);
    }

    [TestMethod]
    public void Native_code_that_upstreams_firmware_lacks_is_told()
    {
        using var folder = new TemporaryFolder();
        string build = BuiltFirmware.Write(folder, "out", "IpaHardware");

        CommandRun upstream = CommandRun.Of("firmware", "flash", build, "--port", "COM3", "--target", "ESP32_PSRAM_REV3", "-n");
        CommandRun own = CommandRun.Of("firmware", "flash", build, "--port", "COM3", "--target", "ESP32_PSRAM_REV3", "-n", "--firmware", folder.Write("nanoCLR.bin", ""));

        Assert.StartsWith("ipa: upstream's firmware has no native code of IpaEmbedded.Boards.Native", upstream.Error);
        Assert.AreEqual("", own.Error);
    }

    [TestMethod]
    [DataRow(new[] { "--port", "COM3", "--target", "A", "--board", "rpi-pico" }, "write either --target or --board")]
    [DataRow(new[] { "--port", "COM3", "--no-deploy" }, "--no-deploy goes with --target or --board")]
    [DataRow(new[] { "--port", "COM3", "--firmware", "x.bin" }, "--firmware goes with --target or --board")]
    public void A_line_that_means_nothing_is_refused(string[] options, string words)
    {
        CommandRun run = CommandRun.Of(["firmware", "flash", .. options]);

        Assert.AreEqual(2, run.ExitCode, run.ToString());
        Assert.Contains(words, run.Error);
    }

    [TestMethod]
    public void Every_board_of_ours_that_has_a_firmware_is_known_with_the_name_in_its_tree()
    {
        foreach (FlashTarget target in FlashTarget.All)
        {
            string tree = File.ReadAllText(Architecture.RepositoryRoot.PathOf($"dts/boards/{target.Board}.dts"));
            Assert.Contains(target.Name, tree);
        }
        string[] named = [.. Directory.EnumerateFiles(Architecture.RepositoryRoot.PathOf("dts/boards"), "*.dts")
            .Where(path => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(path), "target(s:|:| )[^.]*(ESP32_|ST_|PICO)"))
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
        CollectionAssert.AreEqual(FlashTarget.All.Select(target => target.Board).Order(StringComparer.Ordinal).ToArray(), named);
    }
}
