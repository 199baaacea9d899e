using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.KernelChecks;

/// <summary>Drivers of ours on pins that the kernel left free, by a tree of the application's own.</summary>
internal static class ApplicationChecks
{
    private const int Red = 12;
    private const int Green = 13;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("our gpio-leds driver lights lamps on free pins, one of them by a low level", Lamps),
        new("lamps are put out when their device is removed, and their pins are free again", Removed),
        new("lamps that the kernel's driver holds fail, and the reason names the holder", Held),
    ];

    private static void Lamps()
    {
        using LinuxBoard board = Board();
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
        using LinuxBoard board = Board();
        Device lamps = Bound(board, "/lamps");
        ((GpioLeds)lamps.DriverData).Find("red").Set(true);
        board.Platform.Remove(lamps);
        using var other = new Boards.Linux.Gpio.GpioChip(SimulatedBank.Of("/pins/bank1").Device);
        other.SetInput(Red);
        other.SetInput(Green);
    }

    private static void Held()
    {
        using LinuxBoard board = Board();
        Device leds = board.Platform.FindDevice("/leds");
        Expect.Equal(DeviceState.Failed, leds.State, "their state");
        Expect.Contains("line 2", leds.Reason);
        Expect.Contains("\"status\" has it", leds.Reason);
    }

    private static Device Bound(LinuxBoard board, string path)
    {
        Device device = board.Platform.FindDevice(path);
        Expect.Equal("", device.Reason, "why it is not bound");
        return device;
    }

    private static LinuxBoard Board()
    {
        var board = new LinuxBoard(File.ReadAllBytes("/application.dtb"), null, new HardwareOptions());
        board.Drivers.Add(new PinsDriver(board.Time));
        RuntimeDrivers.Register(board.Drivers);
        board.Platform.Probe();
        return board;
    }
}
