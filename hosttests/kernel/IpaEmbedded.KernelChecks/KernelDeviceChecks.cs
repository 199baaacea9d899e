using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.KernelChecks;

/// <summary>What the kernel made of a node is found by the node, beside a second way to the same answer.</summary>
internal static class KernelDeviceChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("each bank's node has its GPIO chip", GpioChips),
        new("an I2C bus with an alias has the alias's number", BusWithAlias),
        new("an I2C bus without an alias is found by its node", BusWithoutAlias),
        new("an SPI bus has the alias's number", SpiBus),
        new("the node of the LEDs has both, with the kernel's driver", Leds),
        new("the node of the keys has its event device", Keys),
        new("the LM75 that the kernel drives is a hwmon device of its node and reads 23.5 degrees", Hwmon),
        new("the DS3231 that the kernel drives is an RTC of its node and tells its time", Rtc),
        new("a chip that no driver has, and an empty address, have no driver", Free),
        new("what the kernel has not made is missing, with what was looked for", Missing),
    ];

    private static void GpioChips()
    {
        foreach (string node in (string[])["/pins/bank0", "/pins/bank1"])
        {
            Expect.Equal(SimulatedBank.Of(node).Device, "/dev/" + Require(node, KernelClass.GpioChip).Name, "the chip of " + node);
        }
    }

    private static void BusWithAlias() => Expect.Equal("i2c-5", Require("/i2c", KernelClass.I2cAdapter).Name, "the bus");

    private static void BusWithoutAlias()
    {
        KernelDevice bus = Require(VirtualAdapter.Path, KernelClass.I2cAdapter);
        Expect.Contains("i2c_virtio", bus.Folder.Text("name") ?? "");
        Expect.Equal(true, File.Exists($"/dev/i2c-{bus.Number}"), "its file");
    }

    private static void SpiBus() => Expect.Equal("spi3", Require("/spi", KernelClass.SpiController).Name, "the bus");

    private static void Leds()
    {
        IReadOnlyList<KernelDevice> leds = Machine.Kernel.AllOf("/leds", KernelClass.Led);
        Expect.Equal("power status", string.Join(' ', leds.Select(led => led.Name)), "the LEDs");
        Expect.Equal("leds-gpio", leds[0].Driver, "their driver");
    }

    private static void Keys()
    {
        KernelDevice keys = Machine.Kernel.AllOf("/keys", KernelClass.Input).Single();
        Expect.Equal("gpio-keys", keys.Driver, "their driver");
    }

    private static void Hwmon()
    {
        KernelDevice thermometer = Require(VirtualAdapter.Path + "/thermometer@48", KernelClass.Hwmon);
        Expect.Equal("lm75", thermometer.Driver, "its driver");
        Expect.Equal(23500, thermometer.Folder.Number("temp1_input"), "its temperature");
    }

    private static void Rtc()
    {
        KernelDevice clock = Require(VirtualAdapter.Path + "/clock@68", KernelClass.Rtc);
        Expect.Equal("2026-01-02", clock.Folder.Text("date"), "its date");
    }

    private static void Free()
    {
        int bus = VirtualAdapter.Number;
        Expect.Equal("lm75", Machine.Kernel.DriverOf("i2c", $"{bus}-0048"), "the driver at 48");
        Expect.Equal(null, Machine.Kernel.DriverOf("i2c", $"{bus}-0049"), "the driver at 49");
        Expect.Equal(null, Machine.Kernel.DriverOf("i2c", $"{bus}-004a"), "the driver at 4a");
    }

    private static void Missing()
    {
        try
        {
            Require("/keys", KernelClass.I2cAdapter);
        }
        catch (HardwareException missing)
        {
            Expect.Contains("/keys: no I2C adapter: of 2 i2c-N in /sys/bus/i2c/devices none has the node as of_node", missing.Message);
            return;
        }

        throw new InvalidOperationException("it was found");
    }

    private static KernelDevice Require(string node, KernelClass kind) => Machine.Kernel.Require(Machine.Node(node), kind);
}
