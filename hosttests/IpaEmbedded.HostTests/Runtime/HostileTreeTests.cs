using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Trees that can be read and say nonsense: every device is bound or explained, whatever a phandle, a cell count or a map says.</summary>
[TestClass]
public class HostileTreeTests
{
    private const string Text = """
        / {
            #address-cells = <1>; #size-cells = <1>; interrupt-parent = <&supplier>;
            aliases { u = "/bus@1000/user@10"; };
            reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges; mem: mem@8000 { reg = <0x8000 0x100>; no-map; }; };
            bus@1000 {
                compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges = <0 0x1000 0x100>;
                user@10 {
                    compatible = "t,greedy"; reg = <0x10 4>, <0x20 4>; reg-names = "a", "b";
                    clocks = <&supplier 0>; clock-names = "core"; memory-region = <&mem>;
                    interrupts = <1 1>, <2 4>; interrupt-names = "x", "y";
                    interconnects = <&supplier 1 &supplier 2>; interconnect-names = "path";
                    reset-gpios = <&supplier 3 1>; number = <5>; text = "abc";
                };
                mapped@20 { compatible = "t,greedy"; reg = <0x20 4>; interrupts = <1>; interrupt-parent = <&nexus>; };
            };
            nexus: nexus {
                #address-cells = <1>; #interrupt-cells = <1>; interrupt-map-mask = <0xff 7>;
                interrupt-map = <0x10 1 &supplier 4 4>, <0x20 1 &supplier 5 4>;
            };
            supplier: supplier {
                compatible = "t,supplier"; #clock-cells = <1>; #interrupt-cells = <2>; #interconnect-cells = <1>; #gpio-cells = <2>;
            };
        };
        """;

    private static readonly uint[] Words = [0, 1, 2, 3, 7, 0x10, 0xff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

    [TestMethod]
    public void The_sound_tree_probes()
    {
        Platform platform = Probe(TreeText.Compile(Text))!;

        Assert.AreEqual(3, platform.DeviceCount);
        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual("", platform.DeviceAt(i).Reason);
        }
    }

    [TestMethod]
    public void Any_changed_word_leaves_every_device_bound_or_explained()
    {
        byte[] sound = TreeText.Compile(Text);
        int unread = 0;
        int unbound = 0;
        for (int at = 0; at + 4 <= sound.Length; at += 4)
        {
            foreach (uint word in Words)
            {
                byte[] blob = [.. sound];
                System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(at), word);
                Platform? platform = Probe(blob);
                if (platform is null)
                {
                    unread++;
                    continue;
                }
                for (int i = 0; i < platform.DeviceCount; i++)
                {
                    Device device = platform.DeviceAt(i);
                    Assert.AreNotEqual(DeviceState.Pending, device.State);
                    Assert.AreEqual(device.State == DeviceState.Bound, device.Reason.Length == 0);
                    // A tree that gives two devices one interrupt is refused by the event loop, when the second asks for it.
                    Assert.IsTrue(device.Failure is null or ProbeException or HardwareException, $"word 0x{word:x} at 0x{at:x}: {device.Failure}");
                    unbound += device.State == DeviceState.Bound ? 0 : 1;
                }
            }
        }
        Assert.IsGreaterThan(500, unread);
        Assert.IsGreaterThan(500, unbound);
    }

    private static Platform? Probe(byte[] blob)
    {
        FlattenedTree tree;
        try
        {
            tree = new FlattenedTree(blob);
        }
        catch (FlattenedTreeException)
        {
            return null;
        }
        var drivers = new DriverTable();
        drivers.Add(new TestDriver("t,greedy", [], TakeEverything));
        drivers.Add(new TestDriver("t,supplier", [], device =>
        {
            device.Provide(new TestClocks());
            device.Provide(new TestInterrupts(device.Loop));
            device.Provide(new TestInterconnect("1:2", "2"));
            device.Provide(new TestPins());
        }));
        var platform = new Platform(new EventLoop(new VirtualTime()), tree, null, new EmptyBoard(), drivers);
        platform.Probe();
        return platform;
    }

    private static void TakeEverything(Device device)
    {
        device.MapRegisters(0);
        device.Interrupt(0).Request(() => { });
        if (!device.HasProperty("reg-names"))
        {
            return;
        }
        device.MapRegisters("b");
        Clock clock = device.Clock("core");
        clock.Enable();
        device.Interrupt("y");
        InterconnectPaths paths = device.Interconnects(["path"]);
        paths.SetBandwidth([1], [1]);
        GpioLine reset = device.Gpio("reset-gpios", 0);
        reset.SetOutput(true);
        device.ReservedMemory(0);
        device.Node.Cell("number");
        device.Node.String("text");
        device.Platform.FindDevice("u");
    }

    private sealed class EmptyBoard : IoMapper
    {
        public override RegisterBlock MapRegisters(ulong address, ulong size, string label) => null!;

        public override DmaMemory MapMemory(ulong address, ulong size, string label) => null!;
    }
}
