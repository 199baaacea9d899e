namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>One register area of a UIO device as sysfs lists it: number, name, physical address, size and the offset of its first byte inside a page.</summary>
public sealed record UioMap(int Index, string Name, ulong Address, long Size, long PageOffset);
