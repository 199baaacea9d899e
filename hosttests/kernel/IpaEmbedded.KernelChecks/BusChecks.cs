using IpaEmbedded.Boards.Linux.I2c;
using IpaEmbedded.Runtime.I2c;

namespace IpaEmbedded.KernelChecks;

/// <summary>Transfers on I2C buses that are real to the kernel.</summary>
internal static class BusChecks
{
    private const int BitBanged = 5;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("the alias i2c5 makes /dev/i2c-5, whose of_node is the bus", I2cNumber),
        new("a register is read through LinuxI2cBus", Reads),
        new("a register that was written is read back", WritesBack),
        new("an EEPROM keeps a page that was written in one transfer", Eeprom),
        new("an absent chip of the virtual adapter is a status, also when only its address is sent", AbsentOnVirtual),
        new("an absent chip of the bit-banged bus is a status, also when only its address is sent", AbsentOnPins),
        new("a present chip acknowledges its address alone", AddressAlone),
        new("a ten-bit address on an adapter without them is refused by a status", TenBit),
    ];

    private static void I2cNumber()
    {
        Expect.Equal(true, File.Exists("/dev/i2c-5"), "/dev/i2c-5");
        Expect.Equal("/i2c", KernelNode.Of("/sys/bus/i2c/devices/i2c-5"), "its node");
    }

    private static void Reads()
    {
        using LinuxI2cBus bus = Virtual();
        Expect.Equal(I2cStatus.FullTransfer, new I2cClient(bus, 0x49, false).ReadRegister16(0, out ushort temperature), "the status");
        Expect.Equal(0xF3C0, temperature, "the TMP102's temperature");
    }

    private static void WritesBack()
    {
        using LinuxI2cBus bus = Virtual();
        var chip = new I2cClient(bus, 0x49, false);
        Expect.Equal(I2cStatus.FullTransfer, chip.WriteRegister16(3, 0x5A10), "the status of the write");
        Expect.Equal(I2cStatus.FullTransfer, chip.ReadRegister16(3, out ushort limit), "the status of the read");
        Expect.Equal(0x5A10, limit, "the limit");
    }

    private static void Eeprom()
    {
        using LinuxI2cBus bus = Virtual();
        var chip = new I2cClient(bus, 0x50, false);
        byte[] page = [0x01, 0x20, .. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))];
        byte[] read = new byte[34];
        Expect.Equal(I2cStatus.FullTransfer, chip.Write(page, page.Length), "the status of the write");
        Expect.Equal(I2cStatus.FullTransfer, chip.WriteRead(page, 2, read, 33), "the status of the read");
        Expect.Equal(Convert.ToHexString(page, 2, 32) + "FF00", Convert.ToHexString(read), "the page, and what follows");
    }

    private static void AbsentOnVirtual()
    {
        using LinuxI2cBus bus = Virtual();
        Absent(new I2cClient(bus, 0x4A, false));
    }

    private static void AbsentOnPins()
    {
        using var bus = new LinuxI2cBus(Machine.Kernel, BitBanged);
        Absent(new I2cClient(bus, 0x4A, false));
    }

    private static void Absent(I2cClient chip)
    {
        byte[] bytes = new byte[2];
        Expect.Equal(I2cStatus.AddressNotAcknowledged, chip.WriteRead(bytes, 1, bytes, 2), "the status of a write and a read");
        Expect.Equal(I2cStatus.AddressNotAcknowledged, chip.Write(bytes, 2), "the status of a write");
        Expect.Equal(I2cStatus.AddressNotAcknowledged, chip.Read(bytes, 2), "the status of a read");
        Expect.Equal(I2cStatus.AddressNotAcknowledged, chip.Write(bytes, 0), "the status of an address alone");
    }

    private static void AddressAlone()
    {
        using LinuxI2cBus bus = Virtual();
        Expect.Equal(I2cStatus.FullTransfer, new I2cClient(bus, 0x49, false).Write([], 0), "the status");
    }

    private static void TenBit()
    {
        using LinuxI2cBus bus = Virtual();
        Expect.Equal(I2cStatus.Unsupported, new I2cClient(bus, 0x150, true).Read(new byte[1], 1), "the status");
    }

    private static LinuxI2cBus Virtual() => new(Machine.Kernel, VirtualAdapter.Number);
}
