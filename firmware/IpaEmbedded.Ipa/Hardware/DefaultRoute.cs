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
        IpaRegisters table = data.Registers;
        registers.Write32(table.Route.Offset, table.RouteDefPipe.Encode((uint)endpoint) | table.RouteFragDefPipe.Encode((uint)endpoint)
            | table.RouteDefHdrTable.Mask | table.RouteDefRetainHdr.Mask);
    }
}
