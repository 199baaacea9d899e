using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>What is found by path, alias, name, phandle and position, and what is not although it looks like it.</summary>
[TestClass]
public sealed class TreeLookupTests
{
    private static FlattenedTree Tree() => new(new BlobBuilder()
        .Begin("")
        .Begin("aliases").Strings("bus0", "/bus@1").Strings("list", "/bus@1", "/other").Strings("text", "bus@1").Strings("empty", "").Strings("gone", "/gone").Strings("top", "/").End()
        .Begin("bus@1").Begin("a@1").End().Begin("ab@1").Begin("deep").End().End().Begin("a@2").End().Begin("@3").End().Begin("@3@4").End().End()
        .Begin("other").Begin("@3@4").End().End()
        .End().Finish().Build());

    [TestMethod]
    [DataRow("/", "/")]
    [DataRow("//", "/")]
    [DataRow("//bus@1///ab@1//", "/bus@1/ab@1")]
    [DataRow("/bus/ab/deep", "/bus@1/ab@1/deep")]
    [DataRow("/bus/a@2", "/bus@1/a@2")]
    [DataRow("/bus/a", "/bus@1/a@1")]
    [DataRow("/bus/b", null)]
    [DataRow("/bus/a@", null)]
    [DataRow("/bus/ab@1/none", null)]
    [DataRow("/bus@1/@3", "/bus@1/@3")]
    [DataRow("/other/@3", null)]
    [DataRow("/other/@3@4", "/other/@3@4")]
    [DataRow("bus0", "/bus@1")]
    [DataRow("bus0/", "/bus@1")]
    [DataRow("bus0/ab/deep", "/bus@1/ab@1/deep")]
    [DataRow("bus0/deep", null)]
    [DataRow("bus", null)]
    [DataRow("bus01", null)]
    [DataRow("list/a", "/bus@1/a@1")]
    [DataRow("text", null)]
    [DataRow("empty", null)]
    [DataRow("top", "/")]
    [DataRow("top/bus", "/bus@1")]
    [DataRow("gone", null)]
    [DataRow("gone/a", null)]
    [DataRow("", null)]
    public void A_path_is_followed_from_the_root_or_from_what_an_alias_names(string path, string? found)
    {
        FlattenedTree tree = Tree();
        int node = tree.FindNode(path);

        Assert.AreEqual(found, node == FlattenedTree.None ? null : tree.Path(node));
    }

    [TestMethod]
    public void A_tree_without_aliases_knows_none() => Assert.AreEqual(FlattenedTree.None, new FlattenedTree(new BlobBuilder().Begin("").Begin("a").End().End().Finish().Build()).FindNode("a"));

    [TestMethod]
    public void A_root_alone_has_no_relatives()
    {
        var tree = new FlattenedTree(new BlobBuilder().Begin("").End().Finish().Build());

        Assert.AreEqual(1, tree.NodeCount);
        Assert.AreEqual((FlattenedTree.None, FlattenedTree.None, FlattenedTree.None), (tree.Parent(0), tree.FirstChild(0), tree.NextSibling(0)));
        Assert.AreEqual(FlattenedTree.None, tree.FirstProperty(0));
        Assert.AreEqual(0u, tree.Phandle(0));
        Assert.AreEqual(0, tree.ReservationCount);
    }

    [TestMethod]
    public void Cousins_are_no_siblings()
    {
        var tree = new FlattenedTree(new BlobBuilder().Begin("").Begin("a").Begin("b").End().End().Begin("c").Begin("d").End().Begin("e").End().End().End().Finish().Build());

        CollectionAssert.AreEqual(new[] { -1, 3, -1, -1, 5, -1 }, Enumerable.Range(0, 6).Select(tree.NextSibling).ToArray());
    }

    [TestMethod]
    public void Only_a_value_of_one_cell_under_one_of_two_names_is_a_phandle()
    {
        var tree = new FlattenedTree(new BlobBuilder().Begin("")
            .Begin("a").Cells("phandle", 1, 2).End()
            .Begin("b").Cells("linux,phandle", 3).End()
            .Begin("c").Cells("phandles", 4).Cells("xphandle", 5).Cells("linux,phandl", 6).Cells("phandle", 7).End()
            .Begin("d").Property("phandle", 0, 0, 8).End()
            .Begin("e").Cells("phandle", 0).End()
            .Begin("f").Cells("phandle", 0xffffffff).End()
            .Begin("g").Cells("phandle", 0xfffffffe).End()
            .End().Finish().Build());

        CollectionAssert.AreEqual(new uint[] { 0, 0, 3, 7, 0, 0, 0xffffffff, 0xfffffffe }, Enumerable.Range(0, 8).Select(tree.Phandle).ToArray());
        CollectionAssert.AreEqual(new[] { -1, -1, -1, 2, -1, -1, -1, 3, -1 }, Enumerable.Range(0, 9).Select(phandle => tree.NodeByPhandle((uint)phandle)).ToArray());
        Assert.AreEqual(7, tree.NodeByPhandle(0xfffffffe));
        Assert.AreEqual(FlattenedTree.None, tree.NodeByPhandle(0xffffffff));
    }

    [TestMethod]
    public void Dense_phandles_of_one_two_and_many_nodes_are_all_found_and_their_neighbours_are_not()
    {
        foreach (int count in (int[])[1, 2, 3, 4, 5, 7, 8, 9, 64, 65, 300])
        {
            var builder = new BlobBuilder().Begin("");
            for (int i = 1; i <= count; i++) { builder.Begin("n").Cells("phandle", (uint)i).End(); }
            var tree = new FlattenedTree(builder.End().Finish().Build());

            for (int i = 0; i <= count + 1; i++) { Assert.AreEqual(i == 0 || i > count ? FlattenedTree.None : i, tree.NodeByPhandle((uint)i), $"{i} of {count}"); }
        }
    }

    [TestMethod]
    public void Phandles_that_meet_in_one_place_are_all_found()
    {
        // Of a table of 8 places the last one, so that the search goes on at the first.
        uint[] meeting = [.. Enumerable.Range(1, 1000).Select(i => (uint)i).Where(phandle => unchecked(phandle * 2654435769u) >> 29 == 7).Take(4)];
        var builder = new BlobBuilder().Begin("");
        foreach (uint phandle in meeting) { builder.Begin("n").Cells("phandle", phandle).End(); }
        var tree = new FlattenedTree(builder.End().Finish().Build());

        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4 }, meeting.Select(tree.NodeByPhandle).ToArray());
        for (uint other = 1; other < 200; other++)
        {
            if (!meeting.Contains(other)) { Assert.AreEqual(FlattenedTree.None, tree.NodeByPhandle(other)); }
        }
    }

    [TestMethod]
    public void A_root_with_a_phandle_is_found() => Assert.AreEqual(0, new FlattenedTree(new BlobBuilder().Begin("").Cells("phandle", 5).End().Finish().Build()).NodeByPhandle(5));

    [TestMethod]
    public void Reservations_are_counted_one_by_one_up_to_the_first_of_no_size()
    {
        for (int count = 0; count < 40; count++)
        {
            var builder = new BlobBuilder().Begin("").End().Finish();
            for (int i = 0; i < count; i++) { builder.Reservations.Add(((ulong)i, i % 2 == 0 ? 1ul << 56 : 1)); }
            var tree = new FlattenedTree(builder.Build());

            Assert.AreEqual(count, tree.ReservationCount);
            for (int i = 0; i < count; i++) { Assert.AreEqual(((ulong)i, i % 2 == 0 ? 1ul << 56 : 1), (tree.Reservation(i, out ulong size), size)); }
        }
    }

    [TestMethod]
    public void No_reservation_is_read_before_the_block()
    {
        byte[] blob = [.. new BlobBuilder().Begin("").End().Finish().Build(), .. new byte[64]];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(4), (uint)blob.Length);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(16), (uint)(blob.Length - 16) & ~7u);

        Assert.AreEqual(0, new FlattenedTree(blob).ReservationCount);
    }

    [TestMethod]
    public void Cells_strings_and_reservations_that_are_not_there_are_refused()
    {
        var builder = new BlobBuilder().Begin("").Cells("c", 1, 0x89abcdef).Strings("s", "one", "", "three").Property("none").Property("open", (byte)'a', 0, (byte)'b').Property("odd", 0, 0, 0, 7, 9).End().Finish();
        builder.Reservations.Add((0x1_2345_6789, 0x1000));
        builder.Reservations.Add((0x8000_0000_0000_0000, 0x1_0000_0000));
        var tree = new FlattenedTree(builder.Build());
        int Property(string name) => tree.FindProperty(0, name);

        Assert.AreEqual((1u, 0x89abcdefu), (tree.Cell(Property("c"), 0), tree.Cell(Property("c"), 1)));
        Assert.AreEqual((1, 7u), (tree.CellCount(Property("odd")), tree.Cell(Property("odd"), 0)));
        Assert.AreEqual((3, 0, 0), (tree.StringCount(Property("s")), tree.StringCount(Property("none")), tree.StringCount(Property("open"))));
        CollectionAssert.AreEqual(new[] { "one", "", "three" }, Enumerable.Range(0, 3).Select(i => tree.StringAt(Property("s"), i)).ToArray());
        Assert.AreEqual((0x1_2345_6789ul, 0x1000ul), (tree.Reservation(0, out ulong size), size));
        Assert.AreEqual((0x8000_0000_0000_0000ul, 0x1_0000_0000ul), (tree.Reservation(1, out size), size));
        foreach (int index in (int[])[-1, 3])
        {
            Assert.AreEqual(FlattenedTree.None, tree.StringOffset(Property("s"), index));
            Assert.AreEqual("index", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => tree.StringAt(Property("s"), index)).ParamName);
        }
        foreach (int index in (int[])[-1, 2])
        {
            Assert.AreEqual("index", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => tree.Cell(Property("c"), index)).ParamName);
            Assert.AreEqual("index", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => tree.Reservation(index, out _)).ParamName);
        }
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => tree.Cell(Property("odd"), 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => tree.StringAt(Property("none"), 0));
    }

    [TestMethod]
    [DataRow("a", 0)]
    [DataRow("abc", 1)]
    [DataRow("b", 2)]
    [DataRow("", 3)]
    [DataRow("ab", -1)]
    [DataRow("abcd", -1)]
    [DataRow("c", -1)]
    [DataRow("a\0abc", -1)]
    [DataRow("b\0", -1)]
    public void A_string_of_a_list_is_found_whole(string text, int position)
    {
        var tree = new FlattenedTree(new BlobBuilder().Begin("").Strings("names", "a", "abc", "b", "", "a").End().Finish().Build());

        Assert.AreEqual(position, tree.IndexOfString(tree.FindProperty(0, "names"), text));
    }

    [TestMethod]
    public void A_name_with_a_zero_in_it_is_no_property_and_no_child()
    {
        var tree = new FlattenedTree(new BlobBuilder().Begin("").Cells("p", 1).Cells("q", 2).Begin("n").End().End().Finish().Build());

        Assert.AreEqual(FlattenedTree.None, tree.FindProperty(0, "p\0q"));
        Assert.AreEqual(FlattenedTree.None, tree.FindProperty(0, "p\0"));
        Assert.AreEqual(FlattenedTree.None, tree.FindChild(0, "n\0"));
    }

    [TestMethod]
    public void A_status_counts_by_its_first_string_and_an_empty_one_is_none()
    {
        var tree = new FlattenedTree(new BlobBuilder().Begin("")
            .Begin("a").Property("status").End()
            .Begin("b").Strings("status", "okay", "disabled").End()
            .Begin("c").Strings("status", "disabled", "okay").End()
            .Begin("d").Strings("status", "disabled", "ok").End()
            .Begin("e").Strings("status", "okey").End()
            .Begin("f").Strings("status", "").End()
            .End().Finish().Build());

        Assert.AreEqual("True True True False False False False", string.Join(" ", Enumerable.Range(0, 7).Select(tree.IsEnabled)));
        Assert.IsFalse(tree.IsCompatible(1, "x"), "there is no \"compatible\"");
    }
}
