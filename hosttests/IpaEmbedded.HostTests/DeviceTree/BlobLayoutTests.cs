using System.Buffers.Binary;
using System.Security.Cryptography;

using Microsoft.VisualStudio.TestTools.UnitTesting;

using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree;

[TestClass]
public sealed class BlobLayoutTests
{
    private const string Source = "/dts-v1/;\n/memreserve/ 9 1;\n/memreserve/ 3 1;\n/ { b; a = <1>; d { }; c { }; };\n";

    [TestMethod]
    public void Padding_room_and_alignment_are_as_in_dtc()
    {
        Assert.AreEqual(PlainBytes + 32, Blob(new FlatOptions { ReserveEntries = 2 }).Length);
        Assert.AreEqual(500, Blob(new FlatOptions { MinimumBytes = 500 }).Length);
        Assert.AreEqual(PlainBytes, Blob(new FlatOptions { MinimumBytes = 10 }).Length);
        Assert.AreEqual(PlainBytes + 100, Blob(new FlatOptions { PaddingBytes = 100 }).Length);
        Assert.AreEqual(256, Blob(new FlatOptions { AlignmentBytes = 256 }).Length);
        Assert.AreEqual(256u, BinaryPrimitives.ReadUInt32BigEndian(Blob(new FlatOptions { AlignmentBytes = 256 }).AsSpan(4)));
    }

    [TestMethod]
    public void Sorting_orders_reservations_properties_and_children()
    {
        Assert.AreEqual(SortedSha256, Convert.ToHexStringLower(SHA256.HashData(Blob(new FlatOptions { Sort = true }))));
    }

    private const int PlainBytes = 160;
    private const string SortedSha256 = "e0a6f06da846915cfe485540669d58ed9ac7313273b82bc9aafaf1b848ab493b";

    private static byte[] Blob(FlatOptions options)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("s.dts", Source), new CompileOptions());
        Assert.IsNotNull(result.Tree, string.Join('\n', result.Diagnostics));
        return FlattenedTreeWriter.Write(result.Tree, options);
    }
}
