using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>Writes event elements, takes event doorbells, and raises IEOB at once or by moderation.</summary>
internal sealed class EventWriter
{
    private const int TicksPerMillisecond = 32;

    private readonly FakeGsi _gsi;
    private readonly RingCheck _check;
    private readonly FaultPlan _faults;
    private readonly Pipeline _pipeline;
    private readonly FakeEventRing[] _rings;
    private readonly EventLoopTimer _later;
    private ulong _previousElement;
    private uint _laterRings;

    internal EventWriter(EventLoop loop, FakeGsi gsi, RingCheck check, FaultPlan faults, Pipeline pipeline)
    {
        _gsi = gsi;
        _check = check;
        _faults = faults;
        _pipeline = pipeline;
        _rings = gsi.Rings;
        _later = new EventLoopTimer(loop, RaiseLater);
        for (int i = 0; i < gsi.Rings.Length; i++)
        {
            gsi.Rings[i].Moderation = new EventLoopTimer(loop, new Moderation(this, i).Expire);
        }
    }

    internal ChipObserver Observer { get; set; }

    internal bool HasRoom(int ring)
    {
        return WithRoom(ring) != null;
    }

    internal void ReportFull(FakeChannel channel)
    {
        int number = channel.EventRing;
        FakeEventRing events = number < _rings.Length ? _rings[number] : null;
        if (events != null && events.FullReported) { return; }
        bool allocated = events != null && events.State == EventRingState.Allocated;
        if (events != null) { events.FullReported = true; }
        _gsi.Report(SanitizerRule.EventRingFull, _gsi.Registers.EvDoorbell0, number, (ulong)channel.Number,
            allocated ? "no free element" : "event ring is not allocated");
        _gsi.LogError(allocated ? GsiErrorCode.TypeEventRing : GsiErrorCode.TypeChannel, (uint)(allocated ? number : channel.Number),
            allocated ? GsiErrorCode.EventRingEmpty : GsiErrorCode.NotAllocatedEvent);
    }

    internal void Doorbell(FakeEventRing events, uint value)
    {
        FakeRing ring = events.Ring;
        if (events.State != EventRingState.Allocated)
        {
            _gsi.Report(SanitizerRule.DoorbellState, _gsi.Registers.EvDoorbell0, events.Number, value, "event ring state " + events.State.ToString());
            return;
        }
        if (!_check.IsUsable(events)) { return; }
        int offset = ring.OffsetOf(value);
        if (offset < 0)
        {
            _gsi.Report(SanitizerRule.DoorbellOutsideRing, _gsi.Registers.EvDoorbell0, events.Number, value, "ring 0x" + ring.Base.ToString("x"));
            return;
        }
        if ((offset & (TransferElement.Size - 1)) != 0)
        {
            _gsi.Report(SanitizerRule.DoorbellUnaligned, _gsi.Registers.EvDoorbell0, events.Number, value, null);
            return;
        }
        events.Unanswered = 0;
        int ready = ring.Ready;
        ring.Given = offset;
        if (ring.Ready < ready)
        {
            _gsi.Report(SanitizerRule.DoorbellPastPointer, _gsi.Registers.EvDoorbell0, events.Number, value,
                ready.ToString() + " elements were free, now " + ring.Ready.ToString());
        }
        events.FullReported = false;
    }

    internal void Write(FakeChannel channel, ulong element, int length, uint code, bool blocked)
    {
        // What the element itself caused may have taken the room that there was before.
        FakeEventRing events = WithRoom(channel.EventRing);
        if (events == null)
        {
            ReportFull(channel);
            return;
        }
        FakeRing ring = events.Ring;
        if (!_check.IsUsable(events)) { return; }
        ulong address = element;
        uint number = (uint)channel.Number;
        uint reported = (uint)length & 0xffff;
        EventCorruption corruption = _faults.NextEvent();
        if (corruption != EventCorruption.None) { Corrupt(corruption, ref address, ref number, ref reported, ref code); }
        _previousElement = element;
        ulong rest = reported | ((ulong)code << EventElement.CodeShift)
            | ((ulong)EventElement.TypeTransferEvent << EventElement.TypeShift) | ((ulong)number << EventElement.ChannelShift);
        int offset = ring.Own;
        ring.Memory.WriteElement(ring.MemoryOffset + offset, address, rest);
        ring.Advance();
        events.Unanswered++;
        if (Observer != null) { Observer.OnEvent(events.Number, offset / TransferElement.Size, channel.Number, element, length, blocked); }
        _pipeline.CountEvent();
        if (!blocked)
        {
            events.Moderation.Cancel();
            Raise(events.Number);
            return;
        }
        if (events.Moderation.IsArmed) { return; }
        uint ticks = _gsi.Registers.EvModt.Decode(_gsi.Peek(_gsi.Registers.EvCntxt8, events.Number));
        if (ticks == 0) { Raise(events.Number); }
        else { events.Moderation.Start((long)ticks * 1000 / TicksPerMillisecond); }
    }

    // The event ring if an element of it is free, else null.
    private FakeEventRing WithRoom(int ring)
    {
        if (ring >= _rings.Length) { return null; }
        FakeEventRing events = _rings[ring];
        return events.State == EventRingState.Allocated && events.Ring.HasElements ? events : null;
    }

    internal void Raise(int ring)
    {
        int later;
        if (_faults.NextRaise(out later)) { _gsi.RaiseIeob(ring); }
        if (later == 0) { return; }
        _laterRings |= 1u << ring;
        _later.Start(later);
    }

    private void RaiseLater()
    {
        for (int i = 0; i < _rings.Length; i++)
        {
            if ((_laterRings & (1u << i)) != 0) { _gsi.RaiseIeob(i); }
        }
        _laterRings = 0;
    }

    private void Corrupt(EventCorruption corruption, ref ulong address, ref uint number, ref uint length, ref uint code)
    {
        switch (corruption)
        {
            case EventCorruption.UnknownElement: address = 0xdead0000; break;
            case EventCorruption.UnalignedElement: address += 4; break;
            case EventCorruption.WrongChannel: number = (number + 1) & 0x1f; break;
            case EventCorruption.TooLong: length = 0xffff; break;
            case EventCorruption.UnknownCode: code = EventElement.CodeUndefined; break;
            case EventCorruption.StaleElement: address = _previousElement; break;
            case EventCorruption.NextElement: address += TransferElement.Size; break;
            default: break;
        }
    }
}
