using Iot.Device.Adc;
using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.PowerMode;
using Iot.Device.Rtc;
using IpaEmbedded.Boards.Linux.Iot;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.SimulatedDevices;

namespace IpaEmbedded.HostTests.SimulatedDevices;

/// <summary>Iot.Device.Bindings, whose arithmetic is not ours, reads from the simulated chips what a test has set.</summary>
[TestClass]
public sealed class LibraryReadingTests
{
    private const string Tree = """
        / {
            i2c {
                compatible = "t,i2c"; #address-cells = <1>; #size-cells = <0>;
                weather@76 { compatible = "bosch,bme280"; reg = <0x76>; };
                pressure@77 { compatible = "bosch,bmp280"; reg = <0x77>; };
                power@40 { compatible = "ti,ina219"; reg = <0x40>; shunt-resistor = <100000>; };
                heat@48 { compatible = "national,lm75"; reg = <0x48>; };
                clock@68 { compatible = "maxim,ds3231"; reg = <0x68>; };
            };
            spi { compatible = "t,spi"; #address-cells = <1>; #size-cells = <0>; adc@0 { compatible = "microchip,mcp3008"; reg = <0>; spi-max-frequency = <1000000>; }; };
        };
        """;

    private BoardSimulation _simulation = null!;

    private T Bound<T>(string path)
        where T : class
    {
        var tree = new IpaEmbedded.Runtime.Flattened.FlattenedTree(IpaEmbedded.HostTests.Runtime.TreeText.Compile(Tree));
        var loop = new EventLoop(new VirtualTime());
        var drivers = new DriverTable();
        IotBindings.Register(drivers);
        _simulation = new BoardSimulation(loop, tree);
        _simulation.Register(drivers);
        var platform = new Platform(loop, tree, null, null, drivers);
        platform.Probe();
        var device = platform.FindDevice(path);
        Assert.AreEqual("", device.Reason);
        return device.DriverData as T ?? throw new AssertFailedException($"{path} has a {device.DriverData?.GetType().Name}");
    }

    [TestMethod]
    [DataRow(30, 98000, 65)]
    [DataRow(-10, 101325, 20)]
    public void Bme280(double celsius, double pascals, double percent)
    {
        var sensor = Bound<Bme280>("/i2c/weather");
        _simulation.Chip("/i2c/weather").Set("temperature", (int)(celsius * 1000));
        _simulation.Chip("/i2c/weather").Set("pressure", (int)pascals);
        _simulation.Chip("/i2c/weather").Set("humidity", (int)(percent * 1000));

        var reading = sensor.Read();

        Assert.AreEqual(celsius, reading.Temperature!.Value.DegreesCelsius, 0.02);
        Assert.AreEqual(pascals, reading.Pressure!.Value.Pascals, 5);
        Assert.AreEqual(percent, reading.Humidity!.Value.Percent, 0.1);
        Assert.AreEqual("", _simulation.Breaches.Text());
    }

    [TestMethod]
    public void Bmp280_in_normal_mode()
    {
        var sensor = Bound<Bmp280>("/i2c/pressure");
        _simulation.Chip("/i2c/pressure").Set("pressure", 90000);
        sensor.SetPowerMode(Bmx280PowerMode.Normal);

        Assert.IsTrue(sensor.TryReadTemperature(out var temperature));
        Assert.IsTrue(sensor.TryReadPressure(out var pressure));
        Assert.AreEqual(25, temperature.DegreesCelsius, 0.02);
        Assert.AreEqual(90000, pressure.Pascals, 5);
    }

    [TestMethod]
    public void Ina219()
    {
        var meter = Bound<Ina219>("/i2c/power");
        _simulation.Chip("/i2c/power").Set("voltage", 5000);
        _simulation.Chip("/i2c/power").Set("current", 250);

        Assert.AreEqual(5, meter.ReadBusVoltage().Volts, 0.005);
        Assert.AreEqual(25, meter.ReadShuntVoltage().Millivolts, 0.05);
    }

    [TestMethod]
    public void Lm75()
    {
        var sensor = Bound<Iot.Device.Lm75.Lm75>("/i2c/heat");
        _simulation.Chip("/i2c/heat").Set("temperature", -5500);

        Assert.AreEqual(-5.5, sensor.Temperature.DegreesCelsius, 0.01);
    }

    [TestMethod]
    public void Ds3231()
    {
        var clock = Bound<Ds3231>("/i2c/clock");
        clock.DateTime = new DateTime(2026, 11, 29, 13, 14, 15);

        Assert.AreEqual(1795958055, _simulation.Chip("/i2c/clock").Get("time"));
        Assert.AreEqual(new DateTime(2026, 11, 29, 13, 14, 15), clock.DateTime);
        Assert.AreEqual(25, clock.Temperature.DegreesCelsius, 0.01);
        Assert.AreEqual("", _simulation.Breaches.Text());
    }

    [TestMethod]
    public void Mcp3008()
    {
        var converter = Bound<Iot.Device.Adc.Mcp3008>("/spi/adc");
        _simulation.Chip("/spi/adc").Set("channel5", 1650000);

        Assert.AreEqual(512, converter.Read(5));
        Assert.AreEqual("", _simulation.Breaches.Text());
    }
}
