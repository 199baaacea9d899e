using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Examples;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.KernelChecks;

/// <summary>The examples, from their one source, on LEDs, keys and sensors of the kernel's drivers, and on those of ours.</summary>
internal static class ExampleChecks
{
    private const long SliceMicroseconds = 50000;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("Blink runs on the kernel's LED and key", () => Blinks(Machine.Blob, "/pins/bank0", 2, 4, true)),
        new("Blink runs on a LED and a button of ours", () => Blinks(Application, "/pins/bank1", 12, 14, false)),
        new("Thermometer shows what the kernel's driver measures", () => Shows(Machine.Blob, (platform, show) => new Thermometer(platform, show).Start(), "23.5 C")),
        new("Thermometer shows what our driver measures", () => Shows(Application, (platform, show) => new Thermometer(platform, show).Start(), "-12.3 C")),
        new("PowerMeter shows what our driver measures", () => Shows(Machine.Blob, (platform, show) => new PowerMeter(platform, show).Start(), "5.00 V  0.123 A  0.616 W  0.2 mWh")),
    ];

    private static byte[] Application => File.ReadAllBytes("/application.dtb");

    private static void Blinks(byte[] tree, string node, int led, int button, bool pressedLevel)
    {
        SimulatedBank bank = SimulatedBank.Of(node);
        bank.Pull(button, !pressedLevel);
        using LinuxDeviceBoard board = Board(tree);
        new Blink(board.Platform).Start();
        Expect.Equal(true, bank.Level(led), "the level at the start");
        RunUntil(board.Loop, () => !bank.Level(led), "the LED goes out");
        RunUntil(board.Loop, () => bank.Level(led), "the LED is lit again");

        bank.Pull(button, pressedLevel);
        RunUntil(board.Loop, () => Key.Of(board.Platform, "sw0").IsPressed, "the button is pressed");
        for (int slice = 0; slice < 24; slice++)
        {
            Expect.Equal(true, bank.Level(led), "the level while the button is pressed");
            board.Loop.Run(SliceMicroseconds);
        }

        bank.Pull(button, !pressedLevel);
        RunUntil(board.Loop, () => !bank.Level(led), "the LED goes out after the button was let go");
    }

    private static void Shows(byte[] tree, Action<Runtime.Devices.Platform, LineSink> start, string expected)
    {
        using LinuxDeviceBoard board = Board(tree);
        List<string> lines = [];
        start(board.Platform, lines.Add);
        RunUntil(board.Loop, () => lines.Count > 0, "a line comes");
        Expect.Equal(expected, lines[0], "the line");
    }

    private static void RunUntil(EventLoop loop, Func<bool> done, string what)
    {
        for (int slice = 0; slice < 200 && !done(); slice++)
        {
            loop.Run(SliceMicroseconds);
        }

        Expect.Equal(true, done(), $"whether {what}");
    }

    private static LinuxDeviceBoard Board(byte[] tree)
    {
        var board = new LinuxDeviceBoard(tree, Machine.Kernel);
        board.Probe();
        return board;
    }
}
