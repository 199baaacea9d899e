using System.Device.I2c;
using System.Device.Spi;

namespace IpaEmbedded.KernelChecks;

/// <summary>Buses by their nodes, and what is on them, by the library that the board's adapters use.</summary>
internal static class BusChecks
{
    private const string Adapter = "/pci@e0000000/adapter@4,0/i2c";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("the alias i2c5 makes /dev/i2c-5, whose of_node is the bus", I2cNumber),
        new("the alias spi3 makes /dev/spidev3.0, whose of_node is the chip", SpiNumber),
        new("a chip on the virtual adapter is read through the bus whose of_node is the adapter's", Answers),
        new("the kernel's driver has the LM75 of the tree, and reads 23.5 degrees", Hwmon),
        new("SPI reads the level of its input", SpiReads),
    ];

    private static void I2cNumber()
    {
        Expect.Equal(true, File.Exists("/dev/i2c-5"), "/dev/i2c-5");
        Expect.Equal("/i2c", KernelNode.Of("/sys/bus/i2c/devices/i2c-5"), "its node");
    }

    private static void SpiNumber()
    {
        Expect.Equal(true, File.Exists("/dev/spidev3.0"), "/dev/spidev3.0");
        Expect.Equal("/spi/converter@0", KernelNode.Of("/sys/bus/spi/devices/spi3.0"), "its node");
    }

    private static void Answers()
    {
        string bus = Directory.GetDirectories("/sys/bus/i2c/devices", "i2c-*").Single(device => KernelNode.Of(device) == Adapter);
        int number = int.Parse(Path.GetFileName(bus)["i2c-".Length..]);
        using var chip = I2cDevice.Create(new I2cConnectionSettings(number, 0x49));
        byte[] temperature = new byte[2];
        chip.WriteRead([0], temperature);
        Expect.Equal("F3C0", Convert.ToHexString(temperature), "the TMP102's temperature");
    }

    private static void Hwmon()
    {
        string device = Directory.GetDirectories("/sys/class/hwmon").Single(each => KernelNode.Of(each + "/device") == Adapter + "/thermometer@48");
        Expect.Equal("23500", File.ReadAllText(device + "/temp1_input").Trim(), "temp1_input");
    }

    private static void SpiReads()
    {
        const int Input = 2;
        SimulatedBank bank = SimulatedBank.Of("/pins/bank1");
        using var chip = SpiDevice.Create(new SpiConnectionSettings(3, 0) { ClockFrequency = 100000 });
        foreach (bool up in (bool[])[true, false])
        {
            bank.Pull(Input, up);
            byte[] read = new byte[2];
            chip.TransferFullDuplex([0x12, 0x34], read);
            Expect.Equal(up ? "FFFF" : "0000", Convert.ToHexString(read), "what comes");
        }
    }
}
