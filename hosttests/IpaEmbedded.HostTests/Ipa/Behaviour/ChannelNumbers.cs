using System.Runtime.CompilerServices;
using IpaEmbedded.Ipa.Gsi;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Moves a channel's running numbers on by whole rings, as packets by the thousand million would, so that they pass 2^32 soon.</summary>
internal static class ChannelNumbers
{
    /// <summary>From now on so many rings are left before each number of the channel wraps.</summary>
    public static void NearTheEnd(GsiChannel channel, uint rings)
    {
        uint count = (uint)channel.Ring.Count;
        uint transactions = 0u - (rings * count) - Committed(channel) / count * count;
        Committed(channel) += transactions;
        Completed(channel) += transactions;
        Released(channel) += transactions;
        uint elements = 0u - (rings * count) - channel.Ring.Index / count * count;
        channel.Ring.Index += elements;
        Rung(channel) += elements;
        uint events = (uint)channel.Events.Count;
        channel.Events.Index += 0u - (rings * events) - channel.Events.Index / events * events;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_committed")]
    private static extern ref uint Committed(GsiChannel channel);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_completed")]
    private static extern ref uint Completed(GsiChannel channel);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_released")]
    private static extern ref uint Released(GsiChannel channel);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_rung")]
    private static extern ref uint Rung(GsiChannel channel);
}
