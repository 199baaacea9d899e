using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Interrupts;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Ipa.Power;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Microcontroller;

/// <summary>
/// The microcontroller inside the IPA: the modem loads it, it reports through shared memory. Until it has, its loading needs
/// power, which this side holds for the modem.
/// </summary>
public sealed class IpaMicrocontroller
{
    private readonly EventLoop _loop;
    private readonly IpaData _data;
    private readonly RegisterBlock _registers;
    private readonly LocalMemory _memory;
    private readonly IpaInterrupts _interrupts;
    private readonly RuntimePower _power;
    private readonly Retention _retention;
    private bool _proxyTaken;
    private bool _proxyHeld;
    private bool _isRetained;

    /// <summary>Creates the driver's side of the mailbox.</summary>
    public IpaMicrocontroller(EventLoop loop, IpaData data, RegisterBlock registers, LocalMemory memory, IpaInterrupts interrupts, RuntimePower power, Retention retention)
    {
        _loop = loop;
        _data = data;
        _registers = registers;
        _memory = memory;
        _interrupts = interrupts;
        _power = power;
        _retention = retention;
    }

    /// <summary>Whether it has reported that it runs.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Listens to events and responses.</summary>
    public void Configure()
    {
        IsLoaded = false;
        _isRetained = false;
        _interrupts.Add(IpaInterrupt.MicrocontrollerEvent, OnEvent);
        _interrupts.Add(IpaInterrupt.MicrocontrollerResponse, OnResponse);
    }

    /// <summary>Stops listening and gives up what is held.</summary>
    public void Deconfigure()
    {
        _interrupts.Remove(IpaInterrupt.MicrocontrollerResponse);
        _interrupts.Remove(IpaInterrupt.MicrocontrollerEvent);
        if (IsLoaded) { _retention.Disable(); }
        DropProxy();
    }

    /// <summary>The modem is about to load the microcontroller: holds power for it, once in the driver's life. Retention that was refused is asked for again.</summary>
    public void AcquireProxy()
    {
        if (_proxyTaken)
        {
            if (IsLoaded) { Retain(); }
            return;
        }
        _proxyTaken = true;
        _proxyHeld = true;
        // Refused power comes when its next try succeeds, and stays then, since this is a user.
        if (!_power.TryAcquire(0)) { _power.AcquireWithoutResume(); }
    }

    /// <summary>Tells the microcontroller that this processor is about to die; only when it runs and has power.</summary>
    public void Panic()
    {
        if (!IsLoaded || !_power.IsActive) { return; }
        DmaMemory shared = _memory.Shared;
        int at = Base();
        shared.Write8(at + MicrocontrollerMemory.Command, MicrocontrollerMemory.CommandErrorFatal);
        shared.Write32(at + MicrocontrollerMemory.CommandParameter, 0);
        shared.Write32(at + MicrocontrollerMemory.CommandParameterHigh, 0);
        shared.Write8(at + MicrocontrollerMemory.Response, 0);
        shared.Write32(at + MicrocontrollerMemory.ResponseParameter, 0);
        _registers.Write32(_data.Registers.IpaIrqUc.Offset, _data.Registers.UcIntr.Mask);
    }

    private void OnEvent()
    {
        byte kind = _memory.Shared.Read8(Base() + MicrocontrollerMemory.Event);
        if (kind == MicrocontrollerMemory.EventError)
        {
            _loop.Trace.Add(IpaTraceId.MicrocontrollerError, _memory.Shared.Read32(Base() + MicrocontrollerMemory.EventParameter), 0);
        }
        else if (kind != MicrocontrollerMemory.EventLogInfo) { _loop.Trace.Add(IpaTraceId.MicrocontrollerUnknown, kind, 0); }
    }

    private void OnResponse()
    {
        byte response = _memory.Shared.Read8(Base() + MicrocontrollerMemory.Response);
        if (response != MicrocontrollerMemory.ResponseInitCompleted)
        {
            _loop.Trace.Add(IpaTraceId.MicrocontrollerUnknown, 0, response);
            return;
        }
        IsLoaded = true;
        Retain();
    }

    /// <summary>Asks again for a promise of retention that was refused; returns whether registers stay when power goes, as they do before the microcontroller runs.</summary>
    public bool TryRetain()
    {
        if (IsLoaded) { Retain(); }
        return !IsLoaded || _isRetained;
    }

    // Registers whose retention nobody promises would be lost with the power, so that this side keeps it on until somebody does.
    private void Retain()
    {
        if (!_isRetained) { _isRetained = _retention.Enable(); }
        if (_isRetained) { DropProxy(); }
    }

    private void DropProxy()
    {
        if (!_proxyHeld) { return; }
        _proxyHeld = false;
        _power.Release();
    }

    private int Base()
    {
        return (int)_memory.AddressOf(_data.Region(MemoryRegionName.UcShared));
    }
}
