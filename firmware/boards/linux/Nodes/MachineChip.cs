using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Linux.Nodes;

/// <summary>A node on an I2C or SPI bus of the kernel.</summary>
/// <param name="Node">The node.</param>
/// <param name="Bus">The kernel's bus type: "i2c" or "spi".</param>
/// <param name="Name">The kernel's name of the chip, whether it knows it or not: "1-0076".</param>
/// <param name="File">The device file through which a program reaches it.</param>
/// <param name="Holder">The kernel's driver that has it; null when it is free.</param>
internal sealed record MachineChip(TreeNode Node, string Bus, string Name, string File, string? Holder);
