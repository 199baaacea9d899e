using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Runtime;

[TestClass]
public class HostileBlobTests
{
    // Structure block at 0x38: the root's BEGIN_NODE with its name (8 bytes), the property at 0x40 (header 12, value 4), END_NODE at 0x50, END at 0x54.
    private static BlobBuilder One() => new BlobBuilder().Begin("").Cells("p", 1).End().Finish();

    [TestMethod]
    [DataRow(0, 0xd00dfeecu, 0, "magic is 0xd00dfeec, 0xd00dfeed expected")]
    [DataRow(4, 0xffffffffu, 4, "truncated: total size is 4294967295, the blob has 90 bytes")]
    [DataRow(4, 0u, 4, "total size is 0, a header alone has 36 bytes")]
    [DataRow(20, 15u, 20, "version is 15, 16 or 17 expected")]
    [DataRow(24, 18u, 24, "last compatible version is 18, at most 17 and the version expected")]
    [DataRow(8, 0x1cu, 8, "structure block at 0x1c is outside the blob of 0x5a bytes")]
    [DataRow(8, 0xfffffffcu, 8, "structure block at 0xfffffffc is outside the blob of 0x5a bytes")]
    [DataRow(8, 0x3au, 8, "structure block at 0x3a is not 4-byte aligned")]
    [DataRow(12, 0xffffffffu, 12, "strings block at 0xffffffff is outside the blob of 0x5a bytes")]
    [DataRow(16, 0x2cu, 16, "reservation block at 0x2c is not 8-byte aligned")]
    [DataRow(32, 3u, 32, "truncated: strings block of 3 bytes reaches past the blob")]
    [DataRow(36, 0xffffffffu, 36, "truncated: structure block of 4294967295 bytes reaches past the blob")]
    [DataRow(36, 0u, 0x38, "truncated: structure block has no end")]
    [DataRow(36, 4u, 0x3c, "truncated: node name has no end")]
    [DataRow(36, 5u, 0x3d, "truncated: padding")]
    [DataRow(36, 12u, 0x40, "truncated: property header")]
    [DataRow(0x34, 1u, 0x58, "truncated: reservation block has no end")]
    [DataRow(0x38, 2u, 0x38, "end of a node that was not begun")]
    [DataRow(0x38, 3u, 0x38, "property outside a node")]
    [DataRow(0x38, 9u, 0x38, "no root node")]
    [DataRow(0x40, 5u, 0x40, "token 5 is none of 1, 2, 3, 4 and 9")]
    [DataRow(0x44, 0xffffffffu, 0x44, "truncated: property of 4294967295 bytes reaches past the structure block")]
    [DataRow(0x44, 0x7fffffffu, 0x44, "truncated: property of 2147483647 bytes reaches past the structure block")]
    [DataRow(0x48, 2u, 0x48, "property name at 0x2 is outside the strings block or has no end")]
    [DataRow(0x48, 0xffffffffu, 0x48, "property name at 0xffffffff is outside the strings block or has no end")]
    [DataRow(0x50, 9u, 0x50, "end of the tree inside a node")]
    [DataRow(0x54, 4u, 0x58, "truncated: structure block has no end")]
    [DataRow(0x54, 1u, 0x54, "second root node")]
    public void A_malformed_word_is_refused_with_its_place(int offset, uint word, int reported, string reason)
    {
        byte[] blob = One().BuildWith(offset, word);

        var refused = Assert.ThrowsExactly<FlattenedTreeException>(() => new FlattenedTree(blob));

        Assert.AreEqual(reason, refused.Reason);
        Assert.AreEqual(reported, refused.Offset);
        Assert.AreEqual($"device tree blob, offset 0x{reported:x}: {reason}", refused.Message);
    }

    [TestMethod]
    public void Every_truncation_is_refused()
    {
        byte[] blob = One().Build();
        for (int length = 0; length < blob.Length; length++)
        {
            Assert.ThrowsExactly<FlattenedTreeException>(() => new FlattenedTree(blob[..length]), $"{length} bytes");
        }
    }

    [TestMethod]
    public void Seven_bytes_are_no_blob() => Assert.AreEqual("truncated: 8 bytes expected at least", Assert.ThrowsExactly<FlattenedTreeException>(() => new FlattenedTree(new byte[7])).Reason);

    [TestMethod]
    public void A_name_that_the_strings_block_cuts_off_is_refused()
    {
        byte[] blob = One().Build();
        blob[^1] = (byte)'q';

        Assert.ThrowsExactly<FlattenedTreeException>(() => new FlattenedTree(blob));
    }

    [TestMethod]
    public void Bytes_behind_the_end_do_no_harm()
    {
        byte[] blob = [.. One().Build(), 1, 2, 3];

        Assert.AreEqual(1, new FlattenedTree(blob).NodeCount);
    }

    [TestMethod]
    public void Version_16_needs_no_size_of_the_structure_block()
    {
        var builder = One();
        builder.Version = 16;

        Assert.AreEqual(1, new FlattenedTree(builder.BuildWith(36, 0xffffffff)).NodeCount);
    }

    [TestMethod]
    public void Any_single_changed_byte_is_refused_or_gives_a_tree_that_can_be_walked()
    {
        byte[] good = TreeText.Compile("/ { a: a@1 { reg = <1>; compatible = \"x\", \"y\"; b { }; }; c { ref = <&a>; status = \"okay\"; }; };");
        int refused = 0;
        for (int at = 0; at < good.Length; at++)
        {
            foreach (byte value in new byte[] { 0, 1, 2, 9, 0x7f, 0xff })
            {
                byte[] blob = [.. good];
                blob[at] = value;
                FlattenedTree tree;
                try
                {
                    tree = new FlattenedTree(blob);
                }
                catch (FlattenedTreeException)
                {
                    refused++;
                    continue;
                }
                Walk(tree);
            }
        }
        Assert.IsGreaterThan(100, refused);
    }

    private static void Walk(FlattenedTree tree)
    {
        for (int node = 0; node < tree.NodeCount; node++)
        {
            _ = tree.Path(node).Length + tree.Phandle(node);
            _ = tree.IsEnabled(node) | tree.IsCompatible(node, "x");
            for (int property = tree.FirstProperty(node); property != FlattenedTree.None; property = tree.NextProperty(property))
            {
                _ = tree.PropertyName(property);
                for (int i = 0; i < tree.StringCount(property); i++)
                {
                    _ = tree.StringAt(property, i);
                }
                for (int i = 0; i < tree.CellCount(property); i++)
                {
                    _ = tree.NodeByPhandle(tree.Cell(property, i));
                }
            }
        }
        _ = tree.FindNode("/a/b") + tree.ReservationCount;
    }
}
