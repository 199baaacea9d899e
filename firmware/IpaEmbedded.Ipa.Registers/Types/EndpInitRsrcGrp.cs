using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_INIT_RSRC_GRP: resource group of an endpoint. A field that a version lacks is null.</summary>
public sealed class EndpInitRsrcGrp : Register
{
    /// <summary>ENDP_RSRC_GRP.</summary>
    public readonly Field EndpRsrcGrp;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpInitRsrcGrp(uint offset, uint stride, Field[] fields)
        : base("ENDP_INIT_RSRC_GRP", offset, stride, Access.ReadWrite, fields)
    {
        EndpRsrcGrp = Find("ENDP_RSRC_GRP");
    }
}
