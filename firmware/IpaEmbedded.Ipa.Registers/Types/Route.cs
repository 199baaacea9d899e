using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>ROUTE: default route. A field that a version lacks is null.</summary>
public sealed class Route : Register
{
    /// <summary>ROUTE_DIS.</summary>
    public readonly Field RouteDis;

    /// <summary>ROUTE_DEF_PIPE.</summary>
    public readonly Field RouteDefPipe;

    /// <summary>ROUTE_DEF_HDR_TABLE.</summary>
    public readonly Field RouteDefHdrTable;

    /// <summary>ROUTE_DEF_HDR_OFST.</summary>
    public readonly Field RouteDefHdrOfst;

    /// <summary>ROUTE_FRAG_DEF_PIPE.</summary>
    public readonly Field RouteFragDefPipe;

    /// <summary>ROUTE_DEF_RETAIN_HDR.</summary>
    public readonly Field RouteDefRetainHdr;

    /// <summary>Creates the register as one version has it.</summary>
    public Route(uint offset, uint stride, Field[] fields)
        : base("ROUTE", offset, stride, Access.ReadWrite, fields)
    {
        RouteDis = Find("ROUTE_DIS");
        RouteDefPipe = Find("ROUTE_DEF_PIPE");
        RouteDefHdrTable = Find("ROUTE_DEF_HDR_TABLE");
        RouteDefHdrOfst = Find("ROUTE_DEF_HDR_OFST");
        RouteFragDefPipe = Find("ROUTE_FRAG_DEF_PIPE");
        RouteDefRetainHdr = Find("ROUTE_DEF_RETAIN_HDR");
    }
}
