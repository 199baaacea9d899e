using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.HostTests.Runtime;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.HostTests.Devices;

[TestClass]
public class SensorChipTests
{
    [TestMethod]
    [DataRow("ti,tmp102", 0x1900, 25000)]
    [DataRow("ti,tmp102", 0x7ff0, 127937)]
    [DataRow("ti,tmp102", 0xe700, -25000)]
    [DataRow("ti,tmp102", 0xfff0, -62)]
    [DataRow("national,lm75b", 0x1920, 25125)]
    [DataRow("national,lm75", 0x197f, 25000)]
    [DataRow("national,lm75", 0xffff, -500)]
    [DataRow("maxim,max31725", 0x1901, 25003)]
    public void A_thermometer_gives_millidegrees_of_the_bits_that_it_has(string compatible, int register, int millidegrees)
    {
        var bus = new TestI2cBus();
        bus.AttachRegisters(0x48, 2)[0] = register;
        var test = ChipBoard.I2c(bus, $"compatible = \"{compatible}\"; reg = <0x48>;");

        Assert.AreEqual("", test.Reason("/i2c/chip"));
        var sensor = Sensor.Of(test.Platform, "/i2c/chip");
        Assert.IsTrue(sensor.Read(Quantity.Temperature, out int value));
        Assert.AreEqual(millidegrees, value);
        Assert.IsFalse(sensor.Read(Quantity.Current, out value));

        bus.Detach(0x48);
        Assert.IsFalse(sensor.Read(0, out value));
        Assert.AreEqual(0, value);
    }

    [TestMethod]
    [DataRow("compatible = \"ti,tmp102\"; reg = <0x48>;", "address 0x48 on /i2c: cannot read the temperature: nobody acknowledges the address")]
    [DataRow("compatible = \"ti,ina219\"; reg = <0x40>;", "address 0x40 on /i2c: cannot write the configuration: nobody acknowledges the address")]
    [DataRow("compatible = \"nxp,pcf8574\"; reg = <0x20>;", "address 0x20 on /i2c: cannot read the pins: nobody acknowledges the address")]
    [DataRow("compatible = \"maxim,ds3231\"; reg = <0x68>;", "address 0x68 on /i2c: cannot read the status: nobody acknowledges the address")]
    [DataRow("compatible = \"atmel,24c32\"; reg = <0x50>;", "address 0x50 on /i2c: cannot read a byte: nobody acknowledges the address")]
    public void An_absent_chip_is_the_reason_with_address_bus_and_status(string chip, string reason)
    {
        var test = ChipBoard.I2c(new TestI2cBus(), chip);

        Assert.AreEqual(reason, test.Reason("/i2c/chip"));
        Assert.AreEqual(DeviceState.Failed, test.Device("/i2c/chip").State);
    }

    // INA219: 100 mohm, shunt 25.6 mV = 2560 steps of 10 uV = 256 mA; bus 12 V = 3000 steps of 4 mV above 3 bits; power step 20 * 100 uA * 1 V = 2 mW.
    // INA226: 2 mohm, shunt -10 mV = -4000 steps of 2.5 uV = -5 A; bus 12 V = 9600 steps of 1.25 mV; power step 25 * 1.25 mA * 1 V = 31.25 mW.
    [TestMethod]
    [DataRow("compatible = \"ti,ina219\"; shunt-resistor = <100000>;", 0x399f, 4096, 3000 << 3, 2560, 1536, 12000, 256000, 3072000)]
    [DataRow("compatible = \"ti,ina226\"; shunt-resistor = <2000>;", 0x4527, 2048, 9600, -4000, 1920, 12000, -5000000, 60000000)]
    [DataRow("compatible = \"ti,ina231\";", 0x4527, 2048, 2641, 4000, 10, 3301, 1000000, 62500)]
    public void A_power_meter_is_calibrated_and_counts_in_millivolts_microamperes_and_microwatts(
        string chip, int configuration, int calibration, int busRegister, int currentRegister, int powerRegister, int millivolts, int microamperes, int microwatts)
    {
        var bus = new TestI2cBus();
        int[] registers = bus.AttachRegisters(0x40, 2);
        var sensor = ChipBoard.Chip<Ina2xx>(ChipBoard.I2c(bus, "reg = <0x40>; " + chip));
        registers[2] = busRegister;
        registers[3] = powerRegister;
        registers[4] = currentRegister & 0xffff;

        Assert.AreEqual(configuration, registers[0]);
        Assert.AreEqual(calibration, registers[5]);
        Assert.IsTrue(sensor.Read(Quantity.Voltage, out int value));
        Assert.AreEqual(millivolts, value);
        Assert.IsTrue(sensor.Read(Quantity.Current, out value));
        Assert.AreEqual(microamperes, value);
        Assert.IsTrue(sensor.Read(Quantity.Power, out value));
        Assert.AreEqual(microwatts, value);
    }

    [TestMethod]
    public void A_power_meter_that_lost_its_supply_is_calibrated_anew_and_has_no_value_until_then()
    {
        var bus = new TestI2cBus();
        int[] registers = bus.AttachRegisters(0x40, 2);
        var sensor = ChipBoard.Chip<Ina2xx>(ChipBoard.I2c(bus, "reg = <0x40>; compatible = \"ti,ina219\";"));
        Assert.IsTrue(sensor.Read(1, out int value), "no current is a value");
        Assert.AreEqual(0, value);
        Array.Clear(registers);

        Assert.IsFalse(sensor.Read(1, out value));
        Assert.AreEqual(0x399f, registers[0]);
        Assert.AreEqual(4096, registers[5]);
        Assert.IsTrue(sensor.Read(1, out value));
    }

    [TestMethod]
    public void A_power_beyond_32_bits_is_no_value()
    {
        var bus = new TestI2cBus();
        int[] registers = bus.AttachRegisters(0x40, 2);
        var sensor = ChipBoard.Chip<Ina2xx>(ChipBoard.I2c(bus, "reg = <0x40>; compatible = \"ti,ina219\"; shunt-resistor = <1000>;"));
        registers[3] = 0xffff;

        Assert.IsFalse(sensor.Read(Quantity.Power, out int value));
        Assert.AreEqual(0, value);
    }

    [TestMethod]
    public void Another_chip_at_the_address_of_a_power_meter_is_told()
    {
        var bus = new TestI2cBus();
        bus.Attach(0x40, (written, count) => new byte[count]);

        Assert.AreEqual("address 0x40 on /i2c: expected configuration 0x4527 in register 0, found 0x0000", ChipBoard.I2c(bus, "reg = <0x40>; compatible = \"ti,ina226\";").Reason("/i2c/chip"));
        Assert.AreEqual(
            "/i2c/chip: shunt-resistor: expected microohms above 0",
            ChipBoard.I2c(bus, "reg = <0x40>; compatible = \"ti,ina226\"; shunt-resistor = <0>;").Reason("/i2c/chip"));
    }

    [TestMethod]
    public void A_gyroscope_is_identified_started_read_and_stopped()
    {
        byte[] registers = new byte[128];
        registers[0x0f] = 0xd4;
        (registers[0x28], registers[0x29], registers[0x2a], registers[0x2b], registers[0x2c], registers[0x2d]) = (0xe8, 0x03, 0x18, 0xfc, 0xff, 0x7f);
        var bus = new TestSpiBus(bytes => Gyroscope(registers, bytes));
        var test = ChipBoard.Spi(bus, "compatible = \"st,l3gd20-gyro\"; reg = <0>; spi-cpol; spi-cpha;");

        Assert.AreEqual("", test.Reason("/spi/chip"));
        Assert.AreEqual("8f00 2380 200f", bus.Log);
        var sensor = (L3gd20)test.Device("/spi/chip").DriverData;
        int[] axes = new int[3];
        Assert.IsTrue(sensor.ReadAxes(axes));
        CollectionAssert.AreEqual(new[] { 8750, -8750, 286711 }, axes);
        Assert.IsTrue(sensor.Read(1, out int y));
        Assert.AreEqual(-8750, y);

        test.Platform.Remove(test.Device("/spi/chip"));
        Assert.AreEqual(0, registers[0x20]);
    }

    [TestMethod]
    [DataRow("st,l3gd20-gyro", 0xd3, "chip select 1 on /spi: expected identity 0xd4 in register 0x0f, found 0xd3")]
    [DataRow("st,i3g4250d-gyro", 0xff, "chip select 1 on /spi: expected identity 0xd3 in register 0x0f, found 0xff")]
    [DataRow("st,i3g4250d-gyro", -1, "chip select 1 on /spi: cannot read its identity: the bus refuses or fails")]
    public void A_gyroscope_that_is_another_chip_or_absent_is_the_reason(string compatible, int identity, string reason)
    {
        var bus = new TestSpiBus(bytes => identity < 0 ? null : [0, (byte)identity]);

        Assert.AreEqual(reason, ChipBoard.Spi(bus, $"compatible = \"{compatible}\"; reg = <1>;").Reason("/spi/chip"));
    }

    private static byte[] Gyroscope(byte[] registers, byte[] bytes)
    {
        byte[] answer = new byte[bytes.Length];
        for (int i = 1; i < bytes.Length; i++)
        {
            int register = (bytes[0] & 0x3f) + ((bytes[0] & 0x40) != 0 ? i - 1 : 0);
            if ((bytes[0] & 0x80) != 0)
            {
                answer[i] = registers[register];
            }
            else
            {
                registers[register] = bytes[i];
            }
        }
        return answer;
    }
}
