using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>
/// The whole IPA: register blocks, shared memory, microcontroller and the two interrupts, over one memory and one
/// event loop. It starts without power.
/// </summary>
public sealed class FakeChip
{
    private readonly EventLoop _loop;
    private readonly ChipDescription _description;
    private readonly ChipTiming _timing;
    private readonly FakeMemory _memory;
    private readonly DmaMemory _shared;
    private readonly FaultPlan _faults;
    private readonly Sanitizer _sanitizer;
    private readonly InterruptLine _ipaLine;
    private readonly InterruptLine _gsiLine;
    private readonly FakeIpa _ipa;
    private readonly FakeGsi _gsi;
    private readonly FakeMicrocontroller _microcontroller;
    private readonly Pipeline _pipeline;
    private readonly TransferEngine _engine;
    private ChipObserver _observer;

    /// <summary>Creates a chip with interrupt lines of its own.</summary>
    public FakeChip(EventLoop loop, ChipDescription description, ChipTiming timing, FakeMemory memory)
        : this(loop, description, timing, memory, new FaultPlan(), new InterruptLine(loop, "ipa", false), new InterruptLine(loop, "gsi", false),
            new DmaMemory(0x01e47000, description.SharedMemorySize))
    {
    }

    /// <summary>Creates a chip that drives the given lines and lives in the given shared memory, which is filled with bytes 0xa5.</summary>
    public FakeChip(EventLoop loop, ChipDescription description, ChipTiming timing, FakeMemory memory, FaultPlan faults, InterruptLine ipaLine, InterruptLine gsiLine, DmaMemory shared)
        : this(loop, description, timing, memory, faults, ipaLine.SetLevel, gsiLine.SetLevel, shared)
    {
        _ipaLine = ipaLine;
        _gsiLine = gsiLine;
    }

    /// <summary>Creates a chip that drives interrupt outputs of any kind.</summary>
    public FakeChip(EventLoop loop, ChipDescription description, ChipTiming timing, FakeMemory memory, FaultPlan faults, LevelHandler ipaOutput, LevelHandler gsiOutput, DmaMemory shared)
    {
        _loop = loop;
        _description = description;
        _timing = timing;
        _memory = memory;
        _faults = faults;
        _shared = shared;
        _shared.Fill(0, _shared.Size, 0xa5);
        _sanitizer = new Sanitizer(loop);
        _ipa = new FakeIpa(description, _sanitizer, ipaOutput);
        _gsi = new FakeGsi(loop, description, timing, faults, _sanitizer, gsiOutput);
        _microcontroller = new FakeMicrocontroller(_ipa, shared, (int)description.MemoryBase * 8 + description.MicrocontrollerOffset);
        _pipeline = new Pipeline(loop, _ipa, memory, shared, faults);
        _engine = new TransferEngine(loop, _gsi, memory, timing, faults, _pipeline);
        _ipa.Connect(_pipeline, _microcontroller);
        _gsi.Connect(_engine);
        _pipeline.Connect(_engine);
    }

    /// <summary>The event loop.</summary>
    public EventLoop Loop
    {
        get { return _loop; }
    }

    /// <summary>What kind of chip it is.</summary>
    public ChipDescription Description
    {
        get { return _description; }
    }

    /// <summary>How long things take.</summary>
    public ChipTiming Timing
    {
        get { return _timing; }
    }

    /// <summary>The memory that its DMA reaches.</summary>
    public FakeMemory Memory
    {
        get { return _memory; }
    }

    /// <summary>Region "ipa-shared".</summary>
    public DmaMemory SharedMemory
    {
        get { return _shared; }
    }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults
    {
        get { return _faults; }
    }

    /// <summary>Violations of the hardware's rules.</summary>
    public Sanitizer Sanitizer
    {
        get { return _sanitizer; }
    }

    /// <summary>Interrupt "ipa", level; null when the chip drives outputs of another kind.</summary>
    public InterruptLine IpaLine
    {
        get { return _ipaLine; }
    }

    /// <summary>Interrupt "gsi", level; null when the chip drives outputs of another kind.</summary>
    public InterruptLine GsiLine
    {
        get { return _gsiLine; }
    }

    /// <summary>Region "ipa-reg".</summary>
    public FakeIpa Ipa
    {
        get { return _ipa; }
    }

    /// <summary>Region "gsi".</summary>
    public FakeGsi Gsi
    {
        get { return _gsi; }
    }

    /// <summary>The microcontroller.</summary>
    public FakeMicrocontroller Microcontroller
    {
        get { return _microcontroller; }
    }

    /// <summary>Where packets of the modem go in and out.</summary>
    public Pipeline Pipeline
    {
        get { return _pipeline; }
    }

    /// <summary>Whether clock and interconnects are on.</summary>
    public bool IsPowered
    {
        get { return _gsi.IsPowered; }
    }

    /// <summary>Whether the always-on subsystem keeps the registers while power is off, as it was asked.</summary>
    public bool IsRetained { get; set; }

    // That it is loaded has not been read, so that nobody could have asked for retention.
    private bool IsInitUnheard
    {
        get { return (_ipa.PendingInterrupts & (1u << IpaInterrupt.MicrocontrollerResponse)) != 0; }
    }

    /// <summary>Nothing goes wrong any more, and what still does ends.</summary>
    public void Heal()
    {
        _faults.Heal();
        _engine.EndStall();
        _gsi.EndStops();
    }

    /// <summary>Largest MEM_BADDR with which the microcontroller's mailbox still lies in the shared memory, in units of 8 bytes.</summary>
    public uint LargestMemoryBase
    {
        get { return (uint)(_shared.Size - MicrocontrollerMemory.InterfaceVersion - 4 - _description.MicrocontrollerOffset) / 8; }
    }

    /// <summary>Moves the start of the usable shared memory (MEM_BADDR), and with it the microcontroller's mailbox; in units of 8 bytes, before a driver reads it.</summary>
    public void SetMemoryBase(uint units)
    {
        _ipa.SetMemoryBase(units);
        _microcontroller.MoveTo((int)units * 8 + _description.MicrocontrollerOffset);
    }

    /// <summary>Recorder of the chip's inside, or null.</summary>
    public ChipObserver Observer
    {
        get { return _observer; }
        set
        {
            _observer = value;
            _ipa.Observer = value;
            _engine.Observer = value;
        }
    }

    /// <summary>Switches clock and interconnects; without them every access is a violation and the gsi line is low.</summary>
    public void SetPowered(bool powered)
    {
        if (powered == _gsi.IsPowered) { return; }
        if (!powered)
        {
            _gsi.PowerEnds();
            _pipeline.PowerEnds();
        }
        _ipa.SetPowered(powered);
        if (!powered && _microcontroller.IsLoaded && !IsInitUnheard && _faults.CollapseNow() && !IsRetained) { _ipa.LoseRegisters(); }
        _gsi.SetPowered(powered);
        if (_observer != null) { _observer.OnPower(powered); }
    }
}
