using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>TIMERS_XO_CLK_DIV_CFG: divider of the timer clock. A field that a version lacks is null.</summary>
public sealed class TimersXoClkDivCfg : Register
{
    /// <summary>DIV_VALUE.</summary>
    public readonly Field DivValue;

    /// <summary>DIV_ENABLE.</summary>
    public readonly Field DivEnable;

    /// <summary>Creates the register as one version has it.</summary>
    public TimersXoClkDivCfg(uint offset, uint stride, Field[] fields)
        : base("TIMERS_XO_CLK_DIV_CFG", offset, stride, Access.ReadWrite, fields)
    {
        DivValue = Find("DIV_VALUE");
        DivEnable = Find("DIV_ENABLE");
    }
}
