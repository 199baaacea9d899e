using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.KernelChecks;

/// <summary>The kernel runs with the tree that our compiler made.</summary>
internal static class TreeChecks
{
    private const string Model = "IpaEmbedded kernel test bed";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("the kernel has unpacked the tree that ipa dt build wrote", Unpacked),
        new("LinuxBoard reads the tree that the kernel was started with", OwnTree),
    ];

    private static void Unpacked() => Expect.Equal(Model + "\0", File.ReadAllText("/proc/device-tree/model"), "/proc/device-tree/model");

    private static void OwnTree()
    {
        using var board = new LinuxBoard(Machine.Blob, null, new Boards.Linux.Registers.HardwareOptions());
        Expect.Equal(Model, new TreeNode(board.Platform.Tree, FlattenedTree.Root).String("model"), "the model");
    }
}
