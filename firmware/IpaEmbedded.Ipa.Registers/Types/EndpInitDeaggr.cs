using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_DEAGGR: de-aggregation of an endpoint. A field that a version lacks is null.</summary>
public sealed class EndpInitDeaggr : Register
{
    /// <summary>DEAGGR_HDR_LEN.</summary>
    public readonly Field DeaggrHdrLen;

    /// <summary>SYSPIPE_ERR_DETECTION.</summary>
    public readonly Field SyspipeErrDetection;

    /// <summary>PACKET_OFFSET_VALID.</summary>
    public readonly Field PacketOffsetValid;

    /// <summary>PACKET_OFFSET_LOCATION.</summary>
    public readonly Field PacketOffsetLocation;

    /// <summary>IGNORE_MIN_PKT_ERR.</summary>
    public readonly Field IgnoreMinPktErr;

    /// <summary>MAX_PACKET_LEN.</summary>
    public readonly Field MaxPacketLen;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitDeaggr(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_DEAGGR", offset, stride, Access.ReadWrite, fields)
    {
        DeaggrHdrLen = Find("DEAGGR_HDR_LEN");
        SyspipeErrDetection = Find("SYSPIPE_ERR_DETECTION");
        PacketOffsetValid = Find("PACKET_OFFSET_VALID");
        PacketOffsetLocation = Find("PACKET_OFFSET_LOCATION");
        IgnoreMinPktErr = Find("IGNORE_MIN_PKT_ERR");
        MaxPacketLen = Find("MAX_PACKET_LEN");
    }
}
