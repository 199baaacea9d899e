using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Regulators;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>A supply that the kernel switches for its own consumers: a program can see whether it is on, and not switch it.</summary>
internal sealed class KernelRegulator : Regulator
{
    private readonly SysfsFolder _folder;

    /// <param name="folder">Its folder in the kernel's regulator class.</param>
    public KernelRegulator(SysfsFolder folder) => _folder = folder;

    /// <inheritdoc/>
    public override string Name => _folder.Text("name") ?? _folder.Name;

    /// <inheritdoc/>
    public override int Microvolts => _folder.Number("microvolts") is { } microvolts and >= 0 and <= int.MaxValue ? (int)microvolts : 0;

    /// <inheritdoc/>
    protected override void TurnOn()
    {
        if (_folder.Text("state") == "disabled")
        {
            throw new HardwareException($"supply {Name}: the kernel has it off, and no program may switch it on: {_folder.FolderPath}");
        }
    }

    /// <inheritdoc/>
    protected override void TurnOff()
    {
    }
}
