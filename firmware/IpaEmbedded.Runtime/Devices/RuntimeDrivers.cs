using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Runtime.Devices;

/// <summary>The drivers that come with the runtime: they need no chip, only the tree.</summary>
public static class RuntimeDrivers
{
    /// <summary>Adds "fixed-clock" and "gpio-leds".</summary>
    public static void Register(DriverTable drivers)
    {
        drivers.Add(new FixedClockDriver());
        drivers.Add(new GpioLedsDriver());
    }
}
