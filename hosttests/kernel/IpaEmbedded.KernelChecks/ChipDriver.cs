using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.KernelChecks;

/// <summary>Asks for a chip and leaves the rest to the check.</summary>
internal sealed class ChipDriver(string[] compatibles, Func<Device, object> ask) : Driver
{
    /// <inheritdoc/>
    public override string[] Compatibles => compatibles;

    /// <inheritdoc/>
    public override void Probe(Device device) => device.DriverData = ask(device);
}
