using IpaEmbedded.Runtime.Adc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Pwm;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.HostTests.Boards.Nano;

/// <summary>The tree replaces the code that a nanoFramework application writes by hand: what the adapters ask of the libraries for our boards.</summary>
[TestClass]
public sealed class NanoAdapterTests
{
    private const string Sensor = "\n&header_i2c { sensor@76 { compatible = \"test,sensor\"; reg = <0x76>; }; };\n";

    [TestMethod]
    public void The_functions_of_an_ESP32s_pins_are_set_from_the_tree_before_a_bus_is_opened()
    {
        var desk = new NanoDesk("esp32-devkitc");

        string[] calls = [.. desk.Calls.Split(", ").Where(call => call.StartsWith("function", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        Assert.AreEqual(
            "function 12 0x10101, function 13 0x10100, function 14 0x10102, function 18 0x10202, function 19 0x10201, function 21 0x20100, function 22 0x20101, function 23 0x10200, function 27 0x40100",
            string.Join(", ", calls));
    }

    [TestMethod]
    [DataRow("stm32f429-disco")]
    [DataRow("stm32f769-disco")]
    [DataRow("rpi-pico")]
    [DataRow("esp32s3-devkitc")]
    [DataRow("esp32-devkitc-wrover")]
    public void Every_controller_of_a_board_binds(string board)
    {
        // The stand-in's gyroscope answers nonsense.
        var desk = new NanoDesk(board, board == "stm32f429-disco" ? "\n&gyroscope { status = \"disabled\"; };\n" : "");

        string[] failed = [.. Enumerable.Range(0, desk.Platform.DeviceCount).Select(desk.Platform.DeviceAt)
            .Where(device => device.State is DeviceState.Failed or DeviceState.Deferred).Select(device => device.NodePath + ": " + device.Reason)];

        Assert.AreEqual("", string.Join('\n', failed));
    }

    [TestMethod]
    [DataRow("esp32-devkitc", "", "open i2c 1 0x76 StandardMode")]
    [DataRow("rpi-pico", "&header_i2c { clock-frequency = <400000>; };", "open i2c 0 0x76 FastMode")]
    [DataRow("stm32f769-disco", "&header_i2c { clock-frequency = <1000000>; };", "open i2c 1 0x76 FastModePlus")]
    [DataRow("stm32f429-disco", "", "open i2c 3 0x76 StandardMode")]
    public void A_chip_is_opened_at_its_first_transfer_on_the_librarys_bus_with_the_trees_speed(string board, string speed, string expected)
    {
        I2cClient? client = null;
        Device? bus = null;
        var desk = new NanoDesk(board, Sensor + speed, new ProbedDriver("test,sensor", device => (client, bus) = (device.I2c(), device.Parent)));
        _ = desk.Calls;
        byte[] read = new byte[3];

        Assert.AreEqual(I2cStatus.FullTransfer, client!.ReadRegisters(0xd0, read, 2));
        Assert.AreEqual(I2cStatus.FullTransfer, client.WriteRegister(0xf4, 0x25));
        Assert.AreEqual(I2cStatus.FullTransfer, client.Read(read, 1));
        Assert.AreEqual(I2cStatus.FullTransfer, client.Write(read, 0));

        Assert.AreEqual(expected + ", write d0 read 2, write f425, read 1, write ", desk.Calls);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 0 }, read);
        desk.Platform.Remove(bus!);
        Assert.AreEqual(expected.Replace("open", "close", StringComparison.Ordinal), desk.Calls);
    }

    [TestMethod]
    [DataRow(0, I2cStatus.BusError)]
    [DataRow(1, I2cStatus.FullTransfer)]
    [DataRow(2, I2cStatus.ClockStretchTimeout)]
    [DataRow(3, I2cStatus.PartialTransfer)]
    [DataRow(4, I2cStatus.AddressNotAcknowledged)]
    public void What_the_library_says_of_a_transfer_is_its_status(int said, I2cStatus expected)
    {
        I2cClient? client = null;
        var desk = new NanoDesk("rpi-pico", Sensor, new ProbedDriver("test,sensor", device => client = device.I2c()));
        desk.Set("TransferStatus", said);

        Assert.AreEqual(expected, client!.Write([1], 1));
    }

    [TestMethod]
    public void What_the_library_throws_is_a_status_and_the_next_transfer_is_tried()
    {
        I2cClient? client = null;
        var desk = new NanoDesk("rpi-pico", Sensor, new ProbedDriver("test,sensor", device => client = device.I2c()));

        desk.Set("Failure", new InvalidOperationException());
        Assert.AreEqual(I2cStatus.BusError, client!.Write([1], 1));
        desk.Set("Failure", new ArgumentException());
        Assert.AreEqual(I2cStatus.Unsupported, client.Write([1], 1));
        desk.Set("Failure", null);
        Assert.AreEqual(I2cStatus.FullTransfer, client.Write([1], 1));
        Assert.AreEqual(I2cStatus.Unsupported, new I2cClient(client.Bus, 0x150, tenBit: true).Write([1], 1));
    }

    [TestMethod]
    public void A_chip_select_is_the_number_of_the_pin_that_the_tree_names()
    {
        SpiClient? gyroscope = null;
        SpiClient? display = null;
        var desk = new NanoDesk("stm32f429-disco", "", new ProbedDriver("st,l3gd20-gyro", device => gyroscope = device.Spi()), new ProbedDriver("ilitek,ili9341", device => display = device.Spi()));
        _ = desk.Calls;
        byte[] read = new byte[2];

        Assert.IsTrue(gyroscope!.Transfer([0x8f, 0], read, 2));
        Assert.AreEqual("open spi 5 33 Mode0 MsbFirst low FullDuplex 10000000, transfer 8f00", desk.Calls);
        Assert.IsTrue(display!.Transfer([0x2a], null, 1));
        Assert.AreEqual("open spi 5 34 Mode0 MsbFirst low HalfDuplex 10000000, write 2a", desk.Calls);
        Assert.IsFalse(display.Transfer([0x2a], read, 1), "one wire carries one direction at a time");
        Assert.IsTrue(gyroscope.Transfer(null, read, 2));
        Assert.AreEqual("read 2", desk.Calls);
        desk.Set("Failure", new InvalidOperationException());
        Assert.IsFalse(gyroscope.Transfer([1], null, 1));
    }

    [TestMethod]
    public void A_chip_select_of_the_controllers_own_is_refused_and_a_bus_without_any_has_one_chip_that_is_always_selected()
    {
        const string Chips = "\n&header_spi { chip@1 { compatible = \"test,one\"; reg = <1>; spi-cpol; spi-cpha; spi-lsb-first; spi-cs-high; spi-max-frequency = <500000>; }; };\n";
        SpiClient? one = null;
        var desk = new NanoDesk("rpi-pico", "\n&header_spi { cs-gpios = <&gpio0 17 1>, <0>; };" + Chips, new ProbedDriver("test,one", device => one = device.Spi()));
        Assert.IsFalse(one!.Transfer([1], null, 1));

        desk = new NanoDesk("rpi-pico", "\n&header_spi { cs-gpios = <&gpio0 17 1>, <&gpio0 22 0>; };" + Chips, new ProbedDriver("test,one", device => one = device.Spi()));
        _ = desk.Calls;
        Assert.IsTrue(one.Transfer([1], null, 1));
        Assert.AreEqual("open spi 1 22 Mode3 LsbFirst high FullDuplex 500000, write 01", desk.Calls);

        desk = new NanoDesk("rpi-pico", "\n&header_spi { /delete-property/ cs-gpios; chip@0 { compatible = \"test,one\"; reg = <0>; }; };", new ProbedDriver("test,one", device => one = device.Spi()));
        _ = desk.Calls;
        Assert.IsTrue(one.Transfer([1], null, 1));
        Assert.AreEqual("open spi 1 -1 Mode0 MsbFirst low FullDuplex 0, write 01", desk.Calls);
    }

    [TestMethod]
    public void A_chip_select_is_the_buss_and_nobody_elses()
    {
        Device? other = null;
        var desk = new NanoDesk("rpi-pico", "\n/ { other { compatible = \"test,other\"; reset-gpios = <&gpio0 17 1>; }; };\n", new ProbedDriver("test,other", device => { other = device; device.Gpio("reset"); }));

        Assert.AreEqual(DeviceState.Failed, other!.State);
        Assert.AreEqual("/other: reset-gpios: expected a pin that is free, found 17, which /soc/spi@4003c000 has", other.Reason);
        Assert.AreEqual(DeviceState.Bound, desk.Platform.FindDevice("/soc/spi@4003c000").State);
    }

    [TestMethod]
    public void An_inverted_output_is_driven_for_the_rest_of_the_period_and_stays_high_when_it_stops()
    {
        var desk = new NanoDesk("rpi-pico");
        PwmController pwm = desk.Provider<PwmController>("/soc/pwm@40050000", PwmController.ProviderKind);
        _ = desk.Calls;

        Assert.IsTrue(pwm.Apply(15, 1000000, 250000, false, true));
        Assert.AreEqual("pwm 15, 1000 Hz, duty 0.25, start", desk.Calls);
        Assert.IsTrue(pwm.Apply(15, 20000000, 5000000, true, true));
        Assert.AreEqual("50 Hz, duty 0.75, start", desk.Calls);
        Assert.IsTrue(pwm.Apply(15, 20000000, 5000000, true, false));
        Assert.AreEqual("50 Hz, duty 1, start", desk.Calls);
        Assert.IsTrue(pwm.Apply(15, 20000000, 5000000, false, false));
        Assert.AreEqual("50 Hz, duty 0, stop", desk.Calls);
    }

    [TestMethod]
    public void A_channel_that_no_pin_or_no_timer_has_and_a_period_above_a_second_are_refused()
    {
        var desk = new NanoDesk("stm32f769-disco");
        PwmController pwm = desk.Provider<PwmController>("/soc/timers@40000400/pwm", PwmController.ProviderKind);
        _ = desk.Calls;

        Assert.IsFalse(pwm.Apply(0, 1000000, 0, false, true), "no pin of the tree is channel 0");
        Assert.IsFalse(pwm.Apply(2, 1000000001, 0, false, true));
        Assert.AreEqual("", desk.Calls);
        desk.Set("NoChannel", true);
        Assert.IsFalse(pwm.Apply(2, 1000000, 0, false, true), "CreateFromPin answers null");
        desk.Set("NoChannel", false);
        Assert.IsTrue(pwm.Apply(2, 1000000, 0, false, true));
        Assert.AreEqual("pwm 40, pwm 40, 1000 Hz, duty 0, start", desk.Calls);
        desk.Set("Failure", new InvalidOperationException());
        Assert.IsFalse(pwm.Apply(2, 1000000, 0, false, true));
    }

    [TestMethod]
    [DataRow("rpi-pico", "/soc/adc@4004c000", 1, "adc 1, read")]
    [DataRow("esp32-devkitc", "/soc/adc@3ff48890", 3, "adc 13, read")]
    [DataRow("stm32f429-disco", "/soc/adc@40012000/adc@200", 4, "adc 2, read")]
    public void An_input_is_measured_against_the_trees_reference(string board, string path, int input, string expected)
    {
        var desk = new NanoDesk(board);
        AdcController adc = desk.Provider<AdcController>(path, AdcController.ProviderKind);
        _ = desk.Calls;
        desk.Set("Value", 4095 / 3);

        Assert.IsTrue(adc.Read(input, out int microvolts));
        Assert.AreEqual(1100000, microvolts);
        Assert.AreEqual(expected, desk.Calls);
        desk.Set("Failure", new InvalidOperationException());
        Assert.IsFalse(adc.Read(input, out microvolts));
        Assert.AreEqual(0, microvolts);
    }

    [TestMethod]
    public void An_input_that_is_not_in_the_boards_table_has_no_value()
    {
        Assert.IsFalse(new NanoDesk("stm32f769-disco").Provider<AdcController>("/soc/adc@40012000/adc@0", AdcController.ProviderKind).Read(5, out _));
    }

    [TestMethod]
    public void An_LED_is_lit_on_the_boards_pin()
    {
        var desk = new NanoDesk("stm32f769-disco");
        _ = desk.Calls;
        var leds = (GpioLeds)desk.Platform.FindDevice("/leds").DriverData;

        leds.Find("red").Set(true);
        leds.Find("ld4").Set(true);

        Assert.AreEqual("pin 157 high, pin 52 low", desk.Calls);
    }

    [TestMethod]
    public void A_pin_has_the_pull_that_the_tree_asks_for_where_the_chip_has_it()
    {
        var desk = new NanoDesk("esp32-devkitc", "\n/ { input { compatible = \"test,input\"; a-gpios = <&gpio0 4 16>; b-gpios = <&gpio0 16 32>; c-gpios = <&gpio1 2 16>; d-gpios = <&gpio0 25 6>; }; };\n",
            new ProbedDriver("test,input", device =>
            {
                device.Gpio("a").SetInput();
                device.Gpio("b").SetInput();
                device.Gpio("c").SetInput();
                device.Gpio("d").SetOutput(true);
            }));

        Assert.EndsWith("pin 4 InputPullUp, pin 16 InputPullDown, pin 34 Input, pin 25 OutputOpenDrain, pin 25 high", desk.Calls);
    }

    [TestMethod]
    public void An_edge_is_told_on_the_event_loops_thread()
    {
        GpioLine? line = null;
        var desk = new NanoDesk("rpi-pico", "\n/ { input { compatible = \"test,input\"; in-gpios = <&gpio0 22 1>; }; };\n", new ProbedDriver("test,input", device => line = device.Gpio("in")));
        var heard = new List<(bool Active, int Thread)>();
        Assert.IsTrue(line!.Watch(active => heard.Add((active, Environment.CurrentManagedThreadId))));

        var foreign = new Thread(() =>
        {
            desk.Edge(22, false);
            desk.Edge(22, true);
        });
        foreign.Start();
        foreign.Join();
        Assert.IsEmpty(heard, "a foreign thread only enqueues");
        desk.Loop.Run(1000);

        CollectionAssert.AreEqual(new[] { (true, Environment.CurrentManagedThreadId), (false, Environment.CurrentManagedThreadId) }, heard);
        desk.Platform.Remove(desk.Platform.FindDevice("/input"));
        desk.Edge(22, false);
        desk.Loop.Run(1000);
        Assert.HasCount(2, heard);
    }
}
