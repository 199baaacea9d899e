using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using IpaEmbedded.Boards.Linux.Registers;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>Which physical addresses may be mapped; nothing is mapped here.</summary>
[TestClass]
public sealed class WindowPlannerTests
{
    private static readonly AddressRange Ram = new(0x80000000, 0x40000000, "memory");
    private static readonly AddressRange Reserved = new(0x8c400000, 0x10000, "ipa-fw");

    [TestMethod]
    public void T12_A_plan_is_what_an_oracle_of_big_integers_allows()
    {
        ulong[] edges = [0, 1, 0xfff, 0x1000, 0x1001, 0x7fffffff, 0x80000000, 0xbfffffff, 0xc0000000, 0x1000000, 0x1000001, long.MaxValue, 0x8000000000000000, ulong.MaxValue - 0xfff, ulong.MaxValue];
        Gen<ulong> number =
            from edge in Gen.Elements(edges)
            from offset in Gen.Choose(-5000, 5000)
            select unchecked(edge + (ulong)(long)offset);
        Gen<(ulong, ulong, ulong, ulong, ulong)> cases =
            from address in number
            from size in Gen.OneOf(number, Gen.Choose(0, 9000).Select(value => (ulong)value))
            from child in Gen.OneOf(number, Gen.Constant(address))
            from parent in number
            from length in number
            select (address, size, child, parent, length);

        Prop.ForAll(cases.ToArbitrary(), value =>
        {
            (ulong address, ulong size, ulong child, ulong parent, ulong length) = value;
            return Planned(address, size, child, parent, length) == Oracle(address, size, child, parent, length);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20000));
    }

    [TestMethod]
    [DataRow(0x1e40000ul, 0ul, "a window has at least one byte")]
    [DataRow(0x1e40000ul, 0x1000001ul, "a window has at most 0x1000000 bytes")]
    [DataRow(0xfffffffffffff000ul, 0x2000ul, "wraps around")]
    [DataRow(0x8000000000000000ul, 0x1000ul, "ends above 0x7fffffffffffffff")]
    [DataRow(0x7ffff800ul, 0x1000ul, "its pages overlap memory at 0x80000000")]
    [DataRow(0x1e04000ul, 0x10ul, "test,ipa is not allowed to map it")]
    public void T12_A_window_that_may_not_be_mapped_is_refused_with_its_reason(ulong address, ulong size, string reason)
    {
        var planner = new WindowPlanner { PageBytes = 4096, HighestAddress = long.MaxValue, Forbidden = [Ram], Allowed = [new("test,ipa", new(0x1e40000, 0x8000, ""))] };

        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => planner.Plan("ipa", "test,ipa", address, size, [[]])).Message, reason);
    }

    [TestMethod]
    public void T12_An_address_above_the_signed_word_of_a_32_bit_machine_is_refused()
    {
        var planner = new WindowPlanner { HighestAddress = int.MaxValue };

        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => planner.Plan("gsi", "", 0x180000000, 0x1000, [])).Message, "ends above 0x7fffffff");
    }

    [TestMethod]
    public void T12_Live_windows_do_not_overlap_and_come_free()
    {
        var planner = new WindowPlanner { PageBytes = 4096 };
        MappingWindow first = planner.Plan("ipa", "", 0x1e40100, 0x1000, []);

        Assert.AreEqual("ipa: 0x1000 bytes at 0x1e40100, mapped as 0x2000 at 0x1e40000", first.ToString());
        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => planner.Plan("gsi", "", 0x1e410ff, 1, [])).Message, "overlaps the live window ipa");
        planner.Plan("gsi", "", 0x1e41100, 4, []);
        planner.Release(first);
        planner.Plan("gsi", "", 0x1e410fc, 4, []);
    }

    [TestMethod]
    public void T12_Reserved_memory_is_mapped_by_the_node_that_it_belongs_to_only()
    {
        var planner = new WindowPlanner { PageBytes = 4096, Forbidden = [Reserved] };

        Assert.ThrowsExactly<IOException>(() => planner.Plan("modem", "", Reserved.Start, Reserved.Size, []));
        Assert.ThrowsExactly<IOException>(() => planner.Plan("ipa", "", Reserved.Start, Reserved.Size + 1, [], Reserved));
        planner.Plan("ipa", "", Reserved.Start, Reserved.Size, [], Reserved);
    }

    [TestMethod]
    public void T12_What_the_kernel_has_claimed_is_read_from_its_list()
    {
        IReadOnlyList<AddressRange> claimed = IomemText.Claimed("01e00000-01efffff : bus\n  01e40000-01e46fff : 1e40000.ipa\n80000000-bfffffff : System RAM\n  80080000-80ffffff : Kernel code\n");

        CollectionAssert.AreEqual(
            new AddressRange[] { new(0x1e40000, 0x7000, "1e40000.ipa"), new(0x80000000, 0x40000000, "System RAM"), new(0x80080000, 0xf80000, "Kernel code") },
            claimed.ToArray());
        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => IomemText.Claimed("00000000-00000000 : System RAM\n")).Message, "withheld");
    }

    private static BigInteger? Planned(ulong address, ulong size, ulong child, ulong parent, ulong length)
    {
        var planner = new WindowPlanner { PageBytes = 4096, HighestAddress = long.MaxValue, Forbidden = [Ram] };
        try
        {
            return planner.Plan("x", "", address, size, [[new BusRange(child, parent, length)]]).Address;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static BigInteger? Oracle(BigInteger address, BigInteger size, BigInteger child, BigInteger parent, BigInteger length)
    {
        BigInteger start = parent + address - child;
        BigInteger first = start / 4096;
        BigInteger last = (start + size - 1) / 4096;
        bool inside = address >= child && address + size <= child + length && address + size <= BigInteger.Pow(2, 64);
        bool fine = size >= 1 && size <= 1 << 24 && inside && last * 4096 + 4095 <= long.MaxValue && (last < 0x80000 || first > 0xbffff);
        return fine ? start : null;
    }
}
