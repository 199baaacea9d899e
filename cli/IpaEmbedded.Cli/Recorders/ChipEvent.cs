namespace IpaEmbedded.Cli.Recorders;

/// <summary>An event that the chip wrote: into which ring, for which channel, the bus address of the ring element that it completes, and whether its interrupt waits.</summary>
public readonly record struct ChipEvent(int Ring, int Channel, ulong Element, int Length, bool IsBlocked);
