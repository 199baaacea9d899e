using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>The drivers that make types of Iot.Device.Bindings 4.2.0 from nodes: a device's DriverData is the library's own object.</summary>
/// <remarks>
/// They run on every bus of the runtime, simulated or real. The library's constructors talk to their chips, and some sleep (up to half a second): probe before the
/// event loop runs.
/// </remarks>
public static class IotBindings
{
    internal static IReadOnlyList<IotRow> Rows { get; } =
        [.. EnvironmentSensors.Rows, .. MotionSensors.Rows, .. LightSensors.Rows, .. PowerAndTime.Rows, .. Expanders.Rows, .. Converters.Rows, .. Displays.Rows];

    /// <summary>Adds all of them. Of two drivers for a name the later one counts: add them before IpaEmbedded.Devices, whose types are the same on every board, or after it.</summary>
    public static void Register(DriverTable drivers)
    {
        foreach (var row in Rows)
        {
            drivers.Add(new IotDriver(row));
        }
    }
}
