using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class FlattenedTreeTests
{
    private static BlobBuilder Small() => new BlobBuilder()
        .Begin("")
        .Cells("#address-cells", 2)
        .Begin("soc@0").Strings("compatible", "maker,soc", "simple-bus").Cells("phandle", 7)
        .Begin("uart@10").Cells("reg", 0x10, 4).Strings("status", "disabled").End()
        .Begin("spi@20").Cells("phandle", 0x1000).End()
        .End()
        .Begin("aliases").Strings("serial0", "/soc@0/uart@10").End()
        .End()
        .Finish();

    [TestMethod]
    public void Nodes_are_numbered_in_the_order_of_the_blob_and_know_their_relatives()
    {
        var tree = new FlattenedTree(Small().Build());

        Assert.AreEqual(5, tree.NodeCount);
        Assert.AreEqual("/soc@0/spi@20", tree.Path(3));
        Assert.AreEqual("/", tree.Path(0));
        Assert.AreEqual("uart@10", tree.Name(2));
        Assert.AreEqual(1, tree.Parent(3));
        Assert.AreEqual(1, tree.FirstChild(0));
        Assert.AreEqual(4, tree.NextSibling(1));
        Assert.AreEqual(3, tree.NextSibling(2));
        Assert.AreEqual(FlattenedTree.None, tree.FirstChild(2));
        Assert.AreEqual(FlattenedTree.None, tree.NextSibling(4));
        Assert.AreEqual(3u, tree.BootProcessor);
    }

    [TestMethod]
    [DataRow("/", 0)]
    [DataRow("/soc@0/uart@10", 2)]
    [DataRow("/soc/uart", 2)]
    [DataRow("/soc@0/", 1)]
    [DataRow("serial0", 2)]
    [DataRow("/so", -1)]
    [DataRow("/soc@1", -1)]
    [DataRow("serial1", -1)]
    [DataRow("", -1)]
    public void A_node_is_found_by_path_or_alias_and_without_unit_addresses(string path, int node)
    {
        Assert.AreEqual(node, new FlattenedTree(Small().Build()).FindNode(path));
    }

    [TestMethod]
    public void An_alias_that_is_no_text_finds_nothing()
    {
        var tree = new FlattenedTree(new BlobBuilder().Begin("").Begin("aliases").Property("a", (byte)'/').Property("b").End().End().Finish().Build());

        Assert.AreEqual(FlattenedTree.None, tree.FindNode("a"));
        Assert.AreEqual(FlattenedTree.None, tree.FindNode("b"));
    }

    [TestMethod]
    public void A_phandle_finds_its_node_and_an_unknown_one_finds_none()
    {
        var tree = new FlattenedTree(Small().Build());

        Assert.AreEqual(1, tree.NodeByPhandle(7));
        Assert.AreEqual(3, tree.NodeByPhandle(0x1000));
        Assert.AreEqual(FlattenedTree.None, tree.NodeByPhandle(8));
        Assert.AreEqual(FlattenedTree.None, tree.NodeByPhandle(0));
        Assert.AreEqual(FlattenedTree.None, tree.NodeByPhandle(0xffffffff));
    }

    [TestMethod]
    public void Many_phandles_each_find_their_own_node()
    {
        var builder = new BlobBuilder().Begin("");
        for (uint i = 1; i <= 3000; i++)
        {
            builder.Begin("n").Cells("phandle", i * 65536).End();
        }
        var tree = new FlattenedTree(builder.End().Finish().Build());

        for (uint i = 1; i <= 3000; i++)
        {
            Assert.AreEqual((int)i, tree.NodeByPhandle(i * 65536));
        }
    }

    [TestMethod]
    public void Of_two_nodes_with_one_phandle_the_first_has_it()
    {
        var tree = new FlattenedTree(new BlobBuilder().Begin("").Begin("a").Cells("phandle", 1).End().Begin("b").Cells("phandle", 1).End().End().Finish().Build());

        Assert.AreEqual(1, tree.NodeByPhandle(1));
    }

    [TestMethod]
    public void Strings_of_a_list_are_found_by_position_and_by_text()
    {
        var tree = new FlattenedTree(Small().Build());
        int compatible = tree.FindProperty(1, "compatible");

        Assert.AreEqual(2, tree.StringCount(compatible));
        Assert.AreEqual("simple-bus", tree.StringAt(compatible, 1));
        Assert.AreEqual(1, tree.IndexOfString(compatible, "simple-bus"));
        Assert.AreEqual(-1, tree.IndexOfString(compatible, "simple"));
        Assert.IsTrue(tree.IsCompatible(1, "maker,soc"));
        Assert.IsFalse(tree.IsCompatible(2, "maker,soc"));
    }

    [TestMethod]
    public void A_value_without_a_final_zero_is_no_list_of_strings()
    {
        var tree = new FlattenedTree(new BlobBuilder().Begin("").Property("compatible", (byte)'a', (byte)'b').End().Finish().Build());

        Assert.AreEqual(0, tree.StringCount(tree.FindProperty(0, "compatible")));
        Assert.IsFalse(tree.IsCompatible(0, "ab"));
    }

    [TestMethod]
    public void Only_okay_ok_and_no_status_mean_enabled()
    {
        var tree = new FlattenedTree(new BlobBuilder().Begin("")
            .Begin("a").Strings("status", "okay").End()
            .Begin("b").Strings("status", "ok").End()
            .Begin("c").Strings("status", "reserved").End()
            .Begin("d").Property("status", (byte)'o', (byte)'k').End()
            .End().Finish().Build());

        Assert.IsTrue(tree.IsEnabled(0));
        Assert.IsTrue(tree.IsEnabled(1));
        Assert.IsTrue(tree.IsEnabled(2));
        Assert.IsFalse(tree.IsEnabled(3));
        Assert.IsFalse(tree.IsEnabled(4));
    }

    [TestMethod]
    public void Properties_behind_children_and_between_nops_are_found()
    {
        var tree = new FlattenedTree(new BlobBuilder()
            .Begin("").Nop().Cells("first", 1).Nop()
            .Begin("child").Cells("inner", 2).Begin("grandchild").Cells("deep", 4).End().End()
            .Nop().Cells("late", 3).End().Nop().Finish().Build());

        Assert.AreEqual(3u, tree.Cell(tree.FindProperty(0, "late"), 0));
        Assert.AreEqual(FlattenedTree.None, tree.FindProperty(0, "inner"));
        Assert.AreEqual(FlattenedTree.None, tree.FindProperty(1, "deep"));
        Assert.AreEqual(2u, tree.Cell(tree.FindProperty(1, "inner"), 0));
        Assert.AreEqual("late", tree.PropertyName(tree.NextProperty(tree.FirstProperty(0))));
    }

    [TestMethod]
    public void Memory_reservations_end_at_the_first_of_size_zero()
    {
        var builder = Small();
        builder.Reservations.Add((0x80000000, 0x1000));
        builder.Reservations.Add((0x1_0000_0000, 0x2_0000_0000));
        var tree = new FlattenedTree(builder.Build());

        Assert.AreEqual(2, tree.ReservationCount);
        Assert.AreEqual(0x1_0000_0000ul, tree.Reservation(1, out ulong size));
        Assert.AreEqual(0x2_0000_0000ul, size);
    }

    [TestMethod]
    public void What_the_compiler_writes_reads_back()
    {
        FlattenedTree tree = TreeText.Load("/ { a: a@1 { reg = <1>; }; b { ref = <&a 5>, <6>; }; };");
        int property = tree.FindProperty(tree.FindNode("/b"), "ref");

        Assert.AreEqual(3, tree.CellCount(property));
        Assert.AreEqual(tree.FindNode("/a@1"), tree.NodeByPhandle(tree.Cell(property, 0)));
    }

    [TestMethod]
    public void A_thousand_levels_are_read_and_a_hundred_thousand_refused()
    {
        static byte[] Deep(int levels)
        {
            var builder = new BlobBuilder();
            for (int i = 0; i < levels; i++)
            {
                builder.Begin(i == 0 ? "" : "n");
            }
            for (int i = 0; i < levels; i++)
            {
                builder.End();
            }
            return builder.Finish().Build();
        }

        Assert.AreEqual(1001, new FlattenedTree(Deep(1001)).NodeCount);
        var refused = Assert.ThrowsExactly<FlattenedTreeException>(() => new FlattenedTree(Deep(100000)));
        Assert.AreEqual("nodes nested deeper than 1024", refused.Reason);
    }
}
