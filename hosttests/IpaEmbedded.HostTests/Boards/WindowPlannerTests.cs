using System.Numerics;
using IpaEmbedded.Boards.Linux.Registers;
using IpaEmbedded.HostTests.Architecture;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>Which physical addresses may be mapped; nothing is mapped here.</summary>
[TestClass]
public sealed class WindowPlannerTests
{
    private static readonly AddressRange Ram = new(0x80000000, 0x40000000, "memory");
    private static readonly AllowedWindow[] Anything = [new(null, new AddressRange(0, ulong.MaxValue, ""))];
    private static readonly AddressRange Reserved = new(0x8c400000, 0x10000, "ipa-fw");

    [TestMethod]
    public void T12_A_million_windows_are_mapped_or_refused_as_an_oracle_of_big_integers_says()
    {
        const int Machines = 125_000;
        const int WindowsOfEach = 8;
        var hits = new int[Enum.GetValues<WindowRefusal>().Length];
        for (int seed = 0; seed < Machines; seed++)
        {
            var machine = new RandomWindows(seed);
            for (int i = 0; i < WindowsOfEach; i++)
            {
                WindowRequest request = machine.Next();
                HashSet<WindowRefusal> rows = machine.Refusals(request, out BigInteger start);
                WindowDecision decision = machine.Planner.Decide(request);
                bool isRight = decision.Window is { } window
                    ? rows.Count == 0 && window.Address == start && window.Size == request.Size && decision is { Refusal: WindowRefusal.None, Reason: null }
                    : rows.Contains(decision.Refusal) && decision.Reason!.StartsWith($"{request}: ", StringComparison.Ordinal);
                if (!isRight) { Assert.Fail($"seed {seed}, window {i}: {request}: planned {decision}, the oracle says {string.Join(", ", rows)} at {start}"); }
                hits[(int)decision.Refusal]++;
            }
        }

        // The oracle is no proof of a row that never came, nor of anything if it says no to everything.
        foreach (WindowRefusal row in Enum.GetValues<WindowRefusal>())
        {
            Assert.IsGreaterThan(1000, hits[(int)row], $"{row}, of {string.Join(", ", hits)}");
        }
    }

    [TestMethod]
    public void T12_Each_row_of_the_table_in_the_READ_ME_is_one_that_refuses()
    {
        IEnumerable<string> rows = File.ReadLines(Path.Combine(RepositoryRoot.Folder, "firmware/boards/linux/README.md"))
            .SkipWhile(line => line != "| never mapped | because |").Skip(2).TakeWhile(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);

        CollectionAssert.AreEqual(Enum.GetNames<WindowRefusal>().Skip(1).ToArray(), rows.ToArray());
    }

    [TestMethod]
    [DataRow(WindowRefusal.Empty, 0x1e40000ul, 0ul, "a window has at least one byte")]
    [DataRow(WindowRefusal.Oversized, 0x1e40000ul, 0x1000001ul, "a window has at most 0x1000000 bytes")]
    [DataRow(WindowRefusal.Wraps, 0xfffffffffffff000ul, 0x2000ul, "wraps around")]
    [DataRow(WindowRefusal.Unaligned, 0x1e40002ul, 4ul, "begins at 0x1e40002, inside a word of 4 bytes")]
    [DataRow(WindowRefusal.AboveMachine, 0x8000000000000000ul, 0x1000ul, "ends above 0x7fffffffffffffff")]
    [DataRow(WindowRefusal.Memory, 0x7ffff800ul, 0x1000ul, "its pages overlap memory at 0x80000000")]
    [DataRow(WindowRefusal.Reserved, 0x5000000ul, 4ul, "its pages overlap modem at 0x5000100")]
    [DataRow(WindowRefusal.SystemRam, 0x3000ff8ul, 0x10ul, "its pages overlap System RAM at 0x3001000")]
    [DataRow(WindowRefusal.Claimed, 0x4000000ul, 0x10ul, "its pages overlap serial at 0x4000800")]
    [DataRow(WindowRefusal.Live, 0x1e47ffcul, 4ul, "overlaps the live window neighbour at 0x1e47f00")]
    [DataRow(WindowRefusal.NotAllowed, 0x1e04000ul, 0x10ul, "test,ipa may not map it: no UIO device has it, and the allow list does not name it")]
    [DataRow(WindowRefusal.NotAllowed, 0x1e40ff8ul, 0x7009ul, "test,ipa may not map it: no UIO device has it, and the allow list does not name it", DisplayName = "a byte beyond the allow list")]
    public void T12_A_window_that_may_not_be_mapped_is_refused_by_its_row(WindowRefusal row, ulong address, ulong size, string reason)
    {
        var planner = new WindowPlanner
        {
            PageBytes = 4096,
            HighestAddress = long.MaxValue,
            Memory = [Ram],
            Reserved = [new(0x5000100, 0x100, "modem")],
            SystemRam = [new(0x3001000, 0x1000, "System RAM")],
            Claimed = [new(0x4000800, 8, "serial")],
            Allowed = [new("test,ipa", new(0x1e40000, 0x8000, ""))],
        };
        if (row == WindowRefusal.Live) { planner.Plan(new WindowRequest("neighbour", ["test,ipa"], 0x1e47f00, 0x100)); }

        WindowDecision decision = planner.Decide(new WindowRequest("ipa", ["test,ipa", "test,any"], address, size) { Buses = [[]] });
        Assert.AreEqual(row, decision.Refusal);
        Assert.IsNull(decision.Window);
        StringAssert.Contains(decision.Reason, reason);
    }

    [TestMethod]
    public void T12_A_window_that_its_bus_does_not_reach_is_refused()
    {
        var planner = new WindowPlanner { PageBytes = 4096, Allowed = Anything };
        WindowDecision at(ulong address, ulong size) => planner.Decide(new WindowRequest("ipa", [], address, size) { Buses = [[new BusRange(0x1000, 0x1e40000, 0x1000), new BusRange(0x10000, ulong.MaxValue - 0xfff, 0x2000)]] });

        Assert.AreEqual((WindowRefusal.OutsideRanges, "ipa: 0x8 bytes at 0x1ffc: no entry of ranges covers it"), (at(0x1ffc, 8).Refusal, at(0x1ffc, 8).Reason));
        Assert.AreEqual((WindowRefusal.Wraps, "ipa: 0x8 bytes at 0x10ffc: wraps around in its bus's ranges"), (at(0x10ffc, 8).Refusal, at(0x10ffc, 8).Reason));
        Assert.AreEqual(0x1e40ffcul, at(0x1ffc, 4).Window!.Address);
    }

    [TestMethod]
    public void T12_An_address_above_the_signed_word_of_a_32_bit_machine_is_refused()
    {
        var planner = new WindowPlanner { PageBytes = 4096, HighestAddress = int.MaxValue, Allowed = Anything };

        StringAssert.Contains(Refusal(planner, new WindowRequest("gsi", [], 0x180000000, 0x1000)), "ends above 0x7fffffff");
        StringAssert.Contains(Refusal(planner, new WindowRequest("gsi", [], 0x7ffffffc, 5)), "ends above 0x7fffffff");
        Assert.AreEqual(0x7ffff000ul, planner.Plan(new WindowRequest("gsi", [], 0x7ffffffc, 4)).PageAddress);
        Assert.AreEqual((ulong)nint.MaxValue, new WindowPlanner().HighestAddress);
    }

    [TestMethod]
    public void T12_Live_windows_do_not_overlap_and_come_free()
    {
        var planner = new WindowPlanner { PageBytes = 4096, Allowed = Anything };
        MappingWindow first = planner.Plan(new WindowRequest("ipa", [], 0x1e40100, 0x1000));

        Assert.AreEqual("ipa: 0x1000 bytes at 0x1e40100, mapped as 0x2000 at 0x1e40000", first.ToString());
        StringAssert.Contains(Refusal(planner, new WindowRequest("gsi", [], 0x1e410fc, 4)), "overlaps the live window ipa");
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
        var planner = new WindowPlanner { PageBytes = 4096, Reserved = [Reserved], SystemRam = [new(0x8c40f000, 1, "System RAM")], HandedOver = [new(null, Reserved)], Allowed = Anything };

        StringAssert.Contains(Refusal(planner, new WindowRequest("ipa", [], Reserved.Start, Reserved.Size) { Own = [Reserved] }), "overlap System RAM");
    }

    [TestMethod]
    public void T12_What_a_driver_of_the_kernel_has_claimed_is_mapped_only_where_it_hands_it_over()
    {
        var area = new AddressRange(0x1e40000, 0x1000, "uio0");
        var planner = new WindowPlanner { PageBytes = 4096, Claimed = [area], HandedOver = [new("test,ipa", area)], Allowed = Anything };

        StringAssert.Contains(Refusal(planner, new WindowRequest("ipa", ["test,ipa"], 0x1e40ffc, 8)), "overlap uio0");
        StringAssert.Contains(Refusal(planner, new WindowRequest("other", ["test,other"], 0x1e40ff8, 8)), "overlap uio0");
        planner.Plan(new WindowRequest("ipa", ["test,ipa"], 0x1e40ff8, 8));
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
}
