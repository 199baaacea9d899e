using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Runtime.PowerManagement;

namespace IpaEmbedded.Ipa.Interrupts;

/// <summary>The interrupt of the IPA core: up to 32 sources, each with a handler that runs as work and with power on.</summary>
public sealed class IpaInterrupts
{
    /// <summary>Of the threaded interrupts this one is served first.</summary>
    public const int Priority = 0;

    private const int MaxRounds = 50;

    private readonly EventLoop _loop;
    private readonly IpaRegisters _table;
    private readonly RegisterBlock _registers;
    private readonly ConsumerInterrupt _line;
    private readonly RuntimePower _power;
    private readonly WorkItem _serveLater;
    private readonly EventLoopHandler[] _handlers = new EventLoopHandler[32];
    private uint _enabled;
    private bool _waitsForPower;

    /// <summary>Creates the dispatcher.</summary>
    public IpaInterrupts(EventLoop loop, IpaData data, RegisterBlock registers, ConsumerInterrupt line, RuntimePower power)
    {
        _loop = loop;
        _table = data.Registers;
        _registers = registers;
        _line = line;
        _power = power;
        _serveLater = new WorkItem(OnInterrupt);
    }

    /// <summary>Masks every source and takes the line, which also wakes the system.</summary>
    public void Configure()
    {
        _enabled = 0;
        _registers.Write32(_table.IpaIrqEn.Offset, 0);
        _line.RequestThreaded(OnInterrupt, Priority);
        _line.SetWake(true);
    }

    /// <summary>Gives the line back.</summary>
    public void Deconfigure()
    {
        _line.SetWake(false);
        _line.Free();
        _loop.Cancel(_serveLater);
        _waitsForPower = false;
    }

    /// <summary>The power is there: an interrupt that came without it is served.</summary>
    public void OnPowerResumed()
    {
        if (!_waitsForPower) { return; }
        _waitsForPower = false;
        _line.Enable();
        // An edge is told once.
        _loop.Post(_serveLater);
    }

    /// <summary>Enables a source; see <see cref="IpaInterrupt"/> for the numbers.</summary>
    public void Add(int id, EventLoopHandler handler)
    {
        _handlers[id] = handler;
        _enabled |= 1u << id;
        _registers.Write32(_table.IpaIrqEn.Offset, _enabled);
    }

    /// <summary>Disables a source.</summary>
    public void Remove(int id)
    {
        _enabled &= ~(1u << id);
        _registers.Write32(_table.IpaIrqEn.Offset, _enabled);
        _handlers[id] = null;
    }

    private void OnInterrupt()
    {
        if (!_power.TryAcquire(0))
        {
            // Without power nothing can be read or cleared, and a level stays asserted.
            _line.Disable();
            _waitsForPower = true;
            return;
        }
        try
        {
            ServeAll();
        }
        finally
        {
            _power.Release();
        }
    }

    private void ServeAll()
    {
        uint pending = _registers.Read32(_table.IpaIrqStts.Offset);
        int rounds = MaxRounds;
        while ((pending & _enabled) != 0)
        {
            if (rounds-- == 0)
            {
                // A source that will not go quiet is silenced for good; the others go on.
                _loop.Trace.Add(IpaTraceId.CoreFlood, pending, 0);
                _enabled &= ~pending;
                _registers.Write32(_table.IpaIrqEn.Offset, _enabled);
                break;
            }
            for (int id = 0; id < 32; id++)
            {
                if ((pending & _enabled & (1u << id)) != 0) { Serve(id); }
            }
            pending = _registers.Read32(_table.IpaIrqStts.Offset);
        }
        if (pending != 0) { _registers.Write32(_table.IpaIrqClr.Offset, pending); }
    }

    private void Serve(int id)
    {
        // The microcontroller may raise its interrupt again while it is served, so it is cleared first; a suspend interrupt is gone
        // only after its handler has cleared the endpoints that caused it.
        bool early = id == IpaInterrupt.MicrocontrollerEvent || id == IpaInterrupt.MicrocontrollerResponse;
        if (early) { _registers.Write32(_table.IpaIrqClr.Offset, 1u << id); }
        _handlers[id]();
        if (!early) { _registers.Write32(_table.IpaIrqClr.Offset, 1u << id); }
    }
}
