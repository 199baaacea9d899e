namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>What became of the packets of a <see cref="TunLink"/>; counts only grow.</summary>
public sealed class LinkCounters
{
    /// <summary>Packets that this machine sent into the interface and that were read from it.</summary>
    public long Read { get; internal set; }

    /// <summary>Packets that the sender took, or that it counts as dropped itself.</summary>
    public long Taken { get; internal set; }

    /// <summary>Packets that this machine was given as received.</summary>
    public long Delivered { get; internal set; }

    /// <summary>Packets that were for this machine while the interface was down.</summary>
    public long InterfaceDown { get; internal set; }

    /// <summary>Packets that this machine does not accept: they are no IP packets, or there is no memory.</summary>
    public long Refused { get; internal set; }

    /// <summary>How often the sender was full, so that reading stopped.</summary>
    public long Stops { get; internal set; }

    /// <summary>Packets that have been read and wait for the sender.</summary>
    public long Waiting => Read - Taken;
}
