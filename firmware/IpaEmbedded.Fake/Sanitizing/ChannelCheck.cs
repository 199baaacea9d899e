using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Holds commands and contexts of channels and event rings against the IPA reference, sections 3.3 to 3.7, 16 and 18.3.</summary>
internal sealed class ChannelCheck
{
    private const uint Gpi = 2;
    private const int MostChained = 64;
    private const int FirstReservedRing = 10;
    private const int LastReservedRing = 16;

    private readonly FakeGsi _gsi;
    private readonly GsiRegisters _table;
    private readonly int _version;

    internal ChannelCheck(FakeGsi gsi)
    {
        _gsi = gsi;
        _table = gsi.Registers;
        _version = gsi.Chip.Version;
    }

    /// <summary>A command for a channel was written; whether the channel's state allows it is seen when it is executed.</summary>
    internal void Command(FakeChannel channel, uint opcode, uint value)
    {
        if (channel.IsStateUnread) { _gsi.Report(SanitizerRule.StateNotRead, _table.ChCmd, 0, value, "channel " + channel.Number.ToString()); }
        channel.IsStateUnread = true;
        channel.Asked = opcode;
        if (opcode == GsiOpcode.Allocate)
        {
            channel.WasStarted = false;
            CheckInterrupts(value);
        }
        if (opcode == GsiOpcode.Reset && channel.State == ChannelState.Allocated && _version >= IpaVersion.V4_0)
        {
            _gsi.Report(SanitizerRule.CommandState, _table.ChCmd, 0, value, "nothing to reset");
        }
        if (opcode == GsiOpcode.Stop && channel.ToIpa && channel.State == ChannelState.Started && channel.Ring.HasElements && !_gsi.Engine.IsHeld(channel))
        {
            _gsi.Report(SanitizerRule.StoppedWhileBusy, _table.ChCmd, 0, value, channel.Ring.Ready.ToString() + " elements are not executed");
        }
    }

    /// <summary>A command for an event ring was written.</summary>
    internal void Command(FakeEventRing ring, uint opcode, uint value)
    {
        if (ring.IsStateUnread) { _gsi.Report(SanitizerRule.StateNotRead, _table.EvChCmd, 0, value, "event ring " + ring.Number.ToString()); }
        ring.IsStateUnread = true;
        if (opcode == GsiOpcode.Allocate)
        {
            if (ring.Number >= FirstReservedRing && ring.Number <= LastReservedRing) { _gsi.Report(SanitizerRule.EventRingReserved, _table.EvChCmd, 0, value, null); }
            return;
        }
        for (int i = 0; i < _gsi.Channels.Length; i++)
        {
            FakeChannel channel = _gsi.Channels[i];
            bool uses = channel.EventRing == ring.Number && channel.WasStarted && channel.State != ChannelState.NotAllocated && channel.Asked != GsiOpcode.Deallocate;
            if (uses) { _gsi.Report(SanitizerRule.EventRingInUse, _table.EvChCmd, 0, value, "channel " + i.ToString() + " uses it"); }
        }
    }

    /// <summary>A channel was started: its context, its event ring and its endpoint are complete.</summary>
    internal void Started(FakeChannel channel)
    {
        channel.WasStarted = true;
        if (channel.Endpoint < 0) { return; }
        int number = channel.Number;
        uint context = _gsi.Peek(_table.ChCntxt0, number);
        ChipEndpoint endpoint = _gsi.Chip.OfChannel(number);
        Require(_table.ChProtocol.Decode(context) == Gpi, SanitizerRule.ChannelContext, _table.ChCntxt0, number, context, "PROTOCOL");
        Require(_table.ChElementSize.Decode(context) == TransferElement.Size, SanitizerRule.ChannelContext, _table.ChCntxt0, number, context, "ELEMENT_SIZE");
        Require(channel.ToIpa == endpoint.ToIpa, SanitizerRule.ChannelContext, _table.ChCntxt0, number, context, "DIR");
        uint scratch = _gsi.Peek(_table.ChScratch2, number);
        bool good = channel.Outstanding >= 1 && channel.Outstanding <= MostChained && _table.MaxOutstandingTre.Decode(scratch) % TransferElement.Size == 0;
        Require(good, SanitizerRule.ChannelContext, _table.ChScratch2, number, scratch, "MAX_OUTSTANDING_TRE");
        scratch = _gsi.Peek(_table.ChScratch3, number);
        Require(_table.OutstandingThreshold.IsSet(scratch), SanitizerRule.ChannelContext, _table.ChScratch3, number, scratch, "OUTSTANDING_THRESHOLD");
        if (channel.Ring.Defect == null) { Require(channel.Ring.Count >= 2 * (int)channel.Outstanding - 1, SanitizerRule.RingSmall, _table.ChCntxt1, number, (uint)channel.Ring.Count, null); }
        CheckService(number, endpoint.Name == "AP_COMMAND_TX");
        CheckEvents(channel);
    }

    /// <summary>Power goes while a channel may still move data: before v4.0 its endpoint has to be suspended, later the channel stopped (section 10).</summary>
    internal void PowerEnds(FakeChannel channel)
    {
        if (channel.State != ChannelState.Started || channel.Endpoint < 0 || channel.Asked == GsiOpcode.Stop || _gsi.Engine.IsHeld(channel)) { return; }
        bool busy = _version >= IpaVersion.V4_0 || (channel.ToIpa ? channel.Ring.HasElements : !_gsi.Engine.IsSuspended(channel));
        if (busy) { _gsi.Report(SanitizerRule.PowerOffBusy, _table.ChCntxt0, channel.Number, _table.ChState.Replace(_gsi.Peek(_table.ChCntxt0, channel.Number), channel.State), null); }
    }

    private bool Require(bool good, string rule, Register register, int instance, uint value, string what)
    {
        if (!good) { _gsi.Report(rule, register, instance, value, what); }
        return good;
    }

    // Before the first channel, the interrupt is a wire, and errors are told (section 3.6).
    private void CheckInterrupts(uint value)
    {
        uint fatal = _table.BusError.Mask | _table.CmdFifoOvrflow.Mask | _table.McsStackOvrflow.Mask;
        bool good = _table.Intype.IsSet(_gsi.Peek(_table.CntxtIntset, 0)) && _table.ErrorInt.IsSet(_gsi.Peek(_table.CntxtGlobIrqEn, 0))
            && (_gsi.Peek(_table.CntxtGsiIrqEn, 0) & fatal) == fatal;
        Require(good, SanitizerRule.InterruptSetup, _table.ChCmd, 0, value, "INTSET, GLOB_IRQ_EN or GSI_IRQ_EN");
    }

    private void CheckService(int number, bool commands)
    {
        uint service = _gsi.Peek(_table.ChQos, number);
        bool good = _table.WrrWeight.Decode(service) == (commands ? ChannelService.CommandWeight : 0);
        if (_version >= IpaVersion.V4_0) { good &= !_table.UseDbEng.IsSet(service); }
        if (_table.UseEscapeBufOnly != null) { good &= _table.UseEscapeBufOnly.IsSet(service) == !commands; }
        if (_table.PrefetchMode != null) { good &= _table.PrefetchMode.Decode(service) == (commands ? 0 : ChannelService.EscapeBufferOnly); }
        if (_table.DbInBytes != null) { good &= _table.DbInBytes.IsSet(service); }
        Require(good, SanitizerRule.ChannelService, _table.ChQos, number, service, null);
    }

    private void CheckEvents(FakeChannel channel)
    {
        int number = channel.EventRing;
        if (!Require(number < _gsi.Rings.Length && _gsi.Rings[number].State == EventRingState.Allocated, SanitizerRule.ChannelContext, _table.ChCntxt0, channel.Number, (uint)number, "event ring is not allocated")) { return; }
        FakeEventRing ring = _gsi.Rings[number];
        uint context = _gsi.Peek(_table.EvCntxt0, number);
        bool good = _table.EvChtype.Decode(context) == Gpi && _table.EvIntype.IsSet(context) && _table.EvElementSize.Decode(context) == EventElement.Size;
        Require(good, SanitizerRule.EventContext, _table.EvCntxt0, number, context, "CHTYPE, INTYPE or ELEMENT_SIZE");
        uint others = _gsi.Peek(_table.EvCntxt9, number) | _gsi.Peek(_table.EvCntxt10, number) | _gsi.Peek(_table.EvCntxt11, number) | _gsi.Peek(_table.EvCntxt12, number) | _gsi.Peek(_table.EvCntxt13, number);
        Require(others == 0, SanitizerRule.EventContext, _table.EvCntxt9, number, others, "messages and copies of the pointer are not used");
        if (ring.Ring.Defect == null) { Require(ring.Ring.Own != ring.Ring.Given, SanitizerRule.EventRingNotGiven, _table.EvDoorbell0, number, 0, null); }
        for (int i = 0; i < _gsi.Channels.Length; i++)
        {
            FakeChannel other = _gsi.Channels[i];
            bool shares = other != channel && other.EventRing == number && (other.State == ChannelState.Started || other.State == ChannelState.Stopped);
            Require(!shares, SanitizerRule.EventRingShared, _table.ChCntxt0, channel.Number, (uint)number, "channel " + i.ToString() + " uses it");
        }
    }
}
