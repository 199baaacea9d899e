using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

[TestClass]
public sealed class FaultPlanTests
{
    [TestMethod]
    public void A_stop_in_progress_needs_the_command_again()
    {
        var bench = new ChipBench();
        bench.Faults.StopInProgressCount = 1;
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Stop(3);
        Assert.AreEqual(4u, bench.StateOf(3));
        bench.Stop(3);
        Assert.AreEqual(3u, bench.StateOf(3));
        bench.AssertClean();
    }

    [TestMethod]
    public void A_stuck_command_does_nothing_for_ever()
    {
        var bench = new ChipBench();
        bench.Faults.StuckCommandAt = 3;
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Loop.Run(10000000);
        Assert.AreEqual(1u, bench.StateOf(3));
        bench.Start(3);
        Assert.AreEqual(2u, bench.StateOf(3));
    }

    [TestMethod]
    public void A_late_command_takes_effect_when_its_time_has_come()
    {
        var bench = new ChipBench();
        bench.Faults.LateCommandAt = 3;
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Loop.Run(59999);
        Assert.AreEqual(1u, bench.StateOf(3));
        bench.Loop.Run(1);
        Assert.AreEqual(2u, bench.StateOf(3));
    }

    [TestMethod]
    public void A_command_given_while_another_is_late_is_caught()
    {
        var bench = new ChipBench();
        bench.Faults.LateCommandAt = 3;
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Stop(3);
        Assert.AreEqual("command-overlap", bench.Sanitizer.At(0).Rule);
    }

    [TestMethod]
    public void A_dropped_interrupt_leaves_the_event_and_no_trace()
    {
        var bench = new ChipBench();
        bench.Faults.DropInterruptAt = 1;
        bench.Program(6, 3, false);
        bench.Start(6);
        bench.Gsi(0x1f0b8, 8);
        bench.Gsi(0x1f088, 8);
        var buffer = bench.Memory.Allocate("rx", 16, 8);
        bench.Element(6, 0, buffer.Address, 8, 0x00020200);
        bench.Element(6, 1, buffer.Address + 8, 8, 0x00020200);
        bench.Doorbell(6, 2);
        bench.Chip.Pipeline.DeliverBuffer(10, new byte[] { 1 }, 1);
        Assert.IsFalse(bench.Chip.GsiLine.IsPending);
        Assert.AreEqual(1ul, bench.Event(3, 0).Body & 0xffff);
        bench.Chip.Pipeline.DeliverBuffer(10, new byte[] { 1 }, 1);
        Assert.IsTrue(bench.Chip.GsiLine.IsPending);
    }

    [TestMethod]
    [DataRow(EventCorruption.UnknownElement, 0xdead0000ul, 0x0302000002000001ul)]
    [DataRow(EventCorruption.WrongChannel, 0ul, 0x0402000002000001ul)]
    [DataRow(EventCorruption.TooLong, 0ul, 0x030200000200fffful)]
    [DataRow(EventCorruption.UnknownCode, 0ul, 0x0302000010000001ul)]
    [DataRow(EventCorruption.NextElement, 0x20ul, 0x0302000002000001ul)]
    public void A_lying_event_says_what_the_plan_says(EventCorruption corruption, ulong address, ulong body)
    {
        var bench = new ChipBench();
        bench.Faults.CorruptionAt = 2;
        bench.Faults.Corruption = corruption;
        bench.Program(3, 2, true);
        bench.Start(3);
        var buffer = bench.Buffer(1);
        for (var i = 0; i < 3; i++) { bench.Element(3, i, buffer.Address, 1, 0x00020600); }
        bench.Doorbell(3, 3);

        Assert.AreEqual((bench.Rings[3].Address, 0x0302000002000001ul), bench.Event(2, 0));
        Assert.AreEqual((address < 0x100 ? bench.Rings[3].Address + (address == 0 ? 0x10 : address) : address, body), bench.Event(2, 1));
        Assert.AreEqual((bench.Rings[3].Address + 0x20, 0x0302000002000001ul), bench.Event(2, 2));
    }

    [TestMethod]
    public void A_generic_command_can_ask_for_a_retry()
    {
        var bench = new ChipBench();
        bench.Faults.GenericRetries[3] = 1;
        bench.Gsi(0x1f018, 0x443);
        Assert.AreEqual(0xc0u, bench.Gsi(0x1f400));
        bench.Gsi(0x1f400, 0);
        bench.Gsi(0x1f018, 0x443);
        Assert.AreEqual(0x20u, bench.Gsi(0x1f400));
    }

    [TestMethod]
    public void The_heap_fails_the_allocation_that_it_is_told_to()
    {
        var memory = new FakeMemory { FailAllocation = 2 };
        memory.Allocate("a", 16, 16);
        Assert.ThrowsExactly<HardwareException>(() => memory.Allocate("b", 16, 16));
        memory.Allocate("c", 16, 16);
    }

    [TestMethod]
    public void What_happens_of_a_plan_is_told_with_its_occasion()
    {
        var bench = new ChipBench();
        var told = new List<string>();
        bench.Faults.Observer = new Listener(told);
        bench.Faults.GenericRetries[3] = 1;
        bench.Faults.StopInProgressCount = 1;
        bench.Faults.StuckCommandAt = 6;
        bench.Program(3, 2, true);
        bench.Start(3);
        bench.Stop(3);
        bench.Gsi(0x1f018, 0x443);
        bench.Stop(3);

        Assert.AreEqual("StopInProgress 1; GenericRetry 5; StuckCommand 6", string.Join("; ", told));
        Assert.AreEqual((6, 1), (bench.Faults.Commands, bench.Faults.Stops));
    }

    private sealed class Listener(List<string> told) : FaultObserver
    {
        public override void OnFault(FaultKind kind, int occasion) => told.Add($"{kind} {occasion}");
    }
}
