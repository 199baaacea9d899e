using System.Buffers.Binary;
using System.Text;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Flat;

/// <summary>What is said of a blob that cannot be read: the exact words, numbers and places.</summary>
[TestClass]
public sealed class BrokenBlobTests
{
    private const int StructureStart = 0x38;

    [TestMethod]
    [DataRow(0, "x.dtb: error DT2101: the file has 0 bytes, less than the start of a devicetree header")]
    [DataRow(7, "x.dtb: error DT2101: the file has 7 bytes, less than the start of a devicetree header")]
    [DataRow(8, "x.dtb: error DT2101: the file has 8 bytes, less than the 28 of the shortest header")]
    [DataRow(27, "x.dtb: error DT2101: the file has 27 bytes, less than the 28 of the shortest header")]
    [DataRow(28, "x.dtb: error DT2101: the header says 28 bytes, less than its own 40")]
    [DataRow(39, "x.dtb: error DT2101: the header says 39 bytes, less than its own 40")]
    [DataRow(40, "x.dtb: error DT2104: the strings block (0xbc to 0xd0) does not lie between the header's end 0x28 and the total size 0x28")]
    public void A_header_that_is_too_short_is_told_how_short(int length, string expected)
    {
        byte[] blob = Blob()[..length];
        if (length >= 8)
        {
            BinaryPrimitives.WriteInt32BigEndian(blob.AsSpan(4), length);
        }
        if (length == 40)
        {
            // A structure and a map that lie inside, so that the strings are what does not.
            Write(blob, (8, 40), (16, 40), (36, 0));
        }

        Assert.AreEqual(expected, Told(blob));
    }

    [TestMethod]
    [DataRow(0, 0xd00dfeecu, "error DT2102: the file starts with 0xd00dfeec, a devicetree blob starts with 0xd00dfeed")]
    [DataRow(0, 0x0000feedu, "error DT2102: the file starts with 0x0000feed, a devicetree blob starts with 0xd00dfeed")]
    [DataRow(4, 209u, "error DT2101: the header says 209 bytes, the file has 208")]
    [DataRow(20, 0u, "error DT2103: version 0 (compatible with 16) is none of 1, 2, 3, 16, 17 and later compatible ones")]
    [DataRow(20, 4u, "error DT2103: version 4 (compatible with 16) is none of 1, 2, 3, 16, 17 and later compatible ones")]
    [DataRow(24, 18u, "error DT2103: version 17 (compatible with 18) is none of 1, 2, 3, 16, 17 and later compatible ones")]
    [DataRow(16, 0x20u, "error DT2104: the reserve map block (0x20 to 0xd0) does not lie between the header's end 0x28 and the total size 0xd0")]
    [DataRow(16, 0x2cu, "error DT2104: the reserve map block starts at 0x2c, which is not a multiple of 8")]
    [DataRow(16, 0x50u, "error DT2104: the blocks overlap or are out of order: reserve map at 0x50, structure 0x48 to 0xbc, strings at 0xbc")]
    [DataRow(8, 0xfffffffcu, "error DT2104: the structure block (0xfffffffc to 0x100000070) does not lie between the header's end 0x28 and the total size 0xd0")]
    [DataRow(8, 0x49u, "error DT2104: the structure block starts at 0x49, which is not a multiple of 4")]
    [DataRow(36, 0x78u, "error DT2104: the blocks overlap or are out of order: reserve map at 0x28, structure 0x48 to 0xc0, strings at 0xbc")]
    [DataRow(32, 21u, "error DT2104: the strings block (0xbc to 0xd1) does not lie between the header's end 0x28 and the total size 0xd0")]
    [DataRow(68, 1u, "error DT2105: the reserve map at 0x28 has no entry of size 0 that ends it before the structure block")]
    public void What_is_wrong_with_a_header_is_told_in_its_numbers(int at, uint value, string expected)
    {
        byte[] blob = Blob();
        Write(blob, (at, value));

        Assert.AreEqual("x.dtb: " + expected, Told(blob));
    }

    [TestMethod]
    [DataRow(0u, 0u, false)]
    [DataRow(1u, 0u, true)]
    [DataRow(1u, 1u, true)]
    [DataRow(1u, 2u, false)]
    [DataRow(2u, 1u, true)]
    [DataRow(3u, 0u, true)]
    [DataRow(4u, 1u, false)]
    [DataRow(15u, 15u, false)]
    [DataRow(16u, 16u, true)]
    [DataRow(16u, 17u, false)]
    [DataRow(17u, 17u, true)]
    [DataRow(18u, 17u, true)]
    [DataRow(18u, 18u, false)]
    [DataRow(0xffffffffu, 1u, true)]
    public void A_version_is_read_if_it_is_known_or_says_that_it_is_like_one(uint version, uint compatible, bool isRead)
    {
        bool hasPaths = version < 16;
        byte[] blob = Blob(version, hasPaths ? [0, 0, 0, 1, (byte)'/', 0, 0, 0, .. Bytes(')'), .. Bytes('!')] : [.. Bytes('R'), .. Bytes(')'), .. Bytes('!')], []);
        Write(blob, (24, compatible));

        Assert.AreEqual(isRead ? "" : $"x.dtb: error DT2103: version {version} (compatible with {compatible}) is none of 1, 2, 3, 16, 17 and later compatible ones", Told(blob));
    }

    [TestMethod]
    [DataRow(1u, 28)]
    [DataRow(2u, 32)]
    [DataRow(3u, 36)]
    [DataRow(16u, 36)]
    [DataRow(17u, 40)]
    [DataRow(18u, 40)]
    public void A_header_has_the_size_of_its_version(uint version, int size)
    {
        byte[] blob = Blob(version, [], []);
        foreach (int total in (int[])[28, 31, 32, 35, 36, 39, 40])
        {
            Write(blob, (4, (uint)total));

            Assert.AreEqual(total < size, Told(blob) == $"x.dtb: error DT2101: the header says {total} bytes, less than its own {size}", $"{total}: {Told(blob)}");
        }
    }

    [TestMethod]
    [DataRow(16u)]
    [DataRow(17u)]
    [DataRow(18u)]
    public void From_version_16_on_the_root_has_no_name(uint version) =>
        Assert.AreEqual("x.dtb: error DT2107: the root node has a name; it must be empty (at 0x38)", Told(Blob(version, [.. Bytes('N'), .. Bytes(')'), .. Bytes('!')], [])));

    // R: a root; N: a node "n"; ): its end; p: a property of no bytes; q: one of five with room for eight; .: NOP; !: END; L: a property that says nine; and so on, below.
    [TestMethod]
    [DataRow("", "error DT2106: the structure block ends without an END token (at 0x38)")]
    [DataRow("R", "/: error DT2106: the structure block ends without an END token (at 0x38)")]
    [DataRow("RN))", "error DT2106: the structure block ends without an END token (at 0x4c)")]
    [DataRow("RN..", "/n: error DT2106: the structure block ends without an END token (at 0x4c)")]
    [DataRow(")", "error DT2106: END_NODE without an open node (at 0x38)")]
    [DataRow(".p", "error DT2106: a property before the root node (at 0x3c)")]
    [DataRow("..!", "error DT2106: END before the root node (at 0x40)")]
    [DataRow("R!", "/: error DT2106: END inside a node (at 0x40)")]
    [DataRow("RpN!", "/n: error DT2106: END inside a node (at 0x54)")]
    [DataRow("R)R", "error DT2106: token 1 behind the root node; only END may follow (at 0x44)")]
    [DataRow("R).!", "error DT2106: token 4 behind the root node; only END may follow (at 0x44)")]
    [DataRow("R))", "error DT2106: token 2 behind the root node; only END may follow (at 0x44)")]
    [DataRow("RN)?", "/: error DT2106: 0xa5 is no token of the format (at 0x4c)")]
    [DataRow("N", "error DT2107: the root node has a name; it must be empty (at 0x38)")]
    [DataRow("RX", "/: error DT2107: the node's name does not end inside the structure block (at 0x40)")]
    [DataRow("RNP", "/n: error DT2108: the structure block ends inside a property (at 0x48)")]
    [DataRow("Ro", "/: error DT2108: the property's name is at 0x4 of a strings block of 0x4 bytes (at 0x40)")]
    [DataRow("RO", "/: error DT2108: the property's name is at 0xffffffff of a strings block of 0x4 bytes (at 0x40)")]
    [DataRow("Re", "/: error DT2108: the property's name at 0x2 does not end inside the strings block (at 0x40)")]
    [DataRow("Rq", "/: error DT2106: the structure block ends without an END token (at 0x40)")]
    [DataRow("RS", "/: error DT2108: the structure block ends inside a property (at 0x40)")]
    [DataRow("Rp", "/: error DT2106: the structure block ends without an END token (at 0x40)")]
    [DataRow("RL", "/: error DT2108: the property says 9 bytes, 0 are left in the structure block (at 0x40)")]
    [DataRow("RL))", "/: error DT2108: the property says 9 bytes, 8 are left in the structure block (at 0x40)")]
    public void What_is_wrong_with_a_structure_is_told_with_its_place(string tokens, string expected)
    {
        byte[] structure = [.. tokens.SelectMany(Bytes)];

        Assert.AreEqual("x.dtb: " + expected, Told(Blob(17, structure, tokens.Contains('e', StringComparison.Ordinal) ? [.. "p\0no"u8] : [.. "p\0q\0"u8])));
    }

    [TestMethod]
    [DataRow("/|)!", "")]
    [DataRow("/|/a|/a/b|))/c|))!", "")]
    [DataRow("x|)!", "error DT2110: the node's path \"x\" does not begin with its parent's path \"/\" (at 0x38)")]
    [DataRow("|)!", "error DT2110: the node's path \"\" does not begin with its parent's path \"/\" (at 0x38)")]
    [DataRow("/|a|))!", "/: error DT2110: the node's path \"a\" does not begin with its parent's path \"/\" (at 0x40)")]
    [DataRow("/|/a|/b|)))!", "/a: error DT2110: the node's path \"/b\" does not begin with its parent's path \"/a/\" (at 0x48)")]
    [DataRow("/|/a|/a|)))!", "/a: error DT2110: the node's path \"/a\" does not begin with its parent's path \"/a/\" (at 0x48)")]
    public void Before_version_16_a_node_has_the_path_of_its_parent(string structure, string expected)
    {
        // A path and a bar begin a node.
        var bytes = new List<byte>();
        foreach (string part in structure.Split('|'))
        {
            string path = part.TrimStart(')', '!');
            bytes.AddRange(part[..^path.Length].SelectMany(Bytes));
            if (part != structure.Split('|')[^1])
            {
                bytes.AddRange([0, 0, 0, 1, .. Encoding.Latin1.GetBytes(path), .. new byte[4 - (path.Length % 4)]]);
            }
        }
        foreach (uint version in (uint[])[1, 2, 3])
        {
            Assert.AreEqual(expected.Length == 0 ? "" : "x.dtb: " + expected, Told(Blob(version, [.. bytes], [])), $"version {version}");
        }
    }

    [TestMethod]
    // The value of eight bytes begins at a multiple of eight behind the structure's begin, of fewer at once; the property's is 20.
    [DataRow(1u, 8, "", "x.dtb: /: error DT2108: the property says 8 bytes, 0 are left in the structure block (at 0x40)")]
    [DataRow(2u, 8, "0000000001020304", "x.dtb: /: error DT2108: the property says 8 bytes, 4 are left in the structure block (at 0x40)")]
    [DataRow(2u, 8, "000000000102030405060708.", "0102030405060708")]
    [DataRow(3u, 7, "0102030405060700.", "01020304050607")]
    [DataRow(3u, 9, "00000000010203040506070809000000.", "010203040506070809")]
    [DataRow(16u, 8, "0102030405060708.", "0102030405060708")]
    public void A_long_value_is_aligned_before_version_16(uint version, int length, string rest, string expected)
    {
        byte[] value = Convert.FromHexString(rest.TrimEnd('.'));
        byte[] root = [0, 0, 0, 1, version < 16 ? (byte)'/' : (byte)0, 0, 0, 0];
        byte[] structure = [.. root, 0, 0, 0, 3, 0, 0, 0, (byte)length, 0, 0, 0, 0, .. value, .. rest.EndsWith('.') ? [.. Bytes(')'), .. Bytes('!')] : Array.Empty<byte>()];
        byte[] blob = Blob(version, structure, [.. "p\0"u8]);
        // The same four bytes on, where the structure begins at no multiple of eight.
        byte[] later = [.. blob[..StructureStart], 0, 0, 0, 0, .. blob[StructureStart..]];
        Write(later, (4, (uint)later.Length), (8, StructureStart + 4), (12, (uint)(StructureStart + 4 + structure.Length)));
        foreach (byte[] each in (byte[][])[blob, later])
        {
            CompileResult result = FlattenedTreeReader.Read(each, "x.dtb");

            Assert.AreEqual(each == later ? expected.Replace("0x40", "0x44", StringComparison.Ordinal) : expected, result.Tree is { } tree ? Convert.ToHexStringLower(tree.Root.FindProperty("p")!.Value) : string.Join('\n', result.Diagnostics));
        }
    }

    [TestMethod]
    public void Nodes_lie_as_deep_as_they_may_and_no_deeper()
    {
        Assert.AreEqual("", Told(Blob(17, Deep(2048), [])));
        Assert.AreEqual($"x.dtb: error DT2109: nodes are nested more than 2048 deep (at 0x{StructureStart + (2048 * 8):x})", Told(Blob(17, Deep(2049), [])));
    }

    [TestMethod]
    [DataRow(255, "", "")]
    [DataRow(256, "x.dtb: /: error DT2107: a name has 256 characters; the most is 255 (at 0x40)", "x.dtb: /: error DT2107: a name has 256 characters; the most is 255 (at 0x40)")]
    public void Names_are_as_long_as_they_may_be_and_no_longer(int length, string ofNode, string ofProperty)
    {
        byte[] name = [.. Enumerable.Repeat((byte)'n', length), .. new byte[4 - (length % 4)]];
        byte[] ends = [.. Bytes(')'), .. Bytes(')'), .. Bytes('!')];

        Assert.AreEqual(ofNode, Told(Blob(17, [.. Bytes('R'), 0, 0, 0, 1, .. name, .. ends], [])));
        Assert.AreEqual(ofProperty, Told(Blob(17, [.. Bytes('R'), .. Bytes('p'), .. ends[4..]], name)));
    }

    [TestMethod]
    public void A_tree_has_as_many_nodes_and_properties_as_it_may_and_no_more()
    {
        Assert.AreEqual("", Told(Blob(17, Wide(249_999, 250_000), [.. "p\0"u8])));
        Assert.AreEqual($"x.dtb: error DT2106: the tree has more than 500000 nodes and properties (at 0x{StructureStart + 8 + (250_000 * 12) + (249_999 * 12):x})", Told(Blob(17, Wide(250_000, 250_000), [.. "p\0"u8])));
        Assert.AreEqual($"x.dtb: error DT2106: the tree has more than 500000 nodes and properties (at 0x{StructureStart + 8 + (499_999 * 12):x})", Told(Blob(17, Wide(0, 500_000), [.. "p\0"u8])));
    }

    [TestMethod]
    [DataRow("phandle", "00000007", 7u)]
    [DataRow("linux,phandle", "00000007", 7u)]
    [DataRow("phandle", "fffffffe", 0xfffffffeu)]
    [DataRow("phandle", "ffffffff", 0u)]
    [DataRow("phandle", "00000000", 0u)]
    [DataRow("phandle", "0000000007", 0u)]
    [DataRow("phandle", "000007", 0u)]
    [DataRow("xphandle", "00000007", 0u)]
    public void A_node_has_the_phandle_that_is_one(string name, string value, uint expected)
    {
        byte[] bytes = Convert.FromHexString(value);
        byte[] structure = [.. Bytes('R'), 0, 0, 0, 3, 0, 0, 0, (byte)bytes.Length, 0, 0, 0, 0, .. bytes, .. new byte[-bytes.Length & 3], .. Bytes(')'), .. Bytes('!')];

        Assert.AreEqual(expected, FlattenedTreeReader.Read(Blob(17, structure, Encoding.Latin1.GetBytes(name + "\0"))).Tree!.Root.Phandle);
    }

    private static byte[] Deep(int nodes) => [.. Enumerable.Range(0, nodes).SelectMany(i => Bytes(i == 0 ? 'R' : 'N')), .. Enumerable.Repeat(Bytes(')'), nodes).SelectMany(each => each), .. Bytes('!')];

    private static byte[] Wide(int nodes, int properties) =>
        [.. Bytes('R'), .. Enumerable.Repeat(Bytes('p'), properties).SelectMany(each => each), .. Enumerable.Repeat<byte[]>([.. Bytes('N'), .. Bytes(')')], nodes).SelectMany(each => each), .. Bytes(')'), .. Bytes('!')];

    private static byte[] Bytes(char token) => token switch
    {
        'R' => [0, 0, 0, 1, 0, 0, 0, 0],
        'N' => [0, 0, 0, 1, (byte)'n', 0, 0, 0],
        'X' => [0, 0, 0, 1, (byte)'x', (byte)'x', (byte)'x', (byte)'x'],
        ')' => [0, 0, 0, 2],
        'p' => [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0],
        'P' => [0, 0, 0, 3, 0, 0, 0, 0],
        'S' => [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0],
        'o' => [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4],
        'O' => [0, 0, 0, 3, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff],
        'e' => [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 2],
        'q' => [0, 0, 0, 3, 0, 0, 0, 5, 0, 0, 0, 2, 1, 2, 3, 4, 5, 0, 0, 0],
        'L' => [0, 0, 0, 3, 0, 0, 0, 9, 0, 0, 0, 0],
        '.' => [0, 0, 0, 4],
        '!' => [0, 0, 0, 9],
        _ => [0, 0, 0, 0xa5],
    };

    private static string Told(byte[] blob)
    {
        CompileResult result = FlattenedTreeReader.Read(blob, "x.dtb");
        Assert.AreEqual(result.Tree is null, result.Diagnostics.HasErrors);
        return string.Join('\n', result.Diagnostics);
    }

    private static byte[] Blob()
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("b.dts", "/dts-v1/;\n/memreserve/ 0x1000 0x2000;\n/ { model = \"m\"; soc { a: a@1 { reg = <1>; }; b { r = <&a>; }; }; };\n"), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }

    private static byte[] Blob(uint version, byte[] structure, byte[] strings)
    {
        byte[] blob = [.. new byte[StructureStart], .. structure, .. strings];
        uint[] header = [0xd00dfeed, (uint)blob.Length, StructureStart, (uint)(StructureStart + structure.Length), 40, version, Math.Min(version, 16), 0, (uint)strings.Length, (uint)structure.Length];
        Write(blob, [.. header.Select((word, i) => (i * 4, word))]);
        return blob;
    }

    private static void Write(byte[] blob, params (int At, uint Value)[] words)
    {
        foreach ((int at, uint value) in words)
        {
            BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(at), value);
        }
    }
}
