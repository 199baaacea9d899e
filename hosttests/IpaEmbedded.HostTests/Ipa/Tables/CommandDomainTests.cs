using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Commands;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>
/// Every encoder of an immediate command over its whole domain, and beyond: what it takes is what hardware reads out of the payload, taken apart by hand; what does
/// not fit is refused and never cut off.
/// </summary>
[TestClass]
public sealed class CommandDomainTests
{
    private const ulong Source = 0xfedcba9876543210;

    private static readonly uint[] Boundaries = [0, 1, 7, 8, 0x7ff, 0x800, 0xffe, 0xfff, 0x1000, 0x1001, 0x7fff, 0x8000, 0xefff, 0xf000, 0xf001, 0xfffe, 0xffff, 0x10000, 0x10008, 0x18000, 0x100000, 0x80000000, 0xffff0000, 0xffffffff];

    private readonly DmaMemory _memory = new(0x80000000, 64);

    [TestMethod]
    public void Shared_memory_is_copied_where_it_was_said_or_the_copy_is_refused() => Ranges(0xffff, (offset, size) => DmaSharedMemoryCommand.Encode(_memory, 0, Source, offset, size), () =>
    {
        Assert.AreEqual((0u, 0u, Source), (_memory.Read16(0), _memory.Read16(6), _memory.Read64(8)));
        return (_memory.Read16(4), _memory.Read16(2));
    });

    [TestMethod]
    public void Headers_are_loaded_where_it_was_said_or_the_load_is_refused() => Ranges(0xfff, (offset, size) => HeaderInitCommand.Encode(_memory, 0, Source, offset, size), () =>
    {
        Assert.AreEqual((Source, 0u, 0u), (_memory.Read64(0), _memory.Read32(12), _memory.Read32(8) >> 28));
        return (_memory.Read32(8) >> 12 & 0xffff, _memory.Read32(8) & 0xfff);
    });

    [TestMethod]
    public void Tables_are_loaded_where_it_was_said_or_the_load_is_refused() => Ranges(0xfff, (offset, size) => TableInitCommand.Encode(_memory, 0, Source, 0x123, 0x456, offset, size), () =>
    {
        ulong flags = _memory.Read64(8);
        Assert.AreEqual((Source, Source, 0x0123456u, 0ul), (_memory.Read64(0), _memory.Read64(16), (uint)flags & 0xfffffff, flags >> 56));
        return ((uint)(flags >> 40) & 0xffff, (uint)(flags >> 28) & 0xfff);
    });

    [TestMethod]
    public void Hashed_tables_are_loaded_where_it_was_said_or_the_load_is_refused() => Ranges(0xfff, (offset, size) => TableInitCommand.Encode(_memory, 0, Source, offset, size, 0x123, 0x456), () =>
    {
        ulong flags = _memory.Read64(8);
        Assert.AreEqual((Source, 0x0123456ul), (_memory.Read64(16), flags >> 28));
        Assert.AreEqual((flags & 0xfff) == 0 ? 0 : Source, _memory.Read64(0));
        return ((uint)(flags >> 12) & 0xffff, (uint)flags & 0xfff);
    }, hasOffset: size => size != 0);

    [TestMethod]
    [DataRow(false, 0xffffu)]
    [DataRow(true, 0xfffffu)]
    public void A_register_is_written_at_its_offset_or_the_write_is_refused(bool clearOptionInOpcode, uint largest)
    {
        foreach (uint clear in (uint[])[0, 1, 2])
        {
            foreach (uint offset in Each(largest, 4))
            {
                bool taken = Takes(() => RegisterWriteCommand.Encode(_memory, 0, clearOptionInOpcode, offset, 0x12345678, 0x87654321, clear));
                Assert.AreEqual(offset <= largest && clear <= 2, taken, $"0x{offset:x}, clear option {clear}");
                if (!taken) { continue; }
                Assert.AreEqual(offset, _memory.Read16(2) | (uint)_memory.Read16(0) >> 11 << 16);
                Assert.AreEqual((0x12345678u, 0x87654321u, clearOptionInOpcode ? 0 : clear), (_memory.Read32(4), _memory.Read32(8), _memory.Read32(12)));
            }
        }
    }

    [TestMethod]
    [DataRow(3u)]
    [DataRow(4u)]
    [DataRow(0xffffffffu)]
    public void A_clear_option_that_does_not_exist_is_refused(uint clear)
    {
        Assert.IsFalse(Takes(() => RegisterWriteCommand.Encode(_memory, 0, false, 0, 0, 0, clear)));
        Assert.IsFalse(Takes(() => RegisterWriteCommand.Encode(_memory, 0, true, 0, 0, 0, clear)));
    }

    [TestMethod]
    [DataRow(false, 31)]
    [DataRow(true, 255)]
    public void A_packet_goes_to_the_endpoint_that_was_said_or_is_refused(bool isWide, int largest)
    {
        for (int endpoint = -300; endpoint <= 700; endpoint++)
        {
            Assert.AreEqual(endpoint >= 0 && endpoint <= largest, Takes(() => PacketInitCommand.Encode(_memory, 0, endpoint, isWide)), $"{endpoint}");
            if (endpoint >= 0 && endpoint <= largest) { Assert.AreEqual((ulong)endpoint, _memory.Read64(0)); }
        }
    }

    [TestMethod]
    public void A_tag_is_marked_whole_or_refused()
    {
        for (int bit = 0; bit < 64; bit++)
        {
            foreach (ulong tag in (ulong[])[1ul << bit, (1ul << bit) - 1, 0x555555555555 | 1ul << bit])
            {
                bool taken = Takes(() => TagStatusCommand.Encode(_memory, 0, tag));
                Assert.AreEqual(tag < 1ul << 48, taken, $"0x{tag:x}");
                if (taken) { Assert.AreEqual((tag, 0ul), (_memory.Read64(0) >> 16, _memory.Read64(0) & 0xffff)); }
            }
        }
    }

    /// <summary>Each offset with each size of the boundaries, and each size with each offset of them, as far as they fit and some further: refusals cost a hundred times more.</summary>
    private void Ranges(uint largestSize, Action<uint, uint> encode, Func<(uint Offset, uint Size)> decode, Func<uint, bool>? hasOffset = null)
    {
        int refused = 0;
        foreach (uint boundary in Boundaries)
        {
            for (uint offset = 0, beyond = 0; offset <= 0x10010 && beyond < 9; offset++) { beyond += Try(offset, boundary); }
            for (uint size = 0, beyond = 0; size <= largestSize + 9 && beyond < 9; size++) { beyond += Try(boundary, size); }
            foreach (uint other in Boundaries) { Try(other, boundary); }
        }
        Assert.IsGreaterThan(100, refused);

        uint Try(uint offset, uint size)
        {
            bool named = hasOffset is null || hasOffset(size);
            bool fits = !named || (offset <= 0xffff && size <= largestSize && (ulong)offset + size <= 0x10000);
            bool taken = Takes(() => encode(offset, size));
            if (taken != fits) { Assert.Fail($"0x{size:x} bytes at 0x{offset:x}: {(taken ? "taken" : "refused")}"); }
            if (taken && decode() != (named ? offset : 0, size)) { Assert.Fail($"0x{size:x} bytes at 0x{offset:x}: {decode()}"); }
            if (!taken) { refused++; }
            return taken ? 0u : 1u;
        }
    }

    /// <summary>Values up to the largest and some beyond, then the boundaries.</summary>
    private static IEnumerable<uint> Each(uint largest, uint step)
    {
        for (uint value = 0; value <= largest; value += step) { yield return value; }
        for (uint value = largest + 1; value < largest + 9; value++) { yield return value; }
        foreach (uint boundary in Boundaries) { yield return boundary; }
    }

    private bool Takes(Action encode)
    {
        _memory.Fill(0, 64, 0xee);
        try
        {
            encode();
            return true;
        }
        catch (IpaException e)
        {
            Assert.AreEqual(IpaError.BadData, e.Error);
            StringAssert.Contains(e.Message, "does not fit");
            Assert.AreEqual(0xeeeeeeeeeeeeeeeeul, _memory.Read64(0), "nothing was written");
            return false;
        }
    }
}
