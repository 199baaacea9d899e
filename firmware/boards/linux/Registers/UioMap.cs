namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>
/// One register area of a UIO device as sysfs lists it: number, name, physical address, size in bytes, and where in it the device's own registers begin.
/// The kernel rounds address and size to pages, so that neighbours of a device are in its area: its node tells which registers are its own.
/// </summary>
public sealed record UioMap(int Index, string Name, ulong Address, long Size, long PageOffset);
