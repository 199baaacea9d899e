namespace IpaEmbedded.Simulator;

/// <summary>The packets of one direction: each that arrives is whole, comes once, and in the order in which it was sent.</summary>
internal sealed class Flow(string name)
{
    /// <summary>Packets that somebody was given to carry.</summary>
    public long Sent { get; private set; }

    /// <summary>Packets that arrived.</summary>
    public long Arrived { get; private set; }

    /// <summary>Number of the newest packet that arrived.</summary>
    public long Newest { get; private set; }

    /// <summary>The number of the next packet; it counts as sent with <see cref="OnSent"/>.</summary>
    public long Next => Sent + 1;

    public void OnSent() => Sent++;

    /// <summary>A packet arrived; returns what is wrong with it, or null.</summary>
    public string? OnArrived(ReadOnlySpan<byte> packet)
    {
        long number = TrackedPacket.NumberOf(packet);
        if (number < 1 || number > Sent + 1)
        {
            return $"a packet {name} of {packet.Length} bytes is not as it was sent";
        }
        if (number <= Newest)
        {
            return number == Newest ? $"packet {number} {name} arrived twice" : $"packet {number} {name} arrived after packet {Newest}";
        }
        Newest = number;
        Arrived++;
        return null;
    }
}
