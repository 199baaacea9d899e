namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Interrupt maps that say nonsense are refused with the place.</summary>
[TestClass]
public sealed class InterruptMapTests
{
    [TestMethod]
    [DataRow("<0x20 1 0x99 7 4>", "<1>", "<2>", "/nexus: interrupt-map: expected a phandle of an interrupt controller, found 0x99")]
    [DataRow("<0x10 1 &intc 7 4>", "<1>", "<2>", "/nexus: interrupt-map: expected a row for an interrupt of /nexus/d@20")]
    [DataRow("<0x20 1 &intc 7>", "<1>", "<2>", "/nexus: interrupt-map: expected whole rows")]
    [DataRow("<0x20 1 &intc 7 4>", "<17>", "<2>", "/nexus: #interrupt-cells: expected at most 16, found 17")]
    [DataRow("<0x20 1 &intc 7 4>", "<1>", "<17>", "/intc: #interrupt-cells: expected at most 16, found 17")]
    public void A_map_that_leads_nowhere_is_refused(string map, string cells, string parentCells, string reason)
    {
        var test = new TestPlatform($$"""
            / {
                nexus: nexus {
                    compatible = "simple-bus"; #address-cells = <1>; #size-cells = <0>; #interrupt-cells = {{cells}};
                    interrupt-map-mask = <0xff 3>; interrupt-map = {{map}};
                    d@20 { compatible = "t,d"; reg = <0x20>; interrupts = <1>; };
                };
                intc: intc { compatible = "t,intc"; #interrupt-cells = {{parentCells}}; };
            };
            """)
            .With("t,intc", device => device.Provide(new TestInterrupts(device.Loop)))
            .With("t,d", device => device.Interrupt(0)).Probe();

        Assert.AreEqual(reason, test.Reason("/nexus/d@20"));
    }

    [TestMethod]
    public void Pairs_of_cells_come_in_pairs()
    {
        var test = new TestPlatform("/ { d { compatible = \"t,d\"; pairs = <1 2 3>; }; };").With("t,d", device => device.Node.CellPairs("pairs")).Probe();

        Assert.AreEqual("/d: pairs: expected pairs of cells", test.Reason("/d"));
    }
}
