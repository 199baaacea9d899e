using System.Globalization;

namespace IpaEmbedded.Simulator;

/// <summary>One step of a workload.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Count">How many, or for how many microseconds.</param>
/// <param name="Size">Bytes of each packet, where there are any.</param>
public readonly record struct WorkStep(WorkKind Kind, int Count, int Size)
{
    private const int EndOfCalm = 840;
    private const int MostCount = 1_000_000_000;
    private const int MostSize = 1500;

    /// <summary>Draws a step; a calm one only sends or waits.</summary>
    internal static WorkStep Draw(SeededNumbers numbers, bool calm) => numbers.Below(calm ? EndOfCalm : 1024) switch
    {
        < 192 => new WorkStep(WorkKind.Echo, numbers.Between(1, 24), 0),
        < 416 => new WorkStep(WorkKind.Up, numbers.Spread(200), SizeOf(numbers)),
        < 576 => new WorkStep(WorkKind.Down, numbers.Spread(200), SizeOf(numbers)),
        < 704 => new WorkStep(WorkKind.Both, numbers.Spread(100), SizeOf(numbers)),
        < 808 => new WorkStep(WorkKind.Pause, numbers.Spread(1_500_000), 0),
        < EndOfCalm => new WorkStep(WorkKind.Pause, numbers.Between(499_990, 500_010), 0),
        < 904 => new WorkStep(WorkKind.Reopen, numbers.Spread(1_000_000), 0),
        < 944 => new WorkStep(WorkKind.Sleep, numbers.Spread(1_000_000), 0),
        < 984 => new WorkStep(WorkKind.Restart, numbers.Spread(1_000_000), 0),
        _ => new WorkStep(WorkKind.Crash, 0, 0),
    };

    /// <summary>Draws whether a life ends with a driver that was removed and probed again, as it does if it <paramref name="always"/> is to; null for most.</summary>
    internal static WorkStep? DrawEnd(SeededNumbers numbers, bool always) => numbers.OneIn(8) || always ? new WorkStep(WorkKind.Replug, numbers.Spread(1_000_000), 0) : null;

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static WorkStep? Parse(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 3 && Enum.TryParse(parts[0], ignoreCase: true, out WorkKind kind) && Enum.IsDefined(kind) && char.IsAsciiLetter(parts[0][0])
            && NumberOf(parts[1], MostCount) is { } count && NumberOf(parts[2], MostSize) is { } size && (!HasPackets(kind) || size >= TrackedPacket.SmallestSize)
            ? new WorkStep(kind, count, size)
            : null;
    }

    /// <summary>As a plan writes it: <c>up:20:1400</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind.ToString().ToLowerInvariant()}:{Count}:{Size}");

    private static bool HasPackets(WorkKind kind) => kind is WorkKind.Up or WorkKind.Down or WorkKind.Both;

    private static int SizeOf(SeededNumbers numbers) => numbers.OneIn(3) ? TrackedPacket.SmallestSize : numbers.Between(TrackedPacket.SmallestSize, MostSize);

    private static int? NumberOf(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= most ? number : null;
}
