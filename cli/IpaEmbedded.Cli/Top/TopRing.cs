namespace IpaEmbedded.Cli.Top;

/// <summary>A channel's ring at a moment: how many elements the hardware has, how many it may have, and the counters.</summary>
public sealed record TopRing(int Channel, string Name, int Elements, int Limit, bool IsBroken, uint Completed, uint Interrupts);
