using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Devices;

/// <summary>The drivers of this room.</summary>
public static class DeviceDrivers
{
    /// <summary>Adds all of them; an application that counts bytes adds those that it uses.</summary>
    public static void Register(DriverTable drivers)
    {
    }
}
