namespace IpaEmbedded.Benchmarks.Network;

/// <summary>One thing that is measured: so many rounds of some units of work each.</summary>
/// <param name="Name">Group and case, <c>driver/endpoints/32</c>.</param>
/// <param name="Units">Packets, accesses or other units of work in a round.</param>
/// <param name="Run">Does that many rounds.</param>
internal sealed record Case(string Name, int Units, Action<int> Run)
{
    /// <summary>Rounds of one slice of about a millisecond.</summary>
    public int Rounds { get; set; } = 1;

    /// <summary>Whether its instructions are counted, which takes a microsecond each.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Least nanoseconds per unit.</summary>
    public double Nanoseconds { get; set; } = double.MaxValue;

    /// <summary>Instructions per unit; 0 when they were not counted.</summary>
    public double Instructions { get; set; }

    /// <summary>Bytes allocated per unit.</summary>
    public double Bytes { get; set; }

    /// <summary>Collections of garbage while it ran; counted by <see cref="PollLoop"/> alone.</summary>
    public double Collections { get; set; }

    /// <summary>Whether its figures are there already, because it can be measured only once.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>A case that was measured by whoever creates it.</summary>
    public static Case Of(string name, double nanoseconds, double bytes = 0, double collections = 0) =>
        new(name, 1, _ => { }) { Nanoseconds = nanoseconds, Bytes = bytes, Collections = collections, IsMeasured = true };
}
