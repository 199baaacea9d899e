using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.KernelChecks.Uio;

/// <summary>Registers of a platform device of the tree through UIO, as a SoC's devices come: the machine's event timer (IA-PC HPET specification 1.0a).</summary>
internal static class TimerChecks
{
    /// <summary>What the identification reads: vendor Intel, 64-bit counter, three timers, revision 1.</summary>
    public const uint Identity = 0x8086a201;

    private const uint Identification = 0x00;
    private const uint Period = 0x04;
    private const uint Configuration = 0x10;
    private const uint Counter = 0xf0;
    private const uint Enable = 1;

    // Of timer 0, from the first register of the timers: what it can do, and to which inputs of the interrupt controller it can be routed.
    private const uint Capabilities = 0x00;
    private const uint Routes = 0x04;
    private const uint CanBePeriodic = 1 << 4;
    private const uint Is64Bits = 1 << 5;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("uio_pdrv_genirq hands over a timer of the tree, whose identification and period are read", Identified),
        new("its counter runs when it is enabled, and stands when it is not", Runs),
        new("registers that begin inside a page are those of their node", InsideOfPage),
    ];

    private static void Identified()
    {
        using var board = new UioBoard();
        RegisterBlock timer = Block(board, "/timer@fed00000");
        Expect.Equal(Identity, timer.Read32(Identification), "the identification");
        // Femtoseconds: 100 MHz.
        Expect.Equal(10_000_000u, timer.Read32(Period), "the period");
    }

    private static void Runs()
    {
        using var board = new UioBoard();
        RegisterBlock timer = Block(board, "/timer@fed00000");
        timer.Write32(Configuration, 0);
        uint first = timer.Read32(Counter);
        board.Board.Loop.Sleep(1000);
        Expect.Equal(first, timer.Read32(Counter), "the counter that stands");
        timer.Write32(Configuration, Enable);
        board.Board.Loop.Sleep(1000);
        uint ran = timer.Read32(Counter) - first;
        timer.Write32(Configuration, 0);
        // A wait is never shorter than it was asked for: 1 ms are 100,000 periods.
        Expect.Equal(true, ran >= 100_000, $"whether {ran} periods are at least a millisecond");
    }

    private static void InsideOfPage()
    {
        using var board = new UioBoard();
        RegisterBlock comparators = Block(board, "/comparators@fed00100");
        Expect.Equal(CanBePeriodic | Is64Bits, comparators.Read32(Capabilities) & (CanBePeriodic | Is64Bits), "what timer 0 can do");
        Expect.Equal(4u, comparators.Read32(Routes), "its routes");
    }

    private static RegisterBlock Block(UioBoard board, string path)
    {
        Device device = board.Board.Platform.FindDevice(path);
        Expect.Equal("", device.Reason, "why the timer is not bound");
        return (RegisterBlock)device.DriverData;
    }
}
