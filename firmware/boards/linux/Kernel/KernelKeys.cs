using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>Keys of a node that the kernel's own driver has, through its event file.</summary>
internal static class KernelKeys
{
    /// <summary>Supplies the keys of a node under its children; DriverData is the array of them, as GpioKeysDriver has it.</summary>
    public static void Provide(Device device, KernelDevices kernel, BoardTime time)
    {
        var path = kernel.DeviceFile("input/" + kernel.AllOf(device.NodePath, KernelClass.Input)[0].Name);
        var children = device.Node.Children();
        var keys = children.Select(child => new Key(child)).ToArray();
        var types = children.Select(child => child.Cell("linux,input-type", EventFile.KeyType)).ToArray();
        var file = new EventFile(path, time, device.Loop, keys, types);
        device.OnRelease(file.Dispose);
        file.ReportState();
        for (var i = 0; i < keys.Length; i++)
        {
            device.Provide(children[i], keys[i]);
        }

        device.DriverData = keys;
    }
}
