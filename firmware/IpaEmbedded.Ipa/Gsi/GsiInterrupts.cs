using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>
/// The interrupt of the GSI: which of its types and sources are enabled, and who is told. Types are on only while they are needed,
/// so a late interrupt of an earlier command cannot be taken for the next one's.
/// </summary>
internal sealed class GsiInterrupts
{
    private const int FloodLimit = 50;

    internal readonly Completion CommandDone = new Completion();

    private readonly IpaData _data;
    private readonly GsiRegisters _table;
    private readonly RegisterBlock _registers;
    private readonly ConsumerInterrupt _line;
    private readonly EventLoop _loop;
    private readonly GsiChannel[] _channelOfEventRing = new GsiChannel[32];
    private readonly uint _ieob;
    private uint _types;
    private uint _events;

    internal GsiInterrupts(EventLoop loop, IpaData data, RegisterBlock registers, ConsumerInterrupt line)
    {
        _loop = loop;
        _data = data;
        _table = data.Gsi;
        _registers = registers;
        _line = line;
        _ieob = data.Gsi.Ieob.Mask;
    }

    /// <summary>Whether the interrupt is taken, and with it whether registers may be read: a poll can come late, when power is gone.</summary>
    internal bool IsListening { get; private set; }

    internal void Bind(int eventRing, GsiChannel channel)
    {
        _channelOfEventRing[eventRing] = channel;
    }

    internal void MaskAll()
    {
        _registers.Write32(_table.CntxtIntset.Offset, _table.Intype.Mask);
        SetTypes(0);
        _registers.Write32(_table.CntxtSrcChIrqMsk.Offset, 0);
        _registers.Write32(_table.CntxtSrcEvChIrqMsk.Offset, 0);
        _registers.Write32(_table.CntxtGlobIrqEn.Offset, 0);
        _events = 0;
        _registers.Write32(_table.CntxtSrcIeobIrqMsk.Offset, 0);
        if (_data.MasksOtherEnvironments)
        {
            _registers.Write32(_table.InterEeSrcChIrqMsk.Offset, 0);
            _registers.Write32(_table.InterEeSrcEvChIrqMsk.Offset, 0);
        }
        _registers.Write32(_table.CntxtGsiIrqEn.Offset, 0);
        _line.Request(OnInterrupt);
        IsListening = true;
    }

    internal void EnableErrors()
    {
        _registers.Write32(_table.ErrorLog.Offset, 0);
        _registers.Write32(_table.CntxtGlobIrqEn.Offset, _table.ErrorInt.Mask);
        SetTypes(_types | _table.GlobEe.Mask);
        _registers.Write32(_table.CntxtGsiIrqEn.Offset, _table.BusError.Mask | _table.CmdFifoOvrflow.Mask | _table.McsStackOvrflow.Mask);
        SetTypes(_types | _table.General.Mask);
    }

    internal void DisableAll()
    {
        SetTypes(0);
        _registers.Write32(_table.CntxtGsiIrqEn.Offset, 0);
        _registers.Write32(_table.CntxtGlobIrqEn.Offset, 0);
        _line.Free();
        IsListening = false;
    }

    internal void Suspend()
    {
        IsListening = false;
        _line.Disable();
    }

    internal void Resume()
    {
        IsListening = true;
        _line.Enable();
    }

    internal void BeginChannelCommand(int channel)
    {
        DemandLine();
        _registers.Write32(_table.CntxtSrcChIrqClr.Offset, 0xffffffff);
        _registers.Write32(_table.CntxtSrcChIrqMsk.Offset, 1u << channel);
        SetTypes(_types | _table.ChCtrl.Mask);
        CommandDone.Reset();
    }

    internal void EndChannelCommand()
    {
        SetTypes(_types & ~_table.ChCtrl.Mask);
        _registers.Write32(_table.CntxtSrcChIrqMsk.Offset, 0);
    }

    internal void BeginEventRingCommand(int eventRing)
    {
        DemandLine();
        _registers.Write32(_table.CntxtSrcEvChIrqClr.Offset, 0xffffffff);
        _registers.Write32(_table.CntxtSrcEvChIrqMsk.Offset, 1u << eventRing);
        SetTypes(_types | _table.EvCtrl.Mask);
        CommandDone.Reset();
    }

    internal void EndEventRingCommand()
    {
        SetTypes(_types & ~_table.EvCtrl.Mask);
        _registers.Write32(_table.CntxtSrcEvChIrqMsk.Offset, 0);
    }

    internal void BeginGenericCommand()
    {
        DemandLine();
        _registers.Write32(_table.CntxtGlobIrqEn.Offset, _table.ErrorInt.Mask | _table.GpInt1.Mask);
        // The end of a command says not which it was: that of one that nobody waited for any more, perhaps a driver before this one, is not the next one's.
        if (_table.GpInt1.IsSet(_registers.Read32(_table.CntxtGlobIrqStts.Offset))) { _registers.Write32(_table.CntxtGlobIrqClr.Offset, _table.GpInt1.Mask); }
        CommandDone.Reset();
    }

    internal void EndGenericCommand()
    {
        _registers.Write32(_table.CntxtGlobIrqEn.Offset, _table.ErrorInt.Mask);
    }

    internal void EnableEvents(int eventRing)
    {
        uint before = _events;
        _events |= 1u << eventRing;
        if (_events == before) { return; }
        _registers.Write32(_table.CntxtSrcIeobIrqMsk.Offset, _events);
        if (before == 0) { SetTypes(_types | _table.Ieob.Mask); }
    }

    internal void DisableEvents(uint eventRings)
    {
        uint before = _events;
        _events &= ~eventRings;
        if (_events == before) { return; }
        if (_events == 0) { SetTypes(_types & ~_table.Ieob.Mask); }
        _registers.Write32(_table.CntxtSrcIeobIrqMsk.Offset, _events);
    }

    // A command whose end nobody hears would meet the next one.
    private void DemandLine()
    {
        if (!IsListening) { throw new IpaException(IpaError.WrongState, "GSI: no command without its interrupt"); }
    }

    private void SetTypes(uint types)
    {
        _types = types;
        _registers.Write32(_table.CntxtTypeIrqMsk.Offset, types);
    }

    private void OnInterrupt()
    {
        uint types = 0;
        for (int round = 0; round < FloodLimit; round++)
        {
            types = _registers.Read32(_table.CntxtTypeIrq.Offset);
            if (types == 0) { return; }
            if (types == _ieob)
            {
                OnEvents();
                continue;
            }
            if (_table.ChCtrl.IsSet(types)) { Acknowledge(_table.CntxtSrcChIrq.Offset, _table.CntxtSrcChIrqClr.Offset); }
            if (_table.EvCtrl.IsSet(types)) { Acknowledge(_table.CntxtSrcEvChIrq.Offset, _table.CntxtSrcEvChIrqClr.Offset); }
            if (_table.GlobEe.IsSet(types)) { OnGlobal(); }
            if (_table.Ieob.IsSet(types)) { OnEvents(); }
            if (_table.General.IsSet(types)) { OnGeneral(); }
        }
        // The source will not go quiet: without its types the line cannot starve everything else.
        _loop.Trace.Add(IpaTraceId.GsiFlood, types, 0);
        SetTypes(_types & (_table.GlobEe.Mask | _table.Ieob.Mask));
    }

    private void Acknowledge(uint source, uint clear)
    {
        _registers.Write32(clear, _registers.Read32(source));
        CommandDone.Complete();
    }

    private void OnGlobal()
    {
        uint status = _registers.Read32(_table.CntxtGlobIrqStts.Offset);
        if (_table.ErrorInt.IsSet(status))
        {
            uint error = _registers.Read32(_table.ErrorLog.Offset);
            _loop.Trace.Add(IpaTraceId.GsiError, error, 0);
            _registers.Write32(_table.ErrorLog.Offset, 0);
            _registers.Write32(_table.ErrorLogClr.Offset, 0xffffffff);
            if (_table.ErrorCode.Decode(error) == GsiErrorCode.OutOfResources) { CommandDone.Complete(); }
        }
        _registers.Write32(_table.CntxtGlobIrqClr.Offset, status);
        if (_table.GpInt1.IsSet(status)) { CommandDone.Complete(); }
    }

    private void OnEvents()
    {
        uint pending = _registers.Read32(_table.CntxtSrcIeobIrq.Offset);
        uint enabled = _events;
        DisableEvents(pending);
        _registers.Write32(_table.CntxtSrcIeobIrqClr.Offset, pending);
        // A dead bus says all of them.
        pending &= enabled;
        for (int ring = 0; pending != 0; ring++)
        {
            uint bit = 1u << ring;
            if ((pending & bit) == 0) { continue; }
            pending &= ~bit;
            GsiChannel channel = _channelOfEventRing[ring];
            if (channel == null) { continue; }
            channel.Counters.Interrupts++;
            _loop.Schedule(channel.Poll);
        }
    }

    private void OnGeneral()
    {
        uint status = _registers.Read32(_table.CntxtGsiIrqStts.Offset);
        _loop.Trace.Add(IpaTraceId.GsiGeneralError, status, 0);
        _registers.Write32(_table.CntxtGsiIrqClr.Offset, status);
    }
}
