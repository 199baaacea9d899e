using IpaEmbedded.Runtime.Pwm;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>A PWM controller that remembers what its channels are told.</summary>
public sealed class SimulatedPwm : PwmController
{
    private readonly string _nodePath;
    private readonly BoardSanitizer _breaches;
    private readonly uint[] _period;
    private readonly uint[] _active;
    private readonly bool[] _inverted;
    private readonly bool[] _enabled;

    internal SimulatedPwm(string nodePath, BoardSanitizer breaches, int channelCount)
    {
        _nodePath = nodePath;
        _breaches = breaches;
        _period = new uint[channelCount];
        _active = new uint[channelCount];
        _inverted = new bool[channelCount];
        _enabled = new bool[channelCount];
    }

    /// <summary>Path of the node.</summary>
    public string NodePath
    {
        get { return _nodePath; }
    }

    /// <inheritdoc/>
    public override int ChannelCount
    {
        get { return _period.Length; }
    }

    /// <summary>Period of a channel in nanoseconds; 0 when nobody has set it.</summary>
    public uint Period(int channel)
    {
        return _period[channel];
    }

    /// <summary>Active part of a channel's period in nanoseconds.</summary>
    public uint Active(int channel)
    {
        return _active[channel];
    }

    /// <summary>Whether a channel is low while it is active.</summary>
    public bool IsInverted(int channel)
    {
        return _inverted[channel];
    }

    /// <summary>Whether a channel runs; one that does not is inactive.</summary>
    public bool IsEnabled(int channel)
    {
        return _enabled[channel];
    }

    /// <inheritdoc/>
    public override bool Apply(int channel, uint periodNanoseconds, uint activeNanoseconds, bool inverted, bool enabled)
    {
        if (channel < 0 || channel >= _period.Length)
        {
            _breaches.Report(BoardRule.PwmRange, _nodePath, "channel " + channel.ToString() + " of " + _period.Length.ToString());
            return false;
        }
        if (activeNanoseconds > periodNanoseconds || periodNanoseconds == 0)
        {
            _breaches.Report(BoardRule.PwmRange, _nodePath, "channel " + channel.ToString() + ": active for " + activeNanoseconds.ToString() + " ns of a period of " + periodNanoseconds.ToString() + " ns");
            return false;
        }
        _period[channel] = periodNanoseconds;
        _active[channel] = activeNanoseconds;
        _inverted[channel] = inverted;
        _enabled[channel] = enabled;
        return true;
    }
}
