using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Interrupts;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>From a node's property to controller and specifier: parents, entries, and maps with every length of address and line.</summary>
[TestClass]
public sealed class InterruptPathTests
{
    /// <summary>Path of the controller and the specifier, or the error.</summary>
    private static string Resolved(string tree, int index = 0, string path = "/d")
    {
        FlattenedTree flat = TreeText.Load(tree);
        try
        {
            int controller = InterruptSpecifiers.Resolve(new TreeNode(flat, flat.FindNode(path)), index, out uint[] specifier);
            return $"{flat.Path(controller)} {Device(specifier)}";
        }
        catch (ProbeException error)
        {
            return error.Message;
        }
    }

    private static string Device(uint[] cells) => "<" + string.Join(" ", cells) + ">";

    [TestMethod]
    [DataRow(-1, "/d: interrupts: expected 0 entries of 2 cells, found 6 cells")]
    [DataRow(0, "/i <1 2>")]
    [DataRow(1, "/i <3 4>")]
    [DataRow(2, "/i <5 6>")]
    [DataRow(3, "/d: interrupts: expected 4 entries of 2 cells, found 6 cells")]
    [DataRow(6, "/d: interrupts: expected 7 entries of 2 cells, found 6 cells")]
    public void Entries_have_the_cells_of_their_controller(int index, string expected) =>
        Assert.AreEqual(expected, Resolved("/ { interrupt-parent = <&i>; d { interrupts = <1 2>, <3 4>, <5 6>; }; i: i { #interrupt-cells = <2>; }; };", index));

    [TestMethod]
    [DataRow("<0>", "interrupts = <1>;", "/d: interrupts: expected 1 entries of 0 cells, found 1 cells")]
    [DataRow("<0>", "interrupts;", "/d: interrupts: expected 1 entries of 0 cells, found 0 cells")]
    [DataRow("<3>", "interrupts = <1 2 3 4>;", "/d: interrupts: expected 1 entries of 3 cells, found 4 cells")]
    [DataRow("<3>", "interrupts = <1 2 3>;", "/i <1 2 3>")]
    [DataRow("<16>", "interrupts = <1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16>;", "/i <1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16>")]
    [DataRow("<17>", "interrupts = <1>;", "/i: #interrupt-cells: expected at most 16, found 17")]
    [DataRow("<2>", "interrupts = [01];", "/d: interrupts: expected whole cells")]
    public void Cell_counts_are_one_to_sixteen(string cells, string interrupts, string expected) =>
        Assert.AreEqual(expected, Resolved($$"""/ { interrupt-parent = <&i>; d { {{interrupts}} }; i: i { #interrupt-cells = {{cells}}; }; };"""));

    [TestMethod]
    [DataRow("d { interrupts = <1>; interrupt-parent = <&i>; };", "/i <1>")]
    [DataRow("interrupt-parent = <&i>; d { interrupts = <1>; };", "/i <1>")]
    [DataRow("interrupt-parent = <&j>; d { interrupts = <1>; interrupt-parent = <&i>; };", "/i <1>")]
    [DataRow("#interrupt-cells = <1>; d { interrupts = <1>; };", "/ <1>")]
    [DataRow("d { interrupts = <1>; interrupt-parent = <&k>; }; k: k { interrupt-parent = <&i>; };", "/i <1>")]
    [DataRow("interrupt-parent = <&l>; d { interrupts = <1>; interrupt-parent = <&k>; }; k: k { }; l: l { interrupt-parent = <&i>; };", "/i <1>")]
    [DataRow("#interrupt-cells = <1>; d { interrupts = <1>; interrupt-parent = <1 2>; };", "/d: interrupt-parent: expected a phandle of an interrupt controller, here or above")]
    [DataRow("#interrupt-cells = <1>; d { interrupts = <1>; interrupt-parent = <0x99>; };", "/d: interrupt-parent: expected a phandle of an interrupt controller, here or above")]
    [DataRow("d { interrupts = <1>; };", "/d: interrupt-parent: expected a phandle of an interrupt controller, here or above")]
    [DataRow("k: d { interrupts = <1>; interrupt-parent = <&k>; };", "/d: interrupt-parent: expected a phandle of an interrupt controller, here or above")]
    public void The_parent_is_named_by_the_nearest_node_above_or_is_one(string tree, string expected) =>
        Assert.AreEqual(expected, Resolved($$"""/ { {{tree}} i: i { #interrupt-cells = <1>; }; j: j { #interrupt-cells = <1>; }; };"""));

    [TestMethod]
    public void A_path_through_all_nodes_of_a_tree_ends()
    {
        // Every node but the controller is left once: d, c, b, a, and the root.
        Assert.AreEqual("/i <1>", Resolved("/ { interrupt-parent = <&i>; d { interrupts = <1>; interrupt-parent = <&c>; }; c: c { interrupt-parent = <&b>; }; b: b { interrupt-parent = <&a>; }; a: a { }; i: i { #interrupt-cells = <1>; }; };"));
    }

    [TestMethod]
    public void A_node_has_interrupts_under_one_of_two_names()
    {
        FlattenedTree tree = TreeText.Load("/ { a { interrupts = <1>; }; b { interrupts = <1>; interrupts-extended = <0>; }; c { }; };");

        Assert.AreEqual("interrupts interrupts-extended ", string.Join(" ", Enumerable.Range(1, 3).Select(node => InterruptSpecifiers.PropertyOf(new TreeNode(tree, node)))));
    }

    /// <summary>A nexus above which /bus/d lies, and controllers with and without addresses.</summary>
    private static string Mapped(string nexus, string bus, string d) => Resolved($$"""
        / {
            bus { {{bus}} d { {{d}} interrupt-parent = <&n>; }; };
            n: n { {{nexus}} };
            i: i { #interrupt-cells = <1>; #address-cells = <0>; };
            j: j { #interrupt-cells = <3>; #address-cells = <2>; };
            m: m { #interrupt-cells = <2>; #address-cells = <2>; interrupt-map = <7 8 9 10 &i 77>, <7 8 10 9 &i 78>, <8 7 9 10 &i 79>, <0 0 9 10 &i 80>; };
        };
        """, 0, "/bus/d");

    [TestMethod]
    [DataRow("<1 2 3 &i 50>, <1 2 4 &i 51>, <1 3 3 &i 52>, <2 2 3 &i 53>", "50")]
    [DataRow("<1 2 2 &i 50>, <0 2 3 &i 51>, <1 0 3 &i 52>, <1 2 3 &i 53>", "53")]
    public void Without_a_mask_every_bit_of_address_and_line_counts(string map, string line) =>
        Assert.AreEqual($"/i <{line}>", Mapped($"#address-cells = <2>; #interrupt-cells = <1>; interrupt-map = {map};", "#address-cells = <2>; #size-cells = <0>;", "reg = <1 2>; interrupts = <3>;"));

    [TestMethod]
    [DataRow("<0xffffffff>", "<1 9 9 &i 50>, <1 2 3 &i 51>", "51")]
    [DataRow("<0xffffffff 0xffffffff>", "<1 2 2 &i 50>, <1 2 3 &i 51>", "51")]
    [DataRow("<0xffffffff 0>", "<1 9 2 &i 50>, <1 9 3 &i 51>", "51")]
    [DataRow("<0 0 0>", "<9 9 9 &i 50>, <1 2 3 &i 51>", "50")]
    [DataRow("<2 0 1>", "<2 0 3 &i 50>, <0 0 2 &i 51>, <0 0 1 &i 52>", "52")]
    public void A_mask_covers_what_it_has_cells_for(string mask, string map, string line) =>
        Assert.AreEqual($"/i <{line}>", Mapped($"#address-cells = <2>; #interrupt-cells = <1>; interrupt-map-mask = {mask}; interrupt-map = {map};", "#address-cells = <2>; #size-cells = <0>;", "reg = <1 2>; interrupts = <3>;"));

    [TestMethod]
    [DataRow("#address-cells = <1>; #size-cells = <1>;", "reg = <5 6>;", "<5 0 0 4 &i 50>, <5 6 0 4 &i 51>", "50")]
    [DataRow("#address-cells = <2>; #size-cells = <1>;", "reg = <5 6 7>;", "<5 0 0 4 &i 50>, <5 6 7 4 &i 51>, <5 6 0 4 &i 52>", "52")]
    [DataRow("", "reg = <5 6 7>;", "<5 0 0 4 &i 50>, <5 6 7 4 &i 51>, <5 6 0 4 &i 52>", "52")]
    [DataRow("#address-cells = <3>; #size-cells = <0>;", "reg = <5 6 7>;", "<5 6 0 4 &i 50>, <5 6 7 4 &i 51>", "51")]
    [DataRow("#address-cells = <4>; #size-cells = <0>;", "reg = <5 6 7 8>;", "<5 6 0 4 &i 50>, <5 6 7 4 &i 51>", "51")]
    [DataRow("#address-cells = <3>; #size-cells = <0>;", "reg = <5 6>;", "<5 6 7 4 &i 50>, <5 6 0 4 &i 51>", "51")]
    [DataRow("", "", "<1 0 0 4 &i 50>, <0 0 0 4 &i 51>", "51")]
    public void A_unit_address_is_as_long_as_its_bus_says_and_filled_with_zeros(string bus, string reg, string map, string line) =>
        Assert.AreEqual($"/i <{line}>", Mapped($"#address-cells = <3>; #interrupt-cells = <1>; interrupt-map = {map};", bus, reg + "interrupts = <4>;"));

    [TestMethod]
    public void A_line_may_have_several_cells_or_none()
    {
        const string Bus = "#address-cells = <1>; #size-cells = <0>;";
        Assert.AreEqual("/i <52>", Mapped("#address-cells = <1>; #interrupt-cells = <3>; interrupt-map = <9 1 2 4 &i 50>, <9 2 1 3 &i 51>, <9 1 2 3 &i 52>;", Bus, "reg = <9>; interrupts = <1 2 3>;"));
        Assert.AreEqual("/i <52>", Mapped("#interrupt-cells = <2>; interrupt-map = <1 1 &i 50>, <2 2 &i 51>, <1 2 &i 52>;", Bus, "reg = <9>; interrupts = <1 2>;"));
        Assert.AreEqual("/i <51>", Mapped("#address-cells = <1>; #interrupt-cells = <0>; interrupt-map = <8 &i 50>, <9 &i 51>;", Bus, "reg = <9>; interrupts-extended = <&n>;"));
    }

    [TestMethod]
    public void A_row_gives_the_controller_its_own_address_and_line()
    {
        const string Bus = "#address-cells = <1>; #size-cells = <0>;";
        const string D = "reg = <9>; interrupts = <4>;";
        const string Nexus = "#address-cells = <1>; #interrupt-cells = <1>; ";
        Assert.AreEqual("/j <70 71 72>", Mapped(Nexus + "interrupt-map = <8 4 &j 1 2 3 4 5>, <9 4 &j 60 61 70 71 72>;", Bus, D));
        // The second map is asked with the address that the first one gave.
        Assert.AreEqual("/i <77>", Mapped(Nexus + "interrupt-map = <9 4 &m 7 8 9 10>;", Bus, D));
        Assert.AreEqual("/i <78>", Mapped(Nexus + "interrupt-map = <9 4 &m 7 8 10 9>;", Bus, D));
        Assert.AreEqual("/i <79>", Mapped(Nexus + "interrupt-map = <9 4 &m 8 7 9 10>;", Bus, D));
        Assert.AreEqual("/m: interrupt-map: expected a row for an interrupt of /bus/d", Mapped(Nexus + "interrupt-map = <9 4 &m 9 0 9 10>;", Bus, D));
    }

    [TestMethod]
    [DataRow("<9 4>", "/n: interrupt-map: expected a row for an interrupt of /bus/d")]
    [DataRow("<8 4 &i 1 9 4>", "/n: interrupt-map: expected a row for an interrupt of /bus/d")]
    [DataRow("<9>", "/n: interrupt-map: expected a row for an interrupt of /bus/d")]
    [DataRow("<8 4 0x98 1>, <9 4 &i 1>", "/n: interrupt-map: expected a phandle of an interrupt controller, found 0x98")]
    [DataRow("<9 4 &i>", "/n: interrupt-map: expected whole rows")]
    [DataRow("<8 4 &i 1>, <9 4 &j 1 2 3 4>", "/n: interrupt-map: expected whole rows")]
    [DataRow("<8 4 &i 1>, <9 4 &j 1 2 3 4 5>", "/j <3 4 5>")]
    public void A_map_that_is_cut_off_is_refused(string map, string expected) =>
        Assert.AreEqual(expected, Mapped($"#address-cells = <1>; #interrupt-cells = <1>; interrupt-map = {map};", "#address-cells = <1>; #size-cells = <0>;", "reg = <9>; interrupts = <4>;"));

    [TestMethod]
    [DataRow(16, "/i <1>")]
    [DataRow(17, "/n16: interrupt-map: expected an end after 16 maps")]
    public void Sixteen_maps_may_follow_each_other(int maps, string expected)
    {
        string nodes = string.Concat(Enumerable.Range(0, maps).Select(i => $"n{i}: n{i} {{ #interrupt-cells = <1>; #address-cells = <0>; interrupt-map = <1 &{(i + 1 < maps ? "n" + (i + 1) : "i")} 1>; }}; "));

        Assert.AreEqual(expected, Resolved($$"""/ { d { interrupts = <1>; interrupt-parent = <&n0>; }; {{nodes}} i: i { #interrupt-cells = <1>; }; };"""));
    }

    [TestMethod]
    public void The_root_has_no_address()
    {
        Assert.AreEqual("/i <5>", Resolved("/ { reg = <3 4 1>; interrupts = <2>; interrupt-parent = <&n>; n: n { #interrupt-cells = <1>; #address-cells = <1>; interrupt-map = <3 2 &i 4>, <0 2 &i 5>; }; i: i { #interrupt-cells = <1>; }; };", 0, "/"));
    }
}
