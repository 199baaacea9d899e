using IpaEmbedded.Boards.Linux.Registers;

namespace IpaEmbedded.KernelChecks.Uio;

/// <summary>Interrupts of a PCI device through UIO: the level of its pin as an edge of a line, masked by the kernel and unmasked by us.</summary>
internal static class EduInterruptChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("an interrupt that the device raises runs the driver's handler, with its status", Raised),
        new("a hundred interrupts come one after the other", Hundred),
        new("an interrupt that the handler does not acknowledge comes again, and ends when it is acknowledged", Unacknowledged),
        new("the end of a factorial is told by an interrupt", Told),
        new("the kernel masks the interrupt when it comes, and it is unmasked before the loop sleeps", Masked),
    ];

    private static void Raised()
    {
        using var board = new UioBoard();
        board.Edu.Raise(0xb0);
        Expect.Equal(1, board.Edu.Count, "the number of interrupts");
        Expect.Equal(0xb0u, board.Edu.LastStatus, "the status that the handler read");
        Expect.Equal(0u, board.Edu.InterruptStatus, "the status afterwards");
    }

    private static void Hundred()
    {
        using var board = new UioBoard();
        for (uint i = 1; i <= 100; i++)
        {
            board.Edu.Raise(i);
            Expect.Equal(i, board.Edu.LastStatus, "the status");
        }

        Expect.Equal(100, board.Edu.Count, "the number of interrupts");
    }

    private static void Unacknowledged()
    {
        using var board = new UioBoard();
        board.Edu.Acknowledges = false;
        board.Edu.Raise(1);
        board.Edu.WaitForInterrupt();
        board.Edu.Acknowledges = true;
        board.Edu.WaitForInterrupt();
        int count = board.Edu.Count;
        board.Board.Loop.Sleep(200_000);
        Expect.Equal(0u, board.Edu.InterruptStatus, "the status in the end");
        Expect.Equal(count, board.Edu.Count, "the number of interrupts after the last was acknowledged");
    }

    private static void Told()
    {
        using var board = new UioBoard();
        Expect.Equal(3628800u, board.Edu.WaitForFactorial(10), "10!");
        Expect.Equal(EduRegisters.FactorialDone, board.Edu.LastStatus, "the status");
    }

    private static void Masked()
    {
        using var board = new UioBoard();
        using PciCommand command = PciCommand.Open(UioBoard.EduDevice.PciConfiguration!);
        board.Edu.Raise(1);
        Expect.Equal(true, command.IsInterruptMasked, "whether the interrupt is masked after it has come");
        board.Board.Loop.Sleep(1000);
        Expect.Equal(false, command.IsInterruptMasked, "whether it is masked after the loop has slept");
    }
}
