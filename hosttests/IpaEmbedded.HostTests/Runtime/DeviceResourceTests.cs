using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.ReservedMemory;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class DeviceResourceTests
{
    /// <summary>Probes one device at /bus@1000/d with properties, and returns why it failed.</summary>
    private static string FailureOf(string properties, Action<Device> probe)
    {
        var test = new TestPlatform($$"""
            / {
                #address-cells = <1>; #size-cells = <1>;
                bus@1000 {
                    compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges = <0 0x1000 0x100>;
                    d { compatible = "t,d"; {{properties}} };
                };
                osc: osc { compatible = "t,osc"; #clock-cells = <1>; };
                bare: bare { };
                intc: intc { compatible = "t,intc"; #interrupt-cells = <2>; };
            };
            """)
            .With("t,osc", device => device.Provide(new TestClocks()))
            .With("t,intc", device => device.Provide(new TestInterrupts(device.Loop)))
            .With("t,d", probe).Probe();
        return test.Reason("/bus@1000/d");
    }

    [TestMethod]
    public void T12_An_address_that_wraps_around_in_the_ranges_of_its_bus_is_not_translated()
    {
        string reason = new TestPlatform("""
            / { #address-cells = <2>; #size-cells = <2>;
                bus@1000 { compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges = <0 0xffffffff 0xfffff000 0x2000>;
                    d { compatible = "t,d"; reg = <0x1000 4>; }; }; };
            """)
            .With("t,d", device => device.MapRegisters(0)).Probe().Reason("/bus@1000/d");

        Assert.AreEqual("/bus@1000: ranges: expected a translation of 0x1000", reason);
    }

    [TestMethod]
    [DataRow("", "/bus@1000/d: reg-names: expected a name \"regs\"")]
    [DataRow("reg-names = \"other\"; reg = <0 4>;", "/bus@1000/d: reg-names: expected a name \"regs\"")]
    [DataRow("reg-names = \"regs\";", "/bus@1000/d: reg: expected 1 entries, found 0")]
    [DataRow("reg-names = \"regs\"; reg = <0>;", "/bus@1000/d: reg: expected entries of 2 cells, found 4 bytes")]
    [DataRow("reg-names = \"regs\"; reg = <0x200 4>;", "/bus@1000: ranges: expected a translation of 0x200")]
    [DataRow("reg-names = \"regs\"; reg = <0xfc 8>;", "/bus@1000: ranges: expected a translation of 0xfc")]
    public void Registers_that_are_not_there_are_explained(string properties, string reason)
    {
        Assert.AreEqual(reason, FailureOf(properties, device => device.MapRegisters("regs")));
    }

    [TestMethod]
    [DataRow("", "/bus@1000/d: clock-names: expected a name \"core\"")]
    [DataRow("clock-names = \"core\";", "/bus@1000/d: clocks: expected 1 entries, found 0")]
    [DataRow("clock-names = \"core\"; clocks = <0x77 0>;", "/bus@1000/d: clocks: expected a phandle of a node in entry 0, found 0x77")]
    [DataRow("clock-names = \"core\"; clocks = <0>;", "/bus@1000/d: clocks: expected a phandle in entry 0, found 0")]
    [DataRow("clock-names = \"core\"; clocks = <&bare 1>;", "/bus@1000/d: clocks: expected a supplier with #clock-cells in entry 0, found /bare")]
    [DataRow("clock-names = \"core\"; clocks = <&osc>;", "/bus@1000/d: clocks: expected 1 arguments after the phandle of entry 0, found 0")]
    [DataRow("clock-names = \"core\"; clocks = <&osc 5>;", "/bus@1000/d: clocks: expected a clock of /osc in entry 0, found <5>")]
    public void Clocks_that_are_not_there_are_explained(string properties, string reason)
    {
        Assert.AreEqual(reason, FailureOf(properties, device => device.Clock("core")));
    }

    [TestMethod]
    [DataRow("", "/bus@1000/d: interrupts: expected at least 1 entries, or \"interrupts-extended\"")]
    [DataRow("interrupts = <1 4>;", "/bus@1000/d: interrupt-parent: expected a phandle of an interrupt controller, here or above")]
    [DataRow("interrupts = <1>; interrupt-parent = <&intc>;", "/bus@1000/d: interrupts: expected 1 entries of 2 cells, found 1 cells")]
    [DataRow("interrupts-extended = <&intc 99 4>;", "/bus@1000/d: interrupts-extended: expected an interrupt of /intc in entry 0, found <99 4>")]
    public void Interrupts_that_are_not_there_are_explained(string properties, string reason)
    {
        Assert.AreEqual(reason, FailureOf(properties, device => device.Interrupt(0)));
    }

    [TestMethod]
    [DataRow("t,number = <1 2>;", "/bus@1000/d: t,number: expected one cell")]
    [DataRow("", "/bus@1000/d: t,number: expected one cell")]
    public void A_cell_that_is_not_there_is_explained(string properties, string reason)
    {
        Assert.AreEqual(reason, FailureOf(properties, device => device.Node.Cell("t,number")));
    }

    [TestMethod]
    public void Registers_and_memory_arrive_at_the_board_with_processor_addresses_of_all_buses()
    {
        var test = new TestPlatform("""
            / {
                #address-cells = <2>; #size-cells = <2>;
                outer@1_0 {
                    compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges = <0x0 0x1 0x0 0x10000>, <0x20000 0x5 0x0 0x10000>;
                    inner {
                        compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges;
                        d@20040 { compatible = "t,d"; reg = <0x20040 0x10>, <0x80 0x20>; reg-names = "a", "b"; };
                    };
                };
            };
            """.Replace("@1_0", "@100000000", StringComparison.Ordinal))
            .With("t,d", device =>
            {
                device.MapRegisters("a").Write32(4, 7);
                Assert.AreEqual(0x20, device.MapMemory("b").Size);
                device.MapRegisters(1);
            }).Probe();

        Assert.AreEqual("", test.Reason("/outer@100000000/inner/d@20040"));
        CollectionAssert.AreEqual(new[] { "a 0x500000040 0x10", "b 0x100000080 0x20", "d@20040 0x100000080 0x20" }, test.Board.Mapped);
    }

    [TestMethod]
    public void An_interrupt_comes_from_the_nearest_parent_or_from_the_extended_list()
    {
        TestInterrupts? interrupts = null;
        var test = new TestPlatform("""
            / {
                interrupt-parent = <&intc>;
                a { compatible = "t,a"; interrupts = <3 1>, <4 1>; interrupt-names = "rx", "tx"; };
                b { compatible = "t,b"; interrupts = <9 9>; interrupts-extended = <&intc 5 4>; };
                intc: intc { compatible = "t,intc"; #interrupt-cells = <2>; };
            };
            """)
            .With("t,intc", device => device.Provide(interrupts = new TestInterrupts(device.Loop)))
            .With("t,a", device => device.Interrupt("tx").Request(() => { }))
            .With("t,b", device => device.Interrupt(0)).Probe();

        Assert.AreEqual("", test.Reason("/a") + test.Reason("/b"));
        CollectionAssert.AreEqual(new[] { "4 1", "5 4" }, interrupts!.Asked);
        Assert.IsTrue(interrupts.Line(4).IsRequested);

        test.Platform.Remove(test.Device("/a"));
        Assert.IsFalse(interrupts.Line(4).IsRequested);
    }

    [TestMethod]
    public void An_interrupt_map_translates_by_masked_unit_address_and_line()
    {
        TestInterrupts? interrupts = null;
        var test = new TestPlatform("""
            / {
                nexus: nexus {
                    compatible = "simple-bus"; #address-cells = <1>; #size-cells = <0>; #interrupt-cells = <1>;
                    interrupt-map-mask = <0xf0 3>;
                    interrupt-map = <0x10 1 &intc 7 4>, <0x20 1 &intc 8 4>, <0x20 2 &intc 9 1>;
                    d@25 { compatible = "t,d"; reg = <0x25>; interrupts = <6>; };
                };
                intc: intc { compatible = "t,intc"; #interrupt-cells = <2>; };
            };
            """)
            .With("t,intc", device => device.Provide(interrupts = new TestInterrupts(device.Loop)))
            .With("t,d", device => device.Interrupt(0)).Probe();

        Assert.AreEqual("", test.Reason("/nexus/d@25"));
        CollectionAssert.AreEqual(new[] { "9 1" }, interrupts!.Asked);
    }

    [TestMethod]
    public void Interrupt_parents_that_run_in_a_circle_end_in_an_error()
    {
        var test = new TestPlatform("/ { a: a { compatible = \"t,a\"; interrupts = <1>; interrupt-parent = <&b>; }; b: b { interrupt-parent = <&a>; }; };")
            .With("t,a", device => device.Interrupt(0)).Probe();

        Assert.AreEqual("/a: interrupt-parent: expected a phandle of an interrupt controller, here or above", test.Reason("/a"));
    }

    [TestMethod]
    public void A_line_that_another_driver_has_requested_survives_the_failure_of_the_second()
    {
        TestInterrupts? interrupts = null;
        var test = new TestPlatform("""
            / {
                interrupt-parent = <&intc>;
                a { compatible = "t,a"; interrupts = <3 1>; };
                b { compatible = "t,b"; interrupts = <3 1>; };
                intc: intc { compatible = "t,intc"; #interrupt-cells = <2>; };
            };
            """)
            .With("t,intc", device => device.Provide(interrupts = new TestInterrupts(device.Loop)))
            .With("t,a", device => device.Interrupt(0).Request(() => { }))
            .With("t,b", device => device.Interrupt(0).Request(() => { })).Probe();

        Assert.AreEqual("interrupt 3 is requested already", test.Reason("/b"));
        Assert.IsInstanceOfType<HardwareException>(test.Device("/b").Failure);
        Assert.IsTrue(interrupts!.Line(3).IsRequested);
    }

    [TestMethod]
    public void Removing_a_device_that_only_named_a_line_leaves_it_to_the_one_that_requested_it()
    {
        TestInterrupts? interrupts = null;
        int heard = 0;
        var test = new TestPlatform("""
            / {
                interrupt-parent = <&intc>;
                intc: intc { compatible = "t,intc"; #interrupt-cells = <2>; };
                names { compatible = "t,names"; interrupts = <3 1>; };
                requests { compatible = "t,requests"; interrupts = <3 1>; };
            };
            """)
            .With("t,intc", device => device.Provide(interrupts = new TestInterrupts(device.Loop)))
            .With("t,names", device => device.Interrupt(0))
            .With("t,requests", device => device.Interrupt(0).Request(() => heard++)).Probe();

        test.Platform.Remove(test.Device("/names"));
        interrupts!.Line(3).Raise();
        test.Loop.RunPending();

        Assert.AreEqual(1, heard);
        test.Platform.Remove(test.Device("/requests"));
        Assert.IsFalse(interrupts.Line(3).IsRequested);
    }

    [TestMethod]
    public void A_line_that_a_removed_device_had_disabled_is_delivered_to_the_next()
    {
        TestInterrupts? interrupts = null;
        int heard = 0;
        var test = new TestPlatform("/ { intc: intc { compatible = \"t,intc\"; #interrupt-cells = <2>; }; d { compatible = \"t,d\"; interrupts-extended = <&intc 3 1>; }; };")
            .With("t,intc", device => device.Provide(interrupts = new TestInterrupts(device.Loop)))
            .With("t,d", device =>
            {
                ConsumerInterrupt line = device.Interrupt(0);
                line.Request(() => heard++);
                device.DriverData = line;
            }).Probe();
        ((ConsumerInterrupt)test.Device("/d").DriverData).Disable();
        test.Platform.Remove(test.Device("/d"));
        test.Platform.Retry(test.Device("/d"));
        test.Probe();

        interrupts!.Line(3).Raise();
        test.Loop.RunPending();
        Assert.AreEqual(1, heard);
    }

    [TestMethod]
    public void What_a_device_took_goes_back_in_reverse_after_its_removal_and_after_a_failed_probe()
    {
        var given = new List<string>();
        bool fail = true;
        var test = new TestPlatform("/ { d { compatible = \"t,d\"; }; };").With("t,d", device =>
        {
            device.OnRelease(() => given.Add("first"));
            device.OnRelease(() => throw new HardwareException("stays voted for"));
            device.OnRelease(() => given.Add("last"));
            if (fail) { throw device.Error("t,x", "another"); }
        }).Probe();
        CollectionAssert.AreEqual(new[] { "last", "first" }, given);

        fail = false;
        given.Clear();
        test.Platform.Retry(test.Device("/d"));
        test.Probe();
        Assert.IsEmpty(given);
        test.Platform.Remove(test.Device("/d"));
        CollectionAssert.AreEqual(new[] { "last", "first" }, given);
        Assert.AreEqual("remove /d", test.Log[^1], "the driver stops before its things go");
    }

    [TestMethod]
    public void Reserved_memory_has_place_size_and_mapping()
    {
        ReservedMemoryRegion? region = null;
        var test = new TestPlatform("""
            / {
                #address-cells = <2>; #size-cells = <2>;
                reserved-memory {
                    #address-cells = <2>; #size-cells = <2>; ranges;
                    fw: firmware@8c400000 { reg = <0 0x8c400000 0 0x10000>; no-map; };
                };
                d { compatible = "t,d"; memory-region = <&fw>; };
            };
            """).With("t,d", device => region = device.ReservedMemory(0)).Probe();

        Assert.AreEqual("", test.Reason("/d"));
        Assert.AreEqual("firmware@8c400000", region!.Name);
        Assert.AreEqual(0x8c400000ul, region.Address);
        Assert.AreEqual(0x10000ul, region.Size);
        Assert.IsTrue(region.IsNoMap);
    }

    [TestMethod]
    public void Values_are_read_as_cells_pairs_strings_and_bytes()
    {
        var test = new TestPlatform("/ { d { compatible = \"t,d\"; c = <1 2>; s = \"a\", \"b\"; one = \"x\"; y = [01 02]; }; };").With("t,d").Probe();
        TreeNode node = test.Device("/d").Node;

        CollectionAssert.AreEqual(new uint[] { 1, 2 }, node.Cells("c"));
        CollectionAssert.AreEqual(new[] { 0x1_0000_0002ul }, node.CellPairs("c"));
        CollectionAssert.AreEqual(new[] { "a", "b" }, node.Strings("s"));
        CollectionAssert.AreEqual(new byte[] { 1, 2 }, node.Bytes("y"));
        Assert.AreEqual("x", node.String("one"));
        Assert.AreEqual("none", node.String("absent", "none"));
        Assert.AreEqual(9u, node.Cell("absent", 9));
        Assert.AreEqual(-1, node.FindName("s", "c"));
        Assert.IsEmpty(node.Cells("absent"));
    }
}
