using System.Buffers.Binary;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Threats;

/// <summary>Blobs of other people: rows T1 to T4 of the threat table.</summary>
[TestClass]
public sealed class BlobThreatTests
{
    private const string Source = "/dts-v1/;\n/memreserve/ 0x1000 0x2000;\n/ { model = \"m\"; soc { a: a@1 { reg = <1>; }; b { r = <&a>; }; }; };\n";
    private const uint BeginNode = 1, EndNode = 2, Prop = 3, End = 9;

    [TestMethod]
    public void T1_Every_truncation_is_refused_whatever_the_header_says()
    {
        byte[] blob = Blob();
        for (int length = 0; length < blob.Length; length++)
        {
            byte[] cut = blob[..length];
            AssertRefused(cut, "DT2101", $"{length} bytes");
            if (length >= 8)
            {
                // The total now fits the file, so that the blocks are what is cut.
                BinaryPrimitives.WriteInt32BigEndian(cut.AsSpan(4), length);
                Assert.IsNull(FlattenedTreeReader.Read(cut).Tree, $"{length} bytes that say so");
            }
        }
    }

    [TestMethod]
    public void T1_Whatever_a_word_of_the_header_says_what_we_accept_libfdt_accepts()
    {
        byte[] blob = Blob();
        int accepted = 0;
        foreach (uint value in (uint[])[0, 1, uint.MaxValue, uint.MaxValue - 3, 0x80000000, 2, 3, 16, 17, 40, 56, (uint)blob.Length])
        {
            for (int word = 0; word < 10; word++)
            {
                byte[] changed = [.. blob];
                BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(4 * word), value);
                accepted += AssertAcceptedByLibFdt(changed) ? 1 : 0;
            }
        }
        Assert.IsGreaterThan(10, accepted);
    }

    [TestMethod]
    public void T1_Of_damaged_blobs_what_we_accept_libfdt_accepts()
    {
        byte[] blob = Blob();
        var random = new Random(1);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++)
        {
            byte[] changed = [.. blob];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                int at = random.Next(4, changed.Length / 4) * 4;
                uint value = random.Next(4) switch { 0 => (uint)random.Next(10), 1 => uint.MaxValue - (uint)random.Next(8), 2 => (uint)random.Next(256), _ => (uint)random.NextInt64(1L << 32) };
                BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(at), value);
            }
            accepted += AssertAcceptedByLibFdt(changed) ? 1 : 0;
        }
        Assert.IsGreaterThan(1000, accepted);
    }

    [TestMethod]
    [DataRow(8, 12, "DT2104", "the structure lies in the strings")]
    [DataRow(16, 8, "DT2105", "the reserve map lies in the structure")]
    [DataRow(12, 8, "DT2104", "the strings lie in the structure")]
    [DataRow(8, 16, "DT2105", "the structure lies in the reserve map")]
    [DataRow(12, 16, "DT2104", "the strings lie in the reserve map")]
    [DataRow(16, 12, "DT2104", "the reserve map lies in the strings")]
    public void T1_Blocks_that_overlap_or_are_out_of_order_are_refused(int word, int other, string id, string what)
    {
        byte[] blob = Blob();
        uint first = BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(word)), second = BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(other));
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(word), second);
        AssertRefused(blob, id, what);
        BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(other), first);
        Assert.IsNull(FlattenedTreeReader.Read(blob).Tree, what);
    }

    [TestMethod]
    [DataRow(0xffffffffu, 0u)]
    [DataRow(0xfffffffcu, 0u)]
    [DataRow(0xfffffff4u, 0u)]
    [DataRow(0x80000000u, 0u)]
    [DataRow(0x7fffffffu, 0u)]
    [DataRow(0x7ffffff0u, 0u)]
    [DataRow(9u, 0u)]
    [DataRow(5u, 0u)]
    [DataRow(4u, 2u)]
    [DataRow(4u, 3u)]
    [DataRow(4u, 0x7fffffffu)]
    [DataRow(4u, 0x80000000u)]
    [DataRow(4u, 0xfffffffeu)]
    [DataRow(4u, 0xffffffffu)]
    public void T2_A_property_longer_than_its_block_or_named_outside_of_the_strings_is_refused(uint length, uint name)
    {
        byte[] good = Assemble("p\0"u8.ToArray(), BeginNode, 0, Prop, 4, 0, 7, EndNode, End);
        Assert.IsNotNull(FlattenedTreeReader.Read(good).Tree);

        AssertRefused(Assemble("p\0"u8.ToArray(), BeginNode, 0, Prop, length, name, 7), "DT2108", $"{length:x} {name:x}");
    }

    [TestMethod]
    public void T2_A_name_that_does_not_end_inside_the_strings_is_refused()
    {
        AssertRefused(Assemble("pq"u8.ToArray(), BeginNode, 0, Prop, 0, 1, EndNode, End), "DT2108", "no zero");
        AssertRefused(Assemble([], BeginNode, 0, Prop, 0, 0, EndNode, End), "DT2108", "no strings");
    }

    [TestMethod]
    public void T2_Names_that_share_their_tails_do_not_multiply_the_blob()
    {
        // 20,000 names of up to 100,000 characters would be a gigabyte.
        var tokens = new List<uint> { BeginNode, 0 };
        for (uint i = 0; i < 20_000; i++)
        {
            tokens.AddRange([Prop, 0, i]);
        }
        byte[] blob = Assemble([.. Enumerable.Repeat((byte)'a', 100_000), 0], [.. tokens, EndNode, End]);

        Assert.IsLessThan(1L << 20, AllocatedBytes.Of(() => AssertRefused(blob, "DT2107", "a name has 100000 characters; the most is 255")));
    }

    [TestMethod]
    public void T3_Two_hundred_thousand_levels_are_refused_with_a_stack_of_128_KB()
    {
        byte[] blob = Assemble([], [.. Enumerable.Repeat<uint[]>([BeginNode, 0x61000000], 200_000).SelectMany(each => each).Prepend<uint>(0).Prepend(BeginNode),
            .. Enumerable.Repeat(EndNode, 200_001), End]);
        OnThread(128 * 1024, () =>
        {
            AssertRefused(blob, "DT2109", "nodes are nested more than 2048 deep");
            Assert.IsNull(SourcePrinter.Decompile(blob, "a.dtb").Text);
            Assert.IsNull(OverlayApplier.Apply(blob, "a.dtb", [("b.dtb", blob)]).Blob);
        });
    }

    [TestMethod]
    public void T3_As_many_levels_as_are_allowed_are_walked_by_everything_with_a_stack_of_a_megabyte()
    {
        static string Deep(string header, int levels) =>
            header + "/ { l: l { };\n" + string.Concat(Enumerable.Repeat("n {\n", levels - 2)) + "e: e { p = <&l>, &e; };" + string.Concat(Enumerable.Repeat("};\n", levels - 1));

        string text = Deep("/dts-v1/;\n", 2048);
        OnThread(1 << 20, () =>
        {
            CompileResult compiled = DeviceTreeCompiler.Compile(new SourceFile("n.dts", text), new CompileOptions { Symbols = true, Aliases = true, Checks = CheckOptions.Default });
            Assert.IsNotNull(compiled.Tree, compiled.Diagnostics.FirstOrDefault()?.ToString());
            byte[] blob = FlattenedTreeWriter.Write(compiled.Tree);
            CompileResult read = FlattenedTreeReader.Read(blob);
            Assert.IsNotNull(read.Tree);
            Assert.IsNotNull(SourcePrinter.Decompile(blob, "a.dtb").Text);
            Assert.IsNotNull(TreeDump.Print(read.Tree));
            Assert.IsEmpty(TreeDiff.Compare(compiled.Tree, read.Tree));
            Assert.IsNotNull(SourceFormatter.Format(new SourceFile("n.dts", text)).Text);
            // One level less, since __local_fixups__ stands above a copy of the nodes.
            CompileResult overlay = DeviceTreeCompiler.Compile(new SourceFile("o.dts", Deep("/dts-v1/;\n/plugin/;\n", 2047)), new CompileOptions { Symbols = true });
            Assert.IsNotNull(overlay.Tree, overlay.Diagnostics.FirstOrDefault()?.ToString());
            OverlayResult applied = OverlayApplier.Apply(blob, "a.dtb", [("o.dtb", FlattenedTreeWriter.Write(overlay.Tree))]);
            Assert.IsNotNull(applied.Blob, string.Join('\n', applied.Diagnostics));
        });
    }

    [TestMethod]
    public void T4_A_reserve_map_without_an_end_is_refused_and_nothing_is_allocated_for_it()
    {
        byte[] blob = Blob();
        int map = BinaryPrimitives.ReadInt32BigEndian(blob.AsSpan(16));
        blob[map + 31] = 1;

        Assert.IsLessThan(64L << 10, AllocatedBytes.Of(() => AssertRefused(blob, "DT2105", "has no entry of size 0")));
    }

    [TestMethod]
    [DataRow("0xfffffffffffff000 0x1000", "")]
    [DataRow("0 0xffffffffffffffff", "")]
    [DataRow("0xfffffffffffff000 0x1001", "the memory reservation at 0xfffffffffffff000 with 0x1001 bytes does not end inside 64 bits")]
    [DataRow("0xffffffffffffffff 0xffffffffffffffff", "the memory reservation at 0xffffffffffffffff with 0xffffffffffffffff bytes does not end inside 64 bits")]
    [DataRow("0x1000 0", "the memory reservation at 0x1000 has no size; for who reads the blob, none follow it")]
    [DataRow("0x1000 0x1000;\n/memreserve/ 0x2000 0x1000", "")]
    [DataRow("0x2000 0x1000;\n/memreserve/ 0x1000 0x1001", "the memory reservation at 0x2000 overlaps the one at 0x1000 with 0x1001 bytes")]
    [DataRow("0 0x10000;\n/memreserve/ 1 1;\n/memreserve/ 0xffff 1", "the memory reservation at 0x1 overlaps the one at 0x0 with 0x10000 bytes\nthe memory reservation at 0xffff overlaps the one at 0x0 with 0x10000 bytes")]
    public void T4_A_reservation_that_wraps_overlaps_or_has_no_size_is_told(string reservation, string expected)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("r.dts", $"/dts-v1/;\n/memreserve/ {reservation};\n/ {{ }};\n"), new CompileOptions { Checks = CheckOptions.Default });

        Assert.AreEqual(expected, string.Join('\n', result.Diagnostics.Select(each => each.Message)));
        Assert.IsNotNull(result.Tree);
        FlattenedTreeReader.Read(FlattenedTreeWriter.Write(result.Tree));
    }

    private static bool AssertAcceptedByLibFdt(byte[] blob)
    {
        CompileResult result = FlattenedTreeReader.Read(blob);
        Assert.AreEqual(result.Tree is null, result.Diagnostics.HasErrors);
        // Version 1 is older than the library, and names of properties were not kept in order before version 3.
        if (result.Tree is null || BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(20)) < 2)
        {
            return false;
        }
        Assert.AreEqual(0, LibFdt.Verdict(blob), Convert.ToHexStringLower(blob));
        return true;
    }

    private static void AssertRefused(byte[] blob, string id, string what)
    {
        CompileResult result = FlattenedTreeReader.Read(blob);

        Assert.IsNull(result.Tree, what);
        Assert.AreEqual(id, result.Diagnostics[0].Id, what + ": " + result.Diagnostics[0]);
    }

    private static byte[] Blob()
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("b.dts", Source), new CompileOptions { BootCpu = 5 });
        return FlattenedTreeWriter.Write(result.Tree!);
    }

    /// <summary>A blob of these tokens, without reservations.</summary>
    private static byte[] Assemble(byte[] strings, params uint[] structure)
    {
        int start = 56, length = structure.Length * 4;
        byte[] blob = new byte[start + length + strings.Length];
        uint[] header = [0xd00dfeed, (uint)blob.Length, (uint)start, (uint)(start + length), 40, 17, 16, 0, (uint)strings.Length, (uint)length];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(4 * i), header[i]);
        }
        for (int i = 0; i < structure.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(blob.AsSpan(start + 4 * i), structure[i]);
        }
        strings.CopyTo(blob, start + length);
        return blob;
    }

    private static void OnThread(int stackBytes, Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            // What goes wrong on the other thread is told on this one.
            catch (Exception e)
            {
                thrown = e;
            }
        }, stackBytes);
        thread.Start();
        thread.Join();
        Assert.IsNull(thrown, thrown?.ToString());
    }
}
