using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Runtime.Pwm;

/// <summary>One channel of a PWM controller as its consumer sees it: "pwms" gives channel, period and polarity.</summary>
public sealed class PwmOutput
{
    /// <summary>Flag of a specifier: the output is low while it is active (include/dt-bindings/pwm/pwm.h).</summary>
    public const uint PolarityInverted = 1;

    private readonly PwmController _controller;
    private readonly int _channel;
    private readonly uint _period;
    private readonly bool _inverted;
    private uint _active;

    private PwmOutput(PwmController controller, int channel, uint period, bool inverted)
    {
        _controller = controller;
        _channel = channel;
        _period = period;
        _inverted = inverted;
    }

    /// <summary>Number of the channel at its controller.</summary>
    public int Channel
    {
        get { return _channel; }
    }

    /// <summary>Period in nanoseconds.</summary>
    public uint PeriodNanoseconds
    {
        get { return _period; }
    }

    /// <summary>Whether the output is low while it is active.</summary>
    public bool IsInverted
    {
        get { return _inverted; }
    }

    /// <summary>Active part of the period in nanoseconds, as it was set last.</summary>
    public uint ActiveNanoseconds
    {
        get { return _active; }
    }

    /// <summary>Drives the output with an active part in nanoseconds, at most the period; false when the hardware refuses.</summary>
    public bool Set(uint activeNanoseconds)
    {
        _active = activeNanoseconds > _period ? _period : activeNanoseconds;
        return _controller.Apply(_channel, _period, _active, _inverted, true);
    }

    /// <summary>Drives the output with a share of the period, such as 3 of 255; false when the hardware refuses.</summary>
    public bool SetShare(uint part, uint whole)
    {
        return Set(whole == 0 ? 0 : (uint)((ulong)_period * (part > whole ? whole : part) / whole));
    }

    /// <summary>Stops the output: it stays inactive.</summary>
    public bool Stop()
    {
        _active = 0;
        return _controller.Apply(_channel, _period, 0, _inverted, false);
    }

    internal void Release()
    {
        Stop();
    }

    internal static PwmOutput Of(Device device, TreeNode node, int index)
    {
        uint[] cells;
        PwmController controller = (PwmController)device.Provider(node, "pwms", "#pwm-cells", index, PwmController.ProviderKind, out cells);
        if (cells.Length < 2 || cells[0] >= (uint)controller.ChannelCount || cells[1] == 0) { throw device.Unknown(node, "pwms", "#pwm-cells", index, "a channel and a period in nanoseconds"); }
        PwmOutput output = new PwmOutput(controller, (int)cells[0], cells[1], cells.Length > 2 && (cells[2] & PolarityInverted) != 0);
        device.OnRelease(output.Release);
        return output;
    }
}
