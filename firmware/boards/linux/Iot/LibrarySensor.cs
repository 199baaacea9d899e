using IpaEmbedded.Devices.Sensors;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>What a type of the library measures, as the sensor that it is on every board: for applications that do not ask which chip it is.</summary>
internal sealed class LibrarySensor : Sensor
{
    private readonly LibraryValue[] _values;

    public LibrarySensor(params LibraryValue[] values) => _values = values;

    /// <inheritdoc/>
    public override int Count => _values.Length;

    /// <inheritdoc/>
    public override Quantity QuantityOf(int index) => _values[index].Quantity;

    /// <inheritdoc/>
    public override string LabelOf(int index) => _values[index].Label;

    /// <inheritdoc/>
    public override bool Read(int index, out int value)
    {
        value = 0;
        try
        {
            var read = _values[index].Read() * UnitsOf(_values[index].Quantity);
            return read is { } wide && double.IsFinite(wide) && Math.Abs(wide) < int.MaxValue && Fit((long)Math.Round(wide), out value);
        }
        catch (Exception refusal) when (refusal is IOException or TimeoutException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Units of a quantity in one of the library's: degrees, volts, amperes, watts, pascals, per cent.</summary>
    private static double UnitsOf(Quantity quantity) => quantity switch
    {
        Quantity.Current or Quantity.Power => 1e6,
        Quantity.Pressure => 1,
        _ => 1e3,
    };
}
