using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>
/// The GSI's register block for the application processor: contexts, commands, doorbells and interrupts. What a doorbell
/// starts is done by the <see cref="TransferEngine"/>.
/// </summary>
public sealed class FakeGsi : FakeRegisterBlock
{
    private const int HookChannelContext0 = 1;
    private const int HookChannelContext1 = 2;
    private const int HookChannelContext2 = 3;
    private const int HookChannelContext3 = 4;
    private const int HookChannelReadPointer = 5;
    private const int HookChannelWritePointer = 6;
    private const int HookChannelProgram = 7;
    private const int HookEventContext0 = 8;
    private const int HookEventContext1 = 9;
    private const int HookEventContext2 = 10;
    private const int HookEventContext3 = 11;
    private const int HookEventPointer = 12;
    private const int HookChannelDoorbell = 13;
    private const int HookEventDoorbell = 14;
    private const int HookChannelCommand = 15;
    private const int HookEventCommand = 16;
    private const int HookGenericCommand = 17;
    private const int HookTypeIrq = 18;
    private const int HookChannelIrq = 19;
    private const int HookEventIrq = 20;
    private const int HookIeobIrq = 21;
    private const int HookGlobalIrq = 22;
    private const int HookGeneralIrq = 23;
    private const int HookChannelIrqClear = 24;
    private const int HookEventIrqClear = 25;
    private const int HookIeobIrqClear = 26;
    private const int HookGlobalIrqClear = 27;
    private const int HookGeneralIrqClear = 28;
    private const int HookTypeMask = 29;
    private const int HookChannelMask = 30;
    private const int HookEventMask = 31;
    private const int HookIeobMask = 32;
    private const int HookGlobalEnable = 33;
    private const int HookGeneralEnable = 34;
    private const int HookErrorLogClear = 35;

    private const uint StateMask = 0x00f00000;
    private const int StateShift = 20;
    private const uint GlobalError = 1;
    private const uint GlobalGenericDone = 2;

    private readonly ChipDescription _chip;
    private readonly GsiRegisters _registers;
    private readonly LevelHandler _output;
    private readonly FakeGsiCommands _commands;
    private readonly FakeChannel[] _channels;
    private readonly FakeEventRing[] _rings;
    private TransferEngine _engine;
    private uint _channelPending;
    private uint _eventPending;
    private uint _ieobPending;
    private uint _globalPending;
    private uint _generalPending;
    private uint _typeMask;
    private uint _channelMask;
    private uint _eventMask;
    private uint _ieobMask;
    private uint _globalEnable;
    private uint _generalEnable;
    private bool _asserted;

    internal FakeGsi(EventLoop loop, ChipDescription chip, ChipTiming timing, FaultPlan faults, Sanitizer sanitizer, LevelHandler output)
        : base("gsi", chip.GsiRegistersSize, chip.GsiRegisters.All(), Counts(chip), sanitizer)
    {
        _chip = chip;
        _registers = chip.GsiRegisters;
        _output = output;
        _channels = new FakeChannel[chip.Channels];
        _rings = new FakeEventRing[chip.EventRings];
        for (int i = 0; i < _channels.Length; i++)
        {
            _channels[i] = new FakeChannel(i);
            ChipEndpoint endpoint = chip.OfChannel(i);
            if (endpoint != null) { _channels[i].Endpoint = endpoint.Endpoint; }
        }
        for (int i = 0; i < _rings.Length; i++) { _rings[i] = new FakeEventRing(i); }
        _commands = new FakeGsiCommands(this, loop, timing, faults);
        SetHooks();
        Poke(_registers.GsiStatus, 0, 1);
        Poke(_registers.HwParam2, 0, 2 | ((uint)chip.Channels << 3) | ((uint)chip.EventRings << 8));
        for (int i = 0; i < _channels.Length; i++) { Poke(_registers.ChScratch3, i, 0x5a5aa5a5); }
    }

    /// <summary>State of a channel of the application processor, one of <see cref="ChannelState"/>.</summary>
    public uint StateOfChannel(int channel)
    {
        return _channels[channel].State;
    }

    /// <summary>State of an event ring, one of <see cref="EventRingState"/>.</summary>
    public uint StateOfEventRing(int ring)
    {
        return _rings[ring].State;
    }

    /// <summary>Elements of a channel that the hardware has been given and has not used.</summary>
    public int ReadyElements(int channel)
    {
        return _channels[channel].Ring.Ready;
    }

    /// <summary>Holds a channel back (true): doorbells are taken but nothing is executed until it is let go.</summary>
    public void Hold(int channel, bool hold)
    {
        _channels[channel].Held = hold;
        if (!hold) { _engine.Kick(_channels[channel]); }
    }

    /// <summary>Puts an entry into ERROR_LOG and raises the error interrupt; codes and types are those of <see cref="GsiErrorCode"/>.</summary>
    public void LogError(uint type, uint index, uint code)
    {
        Poke(_registers.ErrorLog, 0, (code << 12) | (index << 19) | (type << 24));
        _globalPending |= GlobalError;
        Update();
    }

    /// <summary>Raises general interrupts: 0 break point, 1 bus error, 2 command FIFO, 3 stack.</summary>
    public void RaiseGeneral(uint bits)
    {
        _generalPending |= bits;
        Update();
    }

    internal ChipDescription Chip
    {
        get { return _chip; }
    }

    internal GsiRegisters Registers
    {
        get { return _registers; }
    }

    internal FakeChannel[] Channels
    {
        get { return _channels; }
    }

    internal FakeEventRing[] Rings
    {
        get { return _rings; }
    }

    internal TransferEngine Engine
    {
        get { return _engine; }
    }

    internal FakeGsiCommands Commands
    {
        get { return _commands; }
    }

    internal void Connect(TransferEngine engine)
    {
        _engine = engine;
    }

    internal override void SetPowered(bool powered)
    {
        base.SetPowered(powered);
        Update();
        if (powered && _engine != null) { _engine.PowerIsBack(); }
    }

    internal void RaiseIeob(int ring)
    {
        _ieobPending |= 1u << ring;
        Update();
    }

    internal void ChannelCommandDone(int channel)
    {
        _channelPending |= 1u << channel;
        Update();
    }

    internal void EventCommandDone(int ring)
    {
        _eventPending |= 1u << ring;
        Update();
    }

    internal void GenericCommandDone(uint result)
    {
        uint scratch = Peek(_registers.CntxtScratch0, 0);
        Poke(_registers.CntxtScratch0, 0, (scratch & ~0xe0u) | (result << 5));
        _globalPending |= GlobalGenericDone;
        Update();
    }

    internal bool IsIeobPending(int ring)
    {
        return (_ieobPending & (1u << ring)) != 0;
    }

    /// <inheritdoc/>
    protected override uint OnRead(int hook, int instance, uint stored)
    {
        switch (hook)
        {
            case HookChannelContext0:
                return (stored & ~StateMask) | (_channels[instance].State << StateShift);
            case HookEventContext0:
                return (stored & ~StateMask) | (_rings[instance].State << StateShift);
            case HookChannelReadPointer:
                return (uint)_channels[instance].Ring.Base + (uint)_channels[instance].Ring.Own;
            case HookChannelWritePointer:
                return (uint)_channels[instance].Ring.Base + (uint)_channels[instance].Ring.Given;
            case HookEventPointer:
                return (uint)_rings[instance].Ring.Base + (uint)_rings[instance].Ring.Own;
            case HookTypeIrq:
                return Types();
            case HookChannelIrq:
                return _channelPending & _channelMask;
            case HookEventIrq:
                return _eventPending & _eventMask;
            case HookIeobIrq:
                return _ieobPending & _ieobMask;
            case HookGlobalIrq:
                return _globalPending & _globalEnable;
            case HookGeneralIrq:
                return _generalPending & _generalEnable;
            default:
                return stored;
        }
    }

    /// <inheritdoc/>
    protected override uint OnWrite(int hook, int instance, uint before, uint value)
    {
        switch (hook)
        {
            case HookChannelDoorbell:
                _engine.Doorbell(_channels[instance], value);
                return value;
            case HookEventDoorbell:
                _engine.EventDoorbell(_rings[instance], value);
                return value;
            case HookIeobMask:
                _ieobMask = value;
                break;
            case HookIeobIrqClear:
                if ((value & _ieobMask) != 0)
                {
                    Report(SanitizerRule.IeobClearedWhileEnabled, _registers.CntxtSrcIeobIrqClr, 0, value, "enabled 0x" + _ieobMask.ToString("x"));
                }
                _ieobPending &= ~value;
                break;
            case HookTypeMask:
                _typeMask = value;
                break;
            case HookChannelMask:
                _channelMask = value;
                break;
            case HookEventMask:
                _eventMask = value;
                break;
            case HookGlobalEnable:
                _globalEnable = value;
                break;
            case HookGeneralEnable:
                _generalEnable = value;
                break;
            case HookChannelIrqClear:
                _channelPending &= ~value;
                break;
            case HookEventIrqClear:
                _eventPending &= ~value;
                break;
            case HookGlobalIrqClear:
                _globalPending &= ~value;
                break;
            case HookGeneralIrqClear:
                _generalPending &= ~value;
                break;
            case HookErrorLogClear:
                Poke(_registers.ErrorLog, 0, 0);
                return value;
            case HookChannelCommand:
                _commands.Channel(value);
                return value;
            case HookEventCommand:
                _commands.EventRing(value);
                return value;
            case HookGenericCommand:
                _commands.Generic(value);
                return value;
            default:
                Program(hook, instance, value);
                return value;
        }
        Update();
        return value;
    }

    private static int[] Counts(ChipDescription chip)
    {
        Register[] all = chip.GsiRegisters.All();
        int[] counts = new int[all.Length];
        for (int i = 0; i < all.Length; i++)
        {
            string name = all[i].Name;
            if (all[i].Stride == 0 || name.Substring(0, 8) == "INTER_EE") { counts[i] = 1; }
            else { counts[i] = name.Substring(0, 2) == "EV" ? chip.EventRings : chip.Channels; }
        }
        return counts;
    }

    private void Program(int hook, int instance, uint value)
    {
        if (hook >= HookEventContext0 && hook <= HookEventContext3)
        {
            ProgramRing(hook - HookEventContext0, _rings[instance].Ring, value);
            return;
        }
        FakeChannel channel = _channels[instance];
        if (channel.State == ChannelState.Started || channel.State == ChannelState.StopInProgress)
        {
            Report(SanitizerRule.ProgrammedWhileStarted, _registers.ChCntxt0, instance, value, "channel is started");
        }
        if (hook == HookChannelProgram) { return; }
        if (hook == HookChannelContext0)
        {
            channel.ToIpa = (value & 8) != 0;
            channel.EventRing = (int)(value >> 14) & 0x1f;
            return;
        }
        ProgramRing(hook - HookChannelContext0, channel.Ring, value);
    }

    private static void ProgramRing(int context, FakeRing ring, uint value)
    {
        switch (context)
        {
            case 1: ring.Length = (int)(value & 0xfffff); break;
            case 2: ring.Base = (ring.Base & 0xffffffff00000000) | value; break;
            case 3: ring.Base = (ring.Base & 0xffffffff) | ((ulong)value << 32); break;
            default: return;
        }
        ring.Memory = null;
    }

    private uint Types()
    {
        uint types = 0;
        if ((_channelPending & _channelMask) != 0) { types |= 1; }
        if ((_eventPending & _eventMask) != 0) { types |= 2; }
        if ((_globalPending & _globalEnable) != 0) { types |= 4; }
        if ((_ieobPending & _ieobMask) != 0) { types |= 8; }
        if ((_generalPending & _generalEnable) != 0) { types |= 0x40; }
        return types & _typeMask;
    }

    private void Update()
    {
        bool asserted = IsPowered && Types() != 0;
        if (asserted == _asserted) { return; }
        _asserted = asserted;
        _output(asserted);
    }

    private void SetHooks()
    {
        Hook(_registers.ChCntxt0, HookChannelContext0);
        Hook(_registers.ChCntxt1, HookChannelContext1);
        Hook(_registers.ChCntxt2, HookChannelContext2);
        Hook(_registers.ChCntxt3, HookChannelContext3);
        Hook(_registers.ChCntxt4, HookChannelReadPointer);
        Hook(_registers.ChCntxt6, HookChannelWritePointer);
        Hook(_registers.ChQos, HookChannelProgram);
        Hook(_registers.ChScratch0, HookChannelProgram);
        Hook(_registers.ChScratch1, HookChannelProgram);
        Hook(_registers.ChScratch2, HookChannelProgram);
        Hook(_registers.ChScratch3, HookChannelProgram);
        Hook(_registers.EvCntxt0, HookEventContext0);
        Hook(_registers.EvCntxt1, HookEventContext1);
        Hook(_registers.EvCntxt2, HookEventContext2);
        Hook(_registers.EvCntxt3, HookEventContext3);
        Hook(_registers.EvCntxt4, HookEventPointer);
        Hook(_registers.ChDoorbell0, HookChannelDoorbell);
        Hook(_registers.EvDoorbell0, HookEventDoorbell);
        Hook(_registers.ChCmd, HookChannelCommand);
        Hook(_registers.EvChCmd, HookEventCommand);
        Hook(_registers.GenericCmd, HookGenericCommand);
        Hook(_registers.CntxtTypeIrq, HookTypeIrq);
        Hook(_registers.CntxtTypeIrqMsk, HookTypeMask);
        Hook(_registers.CntxtSrcChIrq, HookChannelIrq);
        Hook(_registers.CntxtSrcChIrqMsk, HookChannelMask);
        Hook(_registers.CntxtSrcChIrqClr, HookChannelIrqClear);
        Hook(_registers.CntxtSrcEvChIrq, HookEventIrq);
        Hook(_registers.CntxtSrcEvChIrqMsk, HookEventMask);
        Hook(_registers.CntxtSrcEvChIrqClr, HookEventIrqClear);
        Hook(_registers.CntxtSrcIeobIrq, HookIeobIrq);
        Hook(_registers.CntxtSrcIeobIrqMsk, HookIeobMask);
        Hook(_registers.CntxtSrcIeobIrqClr, HookIeobIrqClear);
        Hook(_registers.CntxtGlobIrqStts, HookGlobalIrq);
        Hook(_registers.CntxtGlobIrqEn, HookGlobalEnable);
        Hook(_registers.CntxtGlobIrqClr, HookGlobalIrqClear);
        Hook(_registers.CntxtGsiIrqStts, HookGeneralIrq);
        Hook(_registers.CntxtGsiIrqEn, HookGeneralEnable);
        Hook(_registers.CntxtGsiIrqClr, HookGeneralIrqClear);
        Hook(_registers.ErrorLogClr, HookErrorLogClear);
    }
}
