using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IpaEmbedded.HostTests.Cli.Desk;

/// <summary><c>ipa boot</c> and <c>ipa run</c> of a board that has no IPA: its pins, buses and chips are simulated.</summary>
[TestClass]
public sealed class DeskRunTests
{
    private const string Board = """
        /dts-v1/;
        / {
            model = "Desk"; compatible = "acme,desk"; #address-cells = <1>; #size-cells = <1>;
            aliases { sw0 = "/keys/key-0"; };
            gpio: gpio@1000 { compatible = "acme,gpio"; reg = <0x1000 0x100>; gpio-controller; #gpio-cells = <2>; ngpios = <32>; };
            leds { compatible = "gpio-leds"; led-0 { label = "green"; gpios = <&gpio 3 0>; default-state = "on"; }; led-1 { label = "red"; gpios = <&gpio 4 1>; }; };
            keys { compatible = "gpio-keys"; key-0 { label = "User"; linux,code = <102>; gpios = <&gpio 5 0>; }; };
            i2c@2000 {
                compatible = "acme,i2c"; reg = <0x2000 0x100>; #address-cells = <1>; #size-cells = <0>;
                temp: sensor@48 { compatible = "national,lm75"; reg = <0x48>; };
                sensor@4f { compatible = "national,lm75"; reg = <0x4f>; };
                touch@41 { compatible = "acme,touch"; reg = <0x41>; };
            };
        };
        """;

    private static CommandRun Run(string text, params string[] args)
    {
        using var folder = new TemporaryFolder();
        string tree = folder.Write("desk.dts", text);
        CommandRun run = CommandRun.Of([args[0], tree, .. args[1..].Select(word => word.Replace("{folder}", folder[""], StringComparison.Ordinal))]);
        return run with { Out = run.Out.Replace(tree, "desk.dts", StringComparison.Ordinal), Error = run.Error.Replace(tree, "desk.dts", StringComparison.Ordinal) };
    }

    [TestMethod]
    public void A_board_without_an_IPA_boots_and_tells_what_it_has()
    {
        CommandRun run = Run(Board, "boot");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        foreach (string line in (string[])
        [
            "/leds                bound",
            "/i2c@2000/touch@41   no driver for \"acme,touch\"",
            "LED    green                  on",
            "LED    red                    off",
            "key    User                   released",
            "value  sensor@48 temperature  25 °C",
            "not simulated, so that nobody answers there: touch@41",
        ])
        {
            Assert.Contains(line + "\n", run.Out);
        }
        Assert.IsLessThanOrEqualTo(80, run.Out.Split('\n').Max(line => line.Length));
    }

    [TestMethod]
    public void Values_and_keys_are_set_and_pressed_and_what_changes_is_told_with_the_boards_time()
    {
        CommandRun run = Run(Board, "run", "--for", "2", "--set", "temp.temperature=-12.5", "--press", "User", "--press", "sw0", "--press", "KEY_HOME");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("value  sensor@48 temperature  -12.5 °C\n", run.Out);
        Assert.Contains("  0.500 s  press User\n  0.550 s  key User pressed\n  0.600 s  release User\n  0.650 s  key User released\n  1.000 s  press sw0\n", run.Out);
        Assert.Contains("  1.500 s  press KEY_HOME\n", run.Out);
        Assert.Contains("after 2.000 s: ", run.Out);
    }

    [TestMethod]
    public void A_sensor_of_the_library_measures_what_the_command_line_sets()
    {
        string tree = Board.Replace("acme,touch", "bosch,bme280", StringComparison.Ordinal);

        CommandRun run = Run(tree, "boot", "--set", "bme280.temperature=30.5", "--set", "bme280.pressure=98765", "--json");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        using JsonDocument json = JsonDocument.Parse(run.Out);
        decimal[] values = [.. json.RootElement.GetProperty("values").EnumerateArray().Where(value => value.GetProperty("node").GetString() == "/i2c@2000/touch@41").Select(value => value.GetProperty("value").GetDecimal())];
        Assert.HasCount(3, values);
        Assert.IsTrue(Math.Abs(values[0] - 30.5m) < 0.02m && Math.Abs(values[1] - 98765) < 5 && Math.Abs(values[2] - 50) < 0.1m, run.Out);
    }

    [TestMethod]
    public void A_file_says_what_happens_when()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("day.txt", "# a day\n0.25 set sensor@4f.temperature=31\n\n0.1 press User # and holds it\n0.3 drive gpio.4=low\n1 release User\n1.5 set temp.temperature=-55\n");

        CommandRun run = Run(Board, "run", "--for", "1.2", "--stimuli", file, "--json");

        Assert.AreEqual(4, run.ExitCode, run.ToString());
        using JsonDocument json = JsonDocument.Parse(run.Out);
        Assert.AreEqual(
            "100000 press User|150000 key User pressed|250000 set sensor@4f.temperature=31|250000 sensor@4f temperature 31 °C|300000 drive gpio.4=low|1000000 release User|1050000 key User released",
            string.Join('|', json.RootElement.GetProperty("events").EnumerateArray().Select(each => $"{each.GetProperty("microseconds")} {each.GetProperty("event")}")));
        Assert.AreEqual("300000 us: output-conflict at /gpio@1000: pin 4 drives high against the board's output", json.RootElement.GetProperty("violations")[0].GetString());
        Assert.AreEqual("failed", json.RootElement.GetProperty("outcome").GetString());
        Assert.AreEqual(1_200_000, json.RootElement.GetProperty("virtualMicroseconds").GetInt64());
        Assert.AreEqual(31, json.RootElement.GetProperty("values")[1].GetProperty("value").GetDecimal());
    }

    [TestMethod]
    [DataRow("ipa: --press: there is no key 'up'; there is User\n", "run", "--for", "1", "--press", "up")]
    [DataRow("ipa: --set: there is no chip 'bmp'; there are /i2c@2000/sensor@48, /i2c@2000/sensor@4f\n", "boot", "--set", "bmp.temperature=1")]
    [DataRow("ipa: --set: 'lm75' is /i2c@2000/sensor@48 and /i2c@2000/sensor@4f\n", "boot", "--set", "lm75.temperature=1")]
    [DataRow("ipa: --set: /i2c@2000/sensor@48 has no value 'light'; it has temperature\n", "boot", "--set", "temp.light=1")]
    [DataRow("ipa: --set: temperature of /i2c@2000/sensor@48 lies between -55 and 125 °C, not 126\n", "boot", "--set", "temp.temperature=126")]
    [DataRow("ipa: --set takes CHIP.VALUE=NUMBER, such as bme280.temperature=30.5, not 'temp=1'\nipa: 'ipa boot --help' shows what can be written here\n", "boot", "--set", "temp=1")]
    public void What_the_board_does_not_have_is_told_with_what_it_has(string error, params string[] args)
    {
        CommandRun run = Run(Board, args);

        Assert.AreEqual(2, run.ExitCode, run.ToString());
        Assert.AreEqual(error, run.Error);
        Assert.AreEqual("", run.Out);
    }

    [TestMethod]
    [DataRow("soon press User", "1: a line begins with a time in seconds, at most 86400, not with 'soon'")]
    [DataRow("\n1 kick User", "2: after the time comes 'set CHIP.VALUE=NUMBER', 'press KEY', 'release KEY' or 'drive CONTROLLER.PIN=high|low|open'")]
    [DataRow("1 press", "1: after the time comes 'set CHIP.VALUE=NUMBER', 'press KEY', 'release KEY' or 'drive CONTROLLER.PIN=high|low|open'")]
    [DataRow("1 set temp", "1: takes CHIP.VALUE=NUMBER, such as bme280.temperature=30.5, not 'temp'")]
    [DataRow("1 drive gpio.32=low", "1: /gpio@1000 has pins 0 to 31, not 32")]
    [DataRow("1 drive gpio.3=on", "1: drive takes CONTROLLER.PIN=high|low|open, such as gpioa.3=low, not 'gpio.3=on'")]
    public void A_line_that_is_written_wrong_is_named_before_anything_runs(string lines, string error)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("wrong.txt", lines);

        CommandRun run = Run(Board, "run", "--for", "1", "--stimuli", file);

        Assert.AreEqual(2, run.ExitCode, run.ToString());
        Assert.AreEqual($"ipa: {file}:{error}\n", run.Error);
        Assert.AreEqual("", run.Out);
    }

    [TestMethod]
    public void A_device_that_fails_is_named_with_its_reason_and_ends_the_boot_with_4()
    {
        CommandRun run = Run(Board.Replace("default-state = \"on\"", "default-state = \"blue\"", StringComparison.Ordinal), "boot");

        Assert.AreEqual(4, run.ExitCode, run.ToString());
        Assert.Contains("failed: /leds/led-0: default-state: expected \"on\", \"off\" or", run.Out.ReplaceLineEndings(" "));
        Assert.EndsWith("ipa: 1 device failed\n", run.Error);
    }

    [TestMethod]
    public void Options_about_the_IPA_and_options_about_other_boards_are_not_mixed()
    {
        CommandRun capture = Run(Board, "boot", "--registers", "{folder}log");
        CommandRun set = CommandRun.Of("boot", "--set", "a.b=1");
        CommandRun bare = CommandRun.Of("run", "--fault", "modem-crash");

        Assert.AreEqual(1, capture.ExitCode, capture.ToString());
        Assert.Contains("error PL5002: compatible: expected an enabled node below that is compatible with one of qcom,", capture.Error);
        Assert.AreEqual(2, set.ExitCode, set.ToString());
        Assert.Contains("ipa: --set is for boards without an IPA, and ", set.Error);
        Assert.AreEqual(2, bare.ExitCode, bare.ToString());
        Assert.EndsWith(" has an IPA, which runs with --tun NAME, or with --hardware or --dry-run for this machine's own hardware\n", bare.Error);
    }

    [TestMethod]
    [DataRow("INT")]
    [DataRow("TERM")]
    public void A_long_day_in_virtual_time_ends_when_it_is_interrupted(string signal)
    {
        using var folder = new TemporaryFolder();
        ProcessStartInfo start = SignalledCommand.StartInfo("run", folder.Write("desk.dts", Board), "--for", "86400");
        start.RedirectStandardOutput = true;
        using Process run = Process.Start(start)!;
        try
        {
            Assert.IsNotNull(run.StandardOutput.ReadLine(), run.HasExited ? run.StandardError.ReadToEnd() : "");
            run.Signal(signal);

            // A day of this board is seconds of a processor: it is interrupted long before.
            string shown = run.StandardOutput.ReadToEnd();
            run.WaitForExit();
            Assert.AreEqual(0, run.ExitCode);
            Assert.MatchesRegex("\nafter [0-9]+\\.[0-9]{3} s: [0-9]+ bound, ", shown);
            Assert.DoesNotContain("after 86400.000 s", shown);
        }
        finally
        {
            run.Kill();
        }
    }

    [TestMethod]
    [DataRow("--set, --press and --stimuli act on a simulated board, not on this machine's own hardware", "--dry-run", "--set", "temp.temperature=1")]
    [DataRow("--set, --press and --stimuli act on a simulated board, not on this machine's own hardware", "--hardware", "--press", "User")]
    [DataRow("--fault lets the fake chip fail, not this machine's own hardware", "--dry-run", "--fault", "modem-crash")]
    [DataRow("--json tells of a simulated board, not of this machine's own hardware", "--dry-run", "--json")]
    public void What_only_a_simulation_can_do_is_refused_for_this_machines_hardware(string sentence, params string[] args)
    {
        CommandRun run = Run(Board, ["run", .. args]);

        Assert.AreEqual(2, run.ExitCode, run.ToString());
        Assert.StartsWith($"ipa: {sentence}\n", run.Error);
        Assert.AreEqual("", run.Out);
    }

    [TestMethod]
    public void Keys_with_one_label_are_told_apart_by_their_nodes()
    {
        string tree = Board.Replace("key-0 { label", "key-1 { label = \"User\"; linux,code = <103>; gpios = <&gpio 6 0>; }; key-0 { label", StringComparison.Ordinal);

        CommandRun both = Run(tree, "run", "--for", "1", "--press", "User");
        CommandRun none = Run(tree, "run", "--for", "1", "--press", "up");

        Assert.AreEqual("ipa: --press: 'User' is /keys/key-1 and /keys/key-0\n", both.Error);
        Assert.AreEqual("ipa: --press: there is no key 'up'; there are /keys/key-1, /keys/key-0\n", none.Error);
        Assert.AreEqual(0, Run(tree, "run", "--for", "1", "--press", "/keys/key-1").ExitCode);
    }

    [TestMethod]
    public void However_many_chips_are_not_simulated_their_names_stay_within_the_terminal()
    {
        string chips = string.Concat(Enumerable.Range(0x20, 12).Select(address => $"chip@{address:x} {{ compatible = \"acme,touch\"; reg = <{address}>; }}; "));

        CommandRun run = Run(Board.Replace("temp: sensor@48", chips + "temp: sensor@48", StringComparison.Ordinal), "boot");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("not simulated, so that nobody answers there: chip@20, chip@21, ", run.Out);
        Assert.Contains("chip@2b", run.Out.Split("not simulated")[1]);
        Assert.IsLessThanOrEqualTo(80, run.Out.Split('\n').Max(line => line.Length), run.Out);
    }

    [TestMethod]
    [DataRow("auto", true)]
    [DataRow("never", false)]
    public void The_live_view_has_colours_unless_they_are_not_wanted(string color, bool expected)
    {
        using var folder = new TemporaryFolder();
        string tree = folder.Write("desk.dts", Board);
        string ipa = Path.Combine(AppContext.BaseDirectory, "ipa.dll");

        // A terminal of 80 columns, which "script" makes.
        CommandRun run = CommandRun.OfShell(folder[""], $"unset NO_COLOR; TERM=xterm-256color script -qec \"stty cols 80 rows 24; dotnet exec '{ipa}' --color {color} run '{tree}' --for 0.5\" /dev/null");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("\u001b[?1049h", run.Out);
        Assert.AreEqual(expected, Regex.IsMatch(run.Out, "\u001b\\[[0-9;]*(3[0-79]|38;5;[0-9]+|9[0-7])m"), run.Out);
    }

    [TestMethod]
    public void A_plan_for_this_machines_hardware_opens_nothing()
    {
        CommandRun run = Run(Board, "run", "--dry-run");

        Assert.AreEqual(0, run.ExitCode, run.ToString());
        Assert.Contains("/gpio@1000: ", run.Out);
        Assert.EndsWith("missing: nothing was opened; --hardware does it\n", run.Out);
    }
}
