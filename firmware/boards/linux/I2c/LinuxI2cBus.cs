using System.Globalization;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.Boards.Linux.I2c;

/// <summary>
/// An I2C bus through its device file, which is opened when the first device asks for its chip. The kernel lets a program talk past a driver of its own; this bus
/// does not: a device whose chip such a driver has fails, and its reason names the driver.
/// </summary>
public sealed class LinuxI2cBus : I2cBus, IDisposable
{
    private readonly KernelDevices _kernel;
    private readonly int _number;
    private int _descriptor = -1;
    private ulong _functionality;

    /// <param name="kernel">The machine.</param>
    /// <param name="number">N of /dev/i2c-N.</param>
    public LinuxI2cBus(KernelDevices kernel, int number)
    {
        _kernel = kernel;
        _number = number;
    }

    /// <summary>The device file.</summary>
    public string DeviceFile => _kernel.DeviceFile($"i2c-{_number.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>What the kernel calls a chip on this bus; ten-bit addresses are apart from the others.</summary>
    public static string ChipName(int bus, int address, bool tenBit) => string.Create(CultureInfo.InvariantCulture, $"{bus}-{address | (tenBit ? 0xa000 : 0):x4}");

    /// <inheritdoc/>
    public override void Claim(Device device, I2cClient client)
    {
        var chip = ChipName(_number, client.Address, client.IsTenBit);
        if (_kernel.DriverOf("i2c", chip) is { } driver)
        {
            throw device.Error("reg", $"a chip that is free, found {chip}, which the kernel's driver {driver} has");
        }

        if (Open() is var error and < 0)
        {
            throw LibC.Failure("open", DeviceFile, -error);
        }
    }

    /// <inheritdoc/>
    public override I2cStatus Transfer(I2cClient client, byte[]? write, int writeCount, byte[]? read, int readCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(writeCount, write?.Length ?? 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(readCount, read?.Length ?? 0);
        if (Open() is var refusal and < 0)
        {
            return I2cControl.StatusOf(-refusal) == I2cStatus.Unsupported ? I2cStatus.Unsupported : I2cStatus.BusError;
        }

        if (writeCount > I2cControl.MaxMessageLength || readCount > I2cControl.MaxMessageLength || (_functionality & I2cControl.PlainTransfers) == 0
            || (client.IsTenBit && (_functionality & I2cControl.TenBitAddresses) == 0))
        {
            return I2cStatus.Unsupported;
        }

        var flags = client.IsTenBit ? I2cMessage.TenBitFlag : (ushort)0;
        var done = BusTransfer.I2c(_descriptor, client.Address, flags, write.AsSpan(0, writeCount), read.AsSpan(0, readCount), out var count);
        return done < 0 ? I2cControl.StatusOf(-done) : I2cControl.StatusOf(done, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            LibC.Close(_descriptor);
        }

        _descriptor = -1;
    }

    private int Open()
    {
        if (_descriptor >= 0)
        {
            return 0;
        }

        var descriptor = LibC.TryOpen(DeviceFile, LibC.ReadWrite);
        if (descriptor < 0)
        {
            return descriptor;
        }

        var asked = BusTransfer.Functionality(descriptor, out _functionality);
        if (asked < 0)
        {
            LibC.Close(descriptor);
            return asked;
        }

        _descriptor = descriptor;
        return 0;
    }
}
