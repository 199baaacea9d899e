namespace IpaEmbedded.Ipa.Gsi;

/// <summary>What a channel has done and what went wrong; counts only grow.</summary>
public sealed class ChannelCounters
{
    /// <summary>Transactions given to the hardware.</summary>
    public uint Committed;

    /// <summary>Transactions that the hardware finished.</summary>
    public uint Completed;

    /// <summary>Transactions cancelled by a reset.</summary>
    public uint Cancelled;

    /// <summary>Doorbells rung.</summary>
    public uint Doorbells;

    /// <summary>Polls run.</summary>
    public uint Polls;

    /// <summary>Interrupts that scheduled the poll.</summary>
    public uint Interrupts;

    /// <summary>Events that named no element of this channel, or lengths that do not fit: skipped.</summary>
    public uint BadEvents;

    /// <summary>Event ring pointers of the hardware that lay outside the ring: ignored.</summary>
    public uint BadPointers;

    /// <summary>Commands that timed out.</summary>
    public uint Timeouts;
}
