using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>LOCAL_PKT_PROC_CNTXT: place of the packet processing contexts. A field that a version lacks is null.</summary>
public sealed class LocalPktProcCntxt : Register
{
    /// <summary>IPA_BASE_ADDR.</summary>
    public readonly Field IpaBaseAddr;

    /// <summary>Creates the register as one version has it.</summary>
    public LocalPktProcCntxt(uint offset, uint stride, Field[] fields)
        : base("LOCAL_PKT_PROC_CNTXT", offset, stride, Access.ReadWrite, fields)
    {
        IpaBaseAddr = Find("IPA_BASE_ADDR");
    }
}
