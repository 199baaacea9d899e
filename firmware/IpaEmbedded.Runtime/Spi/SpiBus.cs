using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Spi;

/// <summary>An SPI bus: what its controller's driver provides under the bus node, before it makes devices of the node's children.</summary>
public abstract class SpiBus : Provider
{
    /// <summary>What a bus is called in errors.</summary>
    public const string ProviderKind = "SPI bus";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>
    /// Selects the chip, moves bytes both ways at once, and deselects it. Null as <paramref name="write"/> sends zeros, null as <paramref name="read"/> drops what
    /// comes. False when the bus refuses or fails (mode, count, an error of the operating system); throws nothing.
    /// </summary>
    public abstract bool Transfer(SpiClient client, byte[] write, byte[] read, int count);

    /// <summary>
    /// Is told of each device that asks for its chip, before the first transfer: a bus whose chips others may have too (the drivers of an operating system) throws
    /// a <see cref="ProbeException"/> for a chip that is not free.
    /// </summary>
    public virtual void Claim(Device device, SpiClient client)
    {
    }
}
