namespace IpaEmbedded.Benchmarks.Network;

/// <summary>
/// What a case cost at least: nanoseconds, instructions (0: not counted) and bytes allocated per unit, its ratio to what it is held against, and the
/// collections of garbage meanwhile.
/// </summary>
internal sealed record Figure(double Nanoseconds, double Instructions, double Bytes, double Ratio, double Collections = 0)
{
    /// <summary>The better of two launches; what was collected in one of them counts.</summary>
    public Figure Or(Figure other) => new(Math.Min(Nanoseconds, other.Nanoseconds), Math.Min(Instructions, other.Instructions), Math.Min(Bytes, other.Bytes), Ratio,
        Math.Max(Collections, other.Collections));
}
