using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.KernelChecks;

/// <summary>Drivers of ours on pins that the kernel left free, by a tree of the application's own.</summary>
internal static class ApplicationChecks
{
    private const int Red = 12;
    private const int Green = 13;
    private const int User = 14;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("our gpio-leds driver lights lamps on free pins, one of them by a low level", Lamps),
        new("lamps are put out when their device is removed, and their pins are free again", Removed),
        new("a lamp on a pin that the kernel's driver has fails, and the reason names the holder", Held),
        new("our gpio-keys driver tells a press and a release of a button that low presses", Button),
        new("a button that bounces is pressed once", Bounces),
    ];

    private static void Lamps()
    {
        using LinuxDeviceBoard board = Board();
        SimulatedBank bank = SimulatedBank.Of("/pins/bank1");
        var lamps = (GpioLeds)Bound(board, "/lamps").DriverData;
        Expect.Equal(false, bank.Level(Red), "the level of the red lamp, dark");
        Expect.Equal(false, bank.Level(Green), "the level of the green lamp, lit");
        lamps.Find("red").Set(true);
        lamps.Find("green").Set(false);
        Expect.Equal(true, bank.Level(Red), "the level of the red lamp, lit");
        Expect.Equal(true, bank.Level(Green), "the level of the green lamp, dark");
    }

    private static void Removed()
    {
        using LinuxDeviceBoard board = Board();
        Device lamps = Bound(board, "/lamps");
        ((GpioLeds)lamps.DriverData).Find("red").Set(true);
        board.Platform.Remove(lamps);
        using var other = new Boards.Linux.Gpio.GpioChip(SimulatedBank.Of("/pins/bank1").Device);
        other.SetInput(Red);
        other.SetInput(Green);
    }

    private static void Held()
    {
        using LinuxDeviceBoard board = Board();
        Device lamps = board.Platform.FindDevice("/greedy");
        Expect.Equal(DeviceState.Failed, lamps.State, "its state");
        Expect.Contains("line 2", lamps.Reason);
        Expect.Contains("busy", lamps.Reason);
        Expect.Contains("\"status\" has it", lamps.Reason);
    }

    private static void Button()
    {
        SimulatedBank bank = SimulatedBank.Of("/pins/bank1");
        bank.Pull(User, true);
        using LinuxDeviceBoard board = Board();
        Bound(board, "/buttons");
        var presses = new KeyLog(Key.Of(board.Platform, "/buttons/user"));
        foreach (bool up in (bool[])[false, true])
        {
            bank.Pull(User, up);
            presses.WaitForChange(board.Loop);
        }

        Expect.Equal("30 pressed, 30 released", presses.Text, "what the button tells");
    }

    private static void Bounces()
    {
        SimulatedBank bank = SimulatedBank.Of("/pins/bank1");
        bank.Pull(User, true);
        using LinuxDeviceBoard board = Board();
        var presses = new KeyLog(Key.Of(board.Platform, "/buttons/user"));
        // The kernel keeps all of them, so that they come at once, however slow the machine is.
        foreach (bool up in (bool[])[false, true, false, true, false])
        {
            bank.Pull(User, up);
        }

        presses.WaitForChange(board.Loop);
        board.Loop.Run(100000);
        Expect.Equal("30 pressed", presses.Text, "what the button tells");
    }

    private static Device Bound(LinuxDeviceBoard board, string path)
    {
        Device device = board.Platform.FindDevice(path);
        Expect.Equal("", device.Reason, "why it is not bound");
        return device;
    }

    private static LinuxDeviceBoard Board()
    {
        var board = new LinuxDeviceBoard(File.ReadAllBytes("/application.dtb"), Machine.Kernel);
        board.Probe();
        return board;
    }
}
