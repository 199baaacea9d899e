using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Interrupts of GSI and IPA: what is enabled when, errors that the hardware logs, and sources that do not go quiet.</summary>
[TestClass]
public sealed class InterruptTests
{
    [TestMethod]
    public void At_rest_only_events_and_errors_are_enabled_and_never_those_of_other_processors()
    {
        var board = new Board().Open();
        var gsi = board.Soc.Chip.Gsi;
        var table = board.Soc.Chip.Description.GsiRegisters;

        // Types: 2 global, 3 event, 6 general; not 0 channel, 1 event ring, 4 and 5 of other processors.
        Assert.AreEqual(0x4cu, gsi.Peek(table.CntxtTypeIrqMsk, 0));
        Assert.AreEqual(0u, gsi.Peek(table.CntxtSrcChIrqMsk, 0));
        Assert.AreEqual(0u, gsi.Peek(table.CntxtSrcEvChIrqMsk, 0));
        Assert.AreEqual(1u, gsi.Peek(table.CntxtGlobIrqEn, 0));
        Assert.AreEqual(0xeu, gsi.Peek(table.CntxtGsiIrqEn, 0));
        Assert.AreEqual(0xfu, gsi.Peek(table.CntxtSrcIeobIrqMsk, 0), "four event rings");
        Assert.AreEqual(0u, gsi.Peek(table.InterEeSrcChIrqMsk, 0));
    }

    [TestMethod]
    public void An_error_in_the_log_is_counted_read_and_cleared()
    {
        var board = new Board().Open();
        board.Soc.Chip.Gsi.LogError(GsiErrorCode.TypeEventRing, 3, GsiErrorCode.EventRingEmpty);
        board.Loop.Run(100);

        Assert.AreEqual(1u, board.Loop.Trace.CountOf(IpaTraceId.GsiError));
        Assert.AreEqual(GsiErrorCode.EventRingEmpty << 12 | 3u << 19 | GsiErrorCode.TypeEventRing << 24, board.Loop.Trace.Last(IpaTraceId.GsiError).A);
        Assert.AreEqual(0u, board.Soc.Chip.Gsi.Peek(board.Soc.Chip.Description.GsiRegisters.ErrorLog, 0));
        board.Soc.Chip.Gsi.RaiseGeneral(2);
        board.Loop.Run(100);
        Assert.AreEqual("the GSI has a general error: CNTXT_GSI_IRQ_STTS 0x00000002", board.Told(IpaTraceId.GsiGeneralError));
        Assert.IsTrue(board.Echo(new Link(board)));
        board.AssertClean();
    }

    [TestMethod]
    public void A_gsi_source_that_does_not_go_quiet_is_masked_after_50_rounds_and_traffic_goes_on()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        // The general interrupt is pending again as soon as it is cleared.
        int rounds = 0;
        board.Hooks.AfterGsiWrite = (offset, _) =>
        {
            if (offset != 0x1f128) { return; }
            rounds++;
            board.Soc.Chip.Gsi.RaiseGeneral(2);
        };
        board.Soc.Chip.Gsi.RaiseGeneral(2);
        board.Loop.Run(100);

        Assert.AreEqual(50, rounds);
        Assert.AreEqual("interrupts of the GSI did not go quiet and were masked: CNTXT_TYPE_IRQ 0x00000040", board.Told(IpaTraceId.GsiFlood));
        Assert.IsTrue(board.Echo(link));
        Assert.AreEqual(0u, board.Soc.Chip.Gsi.Peek(board.Soc.Chip.Description.GsiRegisters.CntxtTypeIrqMsk, 0) & 0x40, "the general type is off");
    }

    [TestMethod]
    public void The_suspend_interrupt_is_enabled_per_receive_endpoint_while_it_is_used()
    {
        var board = new Board().Boot();
        var table = board.Soc.Chip.Description.IpaRegisters;
        Assert.AreEqual(1u << 9, board.Soc.Chip.Ipa.Peek(table.IrqSuspendEn, 0), "exceptions");
        board.Work(board.Interface.Open);
        Assert.AreEqual(1u << 9 | 1u << 10, board.Soc.Chip.Ipa.Peek(table.IrqSuspendEn, 0));
        board.Work(board.Interface.Stop);
        Assert.AreEqual(1u << 9, board.Soc.Chip.Ipa.Peek(table.IrqSuspendEn, 0));
    }

    [TestMethod]
    public void Ipa_interrupts_are_cleared_before_the_microcontrollers_handler_and_after_any_other()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        uint before = board.Driver.SuspendInterrupt.Count;
        board.Soc.Chip.Ipa.RaiseSuspend(board.Endpoint(EndpointName.ApModemRx));
        board.Soc.Chip.Microcontroller.RaiseEvent(2, 0);
        board.Loop.Run(100);

        Assert.AreEqual(before + 1, board.Driver.SuspendInterrupt.Count);
        Assert.AreEqual(0u, board.Soc.Chip.Ipa.PendingInterrupts);
        board.AssertClean();
    }
}
