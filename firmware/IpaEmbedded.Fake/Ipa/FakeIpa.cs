using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>The IPA's register block and its interrupt; data and commands are done by the pipeline.</summary>
public sealed class FakeIpa : FakeRegisterBlock
{
    private const int HookStatus = 1;
    private const int HookEnable = 2;
    private const int HookClear = 3;
    private const int HookSuspendInfo = 4;
    private const int HookSuspendClear = 5;
    private const int HookAggregationActive = 6;
    private const int HookForceClose = 7;
    private const int HookMicrocontroller = 8;
    private const int HookEndpointControl = 9;
    private const int HookHolTimer = 10;

    private readonly ChipDescription _chip;
    private readonly IpaRegisters _registers;
    private readonly LevelHandler _output;
    private Pipeline _pipeline;
    private FakeMicrocontroller _microcontroller;
    private uint _status;
    private uint _enabled;
    private uint _suspendInfo;
    private bool _asserted;

    internal FakeIpa(ChipDescription chip, Sanitizer sanitizer, LevelHandler output)
        : base("ipa", chip.IpaRegistersSize, chip.IpaRegisters.All(), Counts(chip), sanitizer)
    {
        _chip = chip;
        _registers = chip.IpaRegisters;
        _output = output;
        Hook(_registers.IpaIrqStts, HookStatus);
        Hook(_registers.IpaIrqEn, HookEnable);
        Hook(_registers.IpaIrqClr, HookClear);
        Hook(_registers.IrqSuspendInfo, HookSuspendInfo);
        Hook(_registers.IrqSuspendClr, HookSuspendClear);
        Hook(_registers.StateAggrActive, HookAggregationActive);
        Hook(_registers.AggrForceClose, HookForceClose);
        Hook(_registers.IpaIrqUc, HookMicrocontroller);
        Hook(_registers.EndpInitCtrl, HookEndpointControl);
        Hook(_registers.EndpInitHolBlockTimer, HookHolTimer);
        SetResetValues();
    }

    /// <summary>Recorder of the chip's inside, or null.</summary>
    public ChipObserver Observer { get; set; }

    /// <summary>Bits of IPA_IRQ_STTS.</summary>
    public uint PendingInterrupts
    {
        get { return _status; }
    }

    /// <summary>Sets a bit of IPA_IRQ_STTS, numbers as in <see cref="IpaInterrupt"/>.</summary>
    public void RaiseInterrupt(int number)
    {
        _status |= 1u << number;
        if (Observer != null) { Observer.OnIpaInterrupt(number); }
        Update();
    }

    /// <summary>Says that data waits for a suspended endpoint, whether the driver enabled that or not.</summary>
    public void RaiseSuspend(int endpoint)
    {
        _suspendInfo |= 1u << endpoint;
        RaiseInterrupt(IpaInterrupt.TxSuspend);
    }

    internal ChipDescription Chip
    {
        get { return _chip; }
    }

    internal IpaRegisters Registers
    {
        get { return _registers; }
    }

    internal void Connect(Pipeline pipeline, FakeMicrocontroller microcontroller)
    {
        _pipeline = pipeline;
        _microcontroller = microcontroller;
    }

    /// <summary>As hardware does it: only for endpoints that the driver enabled.</summary>
    internal void SuspendedDataArrived(int endpoint)
    {
        uint bit = 1u << endpoint;
        if ((Peek(_registers.IrqSuspendEn, 0) & bit) == 0 || (_suspendInfo & bit) != 0) { return; }
        RaiseSuspend(endpoint);
    }

    internal bool IsSuspended(int endpoint)
    {
        return _registers.EndpInitCtrl != null && (Peek(_registers.EndpInitCtrl, endpoint) & 1) != 0;
    }

    /// <inheritdoc/>
    protected override uint OnRead(int hook, int instance, uint stored)
    {
        switch (hook)
        {
            case HookStatus: return _status;
            case HookSuspendInfo: return _suspendInfo;
            case HookAggregationActive: return _pipeline.OpenFrames();
            default: return stored;
        }
    }

    /// <inheritdoc/>
    protected override uint OnWrite(int hook, int instance, uint before, uint value)
    {
        switch (hook)
        {
            case HookEnable:
                _enabled = value;
                Update();
                break;
            case HookClear:
                _status &= ~value;
                Update();
                break;
            case HookSuspendClear:
                _suspendInfo &= ~value;
                break;
            case HookForceClose:
                _pipeline.ForceClose(value);
                break;
            case HookMicrocontroller:
                if ((value & 1) != 0) { _microcontroller.OnInterrupt(); }
                break;
            case HookEndpointControl:
                EndpointControl(instance, before, value);
                break;
            case HookHolTimer:
                if (value != before && (Peek(_registers.EndpInitHolBlockEn, instance) & 1) != 0)
                {
                    Report(SanitizerRule.HolTimerWhileEnabled, _registers.EndpInitHolBlockTimer, instance, value, null);
                }
                break;
            default:
                break;
        }
        return value;
    }

    private static int[] Counts(ChipDescription chip)
    {
        Register[] all = chip.IpaRegisters.All();
        int[] counts = new int[all.Length];
        for (int i = 0; i < all.Length; i++)
        {
            counts[i] = all[i].Stride == 0 ? 1 : all[i].Stride == 0x20 ? 8 : chip.EndpointSlots;
        }
        return counts;
    }

    private void SetResetValues()
    {
        Poke(_registers.SharedMemSize, 0, ((uint)_chip.SharedMemorySize / 8 - _chip.MemoryBase) | (_chip.MemoryBase << 16));
        Poke(_registers.CompCfg, 0, _chip.CompCfg);
        if (_registers.Flavor0 != null) { Poke(_registers.Flavor0, 0, _chip.Flavor0); }
        if (_registers.IpaTxCfg != null) { Poke(_registers.IpaTxCfg, 0, _chip.TxCfg); }
        if (_registers.EndpFilterRouterHshCfg != null)
        {
            for (int i = 0; i < _chip.EndpointSlots; i++) { Poke(_registers.EndpFilterRouterHshCfg, i, 0x007f007f); }
        }
        if (_registers.EndpInitCtrl != null) { Poke(_registers.EndpInitCtrl, _chip.Find("AP_MODEM_TX").Endpoint, 2); }
    }

    private void EndpointControl(int endpoint, uint before, uint value)
    {
        ChipEndpoint known = _chip.OfEndpoint(endpoint);
        if ((value & ~before & 2) != 0 && (known == null || known.Environment == ChipEndpoint.Ap))
        {
            Report(SanitizerRule.DelayOnApEndpoint, _registers.EndpInitCtrl, endpoint, value, null);
        }
        if (((value ^ before) & 1) == 0) { return; }
        Poke(_registers.EndpInitCtrl, endpoint, value);
        _pipeline.SuspendChanged(endpoint, (value & 1) != 0);
    }

    private void Update()
    {
        bool asserted = (_status & _enabled) != 0;
        if (asserted == _asserted) { return; }
        _asserted = asserted;
        _output(asserted);
    }
}
