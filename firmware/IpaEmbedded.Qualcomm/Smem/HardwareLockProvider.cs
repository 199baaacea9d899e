using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Kernel;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>Gives the locks of a block of hardware locks to those whose "hwlocks" name it.</summary>
public sealed class HardwareLockProvider : Provider
{
    /// <summary>What it is called in errors.</summary>
    public const string ProviderKind = "hardware lock";

    private readonly EventKernel _kernel;
    private readonly RegisterBlock _registers;

    /// <summary>Creates the provider over the mapped locks.</summary>
    public HardwareLockProvider(EventKernel kernel, RegisterBlock registers)
    {
        _kernel = kernel;
        _registers = registers;
    }

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>The lock that a specifier names; null when there is no such lock.</summary>
    public HardwareLock Translate(uint[] specifier)
    {
        return specifier.Length != 1 || specifier[0] >= HardwareLock.Count ? null : new HardwareLock(_kernel, _registers, (int)specifier[0]);
    }
}
