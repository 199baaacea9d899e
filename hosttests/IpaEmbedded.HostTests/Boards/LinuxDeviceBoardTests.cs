using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Kernel;
using IpaEmbedded.Boards.Linux.Nodes;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Devices.Clocks;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.Runtime.Adc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Leds;
using IpaEmbedded.Runtime.Pwm;
using IpaEmbedded.Runtime.Regulators;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>An ordinary board's tree on a Linux machine, whose /sys and /dev are folders here.</summary>
[TestClass]
public sealed class LinuxDeviceBoardTests
{
    private const string Tree = """
        /dts-v1/;
        / {
            #address-cells = <1>;
            #size-cells = <1>;
            soc {
                compatible = "simple-bus";
                #address-cells = <1>;
                #size-cells = <1>;
                ranges;
                i2c@1000 {
                    compatible = "test,i2c";
                    reg = <0x1000 0x100>;
                    #address-cells = <1>;
                    #size-cells = <0>;
                    free@40 { compatible = "test,chip"; reg = <0x40>; vdd-supply = <&supply>; };
                    held@48 { compatible = "test,chip"; reg = <0x48>; };
                };
                spi@2000 {
                    compatible = "test,spi";
                    reg = <0x2000 0x100>;
                    #address-cells = <1>;
                    #size-cells = <0>;
                    unbound@0 { compatible = "test,spichip"; reg = <0>; };
                };
                pwm@3000 { compatible = "test,pwm"; reg = <0x3000 0x100>; #pwm-cells = <3>; };
                adc@4000 { compatible = "test,adc"; reg = <0x4000 0x100>; #io-channel-cells = <1>; };
                i2c@5000 { compatible = "test,i2c"; reg = <0x5000 0x100>; #address-cells = <1>; #size-cells = <0>; lost@50 { compatible = "test,chip"; reg = <0x50>; }; };
            };
            target {
                compatible = "test,module";
                pinctrl {
                    compatible = "test,pinctrl";
                    bank: gpio { gpio-controller; #gpio-cells = <2>; };
                };
            };
            leds { compatible = "gpio-leds"; led-0 { color = <2>; function = "status"; gpios = <&bank 3 0>; linux,default-trigger = "heartbeat"; }; led-1 { label = "user"; gpios = <&bank 4 0>; }; };
            keys { compatible = "gpio-keys"; key { linux,code = <28>; gpios = <&bank 5 0>; }; };
            supply: supply { compatible = "regulator-fixed"; regulator-name = "3v3"; gpio = <&bank 6 0>; };
        };
        """;

    [TestMethod]
    public void The_plan_says_what_would_be_opened_what_the_kernel_has_and_what_is_missing()
    {
        using var machine = Machine();
        using var board = Board(machine);
        var sys = machine.Kernel.SystemFolder;
        var dev = machine.Kernel.DeviceFolder;

        Assert.AreEqual($"""
            /soc/i2c@1000: I2C adapter: {dev}/i2c-1
            /soc/i2c@1000/free@40: chip 1-0040: {dev}/i2c-1
            /soc/i2c@1000/held@48: chip 1-0048: the kernel's driver lm75 has it, read through it: temp1
            /soc/spi@2000: SPI controller: {dev}/spidev0.*
            /soc/spi@2000/unbound@0: chip spi0.0: {dev}/spidev0.0
            /soc/pwm@3000: PWM chip: {sys}/class/pwm/pwmchip0
            /soc/adc@4000: IIO device: {sys}/bus/iio/devices/iio:device2
            /soc/i2c@5000: no I2C adapter: of 1 i2c-N in {sys}/bus/i2c/devices none has the node as of_node, and no alias i2cN names the node
            /target/pinctrl/gpio: GPIO chip: {dev}/gpiochip1
            /leds: LED: the kernel's driver leds-gpio has it, used through {sys}/class/leds: green:status, user
            /keys: input device: the kernel's driver gpio-keys has it, used through {sys}/class/input: event0
            /supply: regulator: the kernel's driver (unnamed) has it, used through {sys}/class/regulator: regulator.4
            """, string.Join('\n', board.Plan));
    }

    [TestMethod]
    public void Controllers_and_what_the_kernel_has_become_providers_and_nothing_else_is_opened()
    {
        using var machine = Machine();
        using var board = Board(machine);

        board.Probe();

        // No file of /dev is there: a bus that had been opened would have failed.
        Assert.IsNotNull(Provider(board, "/soc/i2c@1000", I2cBus.ProviderKind));
        Assert.IsNotNull(Provider(board, "/soc/spi@2000", SpiBus.ProviderKind));
        Assert.IsNotNull(Provider(board, "/soc/pwm@3000", PwmController.ProviderKind));
        Assert.IsNotNull(Provider(board, "/target/pinctrl/gpio", GpioController.ProviderKind));
        Assert.IsTrue(((AdcController)Provider(board, "/soc/adc@4000", AdcController.ProviderKind)!).Read(0, out var microvolts));
        Assert.AreEqual(2500000, microvolts);
        Assert.AreEqual(3300000, ((Regulator)Provider(board, "/supply", Regulator.ProviderKind)!).Microvolts);
    }

    [TestMethod]
    public void LEDs_that_the_kernel_has_are_lit_through_its_class()
    {
        using var machine = Machine();
        using var board = Board(machine);

        board.Probe();

        var leds = (GpioLeds)board.Platform.FindDevice("/leds").DriverData;
        leds.FindByTrigger("heartbeat").Set(true);
        leds.Find("user").Set(false);
        Assert.AreEqual("255", machine.Text("class/leds/green:status/brightness"));
        Assert.AreEqual("0", machine.Text("class/leds/user/brightness"));
    }

    [TestMethod]
    public void A_LED_that_the_kernel_has_is_found_by_its_node_and_is_as_the_kernel_shows_it()
    {
        using var machine = Machine();
        machine.Add("class/leds/user", null, ("brightness", "255\n"));
        using var board = Board(machine);

        board.Probe();

        Assert.IsFalse(Led.Of(board.Platform, "/leds/led-0").IsOn);
        Assert.IsTrue(Led.Of(board.Platform, "/leds/led-1").IsOn);
    }

    [TestMethod]
    public void LEDs_of_one_name_are_those_that_the_kernel_has_numbered_in_the_order_of_the_tree()
    {
        using var machine = Machine();
        foreach (var led in new[] { "green:status_2", "green:status_1" })
        {
            machine.Add($"class/leds/{led}", null, ("brightness", "0\n"), ("max_brightness", "255\n"));
            machine.Add($"class/leds/{led}/device", "/leds");
        }

        using var board = Board(machine, Tree.Replace("label = \"user\";", "color = <2>; function = \"status\";", StringComparison.Ordinal));

        board.Probe();

        Assert.AreEqual("", board.Platform.FindDevice("/leds").Reason);
        Led.Of(board.Platform, "/leds/led-1").Set(true);
        Assert.AreEqual("0\n", machine.Text("class/leds/green:status/brightness"));
        Assert.AreEqual("255", machine.Text("class/leds/green:status_1/brightness"));
        Assert.AreEqual("0\n", machine.Text("class/leds/green:status_2/brightness"));
    }

    [TestMethod]
    public void A_chip_that_a_kernel_driver_has_is_read_through_it()
    {
        using var machine = Machine();
        using var board = Board(machine);

        board.Probe();

        var chip = Sensor.Of(board.Platform, "/soc/i2c@1000/held@48");
        Assert.AreEqual("lm75", ((KernelChip)chip).Driver);
        Assert.AreEqual(1, chip.Count);
        Assert.IsTrue(chip.Read(Quantity.Temperature, out var value));
        Assert.AreEqual(23500, value);
        Assert.IsNull(((KernelChip)chip).Clock);
    }

    [TestMethod]
    public void Values_of_hwmon_and_IIO_have_the_units_of_sensors()
    {
        using var machine = Machine();
        machine.Add("bus/i2c/devices/1-0048/hwmon/hwmon1", null, ("curr1_input", "250\n"), ("in2_input", "3300\n"), ("in2_label", "vcc\n"), ("power1_input", "odd\n"), ("intrusion0_alarm", "0\n"));
        machine.Add("bus/i2c/devices/1-0048/iio:device3", null, ("in_pressure_input", "101.325\n"), ("in_humidityrelative_input", "45500\n"), ("in_humidityrelative_raw", "1\n"),
            ("in_anglvel_x_raw", "100\n"), ("in_anglvel_scale", "0.001\n"), ("in_temp_raw", "200\n"), ("in_temp_scale", "10\n"), ("in_temp_offset", "-50\n"), ("in_voltage3_raw", "9\n"));
        machine.Add("bus/i2c/devices/1-0048/rtc/rtc0", null, ("since_epoch", "1700000000\n"));
        using var board = Board(machine);

        board.Probe();

        var chip = (KernelChip)board.Platform.FindDevice("/soc/i2c@1000/held@48").DriverData;
        Assert.AreEqual("temp1 23500, curr1 250000, vcc 3300, power1 none, humidityrelative 45500, pressure 101325, anglvel_x 5730, temp 1500, voltage3 none",
            string.Join(", ", Enumerable.Range(0, chip.Count).Select(index => $"{chip.LabelOf(index)} {(chip.Read(index, out var value) ? value : "none")}")));
        var time = new CalendarTime();
        Assert.IsTrue(RealTimeClock.Of(board.Platform, "/soc/i2c@1000/held@48").Read(time));
        Assert.AreEqual("2023-11-14, day 2, 22:13:20", $"{time.Year}-{time.Month}-{time.Day}, day {time.DayOfWeek}, {time.Hour}:{time.Minute}:{time.Second}");
        machine.Add("bus/i2c/devices/1-0048/rtc/rtc0", null, ("since_epoch", "-1\n"));
        Assert.IsFalse(chip.Clock!.Read(time));
    }

    [TestMethod]
    public void A_key_that_the_kernel_reads_is_told_by_its_event_file()
    {
        using var folder = new TemporaryFolder();
        using var pipe = new EventPipe(folder);
        var time = new BoardTime();
        var loop = new EventLoop(time);
        var key = new Key("enter", 28);
        var heard = new List<bool>();
        key.Changed = (_, pressed) => heard.Add(pressed);
        using var file = new EventFile(Path.Combine(folder.FolderPath, "events"), time, loop, [key]);

        // Type, code, value: another key, a repetition and a marker are none of this key's changes.
        pipe.Write([.. Event(1, 28, 1), .. Event(0, 0, 0), .. Event(1, 30, 1), .. Event(1, 28, 2), .. Event(1, 28, 0)]);
        time.WaitUntil(time.Now);
        loop.RunPending();

        CollectionAssert.AreEqual(new[] { true, false }, heard);
    }

    [TestMethod]
    public void A_driver_that_asks_for_a_chip_of_the_kernel_is_told_who_has_it()
    {
        using var machine = Machine();
        using var board = Board(machine);
        var late = new ChipDriver();
        board.Drivers.Add(late);
        board.Probe();

        // The kernel's driver came after the plan was made.
        machine.Add("bus/i2c/devices/1-0040");
        machine.Bind("bus/i2c/devices/1-0040", "ina2xx");
        var device = board.Platform.FindDevice("/soc/i2c@1000/free@40");
        StringAssert.EndsWith(device.Reason, "/i2c-1: open: No such file or directory (errno 2)");
        board.Platform.Retry(device);
        board.Platform.Probe();

        Assert.AreEqual("/soc/i2c@1000/free@40: reg: expected a chip that is free, found 1-0040, which the kernel's driver ina2xx has", device.Reason);
    }

    [TestMethod]
    public void A_chip_on_SPI_that_no_spidev_serves_says_how_to_bind_it()
    {
        using var machine = Machine();
        machine.Add("bus/spi/devices/spi0.0");
        using var board = Board(machine);
        board.Drivers.Add(new ChipDriver());

        board.Probe();

        Assert.AreEqual(
            "/soc/spi@2000/unbound@0: reg: expected a chip that spidev serves, found spi0.0 without a driver: write spidev to its driver_override, and its name to bus/spi/drivers/spidev/bind",
            board.Platform.FindDevice("/soc/spi@2000/unbound@0").Reason);
    }

    [TestMethod]
    public void A_controller_that_the_machine_lacks_fails_with_what_was_looked_for()
    {
        using var machine = Machine();
        using var board = Board(machine);

        board.Probe();

        var bus = board.Platform.FindDevice("/soc/i2c@5000");
        Assert.AreEqual(DeviceState.Failed, bus.State);
        StringAssert.StartsWith(bus.Reason, "/soc/i2c@5000: no I2C adapter: of 1 i2c-N in ");
    }

    [TestMethod]
    public void A_supply_that_the_kernel_has_off_is_not_switched_on_by_a_program()
    {
        using var machine = Machine();
        using var board = Board(machine);
        board.Drivers.Add(new SupplyDriver());
        board.Probe();
        var device = board.Platform.FindDevice("/soc/i2c@1000/free@40");
        Assert.AreEqual("", device.Reason);

        board.Platform.Remove(device);
        machine.Add("class/regulator/regulator.4", null, ("state", "disabled\n"));
        board.Platform.Retry(device);
        board.Platform.Probe();

        Assert.AreEqual($"supply 3v3: the kernel has it off, and no program may switch it on: {machine.Kernel.SystemFolder}/class/regulator/regulator.4", device.Reason);
    }

    private static SysfsMachine Machine()
    {
        var machine = new SysfsMachine();
        machine.Add("bus/i2c/devices/i2c-1", "/soc/i2c@1000");
        machine.Add("bus/i2c/devices/1-0048", "/soc/i2c@1000/held@48");
        machine.Bind("bus/i2c/devices/1-0048", "lm75");
        machine.Add("bus/i2c/devices/1-0048/hwmon/hwmon0", null, ("temp1_input", "23500\n"), ("temp1_max", "80000\n"));
        machine.Add("class/spi_master/spi0", "/soc/spi@2000");
        machine.Add("class/pwm/pwmchip0", null, ("npwm", "2\n"));
        machine.Add("class/pwm/pwmchip0/device", "/soc/pwm@3000");
        machine.Add("bus/iio/devices/iio:device2", "/soc/adc@4000", ("in_voltage0_raw", "2500\n"), ("in_voltage_scale", "1\n"));
        machine.Add("bus/gpio/devices/gpiochip1", "/target/pinctrl/gpio");
        foreach (var led in new[] { "green:status", "user" })
        {
            machine.Add($"class/leds/{led}", null, ("brightness", "0\n"), ("max_brightness", "255\n"));
            machine.Add($"class/leds/{led}/device", "/leds");
            machine.Bind($"class/leds/{led}/device", "leds-gpio");
        }

        machine.Add("class/input/event0/device/device", "/keys");
        machine.Bind("class/input/event0/device/device", "gpio-keys");
        machine.Add("class/regulator/regulator.4", "/supply", ("name", "3v3\n"), ("microvolts", "3300000\n"), ("state", "enabled\n"));
        return machine;
    }

    private static LinuxDeviceBoard Board(SysfsMachine machine, string tree = Tree)
    {
        var result = DeviceTreeCompiler.Compile(new SourceFile("board.dts", tree), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return new LinuxDeviceBoard(FlattenedTreeWriter.Write(result.Tree), machine.Kernel);
    }

    private static Provider? Provider(LinuxDeviceBoard board, string path, string kind) => board.Platform.FindProvider(board.Platform.Tree.FindNode(path), kind);

    private sealed class ChipDriver : Driver
    {
        public override string[] Compatibles { get; } = ["test,chip", "test,spichip"];

        public override void Probe(Device device)
        {
            if (device.Node.IsCompatible("test,chip"))
            {
                device.I2c();
            }
            else
            {
                device.Spi();
            }
        }
    }

    private sealed class SupplyDriver : Driver
    {
        public override string[] Compatibles { get; } = ["test,chip"];

        public override void Probe(Device device) => device.Supply("vdd").Enable();
    }

    private static byte[] Event(ushort type, ushort code, int value) =>
        [.. new byte[2 * IntPtr.Size], .. BitConverter.GetBytes(type), .. BitConverter.GetBytes(code), .. BitConverter.GetBytes(value)];
}
