using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Hardware;

/// <summary>Where packets go that match no rule.</summary>
public static class DefaultRoute
{
    /// <summary>Sends packets and fragments without a rule to an endpoint; 0 is what the hardware has after reset.</summary>
    public static void Set(IpaData data, RegisterBlock registers, int endpoint)
    {
        Route route = data.Registers.Route;
        registers.Write32(route.Offset, route.RouteDefPipe.Encode((uint)endpoint) | route.RouteFragDefPipe.Encode((uint)endpoint)
            | route.RouteDefHdrTable.Encode(1) | route.RouteDefRetainHdr.Encode(1));
    }
}
