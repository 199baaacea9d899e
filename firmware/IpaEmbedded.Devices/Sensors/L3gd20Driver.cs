using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Devices.Sensors;

/// <summary>Serves gyroscopes on SPI (iio/gyroscope in st,st-sensors.yaml), such as that of the STM32F429I-DISCO. DriverData is the <see cref="L3gd20"/>.</summary>
public sealed class L3gd20Driver : Driver
{
    // What WHO_AM_I answers (data sheets: known).
    private const byte IdentityOfL3gd20 = 0xd4;
    private const byte IdentityOfI3g4250d = 0xd3;

    private static readonly string[] Names = { "st,l3gd20-gyro", "st,i3g4250d-gyro" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        L3gd20 sensor = new L3gd20(device.Spi());
        device.Supply("vdd").Enable();
        device.Supply("vddio").Enable();
        sensor.Start(device.Node.IsCompatible("st,l3gd20-gyro") ? IdentityOfL3gd20 : IdentityOfI3g4250d);
        device.Provide(sensor);
        device.DriverData = sensor;
    }

    /// <inheritdoc/>
    public override void Remove(Device device)
    {
        ((L3gd20)device.DriverData).Stop();
    }
}
