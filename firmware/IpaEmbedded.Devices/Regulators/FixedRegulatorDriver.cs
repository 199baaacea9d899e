using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Devices.Regulators;

/// <summary>Serves "regulator-fixed" nodes. Without "enable-active-high" the pin of "gpio" or "gpios" is active low, whatever its flag says; that of Zephyr's "enable-gpios" is as its flag says.</summary>
public sealed class FixedRegulatorDriver : Driver
{
    private static readonly string[] Names = { "regulator-fixed" };

    /// <inheritdoc/>
    public override string[] Compatibles
    {
        get { return Names; }
    }

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        string property = device.HasProperty("gpio") ? "gpio" : device.HasProperty("gpios") ? "gpios" : "enable-gpios";
        GpioLine pin = device.HasProperty(property) ? device.Gpio(property, 0) : null;
        bool activeHigh = device.HasProperty("enable-active-high") || (property == "enable-gpios" && pin != null && !pin.IsActiveLow);
        FixedRegulator regulator = new FixedRegulator(device, pin, activeHigh);
        regulator.Start(device.HasProperty("regulator-boot-on") || device.HasProperty("regulator-always-on"));
        device.Provide(regulator);
        device.DriverData = regulator;
    }
}
