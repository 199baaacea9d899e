using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.I2c;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Boards.Linux.Spi;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.I2c;
using IpaEmbedded.Runtime.Spi;

namespace IpaEmbedded.KernelChecks;

/// <summary>Drivers bind to the nodes of the kernel's own tree and reach their chips through the kernel.</summary>
internal static class ProbeChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("a driver of ours binds to a chip on the virtual adapter and reads it", Binds),
        new("a chip that the kernel's driver has is refused by the driver's name", Held),
        new("an SPI transfer reads the level of its input", SpiReads),
        new("an SPI transfer of no bytes and one into nothing are done", SpiEmpty),
    ];

    private static void Binds()
    {
        using LinuxBoard board = Board();
        Device device = Bound(board, VirtualAdapter.Path + "/thermometer@49");
        Expect.Equal(I2cStatus.FullTransfer, ((I2cClient)device.DriverData).ReadRegister16(0, out ushort temperature), "the status");
        Expect.Equal(0xF3C0, temperature, "its temperature");
    }

    private static void Held()
    {
        using LinuxBoard board = Board();
        Device device = board.Platform.FindDevice(VirtualAdapter.Path + "/thermometer@48");
        Expect.Equal(DeviceState.Failed, device.State, "its state");
        Expect.Contains("which the kernel's driver lm75 has", device.Reason);
    }

    private static void SpiReads()
    {
        const int Input = 2;
        using LinuxBoard board = Board();
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
        using LinuxBoard board = Board();
        var chip = (SpiClient)Bound(board, "/spi/converter@0").DriverData;
        Expect.Equal(true, chip.Transfer([], [], 0), "a transfer of nothing");
        Expect.Equal(true, chip.Transfer([1, 2, 3], null!, 3), "a transfer whose answer nobody wants");
        Expect.Equal(true, chip.Transfer(null!, new byte[3], 3), "a transfer of zeros");
    }

    private static Device Bound(LinuxBoard board, string path)
    {
        Device device = board.Platform.FindDevice(path);
        Expect.Equal("", device.Reason, "why it is not bound");
        return device;
    }

    private static LinuxBoard Board()
    {
        var board = new LinuxBoard(Machine.Blob, null, new HardwareOptions());
        board.Drivers.Add(new BusDriver(["ipaembedded,pci", "pci1af4,1062"], null));
        board.Drivers.Add(new BusDriver(["virtio,device22"], node => new LinuxI2cBus(Machine.Kernel, Machine.Kernel.Require(node, KernelClass.I2cAdapter).Number)));
        board.Drivers.Add(new BusDriver(["spi-gpio"], node => new LinuxSpiBus(Machine.Kernel, Machine.Kernel.Require(node, KernelClass.SpiController).Number)));
        board.Drivers.Add(new ChipDriver(["national,lm75", "ti,tmp102"], device => device.I2c()));
        board.Drivers.Add(new ChipDriver(["rohm,dh2228fv"], device => device.Spi()));
        board.Platform.Probe();
        return board;
    }
}
