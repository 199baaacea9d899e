using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Interrupts;

namespace IpaEmbedded.Devices.Gpio;

/// <summary>Serves pin expanders of the PCF8574 family (gpio/nxp,pcf8575.yaml): their pins are used as any other. DriverData is the <see cref="Pcf857x"/>.</summary>
public sealed class Pcf857xDriver : Driver
{
    private static readonly string[] Names =
    {
        "nxp,pcf8574", "nxp,pcf8574a", "nxp,pca8574", "nxp,pca9670", "nxp,pca9672", "nxp,pca9674", "maxim,max7328", "maxim,max7329", "ti,pcf8574",
        "nxp,pcf8575", "nxp,pca8575", "nxp,pca9671", "nxp,pca9673", "nxp,pca9675", "ti,pcf8575",
    };

    private static readonly string[] Wide = { "nxp,pcf8575", "nxp,pca8575", "nxp,pca9671", "nxp,pca9673", "nxp,pca9675", "ti,pcf8575" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        I2cClient client = device.I2c();
        device.Supply("vcc").Enable();
        int pins = 8;
        for (int i = 0; i < Wide.Length; i++)
        {
            if (device.Node.IsCompatible(Wide[i])) { pins = 16; }
        }
        ConsumerInterrupt interrupt = InterruptSpecifiers.PropertyOf(device.Node) == null ? null : device.Interrupt(0);
        // The property has a 1 for each pin that is low at the start.
        Pcf857x expander = new Pcf857x(client, pins, ~(int)device.Node.Cell("lines-initial-states", 0), interrupt != null);
        client.RequireFull(expander.Sample(), "read the pins");
        device.DriverData = expander;
        device.Provide(expander);
        if (interrupt != null) { interrupt.RequestThreaded(expander.OnInterrupt, 0); }
    }
}
