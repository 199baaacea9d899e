using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>TIMERS_PULSE_GRAN_CFG: granularities of the timers. A field that a version lacks is null.</summary>
public sealed class TimersPulseGranCfg : Register
{
    /// <summary>PULSE_GRAN_0.</summary>
    public readonly Field PulseGran0;

    /// <summary>PULSE_GRAN_1.</summary>
    public readonly Field PulseGran1;

    /// <summary>PULSE_GRAN_2.</summary>
    public readonly Field PulseGran2;

    /// <summary>Creates the register as one version has it.</summary>
    public TimersPulseGranCfg(uint offset, uint stride, Field[] fields)
        : base("TIMERS_PULSE_GRAN_CFG", offset, stride, Access.ReadWrite, fields)
    {
        PulseGran0 = Find("PULSE_GRAN_0");
        PulseGran1 = Find("PULSE_GRAN_1");
        PulseGran2 = Find("PULSE_GRAN_2");
    }
}
