using IpaEmbedded.Boards.Linux.Gpio;

namespace IpaEmbedded.KernelChecks;

/// <summary>Pins through the character device.</summary>
internal static class PinChecks
{
    private const int Free = 8;
    private const int HeldByLed = 2;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("the two banks have 16 and 24 pins", Counts),
        new("an output of GpioChip is the level of the simulated pin", Output),
        new("an input of GpioChip is what pulls the simulated pin", Input),
        new("a pin becomes an output and an input again", Direction),
        new("a pin that gpio-leds holds is refused with its line, the reason and the holder", Held),
        new("a pin that is given back can be taken again", Again),
    ];

    private static void Counts()
    {
        using var first = new GpioChip(SimulatedBank.Of("/pins/bank0").Device);
        using var second = new GpioChip(SimulatedBank.Of("/pins/bank1").Device);
        Expect.Equal(16, first.PinCount, "the first bank's number of pins");
        Expect.Equal(24, second.PinCount, "the second bank's number of pins");
    }

    private static void Output()
    {
        foreach (string node in (string[])["/pins/bank0", "/pins/bank1"])
        {
            SimulatedBank bank = SimulatedBank.Of(node);
            using var chip = new GpioChip(bank.Device);
            chip.SetOutput(Free, true);
            Expect.Equal(true, bank.Level(Free), $"{node}, started high, its level");
            Expect.Equal(false, bank.Level(Free + 1), $"{node}, the neighbour's level");
            chip.Write(Free, false);
            Expect.Equal(false, bank.Level(Free), $"{node}, written low, its level");
            chip.Write(Free, true);
            Expect.Equal(true, bank.Level(Free), $"{node}, written high, its level");
        }
    }

    private static void Input()
    {
        SimulatedBank bank = SimulatedBank.Of("/pins/bank1");
        using var chip = new GpioChip(bank.Device);
        chip.SetInput(Free);
        foreach (bool up in (bool[])[false, true, false])
        {
            bank.Pull(Free, up);
            Expect.Equal(up, chip.Read(Free), "the input");
        }
    }

    private static void Direction()
    {
        SimulatedBank bank = SimulatedBank.Of("/pins/bank0");
        using var chip = new GpioChip(bank.Device);
        chip.SetOutput(Free, true);
        Expect.Equal(true, bank.Level(Free), "the level of the output");
        chip.SetInput(Free);
        // A simulated pin keeps the level that was driven until somebody pulls it.
        bank.Pull(Free, true);
        bank.Pull(Free, false);
        Expect.Equal(false, chip.Read(Free), "the level of the input that is pulled down");
    }

    private static void Held()
    {
        using var chip = new GpioChip(SimulatedBank.Of("/pins/bank0").Device);
        string refusal = Expect.Refusal(() => chip.SetOutput(HeldByLed, true));
        Expect.Contains("/dev/gpiochip", refusal);
        Expect.Contains($"line {HeldByLed}", refusal);
        Expect.Contains("busy", refusal);
        Expect.Contains("\"status\" has it", refusal);
    }

    private static void Again()
    {
        string device = SimulatedBank.Of("/pins/bank0").Device;
        using (var first = new GpioChip(device))
        {
            first.SetOutput(Free, true);
            using var other = new GpioChip(device);
            Expect.Contains("busy", Expect.Refusal(() => other.SetInput(Free)));
        }

        using var second = new GpioChip(device);
        second.SetOutput(Free, false);
    }
}
