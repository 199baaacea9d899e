using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.KernelChecks.Uio;

/// <summary>Registers of a PCI device through UIO: MapRegisters of a node of the tree, and what is behind it answers.</summary>
internal static class EduChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("the identification register of the PCI device says what it is", Identification),
        new("the device inverts what its liveness register is given", Liveness),
        new("the device computes a factorial, and its status says how long it is busy", Factorial),
        new("an access beyond the block, or inside a word, is refused before it reaches the device", Bounds),
        new("registers whose board is gone throw, and the device can be opened again", Reopened),
        new("a node that asks for registers of another's is refused, and the device's own node is not", Beyond),
    ];

    private static void Identification()
    {
        using var board = new UioBoard();
        Expect.Equal(EduRegisters.Identity, board.Edu.Identification, "the identification");
    }

    private static void Liveness()
    {
        using var board = new UioBoard();
        foreach (uint value in (uint[])[0, 1, 0x12345678, 0x80000000, 0xffffffff])
        {
            Expect.Equal(~value, board.Edu.Invert(value), $"the answer to 0x{value:x}");
        }
    }

    private static void Factorial()
    {
        using var board = new UioBoard();
        Expect.Equal(1u, board.Edu.ComputeFactorial(0), "0!");
        Expect.Equal(120u, board.Edu.ComputeFactorial(5), "5!");
        Expect.Equal(479001600u, board.Edu.ComputeFactorial(12), "12!");
    }

    private static void Bounds()
    {
        using var board = new UioBoard();
        RegisterBlock block = board.Edu.Block;
        foreach (uint offset in (uint[])[2, 0xffffd, 0x100000, 0xfffffffc])
        {
            try
            {
                block.Read32(offset);
            }
            catch (ArgumentOutOfRangeException refused)
            {
                Expect.Contains($"32-bit access at 0x{offset:x} in a block of 0x100000 bytes", refused.Message);
                continue;
            }

            throw new InvalidOperationException($"an access at 0x{offset:x} was not refused");
        }
    }

    private static void Reopened()
    {
        RegisterBlock gone;
        using (var first = new UioBoard())
        {
            gone = first.Edu.Block;
            Expect.Equal(EduRegisters.Identity, gone.Read32(0), "the identification");
        }

        using var second = new UioBoard();
        Expect.Equal(EduRegisters.Identity, second.Edu.Identification, "the identification, opened again");
        try
        {
            gone.Read32(0);
        }
        catch (ObjectDisposedException)
        {
            return;
        }

        throw new InvalidOperationException("registers of a board that is gone were read");
    }

    private static void Beyond()
    {
        using var board = new UioBoard();
        Device beyond = board.Board.Platform.FindDevice("/beyond@febff000");
        Expect.Equal(DeviceState.Failed, beyond.State, "the state of a device that asks for a window beyond");
        Expect.Contains("overlaps the live window edu@feb00000", beyond.Reason);
        Expect.Equal(1, board.Board.Plan.Windows.Count(window => window is { Refusal: null, NodePath: UioBoard.EduPath }), "the windows of the edu");
        Expect.Equal(WindowRefusal.Live, board.Board.Plan.Windows.Single(window => window.NodePath == beyond.NodePath).Decision.Refusal, "the row that refuses");
    }
}
