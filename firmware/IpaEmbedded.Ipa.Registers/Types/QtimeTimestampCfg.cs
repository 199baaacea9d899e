using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>QTIME_TIMESTAMP_CFG: timestamp units from v4.5 on. A field that a version lacks is null.</summary>
public sealed class QtimeTimestampCfg : Register
{
    /// <summary>DPL_TIMESTAMP_LSB.</summary>
    public readonly Field DplTimestampLsb;

    /// <summary>DPL_TIMESTAMP_SEL.</summary>
    public readonly Field DplTimestampSel;

    /// <summary>TAG_TIMESTAMP_LSB.</summary>
    public readonly Field TagTimestampLsb;

    /// <summary>NAT_TIMESTAMP_LSB.</summary>
    public readonly Field NatTimestampLsb;

    /// <summary>Creates the register as one version has it.</summary>
    public QtimeTimestampCfg(uint offset, uint stride, Field[] fields)
        : base("QTIME_TIMESTAMP_CFG", offset, stride, Access.ReadWrite, fields)
    {
        DplTimestampLsb = Find("DPL_TIMESTAMP_LSB");
        DplTimestampSel = Find("DPL_TIMESTAMP_SEL");
        TagTimestampLsb = Find("TAG_TIMESTAMP_LSB");
        NatTimestampLsb = Find("NAT_TIMESTAMP_LSB");
    }
}
