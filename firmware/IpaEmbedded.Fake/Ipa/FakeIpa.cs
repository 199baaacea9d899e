using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>The IPA's register block and its interrupt; data and commands are done by the pipeline.</summary>
public sealed class FakeIpa : FakeRegisterBlock
{
    private readonly ChipDescription _chip;
    private readonly IpaRegisters _registers;
    private readonly LevelHandler _output;
    private Pipeline _pipeline;
    private FakeMicrocontroller _microcontroller;
    private uint _status;
    private uint _enabled;
    private readonly uint[] _suspendInfo;
    private readonly EndpointCheck _endpoints;
    private readonly CoreCheck _core;
    private bool _asserted;
    private bool _forNothing;

    internal FakeIpa(ChipDescription chip, Sanitizer sanitizer, LevelHandler output)
        : base("ipa", chip.IpaRegistersSize, chip.IpaRegisters, sanitizer)
    {
        _chip = chip;
        _registers = chip.IpaRegisters;
        _output = output;
        _suspendInfo = new uint[_registers.IrqSuspendInfo.Count];
        OnRead(_registers.IpaIrqStts, ReadStatus);
        OnWrite(_registers.IpaIrqEn, Enable);
        OnWrite(_registers.IpaIrqClr, Clear);
        OnRead(_registers.IrqSuspendInfo, ReadSuspendInfo);
        OnWrite(_registers.IrqSuspendClr, ClearSuspendInfo);
        OnRead(_registers.StateAggrActive, ReadOpenFrames);
        OnWrite(_registers.AggrForceClose, ForceClose);
        OnWrite(_registers.IpaIrqUc, InterruptMicrocontroller);
        OnWrite(_registers.EndpInitCtrl, EndpointControl);
        OnWrite(_registers.EndpInitHolBlockTimer, HolTimer);
        _endpoints = new EndpointCheck(this);
        _core = new CoreCheck(this, _endpoints);
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

    /// <summary>Raises the interrupt until its status is read; nothing is behind it.</summary>
    internal void RaiseForNothing()
    {
        _forNothing = IsPowered;
        Update();
    }

    /// <summary>Power is gone, and what the registers had with it.</summary>
    internal void LoseRegisters()
    {
        uint place = Peek(_registers.SharedMemSize, 0);
        ClearValues();
        SetResetValues();
        Poke(_registers.SharedMemSize, 0, place);
        _status = 0;
        _enabled = 0;
        for (int i = 0; i < _suspendInfo.Length; i++) { _suspendInfo[i] = 0; }
        Update();
    }

    /// <summary>Says that data waits for a suspended endpoint, whether the driver enabled that or not.</summary>
    public void RaiseSuspend(int endpoint)
    {
        _suspendInfo[endpoint / 32] |= 1u << (endpoint % 32);
        RaiseInterrupt(IpaInterrupt.TxSuspend);
    }

    internal void SetMemoryBase(uint units)
    {
        Poke(_registers.SharedMemSize, 0, _registers.MemSize.Encode((uint)_chip.SharedMemorySize / 8 - units) | _registers.MemBaddr.Encode(units));
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
        _endpoints.Connect(pipeline);
        _core.Connect(pipeline);
    }

    /// <summary>What is watched in the registers of endpoints.</summary>
    internal EndpointCheck Endpoints
    {
        get { return _endpoints; }
    }

    /// <summary>Whether bytes of the shared memory are the application processor's to use: SHARED_MEM_SIZE tells where they begin and how many they are.</summary>
    internal bool IsUsableMemory(int offset, int size)
    {
        uint place = Peek(_registers.SharedMemSize, 0);
        int first = 8 * (int)_registers.MemBaddr.Decode(place);
        int end = first + 8 * (int)_registers.MemSize.Decode(place);
        if (end > _chip.SharedMemorySize) { end = _chip.SharedMemorySize; }
        return offset >= first && size <= end - offset;
    }

    /// <summary>As hardware does it: only for endpoints that the driver enabled.</summary>
    internal void SuspendedDataArrived(int endpoint)
    {
        int word = endpoint / 32;
        uint bit = 1u << (endpoint % 32);
        if ((Peek(_registers.IrqSuspendEn, word) & bit) == 0 || (_suspendInfo[word] & bit) != 0) { return; }
        RaiseSuspend(endpoint);
    }

    internal bool IsSuspended(int endpoint)
    {
        return _registers.EndpInitCtrl != null && _registers.EndpSuspend.IsSet(Peek(_registers.EndpInitCtrl, endpoint));
    }

    private uint ReadStatus(int instance, uint stored)
    {
        if (_forNothing)
        {
            _forNothing = false;
            Update();
        }
        return _status;
    }

    private uint ReadSuspendInfo(int instance, uint stored)
    {
        return _suspendInfo[instance];
    }

    private uint ReadOpenFrames(int instance, uint stored)
    {
        return _pipeline.OpenFrames(instance);
    }

    private void Enable(int instance, uint before, uint value)
    {
        _core.WriteInterruptEnable(value);
        _enabled = value;
        Update();
    }

    private void Clear(int instance, uint before, uint value)
    {
        uint suspend = 1u << IpaInterrupt.TxSuspend;
        if ((value & _status & _enabled & suspend) != 0 && HasSuspendInfo()) { Report(SanitizerRule.SuspendInfoKept, _registers.IpaIrqClr, 0, value, null); }
        _status &= ~value;
        Update();
    }

    private bool HasSuspendInfo()
    {
        for (int i = 0; i < _suspendInfo.Length; i++)
        {
            if (_suspendInfo[i] != 0) { return true; }
        }
        return false;
    }

    private void ClearSuspendInfo(int instance, uint before, uint value)
    {
        _suspendInfo[instance] &= ~value;
    }

    private void ForceClose(int instance, uint before, uint value)
    {
        _endpoints.CheckSet(_registers.AggrForceClose, instance, value);
        _pipeline.ForceClose(instance, value);
    }

    private void InterruptMicrocontroller(int instance, uint before, uint value)
    {
        if (_registers.UcIntr.IsSet(value)) { _microcontroller.OnInterrupt(); }
    }

    private void HolTimer(int endpoint, uint before, uint value)
    {
        _endpoints.WriteHolTimer(endpoint, value);
        if (value != before && _registers.HolBlockEn.IsSet(Peek(_registers.EndpInitHolBlockEn, endpoint)))
        {
            Report(SanitizerRule.HolTimerWhileEnabled, _registers.EndpInitHolBlockTimer, endpoint, value, null);
        }
    }

    private void SetResetValues()
    {
        SetMemoryBase(_chip.MemoryBase);
        Poke(_registers.CompCfg, 0, _chip.CompCfg);
        if (_registers.Flavor0 != null) { Poke(_registers.Flavor0, 0, _chip.Flavor0); }
        if (_registers.IpaTxCfg != null) { Poke(_registers.IpaTxCfg, 0, _chip.TxCfg); }
        FillFields(_registers.EndpFilterRouterHshCfg);
        FillFields(_registers.EndpFilterCacheCfg);
        FillFields(_registers.EndpRouterCacheCfg);
        if (_registers.EndpInitCtrl != null) { Poke(_registers.EndpInitCtrl, _chip.Find("AP_MODEM_TX").Endpoint, _registers.EndpDelay.Mask); }
    }

    // One that the version lacks (null) is skipped.
    private void FillFields(Register register)
    {
        for (int i = 0; register != null && i < register.Count; i++) { Poke(register, i, register.DefinedMask); }
    }

    private void EndpointControl(int endpoint, uint before, uint value)
    {
        ChipEndpoint known = _chip.OfEndpoint(endpoint);
        _endpoints.WriteControl(endpoint, value & ~before);
        if (_registers.EndpDelay.IsSet(value & ~before) && (known == null || known.Environment == ChipEndpoint.Ap))
        {
            Report(SanitizerRule.DelayOnApEndpoint, _registers.EndpInitCtrl, endpoint, value, null);
        }
        if (_registers.EndpSuspend.IsSet(value ^ before)) { _pipeline.SuspendChanged(endpoint, _registers.EndpSuspend.IsSet(value)); }
    }

    private void Update()
    {
        bool asserted = _forNothing || (_status & _enabled) != 0;
        if (asserted == _asserted) { return; }
        _asserted = asserted;
        _output(asserted);
    }
}
