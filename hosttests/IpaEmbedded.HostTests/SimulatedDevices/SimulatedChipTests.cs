using System.Globalization;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Spi;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.HostTests.SimulatedDevices;

/// <summary>What a test sets is what a driver gets by the arithmetic of the chip's data sheet.</summary>
[TestClass]
public sealed class SimulatedChipTests
{
    private DeskBoard _board = null!;

    private I2cClient Attach(string compatible, string properties = "")
    {
        I2cClient? client = null;
        _board = new DeskBoard($$"""/ { i2c { compatible = "t,i2c"; #address-cells = <1>; #size-cells = <0>; chip@48 { compatible = "{{compatible}}"; reg = <0x48>; {{properties}} }; }; };""")
            .With(compatible, device => client = device.I2c()).Probe();
        return client!;
    }

    private SpiClient AttachSpi(string compatible, string properties = "")
    {
        SpiClient? client = null;
        _board = new DeskBoard($$"""/ { spi { compatible = "t,spi"; #address-cells = <1>; #size-cells = <0>; chip@0 { compatible = "{{compatible}}"; reg = <0>; {{properties}} }; }; };""")
            .With(compatible, device => client = device.Spi()).Probe();
        return client!;
    }

    private SimulatedChip Chip => _board.Simulation.ChipAt(0);

    private static int Word(I2cClient client, byte register)
    {
        Assert.AreEqual(I2cStatus.FullTransfer, client.ReadRegister16(register, out var value));
        return value;
    }

    private static byte[] Bytes(I2cClient client, byte register, int count)
    {
        var bytes = new byte[count];
        Assert.AreEqual(I2cStatus.FullTransfer, client.ReadRegisters(register, bytes, count));
        return bytes;
    }

    [TestMethod]
    [DataRow("national,lm75", 25500, 0x1980)]
    [DataRow("national,lm75", 25400, 0x1900)]
    [DataRow("national,lm75", -500, 0xff80)]
    [DataRow("national,lm75", -25000, 0xe700)]
    [DataRow("ti,tmp75", 25062, 0x1900)]
    [DataRow("ti,tmp75", 25063, 0x1910)]
    [DataRow("ti,tmp102", -63, 0xffe0)]
    [DataRow("ti,tmp102", 125000, 0x7d00)]
    public void A_thermometer_has_the_resolution_of_its_kind(string compatible, int millidegrees, int register)
    {
        var client = Attach(compatible);
        Chip.Set("temperature", millidegrees);

        Assert.AreEqual(register, Word(client, 0));
    }

    [TestMethod]
    public void A_thermometer_that_is_shut_down_keeps_its_last_result()
    {
        var client = Attach("national,lm75");
        Assert.AreEqual(0x1900, Word(client, 0));
        client.WriteRegister(1, 1);
        Chip.Set("temperature", 30000);

        Assert.AreEqual(0x1900, Word(client, 0));
        client.WriteRegister(1, 0);
        Assert.AreEqual(0x1e00, Word(client, 0));
    }

    [TestMethod]
    public void A_power_monitor_computes_current_and_power_from_its_calibration()
    {
        var client = Attach("ti,ina219", "shunt-resistor = <100000>;");
        Chip.Set("voltage", 12000);
        Chip.Set("current", 500);
        Assert.AreEqual(0x399f, Word(client, 0));
        Assert.AreEqual(5000, Word(client, 1), "50 mV by 10 µV");
        Assert.AreEqual((3000 << 3) | 2, Word(client, 2), "12 V by 4 mV, ready");
        Assert.AreEqual(0, Word(client, 4), "no calibration");

        client.WriteRegister16(5, 4096);
        Assert.AreEqual(5000, Word(client, 4), "by 0.1 mA");
        Assert.AreEqual(3000, Word(client, 3), "6 W by 2 mW");
        Chip.Set("current", -500);
        Assert.AreEqual(0x10000 - 5000, Word(client, 4));
    }

    [TestMethod]
    public void The_newer_power_monitor_has_finer_steps_and_an_identity()
    {
        var client = Attach("ti,ina226", "shunt-resistor = <2000>;");
        Chip.Set("voltage", 12000);
        Chip.Set("current", 10000);
        client.WriteRegister16(5, 2560);

        Assert.AreEqual(8000, Word(client, 1), "20 mV by 2.5 µV");
        Assert.AreEqual(9600, Word(client, 2), "12 V by 1.25 mV");
        Assert.AreEqual(10000, Word(client, 4), "by 1 mA");
        Assert.AreEqual(4800, Word(client, 3), "120 W by 25 mW");
        Assert.AreEqual(0x5449, Word(client, 0xfe));
        Assert.AreEqual(0x2260, Word(client, 0xff));
    }

    [TestMethod]
    [DataRow(25000, 101325, 50000)]
    [DataRow(-39000, 30100, 1000)]
    [DataRow(-120, 87654, 99000)]
    [DataRow(84000, 109000, 12345)]
    public void A_weather_sensor_gives_what_is_set_by_the_data_sheets_arithmetic(int millidegrees, int pascals, int millipercent)
    {
        var client = Attach("bosch,bme280");
        Chip.Set("temperature", millidegrees);
        Chip.Set("pressure", pascals);
        Chip.Set("humidity", millipercent);
        Assert.AreEqual(0x60, Bytes(client, 0xd0, 1)[0]);
        client.WriteRegister(0xf2, 1);
        client.WriteRegister(0xf4, 0x25);

        var (temperature, pressure, humidity) = Bme280Reading.Of(Bytes(client, 0x88, 26), Bytes(client, 0xe1, 7), Bytes(client, 0xf7, 8));

        Assert.AreEqual(millidegrees / 1000.0, temperature, 0.01);
        Assert.AreEqual(pascals, pressure, 3);
        Assert.AreEqual(millipercent / 1000.0, humidity, 0.05);
        Assert.AreEqual(0x24, Bytes(client, 0xf4, 1)[0], "asleep again");
    }

    [TestMethod]
    public void A_weather_sensor_measures_only_what_it_is_told_to()
    {
        var client = Attach("bosch,bme280");
        client.WriteRegister(0xf4, 0x21);

        CollectionAssert.AreEqual(new byte[] { 0x80, 0, 0 }, Bytes(client, 0xf7, 3), "pressure is left out");
        CollectionAssert.AreEqual(new byte[] { 0x80, 0 }, Bytes(client, 0xfd, 2), "humidity is left out");
        Assert.AreNotEqual(0x80, Bytes(client, 0xfa, 3)[0], "temperature");
    }

    [TestMethod]
    public void An_expander_drives_zeros_and_reads_its_wires()
    {
        var client = Attach("nxp,pcf8574", "gpio-controller; #gpio-cells = <2>;");
        var pins = _board.Simulation.Gpio("/i2c/chip@48");
        client.Write([0xf5], 1);
        pins.Drive(7, false);
        var read = new byte[1];
        client.Read(read, 1);

        Assert.AreEqual(0x75, read[0]);
        Assert.IsFalse(pins.Level(1));
        Assert.IsTrue(pins.Level(0));
        Assert.AreEqual("", _board.Breaches);
    }

    [TestMethod]
    public void A_wide_expander_takes_turns_between_its_ports()
    {
        var client = Attach("nxp,pcf8575", "gpio-controller; #gpio-cells = <2>;");
        client.Write([0xff, 0xfe], 2);

        Assert.IsTrue(_board.Simulation.Gpio("/i2c/chip@48").Level(0));
        Assert.IsFalse(_board.Simulation.Gpio("/i2c/chip@48").Level(8));
    }

    [TestMethod]
    public void A_clock_goes_with_the_loop_through_the_end_of_a_leap_day()
    {
        var client = Attach("maxim,ds3231");
        client.Write([0, 0x58, 0x59, 0x23, 0x04, 0x29, 0x02, 0x28], 8);
        Assert.AreEqual(1835481598, _board.Simulation.ChipAt(0).Get("time"), "2028-02-29 23:59:58");
        CollectionAssert.AreEqual(new byte[] { 0x58, 0x59, 0x23, 0x04, 0x29, 0x02, 0x28 }, Bytes(client, 0, 7));

        _board.Loop.Run(3000000);
        CollectionAssert.AreEqual(new byte[] { 0x01, 0x00, 0x00, 0x05, 0x01, 0x03, 0x28 }, Bytes(client, 0, 7));
    }

    [TestMethod]
    public void A_clock_keeps_twelve_hours_if_told_so_and_has_a_thermometer()
    {
        var client = Attach("maxim,ds3231");
        client.Write([2, 0x72], 2);
        Assert.AreEqual(0x72, Bytes(client, 2, 1)[0], "noon");
        Chip.Set("temperature", -10250);

        CollectionAssert.AreEqual(new byte[] { 0xf5, 0xc0 }, Bytes(client, 0x11, 2));
    }

    [TestMethod]
    [DataRow("2000-01-01")]
    [DataRow("2000-12-31")]
    [DataRow("2001-03-01")]
    [DataRow("2023-12-31")]
    [DataRow("2024-12-31")]
    [DataRow("2037-11-30")]
    public void A_clock_knows_the_calendar(string date)
    {
        var client = Attach("maxim,ds3231");
        var day = DateTime.Parse(date, CultureInfo.InvariantCulture);
        Chip.Set("time", (int)(day - DateTime.UnixEpoch).TotalSeconds);

        var read = Bytes(client, 4, 3);

        Assert.AreEqual(day.ToString("ddMMyy", CultureInfo.InvariantCulture), $"{read[0]:x2}{read[1]:x2}{read[2]:x2}");
    }

    [TestMethod]
    public void A_memory_keeps_what_is_written_and_does_not_answer_while_it_writes()
    {
        var client = Attach("atmel,24c32");
        Assert.AreEqual(I2cStatus.FullTransfer, client.Write([0x01, 0x20, 1, 2, 3], 5));
        Assert.AreEqual(I2cStatus.AddressNotAcknowledged, client.Write([], 0));
        _board.Loop.Run(5000);

        var read = new byte[4];
        client.WriteRead([0x01, 0x20], 2, read, 4);
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 0xff }, read);
        Assert.AreEqual(4096, ((SimulatedEeprom)Chip).Contents.Length);
        Assert.AreEqual("", _board.Breaches);
    }

    [TestMethod]
    [DataRow("microchip,mcp3008", 0, 1650000, 512)]
    [DataRow("microchip,mcp3008", 7, 3300000, 1023)]
    [DataRow("microchip,mcp3208", 3, 825000, 1024)]
    public void A_converter_answers_after_its_start_bit(string compatible, int channel, int microvolts, int number)
    {
        var client = AttachSpi(compatible);
        Chip.Set("channel" + channel, microvolts);
        var bits = compatible.Contains("30", StringComparison.Ordinal) ? 10 : 12;
        // The result ends with the last of 24 bits.
        var request = (0x18 | channel) << (bits + 2);
        var read = new byte[3];
        client.Transfer([(byte)(request >> 16), (byte)(request >> 8), (byte)request], read, 3);

        Assert.AreEqual(number, ((read[0] << 16) | (read[1] << 8) | read[2]) & ((1 << bits) - 1));
    }

    [TestMethod]
    public void A_converter_measures_by_the_voltage_of_its_reference()
    {
        SpiClient? client = null;
        _board = new DeskBoard("""
            / {
                vref: vref { compatible = "regulator-fixed"; regulator-name = "vref"; regulator-min-microvolt = <2048000>; regulator-max-microvolt = <2048000>; };
                spi { compatible = "t,spi"; #address-cells = <1>; #size-cells = <0>; adc@0 { compatible = "microchip,mcp3008"; reg = <0>; vref-supply = <&vref>; }; };
            };
            """).With("microchip,mcp3008", device => client = device.Spi()).Probe();
        Chip.Set("channel1", 1000000);
        var read = new byte[3];
        client!.Transfer([1, 0x90, 0], read, 3);

        Assert.AreEqual(500, ((read[1] & 3) << 8) | read[2]);
    }

    [TestMethod]
    public void A_gyroscope_says_who_it_is_and_how_it_turns_once_it_is_on()
    {
        var client = AttachSpi("st,l3gd20-gyro");
        Chip.Set("x", 87500);
        Chip.Set("z", -8750);
        var read = new byte[7];
        client.Transfer([0x8f, 0], read, 2);
        Assert.AreEqual(0xd4, read[1]);
        client.Transfer([0xe8, 0, 0, 0, 0, 0, 0], read, 7);
        Assert.AreEqual(0, read[1] | read[2], "off");

        client.Transfer([0x20, 0x0f], null, 2);
        client.Transfer([0xe8, 0, 0, 0, 0, 0, 0], read, 7);
        CollectionAssert.AreEqual(new byte[] { 0x10, 0x27, 0, 0, 0x18, 0xfc }, read[1..], "10000 and -1000 steps");
        client.Transfer([0x23, 0x20], null, 2);
        client.Transfer([0xe8, 0, 0], read, 3);
        Assert.AreEqual(1250, read[1] | (read[2] << 8), "70 millidegrees a step");
    }

    [TestMethod]
    public void Values_that_a_chip_does_not_have_are_named()
    {
        Attach("bosch,bme280");

        Assert.AreEqual("/i2c/chip@48 has no value \"light\"; it has temperature, pressure, humidity", Assert.ThrowsExactly<ArgumentException>(() => Chip.Set("light", 1)).Message);
        Assert.AreEqual("temperature of /i2c/chip@48 lies between -40000 and 85000, found 90000", Assert.ThrowsExactly<ArgumentException>(() => Chip.Set("temperature", 90000)).Message);
    }

    [TestMethod]
    public void A_chip_that_is_taken_away_does_not_answer_and_a_transfer_can_be_made_to_fail()
    {
        var client = Attach("national,lm75");
        Chip.IsPresent = false;
        Assert.AreEqual(I2cStatus.AddressNotAcknowledged, client.ReadRegister16(0, out _));
        Chip.IsPresent = true;
        _board.Simulation.I2c("/i2c").FailTransfer = 2;
        Assert.AreEqual(I2cStatus.FullTransfer, client.ReadRegister16(0, out _));
        Assert.AreEqual(I2cStatus.BusError, client.ReadRegister16(0, out _));
        Assert.AreEqual(I2cStatus.FullTransfer, client.ReadRegister16(0, out _));
        Assert.AreEqual("", _board.Breaches);
    }
}
