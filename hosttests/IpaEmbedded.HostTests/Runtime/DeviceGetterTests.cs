using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Firmware;
using IpaEmbedded.Runtime.Gpio;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.ReservedMemory;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>What a device gets by name and by position: the first, the last, the one after it, and all of it back.</summary>
[TestClass]
public sealed class DeviceGetterTests
{
    private const string Text = """
        / {
            #address-cells = <1>; #size-cells = <1>; interrupt-parent = <&intc>;
            d@100 {
                compatible = "t,d"; reg = <0x100 0x10>, <0x200 0x20>, <0x300 0x30>; reg-names = "a", "b", "c";
                interrupts = <1 1>, <2 1>, <3 1>; interrupt-names = "x", "y", "z";
                clocks = <&osc 0>, <&osc 1>, <&osc 2>; clock-names = "k", "l", "m";
                memory-region = <&m0>, <&m1>;
                x-gpios = <&pins 4 0>, <&pins 5 1>; y-gpio = <&pins 6 0>, <&pins 7 0>; y-gpios = <&pins 8 0>;
                t,service = <&osc 7>, <&osc 8>; t,plain = <&osc>, <&pins>;
                part { clocks = <&osc 2>; interrupts = <9 1>; x-gpios = <&pins 10 0>, <&pins 11 0>; t,service = <&osc 6>; };
            };
            reserved-memory {
                #address-cells = <1>; #size-cells = <1>; ranges;
                m0: zero@8000 { reg = <0x8000 0x100>; }; m1: one@9000 { reg = <0x9000 0x200>; no-map; };
            };
            osc: osc { compatible = "t,osc"; #clock-cells = <1>; #t,cells = <1>; };
            intc: intc { compatible = "t,intc"; #interrupt-cells = <2>; };
            pins: pins { compatible = "t,pins"; #gpio-cells = <2>; };
        };
        """;

    private readonly Clocks _clocks = new();
    private readonly TestPins _pins = new();

    private sealed class Clocks : ClockProvider
    {
        public TestClock[] Sources { get; } = [new(), new(), new()];

        public override ClockSource? Translate(uint[] specifier) => specifier[0] < 3 ? Sources[specifier[0]] : null;
    }

    private sealed class Service : Provider
    {
        public override string Kind => "service";
    }

    private TestPlatform With(Action<Device> probe)
    {
        var test = new TestPlatform(Text)
            .With("t,osc", device => { device.Provide(_clocks); device.Provide(new Service()); })
            .With("t,intc", device => device.Provide(new TestInterrupts(device.Loop)))
            .With("t,pins", device => { device.Provide(_pins); device.Provide(new Service()); })
            .With("t,d", probe).Probe();
        return test;
    }

    private string ReasonOf(Action<Device> probe) => With(probe).Reason("/d@100");

    [TestMethod]
    public void Registers_and_memory_are_mapped_by_name_and_position()
    {
        var test = With(device =>
        {
            device.MapRegisters("a");
            device.MapRegisters("c");
            device.MapRegisters(0);
            device.MapRegisters(2);
            device.MapMemory("b");
            device.MapMemory(1);
            Assert.AreEqual((0x300ul, 0x30ul), (device.RegAddress("c", out ulong size), size));
            Assert.AreEqual((0x200ul, 0x20ul), (device.RegAddress(1, out size), size));
        });

        Assert.AreEqual("", test.Reason("/d@100"));
        Assert.AreEqual("a 0x100 0x10,c 0x300 0x30,d@100 0x100 0x10,d@100 0x300 0x30,b 0x200 0x20,d@100 0x200 0x20", string.Join(",", test.Board.Mapped));
        Assert.AreEqual("/d@100: reg: expected 4 entries, found 3", ReasonOf(device => device.MapMemory(3)));
        Assert.AreEqual("/d@100: reg-names: expected a name \"e\"", ReasonOf(device => device.MapMemory("e")));
    }

    [TestMethod]
    public void Interrupts_are_given_by_name_and_position()
    {
        var names = new List<string>();
        var test = With(device =>
        {
            foreach (ConsumerInterrupt interrupt in (ConsumerInterrupt[])[device.Interrupt("x"), device.Interrupt("z"), device.Interrupt(0), device.Interrupt(2), device.Interrupt(device.Node.Child("part"), 0)])
            {
                names.Add(interrupt.Line.Name);
            }
        });

        Assert.AreEqual("", test.Reason("/d@100"));
        Assert.AreEqual("1,3,1,3,9", string.Join(",", names));
        Assert.AreEqual("/d@100: interrupt-names: expected a name \"w\"", ReasonOf(device => device.Interrupt("w")));
        Assert.AreEqual("/d@100: interrupts: expected 4 entries of 2 cells, found 6 cells", ReasonOf(device => device.Interrupt(3)));
        Assert.AreEqual("/d@100: interrupts: expected 0 entries of 2 cells, found 6 cells", ReasonOf(device => device.Interrupt(-1)));
        Assert.AreEqual("/osc: interrupts: expected at least 3 entries, or \"interrupts-extended\"", ReasonOf(device => device.Interrupt(new TreeNode(device.Node.Tree, device.Node.Tree.FindNode("/osc")), 2)));
    }

    [TestMethod]
    public void Clocks_are_given_by_name_and_position_and_stop_with_their_device()
    {
        var test = With(device =>
        {
            device.Clock("k").Enable();
            device.Clock("m").Enable();
            device.Clock(1).Enable();
            device.Clock(device.Node.Child("part"), 0).Enable();
        });
        Assert.AreEqual("1 1 2", string.Join(" ", _clocks.Sources.Select(source => source.EnableCount)));

        test.Platform.Remove(test.Device("/d@100"));
        Assert.AreEqual("0 0 0", string.Join(" ", _clocks.Sources.Select(source => source.EnableCount)));
        Assert.AreEqual("/d@100: clock-names: expected a name \"n\"", ReasonOf(device => device.Clock("n")));
        Assert.AreEqual("/d@100: clocks: expected 4 entries, found 3", ReasonOf(device => { device.Clock(0).Enable(); device.Clock(3); }));
        Assert.AreEqual(0, _clocks.Sources[0].EnableCount, "a probe that failed gives back what it took");
    }

    [TestMethod]
    public void Regions_of_memory_are_given_by_position()
    {
        ReservedMemoryRegion[] regions = [];
        Assert.AreEqual("", ReasonOf(device => regions = [device.ReservedMemory(0), device.ReservedMemory(1)]));

        Assert.AreEqual("zero@8000 8000 100 False,one@9000 9000 200 True", string.Join(",", regions.Select(region => $"{region.Name} {region.Address:x} {region.Size:x} {region.IsNoMap}")));
        Assert.AreEqual("/d@100: memory-region: expected 3 entries, found 2", ReasonOf(device => device.ReservedMemory(2)));
    }

    [TestMethod]
    public void Pins_are_given_by_name_property_and_position_and_go_back()
    {
        GpioLine[] lines = [];
        var test = With(device => lines = [device.Gpio("x"), device.Gpio("y"), device.Gpio("x-gpios", 1), device.Gpio("y-gpio", 1), device.Gpio("y-gpios", 0), device.Gpio(device.Node.Child("part"), "x-gpios", 1)]);

        Assert.AreEqual("", test.Reason("/d@100"));
        Assert.AreEqual("4,6,5,7,8,11", string.Join(",", lines.Select(line => line.Pin)));
        Assert.AreEqual("/d@100,/d@100/part", $"{_pins.LineOf(4).Consumer},{_pins.LineOf(11).Consumer}");
        Assert.IsTrue(lines[2].IsActiveLow);
        test.Platform.Remove(test.Device("/d@100"));
        Assert.IsTrue(Enumerable.Range(0, 32).All(pin => _pins.LineOf(pin) is null));
        Assert.AreEqual("/d@100: x-gpios: expected 3 entries, found 2", ReasonOf(device => device.Gpio("x-gpios", 2)));
        Assert.AreEqual("/d@100: z-gpios: expected 1 entries, found 0", ReasonOf(device => device.Gpio("z")));
    }

    [TestMethod]
    public void Services_are_given_with_the_arguments_of_their_entry()
    {
        string arguments = "";
        Assert.AreEqual("", ReasonOf(device =>
        {
            arguments = "";
            foreach (int entry in (int[])[0, 1])
            {
                Assert.AreSame(device.Platform.FindProvider(device.Node.Tree.FindNode("/osc"), "service"), device.Provider("t,service", "#t,cells", entry, "service", out uint[] found));
                arguments += string.Join(" ", found) + ";";
            }
            device.Provider(device.Node.Child("part"), "t,service", "#t,cells", 0, "service", out uint[] part);
            arguments += string.Join(" ", part) + ";";
            Assert.AreSame(device.Platform.FindProvider(device.Node.Tree.FindNode("/pins"), "service"), device.Provider("t,plain", null, 1, "service", out uint[] none));
            Assert.IsEmpty(none);
        }));
        Assert.AreEqual("7;8;6;", arguments);
    }

    [TestMethod]
    public void A_refusal_quotes_all_cells_and_the_entry()
    {
        Assert.AreEqual("/d: x-gpios: expected a pin and flags of /pins in entry 1, found <40 1>", new TestPlatform("/ { d { compatible = \"t,d\"; x-gpios = <&pins 1 0>, <&pins 40 1>; }; pins: pins { compatible = \"t,pins\"; #gpio-cells = <2>; }; };")
            .With("t,d", device => device.Gpio("x-gpios", 1)).With("t,pins", device => device.Provide(new TestPins())).Probe().Reason("/d"));
        Assert.AreEqual("/d: interconnects: expected a port of /noc in entry 3, found <9>", new TestPlatform("""
            / { d { compatible = "t,d"; interconnects = <&noc 1 &noc 2>, <&noc 1 &noc 9>; interconnect-names = "a", "b"; }; noc: noc { compatible = "t,noc"; #interconnect-cells = <1>; }; };
            """).With("t,d", device => device.Interconnects(["a", "b"])).With("t,noc", device => device.Provide(new TestInterconnect("1:2", "2"))).Probe().Reason("/d"));
        Assert.AreEqual("/d: interconnects: expected a port of /noc in entry 0, found <>", new TestPlatform("""
            / { d { compatible = "t,d"; interconnects = <&noc &noc>; interconnect-names = "a"; }; noc: noc { compatible = "t,noc"; #interconnect-cells = <0>; }; };
            """).With("t,d", device => device.Interconnects(["a"])).With("t,noc", device => device.Provide(new TestInterconnect("1:2", "2"))).Probe().Reason("/d"));
    }

    private sealed class Store : FirmwareStore
    {
        public override byte[] Open(string name) => [];
    }

    [TestMethod]
    public void A_device_knows_its_platform_node_driver_and_what_the_driver_keeps()
    {
        var test = new TestPlatform("/ { d { compatible = \"t,d\"; flag; }; e { compatible = \"t,e\"; }; };").With("t,d", device => device.DriverData = "mine").Probe();
        Device device = test.Device("/d");

        Assert.AreSame(test.Platform, device.Platform);
        Assert.AreSame(test.Loop, device.Loop);
        Assert.AreSame(test.Loop, test.Platform.Loop);
        Assert.AreSame(test.Board, test.Platform.Board);
        Assert.IsNull(test.Platform.Heap);
        Assert.AreEqual(("/d", "/d", "mine"), (device.NodePath, device.Node.Path, device.DriverData));
        Assert.AreEqual("t,d", device.Driver.Compatibles[0]);
        Assert.IsNull(test.Device("/e").Driver);
        Assert.IsNull(device.Parent);
        Assert.IsTrue(device.HasProperty("flag"));
        Assert.IsFalse(device.HasProperty("flags"));
        Assert.AreEqual("/d: flag: expected a value", device.Error("flag", "a value").Message);
        Assert.IsNull(test.Platform.Firmware);
        var store = new Store();
        test.Platform.Firmware = store;
        Assert.AreSame(store, test.Platform.Firmware);
        var heap = new Heap();
        Assert.AreSame(heap, new Platform(test.Loop, TreeText.Load("/ { };"), heap, test.Board, test.Drivers).Heap);
    }

    private sealed class Heap : DmaHeap
    {
        public override DmaMemory Allocate(string label, int size, int alignment) => new(0, size);

        public override void Free(DmaMemory memory)
        {
        }
    }

    [TestMethod]
    public void What_refuses_to_go_back_with_anything_but_hardware_is_heard()
    {
        int given = 0;
        var test = new TestPlatform("/ { d { compatible = \"t,d\"; }; };").With("t,d", device =>
        {
            device.OnRelease(() => given++);
            device.OnRelease(() => throw new EventLoopException("a mistake"));
        }).Probe();

        Assert.AreEqual("a mistake", Assert.ThrowsExactly<EventLoopException>(() => test.Platform.Remove(test.Device("/d"))).Message);
    }
}
