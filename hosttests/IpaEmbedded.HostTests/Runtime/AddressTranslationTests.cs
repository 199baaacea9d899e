using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Entries of "reg" through the "ranges" of the buses above, at every boundary, or an error that quotes what was there.</summary>
[TestClass]
public sealed class AddressTranslationTests
{
    /// <summary>Address and size of an entry of /bus/d, or the error.</summary>
    private static string Translated(string root, string bus, string reg, int index = 0)
    {
        FlattenedTree tree = TreeText.Load($$"""/ { {{root}} bus { {{bus}} d { {{reg}} }; }; };""");
        return Translated(new TreeNode(tree, tree.FindNode("/bus/d")), index);
    }

    private static string Translated(TreeNode node, int index)
    {
        try
        {
            ulong address = AddressTranslation.Reg(node, index, out ulong size);
            return $"{address:x} {size:x}";
        }
        catch (ProbeException error)
        {
            return error.Message;
        }
    }

    private const string Root64 = "#address-cells = <2>; #size-cells = <2>;";
    private const string Bus32 = "#address-cells = <1>; #size-cells = <1>;";

    [TestMethod]
    [DataRow("reg = <0 4>;", "1000 4")]
    [DataRow("reg = <0 0x100>;", "1000 100")]
    [DataRow("reg = <0 0x101>;", "/bus: ranges: expected a translation of 0x0")]
    [DataRow("reg = <0xf8 8>;", "10f8 8")]
    [DataRow("reg = <0xf8 9>;", "/bus: ranges: expected a translation of 0xf8")]
    [DataRow("reg = <0xff 1>;", "10ff 1")]
    [DataRow("reg = <0xff 0>;", "10ff 0")]
    [DataRow("reg = <0x100 0>;", "/bus: ranges: expected a translation of 0x100")]
    [DataRow("reg = <0x100 4>;", "/bus: ranges: expected a translation of 0x100")]
    [DataRow("reg = <0x1ff 1>;", "/bus: ranges: expected a translation of 0x1ff")]
    [DataRow("reg = <0x200 4>;", "2000 4")]
    [DataRow("reg = <0x23c 4>;", "203c 4")]
    [DataRow("reg = <0x2fc 4>;", "20fc 4")]
    [DataRow("reg = <0x2fc 5>;", "/bus: ranges: expected a translation of 0x2fc")]
    [DataRow("reg = <0x80 0xffffffff>;", "/bus: ranges: expected a translation of 0x80")]
    public void A_range_takes_what_lies_wholly_inside_it(string reg, string expected) =>
        Assert.AreEqual(expected, Translated(Root64, Bus32 + "ranges = <0 0 0x1000 0x100>, <0x200 0 0x2000 0x100>;", reg));

    [TestMethod]
    [DataRow("reg = <0x180 0x80>;", "fffffffffffffe80 80")]
    [DataRow("reg = <0x181 0x80>;", "/bus: ranges: expected a translation of 0x181")]
    [DataRow("reg = <0x220 0x10>;", "5010 10")]
    [DataRow("reg = <0x220 0x11>;", "/bus: ranges: expected a translation of 0x220")]
    [DataRow("reg = <0x300 0x800>;", "7000 800")]
    public void Each_range_has_its_own_beginning_length_and_place(string reg, string expected) =>
        Assert.AreEqual(expected, Translated(Root64, Bus32 + "ranges = <0x100 0xffffffff 0xfffffe00 0x100>, <0x210 0 0x5000 0x20>, <0x300 0 0x7000 0x800>;", reg));

    [TestMethod]
    public void The_first_range_that_fits_counts_and_translates_once() =>
        Assert.AreEqual("10 4", Translated(Root64, Bus32 + "ranges = <0x100 0 0 0x100>, <0 0 0x5000 0x200>, <0x100 0 0x7000 0x100>;", "reg = <0x110 4>;"));

    [TestMethod]
    [DataRow("reg = <0xf 1>;", "ffffffffffffffff 1")]
    [DataRow("reg = <0x10 1>;", "10 1")]
    [DataRow("reg = <0xe 1>;", "fffffffffffffffe 1")]
    public void A_range_that_wraps_around_is_passed_over_for_the_next(string reg, string expected) =>
        Assert.AreEqual(expected, Translated(Root64, Bus32 + "ranges = <0 0xffffffff 0xfffffff0 0x100>, <0 0 0 0x100>;", reg));

    [TestMethod]
    [DataRow("", "reg = <0 1 2>;", "/bus: ranges: expected a translation of 0x1")]
    [DataRow("ranges;", "reg = <7 1 2>;", "700000001 2")]
    [DataRow("ranges = <0 0 3 0 0x1000>;", "reg = <0 1 2>;", "300000001 2")]
    [DataRow("ranges = <1 0x80 3 4 0x1000>;", "reg = <1 0x91 2>;", "300000015 2")]
    [DataRow("ranges = <1 0x80 3 4 0x1000>;", "reg = <2 0x91 2>;", "/bus: ranges: expected a translation of 0x200000091")]
    [DataRow("ranges = <0 0 3 0>;", "reg = <0 1 2>;", "/bus: ranges: expected a translation of 0x1")]
    public void Cell_counts_that_a_tree_leaves_out_are_two_and_one(string bus, string reg, string expected) => Assert.AreEqual(expected, Translated("", bus, reg));

    [TestMethod]
    [DataRow("#address-cells = <0>; #size-cells = <0>;", "reg = <1>;", "/bus/d: reg: expected entries of 0 cells, found 4 bytes")]
    [DataRow("#address-cells = <0>; #size-cells = <0>;", "reg;", "/bus/d: reg: expected entries of 0 cells, found 0 bytes")]
    [DataRow("#address-cells = <3>; #size-cells = <0>;", "reg = <1 2 3>;", "/bus: #address-cells: expected at most 2, found 3")]
    [DataRow("#address-cells = <1>; #size-cells = <3>;", "reg = <1 2 3 4>;", "/bus: #size-cells: expected at most 2, found 3")]
    [DataRow("#address-cells = <1>; #size-cells = <2>;", "reg = <1 2 3 4>;", "/bus/d: reg: expected entries of 3 cells, found 16 bytes")]
    [DataRow("#address-cells = <1>; #size-cells = <1>;", "reg = [00 00 00 01 00 00 00 02 00];", "/bus/d: reg: expected entries of 2 cells, found 9 bytes")]
    [DataRow("#address-cells = <1>; #size-cells = <1>;", "reg = <1 2 3>;", "/bus/d: reg: expected entries of 2 cells, found 12 bytes")]
    [DataRow("#address-cells = <1>; #size-cells = <0>;", "reg = <7>;", "7 0")]
    [DataRow("#address-cells = <0>; #size-cells = <1>;", "reg = <7>;", "0 7")]
    [DataRow("#address-cells = <2>; #size-cells = <2>;", "reg = <1 2 3 4>;", "100000002 300000004")]
    [DataRow("#address-cells = <1>; #size-cells = <1>;", "", "/bus/d: reg: expected 1 entries, found 0")]
    public void Entries_have_the_cells_that_their_bus_says(string cells, string reg, string expected) => Assert.AreEqual(expected, Translated(Root64, cells + "ranges;", reg));

    [TestMethod]
    [DataRow("#address-cells = <1>; #size-cells = <3>; ranges = <0 0 0 0 0 0>;", "/bus: #size-cells: expected at most 2, found 3")]
    [DataRow("#address-cells = <3>; #size-cells = <1>; ranges = <0 0 0 0 0 0>;", "/bus: #address-cells: expected at most 2, found 3")]
    public void A_bus_in_between_has_at_most_two_cells(string bus, string expected)
    {
        FlattenedTree tree = TreeText.Load($$"""/ { {{Root64}} bus { {{bus}} inner { {{Bus32}} ranges; d { reg = <0 4>; }; }; }; };""");

        Assert.AreEqual(expected, Translated(new TreeNode(tree, tree.FindNode("/bus/inner/d")), 0));
    }

    [TestMethod]
    public void Ranges_without_any_cell_translate_nothing()
    {
        FlattenedTree tree = TreeText.Load($$"""
            / { #address-cells = <0>; #size-cells = <0>; bus { #address-cells = <0>; #size-cells = <0>; ranges = <1>; inner { {{Bus32}} ranges; d { reg = <8 4>; }; }; }; };
            """);

        Assert.AreEqual("/bus: ranges: expected a translation of 0x8", Translated(new TreeNode(tree, tree.FindNode("/bus/inner/d")), 0));
    }

    [TestMethod]
    [DataRow(-1, "/bus/d: reg: expected 0 entries, found 3")]
    [DataRow(0, "10 1")]
    [DataRow(1, "20 2")]
    [DataRow(2, "30 3")]
    [DataRow(3, "/bus/d: reg: expected 4 entries, found 3")]
    public void Entries_are_counted_from_zero(int index, string expected)
    {
        Assert.AreEqual(expected, Translated(Root64, Bus32 + "ranges;", "reg = <0x10 1>, <0x20 2>, <0x30 3>;", index));
        FlattenedTree tree = TreeText.Load($$"""/ { bus { {{Bus32}} d { reg = <0x10 1>, <0x20 2>, <0x30 3>; }; }; };""");
        Assert.AreEqual(3, AddressTranslation.RegCount(new TreeNode(tree, tree.FindNode("/bus/d"))));
        Assert.AreEqual(0, AddressTranslation.RegCount(new TreeNode(tree, tree.FindNode("/bus"))));
    }

    [TestMethod]
    public void The_root_has_two_cells_of_address_and_one_of_size_whatever_it_says_of_its_children()
    {
        FlattenedTree tree = TreeText.Load("/ { #address-cells = <1>; #size-cells = <2>; reg = <1 2 3>, <4 5 6>; };");

        Assert.AreEqual("100000002 3", Translated(new TreeNode(tree, 0), 0));
        Assert.AreEqual("400000005 6", Translated(new TreeNode(tree, 0), 1));
    }

    [TestMethod]
    public void The_ranges_of_the_root_are_nobodys()
    {
        FlattenedTree tree = TreeText.Load($$"""/ { {{Bus32}} ranges = <0 0x1000 0x100>; d { reg = <0x10 4>; }; };""");

        Assert.AreEqual("10 4", Translated(new TreeNode(tree, tree.FindNode("/d")), 0));
    }
}
