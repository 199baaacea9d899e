using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_CFG: checksum offload of an endpoint. A field that a version lacks is null.</summary>
public sealed class EndpInitCfg : Register
{
    /// <summary>FRAG_OFFLOAD_EN.</summary>
    public readonly Field FragOffloadEn;

    /// <summary>CS_OFFLOAD_EN.</summary>
    public readonly Field CsOffloadEn;

    /// <summary>CS_METADATA_HDR_OFFSET.</summary>
    public readonly Field CsMetadataHdrOffset;

    /// <summary>CS_GEN_QMB_MASTER_SEL.</summary>
    public readonly Field CsGenQmbMasterSel;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitCfg(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_CFG", offset, stride, Access.ReadWrite, fields)
    {
        FragOffloadEn = Find("FRAG_OFFLOAD_EN");
        CsOffloadEn = Find("CS_OFFLOAD_EN");
        CsMetadataHdrOffset = Find("CS_METADATA_HDR_OFFSET");
        CsGenQmbMasterSel = Find("CS_GEN_QMB_MASTER_SEL");
    }
}
