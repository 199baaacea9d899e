namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>One entry of a bus's ranges property: addresses of the bus and where the parent has them, in bytes.</summary>
public sealed record BusRange(ulong Child, ulong Parent, ulong Size);
