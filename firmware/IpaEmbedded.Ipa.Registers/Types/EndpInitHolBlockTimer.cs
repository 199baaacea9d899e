using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_HOL_BLOCK_TIMER: head-of-line blocking timer. A field that a version lacks is null.</summary>
public sealed class EndpInitHolBlockTimer : Register
{
    /// <summary>TIMER_BASE_VALUE.</summary>
    public readonly Field TimerBaseValue;

    /// <summary>TIMER_SCALE.</summary>
    public readonly Field TimerScale;

    /// <summary>TIMER_LIMIT.</summary>
    public readonly Field TimerLimit;

    /// <summary>TIMER_GRAN_SEL.</summary>
    public readonly Field TimerGranSel;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitHolBlockTimer(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_HOL_BLOCK_TIMER", offset, stride, Access.ReadWrite, fields)
    {
        TimerBaseValue = Find("TIMER_BASE_VALUE");
        TimerScale = Find("TIMER_SCALE");
        TimerLimit = Find("TIMER_LIMIT");
        TimerGranSel = Find("TIMER_GRAN_SEL");
    }
}
