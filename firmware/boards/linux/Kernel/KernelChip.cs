using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Devices.Clocks;
using IpaEmbedded.Devices.Sensors;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>A chip that a kernel driver has, as the sensor that the driver's hwmon or IIO device makes of it; its device's DriverData.</summary>
public sealed class KernelChip : Sensor
{
    private readonly List<KernelChannel> _channels = [];

    internal KernelChip(string driver, SysfsFolder chip)
    {
        Driver = driver;
        foreach (var folder in chip.Below("hwmon").Entries("hwmon"))
        {
            _channels.AddRange(KernelChannel.OfHwmon(folder));
        }

        foreach (var folder in chip.Entries("iio:device"))
        {
            _channels.AddRange(KernelChannel.OfIio(folder));
        }

        Clock = chip.Below("rtc").Entries("rtc").Select(folder => new KernelClock(folder)).FirstOrDefault();
    }

    /// <summary>The kernel's driver.</summary>
    public string Driver { get; }

    /// <summary>Its clock; null when it keeps no time.</summary>
    public RealTimeClock? Clock { get; }

    /// <inheritdoc/>
    public override int Count => _channels.Count;

    /// <inheritdoc/>
    public override Quantity QuantityOf(int index) => _channels[index].Quantity;

    /// <inheritdoc/>
    public override string LabelOf(int index) => _channels[index].Label;

    /// <inheritdoc/>
    public override bool Read(int index, out int value)
    {
        value = 0;
        return _channels[index].Read() is { } wide && Math.Abs(wide) < int.MaxValue && Fit((long)decimal.Round(wide), out value);
    }
}
