namespace IpaEmbedded.Cli.Capture;

/// <summary>A packet in the bytes of a capture: where it is, when it passed after the first one, and which way, null if the file does not say.</summary>
public readonly record struct CapturedPacket(int Offset, int Length, long Microseconds, bool? Outbound);
