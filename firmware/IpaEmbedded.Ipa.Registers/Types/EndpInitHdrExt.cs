using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_HDR_EXT: packet header of an endpoint, continued. A field that a version lacks is null.</summary>
public sealed class EndpInitHdrExt : Register
{
    /// <summary>HDR_ENDIANNESS.</summary>
    public readonly Field HdrEndianness;

    /// <summary>HDR_TOTAL_LEN_OR_PAD_VALID.</summary>
    public readonly Field HdrTotalLenOrPadValid;

    /// <summary>HDR_TOTAL_LEN_OR_PAD.</summary>
    public readonly Field HdrTotalLenOrPad;

    /// <summary>HDR_PAYLOAD_LEN_INC_PADDING.</summary>
    public readonly Field HdrPayloadLenIncPadding;

    /// <summary>HDR_TOTAL_LEN_OR_PAD_OFFSET.</summary>
    public readonly Field HdrTotalLenOrPadOffset;

    /// <summary>HDR_PAD_TO_ALIGNMENT.</summary>
    public readonly Field HdrPadToAlignment;

    /// <summary>HDR_TOTAL_LEN_OR_PAD_OFFSET_MSB.</summary>
    public readonly Field HdrTotalLenOrPadOffsetMsb;

    /// <summary>HDR_OFST_PKT_SIZE_MSB.</summary>
    public readonly Field HdrOfstPktSizeMsb;

    /// <summary>HDR_ADDITIONAL_CONST_LEN_MSB.</summary>
    public readonly Field HdrAdditionalConstLenMsb;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitHdrExt(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_HDR_EXT", offset, stride, Access.ReadWrite, fields)
    {
        HdrEndianness = Find("HDR_ENDIANNESS");
        HdrTotalLenOrPadValid = Find("HDR_TOTAL_LEN_OR_PAD_VALID");
        HdrTotalLenOrPad = Find("HDR_TOTAL_LEN_OR_PAD");
        HdrPayloadLenIncPadding = Find("HDR_PAYLOAD_LEN_INC_PADDING");
        HdrTotalLenOrPadOffset = Find("HDR_TOTAL_LEN_OR_PAD_OFFSET");
        HdrPadToAlignment = Find("HDR_PAD_TO_ALIGNMENT");
        HdrTotalLenOrPadOffsetMsb = Find("HDR_TOTAL_LEN_OR_PAD_OFFSET_MSB");
        HdrOfstPktSizeMsb = Find("HDR_OFST_PKT_SIZE_MSB");
        HdrAdditionalConstLenMsb = Find("HDR_ADDITIONAL_CONST_LEN_MSB");
    }
}
