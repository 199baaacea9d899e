using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_SEQ: sequencer of an endpoint. A field that a version lacks is null.</summary>
public sealed class EndpInitSeq : Register
{
    /// <summary>SEQ_TYPE.</summary>
    public readonly Field SeqType;

    /// <summary>SEQ_REP_TYPE.</summary>
    public readonly Field SeqRepType;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitSeq(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_SEQ", offset, stride, Access.ReadWrite, fields)
    {
        SeqType = Find("SEQ_TYPE");
        SeqRepType = Find("SEQ_REP_TYPE");
    }
}
