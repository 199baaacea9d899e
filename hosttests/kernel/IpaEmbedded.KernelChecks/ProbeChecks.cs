using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Iot;
using IpaEmbedded.Boards.Linux.Kernel;
using IpaEmbedded.Devices.Clocks;
using IpaEmbedded.Devices.Keys;
using IpaEmbedded.Devices.Sensors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Leds;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.KernelChecks;

/// <summary>LinuxDeviceBoard on the kernel's own tree: what the kernel has is used through its classes, what it left free is driven by us.</summary>
internal static class ProbeChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("every device of the kernel's tree is bound but the chip that is not there", AllBound),
        new("the plan says of each node what is opened and what the kernel has", Plan),
        new("a chip that is not there fails with its address and bus", Absent),
        new("a thermometer that the kernel's driver has is a sensor", KernelReads),
        new("a clock that the kernel's driver has tells its time", KernelTime),
        new("a LED that the kernel's driver has is lit through the LED class", KernelLed),
        new("a key that the kernel's driver has tells its presses", KernelKey),
        new("an SPI transfer reads the level of its input", SpiReads),
        new("an SPI transfer of no bytes and one into nothing are done", SpiEmpty),
        new("pins that the tree sets for good are left to the kernel, which has set them", Hog),
    ];

    private static void AllBound()
    {
        using LinuxDeviceBoard board = Board();
        string[] paths = [.. Enumerable.Range(0, board.Platform.DeviceCount).Select(board.Platform.DeviceAt).Where(device => device.State != DeviceState.Bound).Select(device => $"{device.NodePath}: {device.Reason}")];
        Expect.Equal(1, paths.Length, $"the number of those in \"{string.Join("; ", paths)}\"");
        Expect.Contains("/i2c/lm75@48: ", paths[0]);
    }

    private static void Plan()
    {
        using var board = new LinuxDeviceBoard(Machine.Blob, Machine.Kernel);
        string plan = string.Join('\n', board.Plan);
        int bus = VirtualAdapter.Number;
        foreach (string line in (string[])
        [
            $"/pins/bank0: GPIO chip: {SimulatedBank.Of("/pins/bank0").Device}",
            "/leds: LED: the kernel's driver leds-gpio has it, used through /sys/class/leds: power, status",
            "/keys: input device: the kernel's driver gpio-keys has it, used through /sys/class/input: event0",
            "/i2c: I2C adapter: /dev/i2c-5",
            "/i2c/lm75@48: chip 5-0048: /dev/i2c-5",
            "/spi: SPI controller: /dev/spidev3.*",
            "/spi/converter@0: chip spi3.0: /dev/spidev3.0",
            $"{VirtualAdapter.Path}: I2C adapter: /dev/i2c-{bus}",
            $"{VirtualAdapter.Path}/thermometer@48: chip {bus}-0048: the kernel's driver lm75 has it, read through it: temp1",
            $"{VirtualAdapter.Path}/thermometer@49: chip {bus}-0049: /dev/i2c-{bus}",
        ])
        {
            Expect.Contains(line + "\n", plan + "\n");
        }
    }

    private static void Absent()
    {
        using LinuxDeviceBoard board = Board();
        Device chip = board.Platform.FindDevice("/i2c/lm75@48");
        Expect.Equal(DeviceState.Failed, chip.State, "its state");
        Expect.Contains("0x48", chip.Reason);
        Expect.Contains("/i2c", chip.Reason);
    }

    private static void KernelReads()
    {
        using LinuxDeviceBoard board = Board();
        var chip = (KernelChip)Bound(board, VirtualAdapter.Path + "/thermometer@48").DriverData;
        Expect.Equal("lm75", chip.Driver, "the driver");
        Expect.Equal(true, Sensor.Of(board.Platform, VirtualAdapter.Path + "/thermometer@48").Read(Quantity.Temperature, out int millidegrees), "whether it is read");
        Expect.Equal(23500, millidegrees, "its temperature");
    }

    private static void KernelTime()
    {
        using LinuxDeviceBoard board = Board();
        var time = new CalendarTime();
        Bound(board, VirtualAdapter.Path + "/clock@68");
        Expect.Equal(true, RealTimeClock.Of(board.Platform, VirtualAdapter.Path + "/clock@68").Read(time), "whether it is read");
        Expect.Equal((2026, 1, 2), (time.Year, time.Month, time.Day), "its date");
    }

    private static void KernelLed()
    {
        const int Status = 2;
        const int Power = 3;
        using LinuxDeviceBoard board = Board();
        SimulatedBank bank = SimulatedBank.Of("/pins/bank0");
        Bound(board, "/leds");
        var status = Led.Of(board.Platform, "/leds/status");
        Expect.Equal(false, status.IsOn, "the LED at the start");
        status.Set(true);
        Expect.Equal(true, bank.Level(Status), "the level of the lit LED");
        status.Set(false);
        Expect.Equal(false, bank.Level(Status), "the level of the dark LED");
        var power = Led.Of(board.Platform, "/leds/power");
        Expect.Equal(true, power.IsOn, "the LED that the tree's default state has lit");
        power.Set(false);
        Expect.Equal(true, bank.Level(Power), "the level of the dark LED that low lights");
        power.Set(true);
        Expect.Equal(false, bank.Level(Power), "the level of the lit LED that low lights");
    }

    private static void KernelKey()
    {
        const int Button = 4;
        using LinuxDeviceBoard board = Board();
        SimulatedBank bank = SimulatedBank.Of("/pins/bank0");
        Bound(board, "/keys");
        var presses = new KeyLog(Key.Of(board.Platform, "/keys/button"));
        foreach (bool pressed in (bool[])[true, false])
        {
            bank.Pull(Button, pressed);
            presses.WaitForChange(board.Loop);
        }

        Expect.Equal("28 pressed, 28 released", presses.Text, "what the key tells");
    }

    private static void SpiReads()
    {
        const int Input = 2;
        using LinuxDeviceBoard board = Board();
        SimulatedBank bank = SimulatedBank.Of("/pins/bank1");
        var chip = (SpiClient)Bound(board, "/spi/converter@0").DriverData;
        foreach (bool up in (bool[])[true, false])
        {
            bank.Pull(Input, up);
            byte[] read = new byte[2];
            Expect.Equal(true, chip.Transfer([0x12, 0x34], read, 2), "whether it was done");
            Expect.Equal(up ? "FFFF" : "0000", Convert.ToHexString(read), "what comes");
        }
    }

    private static void SpiEmpty()
    {
        using LinuxDeviceBoard board = Board();
        var chip = (SpiClient)Bound(board, "/spi/converter@0").DriverData;
        Expect.Equal(true, chip.Transfer([], [], 0), "a transfer of nothing");
        Expect.Equal(true, chip.Transfer([1, 2, 3], null!, 3), "a transfer whose answer nobody wants");
        Expect.Equal(true, chip.Transfer(null!, new byte[3], 3), "a transfer of zeros");
    }

    private static void Hog()
    {
        const int Relay = 20;
        using LinuxDeviceBoard board = Board();
        Bound(board, "/pins");
        Expect.Equal(true, SimulatedBank.Of("/pins/bank1").Level(Relay), "the level");
    }

    private static Device Bound(LinuxDeviceBoard board, string path)
    {
        Device device = board.Platform.FindDevice(path);
        Expect.Equal("", device.Reason, "why it is not bound");
        return device;
    }

    private static LinuxDeviceBoard Board()
    {
        var board = new LinuxDeviceBoard(Machine.Blob, Machine.Kernel, IotBindings.Register);
        board.Drivers.Add(new ChipDriver(["rohm,dh2228fv"], device => device.Spi()));
        board.Probe();
        return board;
    }
}
