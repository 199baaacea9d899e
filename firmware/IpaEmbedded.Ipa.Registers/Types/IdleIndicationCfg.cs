using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>IDLE_INDICATION_CFG: when the core reports idle. A field that a version lacks is null.</summary>
public sealed class IdleIndicationCfg : Register
{
    /// <summary>ENTER_IDLE_DEBOUNCE_THRESH.</summary>
    public readonly Field EnterIdleDebounceThresh;

    /// <summary>CONST_NON_IDLE_ENABLE.</summary>
    public readonly Field ConstNonIdleEnable;

    /// <summary>Creates the register as one version has it.</summary>
    public IdleIndicationCfg(uint offset, uint stride, Field[] fields)
        : base("IDLE_INDICATION_CFG", offset, stride, Access.ReadWrite, fields)
    {
        EnterIdleDebounceThresh = Find("ENTER_IDLE_DEBOUNCE_THRESH");
        ConstNonIdleEnable = Find("CONST_NON_IDLE_ENABLE");
    }
}
