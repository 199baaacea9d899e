using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>The drivers that make types of Iot.Device.Bindings.</summary>
public static class IotBindings
{
    /// <summary>Adds all of them.</summary>
    public static void Register(DriverTable drivers)
    {
    }
}
