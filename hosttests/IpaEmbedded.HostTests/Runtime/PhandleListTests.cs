using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>A walk over phandles with arguments: each entry with its supplier, forwards, to a position, and to the place where it stops.</summary>
[TestClass]
public sealed class PhandleListTests
{
    private static PhandleList List(string value, string? cells = "#c-cells")
    {
        FlattenedTree tree = TreeText.Load($$"""
            / {
                d { {{(value.Length == 0 ? "" : $"l = {value};")}} };
                zero: zero { #c-cells = <0>; }; one: one { #c-cells = <1>; }; two: two { #c-cells = <2>; };
                wide: wide { #c-cells = <0 1>; }; bare: bare { }; huge: huge { #c-cells = <0xffffffff>; };
            };
            """);
        return new PhandleList(new TreeNode(tree, tree.FindNode("/d")), "l", cells);
    }

    private static string Entry(PhandleList list) => $"{list.Entry}:{list.Supplier}({string.Join(" ", list.Arguments())})";

    private static string Walked(PhandleList list)
    {
        string text = "";
        while (list.Next()) { text += Entry(list) + " "; }
        Assert.IsFalse(list.Next(), "a walk that has ended goes on");
        return text + (list.Fault is null ? "end" : "expected " + list.Fault);
    }

    [TestMethod]
    [DataRow("", "end")]
    [DataRow("<&zero>", "0:2() end")]
    [DataRow("<&one 7>, <&two 8 9>, <&zero>, <&one 10>", "0:3(7) 1:4(8 9) 2:2() 3:3(10) end")]
    [DataRow("<0>, <&one 7>, <0>", "0:-1() 1:3(7) 2:-1() end")]
    [DataRow("<&zero>, <0x99>", "0:2() expected a phandle of a node in entry 1, found 0x99")]
    [DataRow("<&zero &bare>", "0:2() expected a supplier with #c-cells in entry 1, found /bare")]
    [DataRow("<&wide 1>", "expected a supplier with #c-cells in entry 0, found /wide")]
    [DataRow("<&two 8 9 &two 8>", "0:4(8 9) expected 2 arguments after the phandle of entry 1, found 1")]
    [DataRow("<&two 8 9 &two>", "0:4(8 9) expected 2 arguments after the phandle of entry 1, found 0")]
    [DataRow("<&huge 1>", "expected 4294967295 arguments after the phandle of entry 0, found 1")]
    public void Entries_follow_each_other_until_the_end_or_a_malformed_one(string value, string walked) => Assert.AreEqual(walked, Walked(List(value)));

    [TestMethod]
    [DataRow("<&zero &one &bare>", "0:2() 1:3() 2:6() end")]
    [DataRow("<&zero 0x99 &bare>", "0:2() expected a phandle of a node in entry 1, found 0x99")]
    public void Without_a_property_of_cells_there_are_no_arguments(string value, string walked) => Assert.AreEqual(walked, Walked(List(value, null)));

    [TestMethod]
    public void A_position_is_found_from_before_and_from_behind()
    {
        PhandleList list = List("<&one 7>, <&two 8 9>, <&one 10>");
        Assert.AreEqual("-1:-1()", Entry(list));

        foreach (int index in (int[])[0, 2, 1, 1, 0, 0, 2])
        {
            list.Seek(index);
            Assert.AreEqual(index switch { 0 => "0:3(7)", 1 => "1:4(8 9)", _ => "2:3(10)" }, Entry(list));
        }
        list.Seek(1);
        Assert.IsTrue(list.Next());
        Assert.AreEqual("2:3(10)", Entry(list));
    }

    [TestMethod]
    [DataRow("<&one 7>", 1, "/d: l: expected 2 entries, found 1")]
    [DataRow("<&one 7>", 4, "/d: l: expected 5 entries, found 1")]
    [DataRow("", 0, "/d: l: expected 1 entries, found 0")]
    [DataRow("<0>, <&one 7>", 0, "/d: l: expected a phandle in entry 0, found 0")]
    [DataRow("<&one 7>, <0>", 1, "/d: l: expected a phandle in entry 1, found 0")]
    [DataRow("<&one 7>, <0x99>", 2, "/d: l: expected a phandle of a node in entry 1, found 0x99")]
    public void A_position_that_has_nothing_is_explained(string value, int index, string reason) =>
        Assert.AreEqual(reason, Assert.ThrowsExactly<ProbeException>(() => List(value).Seek(index)).Message);

    [TestMethod]
    public void An_empty_entry_before_the_one_that_is_sought_is_passed()
    {
        PhandleList list = List("<0>, <&one 7>");
        list.Seek(1);

        Assert.AreEqual("1:3(7)", Entry(list));
    }
}
