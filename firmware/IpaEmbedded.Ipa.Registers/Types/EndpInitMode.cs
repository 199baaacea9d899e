using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_MODE: mode of an endpoint. A field that a version lacks is null.</summary>
public sealed class EndpInitMode : Register
{
    /// <summary>ENDP_MODE.</summary>
    public readonly Field EndpMode;

    /// <summary>DEST_PIPE_INDEX.</summary>
    public readonly Field DestPipeIndex;

    /// <summary>BYTE_THRESHOLD.</summary>
    public readonly Field ByteThreshold;

    /// <summary>PIPE_REPLICATION_EN.</summary>
    public readonly Field PipeReplicationEn;

    /// <summary>PAD_EN.</summary>
    public readonly Field PadEn;

    /// <summary>HDR_FTCH_DISABLE.</summary>
    public readonly Field HdrFtchDisable;

    /// <summary>DCPH_ENABLE.</summary>
    public readonly Field DcphEnable;

    /// <summary>DRBIP_ACL_ENABLE.</summary>
    public readonly Field DrbipAclEnable;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitMode(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_MODE", offset, stride, Access.ReadWrite, fields)
    {
        EndpMode = Find("ENDP_MODE");
        DestPipeIndex = Find("DEST_PIPE_INDEX");
        ByteThreshold = Find("BYTE_THRESHOLD");
        PipeReplicationEn = Find("PIPE_REPLICATION_EN");
        PadEn = Find("PAD_EN");
        HdrFtchDisable = Find("HDR_FTCH_DISABLE");
        DcphEnable = Find("DCPH_ENABLE");
        DrbipAclEnable = Find("DRBIP_ACL_ENABLE");
    }
}
