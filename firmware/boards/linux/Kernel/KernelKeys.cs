using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>Keys of a node that the kernel's own driver has, through its event file.</summary>
internal static class KernelKeys
{
    /// <summary>Supplies the keys of a node, the first child as pin 0.</summary>
    public static void Provide(Device device, KernelDevices kernel, BoardTime time)
    {
        var file = kernel.AllOf(device.NodePath, KernelClass.Input)[0];
        var codes = device.Node.Children().Select(child => child.Cell("linux,code")).ToArray();
        var keys = new EventFile(kernel.DeviceFile("input/" + file.Name), time, codes);
        device.OnRelease(keys.Dispose);
        device.Provide(keys);
        device.DriverData = keys;
    }
}
