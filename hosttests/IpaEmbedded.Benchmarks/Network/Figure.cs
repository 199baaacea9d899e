namespace IpaEmbedded.Benchmarks.Network;

/// <summary>What a case cost at least: nanoseconds, instructions (0: not counted) and bytes allocated per unit, and its ratio to what it is held against.</summary>
internal sealed record Figure(double Nanoseconds, double Instructions, double Bytes, double Ratio);
