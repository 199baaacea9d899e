using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Devices.Sensors;

/// <summary>A thermometer whose register 0 is the temperature: 16 bits of 1/256 degree, of which a chip fills the upper 9 to 16.</summary>
public sealed class Lm75 : Sensor
{
    private const byte TemperatureRegister = 0;

    private readonly I2cClient _client;
    private readonly int _mask;

    internal Lm75(I2cClient client, int bits)
    {
        _client = client;
        _mask = -1 << (16 - bits);
    }

    /// <inheritdoc/>
    public override int Count
    {
        get { return 1; }
    }

    /// <inheritdoc/>
    public override Quantity QuantityOf(int index)
    {
        return Quantity.Temperature;
    }

    /// <inheritdoc/>
    public override string LabelOf(int index)
    {
        return "temperature";
    }

    /// <inheritdoc/>
    public override bool Read(int index, out int value)
    {
        return Read(out value) == I2cStatus.FullTransfer;
    }

    internal I2cStatus Read(out int millidegrees)
    {
        ushort raw;
        I2cStatus status = _client.ReadRegister16(TemperatureRegister, out raw);
        // 1000 / 256 = 125 / 32; bits that the chip does not fill may be anything.
        millidegrees = ((short)raw & _mask) * 125 / 32;
        return status;
    }
}
