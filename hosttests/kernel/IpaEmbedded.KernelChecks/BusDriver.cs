using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.KernelChecks;

/// <summary>Supplies what a bus is, if anything, and makes devices of the chips on it.</summary>
internal sealed class BusDriver(string[] compatibles, Func<TreeNode, Provider>? provider) : Driver
{
    /// <inheritdoc/>
    public override string[] Compatibles => compatibles;

    /// <inheritdoc/>
    public override void Probe(Device device)
    {
        if (provider is not null)
        {
            Provider bus = provider(device.Node);
            device.OnRelease(((IDisposable)bus).Dispose);
            device.Provide(bus);
        }

        device.PopulateChildren();
    }
}
