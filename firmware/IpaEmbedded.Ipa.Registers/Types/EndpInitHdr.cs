using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_HDR: packet header of an endpoint. A field that a version lacks is null.</summary>
public sealed class EndpInitHdr : Register
{
    /// <summary>HDR_LEN.</summary>
    public readonly Field HdrLen;

    /// <summary>HDR_OFST_METADATA_VALID.</summary>
    public readonly Field HdrOfstMetadataValid;

    /// <summary>HDR_OFST_METADATA.</summary>
    public readonly Field HdrOfstMetadata;

    /// <summary>HDR_ADDITIONAL_CONST_LEN.</summary>
    public readonly Field HdrAdditionalConstLen;

    /// <summary>HDR_OFST_PKT_SIZE_VALID.</summary>
    public readonly Field HdrOfstPktSizeValid;

    /// <summary>HDR_OFST_PKT_SIZE.</summary>
    public readonly Field HdrOfstPktSize;

    /// <summary>HDR_A5_MUX.</summary>
    public readonly Field HdrA5Mux;

    /// <summary>HDR_LEN_INC_DEAGG_HDR.</summary>
    public readonly Field HdrLenIncDeaggHdr;

    /// <summary>HDR_METADATA_REG_VALID.</summary>
    public readonly Field HdrMetadataRegValid;

    /// <summary>HDR_LEN_MSB.</summary>
    public readonly Field HdrLenMsb;

    /// <summary>HDR_OFST_METADATA_MSB.</summary>
    public readonly Field HdrOfstMetadataMsb;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitHdr(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_HDR", offset, stride, Access.ReadWrite, fields)
    {
        HdrLen = Find("HDR_LEN");
        HdrOfstMetadataValid = Find("HDR_OFST_METADATA_VALID");
        HdrOfstMetadata = Find("HDR_OFST_METADATA");
        HdrAdditionalConstLen = Find("HDR_ADDITIONAL_CONST_LEN");
        HdrOfstPktSizeValid = Find("HDR_OFST_PKT_SIZE_VALID");
        HdrOfstPktSize = Find("HDR_OFST_PKT_SIZE");
        HdrA5Mux = Find("HDR_A5_MUX");
        HdrLenIncDeaggHdr = Find("HDR_LEN_INC_DEAGG_HDR");
        HdrMetadataRegValid = Find("HDR_METADATA_REG_VALID");
        HdrLenMsb = Find("HDR_LEN_MSB");
        HdrOfstMetadataMsb = Find("HDR_OFST_METADATA_MSB");
    }
}
