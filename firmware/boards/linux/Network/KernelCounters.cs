namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>What this machine's kernel counts of an interface, with its own names; "received" is what the process wrote.</summary>
public readonly record struct KernelCounters(long RxPackets, long RxDropped, long TxPackets, long TxDropped)
{
    private const int RxPacketsColumn = 1;
    private const int RxDroppedColumn = 3;
    private const int TxPacketsColumn = 9;
    private const int TxDroppedColumn = 11;
    private const int Columns = 16;

    /// <summary>The counts of one interface in the text of /proc/net/dev; null if it is not in it.</summary>
    public static KernelCounters? Parse(string text, string name)
    {
        foreach (var line in text.Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[..colon].Trim() == name)
            {
                var fields = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                return fields.Length < Columns ? null : new KernelCounters(Number(fields, RxPacketsColumn), Number(fields, RxDroppedColumn), Number(fields, TxPacketsColumn), Number(fields, TxDroppedColumn));
            }
        }

        return null;
    }

    private static long Number(string[] fields, int column) => long.TryParse(fields[column], out var value) ? value : 0;
}
