namespace IpaEmbedded.Cli.Network;

/// <summary>A number of packets on their way to the modem and one of those from it, and what became of them.</summary>
internal readonly record struct PacketCount(string What, long Up, long Down);
