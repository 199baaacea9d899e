using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Typed values of a node: each form that is taken, and what is said to each that is not.</summary>
[TestClass]
public sealed class TreeNodeTests
{
    private static readonly FlattenedTree Tree = TreeText.Load("""
        / {
            d {
                compatible = "t,new", "t,old";
                one = <7>; two = <1 2>; three = <1 2 3>; big = <0x89abcdef 0xfedcba98>; odd = [01 02 03]; five = [00 00 00 01 02]; flag;
                text = "abc"; texts = "a", "", "b"; none = ""; open = [61 62];
                a { }; b { status = "disabled"; }; c@1 { reg = <1>; }; e { status = "okay"; };
            };
            bare { x { status = "disabled"; }; };
        };
        """);

    private static TreeNode Node(string path) => new(Tree, Tree.FindNode(path));

    private static string Refusal(Func<TreeNode, object> read)
    {
        ProbeException error = Assert.ThrowsExactly<ProbeException>(() => { read(Node("/d")); });
        Assert.AreEqual("/d", error.NodePath);
        Assert.AreEqual($"/d: {error.Property}: expected {error.Expected}", error.Message);
        return $"{error.Property}: {error.Expected}";
    }

    [TestMethod]
    public void One_cell_is_neither_none_nor_two()
    {
        Assert.AreEqual(7u, Node("/d").Cell("one"));
        Assert.AreEqual(7u, Node("/d").Cell("one", 9));
        Assert.AreEqual(9u, Node("/d").Cell("absent", 9));
        foreach (string property in (string[])["absent", "two", "odd", "flag", "five"])
        {
            Assert.AreEqual(property + ": one cell", Refusal(node => node.Cell(property)));
        }
        Assert.AreEqual("two: one cell", Refusal(node => node.Cell("two", 9)));
        Assert.AreEqual("flag: one cell", Refusal(node => node.Cell("flag", 9)));
    }

    [TestMethod]
    public void Cells_are_whole_and_pairs_are_even()
    {
        CollectionAssert.AreEqual(new uint[] { 1, 2, 3 }, Node("/d").Cells("three"));
        Assert.IsEmpty(Node("/d").Cells("absent"));
        Assert.IsEmpty(Node("/d").Cells("flag"));
        CollectionAssert.AreEqual(new[] { 0x89abcdef_fedcba98ul }, Node("/d").CellPairs("big"));
        Assert.IsEmpty(Node("/d").CellPairs("absent"));
        Assert.AreEqual("odd: whole cells", Refusal(node => node.Cells("odd")));
        Assert.AreEqual("five: whole cells", Refusal(node => node.Cells("five")));
        Assert.AreEqual("odd: whole cells", Refusal(node => node.CellPairs("odd")));
        Assert.AreEqual("three: pairs of cells", Refusal(node => node.CellPairs("three")));
        Assert.AreEqual("one: pairs of cells", Refusal(node => node.CellPairs("one")));
    }

    [TestMethod]
    public void Several_pairs_are_read_in_order()
    {
        FlattenedTree tree = TreeText.Load("/ { p = <1 2 3 4 5 6>; };");

        CollectionAssert.AreEqual(new[] { 0x1_0000_0002ul, 0x3_0000_0004ul, 0x5_0000_0006ul }, new TreeNode(tree, 0).CellPairs("p"));
    }

    [TestMethod]
    public void One_string_is_neither_none_nor_a_list()
    {
        Assert.AreEqual("abc", Node("/d").String("text"));
        Assert.AreEqual("", Node("/d").String("none"));
        Assert.AreEqual("abc", Node("/d").String("text", "other"));
        Assert.AreEqual("other", Node("/d").String("absent", "other"));
        foreach (string property in (string[])["absent", "texts", "open", "flag"])
        {
            Assert.AreEqual(property + ": one string", Refusal(node => node.String(property)));
        }
        Assert.AreEqual("texts: one string", Refusal(node => node.String("texts", "other")));
    }

    [TestMethod]
    public void A_list_of_strings_ends_with_a_zero()
    {
        CollectionAssert.AreEqual(new[] { "a", "", "b" }, Node("/d").Strings("texts"));
        CollectionAssert.AreEqual(new[] { "abc" }, Node("/d").Strings("text"));
        Assert.IsEmpty(Node("/d").Strings("absent"));
        Assert.AreEqual("open: a list of strings", Refusal(node => node.Strings("open")));
        Assert.AreEqual("flag: a list of strings", Refusal(node => node.Strings("flag")));
    }

    [TestMethod]
    public void Bytes_are_those_of_the_value_and_null_without_one()
    {
        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, Node("/d").Bytes("odd"));
        Assert.IsEmpty(Node("/d").Bytes("flag"));
        Assert.IsNull(Node("/d").Bytes("absent"));
    }

    [TestMethod]
    public void A_name_has_its_position_in_its_list()
    {
        Assert.AreEqual(0, Node("/d").FindName("texts", "a"));
        Assert.AreEqual(2, Node("/d").FindName("texts", "b"));
        Assert.AreEqual(-1, Node("/d").FindName("texts", "c"));
        Assert.AreEqual(-1, Node("/d").FindName("absent", "a"));
        Assert.AreEqual(0, Node("/d").IndexOfName("texts", "a"));
        Assert.AreEqual(2, Node("/d").IndexOfName("texts", "b"));
        Assert.AreEqual("texts: a name \"c\"", Refusal(node => node.IndexOfName("texts", "c")));
        Assert.AreEqual("absent: a name \"a\"", Refusal(node => node.IndexOfName("absent", "a")));
    }

    [TestMethod]
    public void Children_in_use_are_listed_and_each_is_found_by_name()
    {
        Assert.AreEqual("a,c@1,e", string.Join(",", Node("/d").Children().Select(child => child.Name)));
        Assert.IsEmpty(Node("/bare").Children());
        Assert.IsEmpty(Node("/d/a").Children());
        Assert.AreEqual("/d/c@1", Node("/d").Child("c").Path);
        Assert.AreEqual("/d/b", Node("/d").Child("b").Path);
        Assert.IsNull(Node("/d").Child("x"));
    }

    [TestMethod]
    public void The_node_above_is_the_parent_and_the_root_has_none()
    {
        Assert.AreEqual("/d", Node("/d/c@1").Parent().Path);
        Assert.AreEqual("/", Node("/d").Parent().Path);
        Assert.AreEqual(0, Node("/d").Parent().Index);
        Assert.IsNull(Node("/").Parent());
        Assert.AreSame(Tree, Node("/d").Tree);
    }

    [TestMethod]
    public void A_property_without_value_is_there()
    {
        Assert.IsTrue(Node("/d").HasProperty("flag"));
        Assert.IsFalse(Node("/d").HasProperty("fla"));
        Assert.IsTrue(Node("/d").IsCompatible("t,old"));
        Assert.IsFalse(Node("/d").IsCompatible("t,ol"));
        Assert.IsFalse(Node("/bare").IsCompatible("t,old"));
    }
}
