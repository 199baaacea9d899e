using System.Runtime.CompilerServices;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;

namespace IpaEmbedded.Simulator;

/// <summary>What a driver's channels have taken is done, cancelled, or with the hardware.</summary>
internal static class ChannelBalance
{
    /// <summary>Holds at every moment: the counters agree with the rings.</summary>
    public static string? Step(IpaDriver driver) => Each(driver, Step);

    /// <summary>Holds when nothing is under way: what the driver counts as with the hardware is there, and nowhere else.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="gsi">The other side.</param>
    /// <param name="believesAll">False when the chip has lied, so that a buffer may be given back only with the next event.</param>
    public static string? Quiet(IpaDriver driver, FakeGsi gsi, bool believesAll) => Each(driver, channel => Quiet(channel, gsi, believesAll)) ?? Starved(driver.Endpoints?.LanRx) ?? Starved(driver.Endpoints?.ModemRx);

    private static string? Step(GsiChannel channel)
    {
        ChannelCounters counters = channel.Counters;
        uint open = counters.Committed - counters.Completed - counters.Cancelled;
        return channel.Free < 0 || channel.Free > channel.Limit ? $"channel {channel.Id} has room for {channel.Free} of {channel.Limit} elements"
            : open > (uint)channel.Ring.Count || open != Committed(channel) - Completed(channel) ? $"channel {channel.Id}: {Describe(counters)}, and {Committed(channel) - Completed(channel)} are under way"
            : null;
    }

    private static string? Quiet(GsiChannel channel, FakeGsi gsi, bool believesAll)
    {
        // A channel whose command timed out is not looked at before the next open has reset it.
        if (channel.IsBroken)
        {
            return null;
        }
        int used = channel.Limit - channel.Free;
        int ready = gsi.ReadyElements(channel.Id);
        ChannelCounters counters = channel.Counters;
        uint open = counters.Committed - counters.Completed - counters.Cancelled;
        return used < ready || (believesAll && used != ready) ? $"channel {channel.Id}: the driver counts {used} elements with the hardware, which has {ready}"
            : open > (uint)used || (!channel.Data.ToIpa && open != (uint)used) ? $"channel {channel.Id}: {Describe(counters)}, {used} elements are with the hardware"
            : null;
    }

    // An endpoint that receives and has not one buffer hears nothing, and so never gets one.
    private static string? Starved(ReceiveEndpoint? endpoint) =>
        endpoint is not null && IsRefilling(endpoint) && !endpoint.Channel.IsBroken && endpoint.Channel.Free == endpoint.Channel.Limit ? $"channel {endpoint.Channel.Id} receives and has no buffer" : null;

    private static string Describe(ChannelCounters counters) => $"{counters.Committed} transactions were committed, {counters.Completed} completed, {counters.Cancelled} cancelled";

    private static string? Each(IpaDriver driver, Func<GsiChannel, string?> check)
    {
        if (driver.Endpoints is not { } endpoints)
        {
            return null;
        }
        return (endpoints.Commands?.Channel is { } commands ? check(commands) : null)
            ?? (endpoints.LanRx?.Channel is { } lan ? check(lan) : null)
            ?? (endpoints.ModemTx?.Channel is { } transmit ? check(transmit) : null)
            ?? (endpoints.ModemRx?.Channel is { } receive ? check(receive) : null);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_committed")]
    private static extern ref uint Committed(GsiChannel channel);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_completed")]
    private static extern ref uint Completed(GsiChannel channel);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_refilling")]
    private static extern ref bool IsRefilling(ReceiveEndpoint endpoint);
}
