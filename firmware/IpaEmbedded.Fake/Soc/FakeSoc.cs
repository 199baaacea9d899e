using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>
/// A whole SoC around the IPA: what a platform needs to boot from a device tree blob on the fake. The modem starts when
/// its supervisor starts it.
/// </summary>
public sealed class FakeSoc
{
    private const int MessageRamBytes = 0x400;
    private const int ImemBytes = 0x3000;

    private readonly SocMap _map;
    private readonly FakeMemory _memory = new FakeMemory();
    private readonly FakeBoard _board = new FakeBoard();
    private readonly FaultPlan _faults = new FaultPlan();
    private readonly GicPin _ipaPin;
    private readonly GicPin _gsiPin;
    private readonly FakeChip _chip;
    private readonly FakeSmp2p _smp2p;
    private readonly FakeAoss _aoss;
    private readonly FakeRpmh _rpmh;
    private readonly FakeSecureMonitor _secureMonitor;
    private readonly PacketModemTransport _link;
    private readonly FakeModem _modem;
    private readonly ModemBoot _boot;
    private readonly FakeNetwork _network;
    private readonly SmemCheck _smem;
    private readonly HardwareSpinlockRegisters _locks;
    private readonly Mailbox _mailbox;
    private readonly RemoteProcessorControl _modemControl;
    private SocInterruptHandler _interrupts;

    /// <summary>Creates a SoC without power; <paramref name="modemLoadsGsiFirmware"/> is the property "modem-init" of the tree.</summary>
    public FakeSoc(EventLoop loop, ChipDescription chip, SocMap map, ChipTiming timing, bool modemLoadsGsiFirmware)
    {
        _map = map;
        _ipaPin = new GicPin(this, map.IpaInterrupt);
        _gsiPin = new GicPin(this, map.GsiInterrupt);
        DmaMemory shared = new DmaMemory(map.SharedMemory, chip.SharedMemorySize);
        DmaMemory smem = new DmaMemory(map.Smem, map.SmemSize);
        DmaMemory imem = new DmaMemory(map.Imem, ImemBytes);
        DmaMemory messageRam = new DmaMemory(map.MessageRam, MessageRamBytes);
        DmaMemory commandDatabase = new DmaMemory(map.CommandDatabase, map.CommandDatabaseSize);
        SmemImage.Write(smem, FakeSmp2p.InItem);
        CommandDatabaseImage.Write(commandDatabase, map.BusClocks);
        _memory.AddRegion("smem", smem);
        _memory.AddRegion("imem", imem);
        _chip = new FakeChip(loop, chip, timing, _memory, _faults, _ipaPin.Set, _gsiPin.Set, shared);
        _board.AddRegisters(map.IpaRegisters, _chip.Ipa);
        _board.AddRegisters(map.GsiRegisters, _chip.Gsi);
        _smem = new SmemCheck(_chip.Sanitizer, smem);
        _locks = new HardwareSpinlockRegisters(_smem);
        _board.AddRegisters(map.HardwareSpinlocks, _locks);
        _board.AddMemory(shared);
        _board.AddMemory(smem);
        _board.AddMemory(imem);
        _board.AddMemory(messageRam);
        _board.AddMemory(commandDatabase);
        _smp2p = new FakeSmp2p(this, loop, smem);
        _aoss = new FakeAoss(this, messageRam);
        _rpmh = new FakeRpmh(_chip, map);
        _secureMonitor = new FakeSecureMonitor(this);
        _link = new PacketModemTransport(loop);
        _link.Sanitizer = _chip.Sanitizer;
        _modem = new FakeModem(_chip, _link, null, _smp2p);
        _modem.SetGsiFirmware(false);
        _network = new FakeNetwork(_chip);
        _network.IsUp = false;
        _boot = new ModemBoot(_chip, _modem, modemLoadsGsiFirmware);
        _boot.Network = _network;
        _boot.Ready = OnReady;
        _boot.Fatal = OnFatal;
        _mailbox = new FakeMailbox(this);
        _modemControl = new FakeProcessorControl(this);
    }

    /// <summary>Where the blocks are.</summary>
    public SocMap Map
    {
        get { return _map; }
    }

    /// <summary>Memory for DMA.</summary>
    public FakeMemory Memory
    {
        get { return _memory; }
    }

    /// <summary>Registers and memory for the platform.</summary>
    public FakeBoard Board
    {
        get { return _board; }
    }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults
    {
        get { return _faults; }
    }

    /// <summary>The IPA.</summary>
    public FakeChip Chip
    {
        get { return _chip; }
    }

    /// <summary>Violations of the hardware's rules.</summary>
    public Sanitizer Sanitizer
    {
        get { return _chip.Sanitizer; }
    }

    /// <summary>The always-on subsystem's message box.</summary>
    public FakeAoss Aoss
    {
        get { return _aoss; }
    }

    /// <summary>The votes.</summary>
    public FakeRpmh Rpmh
    {
        get { return _rpmh; }
    }

    /// <summary>TrustZone.</summary>
    public FakeSecureMonitor SecureMonitor
    {
        get { return _secureMonitor; }
    }

    /// <summary>The modem.</summary>
    public FakeModem Modem
    {
        get { return _modem; }
    }

    /// <summary>How the modem boots, stops and crashes.</summary>
    public ModemBoot Boot
    {
        get { return _boot; }
    }

    /// <summary>The network behind the modem; it is up while the modem is connected.</summary>
    public FakeNetwork Network
    {
        get { return _network; }
    }

    /// <summary>The message bus's link to the modem.</summary>
    public PacketModemTransport Link
    {
        get { return _link; }
    }

    /// <summary>Takes kicks of the application processor, by channel.</summary>
    public Mailbox Mailbox
    {
        get { return _mailbox; }
    }

    /// <summary>Starts and stops the modem.</summary>
    public RemoteProcessorControl ModemControl
    {
        get { return _modemControl; }
    }

    /// <summary>Whether the lock of SMEM is held.</summary>
    public bool IsSharedMemoryLocked
    {
        get { return _smem.IsLocked; }
    }

    /// <summary>Says who takes the SoC's interrupts; levels that are high already come at once.</summary>
    public void ConnectInterrupts(SocInterruptHandler handler)
    {
        _interrupts = handler;
        _ipaPin.Refresh();
        _gsiPin.Refresh();
    }

    internal SmemCheck SmemUse
    {
        get { return _smem; }
    }

    /// <summary>Nothing on the SoC goes wrong any more: the plan's faults, memory that runs out, a subsystem and a monitor that refuse.</summary>
    public void Heal()
    {
        _chip.Heal();
        _memory.FailAllocation = 0;
        _aoss.IsMute = false;
        _secureMonitor.AuthenticationError = 0;
        _secureMonitor.FailCallAt = 0;
        _link.FailSendAt = 0;
        _aoss.LoseKickAt = 0;
        _locks.BusyAt = 0;
    }

    /// <summary>Attempts to take a hardware lock so far.</summary>
    public int LockAttempts
    {
        get { return _locks.Attempts; }
    }

    /// <summary>From the n-th attempt on every hardware lock is somebody else's, for so many attempts; 0 for never.</summary>
    public void HoldLocks(int attempt, int attempts)
    {
        _locks.BusyAt = attempt;
        _locks.BusyAttempts = attempts;
    }

    internal FakeSmp2p Smp2p
    {
        get { return _smp2p; }
    }

    internal void SetInterrupt(int number, bool asserted)
    {
        if (_interrupts != null) { _interrupts(number, asserted); }
    }

    internal void RaiseInterrupt(int number)
    {
        SetInterrupt(number, true);
        SetInterrupt(number, false);
    }

    private void OnReady()
    {
        _smp2p.Publish();
        _smp2p.Pulse(FakeSmp2p.Supervision, FakeSmp2p.ReadyBit);
    }

    private void OnFatal()
    {
        _smp2p.Pulse(FakeSmp2p.Supervision, FakeSmp2p.FatalBit);
    }
}
