using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Devices;
using IpaEmbedded.Boards.Linux.Interrupts;
using IpaEmbedded.Boards.Linux.Memory;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.KernelChecks.Uio;

/// <summary>LinuxBoard on the application's tree and the machine's UIO devices, with drivers for what is behind them.</summary>
internal sealed class UioBoard : IDisposable
{
    /// <summary>The edu's node.</summary>
    public const string EduPath = "/edu@feb00000";

    private readonly UioInterruptController _interrupts;

    /// <param name="memory">Memory for transfers; null for none.</param>
    public UioBoard(DmaRegion? memory = null)
    {
        Board = new LinuxBoard(Tree, memory, new HardwareOptions { Devices = UioDevice.List() });
        _interrupts = new UioInterruptController(Board.Loop, Board.Time, UioDevice.List());
        AddDrivers(Board.Drivers);
        Board.Drivers.Add(new ProviderDriver(["ipaembedded,uio-lines"], _interrupts));
        Board.Platform.Probe();
    }

    /// <summary>The application's tree.</summary>
    public static byte[] Tree => File.ReadAllBytes("/application.dtb");

    public LinuxBoard Board { get; }

    /// <summary>The edu, whose probe must have succeeded.</summary>
    public Edu Edu
    {
        get
        {
            Device device = Board.Platform.FindDevice(EduPath);
            Expect.Equal("", device.Reason, "why the edu is not bound");
            return (Edu)device.DriverData;
        }
    }

    /// <summary>The UIO device that has the edu.</summary>
    public static UioDevice EduDevice => UioDevice.List().Single(device => device.Compatibles.Contains("qemu,edu"));

    /// <summary>Drivers for the compatibles of the tree: the devices give what their nodes say.</summary>
    public static void AddDrivers(DriverTable drivers)
    {
        drivers.Add(new ChipDriver(["qemu,edu"], device => new Edu(device)));
        drivers.Add(new ChipDriver(["intel,hpet", "intel,hpet-comparators"], device => device.MapRegisters(0)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Board.Dispose();
        _interrupts.Dispose();
    }
}
