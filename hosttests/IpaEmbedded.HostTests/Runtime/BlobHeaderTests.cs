using System.Buffers.Binary;
using System.Globalization;
using IpaEmbedded.Runtime.Flattened;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>Every bound that a blob's numbers have, from both sides: the last that is taken and the first that is refused.</summary>
[TestClass]
public sealed class BlobHeaderTests
{
    // Structure block at 0x38: the root's BEGIN_NODE with its name (8 bytes), the property at 0x40 (header 12, value 4), END_NODE at 0x50, END at 0x54; strings at 0x58.
    private static byte[] One() => new BlobBuilder().Begin("").Cells("p", 1).End().Finish().Build();

    /// <summary>Replaces words, written "offset=value" in hexadecimal.</summary>
    private static byte[] Patched(byte[] blob, string words)
    {
        foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            uint[] parts = [.. word.Split('=').Select(part => uint.Parse(part, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan((int)parts[0]), parts[1]);
        }
        return blob;
    }

    /// <summary>What is wrong with a blob, with its place; "taken" when nothing is.</summary>
    private static string Verdict(byte[] blob)
    {
        try
        {
            _ = new FlattenedTree(blob);
            return "taken";
        }
        catch (FlattenedTreeException refused)
        {
            return $"{refused.Offset:x}: {refused.Reason}";
        }
    }

    [TestMethod]
    [DataRow("4=5b", "4: truncated: total size is 91, the blob has 90 bytes")]
    [DataRow("4=23", "4: total size is 35, a header alone has 36 bytes")]
    [DataRow("4=24", "4: total size is 36, a header alone has 40 bytes")]
    [DataRow("4=27", "4: total size is 39, a header alone has 40 bytes")]
    [DataRow("4=28", "8: structure block at 0x38 is outside the blob of 0x28 bytes")]
    [DataRow("4=24 14=10", "8: structure block at 0x38 is outside the blob of 0x24 bytes")]
    [DataRow("4=27 14=12", "4: total size is 39, a header alone has 40 bytes")]
    public void The_total_size_holds_the_header_and_is_no_more_than_there_is(string words, string verdict) => Assert.AreEqual(verdict, Verdict(Patched(One(), words)));

    [TestMethod]
    [DataRow("14=f 18=f", "14: version is 15, 16 or 17 expected")]
    [DataRow("14=10 18=10", "taken")]
    [DataRow("14=10 18=11", "18: last compatible version is 17, at most 17 and the version expected")]
    [DataRow("14=11 18=11", "taken")]
    [DataRow("14=11 18=0", "taken")]
    [DataRow("14=12 18=11", "taken")]
    [DataRow("14=12 18=12", "18: last compatible version is 18, at most 17 and the version expected")]
    [DataRow("14=ffffffff 18=11", "taken")]
    public void A_version_is_read_when_it_is_compatible_with_17(string words, string verdict) => Assert.AreEqual(verdict, Verdict(Patched(One(), words)));

    [TestMethod]
    [DataRow("8=24", "8: structure block at 0x24 is outside the blob of 0x5a bytes")]
    [DataRow("8=28", "28: token 0 is none of 1, 2, 3, 4 and 9")]
    [DataRow("8=39", "8: structure block at 0x39 is not 4-byte aligned")]
    [DataRow("8=3b", "8: structure block at 0x3b is not 4-byte aligned")]
    [DataRow("8=5a", "8: structure block at 0x5a is not 4-byte aligned")]
    [DataRow("8=58", "24: truncated: structure block of 32 bytes reaches past the blob")]
    [DataRow("8=5b", "8: structure block at 0x5b is outside the blob of 0x5a bytes")]
    [DataRow("c=27", "c: strings block at 0x27 is outside the blob of 0x5a bytes")]
    [DataRow("c=28 20=10", "taken")]
    [DataRow("c=23 14=10", "c: strings block at 0x23 is outside the blob of 0x5a bytes")]
    [DataRow("c=24 14=10", "taken")]
    [DataRow("c=59 20=1", "taken")]
    [DataRow("c=5a", "20: truncated: strings block of 2 bytes reaches past the blob")]
    [DataRow("c=5a 20=0", "48: property name at 0x0 is outside the strings block or has no end")]
    [DataRow("c=5b", "c: strings block at 0x5b is outside the blob of 0x5a bytes")]
    [DataRow("10=20", "10: reservation block at 0x20 is outside the blob of 0x5a bytes")]
    [DataRow("10=24", "10: reservation block at 0x24 is outside the blob of 0x5a bytes")]
    [DataRow("10=29", "10: reservation block at 0x29 is not 8-byte aligned")]
    [DataRow("10=2c", "10: reservation block at 0x2c is not 8-byte aligned")]
    [DataRow("10=50", "50: truncated: reservation block has no end")]
    [DataRow("10=60", "10: reservation block at 0x60 is outside the blob of 0x5a bytes")]
    [DataRow("20=3", "20: truncated: strings block of 3 bytes reaches past the blob")]
    [DataRow("20=1", "48: property name at 0x0 is outside the strings block or has no end")]
    [DataRow("20=0", "48: property name at 0x0 is outside the strings block or has no end")]
    [DataRow("24=22", "taken")]
    [DataRow("24=23", "24: truncated: structure block of 35 bytes reaches past the blob")]
    [DataRow("24=1c", "54: truncated: structure block has no end")]
    [DataRow("24=1f", "54: truncated: structure block has no end")]
    [DataRow("24=20", "taken")]
    public void A_block_lies_behind_the_header_inside_the_blob_and_is_aligned(string words, string verdict) => Assert.AreEqual(verdict, Verdict(Patched(One(), words)));

    [TestMethod]
    [DataRow("14=10 18=10 24=ffffffff", "taken")]
    [DataRow("14=10 18=10 24=0", "taken")]
    [DataRow("14=10 18=10 54=4", "58: truncated: structure block has no end")]
    public void The_structure_block_of_version_16_goes_on_to_the_end_of_the_blob(string words, string verdict) => Assert.AreEqual(verdict, Verdict(Patched(One(), words)));

    [TestMethod]
    [DataRow("30=1", "58: truncated: reservation block has no end")]
    [DataRow("34=80", "58: truncated: reservation block has no end")]
    [DataRow("28=1 2c=1", "taken")]
    public void The_reservations_end_with_a_size_of_zero_alone(string words, string verdict) => Assert.AreEqual(verdict, Verdict(Patched(One(), words)));

    [TestMethod]
    [DataRow("", "taken")]
    [DataRow("4=6f", "60: truncated: reservation block has no end")]
    [DataRow("6c=10", "70: truncated: reservation block has no end")]
    public void Reservations_may_end_with_the_blob(string words, string verdict)
    {
        byte[] blob = [.. One(), .. new byte[6 + 16]];

        Assert.AreEqual(verdict, Verdict(Patched(Patched(blob, "4=70 10=60"), words)));
    }

    [TestMethod]
    [DataRow("44=0 40=3 4c=2 50=9", "taken")]
    [DataRow("24=14 44=0", "4c: truncated: structure block has no end")]
    [DataRow("24=13 44=0", "40: truncated: property header")]
    [DataRow("24=17 44=4", "44: truncated: property of 4 bytes reaches past the structure block")]
    [DataRow("24=18 44=4", "50: truncated: structure block has no end")]
    [DataRow("24=17 44=3", "4f: truncated: padding")]
    [DataRow("24=18 44=3", "50: truncated: structure block has no end")]
    [DataRow("24=18 44=1", "50: truncated: structure block has no end")]
    [DataRow("24=18 44=2", "50: truncated: structure block has no end")]
    [DataRow("44=8 54=9", "54: end of the tree inside a node")]
    [DataRow("48=1", "taken")]
    [DataRow("48=2", "48: property name at 0x2 is outside the strings block or has no end")]
    public void A_property_ends_with_the_structure_block_at_the_latest(string words, string verdict) => Assert.AreEqual(verdict, Verdict(Patched(One(), words)));

    [TestMethod]
    [DataRow("24=4", "3c: truncated: node name has no end")]
    [DataRow("24=5", "3c: truncated: node name has no end")]
    [DataRow("24=a", "3c: truncated: node name has no end")]
    [DataRow("24=b", "43: truncated: padding")]
    [DataRow("24=c", "44: truncated: structure block has no end")]
    public void A_node_name_ends_with_the_structure_block_at_the_latest(string words, string verdict)
    {
        // The end of the name lies at 0x42.
        Assert.AreEqual(verdict, Verdict(Patched(new BlobBuilder().Begin("abcdef").End().Finish().Build(), words)));
    }

    [TestMethod]
    public void A_name_that_the_end_of_the_strings_block_cuts_off_is_refused_and_those_before_it_are_read()
    {
        byte[] blob = new BlobBuilder().Begin("").Cells("a", 1).Cells("bc", 2).End().Finish().Build();
        blob[^1] = (byte)'d';
        Assert.AreEqual("58: property name at 0x2 is outside the strings block or has no end", Verdict([.. blob]));

        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(0x58), 1);

        var tree = new FlattenedTree(blob);
        Assert.AreEqual("", tree.PropertyName(tree.NextProperty(tree.FirstProperty(0))));
    }

    [TestMethod]
    public void Eight_bytes_are_looked_at_and_a_header_of_them_is_too_short()
    {
        Assert.AreEqual("0: truncated: 8 bytes expected at least", Verdict([]));
        Assert.AreEqual("7: truncated: 8 bytes expected at least", Verdict([.. One().Take(7)]));
        Assert.AreEqual("4: truncated: total size is 90, the blob has 8 bytes", Verdict([.. One().Take(8)]));
        Assert.AreEqual("4: total size is 8, a header alone has 36 bytes", Verdict(Patched([.. One().Take(8)], "4=8")));
        Assert.AreEqual("0: magic is 0x0000000a, 0xd00dfeed expected", Verdict([0, 0, 0, 10, 0, 0, 0, 8]));
    }

    [TestMethod]
    [DataRow(1024, "taken")]
    [DataRow(1025, "2038: nodes nested deeper than 1024")]
    public void The_tree_has_1024_levels(int levels, string verdict)
    {
        var builder = new BlobBuilder();
        for (int i = 0; i < levels; i++) { builder.Begin(""); }
        for (int i = 0; i < levels; i++) { builder.End(); }

        Assert.AreEqual(verdict, Verdict(builder.Finish().Build()));
    }

    [TestMethod]
    public void What_follows_the_end_of_the_tree_is_not_read()
    {
        Assert.AreEqual("taken", Verdict(new BlobBuilder().Begin("").End().Finish().Token(2).Token(77).Build()));
        Assert.AreEqual("taken", Verdict(new BlobBuilder().Nop().Begin("").End().Nop().Finish().Build()));
        Assert.AreEqual("40: end of the tree inside a node", Verdict(new BlobBuilder().Begin("").Finish().Build()));
    }
}
