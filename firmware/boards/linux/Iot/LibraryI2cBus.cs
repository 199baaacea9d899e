using System.Device.I2c;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>A bus of the library, such as a channel of a multiplexer, as one of the runtime's.</summary>
public sealed class LibraryI2cBus : IpaEmbedded.Runtime.I2c.I2cBus
{
    private readonly System.Device.I2c.I2cBus _bus;
    private readonly Dictionary<int, I2cDevice> _devices = [];

    /// <param name="bus">The library's bus; its owner disposes it.</param>
    public LibraryI2cBus(System.Device.I2c.I2cBus bus) => _bus = bus;

    /// <inheritdoc/>
    public override I2cStatus Transfer(I2cClient client, byte[]? write, int writeCount, byte[]? read, int readCount)
    {
        if (client.IsTenBit)
        {
            return I2cStatus.Unsupported;
        }

        try
        {
            if (!_devices.TryGetValue(client.Address, out var device))
            {
                device = _bus.CreateDevice(client.Address);
                _devices.Add(client.Address, device);
            }

            Transfer(device, write.AsSpan(0, writeCount), read.AsSpan(0, readCount));
            return I2cStatus.FullTransfer;
        }
        catch (I2cTransferException failure)
        {
            return failure.Status;
        }
        catch (IOException)
        {
            return I2cStatus.BusError;
        }
    }

    private static void Transfer(I2cDevice device, ReadOnlySpan<byte> write, Span<byte> read)
    {
        if (read.Length == 0)
        {
            device.Write(write);
        }
        else if (write.Length == 0)
        {
            device.Read(read);
        }
        else
        {
            device.WriteRead(write, read);
        }
    }
}
