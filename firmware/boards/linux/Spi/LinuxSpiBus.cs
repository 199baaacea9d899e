using System.Globalization;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.Boards.Linux.Spi;

/// <summary>An SPI bus through spidev: each chip has a device file of its own, opened and set when its device asks for it.</summary>
public sealed class LinuxSpiBus : SpiBus, IDisposable
{
    private readonly KernelDevices _kernel;
    private readonly int _number;
    private readonly Dictionary<int, int> _descriptors = [];

    /// <param name="kernel">The machine.</param>
    /// <param name="number">B of /dev/spidevB.C.</param>
    public LinuxSpiBus(KernelDevices kernel, int number)
    {
        _kernel = kernel;
        _number = number;
    }

    /// <summary>What the kernel calls a chip of a bus.</summary>
    public static string ChipName(int bus, int chipSelect) => string.Create(CultureInfo.InvariantCulture, $"spi{bus}.{chipSelect}");

    /// <summary>The device file of a chip.</summary>
    public string DeviceFile(int chipSelect) => _kernel.DeviceFile(string.Create(CultureInfo.InvariantCulture, $"spidev{_number}.{chipSelect}"));

    /// <inheritdoc/>
    public override void Claim(Device device, SpiClient client)
    {
        var chip = ChipName(_number, client.ChipSelect);
        var driver = _kernel.DriverOf("spi", chip);
        if (driver is not null and not "spidev")
        {
            throw device.Error("reg", $"a chip that is free, found {chip}, which the kernel's driver {driver} has");
        }

        if (driver is null && _kernel.Chip("spi", chip).Exists)
        {
            throw device.Error("reg", $"a chip that spidev serves, found {chip} without a driver: write spidev to its driver_override, and its name to bus/spi/drivers/spidev/bind");
        }

        var descriptor = LibC.Open(DeviceFile(client.ChipSelect), LibC.ReadWrite);
        try
        {
            Set(descriptor, client);
        }
        catch (IOException)
        {
            LibC.Close(descriptor);
            throw;
        }

        Close(client.ChipSelect);
        _descriptors[client.ChipSelect] = descriptor;
    }

    /// <inheritdoc/>
    public override bool Transfer(SpiClient client, byte[]? write, byte[]? read, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, write?.Length ?? count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, read?.Length ?? count);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!_descriptors.TryGetValue(client.ChipSelect, out var descriptor))
        {
            return false;
        }

        return BusTransfer.Spi(descriptor, client.Frequency, write.AsSpan(0, write is null ? 0 : count), read.AsSpan(0, read is null ? 0 : count), count) == count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var chipSelect in _descriptors.Keys.ToList())
        {
            Close(chipSelect);
        }
    }

    /// <summary>The mode of a client as the kernel numbers it.</summary>
    internal static uint ModeOf(SpiClient client) =>
        (uint)client.Mode
        | (client.IsChipSelectHigh ? SpiMessage.ChipSelectHigh : 0)
        | (client.IsLeastSignificantFirst ? SpiMessage.LeastSignificantFirst : 0)
        | (client.IsThreeWire ? SpiMessage.ThreeWire : 0);

    private void Close(int chipSelect)
    {
        if (_descriptors.Remove(chipSelect, out var descriptor))
        {
            LibC.Close(descriptor);
        }
    }

    private void Set(int descriptor, SpiClient client)
    {
        var path = DeviceFile(client.ChipSelect);
        var mode = ModeOf(client);
        LibC.Control(descriptor, path, $"mode {mode}", SpiMessage.WriteMode, (int)mode);
        LibC.Control(descriptor, path, "8 bits per word", SpiMessage.WriteBitsPerWord, [8]);
        if (client.Frequency != 0)
        {
            LibC.Control(descriptor, path, $"{client.Frequency} Hz", SpiMessage.WriteMaxSpeed, (int)client.Frequency);
        }
    }
}
