namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>What was found in front of packets on the endpoint for exceptions; counts only grow.</summary>
public sealed class StatusCounters
{
    /// <summary>Packets that were delivered.</summary>
    public uint Delivered;

    /// <summary>Packets that nobody wants: no listener, a de-aggregation error, or no route.</summary>
    public uint Dropped;

    /// <summary>Status elements without a packet, or for another endpoint.</summary>
    public uint Skipped;

    /// <summary>Tagged status that nobody asked for.</summary>
    public uint UnexpectedTags;

    /// <summary>Records longer than what was received: the rest of the buffer is not believed.</summary>
    public uint Truncated;
}
