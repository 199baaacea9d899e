using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.KernelChecks;

/// <summary>The machine that the program runs on: its kernel, and the tree that this was started with.</summary>
internal static class Machine
{
    /// <summary>What the kernel has made of the tree.</summary>
    public static KernelDevices Kernel => KernelDevices.OfThisMachine;

    /// <summary>The tree, as the kernel shows it.</summary>
    public static byte[] Blob => File.ReadAllBytes(LinuxBoard.OwnTreePath);

    /// <summary>A node by its path.</summary>
    public static TreeNode Node(string path)
    {
        var tree = new FlattenedTree(Blob);
        return new TreeNode(tree, tree.FindNode(path));
    }
}
