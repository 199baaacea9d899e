namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>What may be mapped: a compatible of the node (null: any), and the range in which its windows lie.</summary>
public sealed record AllowedWindow(string? Compatible, AddressRange Range);
