namespace IpaEmbedded.Cli.Top;

/// <summary>Packets and bytes of one direction so far, and those that were dropped.</summary>
public readonly record struct TopTraffic(ulong Packets, ulong Bytes, ulong Dropped);
