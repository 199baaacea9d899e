using System.Device.Spi;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>A chip on a bus of the runtime as the library's SpiDevice.</summary>
public sealed class ClientSpiDevice : SpiDevice
{
    private readonly SpiClient _client;
    private readonly string _name;

    /// <param name="client">The chip on its bus.</param>
    /// <param name="name">What it is called in messages: the path of its node.</param>
    public ClientSpiDevice(SpiClient client, string name)
    {
        _client = client;
        _name = name;
    }

    /// <summary>Chip select, clock and mode are the tree's; the number of the bus is not known to the runtime and 0.</summary>
    public override SpiConnectionSettings ConnectionSettings => new(0, _client.ChipSelect)
    {
        ClockFrequency = (int)Math.Min(_client.Frequency, int.MaxValue),
        Mode = (SpiMode)_client.Mode,
        DataFlow = _client.IsLeastSignificantFirst ? DataFlow.LsbFirst : DataFlow.MsbFirst,
    };

    /// <inheritdoc/>
    public override void Read(Span<byte> buffer)
    {
        var read = new byte[buffer.Length];
        Transfer(null, read, read.Length);
        read.CopyTo(buffer);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => Transfer(buffer.ToArray(), null, buffer.Length);

    /// <inheritdoc/>
    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(readBuffer.Length, writeBuffer.Length);
        var read = new byte[readBuffer.Length];
        Transfer(writeBuffer.ToArray(), read, read.Length);
        read.CopyTo(readBuffer);
    }

    private void Transfer(byte[]? write, byte[]? read, int count)
    {
        if (!_client.Transfer(write, read, count))
        {
            throw new IOException($"{_name}: chip select {_client.ChipSelect}: the bus failed a transfer of {count} bytes");
        }
    }
}
