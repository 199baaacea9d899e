using System.Buffers.Binary;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Flat;

/// <summary>An editor of a blob: what it keeps, finds and counts, to the byte.</summary>
[TestClass]
public sealed class EditorRuleTests
{
    [TestMethod]
    public void A_blob_with_gaps_of_a_later_version_comes_back_without_them_as_version_17()
    {
        // Map at 0x30, structure at 0x58, strings at 0x90; behind each is something that belongs to none.
        byte[] blob = new byte[0xa0];
        blob.AsSpan(40).Fill(0xee);
        uint[] header = [0xd00dfeed, 0xa0, 0x58, 0x90, 0x30, 18, 16, 7, 4, 0x34];
        byte[] structure = Convert.FromHexString("00000004" + "0000000100000000" + "00000003000000020000000041420000" + "000000016e000000" + "00000002" + "00000002" + "00000009");
        uint[] map = [0, 1, 0, 2, 0, 0, 0, 0];
        Write(blob, 0, header);
        Write(blob, 0x30, map);
        structure.CopyTo(blob, 0x58);
        "p\0qq"u8.CopyTo(blob.AsSpan(0x90));
        var diagnostics = new DiagnosticBag();
        var editor = new FlatEditor(FlatLayout.Read(blob, "", diagnostics)!, 1);

        byte[] edited = editor.ToBlob();

        Assert.AreEqual("", string.Join('\n', diagnostics));
        Assert.AreEqual("d00dfeed" + "0000007c" + "00000048" + "00000078" + "00000028" + "00000011" + "00000010" + "00000007" + "00000004" + "00000030"
            + "00000000000000010000000000000002" + new string('0', 32) + Convert.ToHexStringLower(structure) + "70007171", Convert.ToHexStringLower(edited));
        Assert.AreEqual(0x4c, editor.Root);
        editor.SetProperty(editor.Root, "new", [1, 2, 3]);
        CollectionAssert.AreEqual("p\0qqnew\0"u8.ToArray(), editor.ToBlob()[^8..]);
        Assert.IsTrue(editor.TryGetProperty(editor.Root, "new", out _));
    }

    [TestMethod]
    [DataRow("n", "/n@2@3")]
    [DataRow("n@1", "/n@1")]
    [DataRow("n@2", "/n@2@3")]
    [DataRow("n@2@3", "/n@2@3")]
    [DataRow("nn", "/nn@4")]
    [DataRow("A", "/A@5")]
    [DataRow("plain", "/plain")]
    [DataRow("", "/@6")]
    [DataRow("n@", null)]
    [DataRow("pla", null)]
    [DataRow("plain@", null)]
    [DataRow("n@1@", null)]
    [DataRow("x", null)]
    [DataRow("inner", null)]
    public void A_child_is_found_by_its_name_or_without_its_unit(string name, string? expected)
    {
        FlatEditor editor = Editor("/dts-v1/;\n/ { n@1 { inner { }; }; n@2 { inner { }; }; n@20 { }; nn@4 { }; A@5 { }; plain { x { }; }; };\n", 0);
        // Names that no compiler takes.
        int at = editor.AddChild(editor.Root, "@6");
        int second = editor.FindChild(editor.Root, "n@2")!.Value;
        editor.DeleteNode(second);
        editor.AddChild(editor.Root, "n@2@3");
        Assert.AreEqual(editor.Root + 8, at);

        int? found = editor.FindChild(editor.Root, name);

        if (name == "n@2")
        {
            // A unit makes it a whole name.
            Assert.IsNull(found);
            return;
        }
        Assert.AreEqual(expected is null ? null : Path(editor, expected), found);
    }

    [TestMethod]
    public void A_node_without_a_name_is_added_with_four_zeros()
    {
        FlatEditor editor = Editor("/dts-v1/;\n/ { p = [ff ff ff ff ff]; n { q = [ff ff ff ff]; }; };\n", 0);

        int at = editor.AddChild(editor.Root, "");

        Assert.AreEqual("00000001" + "00000000" + "00000002" + "000000016e000000", Convert.ToHexStringLower(editor.ToBlob().AsSpan(at, 20)));
        Assert.AreEqual(editor.Root + 8 + 20, at);
    }

    [TestMethod]
    public void Properties_are_found_by_whole_names_and_taken_away_with_their_bytes()
    {
        FlatEditor editor = Editor("/dts-v1/;\n/ { ab = [01]; b; n { c = <1>; }; };\n", 0);
        int length = editor.ToBlob().Length;

        Assert.IsFalse(editor.TryGetProperty(editor.Root, "c", out ReadOnlySpan<byte> value));
        Assert.AreEqual(0, value.Length);
        Assert.IsTrue(editor.TryGetProperty(editor.Root, "b", out value));
        Assert.AreEqual(0, value.Length);
        Assert.IsTrue(editor.TryGetProperty(editor.Root, "ab", out value));
        Assert.AreEqual("01", Convert.ToHexString(value));
        Assert.IsFalse(editor.DeleteProperty(editor.Root, "c"));
        Assert.AreEqual(length, editor.ToBlob().Length);
        Assert.IsTrue(editor.DeleteProperty(editor.Root, "ab"));
        Assert.AreEqual(length - 16, editor.ToBlob().Length);
        Assert.IsFalse(editor.DeleteProperty(editor.Root, "ab"));
    }

    [TestMethod]
    public void Work_is_counted_by_the_byte_that_is_moved_and_64_for_each_token_that_is_passed()
    {
        // Behind the value of p lie 2^20 - 4 bytes; setting it 2048 times and looking 64 times for what is not behind two properties is 2^31 together.
        const int Behind = (1 << 20) - 4;
        byte[] blob = BlobWith(Behind, out int at);
        var editor = new FlatEditor(FlatLayout.Read(blob, "", [])!, 0);
        for (int i = 0; i < 2048; i++)
        {
            editor.SetProperty(editor.Root, "p", [1, 2, 3, (byte)i]);
        }
        for (int i = 0; i < 64; i++)
        {
            editor.TryGetProperty(editor.Root, "none", out _);
        }

        Assert.AreEqual(Behind, blob.Length - at - 4);
        Assert.IsFalse(editor.IsExhausted);
        editor.TryGetProperty(editor.Root, "b", out _);
        Assert.IsTrue(editor.IsExhausted);
    }

    [TestMethod]
    public void One_byte_more_than_may_be_moved_is_too_many()
    {
        // 2047 times so many, and 64 for each of 40 tokens, are 2^31 + 1.
        const int Behind = 1_049_087;
        byte[] blob = BlobWith(Behind, out _);
        var editor = new FlatEditor(FlatLayout.Read(blob, "", [])!, 0);
        for (int i = 0; i < 40; i++)
        {
            editor.TryGetProperty(editor.Root, "b", out _);
        }
        for (int i = 0; i < 2047; i++)
        {
            Assert.IsFalse(editor.IsExhausted);
            editor.SetProperty(editor.Root, "p", [1, 2, 3, (byte)i]);
        }

        Assert.AreEqual((1L << 31) + 1, (2047L * Behind) + (40 * 64));
        Assert.IsTrue(editor.IsExhausted);
    }

    private static byte[] BlobWith(int behind, out int at)
    {
        const int Start = 56;
        byte[] rest = [0, 0, 0, 2, 0, 0, 0, 9, .. "p\0b\0"u8, .. new byte[behind & 3]];
        byte[] begin = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 2];
        at = Start + 20;
        int strings = rest.Length - 8;
        int big = behind - 12 - rest.Length;
        BinaryPrimitives.WriteInt32BigEndian(begin.AsSpan(28), big);
        byte[] blob = new byte[Start + begin.Length + big + rest.Length];
        Write(blob, 0, [0xd00dfeed, (uint)blob.Length, Start, (uint)(blob.Length - strings), 40, 17, 16, 0, (uint)strings, (uint)(blob.Length - strings - Start)]);
        begin.CopyTo(blob, Start);
        rest.CopyTo(blob, blob.Length - rest.Length);
        return blob;
    }

    private static int? Path(FlatEditor editor, string path)
    {
        // By the tree that the blob is.
        var walker = new FlatWalker(FlatLayout.Read(editor.ToBlob(), "", [])!);
        for (FlatToken token = walker.Next(); token is not (FlatToken.End or FlatToken.Broken); token = walker.Next())
        {
            if (token == FlatToken.BeginNode && walker.Depth == 2 && System.Text.Encoding.Latin1.GetString(editor.ToBlob(), walker.NameStart, walker.NameLength) == path[1..])
            {
                return walker.TokenStart;
            }
        }
        return null;
    }

    private static FlatEditor Editor(string source, int reservations) =>
        new(FlatLayout.Read(FlattenedTreeWriter.Write(DeviceTreeCompiler.Compile(new SourceFile("s.dts", source), new CompileOptions { IsForced = true }).Tree!), "", [])!, reservations);

    private static void Write(byte[] blob, int at, uint[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(at + (i * 4)), words[i]);
        }
    }
}
