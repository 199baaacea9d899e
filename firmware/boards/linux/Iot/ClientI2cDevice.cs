using System.Device.I2c;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>A chip on a bus of the runtime as the library's I2cDevice: what the runtime returns as a status, the library expects to be thrown.</summary>
public sealed class ClientI2cDevice : I2cDevice
{
    private readonly I2cClient _client;
    private readonly string _name;

    /// <param name="client">The chip on its bus, whatever bus that is.</param>
    /// <param name="name">What it is called in messages: the path of its node.</param>
    public ClientI2cDevice(I2cClient client, string name)
    {
        _client = client;
        _name = name;
    }

    /// <summary>The chip as the runtime knows it.</summary>
    public I2cClient Client => _client;

    /// <summary>The address is the tree's; the number of the bus is not known to the runtime and 0.</summary>
    public override I2cConnectionSettings ConnectionSettings => new(0, _client.Address);

    /// <inheritdoc/>
    public override void Read(Span<byte> buffer) => WriteRead([], buffer);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => WriteRead(buffer, []);

    /// <inheritdoc/>
    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        // The runtime's buses take arrays.
        var read = new byte[readBuffer.Length];
        var status = _client.WriteRead(writeBuffer.ToArray(), writeBuffer.Length, read, read.Length);
        if (status != I2cStatus.FullTransfer)
        {
            throw new I2cTransferException($"{_name}: address 0x{_client.Address:x2}: {Say(status)}", status);
        }

        read.CopyTo(readBuffer);
    }

    private static string Say(I2cStatus status) => status switch
    {
        I2cStatus.AddressNotAcknowledged => "nobody acknowledges it",
        I2cStatus.PartialTransfer => "the chip stopped acknowledging what was written",
        I2cStatus.ClockStretchTimeout => "the chip held the clock too long",
        I2cStatus.Unsupported => "the bus cannot make this transfer",
        _ => "the bus failed",
    };
}
