using IpaEmbedded.Devices.Adc;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Devices.Leds;
using IpaEmbedded.Devices.Regulators;
using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Devices;

/// <summary>The drivers of this room.</summary>
public static class DeviceDrivers
{
    /// <summary>Adds all of them; an application that counts bytes adds those that it uses.</summary>
    public static void Register(DriverTable drivers)
    {
        drivers.Add(new GpioKeysDriver());
        drivers.Add(new AdcKeysDriver());
        drivers.Add(new PwmLedsDriver());
        drivers.Add(new FixedRegulatorDriver());
        drivers.Add(new VoltageDividerDriver());
        drivers.Add(new IioHwmonDriver());
    }
}
