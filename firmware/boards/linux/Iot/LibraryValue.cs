using UnitsNet;
using Quantity = IpaEmbedded.Devices.Sensors.Quantity;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>One value that a type of the library measures; null when it has none, or what the library throws.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Label">What tells it from others.</param>
/// <param name="Read">Measures it in degrees, volts, amperes, watts, pascals or per cent.</param>
internal sealed record LibraryValue(Quantity Quantity, string Label, Func<double?> Read)
{
    public static LibraryValue OfTemperature(Func<Temperature?> read, string label = "temperature") => new(Quantity.Temperature, label, () => read()?.DegreesCelsius);

    public static LibraryValue OfHumidity(Func<RelativeHumidity?> read) => new(Quantity.Humidity, "humidity", () => read()?.Percent);

    public static LibraryValue OfPressure(Func<Pressure?> read) => new(Quantity.Pressure, "pressure", () => read()?.Pascals);
}
