using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_AGGR: aggregation of an endpoint. A field that a version lacks is null.</summary>
public sealed class EndpInitAggr : Register
{
    /// <summary>AGGR_EN.</summary>
    public readonly Field AggrEn;

    /// <summary>AGGR_TYPE.</summary>
    public readonly Field AggrType;

    /// <summary>BYTE_LIMIT.</summary>
    public readonly Field ByteLimit;

    /// <summary>TIME_LIMIT.</summary>
    public readonly Field TimeLimit;

    /// <summary>PKT_LIMIT.</summary>
    public readonly Field PktLimit;

    /// <summary>SW_EOF_ACTIVE.</summary>
    public readonly Field SwEofActive;

    /// <summary>FORCE_CLOSE.</summary>
    public readonly Field ForceClose;

    /// <summary>HARD_BYTE_LIMIT_EN.</summary>
    public readonly Field HardByteLimitEn;

    /// <summary>AGGR_GRAN_SEL.</summary>
    public readonly Field AggrGranSel;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitAggr(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_AGGR", offset, stride, Access.ReadWrite, fields)
    {
        AggrEn = Find("AGGR_EN");
        AggrType = Find("AGGR_TYPE");
        ByteLimit = Find("BYTE_LIMIT");
        TimeLimit = Find("TIME_LIMIT");
        PktLimit = Find("PKT_LIMIT");
        SwEofActive = Find("SW_EOF_ACTIVE");
        ForceClose = Find("FORCE_CLOSE");
        HardByteLimitEn = Find("HARD_BYTE_LIMIT_EN");
        AggrGranSel = Find("AGGR_GRAN_SEL");
    }
}
