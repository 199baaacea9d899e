using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>The poll of one channel: completes transactions and lets its endpoint refill, bound to the channel's event interrupt.</summary>
internal sealed class ChannelPoll : Poll
{
    private readonly GsiDevice _gsi;
    private readonly GsiChannel _channel;

    internal ChannelPoll(GsiDevice gsi, GsiChannel channel)
    {
        _gsi = gsi;
        _channel = channel;
    }

    public override int Run(int budget)
    {
        GsiChannel channel = _channel;
        channel.Counters.Polls++;
        int done = channel.Serve(budget);
        channel.Client.OnPollEnd();
        if (done < budget && channel.InterruptWanted) { _gsi.Interrupts.EnableEvents(channel.Events.Id); }
        return done;
    }
}
