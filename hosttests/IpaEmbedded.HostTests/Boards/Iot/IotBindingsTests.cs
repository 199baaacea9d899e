using Iot.Device.Pwm;
using Iot.Device.Tca954x;
using IpaEmbedded.Boards.Linux.Iot;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Runtime.Adc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Pwm;

namespace IpaEmbedded.HostTests.Boards.Iot;

/// <summary>The types of Iot.Device.Bindings are made from nodes, on the runtime's own buses.</summary>
[TestClass]
public sealed class IotBindingsTests
{
    [TestMethod]
    [DynamicData(nameof(IotCases.All), typeof(IotCases))]
    public void Every_row_is_constructed_with_the_transfers_of_its_constructor(object row)
    {
        var chip = (IotCase)row;
        using var board = new IotBoard(chip);

        board.Platform.Probe();

        Assert.AreEqual("", board.Chip.Reason);
        Assert.AreEqual(chip.Type, board.Chip.DriverData.GetType().Name);
        Assert.AreEqual(chip.Constructor + chip.Extra, board.Transfers);
    }

    [TestMethod]
    public void Every_type_of_the_table_is_tried_or_has_its_reason_why_not()
    {
        var told = IotCases.I2c.Concat(IotCases.Spi).Select(chip => chip.Compatible).Concat(IotGaps.All.Select(gap => gap.Compatible)).ToHashSet();

        Assert.AreEqual("", string.Join(", ", IotBindings.Rows.Where(row => !row.Compatibles.Any(told.Contains)).Select(row => row.Type.Name)));
        Assert.AreEqual("", string.Join(", ", IotGaps.All.Where(gap => gap.Reason.StartsWith("bound", StringComparison.Ordinal) != IotBindings.Rows.Any(row => row.Compatibles.Contains(gap.Compatible))).Select(gap => gap.Compatible)));
        Assert.HasCount(IotBindings.Rows.Sum(row => row.Compatibles.Length), IotBindings.Rows.SelectMany(row => row.Compatibles).Distinct().ToList());
    }

    [TestMethod]
    public void The_rooms_README_has_every_row_and_every_gap()
    {
        var text = File.ReadAllText(RepositoryRoot.PathOf("firmware/boards/linux/README.md"));
        var rows = IotBindings.Rows.Select(row => $"{string.Join(", ", row.Compatibles.Select(name => $"`{name}`"))} {row.Type.Name}");
        var gaps = IotGaps.All.Select(gap => $"| {gap.Type} (`{gap.Compatible}`) | {gap.Reason} |");

        Assert.AreEqual("", string.Join('\n', rows.Concat(gaps).Where(line => !text.Contains(line, StringComparison.Ordinal))));
    }

    [TestMethod]
    [DynamicData(nameof(I2cChips))]
    public void An_absent_chip_is_the_devices_reason_not_a_type_that_fails_later(object row)
    {
        var chip = (IotCase)row;
        using var board = new IotBoard(chip);
        board.I2c.Absent.Add(chip.Address);

        board.Platform.Probe();

        Assert.AreEqual(DeviceState.Failed, board.Chip.State, chip.Compatible);
        StringAssert.StartsWith(board.Chip.Reason, board.Chip.NodePath + ": ");
        StringAssert.Contains(board.Chip.Reason, "nobody acknowledges it");
    }

    [TestMethod]
    public void A_bus_that_fails_is_the_reason_of_a_chip_on_SPI()
    {
        using var board = new IotBoard(IotCases.Spi.Single(chip => chip.Compatible == "microchip,mcp3008"));
        board.Spi.Fails = true;

        board.Platform.Probe();

        Assert.AreEqual("/spi/chip@0: Mcp3008: chip select 0: the bus failed a transfer of 3 bytes", board.Chip.Reason);
    }

    [TestMethod]
    public void A_bus_with_nobody_on_it_is_no_CAN_controller()
    {
        using var board = new IotBoard(IotCases.Spi.Single(chip => chip.Compatible == "microchip,mcp2515") with { Answer = 0xff });

        board.Platform.Probe();

        Assert.AreEqual("/spi/chip@0: Mcp2515: nobody answers: CANSTAT reads 0xff", board.Chip.Reason);
    }

    [TestMethod]
    public void A_display_that_needs_an_image_factory_says_so()
    {
        using var board = new IotBoard(new IotCase("solomon,ssd1306fb-i2c", "Ssd1306", 18) { Address = 0x3c });

        board.Platform.Probe();

        Assert.AreEqual(DeviceState.Failed, board.Chip.State);
        StringAssert.StartsWith(board.Chip.Reason, "/i2c/chip@3c: Ssd1306: ");
    }

    [TestMethod]
    [DataRow("ti,ina219", "shunt-resistor = <0>;", "shunt-resistor: expected a resistor in microohms, found 0")]
    [DataRow("microchip,mcp9600", "thermocouple-type = <8>;", "thermocouple-type: expected a type below 8, found 8")]
    public void A_property_that_means_nothing_is_the_reason(string compatible, string property, string reason)
    {
        using var board = new IotBoard(IotCases.I2c.Single(chip => chip.Compatible == compatible) with { Properties = property });

        board.Platform.Probe();

        StringAssert.EndsWith(board.Chip.Reason, reason);
    }

    [TestMethod]
    public void The_shunt_of_the_tree_is_the_calibration_of_a_current_monitor()
    {
        using var board = new IotBoard(IotCases.I2c.Single(chip => chip.Compatible == "ti,ina219"));

        board.Platform.Probe();

        // 4096: steps of 10 microvolts across the shunt, 100 microamperes through 0.1 ohm.
        Assert.AreEqual("40: 051000 -> 0", board.I2c.Transfers[0]);
    }

    [TestMethod]
    public void Pins_of_an_expander_are_pins_as_others_and_reset_is_released_by_level()
    {
        using var board = new IotBoard(IotCases.I2c.Single(chip => chip.Compatible == "microchip,mcp23017"), "reset-gpios = <&pins 7 1>; gpio-controller;");

        board.Platform.Probe();

        var pins = (GpioController)Provider(board, GpioController.ProviderKind)!;
        // Active low in the tree, so the library's high level releases it.
        Assert.AreEqual("7=0, 7=1", string.Join(", ", board.Gpio.Changes.TakeLast(2)));
        Assert.AreEqual(16, pins.PinCount);
        board.I2c.Transfers.Clear();
        pins.SetOutput(9, true);
        CollectionAssert.Contains(board.I2c.Transfers, "20: 1302 -> 0");
    }

    [TestMethod]
    public void Channels_of_a_PCA9685_are_PWM_outputs_of_one_period()
    {
        using var board = new IotBoard(IotCases.I2c.Single(chip => chip.Compatible == "nxp,pca9685-pwm"));
        board.Platform.Probe();
        var pwm = (PwmController)Provider(board, PwmController.ProviderKind)!;

        Assert.AreEqual(16, pwm.ChannelCount);
        Assert.IsTrue(pwm.Apply(0, 20000000, 1500000, false, true));
        Assert.AreEqual(50, ((Pca9685)board.Chip.DriverData).PwmFrequency, 0.5);
        Assert.IsTrue(pwm.Apply(1, 20000000, 20000000, true, true));
        Assert.IsFalse(pwm.Apply(2, 1000000, 0, false, true), "another period while others run");
        Assert.IsTrue(pwm.Apply(0, 20000000, 0, false, false));
        Assert.IsTrue(pwm.Apply(1, 20000000, 0, true, false));
        Assert.IsTrue(pwm.Apply(2, 1000000, 0, false, true));
        board.I2c.Absent.Add(0x40);
        Assert.IsFalse(pwm.Apply(2, 1000000, 10, false, true));
    }

    [TestMethod]
    public void A_channel_of_a_PCA9685_that_refused_another_period_still_runs_and_keeps_its_own()
    {
        using var board = new IotBoard(IotCases.I2c.Single(chip => chip.Compatible == "nxp,pca9685-pwm"));
        board.Platform.Probe();
        var pwm = (PwmController)Provider(board, PwmController.ProviderKind)!;
        Assert.IsTrue(pwm.Apply(0, 20000000, 1500000, false, true));
        Assert.IsTrue(pwm.Apply(1, 20000000, 1500000, false, true));

        Assert.IsFalse(pwm.Apply(0, 1000000, 500000, false, true));
        Assert.IsFalse(pwm.Apply(1, 1000000, 500000, false, true), "the first runs with the other period");

        Assert.AreEqual(50, ((Pca9685)board.Chip.DriverData).PwmFrequency, 0.5);
    }

    [TestMethod]
    public void A_multiplexers_channels_are_buses_whose_chips_are_devices()
    {
        using var board = new IotBoard(
            IotCases.I2c.Single(chip => chip.Compatible == "nxp,pca9548") with { Address = 0x70 },
            "#address-cells = <1>; #size-cells = <0>; i2c@3 { reg = <3>; #address-cells = <1>; #size-cells = <0>; sensor@48 { compatible = \"national,lm75\"; reg = <0x48>; }; };");

        board.Platform.Probe();

        Assert.IsInstanceOfType<Tca9548A>(board.Chip.DriverData);
        Assert.AreEqual("", board.Platform.FindDevice("/i2c/chip@70/i2c@3/sensor@48").Reason);
        // The channel is chosen before the chip behind it is spoken to.
        Assert.AreEqual("70: 08 -> 0", board.I2c.Transfers.First(transfer => transfer.StartsWith("70: 08", StringComparison.Ordinal)));
        Assert.IsGreaterThan(board.I2c.Transfers.IndexOf("70: 08 -> 0"), board.I2c.Transfers.FindIndex(transfer => transfer.StartsWith("48:", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void An_absent_chip_behind_a_multiplexer_is_absent_and_a_transfer_throws_nothing()
    {
        using var board = new IotBoard(
            IotCases.I2c.Single(chip => chip.Compatible == "nxp,pca9548") with { Address = 0x70 },
            "#address-cells = <1>; #size-cells = <0>; i2c@0 { reg = <0>; #address-cells = <1>; #size-cells = <0>; };");
        board.I2c.Absent.Add(0x48);
        board.Platform.Probe();
        var bus = (I2cBus)board.Platform.FindProvider(board.Platform.Tree.FindNode("/i2c/chip@70/i2c@0"), I2cBus.ProviderKind);

        Assert.AreEqual(I2cStatus.AddressNotAcknowledged, new I2cClient(bus, 0x48, false).Write([1], 1));
        Assert.AreEqual(I2cStatus.FullTransfer, new I2cClient(bus, 0x49, false).Write([1], 1));
        Assert.AreEqual(I2cStatus.Unsupported, new I2cClient(bus, 0x149, true).Write([1], 1));
    }

    [TestMethod]
    public void Inputs_of_a_converter_are_volts_only_when_the_tree_says_the_reference()
    {
        using var board = new IotBoard(IotCases.Spi.Single(chip => chip.Compatible == "microchip,mcp3008") with { Answer = 0xff });
        board.Platform.Probe();
        var adc = (AdcController)Provider(board, AdcController.ProviderKind)!;

        Assert.AreEqual(8, adc.ChannelCount);
        Assert.IsFalse(adc.Read(0, out var microvolts));
        Assert.AreEqual(0, microvolts);
    }

    [TestMethod]
    public void A_display_on_pins_is_driven_through_any_controller()
    {
        using var board = new IotBoard(
            new IotCase("hit,hd44780", "Lcd1602", 0),
            "data-gpios = <&pins 4 0 &pins 5 0 &pins 6 0 &pins 7 0>; rs-gpios = <&pins 8 0>; enable-gpios = <&pins 9 0>;");

        board.Platform.Probe();

        Assert.AreEqual("", board.Chip.Reason);
        Assert.IsEmpty(board.I2c.Transfers);
        Assert.Contains(change => change.StartsWith("9=", StringComparison.Ordinal), board.Gpio.Changes);
    }

    [TestMethod]
    public void A_chip_whose_interrupt_is_a_pin_hears_its_edges_until_it_goes()
    {
        using var board = new IotBoard(IotCases.Spi.Single(chip => chip.Compatible == "nordic,nrf24"));
        board.Platform.Probe();

        Assert.IsTrue(board.Gpio.Watched.ContainsKey(4));
        board.Platform.Remove(board.Chip);

        Assert.IsFalse(board.Gpio.Watched.ContainsKey(4));
    }

    [TestMethod]
    public void A_chip_that_is_gone_when_its_device_is_removed_does_no_harm()
    {
        using var board = new IotBoard(IotCases.I2c.Single(chip => chip.Compatible == "bosch,bme280"));
        board.Platform.Probe();
        var device = board.Chip;

        board.I2c.Absent.Add(0x40);
        board.Platform.Remove(device);

        Assert.AreEqual(DeviceState.Removed, device.State);
    }

    private static IEnumerable<object[]> I2cChips => IotCases.I2c.Select(chip => new object[] { chip });

    private static Provider? Provider(IotBoard board, string kind) => board.Platform.FindProvider(board.Chip.Node.Index, kind);
}
