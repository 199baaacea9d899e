namespace IpaEmbedded.Ipa.Registers.Layout;

/// <summary>Values of fields of the endpoint registers (IPA reference, section 3.1.1).</summary>
public static class EndpointMode
{
    /// <summary>ENDP_MODE: basic.</summary>
    public const uint Basic = 0;

    /// <summary>ENDP_MODE: DMA to another endpoint.</summary>
    public const uint Dma = 3;

    /// <summary>AGGR_EN: none.</summary>
    public const uint AggregationBypass = 0;

    /// <summary>AGGR_EN: aggregate (RX).</summary>
    public const uint AggregationEnable = 1;

    /// <summary>AGGR_EN: de-aggregate (TX).</summary>
    public const uint AggregationDisassemble = 2;

    /// <summary>AGGR_TYPE: generic.</summary>
    public const uint AggregationGeneric = 4;

    /// <summary>AGGR_TYPE: QCMAP.</summary>
    public const uint AggregationQcmap = 6;

    /// <summary>CS_OFFLOAD_EN: uplink.</summary>
    public const uint ChecksumUplink = 1;

    /// <summary>CS_OFFLOAD_EN: downlink.</summary>
    public const uint ChecksumDownlink = 2;

    /// <summary>CS_OFFLOAD_EN from v4.5 on: inline, both directions.</summary>
    public const uint ChecksumInline = 1;
}
