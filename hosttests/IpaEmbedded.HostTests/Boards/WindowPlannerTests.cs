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
    private static readonly AllowedWindow[] Anything = [new(null, new AddressRange(0, ulong.MaxValue, ""))];
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
    [DataRow(0x3000ff8ul, 0x10ul, "its pages overlap System RAM at 0x3001000")]
    [DataRow(0x4000000ul, 0x10ul, "its pages overlap serial at 0x4000800")]
    [DataRow(0x1e04000ul, 0x10ul, "test,ipa may not map it: no UIO device has it, and the allow list does not name it")]
    [DataRow(0x1e40ff8ul, 0x7009ul, "test,ipa may not map it: no UIO device has it, and the allow list does not name it")]
    public void T12_A_window_that_may_not_be_mapped_is_refused_with_its_reason(ulong address, ulong size, string reason)
    {
        var planner = new WindowPlanner
        {
            PageBytes = 4096,
            HighestAddress = long.MaxValue,
            Memory = [Ram],
            SystemRam = [new(0x3001000, 0x1000, "System RAM")],
            Claimed = [new(0x4000800, 8, "serial")],
            Allowed = [new("test,ipa", new(0x1e40000, 0x8000, ""))],
        };

        StringAssert.Contains(Refusal(planner, new WindowRequest("ipa", ["test,ipa", "test,any"], address, size) { Buses = [[]] }), reason);
    }

    [TestMethod]
    public void T12_An_address_above_the_signed_word_of_a_32_bit_machine_is_refused()
    {
        var planner = new WindowPlanner { PageBytes = 4096, HighestAddress = int.MaxValue, Allowed = Anything };

        StringAssert.Contains(Refusal(planner, new WindowRequest("gsi", [], 0x180000000, 0x1000)), "ends above 0x7fffffff");
        StringAssert.Contains(Refusal(planner, new WindowRequest("gsi", [], 0x7fffffff, 2)), "ends above 0x7fffffff");
        Assert.AreEqual(0x7ffff000ul, planner.Plan(new WindowRequest("gsi", [], 0x7fffffff, 1)).PageAddress);
        Assert.AreEqual((ulong)nint.MaxValue, new WindowPlanner().HighestAddress);
    }

    [TestMethod]
    public void T12_Live_windows_do_not_overlap_and_come_free()
    {
        var planner = new WindowPlanner { PageBytes = 4096, Allowed = Anything };
        MappingWindow first = planner.Plan(new WindowRequest("ipa", [], 0x1e40100, 0x1000));

        Assert.AreEqual("ipa: 0x1000 bytes at 0x1e40100, mapped as 0x2000 at 0x1e40000", first.ToString());
        StringAssert.Contains(Refusal(planner, new WindowRequest("gsi", [], 0x1e410ff, 1)), "overlaps the live window ipa");
        planner.Plan(new WindowRequest("gsi", [], 0x1e41100, 4));
        planner.Release(first);
        planner.Plan(new WindowRequest("gsi", [], 0x1e410fc, 4));
    }

    [TestMethod]
    public void T12_Reserved_memory_is_mapped_by_the_node_that_it_belongs_to_only()
    {
        var other = new AddressRange(0x8c410000, 0x1000, "modem");
        var planner = new WindowPlanner { PageBytes = 4096, Memory = [Ram], Reserved = [Reserved, other], Allowed = Anything };
        WindowRequest Of(ulong size, params AddressRange[] own) => new("ipa", [], Reserved.Start, size) { Own = own };

        StringAssert.Contains(Refusal(planner, Of(Reserved.Size)), "overlap memory");
        StringAssert.Contains(Refusal(planner, Of(Reserved.Size, other)), "overlap memory");
        StringAssert.Contains(Refusal(planner, Of(Reserved.Size + 1, Reserved)), "overlap memory");
        StringAssert.Contains(Refusal(planner, Of(Reserved.Size + 1, Reserved with { Size = 0x11000 })), "overlap ipa-fw");
        planner.Plan(Of(Reserved.Size, other, Reserved));
    }

    [TestMethod]
    public void T12_What_the_running_kernel_calls_RAM_is_nobodys_own()
    {
        var planner = new WindowPlanner { PageBytes = 4096, Reserved = [Reserved], SystemRam = [new(0x8c40f000, 1, "System RAM")], HandedOver = [Reserved], Allowed = Anything };

        StringAssert.Contains(Refusal(planner, new WindowRequest("ipa", [], Reserved.Start, Reserved.Size) { Own = [Reserved] }), "overlap System RAM");
    }

    [TestMethod]
    public void T12_What_a_driver_of_the_kernel_has_claimed_is_mapped_only_where_it_hands_it_over()
    {
        var area = new AddressRange(0x1e40000, 0x1000, "uio0");
        var planner = new WindowPlanner { PageBytes = 4096, Claimed = [area], HandedOver = [area], Allowed = Anything };

        StringAssert.Contains(Refusal(planner, new WindowRequest("ipa", [], 0x1e40ffc, 8)), "overlap uio0");
        planner.Plan(new WindowRequest("ipa", [], 0x1e40ff8, 8));
    }

    [TestMethod]
    public void T12_What_the_kernel_has_claimed_is_read_from_its_list()
    {
        IomemText text = IomemText.Parse("01e00000-01efffff : bus\n  01e40000-01e46fff : 1e40000.ipa\n80000000-bfffffff : System RAM\n  80080000-80ffffff : Kernel code\nc0000000-c0000fff : System RAM\n");

        CollectionAssert.AreEqual(new AddressRange[] { new(0x80000000, 0x40000000, "System RAM"), new(0xc0000000, 0x1000, "System RAM") }, text.SystemRam.ToArray());
        CollectionAssert.AreEqual(new AddressRange[] { new(0x1e40000, 0x7000, "1e40000.ipa"), new(0x80080000, 0xf80000, "Kernel code") }, text.Claimed.ToArray());
    }

    [TestMethod]
    [DataRow("00000000-00000000 : System RAM\n", "withheld")]
    [DataRow("", "withheld")]
    [DataRow("00001000-00000fff : x\n", "expected a range and its name")]
    [DataRow("0-ffffffffffffffff : x\n", "expected a range and its name")]
    [DataRow("1000 : x\n", "expected a range and its name")]
    public void T12_A_list_that_cannot_be_believed_is_an_error_and_allows_nothing(string text, string reason) =>
        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => IomemText.Parse(text)).Message, reason);

    private static string Refusal(WindowPlanner planner, WindowRequest request) => Assert.ThrowsExactly<IOException>(() => planner.Plan(request)).Message;

    private static BigInteger? Planned(ulong address, ulong size, ulong child, ulong parent, ulong length)
    {
        var planner = new WindowPlanner { PageBytes = 4096, HighestAddress = long.MaxValue, Memory = [Ram], Allowed = Anything };
        try
        {
            return planner.Plan(new WindowRequest("x", [], address, size) { Buses = [[new BusRange(child, parent, length)]] }).Address;
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
