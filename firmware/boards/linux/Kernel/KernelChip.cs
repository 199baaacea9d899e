using IpaEmbedded.Boards.Linux.Sysfs;

namespace IpaEmbedded.Boards.Linux.Kernel;

/// <summary>
/// A chip that a kernel driver has, through the classes that the driver serves; its device's DriverData. What it measures are channels in the units of the kernel's
/// class: "temp1" of hwmon in thousandths of a degree, "temp" of IIO as well, "humidityrelative" in thousandths of a percent, "pressure" in kilopascals.
/// </summary>
public sealed class KernelChip
{
    private const string Hwmon = "_input";
    private readonly List<(string Name, SysfsFolder Folder, string Attribute)> _channels = [];

    internal KernelChip(string driver, SysfsFolder chip)
    {
        Driver = driver;
        foreach (var folder in chip.Below("hwmon").Entries("hwmon"))
        {
            AddAll(folder, "", Hwmon);
        }

        foreach (var folder in chip.Entries("iio:device"))
        {
            AddAll(folder, "in_", Hwmon);
            AddAll(folder, "in_", "_raw");
        }

        Rtc = chip.Below("rtc").Entries("rtc").FirstOrDefault();
    }

    /// <summary>The kernel's driver.</summary>
    public string Driver { get; }

    /// <summary>Names of what it measures.</summary>
    public IReadOnlyList<string> Channels => _channels.Select(channel => channel.Name).ToList();

    /// <summary>Its folder in the RTC class; null when it keeps no time.</summary>
    public SysfsFolder? Rtc { get; }

    /// <summary>Measures a channel; false when the kernel gives no value (it is then 0).</summary>
    public bool TryRead(string channel, out decimal value)
    {
        var (_, folder, attribute) = _channels.Find(each => each.Name == channel);
        value = 0;
        if (folder?.Number(attribute) is not { } number)
        {
            return false;
        }

        if (attribute.EndsWith("_raw", StringComparison.Ordinal))
        {
            var stem = attribute[..^"_raw".Length];
            if (folder.Number(stem + "_scale") is not { } scale || Math.Abs(number) > int.MaxValue || Math.Abs(scale) > int.MaxValue)
            {
                return false;
            }

            number = (number + (folder.Number(stem + "_offset") ?? 0)) * scale;
        }

        value = number;
        return true;
    }

    /// <summary>Reads the clock, in seconds since 1970 UTC; false when there is none or it was never set.</summary>
    public bool TryReadTime(out DateTimeOffset time)
    {
        var seconds = Rtc?.Number("since_epoch");
        time = default;
        if (seconds is not (>= 0 and < 253402300800))
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds((long)seconds.Value);
        return true;
    }

    private void AddAll(SysfsFolder folder, string prefix, string suffix)
    {
        foreach (var attribute in folder.Names(prefix).Where(name => name.EndsWith(suffix, StringComparison.Ordinal)))
        {
            var name = attribute[prefix.Length..^suffix.Length];
            if (_channels.TrueForAll(channel => channel.Name != name))
            {
                _channels.Add((name, folder, attribute));
            }
        }
    }
}
