using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>Gives the locks of a block of hardware locks to those whose "hwlocks" name it.</summary>
public sealed class HardwareSpinlockProvider : Provider
{
    /// <summary>What it is called in errors.</summary>
    public const string ProviderKind = "hardware lock";

    private readonly EventLoop _loop;
    private readonly RegisterBlock _registers;

    /// <summary>Creates the provider over the mapped locks.</summary>
    public HardwareSpinlockProvider(EventLoop loop, RegisterBlock registers)
    {
        _loop = loop;
        _registers = registers;
    }

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>The lock that a specifier names; null when there is no such lock.</summary>
    public HardwareSpinlock Translate(uint[] specifier)
    {
        return specifier.Length != 1 || specifier[0] >= HardwareSpinlock.Count ? null : new HardwareSpinlock(_loop, _registers, (int)specifier[0]);
    }
}
