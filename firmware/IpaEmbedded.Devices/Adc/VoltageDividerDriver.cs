using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Devices.Adc;

/// <summary>Serves "voltage-divider" nodes (iio/afe/voltage-divider.yaml): an ADC in front of one channel of another.</summary>
public sealed class VoltageDividerDriver : Driver
{
    private static readonly string[] Names = { "voltage-divider" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        uint output = device.Node.Cell("output-ohms");
        uint full = device.Node.Cell("full-ohms");
        if (output == 0 || output > full) { throw device.Error("output-ohms", "1 to \"full-ohms\" (" + full.ToString() + "), found " + output.ToString()); }
        VoltageDivider divider = new VoltageDivider(device.IoChannel(device.Node, 0), output, full);
        device.Provide(divider);
        device.DriverData = divider;
    }
}
