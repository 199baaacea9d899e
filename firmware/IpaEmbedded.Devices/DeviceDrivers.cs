using IpaEmbedded.Devices.Adc;
using IpaEmbedded.Devices.Clocks;
using IpaEmbedded.Devices.Gpio;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Devices.Leds;
using IpaEmbedded.Devices.Memories;
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
        drivers.Add(new Lm75Driver());
        drivers.Add(new Ina2xxDriver());
        drivers.Add(new L3gd20Driver());
        drivers.Add(new Pcf857xDriver());
        drivers.Add(new Ds3231Driver());
        drivers.Add(new EepromDriver());
    }
}
