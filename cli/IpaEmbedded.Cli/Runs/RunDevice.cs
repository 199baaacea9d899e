using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Cli.Runs;

/// <summary>A device of the platform at the end of a run: its node, its state in a word, and why it is not bound (empty if it is).</summary>
public sealed record RunDevice(string NodePath, string Driver, bool IsBound, string State, string Reason)
{
    /// <summary>All devices of a platform, as they are now.</summary>
    public static IReadOnlyList<RunDevice> Of(Platform platform)
    {
        var devices = new List<RunDevice>();
        for (int i = 0; i < platform.DeviceCount; i++)
        {
            Device device = platform.DeviceAt(i);
            devices.Add(new RunDevice(device.NodePath, device.Driver is { } driver ? driver.GetType().Name : "", device.State == DeviceState.Bound, StateOf(device.State), device.Reason));
        }
        return devices;
    }

    private static string StateOf(DeviceState state) => state switch
    {
        DeviceState.Bound => "bound",
        DeviceState.Deferred => "waits",
        DeviceState.Failed => "failed",
        DeviceState.Removed => "removed",
        DeviceState.NoDriver => "no driver",
        _ => "not tried",
    };
}
