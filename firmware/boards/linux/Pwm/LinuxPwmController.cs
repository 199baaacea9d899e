using System.Globalization;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Pwm;

namespace IpaEmbedded.Boards.Linux.Pwm;

/// <summary>The channels of a pwmchip of the kernel's PWM class. A channel is exported at its first use and given back at disposal.</summary>
public sealed class LinuxPwmController : PwmController, IDisposable
{
    private readonly SysfsFolder _chip;
    private readonly HashSet<int> _exported = [];

    /// <param name="chip">The chip's folder, such as /sys/class/pwm/pwmchip0.</param>
    public LinuxPwmController(SysfsFolder chip) => _chip = chip;

    /// <inheritdoc/>
    public override int ChannelCount => _chip.Number("npwm") is { } count and >= 0 and <= int.MaxValue ? (int)count : 0;

    /// <inheritdoc/>
    public override bool Apply(int channel, uint periodNanoseconds, uint activeNanoseconds, bool inverted, bool enabled)
    {
        if (Export(channel) is not { } folder)
        {
            return false;
        }

        var active = enabled ? Math.Min(activeNanoseconds, periodNanoseconds) : 0;
        var asWanted = inverted == SetPolarity(folder, inverted);
        var duty = asWanted ? active : periodNanoseconds - active;
        // The kernel refuses a period below the duty cycle at any moment.
        var set = folder.Number("period") >= periodNanoseconds
            ? Write(folder, "duty_cycle", duty) && Write(folder, "period", periodNanoseconds)
            : Write(folder, "period", periodNanoseconds) && Write(folder, "duty_cycle", duty);
        // An output that is off is low where nothing inverts it: one that should be high then stays on.
        return Write(folder, "enable", enabled || !asWanted ? 1u : 0) && set;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var channel in _exported)
        {
            Write(_chip, "unexport", (uint)channel);
        }

        _exported.Clear();
    }

    /// <summary>Asks for a polarity and says whether the hardware inverts then.</summary>
    private static bool SetPolarity(SysfsFolder folder, bool inverted)
    {
        const string Inversed = "inversed";
        if (folder.Text("polarity") is { } polarity && (polarity == Inversed) != inverted)
        {
            // It changes only while the output is off.
            folder.TryWrite("enable", "0");
            folder.TryWrite("polarity", inverted ? Inversed : "normal");
        }

        return folder.Text("polarity") == Inversed;
    }

    private static bool Write(SysfsFolder folder, string attribute, uint value) => folder.TryWrite(attribute, value.ToString(CultureInfo.InvariantCulture));

    private SysfsFolder? Export(int channel)
    {
        var folder = _chip.Below("pwm" + channel.ToString(CultureInfo.InvariantCulture));
        if (!folder.Exists)
        {
            Write(_chip, "export", (uint)channel);
            _exported.Add(channel);
        }

        return folder.Exists ? folder : null;
    }
}
