using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_NAT: address translation of an endpoint. A field that a version lacks is null.</summary>
public sealed class EndpInitNat : Register
{
    /// <summary>NAT_EN.</summary>
    public readonly Field NatEn;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitNat(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_NAT", offset, stride, Access.ReadWrite, fields)
    {
        NatEn = Find("NAT_EN");
    }
}
