using IpaEmbedded.Boards.Linux.Gpio;
using IpaEmbedded.Boards.Linux.Sysfs;

namespace IpaEmbedded.KernelChecks;

/// <summary>What the kernel's own drivers hold is used through its classes.</summary>
internal static class KernelOwnedChecks
{
    private const int Status = 2;
    private const int Power = 3;
    private const int Button = 4;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("a LED of the LED class moves its simulated pin", Lights),
        new("a LED that low lights is lit by the tree's default state, and its pin is low", LightsByLow),
        new("a key's pin makes an event of the input class with the code of the tree", KeyEvent),
    ];

    private static void Lights()
    {
        SimulatedBank bank = SimulatedBank.Of("/pins/bank0");
        var leds = new LedClass("status");
        Expect.Equal(false, bank.Level(Status), "the level before");
        leds.Write(0, true);
        Expect.Equal(true, bank.Level(Status), "the level of the lit LED");
        Expect.Equal(true, leds.Read(0), "the LED");
        leds.Write(0, false);
        Expect.Equal(false, bank.Level(Status), "the level of the dark LED");
        Expect.Equal(false, leds.Read(0), "the LED");
    }

    private static void LightsByLow()
    {
        SimulatedBank bank = SimulatedBank.Of("/pins/bank0");
        var leds = new LedClass("power");
        Expect.Equal(true, leds.Read(0), "the LED at the start");
        Expect.Equal(false, bank.Level(Power), "the level of the lit LED");
        leds.Write(0, false);
        Expect.Equal(true, bank.Level(Power), "the level of the dark LED");
        leds.Write(0, true);
    }

    private static void KeyEvent()
    {
        using var events = new KeyEvents("/dev/input/" + Machine.Kernel.AllOf("/keys", KernelClass.Input).Single().Name);
        SimulatedBank bank = SimulatedBank.Of("/pins/bank0");
        bank.Pull(Button, true);
        Expect.Equal((28, 1), events.Next(), "the event of the pressed key");
        bank.Pull(Button, false);
        Expect.Equal((28, 0), events.Next(), "the event of the released key");
    }
}
