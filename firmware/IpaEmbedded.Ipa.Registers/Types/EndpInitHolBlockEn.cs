using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_HOL_BLOCK_EN: drop on head-of-line blocking. A field that a version lacks is null.</summary>
public sealed class EndpInitHolBlockEn : Register
{
    /// <summary>HOL_BLOCK_EN.</summary>
    public readonly Field HolBlockEn;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitHolBlockEn(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_HOL_BLOCK_EN", offset, stride, Access.ReadWrite, fields)
    {
        HolBlockEn = Find("HOL_BLOCK_EN");
    }
}
