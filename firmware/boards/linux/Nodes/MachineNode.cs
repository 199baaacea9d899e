using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Linux.Nodes;

/// <summary>A node of the tree that a device of the kernel stands for, or should.</summary>
/// <param name="Node">The node.</param>
/// <param name="Owner">The nearest node, itself or above, that has a "compatible" and so becomes a device; the root when there is none.</param>
/// <param name="Kind">Which kind of device was looked for.</param>
/// <param name="Device">The kernel's device; null when there is none.</param>
internal sealed record MachineNode(TreeNode Node, int Owner, KernelClass Kind, KernelDevice? Device);
