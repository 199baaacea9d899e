using System.Buffers.Binary;

using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

[TestClass]
public sealed class BlobReaderTests
{
    private const string Source = "/dts-v1/;\n/memreserve/ 0x1000 0x2000;\n/ { model = \"m\"; soc { a: a@1 { reg = <1>; }; b { r = <&a>; }; }; };\n";

    [TestMethod]
    public void What_is_written_can_be_read_back()
    {
        byte[] blob = Blob();

        CompileResult result = FlattenedTreeReader.Read(blob, "x.dtb");

        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        Assert.AreEqual("/soc/a@1", result.Tree.FindByPhandle(1)!.Path);
        Assert.AreEqual(0x2000ul, result.Tree.MemoryReservations[0].SizeBytes);
        Assert.AreEqual(5u, result.Tree.BootCpu);
        CollectionAssert.AreEqual(blob, FlattenedTreeWriter.Write(result.Tree));
    }

    [TestMethod]
    public void A_blob_that_is_cut_off_says_how_long_it_should_be()
    {
        byte[] blob = Blob();

        Assert.AreEqual($"cut.dtb: error DT2101: the header says {blob.Length} bytes, the file has 100",
            FlattenedTreeReader.Read(blob[..100], "cut.dtb").Diagnostics[0].ToString());
    }

    [TestMethod]
    [DataRow(0, 0xedfe0dd0u, "x.dtb: error DT2102: the file starts with 0xedfe0dd0, a devicetree blob starts with 0xd00dfeed; its bytes are swapped")]
    [DataRow(20, 15u, "x.dtb: error DT2103: version 15 (compatible with 16) is none of 1, 2, 3, 16, 17 and later compatible ones")]
    [DataRow(12, 0xfffffff0u, "x.dtb: error DT2104: the strings block (0xfffffff0 to 0x100000004) does not lie between the header's end 0x28 and the total size 0xd0")]
    [DataRow(8, 74u, "x.dtb: error DT2104: the structure block starts at 0x4a, which is not a multiple of 4")]
    [DataRow(72, 7u, "x.dtb: error DT2106: 0x7 is no token of the format (at 0x48)")]
    [DataRow(84, 0xffffffffu, "x.dtb: /: error DT2108: the property says 4294967295 bytes, 96 are left in the structure block (at 0x50)")]
    public void Wrong_numbers_are_named(int offset, uint value, string expected)
    {
        byte[] blob = Blob();
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(offset), value);

        CompileResult result = FlattenedTreeReader.Read(blob, "x.dtb");

        Assert.IsNull(result.Tree);
        Assert.AreEqual(expected, result.Diagnostics[0].ToString());
    }

    [TestMethod]
    public void Any_single_changed_byte_gives_a_tree_or_a_message_and_never_an_exception()
    {
        byte[] blob = Blob();
        for (int at = 0; at < blob.Length; at++)
        {
            foreach (byte value in (byte[])[0x00, 0x01, 0x7f, 0x80, 0xff])
            {
                byte[] changed = [.. blob];
                changed[at] = value;
                CompileResult result = FlattenedTreeReader.Read(changed, "x.dtb");

                Assert.AreEqual(result.Tree is null, result.Diagnostics.HasErrors, $"byte {at} = {value}");
            }
        }
    }

    private static byte[] Blob()
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("b.dts", Source), new CompileOptions { BootCpu = 5 });
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree);
    }
}
