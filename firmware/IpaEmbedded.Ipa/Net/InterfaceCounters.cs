namespace IpaEmbedded.Ipa.Net;

/// <summary>Statistics of an interface under the names that network tools use; counts only grow.</summary>
public sealed class InterfaceCounters
{
    /// <summary>rx_packets.</summary>
    public ulong RxPackets;

    /// <summary>rx_bytes.</summary>
    public ulong RxBytes;

    /// <summary>rx_dropped.</summary>
    public ulong RxDropped;

    /// <summary>tx_packets.</summary>
    public ulong TxPackets;

    /// <summary>tx_bytes.</summary>
    public ulong TxBytes;

    /// <summary>tx_dropped.</summary>
    public ulong TxDropped;

    /// <summary>Packets refused because the ring was full or the power was coming.</summary>
    public ulong TxBusy;

    /// <summary>tx_errors: how often the ring stayed full for the watchdog's time.</summary>
    public ulong TxTimeouts;

    /// <summary>How often the queue was stopped.</summary>
    public ulong QueueStops;

    /// <summary>How often the queue was woken.</summary>
    public ulong QueueWakes;
}
