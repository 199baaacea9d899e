using Iot.Device.Ahtxx;
using Iot.Device.Am2320;
using Iot.Device.Bmp180;
using Iot.Device.Bmxx80;
using Iot.Device.Bmxx80.PowerMode;
using Iot.Device.Ccs811;
using Iot.Device.Hts221;
using Iot.Device.Lm75;
using Iot.Device.Lps22hb;
using Iot.Device.Lps25h;
using Iot.Device.Max31856;
using Iot.Device.Max31865;
using Iot.Device.Mcp960x;
using Iot.Device.Mcp9808;
using Iot.Device.Mlx90614;
using Iot.Device.Scd4x;
using Iot.Device.Sht3x;
using Iot.Device.Sht4x;
using Iot.Device.Shtc3;
using Iot.Device.Si7021;
using UnitsNet;
using Mcp960xThermocouple = Iot.Device.Mcp960x.ThermocoupleType;
using ThermocoupleType = Iot.Device.Max31856.ThermocoupleType;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>Temperature, humidity, pressure and gas.</summary>
internal static class EnvironmentSensors
{
    // include/dt-bindings/iio/temperature/thermocouple.h: the numbers of "thermocouple-type".
    private static readonly string[] Thermocouples = ["B", "E", "J", "K", "N", "R", "S", "T"];

    // What the kernel's driver takes for the resistor that the binding does not name.
    private const double ReferenceOhms = 430;

    public static IReadOnlyList<IotRow> Rows { get; } =
    [
        new(typeof(Bme280), c => new Bme280(c.I2c), "bosch,bme280") { Provide = (c, made) => ProvideBmx280(c, (Bme280)made, ((Bme280)made).TryReadHumidity) },
        new(typeof(Bmp280), c => new Bmp280(c.I2c), "bosch,bmp280") { Provide = (c, made) => ProvideBmx280(c, (Bmp280)made, null) },
        new(typeof(Bme680), c => new Bme680(c.I2c), "bosch,bme680"),
        new(typeof(Bmp180), c => new Bmp180(c.I2c), "bosch,bmp180", "bosch,bmp085") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((Bmp180)made).ReadTemperature()), LibraryValue.OfPressure(() => ((Bmp180)made).ReadPressure())) },
        new(typeof(Lm75), c => new Lm75(c.I2c), "national,lm75", "national,lm75a", "national,lm75b", "ti,tmp75", "ti,tmp175", "ti,tmp275", "nxp,lm75a") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((Lm75)made).Temperature)) },
        new(typeof(Mcp9808), c => new Mcp9808(c.I2c), "microchip,mcp9808", "jedec,jc-42.4-temp") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((Mcp9808)made).Temperature)) },
        new(typeof(Mcp960x), c => new Mcp960x(c.I2c, thermocoupleType: Thermocouple<Mcp960xThermocouple>(c)), "microchip,mcp9600", "microchip,mcp9601") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((Mcp960x)made).GetTemperature())) },
        new(typeof(Sht3x), c => new Sht3x(c.I2c), "sensirion,sht3x", "sensirion,sht30", "sensirion,sht31", "sensirion,sht35") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((Sht3x)made).Temperature), LibraryValue.OfHumidity(() => ((Sht3x)made).Humidity)) },
        new(typeof(Sht4x), c => new Sht4x(c.I2c), "sensirion,sht4x"),
        new(typeof(Shtc3), c => new Shtc3(c.I2c), "sensirion,shtc3"),
        new(typeof(Scd4x), c => new Scd4x(c.I2c), "sensirion,scd40", "sensirion,scd41"),
        new(typeof(Hts221), c => new Hts221(c.I2c), "st,hts221") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((Hts221)made).Temperature), LibraryValue.OfHumidity(() => ((Hts221)made).Humidity)) },
        new(typeof(Lps22hb), c => new Lps22hb(c.I2c), "st,lps22hb-press") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => Tried<Temperature>(((Lps22hb)made).TryReadTemperature)), LibraryValue.OfPressure(() => Tried<Pressure>(((Lps22hb)made).TryReadPressure))) },
        new(typeof(Lps25h), c => new Lps25h(c.I2c), "st,lps25h-press"),
        new(typeof(Si7021), c => new Si7021(c.I2c), "silabs,si7021", "silabs,si7020") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((Si7021)made).Temperature), LibraryValue.OfHumidity(() => ((Si7021)made).Humidity)) },
        new(typeof(Aht10), c => new Aht10(c.I2c), "aosong,aht10") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((AhtBase)made).GetTemperature()), LibraryValue.OfHumidity(() => ((AhtBase)made).GetHumidity())) },
        new(typeof(Aht20), c => new Aht20(c.I2c), "aosong,aht20") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((AhtBase)made).GetTemperature()), LibraryValue.OfHumidity(() => ((AhtBase)made).GetHumidity())) },
        new(typeof(Am2320), c => new Am2320(c.I2c), "aosong,am2320") { Verify = WakeAm2320, Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => Tried<Temperature>(((Am2320)made).TryReadTemperature)), LibraryValue.OfHumidity(() => Tried<RelativeHumidity>(((Am2320)made).TryReadHumidity))) },
        new(typeof(Mlx90614), c => new Mlx90614(c.I2c), "melexis,mlx90614") { Verify = c => c.ReadRegister(0x06, 3), Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((Mlx90614)made).ReadObjectTemperature(), "object"), LibraryValue.OfTemperature(() => ((Mlx90614)made).ReadAmbientTemperature(), "ambient")) },
        new(typeof(Ccs811Sensor), c => new Ccs811Sensor(c.I2c, pinWake: c.Pin("wake"), pinReset: c.Pin("reset"), gpioController: c.Pins), "ams,ccs811"),
        new(typeof(Max31856), c => new Max31856(c.Spi, Thermocouple<ThermocoupleType>(c)), "maxim,max31856") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((Max31856)made).GetTemperature()), LibraryValue.OfTemperature(() => ((Max31856)made).GetColdJunctionTemperature(), "cold junction")) },
        new(typeof(Max31865), c => new Max31865(c.Spi, PlatinumResistanceThermometerType.Pt100, Wires(c), ElectricResistance.FromOhms(ReferenceOhms)), "maxim,max31865") { Provide = (c, made) => c.ProvideSensor(LibraryValue.OfTemperature(() => ((Max31865)made).Temperature)) },
    ];

    private static void ProvideBmx280(IotContext context, Bmx280Base chip, TryRead<RelativeHumidity>? humidity)
    {
        // The library's constructor leaves it asleep, and what is read then is the value after a reset.
        chip.SetPowerMode(Bmx280PowerMode.Normal);
        context.Device.Loop.Sleep(chip.GetMeasurementDuration() * 1000L);
        var temperature = LibraryValue.OfTemperature(() => Tried<Temperature>(chip.TryReadTemperature));
        var pressure = LibraryValue.OfPressure(() => Tried<Pressure>(chip.TryReadPressure));
        context.ProvideSensor(humidity is null ? [temperature, pressure] : [temperature, pressure, LibraryValue.OfHumidity(() => Tried(humidity))]);
    }

    private static T? Tried<T>(TryRead<T> read)
        where T : struct => read(out var value) ? value : null;

    /// <summary>The type that the node asks for, K where it does not; the library names the types as the standard does.</summary>
    private static T Thermocouple<T>(IotContext context)
        where T : struct, Enum
    {
        var number = context.Node.Cell("thermocouple-type", 3);
        return number < Thermocouples.Length ? Enum.Parse<T>(Thermocouples[number]) : throw context.Device.Error("thermocouple-type", $"a type below {Thermocouples.Length}, found {number}");
    }

    private static ResistanceTemperatureDetectorWires Wires(IotContext context) =>
        context.Node.HasProperty("maxim,3-wire") ? ResistanceTemperatureDetectorWires.ThreeWire : ResistanceTemperatureDetectorWires.FourWire;

    /// <summary>The chip sleeps, and does not acknowledge the transfer that wakes it.</summary>
    private static void WakeAm2320(IotContext context)
    {
        try
        {
            context.I2c.WriteByte(0);
        }
        catch (I2cTransferException)
        {
        }

        context.Device.Loop.Sleep(2000);
        context.I2c.Write([3, 0, 4]);
    }

    private delegate bool TryRead<T>(out T value);
}
