using System.Buffers.Binary;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.HostTests.DeviceTree.Flat;

/// <summary>Every word of a blob's header at and around every limit, judged by the rules once more, in numbers that cannot overflow.</summary>
[TestClass]
public sealed class HeaderRuleTests
{
    private const int Words = 10;

    [TestMethod]
    [DataRow(17u)]
    [DataRow(16u)]
    [DataRow(3u)]
    [DataRow(2u)]
    [DataRow(1u)]
    public void A_header_is_taken_exactly_when_all_its_words_agree(uint version)
    {
        byte[] blob = Blob(version);
        uint[] right = [.. Enumerable.Range(0, Words).Select(word => Word(blob, word))];
        uint[] values = [.. right.Append((uint)blob.Length).Concat(new uint[] { 0, 1, 2, 3, 4, 15, 16, 17, 18, 28, 32, 36, 40, uint.MaxValue, 0x80000000, int.MaxValue }).SelectMany(value => new long[] { -16, -8, -4, -3, -2, -1, 0, 1, 2, 3, 4, 8, 16 }.Select(by => unchecked((uint)(value + by)))).Distinct()];
        int taken = 0;
        for (int word = 0; word < Words; word++)
        {
            foreach (uint value in values)
            {
                taken += Judge(With(blob, (word, value)));
            }
        }
        // Two at a time; every one of them would be a hundred million.
        var random = new Random((int)version);
        for (int i = 0; i < 20_000; i++)
        {
            taken += Judge(With(blob, (random.Next(1, Words), values[random.Next(values.Length)]), (random.Next(1, Words), values[random.Next(values.Length)])));
        }
        for (int length = 0; length <= blob.Length; length++)
        {
            taken += Judge(blob[..length]);
            taken += Judge(With(blob[..length], (1, (uint)length)));
        }
        Assert.IsGreaterThan(50, taken);
    }

    [TestMethod]
    public void The_map_of_reservations_ends_before_the_structure_or_not_at_all()
    {
        byte[] blob = Blob(17);
        int map = (int)Word(blob, 4);
        (ulong Address, ulong Size)[] entries = [(1, 2), (ulong.MaxValue, ulong.MaxValue), (0, 1)];
        CollectionAssert.AreEqual(entries, Read(blob)!);

        // An address alone ends nothing; a size of nothing does, whatever its address.
        CollectionAssert.AreEqual(entries[..1], Read(With64(With64(blob, map + 16, 7), map + 24, 0))!);
        CollectionAssert.AreEqual(new (ulong, ulong)[] { (0, 2), entries[1], entries[2] }, Read(With64(blob, map, 0))!);
        Assert.IsEmpty(Read(With64(blob, map + 8, 0))!);
        // The entry that ends it is the last that there is room for.
        Assert.IsNull(Read(With64(blob, map + 3 * 16 + 8, 1)));
    }

    private static List<(ulong, ulong)>? Read(byte[] blob)
    {
        var diagnostics = new DiagnosticBag();
        List<MemoryReservation>? found = FlatLayout.Read(blob, "x.dtb", diagnostics)!.ReadReservations("x.dtb", diagnostics);
        Assert.AreEqual(found is null, diagnostics.HasErrors);
        return found?.ConvertAll(each => (each.Address, each.SizeBytes));
    }

    private static int Judge(byte[] blob)
    {
        var diagnostics = new DiagnosticBag();
        FlatLayout? layout = FlatLayout.Read(blob, "x.dtb", diagnostics);
        long[]? expected = Expected(blob);
        Assert.AreEqual(layout is null, diagnostics.HasErrors);
        Assert.AreEqual(expected is null ? "" : string.Join(' ', expected),
            layout is null ? "" : $"{layout.Version} {layout.BootCpu} {layout.TotalBytes} {layout.StructureStart} {layout.StructureEnd} {layout.StringsStart} {layout.StringsEnd} {layout.ReserveMapStart}",
            Convert.ToHexString(blob.AsSpan(0, Math.Min(40, blob.Length))) + string.Join('\n', diagnostics));
        return layout is null ? 0 : 1;
    }

    // Version, boot CPU, size, structure, its end, strings, their end, reservations; null for a header that is wrong.
    private static long[]? Expected(byte[] blob)
    {
        if (blob.Length < 28 || Word(blob, 0) != 0xd00dfeed)
        {
            return null;
        }
        long total = Word(blob, 1), structure = Word(blob, 2), strings = Word(blob, 3), map = Word(blob, 4), version = Word(blob, 5), compatible = Word(blob, 6);
        bool isKnown = version is 1 or 2 or 3 or >= 16;
        if (total > blob.Length || !isKnown || compatible > version || compatible > 17)
        {
            return null;
        }
        long header = version == 1 ? 28 : version == 2 ? 32 : version < 17 ? 36 : 40;
        if (total < header)
        {
            return null;
        }
        long stringsEnd = version < 3 ? total : strings + Word(blob, 8);
        long structureEnd = version >= 17 ? structure + Word(blob, 9) : structure > strings ? total : Math.Min(strings, total);
        bool isInside = new[] { map, structure, strings }.All(start => start >= header && start <= total) && structureEnd <= total && stringsEnd <= total && structure <= structureEnd && strings <= stringsEnd;
        bool isAligned = map % 8 == 0 && structure % 4 == 0;
        return isInside && isAligned && map <= structure && structureEnd <= strings ? [version, version >= 2 ? Word(blob, 7) : 0, total, structure, structureEnd, strings, stringsEnd, map] : null;
    }

    private static byte[] Blob(uint version)
    {
        CompileResult result = DeviceTreeCompiler.Compile(new SourceFile("b.dts", "/dts-v1/;\n/memreserve/ 1 2;\n/memreserve/ 0xffffffffffffffff 0xffffffffffffffff;\n/memreserve/ 0 1;\n/ { a = <1>; b { c; }; };\n"), new CompileOptions { BootCpu = 5 });
        return [.. FlattenedTreeWriter.Write(result.Tree!, new FlatOptions { Version = version }), .. new byte[24]];
    }

    private static byte[] With(byte[] blob, params (int Word, uint Value)[] changes)
    {
        byte[] changed = [.. blob];
        foreach ((int word, uint value) in changes)
        {
            if (word * 4 + 4 <= changed.Length)
            {
                BinaryPrimitives.WriteUInt32BigEndian(changed.AsSpan(word * 4), value);
            }
        }
        return changed;
    }

    private static byte[] With64(byte[] blob, int at, ulong value)
    {
        byte[] changed = [.. blob];
        BinaryPrimitives.WriteUInt64BigEndian(changed.AsSpan(at), value);
        return changed;
    }

    private static uint Word(byte[] blob, int word) => word * 4 + 4 <= blob.Length ? BinaryPrimitives.ReadUInt32BigEndian(blob.AsSpan(word * 4)) : 0;
}
