using System.Globalization;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Adc;

namespace IpaEmbedded.Boards.Linux.Adc;

/// <summary>
/// The voltages of a device of the kernel's IIO class. A channel's number is its place among those that the device shows (in_voltageN, by N), as the kernel counts
/// them for "io-channels".
/// </summary>
public sealed class LinuxAdcController : AdcController
{
    private const string Prefix = "in_voltage";

    private readonly SysfsFolder _device;
    private readonly int[] _channels;

    /// <param name="device">The device's folder, such as /sys/bus/iio/devices/iio:device0.</param>
    public LinuxAdcController(SysfsFolder device)
    {
        _device = device;
        _channels = [.. device.Names(Prefix).Select(NumberOf).Where(number => number >= 0).Distinct().Order()];
    }

    /// <inheritdoc/>
    public override int ChannelCount => _channels.Length;

    /// <inheritdoc/>
    public override bool Read(int channel, out int microvolts)
    {
        var name = Prefix + _channels[channel].ToString(CultureInfo.InvariantCulture);
        var millivolts = _device.Number(name + "_input") ?? (Raw(name) * (_device.Number(name + "_scale") ?? _device.Number(Prefix + "_scale")));
        microvolts = 0;
        if (millivolts is not (> int.MinValue / 1000 and < int.MaxValue / 1000))
        {
            return false;
        }

        microvolts = (int)decimal.Round(millivolts.Value * 1000);
        return true;
    }

    private decimal? Raw(string name) => _device.Number(name + "_raw") + (_device.Number(name + "_offset") ?? _device.Number(Prefix + "_offset") ?? 0);

    private static int NumberOf(string attribute)
    {
        var end = attribute.LastIndexOf('_');
        return attribute[end..] is "_raw" or "_input" && int.TryParse(attribute[Prefix.Length..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}
