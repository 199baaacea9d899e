using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.I2c;

/// <summary>An I2C bus: what its controller's driver provides under the bus node, before it makes devices of the node's children.</summary>
public abstract class I2cBus : Provider
{
    /// <summary>What a bus is called in errors.</summary>
    public const string ProviderKind = "I2C bus";

    /// <inheritdoc/>
    public override string Kind
    {
        get { return ProviderKind; }
    }

    /// <summary>
    /// Writes, then reads after a repeated start, then stops; a count of 0 leaves that part out, and with both 0 only the address is sent. Ends before it
    /// returns; throws nothing.
    /// </summary>
    public abstract I2cStatus Transfer(I2cClient client, byte[] write, int writeCount, byte[] read, int readCount);

    /// <summary>
    /// Is told of each device that asks for its chip, before the first transfer: a bus whose chips others may have too (the drivers of an operating system) throws
    /// a <see cref="ProbeException"/> for a chip that is not free.
    /// </summary>
    public virtual void Claim(Device device, I2cClient client)
    {
    }
}
