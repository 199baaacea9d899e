using IpaEmbedded.Boards.Linux.Gpio;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.KernelChecks;

/// <summary>Supplies the pins of each bank of a "gpio-simulator" node.</summary>
internal sealed class PinsDriver(BoardTime time) : Driver
{
    /// <inheritdoc/>
    public override string[] Compatibles => ["gpio-simulator"];

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        foreach (TreeNode bank in device.Node.Children())
        {
            var chip = new GpioChip(Machine.Kernel.DeviceFile(Machine.Kernel.Require(bank, KernelClass.GpioChip).Name), time);
            device.OnRelease(chip.Dispose);
            device.Provide(bank, chip);
        }
    }
}
