using Iot.Device.Adc;
using Iot.Device.Bmxx80;
using IpaEmbedded.Boards.Linux.Iot;
using IpaEmbedded.Devices.Clocks;
using IpaEmbedded.Devices.Regulators;
using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.HostTests.SimulatedDevices;
using IpaEmbedded.Runtime.Adc;
using IpaEmbedded.Runtime.Gpio;
using Ds3231 = Iot.Device.Rtc.Ds3231;
using Lm75 = Iot.Device.Lm75.Lm75;

namespace IpaEmbedded.HostTests.Boards.Iot;

/// <summary>The library's own types read on simulated chips what a test sets: two authors of the same data sheets agree.</summary>
[TestClass]
public sealed class LibraryOnSimulationTests
{
    private const string Tree = """
        / {
            #address-cells = <1>;
            #size-cells = <0>;
            i2c@1000 {
                compatible = "test,i2c";
                reg = <0x1000>;
                #address-cells = <1>;
                #size-cells = <0>;
                bme280@76 { compatible = "bosch,bme280"; reg = <0x76>; };
                bmp280@77 { compatible = "bosch,bmp280"; reg = <0x77>; };
                lm75@48 { compatible = "national,lm75"; reg = <0x48>; };
                ina219@40 { compatible = "ti,ina219"; reg = <0x40>; shunt-resistor = <100000>; };
                ds3231@68 { compatible = "maxim,ds3231"; reg = <0x68>; };
                expander: gpio@20 { compatible = "nxp,pcf8574"; reg = <0x20>; gpio-controller; #gpio-cells = <2>; };
            };
            spi@2000 {
                compatible = "test,spi";
                reg = <0x2000>;
                #address-cells = <1>;
                #size-cells = <0>;
                adc@0 { compatible = "microchip,mcp3008"; reg = <0>; spi-max-frequency = <1000000>; vref-supply = <&vref>; #io-channel-cells = <1>; };
            };
            vref: regulator { compatible = "regulator-fixed"; regulator-name = "vref"; regulator-min-microvolt = <3300000>; regulator-max-microvolt = <3300000>; };
            leds { compatible = "gpio-leds"; led-0 { label = "far"; gpios = <&expander 3 1>; }; };
        };
        """;

    [TestMethod]
    public void A_weather_sensor_measures_what_was_set()
    {
        var board = Board();
        var chip = board.Simulation.Chip("/i2c@1000/bme280@76");
        chip.Set("temperature", 30500);
        chip.Set("pressure", 98765);
        chip.Set("humidity", 61000);

        // An application that does not ask which chip it is, before anybody has asked the library's type.
        Assert.IsTrue(Sensor.Of(board.Platform, "/i2c@1000/bme280@76").Read(Quantity.Temperature, out var millidegrees));
        Assert.AreEqual(30500, millidegrees, 20);

        var sensor = (Bme280)board.Platform.FindDevice("/i2c@1000/bme280@76").DriverData;
        var reading = sensor.Read();

        Assert.AreEqual(30.5, reading.Temperature!.Value.DegreesCelsius, 0.02);
        Assert.AreEqual(98765, reading.Pressure!.Value.Pascals, 3);
        Assert.AreEqual(61, reading.Humidity!.Value.Percent, 0.1);
        // And so does an application that does not ask which chip it is.
        Assert.IsTrue(Sensor.Of(board.Platform, "/i2c@1000/bme280@76").Read(Quantity.Pressure, out var pascals));
        Assert.AreEqual(98765, pascals, 3);
        Assert.IsTrue(Sensor.Of(board.Platform, "/i2c@1000/bme280@76").Read(Quantity.Humidity, out var humidity));
        Assert.AreEqual(61000, humidity, 100);
        Assert.IsFalse(Sensor.Of(board.Platform, "/i2c@1000/bme280@76").Read(Quantity.Voltage, out _));
    }

    [TestMethod]
    public void A_pressure_sensor_measures_what_was_set()
    {
        var board = Board();
        var chip = board.Simulation.Chip("/i2c@1000/bmp280@77");
        chip.Set("temperature", -10000);
        chip.Set("pressure", 50000);

        var reading = ((Bmp280)board.Platform.FindDevice("/i2c@1000/bmp280@77").DriverData).Read();

        Assert.AreEqual(-10, reading.Temperature!.Value.DegreesCelsius, 0.02);
        Assert.AreEqual(50000, reading.Pressure!.Value.Pascals, 3);
    }

    [TestMethod]
    public void A_thermometer_a_power_monitor_and_a_clock_measure_what_was_set()
    {
        var board = Board();
        board.Simulation.Chip("/i2c@1000/lm75@48").Set("temperature", -12500);
        board.Simulation.Chip("/i2c@1000/ina219@40").Set("voltage", 5000);
        board.Simulation.Chip("/i2c@1000/ina219@40").Set("current", 250);
        board.Simulation.Chip("/i2c@1000/ds3231@68").Set("temperature", 21250);

        var clock = (Ds3231)board.Platform.FindDevice("/i2c@1000/ds3231@68").DriverData;
        // A chip that somebody else has set: the library alone would say 1900.
        var time = new CalendarTime();
        Assert.IsTrue(RealTimeClock.Of(board.Platform, "/i2c@1000/ds3231@68").Read(time));
        Assert.AreEqual(2000, time.Year);
        clock.RtcDateTime = new DateTime(2031, 12, 24, 23, 59, 58, DateTimeKind.Unspecified);
        var monitor = (Ina219)board.Platform.FindDevice("/i2c@1000/ina219@40").DriverData;

        Assert.AreEqual(-12.5, ((Lm75)board.Platform.FindDevice("/i2c@1000/lm75@48").DriverData).Temperature.DegreesCelsius, 0.01);
        Assert.AreEqual(5, monitor.ReadBusVoltage().Volts, 0.004);
        Assert.AreEqual(0.25, monitor.ReadCurrent().Amperes, 0.0002);
        Assert.AreEqual(1.25, (double)monitor.ReadPower().Watts, 0.01);
        Assert.AreEqual(new DateTime(2031, 12, 24, 23, 59, 58, DateTimeKind.Unspecified), clock.RtcDateTime);
        time = new CalendarTime { Year = 2028, Month = 2, Day = 29, Hour = 12 };
        Assert.IsTrue(RealTimeClock.Of(board.Platform, "/i2c@1000/ds3231@68").Write(time));
        Assert.AreEqual(new DateTime(2028, 2, 29, 12, 0, 0, DateTimeKind.Unspecified), clock.RtcDateTime);
        time.Day = 31;
        Assert.IsFalse(RealTimeClock.Of(board.Platform, "/i2c@1000/ds3231@68").Write(time));
        Assert.IsTrue(RealTimeClock.Of(board.Platform, "/i2c@1000/ds3231@68").Read(time));
        Assert.AreEqual("2028-2-29, day 2, 12", $"{time.Year}-{time.Month}-{time.Day}, day {time.DayOfWeek}, {time.Hour}");
        Assert.IsTrue(Sensor.Of(board.Platform, "/i2c@1000/ina219@40").Read(Quantity.Current, out var microamperes));
        Assert.AreEqual(250000, microamperes, 200);
        Assert.AreEqual(21.25, clock.Temperature.DegreesCelsius, 0.01);
    }

    [TestMethod]
    public void A_LED_behind_an_expander_of_the_library_is_a_LED_as_others()
    {
        var board = Board();

        Assert.AreEqual("", board.Reason("/leds"));
        var led = ((GpioLeds)board.Platform.FindDevice("/leds").DriverData).Find("far");
        led.Set(true);
        Assert.IsFalse(board.Simulation.Gpio("/i2c@1000/gpio@20").Level(3));
        led.Set(false);
        Assert.IsTrue(board.Simulation.Gpio("/i2c@1000/gpio@20").Level(3));
    }

    [TestMethod]
    public void An_input_of_a_converter_of_the_library_is_in_microvolts_by_the_trees_reference()
    {
        var board = Board();
        board.Simulation.Chip("/spi@2000/adc@0").Set("channel5", 1650000);
        var adc = (AdcController)board.Platform.FindProvider(board.Platform.Tree.FindNode("/spi@2000/adc@0"), AdcController.ProviderKind);

        Assert.IsTrue(adc.Read(5, out var microvolts));
        Assert.AreEqual(1650000, microvolts, 3300);
        Assert.IsTrue(adc.Read(4, out microvolts));
        Assert.AreEqual(0, microvolts);
    }

    private static DeskBoard Board()
    {
        var board = new DeskBoard(Tree).With(new FixedRegulatorDriver());
        foreach (var row in IotBindings.Rows)
        {
            board.With(new IotDriver(row));
        }

        board.Probe();
        for (var i = 0; i < board.Platform.DeviceCount; i++)
        {
            Assert.AreEqual("", board.Platform.DeviceAt(i).Reason);
        }

        Assert.AreEqual("", board.Breaches);
        return board;
    }
}
