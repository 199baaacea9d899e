namespace IpaEmbedded.Cli.Boot;

/// <summary>One echo request through the interface: where it went, its bytes, and the round trip in virtual time, or null without an answer.</summary>
public sealed record EchoResult(string Destination, int Sequence, int Bytes, long? RoundTripMicroseconds);
