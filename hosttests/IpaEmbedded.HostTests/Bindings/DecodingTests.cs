using IpaEmbedded.Bindings;

namespace IpaEmbedded.HostTests.Bindings;

[TestClass]
public sealed class DecodingTests
{
    private const string Anything = "properties:\n  compatible:\n    const: vendor,device\n  v,link:\n    $ref: /schemas/types.yaml#/definitions/phandle\nadditionalProperties: true\n";

    private const string Providers = """
        intc: interrupt-controller@100 { reg = <0x100 0x10>; interrupt-controller; #interrupt-cells = <3>; };
        clk: clock@200 { reg = <0x200 0x10>; #clock-cells = <1>; };
        gpio: gpio@300 { reg = <0x300 0x10>; gpio-controller; #gpio-cells = <2>; };
        noc: noc@400 { reg = <0x400 0x10>; #interconnect-cells = <2>; };
        none: none@480 { reg = <0x480 0x10>; interrupt-controller; #interrupt-cells = <0>; #clock-cells = <0>; };
        bare: bare@500 { reg = <0x500 0x10>; };
        """;

    [TestMethod]
    [DataRow("interrupt-parent = <&intc>; interrupts = <0 1 4>, <0 2 4>;", "")]
    [DataRow("interrupt-parent = <&intc>; interrupts = <0 1>;", "DT3022 /device@0: 'interrupts' has 2 cells, /interrupt-controller@100 takes 3 for each interrupt ('#interrupt-cells')")]
    [DataRow("interrupt-parent = <&bare>; interrupts = <0 1>;", "DT3021 /device@0: 'interrupts' goes to /bare@500, which has no '#interrupt-cells'")]
    [DataRow("interrupt-parent = <&none>; interrupts = <0 1>;", "DT3022 /device@0: 'interrupts' has 2 cells, /none@480 takes 0 for each interrupt ('#interrupt-cells')")]
    [DataRow("interrupt-parent = <&none>; interrupts = <>;", "DT3007 /device@0: 'interrupts' is without value, its type uint32-matrix takes rows of 32-bit numbers")]
    [DataRow("interrupt-parent = <0x99>; interrupts = <0 1>;", "DT3020 /device@0: 'interrupt-parent' refers to phandle 0x99, which no node has")]
    [DataRow("interrupts = <0 1 4>;", "DT3026 /device@0: 'interrupts' has no interrupt parent: neither this node nor one above has 'interrupt-parent' or is a controller")]
    [DataRow("interrupts-extended = <&intc 0 1 4>, <&intc 0 2 4>;", "")]
    [DataRow("interrupts-extended = <&intc 0 1>, <&intc 0 2 4>;", "DT3022 /device@0: 'interrupts-extended' gives 2 cells to /interrupt-controller@100, which takes 3 ('#interrupt-cells')")]
    [DataRow("interrupts-extended = <&intc 0 1 4 9>, <&intc 0 2 4>;", "DT3022 /device@0: 'interrupts-extended' gives 4 cells to /interrupt-controller@100, which takes 3 ('#interrupt-cells')")]
    [DataRow("interrupts-extended = <&intc 0 1 4>, <&intc 0 2>;", "DT3022 /device@0: 'interrupts-extended' gives 2 cells to /interrupt-controller@100, which takes 3 ('#interrupt-cells')")]
    [DataRow("clocks = <&clk 1>, <0>, <&clk 2>;", "")]
    [DataRow("clocks = <&clk>;", "DT3022 /device@0: 'clocks' gives 0 cells to /clock@200, which takes 1 ('#clock-cells')")]
    [DataRow("clocks = <0x99 1>;", "DT3020 /device@0: 'clocks' refers to phandle 0x99, which no node has")]
    [DataRow("clocks = <&bare 1>;", "DT3021 /device@0: 'clocks' refers to /bare@500, which has no '#clock-cells'")]
    [DataRow("interconnects = <&noc 1 0 &noc 2 0>;", "")]
    [DataRow("interconnects = <&noc 1 0 &noc 2>;", "DT3022 /device@0: 'interconnects' gives 1 cell to /noc@400, which takes 2 ('#interconnect-cells')")]
    [DataRow("led-gpios = <&gpio 3 0>;", "")]
    [DataRow("led-gpios = <&gpio 3>;", "DT3022 /device@0: 'led-gpios' gives 1 cell to /gpio@300, which takes 2 ('#gpio-cells')")]
    [DataRow("led-gpios = <0x99 3 0>;", "DT3020 /device@0: 'led-gpios' refers to phandle 0x99, which no node has")]
    [DataRow("v,link = <&bare>;", "")]
    [DataRow("v,link = <0x99>;", "DT3020 /device@0: 'v,link' refers to phandle 0x99, which no node has")]
    public void A_reference_must_lead_to_a_node_and_bring_as_many_cells_as_that_node_says(string members, string findings)
    {
        Assert.AreEqual(findings, string.Join("|", Trial.Findings(Trial.Device(members, Providers), Trial.WithDevice(Anything))));
    }

    /// <summary>Not those of the parent further above either: nobody knows how many cells each of them has.</summary>
    [TestMethod]
    public void Interrupts_whose_parent_is_lost_are_not_judged_but_the_lost_parent_is_one_finding()
    {
        const string Body = "properties:\n  compatible:\n    const: vendor,device\n  interrupts:\n    minItems: 2\nadditionalProperties: true\n";
        const string Members = "interrupt-parent = <0x99>; interrupts = <0 1>; child { interrupts = <7>; }; own { interrupt-controller; #interrupt-cells = <2>; child { interrupts = <7>; }; };";

        Assert.AreEqual(
            "DT3020 /device@0: 'interrupt-parent' refers to phandle 0x99, which no node has|DT3022 /device@0/own/child: 'interrupts' has 1 cell, /device@0/own takes 2 for each interrupt ('#interrupt-cells')",
            string.Join("|", Trial.Findings(Trial.Device(Members, "interrupt-parent = <&intc>;\n" + Providers), Trial.WithDevice(Body))));
    }

    [TestMethod]
    [DataRow("1 2 3 4", "<1 2> <3 4>")]
    [DataRow("1 2 3 4 5 6 7 8 9", "<1 2 3> <4 5 6> <7 8 9>")]
    [DataRow("1 2 3 4 5 6", "<1 2 3 4 5 6>")]
    [DataRow("1 2 3 4 5", "<1 2 3 4 5>")]
    public void Numbers_are_cut_into_rows_where_one_length_of_those_that_bindings_give_fits_and_no_other(string cells, string rows)
    {
        var tree = Trial.Device($"v,table = <{cells}>;");
        const string Table = "v,table: { $ref: /schemas/types.yaml#/definitions/uint32-matrix, minItems: 1, maxItems: 9, items: { minItems: COUNT, maxItems: COUNT } }\n";
        string body = "properties:\n  compatible:\n    const: vendor,device\n  " + Table.Replace("COUNT", "2", StringComparison.Ordinal) + "  child:\n    type: object\n    properties:\n      " + Table.Replace("COUNT", "3", StringComparison.Ordinal);

        var entries = DecodedTree.Of(tree, Trial.WithDevice(body)).EntriesOf(tree.Root.Children[0], "v,table")!;

        Assert.AreEqual(rows, string.Join(' ', entries.Select(row => $"<{string.Join(' ', row)}>")));
    }

    [TestMethod]
    public void The_rows_of_reg_are_as_long_as_the_parent_says()
    {
        var tree = Trial.Tree("/dts-v1/; / { #address-cells = <2>; #size-cells = <1>; device@0 { compatible = \"vendor,device\"; reg = <0 0 1>, <0 1>; }; };");

        Assert.AreEqual(
            "DT3023 /device@0: 'reg' has 5 cells, an entry below / takes 3 (2 of address, 1 of size)",
            string.Join("|", Trial.Findings(tree, Trial.WithDevice(Anything))));
    }

    [TestMethod]
    public void The_rows_of_ranges_are_as_long_as_both_buses_say()
    {
        var tree = Trial.Tree("/dts-v1/; / { #address-cells = <2>; #size-cells = <1>; bus { #address-cells = <1>; #size-cells = <1>; ranges = <0 0 0>; }; };");

        Assert.AreEqual(
            "DT3023 /bus: 'ranges' has 3 cells, an entry takes 4 (this node's address, the parent's address, this node's size)",
            string.Join("|", Trial.Findings(tree, Trial.WithDevice(Anything))));
    }

    [TestMethod]
    public void A_finding_about_a_property_that_the_compiler_added_is_at_its_node()
    {
        var tree = Trial.Tree("/dts-v1/;\n/ {\nother = <&device>;\ndevice: device { compatible = \"vendor,device\"; };\n};\n");
        var report = Trial.Validate(tree, Trial.WithDevice("properties:\n  compatible:\n    const: vendor,device\n  phandle: false\nadditionalProperties: true\n"));

        Assert.AreEqual("board.dts:4:9: error DT3001: /device: 'phandle' is not allowed here", report.Diagnostics.Single().ToString().Split('\n')[0]);
    }

    [TestMethod]
    public void A_compatible_without_strings_is_one_finding()
    {
        var tree = Trial.Tree("/dts-v1/; / { device { compatible; }; };");

        CollectionAssert.Contains(Trial.Findings(tree, Trial.WithDevice(Anything)), "DT3007 /device: 'compatible' is without value, its type string-array takes strings, each of them once");
        CollectionAssert.Contains(Trial.Findings(tree, Trial.WithDevice(Anything)), "DT3027 /device: 'compatible' holds no strings, so no binding can be chosen by it");
    }

    [TestMethod]
    public void Text_that_is_not_terminated_or_beyond_ascii_is_a_finding()
    {
        Assert.AreEqual(
            "DT3025 /device@0: 'label' is text and does not end in a zero byte",
            string.Join("|", Trial.Findings(Trial.Device("label = [61 62];"), Trial.WithDevice(Anything))));
        Assert.AreEqual(
            "DT3025 /device@0: 'label' is text and holds bytes beyond ASCII",
            string.Join("|", Trial.Findings(Trial.Device("label = [c3 84 00];"), Trial.WithDevice(Anything))));
    }

    [TestMethod]
    public void A_finding_points_to_the_cell_in_the_tree_and_to_the_provider_that_asks_for_more()
    {
        var report = Trial.Validate(Trial.Tree("/dts-v1/;\n/ {\n\tclk: clock {\n\t\t#clock-cells = <2>;\n\t};\n\tuser {\n\t\tclocks = <&clk 1 2>, <&clk 3>;\n\t};\n};\n"), Trial.WithDevice(Anything));

        Assert.AreEqual(
            "board.dts:7:25: error DT3022: /user: 'clocks' gives 1 cell to /clock, which takes 2 ('#clock-cells')\nboard.dts:4:3: note: stated here",
            string.Join("|", Trial.Texts(report)));
    }

    [TestMethod]
    public void A_tree_deeper_than_the_limit_is_cut_off_with_a_finding()
    {
        string deep = string.Concat(Enumerable.Repeat("a {", 260)) + string.Concat(Enumerable.Repeat("};", 260));

        var report = Trial.Validate(Trial.Tree("/dts-v1/; / {" + deep + "};"), Trial.WithDevice(Anything));

        Assert.AreEqual("DT3028", report.Diagnostics.Single().Id);
    }
}
