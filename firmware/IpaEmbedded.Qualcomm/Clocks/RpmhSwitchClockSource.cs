using IpaEmbedded.Runtime.Clocks;

namespace IpaEmbedded.Qualcomm.Clocks;

/// <summary>A clock of a fixed rate that RPMh switches: the crystal, or a buffer of the power management chip.</summary>
public sealed class RpmhSwitchClockSource : ClockSource
{
    /// <summary>States of a clock that counts always: sleep, wake, active.</summary>
    public const uint Always = 7;

    /// <summary>States of a clock that counts only while the processors run: wake, active.</summary>
    public const uint WhileActive = 6;

    private readonly RpmhSwitch _switch;
    private readonly int _half;
    private readonly uint _states;
    private readonly uint _rate;

    internal RpmhSwitchClockSource(string name, RpmhSwitch onOff, bool activeOnly, uint rate)
        : base(name)
    {
        _switch = onOff;
        _half = activeOnly ? 1 : 0;
        _states = activeOnly ? WhileActive : Always;
        _rate = rate;
    }

    /// <inheritdoc/>
    public override uint Rate
    {
        get { return _rate; }
    }

    /// <summary>Does nothing: the rate is what the crystal gives.</summary>
    public override void SetRate(uint hertz)
    {
    }

    /// <inheritdoc/>
    protected override void TurnOn()
    {
        _switch.Set(_half, _states);
    }

    /// <inheritdoc/>
    protected override void TurnOff()
    {
        _switch.Set(_half, 0);
    }
}
