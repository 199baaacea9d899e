using System.Diagnostics;
using System.Runtime.InteropServices;
using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Devices;
using IpaEmbedded.Boards.Linux.Gpio;
using IpaEmbedded.Boards.Linux.Interrupts;
using IpaEmbedded.Boards.Linux.Memory;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>A device tree boots on the Linux board, whose /sys and /dev are files here.</summary>
[TestClass]
public sealed class LinuxBoardTests
{
    private const string Tree = """
        /dts-v1/;
        / {
            #address-cells = <2>;
            #size-cells = <2>;
            gic: interrupt-controller { compatible = "test,gic"; interrupt-controller; #interrupt-cells = <3>; };
            pins: pinctrl { compatible = "test,pins"; gpio-controller; #gpio-cells = <2>; };
            leds { compatible = "gpio-leds"; led-0 { label = "link"; gpios = <&pins 0 0>; }; };
            widget@1e40000 {
                compatible = "test,widget";
                reg = <0 0x1e40000 0 0x1000>;
                interrupt-parent = <&gic>;
                interrupts = <0 311 4>;
            };
        };
        """;

    [TestMethod]
    public void A_driver_gets_registers_interrupt_memory_and_LED_from_the_tree()
    {
        using var folder = new TemporaryFolder();
        folder.Write("leds/link/max_brightness", "1\n");
        var brightness = folder.Write("leds/link/brightness", "0\n");
        var devices = UioDevices(folder);
        var native = Marshal.AllocHGlobal(4096);
        using var memory = new DmaRegion("test", native, 0x85500000, 4096, () => Marshal.FreeHGlobal(native));
        using var board = new LinuxBoard(Compile(), memory, new HardwareOptions { Devices = devices });
        using var interrupts = new UioInterruptController(board.Loop, board.Time, devices);
        var widget = new WidgetDriver();
        board.Drivers.Add(new ProviderDriver(["test,gic"], interrupts));
        board.Drivers.Add(new ProviderDriver(["test,pins"], new LedClass(folder.FolderPath + "/leds", ["link"])));
        board.Drivers.Add(new GpioLedsDriver());
        board.Drivers.Add(widget);

        board.Platform.Probe();

        for (var i = 0; i < board.Platform.DeviceCount; i++)
        {
            Assert.AreEqual("", board.Platform.DeviceAt(i).Reason);
        }

        Assert.AreEqual(0x5Au, widget.Identity);
        Assert.AreEqual(0x85500000UL, widget.Ring!.Address);
        Assert.IsTrue(board.Loop.Wait(widget.Fired, 10L * 1000 * 1000), "the interrupt never came");
        var leds = (GpioLeds)board.Platform.FindDevice("/leds").DriverData;
        leds.Find("link").Set(true);
        Assert.AreEqual("1", File.ReadAllText(brightness));
    }

    [TestMethod]
    public void Running_ends_when_it_is_cancelled()
    {
        var native = Marshal.AllocHGlobal(4096);
        using var memory = new DmaRegion("test", native, 0, 4096, () => Marshal.FreeHGlobal(native));
        using var board = new LinuxBoard(Compile(), memory, new HardwareOptions());
        using var source = new CancellationTokenSource();
        var ran = false;
        board.Loop.Post(new WorkItem(() =>
        {
            ran = true;
            source.Cancel();
        }));

        board.Run(source.Token);

        Assert.IsTrue(ran);
    }

    private static IReadOnlyList<UioDevice> UioDevices(TemporaryFolder folder)
    {
        foreach (var (id, name, address) in new[] { ("uio0", "registers", "0x1e40000"), ("uio1", "interrupt", "0x0") })
        {
            folder.Write($"class/{id}/name", name + "\n");
            folder.Write($"class/{id}/maps/map0/name", name + "\n");
            folder.Write($"class/{id}/maps/map0/addr", address + "\n");
            folder.Write($"class/{id}/maps/map0/size", "0x1000\n");
            folder.Write($"class/{id}/maps/map0/offset", "0x0\n");
        }

        var registers = new byte[4096];
        registers[0x10] = 0x5A;
        folder.Write("dev/uio0", registers);
        folder.Write("class/uio1/device/of_node/interrupts", [0, 0, 0, 0, 0, 0, 1, 0x37, 0, 0, 0, 4]);
        // A pipe opened for both directions returns the word that unmasks: an interrupt that fires as soon as it may.
        using var mkfifo = Process.Start("mkfifo", folder.FolderPath + "/dev/uio1");
        mkfifo.WaitForExit();
        return UioDevice.List(folder.FolderPath + "/class", folder.FolderPath + "/dev");
    }

    private static byte[] Compile()
    {
        var result = DeviceTreeCompiler.Compile(new SourceFile("board.dts", Tree), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }

    private sealed class WidgetDriver : Driver
    {
        public uint Identity { get; private set; }

        public DmaMemory? Ring { get; private set; }

        public Completion Fired { get; } = new();

        public override string[] Compatibles { get; } = ["test,widget"];

        public override void Probe(Device device)
        {
            Identity = device.MapRegisters(0).Read32(0x10);
            Ring = device.Platform.Heap.Allocate("ring", 256, 256);
            device.Interrupt(0).Request(Fired.Complete);
        }
    }
}
