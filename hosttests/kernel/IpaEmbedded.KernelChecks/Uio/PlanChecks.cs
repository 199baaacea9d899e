using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Memory;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.KernelChecks.Uio;

/// <summary>What may be mapped on this machine, by what its kernel says of its addresses.</summary>
internal static class PlanChecks
{
    private const string Edu = "/edu@feb00000: edu@feb00000: 0x100000 bytes at 0xfeb00000, mapped as 0x100000 at 0xfeb00000 by ";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Check> All =>
    [
        new("uio_pci_generic hands over the registers of the PCI device that the tree describes", HandedOver),
        new("the plan has the windows of devices that the kernel hands over, and refuses the others with their reasons", Plan),
        new("without a UIO device what a driver of the kernel has claimed is refused, whatever the allow list says", WithoutUio),
        new("a window of the allow list that nobody has claimed is mapped by /dev/mem", ByDevMem),
        new("the kernel itself refuses /dev/mem for its RAM, and says that it may not be", KernelRefuses),
    ];

    private static void HandedOver()
    {
        UioDevice device = UioBoard.EduDevice;
        Expect.Equal("uio_pci_generic", device.Name, "the name");
        Expect.Equal("0xfeb00000+0x100000", string.Join(' ', device.Maps.Select(map => $"0x{map.Address:x}+0x{map.Size:x}")), "its areas");
        Expect.Equal("0 5", string.Join(' ', device.InterruptSpecifier), "its interrupt");
        Expect.Equal(true, device.PciConfiguration is not null, "whether it has a configuration space");
    }

    private static void Plan()
    {
        var options = new HardwareOptions { Devices = UioDevice.List(), Iomem = IomemText.Read(), Allowed = [new AllowedWindow(null, new AddressRange(0, ulong.MaxValue, ""))] };
        string plan = TextOf(options);
        foreach (string line in (string[])
        [
            Edu + UioBoard.EduDevice.Path,
            $"/timer@fed00000: timer@fed00000: 0x100 bytes at 0xfed00000, mapped as 0x1000 at 0xfed00000 by {Timer("timer").Path}",
            $"/comparators@fed00100: comparators@fed00100: 0x20 bytes at 0xfed00100, mapped as 0x1000 at 0xfed00000 by {Timer("timer").Path}",
            "/beyond@febff000: refused: beyond@febff000: 0x1004 bytes at 0xfebff000: its pages overlap 0000:00:05.0 at 0xfeb00000",
            "/thief@2000000: refused: thief@2000000: 0x1000 bytes at 0x2000000: its pages overlap System RAM at 0x",
            "/ioapic@fec00000: refused: ioapic@fec00000: 0x100 bytes at 0xfec00000: its pages overlap IOAPIC 0 at 0xfec00000",
        ])
        {
            Expect.Contains(line, plan);
        }
    }

    private static void WithoutUio()
    {
        string plan = TextOf(new HardwareOptions { Iomem = IomemText.Read(), Allowed = [new AllowedWindow(null, new AddressRange(0, ulong.MaxValue, ""))] });
        Expect.Contains("/edu@feb00000: refused: edu@feb00000: 0x100000 bytes at 0xfeb00000: its pages overlap 0000:00:05.0 at 0xfeb00000\n", plan + "\n");
        Expect.Contains("may not map it: no UIO device has it, and the allow list does not name it\n", TextOf(new HardwareOptions()));
    }

    private static void ByDevMem()
    {
        var options = new HardwareOptions { Iomem = IomemText.Read(), Allowed = [new AllowedWindow("intel,hpet", new AddressRange(0xfed00000, 0x400, "timer"))] };
        using var board = new LinuxBoard(UioBoard.Tree, null, options);
        UioBoard.AddDrivers(board.Drivers);
        board.Platform.Probe();
        Device timer = board.Platform.FindDevice("/timer@fed00000");
        Expect.Equal("", timer.Reason, "why the timer is not bound");
        Expect.Equal(TimerChecks.Identity, ((RegisterBlock)timer.DriverData).Read32(0), "its identification");
        Expect.Contains("may not map it", board.Platform.FindDevice("/comparators@fed00100").Reason);
    }

    private static void KernelRefuses() => Expect.Contains("/dev/mem: mmap: Operation not permitted", Expect.Refusal(() => MappedRegion.OpenPhysical(0x2000000, 4096).Dispose()));

    private static UioDevice Timer(string name) => UioDevice.List().First(device => device.Name == name);

    private static string TextOf(HardwareOptions options)
    {
        var drivers = new DriverTable();
        UioBoard.AddDrivers(drivers);
        return string.Join('\n', new HardwarePlan(new FlattenedTree(UioBoard.Tree), drivers, options).Windows) + "\n";
    }
}
