using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>One unit of work of a channel: a packet, a receive buffer or a batch of commands. Owned and reused by its channel.</summary>
public sealed class Transaction
{
    /// <summary>Ring slot of the first element; buffers are found by it.</summary>
    public int FirstSlot;

    /// <summary>Number of ring elements.</summary>
    public int Elements;

    /// <summary>Bytes sent, or bytes received once completed.</summary>
    public int Length;

    /// <summary>Whether the channel was reset before the hardware was done.</summary>
    public bool Cancelled;

    internal Completion Done;
}
