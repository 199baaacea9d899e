using IpaEmbedded.Boards.Linux.Gpio;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.KernelChecks;

/// <summary>Edges, bias and drive of pins.</summary>
internal static class EdgeChecks
{
    private const int Free = 9;
    private const long Patience = 5000000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("edges are told in their order, on the loop's thread", Edges),
        new("edges that nobody waited for are kept", Burst),
        new("no edge is told after the watch has ended", Ended),
        new("a pull that is asked for is what a free input reads", Pull),
        new("an open drain drives its pin low and never high", OpenDrain),
    ];

    private static void Edges() => WithEdges((bank, loop, edges) =>
    {
        foreach (bool up in (bool[])[true, false, true])
        {
            bank.Pull(Free, up);
            Expect.Equal(true, loop.Wait(edges.Next(), Patience), $"an edge to {up}");
        }

        Expect.Equal("HLH", edges.Text, "the edges");
    });

    private static void Burst() => WithEdges((bank, loop, edges) =>
    {
        foreach (bool up in (bool[])[true, false, true, false])
        {
            bank.Pull(Free, up);
        }

        while (edges.Text.Length < 4 && loop.Wait(edges.Next(), Patience))
        {
        }

        Expect.Equal("HLHL", edges.Text, "the edges");
    });

    private static void Ended()
    {
        SimulatedBank bank = SimulatedBank.Of("/pins/bank1");
        var time = new BoardTime();
        var loop = new EventLoop(time);
        var edges = new EdgeLog();
        using var chip = new GpioChip(bank.Device, time);
        bank.Pull(Free, false);
        chip.Watch(Free, edges.Add);
        bank.Pull(Free, true);
        chip.Watch(Free, null);
        bank.Pull(Free, false);
        loop.Run(100000);
        Expect.Equal("", edges.Text, "the edges");
        Expect.Equal(false, chip.Read(Free), "the level, which is still read");
    }

    private static void Pull()
    {
        SimulatedBank bank = SimulatedBank.Of("/pins/bank1");
        using var chip = new GpioChip(bank.Device);
        foreach (GpioPull pull in (GpioPull[])[GpioPull.Up, GpioPull.Down, GpioPull.Up])
        {
            Expect.Equal(true, chip.SetPull(Free, pull), "whether the chip can");
            chip.SetInput(Free);
            Expect.Equal(pull == GpioPull.Up, chip.Read(Free), $"the level with {pull}");
        }
    }

    private static void OpenDrain()
    {
        SimulatedBank bank = SimulatedBank.Of("/pins/bank1");
        using var chip = new GpioChip(bank.Device);
        Expect.Equal(true, chip.SetDrive(Free, GpioDrive.OpenDrain), "whether the chip can");
        bank.Pull(Free, true);
        chip.SetOutput(Free, false);
        Expect.Equal(false, bank.Level(Free), "the level, driven low against a pull");
        chip.Write(Free, true);
        Expect.Equal(false, bank.Level(Free), "the level, which nobody but a pull raises");
        chip.SetDrive(Free, GpioDrive.PushPull);
        chip.SetOutput(Free, true);
        Expect.Equal(true, bank.Level(Free), "the level of both drives, driven high");
    }

    private static void WithEdges(Action<SimulatedBank, EventLoop, EdgeLog> use)
    {
        SimulatedBank bank = SimulatedBank.Of("/pins/bank1");
        var time = new BoardTime();
        var loop = new EventLoop(time);
        var edges = new EdgeLog();
        using var chip = new GpioChip(bank.Device, time);
        bank.Pull(Free, false);
        Expect.Equal(true, chip.Watch(Free, edges.Add), "whether the chip can");
        use(bank, loop, edges);
    }
}
