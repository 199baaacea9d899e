using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ENDP_STATUS: status elements of an endpoint. A field that a version lacks is null.</summary>
public sealed class EndpStatus : Register
{
    /// <summary>STATUS_EN.</summary>
    public readonly Field StatusEn;

    /// <summary>STATUS_ENDP.</summary>
    public readonly Field StatusEndp;

    /// <summary>STATUS_LOCATION.</summary>
    public readonly Field StatusLocation;

    /// <summary>STATUS_PKT_SUPPRESS.</summary>
    public readonly Field StatusPktSuppress;

    /// <summary>Creates the register as one version has it.</summary>
    public EndpStatus(uint offset, uint stride, Field[] fields)
        : base("ENDP_STATUS", offset, stride, Access.ReadWrite, fields)
    {
        StatusEn = Find("STATUS_EN");
        StatusEndp = Find("STATUS_ENDP");
        StatusLocation = Find("STATUS_LOCATION");
        StatusPktSuppress = Find("STATUS_PKT_SUPPRESS");
    }
}
