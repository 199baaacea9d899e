using IpaEmbedded.Boards.Linux.Memory;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.KernelChecks.Uio;

/// <summary>Memory of ours that a device reads and writes: one huge page, whose physical address the page map tells.</summary>
internal static class EduTransferChecks
{
    private const int Bytes = 1024;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("the device copies our memory into its own and back to another place, and tells each end by an interrupt", Copied),
        new("a device that is not bus master reaches no memory of ours", NotMaster),
        new("the device is no bus master any more once its UIO device was closed", Closed),
    ];

    private static void Copied()
    {
        using DmaRegion region = HugePage.Allocate();
        using var board = new UioBoard(region);
        using PciCommand command = PciCommand.Open(UioBoard.EduDevice.PciConfiguration!);
        command.IsBusMaster = true;
        (DmaMemory source, DmaMemory target) = Buffers(board);

        board.Edu.Transfer(source.Address, Bytes, toMemory: false);
        Expect.Equal(EduRegisters.TransferDone, board.Edu.LastStatus, "the status after the way there");
        board.Edu.Transfer(target.Address, Bytes, toMemory: true);
        Expect.Equal(EduRegisters.TransferDone, board.Edu.LastStatus, "the status after the way back");
        Expect.Equal(TextOf(source), TextOf(target), "what has come back");
        Expect.Equal(0u, target.Read32(Bytes), "the word behind it");
    }

    private static void NotMaster()
    {
        using DmaRegion region = HugePage.Allocate();
        using var board = new UioBoard(region);
        using PciCommand command = PciCommand.Open(UioBoard.EduDevice.PciConfiguration!);
        command.IsBusMaster = false;
        (_, DmaMemory target) = Buffers(board);

        board.Edu.Transfer(target.Address, Bytes, toMemory: true);
        Expect.Equal(new string('0', 2 * Bytes), TextOf(target), "our memory");
    }

    private static void Closed()
    {
        using PciCommand command = PciCommand.Open(UioBoard.EduDevice.PciConfiguration!);
        using (new UioBoard())
        {
            command.IsBusMaster = true;
            Expect.Equal(true, command.IsBusMaster, "whether it is bus master while it is open");
        }

        Expect.Equal(false, command.IsBusMaster, "whether it is bus master when it is closed");
    }

    // The target is larger than a transfer, so that a byte too many is seen.
    private static (DmaMemory Source, DmaMemory Target) Buffers(UioBoard board)
    {
        DmaMemory source = board.Board.Platform.Heap.Allocate("source", Bytes, 64);
        DmaMemory target = board.Board.Platform.Heap.Allocate("target", 2 * Bytes, 4096);
        for (int i = 0; i < Bytes; i += sizeof(uint)) { source.Write32(i, 0x9e3779b9u * (uint)(i + 1)); }
        return (source, target);
    }

    private static string TextOf(DmaMemory memory)
    {
        byte[] bytes = new byte[Bytes];
        memory.CopyTo(0, bytes, 0, Bytes);
        return Convert.ToHexString(bytes);
    }
}
