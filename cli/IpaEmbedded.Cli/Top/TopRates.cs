namespace IpaEmbedded.Cli.Top;

/// <summary>What happened per second between two moments.</summary>
public sealed record TopRates(double SentPackets, double SentBytes, double ReceivedPackets, double ReceivedBytes, double Interrupts)
{
    /// <summary>Rates from one moment to a later one; 0 without an earlier one.</summary>
    public static TopRates Between(TopSnapshot? earlier, TopSnapshot later)
    {
        double seconds = earlier is null ? 0 : (later.Microseconds - earlier.Microseconds) / 1e6;
        if (seconds <= 0)
        {
            return new TopRates(0, 0, 0, 0, 0);
        }
        return new TopRates(Per(earlier!.Sent.Packets, later.Sent.Packets), Per(earlier.Sent.Bytes, later.Sent.Bytes),
            Per(earlier.Received.Packets, later.Received.Packets), Per(earlier.Received.Bytes, later.Received.Bytes), (later.Interrupts - earlier.Interrupts) / seconds);

        // The interface that comes after a crash counts from 0 again.
        double Per(ulong before, ulong after) => (after >= before ? after - before : after) / seconds;
    }
}
