namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>By which ways a board may reach its hardware. Nothing here opens anything.</summary>
public sealed record HardwareOptions
{
    /// <summary>UIO devices: each area may be mapped by nodes of the device's own compatibles, or by any if the kernel does not tell them.</summary>
    public IReadOnlyList<UioDevice> Devices { get; init; } = [];

    /// <summary>What the running kernel says of its addresses; /dev/mem serves what no UIO device has only if this is known. Null: it serves nothing.</summary>
    public IomemText? Iomem { get; init; }

    /// <summary>What may be mapped through /dev/mem: a compatible and a register range each.</summary>
    public IReadOnlyList<AllowedWindow> Allowed { get; init; } = KnownHardware.Windows;
}
