using IpaEmbedded.DeviceTree;
using IpaEmbedded.Devices;
using IpaEmbedded.HostTests.Bindings;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Spi;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.HostTests.SimulatedDevices;

/// <summary>
/// The kernel's own trees of ordinary boards, compiled by us from its sources, on simulated controllers: LEDs and keys bind, and what hangs on a bus binds or is said
/// to have no driver.
/// </summary>
[TestClass]
public sealed class KernelBoardTests
{
    [TestMethod]
    [DataRow("stm32f429-disco", """
        /leds Bound
        /gpio-keys Bound
        /soc/i2c@40005c00/stmpe811@41 NoDriver: no driver for "st,stmpe811"
        /soc/spi@40015000/l3gd20@0 Bound
        /soc/spi@40015000/display@1 NoDriver: no driver for "st,sf-tc240t-9370-t", "ilitek,ili9341"
        """)]
    [DataRow("stm32f769-disco", """
        /leds Bound
        /gpio-keys Bound
        """)]
    [DataRow("bcm2711-rpi-4-b", """
        /leds Bound
        """)]
    [DataRow("am335x-boneblack", """
        /leds Bound
        /ocp/interconnect@44c00000/segment@200000/target-module@b000/i2c@0/tps@24 NoDriver: no driver for "ti,tps65217"
        /ocp/interconnect@44c00000/segment@200000/target-module@b000/i2c@0/baseboard_eeprom@50 Deferred: vcc-supply: waits for /ocp/interconnect@44c00000/segment@200000/target-module@b000/i2c@0/tps@24/regulators/regulator@6, which has no driver for "ti,tps65217"
        /ocp/interconnect@44c00000/segment@200000/target-module@b000/i2c@0/tda19988@70 NoDriver: no driver for "nxp,tda998x"
        /ocp/interconnect@48000000/segment@100000/target-module@9c000/i2c@0/cape_eeprom0@54 Bound
        /ocp/interconnect@48000000/segment@100000/target-module@9c000/i2c@0/cape_eeprom1@55 Bound
        /ocp/interconnect@48000000/segment@100000/target-module@9c000/i2c@0/cape_eeprom2@56 Bound
        /ocp/interconnect@48000000/segment@100000/target-module@9c000/i2c@0/cape_eeprom3@57 Bound
        """)]
    public void LEDs_keys_and_chips_of_a_kernels_board_bind_or_say_what_is_missing(string board, string expected)
    {
        Platform platform = ProbeKernels(board, out BoardSimulation simulation);

        var lines = new List<string>();
        for (int i = 0; i < platform.DeviceCount; i++)
        {
            Device device = platform.DeviceAt(i);
            bool onBus = device.Parent is { } bus && (platform.FindProvider(bus.Node.Index, I2cBus.ProviderKind) ?? platform.FindProvider(bus.Node.Index, SpiBus.ProviderKind)) is not null;
            if (onBus || device.Node.IsCompatible("gpio-leds") || device.Node.IsCompatible("gpio-keys"))
            {
                lines.Add($"{device.NodePath} {device.State}{(device.Reason.Length == 0 ? "" : ": " + device.Reason)}");
            }
        }

        Assert.AreEqual(expected, string.Join('\n', lines));
        Assert.AreEqual("", simulation.Breaches.Text());
    }

    [TestMethod]
    [DataRow("stm32f429-disco", "/leds", "led-green", "/soc/pinctrl@40020000/gpio@40021800", 13)]
    [DataRow("stm32f769-disco", "/leds", "led-red", "/soc/pinctrl@40020000/gpio@40022400", 13)]
    [DataRow("bcm2711-rpi-4-b", "/leds", "ACT", "/soc/gpio@7e200000", 42)]
    [DataRow("am335x-boneblack", "/leds", "beaglebone:green:heartbeat", "/ocp/interconnect@48000000/segment@0/target-module@4c000/gpio@0", 21)]
    public void An_LED_of_a_kernels_board_moves_the_pin_that_the_tree_names(string board, string path, string name, string controller, int pin)
    {
        Platform platform = ProbeKernels(board, out BoardSimulation simulation);
        var leds = (GpioLeds)platform.FindDevice(path).DriverData;

        leds.Find(name).Set(true);
        Assert.IsTrue(simulation.Gpio(controller).Level(pin));
        leds.Find(name).Set(false);
        Assert.IsFalse(simulation.Gpio(controller).Level(pin));
    }

    [TestMethod]
    [DataRow("am335x-boneblack")]
    [DataRow("bcm2711-rpi-4-b")]
    [DataRow("esp32-devkitc")]
    [DataRow("esp32-devkitc-wrover")]
    [DataRow("esp32s3-devkitc")]
    [DataRow("rpi-pico")]
    [DataRow("stm32f429-disco")]
    [DataRow("stm32f769-disco")]
    public void Nothing_of_our_own_tree_of_a_board_fails_on_simulated_controllers(string board)
    {
        Platform platform = Probe(BoardTree.Compile(board + ".dts"), out BoardSimulation simulation);

        string[] failed = [.. Enumerable.Range(0, platform.DeviceCount).Select(platform.DeviceAt).Where(device => device.State is DeviceState.Failed or DeviceState.Deferred).Select(device => device.NodePath + ": " + device.Reason)];
        Assert.AreEqual("", string.Join('\n', failed));
        Assert.AreEqual("", simulation.Breaches.Text());
        Assert.AreEqual(board.StartsWith("esp32", StringComparison.Ordinal) ? null : DeviceState.Bound, platform.FindDevice("/leds")?.State);
    }

    /// <summary>Some chips have a driver in the library for Linux only.</summary>
    [TestMethod]
    [DataRow("rpi-pico", "/soc/i2c@40044000/", "/soc/spi@4003c000/")]
    [DataRow("esp32-devkitc", "/soc/i2c@3ff53000/", "/soc/spi@3ff65000/")]
    [DataRow("stm32f769-disco", "/soc/i2c@40005400/", "/soc/spi@40003800/")]
    public void The_chip_of_an_overlay_answers_to_its_driver_on_a_simulated_header(string board, string i2c, string spi)
    {
        string[] onI2c = ["eeprom@57", "environment@76", "gpio@20", "power-monitor@40", "rtc@68", "temperature-sensor@48"];
        Platform platform = Probe(OurOverlaysTests.AppliedBlob(["24c32", "bme280", "pcf8574", "ina219", "ds3231", "lm75", "l3gd20"], board), out BoardSimulation simulation);

        string[] states = [.. onI2c.Select(name => i2c + name).Append(spi + "gyroscope@0").Append("/expander-leds").Select(path => $"{Path.GetFileName(path)} {platform.FindDevice(path).State}")];

        Assert.AreEqual("eeprom@57 Bound, environment@76 NoDriver, gpio@20 Bound, power-monitor@40 Bound, rtc@68 Bound, temperature-sensor@48 Bound, gyroscope@0 Bound, expander-leds Bound", string.Join(", ", states));
        Assert.AreEqual("", simulation.Breaches.Text());
        Platform converter = Probe(OurOverlaysTests.AppliedBlob(["mcp3008"], board), out _);
        Assert.AreEqual(DeviceState.Bound, converter.FindDevice(spi[..^1]).State);
        Assert.AreEqual("no driver for \"microchip,mcp3008\"", converter.FindDevice(spi + "adc@0").Reason);
    }

    private static Platform ProbeKernels(string board, out BoardSimulation simulation)
    {
        string tree = KernelCorpus.Open().Directory + "/tree";
        CompileResult result = DeviceTreeCompiler.Compile($"{tree}/arch/arm/boot/dts/{board}.dts", new CompileOptions { IncludeDirectories = [tree + "/scripts/dtc/include-prefixes"] });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return Probe(FlattenedTreeWriter.Write(result.Tree), out simulation);
    }

    private static Platform Probe(byte[] blob, out BoardSimulation simulation)
    {
        var flattened = new FlattenedTree(blob);
        var loop = new EventLoop(new VirtualTime());
        var drivers = new DriverTable();
        RuntimeDrivers.Register(drivers);
        DeviceDrivers.Register(drivers);
        simulation = new BoardSimulation(loop, flattened);
        simulation.Register(drivers);
        var platform = new Platform(loop, flattened, null, new TestBoard(), drivers);
        platform.Probe();
        return platform;
    }
}
