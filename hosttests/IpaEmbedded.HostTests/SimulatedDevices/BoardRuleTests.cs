using System.Reflection;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Pwm;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.Spi;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.HostTests.SimulatedDevices;

/// <summary>A driver's mistake for each rule, on each kind of controller that the rule is about.</summary>
[TestClass]
public sealed class BoardRuleTests
{
    private const string Tree = """
        / {
            pins: pins { compatible = "t,pins"; gpio-controller; #gpio-cells = <2>; ngpios = <8>; };
            power: power { compatible = "t,power", "regulator-fixed"; regulator-name = "power"; gpio = <&pins 1 0>; enable-active-high; startup-delay-us = <2000>; vin-supply = <&input>; };
            input: input { compatible = "regulator-fixed"; regulator-name = "input"; gpio = <&pins 2 0>; };
            i2c {
                compatible = "t,i2c"; #address-cells = <1>; #size-cells = <0>;
                first@48 { compatible = "national,lm75"; reg = <0x48>; vs-supply = <&power>; };
                middle@49 { compatible = "ti,ina219"; reg = <0x49>; };
                last@76 { compatible = "bosch,bme280"; reg = <0x76>; };
                clock@68 { compatible = "maxim,ds3231"; reg = <0x68>; };
                memory@50 { compatible = "atmel,24c32"; reg = <0x50>; };
                unknown@10 { compatible = "t,unknown"; reg = <0x10>; };
            };
            spi {
                compatible = "t,spi"; #address-cells = <1>; #size-cells = <0>;
                first@0 { compatible = "st,l3gd20-gyro"; reg = <0>; vdd-supply = <&power>; spi-max-frequency = <10000000>; };
                wrong@1 { compatible = "microchip,mcp3008"; reg = <1>; spi-max-frequency = <8000000>; spi-cpol; };
                backwards@2 { compatible = "microchip,mcp3008"; reg = <2>; spi-lsb-first; };
            };
            pwm { compatible = "t,pwm"; #pwm-cells = <3>; };
            user { compatible = "t,user"; a-gpios = <&pins 1 0>; b-gpios = <&pins 2 0>; c-gpios = <&pins 4 0>; };
        };
        """;

    private readonly Dictionary<string, I2cClient> _i2c = [];
    private readonly Dictionary<string, SpiClient> _spi = [];
    private readonly Dictionary<string, GpioLine> _lines = [];
    private readonly DeskBoard _board = new(Tree);

    private SimulatedGpio Pins => _board.Simulation.Gpio("/pins");

    [TestInitialize]
    public void Probe()
    {
        foreach (var compatible in new[] { "national,lm75", "ti,ina219", "bosch,bme280", "maxim,ds3231", "atmel,24c32", "t,unknown" })
        {
            _board.With(compatible, device => _i2c[device.Node.Name.Split('@')[0]] = device.I2c());
        }

        foreach (var compatible in new[] { "st,l3gd20-gyro", "microchip,mcp3008" })
        {
            _board.With(compatible, device => _spi[device.Node.Name.Split('@')[0]] = device.Spi());
        }

        _board.With("t,user", TakePins).Probe();
        Assert.AreEqual("", _board.Breaches);
    }

    private void TakePins(Device device)
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            _lines[name] = device.Gpio(name);
        }
    }

    private void TurnOn()
    {
        _lines["b"].SetOutput(false);
        _lines["a"].SetOutput(true);
        _board.Loop.Run(2000);
    }

    private void AssertBreach(string expected)
    {
        Assert.AreEqual(expected + "\n", _board.Breaches);
        _board.Simulation.Breaches.Clear();
    }

    [TestMethod]
    public void Absent_chip_an_address_or_chip_select_that_no_node_has()
    {
        var bus = _board.Simulation.I2c("/i2c");
        Assert.AreEqual(I2cStatus.AddressNotAcknowledged, new I2cClient(bus, 0x4a, false).Write([0], 1));
        AssertBreach("0 us: absent-chip at /i2c: transfer to address 0x4a, which no node of the bus has");

        Assert.AreEqual(I2cStatus.AddressNotAcknowledged, _i2c["unknown"].Write([0], 1));
        Assert.AreEqual("", _board.Breaches, "the tree has it, so a driver may look for it");

        var spi = _board.Simulation.Spi("/spi");
        spi.Detach(spi.Find(2));
        var read = new byte[1];
        Assert.IsTrue(_spi["backwards"].Transfer(null, read, 1));
        Assert.AreEqual(0xff, read[0]);
        Assert.AreEqual("", _board.Breaches);
    }

    [TestMethod]
    public void Supply_off_on_I2C_and_on_SPI()
    {
        Assert.AreEqual(I2cStatus.AddressNotAcknowledged, _i2c["first"].ReadRegister16(0, out _));
        AssertBreach("0 us: supply-off at /i2c/first@48: transfer to address 0x48 while /power is off");
        var read = new byte[2];
        _spi["first"].Transfer([0x8f, 0], read, 2);
        Assert.AreEqual(0xff, read[1]);
        AssertBreach("0 us: supply-off at /spi/first@0: transfer with chip select 0 while /power is off");

        TurnOn();
        _i2c["first"].ReadRegister16(0, out _);
        _spi["first"].Transfer([0x8f, 0], read, 2);
        Assert.AreEqual(0xd4, read[1]);
        Assert.AreEqual("", _board.Breaches);

        _lines["b"].Write(true);
        _i2c["first"].ReadRegister16(0, out _);
        AssertBreach("2000 us: supply-off at /i2c/first@48: transfer to address 0x48 while /power is off");
    }

    [TestMethod]
    public void Supply_settling_on_I2C_and_on_SPI()
    {
        _lines["b"].SetOutput(false);
        _lines["a"].SetOutput(true);
        _board.Loop.Run(1500);

        _i2c["first"].ReadRegister16(0, out _);
        AssertBreach("1500 us: supply-settling at /i2c/first@48: transfer to address 0x48 500 us before /power is stable");
        _spi["first"].Transfer([0x8f, 0], null, 2);
        AssertBreach("1500 us: supply-settling at /spi/first@0: transfer with chip select 0 500 us before /power is stable");
    }

    [TestMethod]
    public void Transfer_in_interrupt_on_I2C_and_on_SPI_from_a_timer_and_from_a_poll()
    {
        new EventLoopTimer(_board.Loop, () => _i2c["middle"].ReadRegister16(0, out _)).Start(10);
        _board.Loop.Run(10);
        AssertBreach("10 us: transfer-in-interrupt at /i2c: transfer to address 0x49 from an interrupt's or timer's handler");

        TurnOn();
        _board.Loop.Schedule(new OnePoll(() => _spi["first"].Transfer([0x8f, 0], null, 2)));
        _board.Loop.RunPending();
        AssertBreach("2010 us: transfer-in-interrupt at /spi: transfer with chip select 0 from a poll");

        _board.Loop.Post(new WorkItem(() => _i2c["middle"].ReadRegister16(0, out _)));
        _board.Loop.RunPending();
        Assert.AreEqual("", _board.Breaches);
    }

    [TestMethod]
    public void Spi_mode_and_spi_clock()
    {
        var read = new byte[3];
        _spi["wrong"].Transfer([1, 0x80, 0], read, 3);
        CollectionAssert.AreEqual(new byte[] { 0xff, 0xff, 0xff }, read);
        AssertBreach("0 us: spi-clock at /spi/wrong@1: clock of 8000000 Hz, the chip follows 3600000 Hz\n0 us: spi-mode at /spi/wrong@1: transfer in mode 2");

        _spi["backwards"].Transfer([1, 0x80, 0], read, 3);
        AssertBreach("0 us: spi-mode at /spi/backwards@2: transfer in mode 0, lowest bit first");
    }

    [TestMethod]
    public void Read_only_register_of_the_first_a_middle_and_the_last_kind_of_chip()
    {
        TurnOn();
        _i2c["first"].WriteRegister16(0, 1);
        AssertBreach("2000 us: read-only-register at /i2c/first@48: register 0x00 is written");
        _i2c["middle"].WriteRegister16(2, 1);
        AssertBreach("2000 us: read-only-register at /i2c/middle@49: register 0x02 is written");
        _i2c["last"].WriteRegister(0xfa, 1);
        AssertBreach("2000 us: read-only-register at /i2c/last@76: register 0xfa is written");
        _i2c["clock"].WriteRegister(0x11, 1);
        AssertBreach("2000 us: read-only-register at /i2c/clock@68: register 0x11 is written");
        _spi["first"].Transfer([0x0f, 1], null, 2);
        AssertBreach("2000 us: read-only-register at /spi/first@0: register 0x0f is written");
    }

    [TestMethod]
    public void Page_wrap_of_a_memory()
    {
        var memory = ((SimulatedEeprom)_board.Simulation.Chip("/i2c/memory@50")).Contents;
        _i2c["memory"].Write([0x00, 0x3f, 1, 2], 4);

        AssertBreach("0 us: page-wrap at /i2c/memory@50: 2 bytes from 0x3f on go over the end of a page of 32");
        Assert.AreEqual(1, memory[0x3f]);
        Assert.AreEqual(2, memory[0x20], "back to the start of the page");
        Assert.AreEqual(0xff, memory[0x40]);
    }

    [TestMethod]
    public void Floating_input()
    {
        _lines["c"].SetInput();
        Assert.IsFalse(_lines["c"].Read());
        AssertBreach("0 us: floating-input at /pins: pin 4 is read, but nobody drives or pulls it");

        Pins.Tie(4, GpioPull.Up);
        Assert.IsTrue(_lines["c"].Read());
        Assert.AreEqual("", _board.Breaches);
    }

    [TestMethod]
    public void Output_conflict_whoever_came_second()
    {
        Pins.Drive(4, false);
        _lines["c"].SetOutput(true);
        AssertBreach("0 us: output-conflict at /pins: pin 4 drives high against the board's output");

        _lines["a"].SetOutput(false);
        Pins.Drive(1, true);
        AssertBreach("0 us: output-conflict at /pins: pin 1 drives low against the board's output");
    }

    [TestMethod]
    public void Pwm_range()
    {
        PwmController pwm = _board.Simulation.Pwm("/pwm");
        Assert.IsFalse(pwm.Apply(pwm.ChannelCount, 1000, 500, false, true));
        AssertBreach("0 us: pwm-range at /pwm: channel 32 of 32");
        Assert.IsFalse(pwm.Apply(0, 1000, 1001, false, true));
        AssertBreach("0 us: pwm-range at /pwm: channel 0: active for 1001 ns of a period of 1000 ns");
        Assert.IsTrue(pwm.Apply(31, 1000, 1000, true, true));
        Assert.AreEqual("", _board.Breaches);
    }

    [TestMethod]
    public void Every_rule_has_a_test_and_a_sentence_in_the_README()
    {
        var readme = File.ReadAllText(RepositoryRoot.PathOf("firmware/IpaEmbedded.SimulatedDevices/README.md"));
        var tests = string.Join('\n', typeof(BoardRuleTests).GetMethods().Select(method => method.Name.Replace('_', '-').ToUpperInvariant()));
        foreach (var rule in typeof(BoardRule).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!))
        {
            StringAssert.Contains(readme, $"| `{rule}` |");
            StringAssert.Contains(tests, rule.ToUpperInvariant());
        }
    }

    private sealed class OnePoll(Action action) : Poll
    {
        public override int Run(int budget)
        {
            action();
            return 0;
        }
    }
}
