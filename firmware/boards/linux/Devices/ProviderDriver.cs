using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Linux.Devices;

/// <summary>
/// Binds nodes whose hardware the Linux kernel drives itself, and supplies what the board offers in their place: interrupt lines for the
/// interrupt controller's node, character-device pins for the pin controller's.
/// </summary>
public sealed class ProviderDriver : Driver
{
    private readonly string[] _compatibles;
    private readonly Provider _provider;

    /// <summary>A driver for one node; the board owns the provider.</summary>
    public ProviderDriver(string[] compatibles, Provider provider)
    {
        _compatibles = compatibles;
        _provider = provider;
    }

    /// <inheritdoc/>
    public override string[] Compatibles => _compatibles;

    /// <inheritdoc/>
    public override void Probe(Device device) => device.Provide(_provider);
}
