using IpaEmbedded.Examples;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>The example applications on simulated boards: one source, whatever the board.</summary>
[TestClass]
public class ExampleTests
{
    private const string Sensor = "/i2c@2000/sensor@48";
    private const string Meter = "/i2c@2000/power-meter@40";

    [TestMethod]
    [DataRow("firmware/boards/examples/blink.dts")]
    [DataRow("dts/boards/stm32f429-disco.dts")]
    [DataRow("dts/boards/stm32f769-disco.dts")]
    [DataRow("dts/boards/rpi-pico.dts")]
    [DataRow("dts/boards/bcm2711-rpi-4-b.dts")]
    [DataRow("dts/boards/am335x-boneblack.dts")]
    public void Blink_toggles_the_LED_of_every_board_twice_a_second(string path)
    {
        var board = new ExampleBoard(path);
        var (gpio, led, activeLow) = Led0(board);
        int before = gpio.EdgeCount(led);
        var edges = new List<long>();
        gpio.Observer = (_, pin, _) => { if (pin == led) { edges.Add(board.Loop.Now); } };

        new Blink(board.Platform).Start();
        board.Loop.Run(2200000);

        CollectionAssert.AreEqual(new[] { 0L, 500000, 1000000, 1500000, 2000000 }, edges);
        Assert.AreEqual(before + 5, gpio.EdgeCount(led));
        Assert.AreEqual(!activeLow, gpio.Level(led), "lit");
        Assert.AreEqual("", board.Breaches);
    }

    [TestMethod]
    public void The_button_keeps_the_LED_lit_and_bounces_are_one_press()
    {
        var board = new ExampleBoard("firmware/boards/examples/blink.dts");
        SimulatedGpio gpio = board.Simulation.Gpio("/gpio@1000");
        SimulatedKey button = board.Simulation.Key("button");
        new Blink(board.Platform).Start();
        board.Loop.Run(600000);
        Assert.IsFalse(gpio.Level(25));

        for (int i = 0; i < 3; i++)
        {
            button.Press();
            board.Loop.Run(1000);
            button.Release();
            board.Loop.Run(1000);
        }
        button.Press();
        board.Loop.Run(4000);
        Assert.IsFalse(gpio.Level(25), "not before the debounce interval is over");
        int before = gpio.EdgeCount(25);
        board.Loop.Run(3000000);
        Assert.IsTrue(gpio.Level(25));
        Assert.AreEqual(before + 1, gpio.EdgeCount(25));

        button.Release();
        board.Loop.Run(600000);
        Assert.AreEqual(before + 3, gpio.EdgeCount(25), "out at once, lit again half a second later");
        Assert.AreEqual("", board.Breaches);
    }

    [TestMethod]
    [DataRow("dts/boards/esp32s3-devkitc.dts", "led0: LED: expected an alias of this name in /aliases")]
    [DataRow("dts/boards/esp32-devkitc.dts", "led0: LED: expected an enabled LED, found /leds/led-blue disabled by /leds")]
    public void Blink_on_a_board_without_a_LED_says_why_there_is_none(string path, string reason)
    {
        var board = new ExampleBoard(path);

        Assert.AreEqual(reason, Assert.ThrowsExactly<ProbeException>(() => new Blink(board.Platform)).Message);
    }

    [TestMethod]
    public void The_thermometer_shows_tenths_of_a_degree_and_lights_its_LED_when_it_is_warm()
    {
        var board = new ExampleBoard("firmware/boards/examples/thermometer.dts");
        SimulatedChip chip = board.Simulation.Chip(Sensor);
        SimulatedGpio gpio = board.Simulation.Gpio("/gpio@1000");
        var application = new Thermometer(board.Platform, board.Show);

        chip.Set("temperature", 21437);
        application.Start();
        Assert.IsTrue(gpio.Level(3), "dark: low active");
        chip.Set("temperature", 30500);
        board.Loop.Run(1000000);
        Assert.IsFalse(gpio.Level(3));
        chip.Set("temperature", -40000);
        board.Loop.Run(1000000);
        Assert.IsTrue(gpio.Level(3));
        chip.IsPresent = false;
        board.Loop.Run(1000000);
        chip.IsPresent = true;
        board.Loop.Run(1000000);

        Assert.AreEqual("0 21.4 C; 1 30.5 C; 2 -40.0 C; 3 no answer; 4 -40.0 C", string.Join("; ", board.Lines));
        Assert.AreEqual("", board.Breaches);
    }

    [TestMethod]
    public void The_lamp_of_the_README_is_lit_while_it_is_warm_on_a_board_with_three_lines_more()
    {
        const string Air = "/soc/i2c@40005c00/air@48";
        var board = new ExampleBoard("dts/examples/desk.dts", simulation => simulation.Chip(Air).Set("temperature", 21500));
        SimulatedGpio gpio = board.Simulation.Gpio("/soc/pinctrl@40020000/gpio@1800");
        _ = new WarmLamp(board.Platform);
        Assert.IsFalse(gpio.Level(13));

        board.Simulation.Chip(Air).Set("temperature", 30500);
        board.Loop.Run(1000000);
        Assert.IsTrue(gpio.Level(13));

        board.Simulation.Chip(Air).Set("temperature", 28000);
        board.Loop.Run(1000000);
        Assert.IsFalse(gpio.Level(13));
        Assert.AreEqual("", board.Breaches);
    }

    [TestMethod]
    public void The_README_shows_the_lamp_and_its_tree_as_they_are()
    {
        string readme = File.ReadAllText(RepositoryRoot.PathOf("README.md"));
        string[] tree = [.. File.ReadAllLines(RepositoryRoot.PathOf("dts/examples/desk.dts")).SkipWhile(line => !line.StartsWith("#include", StringComparison.Ordinal))];
        string lamp = File.ReadAllText(RepositoryRoot.PathOf("firmware/boards/examples/WarmLamp.cs"));
        string[] members = [.. lamp[lamp.IndexOf("    public WarmLamp(", StringComparison.Ordinal)..].TrimEnd().TrimEnd('}').TrimEnd().Split('\n').Select(line => line.Length > 4 ? line[4..] : "")];

        Assert.HasCount(3, tree);
        Assert.Contains("```dts\n" + string.Join('\n', tree) + "\n```", readme);
        Assert.Contains("```csharp\n" + string.Join('\n', members) + "\n```", readme);
    }

    [TestMethod]
    public void The_thermometer_without_its_chip_says_where_it_was_looked_for()
    {
        var board = new ExampleBoard("firmware/boards/examples/thermometer.dts", simulation => simulation.Chip(Sensor).IsPresent = false);

        Assert.AreEqual(
            "ambient-temp0: sensor: expected a node that supplies one, found /i2c@2000/sensor@48, address 0x48 on /i2c@2000: cannot read the temperature: nobody acknowledges the address",
            Assert.ThrowsExactly<ProbeException>(() => new Thermometer(board.Platform, board.Show)).Message);
    }

    [TestMethod]
    public void The_power_meter_shows_what_flows_and_adds_up_the_energy()
    {
        var board = new ExampleBoard("firmware/boards/examples/power-meter.dts");
        SimulatedChip chip = board.Simulation.Chip(Meter);
        var application = new PowerMeter(board.Platform, board.Show);
        Assert.IsTrue(board.Simulation.Gpio("/gpio@1000").Level(5), "its supply is on");

        chip.Set("voltage", 12000);
        chip.Set("current", 1500);
        application.Start();
        board.Loop.Run(3000000);
        chip.Set("current", -200);
        board.Loop.Run(1000000);

        string[] lines = [.. board.Lines];
        Assert.AreEqual("1 12.00 V  1.500 A  18.000 W  5.0 mWh", lines[0]);
        Assert.AreEqual("3 12.00 V  1.500 A  18.000 W  15.0 mWh", lines[2]);
        StringAssert.StartsWith(lines[3], "4 12.00 V  -0.200 A  ", StringComparison.Ordinal);
        Assert.AreEqual("", board.Breaches);
    }

    [TestMethod]
    public void The_power_meter_without_its_chip_says_where_it_was_looked_for()
    {
        var board = new ExampleBoard("firmware/boards/examples/power-meter.dts", simulation => simulation.Chip(Meter).IsPresent = false);

        Assert.Contains("address 0x40 on /i2c@2000: cannot write the configuration: nobody acknowledges the address", Assert.ThrowsExactly<ProbeException>(() => new PowerMeter(board.Platform, board.Show)).Message);
    }

    [TestMethod]
    [DataRow(23456, 1000, 1, "23.5")]
    [DataRow(-23456, 1000, 1, "-23.5")]
    [DataRow(-40, 1000, 1, "0.0")]
    [DataRow(5, 1000, 3, "0.005")]
    [DataRow(999999, 1000000, 3, "1.000")]
    [DataRow(1500, 1000, 0, "2")]
    public void Numbers_are_rounded_to_decimal_places(int value, int unit, int places, string text) =>
        Assert.AreEqual(text, FixedPoint.Text(value, unit, places));

    private static (SimulatedGpio Gpio, int Pin, bool ActiveLow) Led0(ExampleBoard board)
    {
        var tree = board.Platform.Tree;
        int node = tree.FindNode("led0");
        Assert.IsGreaterThan(0, node);
        var pins = new PhandleList(new TreeNode(tree, node), "gpios", "#gpio-cells");
        Assert.IsTrue(pins.Next());
        return (board.Simulation.Gpio(tree.Path(pins.Supplier)), (int)pins.Arguments()[0], (pins.Arguments()[1] & 1) != 0);
    }
}
