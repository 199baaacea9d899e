using System.IO.MemoryMappedFiles;
using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qtest;

/// <summary>A fake SoC as a machine without a processor: physical addresses, interrupts by number, and time that somebody else moves on.</summary>
public sealed class QtestMachine : IDisposable
{
    /// <summary>Physical address of the RAM that a client has for DMA.</summary>
    public const ulong RamAddress = FakeMemory.FirstAddress;

    /// <summary>Bytes of RAM when nobody says otherwise.</summary>
    public const int DefaultRamBytes = 64 << 20;

    /// <summary>The number that pulses when the message bus has something: behind the last shared interrupt.</summary>
    public const int MessageInterrupt = 1000;

    private const int NanosecondsPerMicrosecond = 1000;

    // Behind it nothing happens any more, so that sums of times stay what they are.
    private const long LastNanosecond = long.MaxValue / 4;

    private readonly SteppedTime _time = new();
    private readonly List<PhysicalRegion> _regions = [];
    private readonly Dictionary<int, InterruptLine> _lines = [];
    private readonly List<(int Number, InterruptLine Line)> _levels = [];
    private readonly Dictionary<int, bool> _shown = [];
    private readonly List<(int Number, bool Raised)> _changes = [];
    private readonly DmaMappings _mappings = new();
    private readonly DmaMemory _dmaRam;
    private readonly MemoryMappedFile _ramPages;
    private readonly MemoryMappedViewAccessor _ram;
    private long _nanoseconds;
    private bool _intercepts;

    /// <summary>Creates the machine as after power-on.</summary>
    public QtestMachine(string compatible, SocMap map, ChipTiming timing, bool modemLoadsFirmware, int ramBytes = DefaultRamBytes)
    {
        Loop = new EventLoop(_time);
        Soc = new FakeSoc(Loop, Chips.For(compatible), map, timing, modemLoadsFirmware);
        ChipDescription chip = Soc.Chip.Description;
        // Pages that nobody touches cost nothing, so a client can have plenty.
        _ramPages = MemoryMappedFile.CreateNew(null, ramBytes);
        _ram = _ramPages.CreateViewAccessor();
        _dmaRam = new DmaMemory(_ram, _ram.SafeMemoryMappedViewHandle.DangerousGetHandle(), RamAddress, ramBytes);
        Soc.Memory.AddRegion("ram", _dmaRam);
        AddRegisters("ipa-reg", map.IpaRegisters, chip.IpaRegistersSize);
        AddRegisters("gsi", map.GsiRegisters, chip.GsiRegistersSize);
        AddRegisters("hwlock", map.HardwareSpinlocks, 0x20000);
        AddMemory("ipa-shared", map.SharedMemory);
        AddMemory("imem", map.Imem);
        AddMemory("smem", map.Smem);
        AddMemory("cmd-db", map.CommandDatabase);
        AddMemory("aop-msgram", map.MessageRam);
        _regions.Add(new PhysicalRegion("ram", RamAddress, (ulong)ramBytes, _dmaRam, null));
        AddLevel(map.IpaInterrupt);
        AddLevel(map.GsiInterrupt);
        AddPulses(map.Smp2pInterrupt);
        AddPulses(map.AossInterrupt);
        Soc.ConnectInterrupts((number, asserted) => _lines[number].SetLevel(asserted));
    }

    /// <summary>The event loop in which the hardware lives.</summary>
    public EventLoop Loop { get; }

    /// <summary>The hardware.</summary>
    public FakeSoc Soc { get; }

    /// <summary>Time in nanoseconds.</summary>
    public long NowNanoseconds => _nanoseconds;

    /// <summary>When the hardware's next timer is due, in nanoseconds; null if none runs.</summary>
    public long? NextNanoseconds => _time.NextTimer(Loop) * NanosecondsPerMicrosecond;

    internal MemoryWatch Watch { get; } = new();

    /// <summary>Bytes of all memory, of the device and for DMA.</summary>
    internal long MemoryBytes => _regions.Sum(region => (long)(region.Memory?.Size ?? 0));

    /// <summary>What a client must know of this machine, a line each: ranges of addresses, interrupts, mailbox channels, the processor.</summary>
    public IEnumerable<string> DescribeMap()
    {
        SocMap map = Soc.Map;
        return
        [
            .. _regions.OrderBy(region => region.Address).Select(region => $"0x{region.Address:x9} +0x{region.Size:x} {region.Name}"),
            $"interrupt {map.IpaInterrupt} ipa, level",
            $"interrupt {map.GsiInterrupt} gsi, level",
            $"interrupt {map.Smp2pInterrupt} smp2p of the modem, pulses",
            $"interrupt {map.AossInterrupt} always-on subsystem, pulses",
            $"interrupt {MessageInterrupt} message bus, pulses",
            $"interrupt controller {QtestSession.InterruptController}",
            $"mailbox {map.Smp2pChannel} smp2p of the modem",
            $"mailbox {map.AossChannel} always-on subsystem",
            $"processor {SocCommands.Modem}",
            $"power {string.Join(' ', map.PowerVotes.Select(name => $"{name}=0x{Soc.Rpmh.AddressOf(name):x}"))}",
        ];
    }

    /// <summary>Moves time on, at most to the last moment that there is; timers run on the way, in order.</summary>
    public void Step(long nanoseconds)
    {
        _nanoseconds += Math.Clamp(nanoseconds, 0, LastNanosecond - _nanoseconds);
        Loop.Run((_nanoseconds / NanosecondsPerMicrosecond) - Loop.Now);
    }

    /// <summary>Lets the hardware do what it does at once.</summary>
    public void RunPending() => Loop.RunPending();

    /// <summary>From now on <see cref="TakeInterruptChanges"/> reports; asserted interrupts are reported as raised first.</summary>
    public void InterceptInterrupts() => _intercepts = true;

    /// <summary>Takes the RAM away; nothing may use the machine afterwards.</summary>
    public void Dispose()
    {
        _dmaRam.Revoke("the machine is gone");
        _ram.Dispose();
        _ramPages.Dispose();
    }

    /// <summary>Adds a pulse on an interrupt that is not one of the SoC's.</summary>
    internal void Pulse(int number)
    {
        if (_intercepts)
        {
            _changes.Add((number, true));
            _changes.Add((number, false));
        }
    }

    /// <summary>An edge for which there is no reason: up and down, or, of a level that is high, down and up. Returns false when there is no such interrupt.</summary>
    internal bool PulseForNothing(int number)
    {
        if (!_lines.ContainsKey(number) && number != MessageInterrupt)
        {
            return false;
        }
        if (_intercepts)
        {
            bool shown = _shown.GetValueOrDefault(number);
            _changes.Add((number, !shown));
            _changes.Add((number, shown));
        }
        return true;
    }

    /// <summary>What became of interrupts since the last call, in order.</summary>
    public IReadOnlyList<(int Number, bool Raised)> TakeInterruptChanges()
    {
        if (!_intercepts)
        {
            return [];
        }
        foreach ((int number, InterruptLine line) in _levels)
        {
            if (line.IsPending != _shown.GetValueOrDefault(number))
            {
                _shown[number] = line.IsPending;
                _changes.Add((number, line.IsPending));
            }
        }
        (int, bool)[] changes = [.. _changes];
        _changes.Clear();
        return changes;
    }

    /// <summary>Makes a range of RAM reachable for the chip. From the first mapping on, RAM outside of mappings is no live memory.</summary>
    /// <returns>Null, or why it cannot be.</returns>
    internal string? Map(ulong address, int length)
    {
        if (length == 0)
        {
            return "a mapping has at least one byte";
        }
        if (Find(address, (ulong)length)?.Memory != _dmaRam)
        {
            return $"0x{address:x}, {length} bytes, is not in ram";
        }
        if (!_mappings.Add(address, length))
        {
            return $"more than {DmaMappings.MaxCount} mappings";
        }
        Soc.Memory.RestrictTo(_mappings, _dmaRam);
        return null;
    }

    /// <summary>Takes back one mapping of exactly this range; returns false when there is none.</summary>
    internal bool Unmap(ulong address, int length) => _mappings.Remove(address, length);

    internal PhysicalRegion? Find(ulong address, ulong length) => _regions.Find(region => region.Contains(address, length));

    private void AddRegisters(string name, ulong address, ulong size) =>
        _regions.Add(new PhysicalRegion(name, address, size, null, Soc.Board.MapRegisters(address, size, name)));

    private void AddMemory(string name, ulong address)
    {
        DmaMemory memory = Soc.Board.MapMemory(address, 1, name);
        _regions.Add(new PhysicalRegion(name, address, (ulong)memory.Size, memory, null));
    }

    private void AddLevel(int number)
    {
        _lines[number] = new InterruptLine(Loop, $"SPI {number}", edge: false);
        _levels.Add((number, _lines[number]));
    }

    private void AddPulses(int number)
    {
        _lines[number] = new InterruptLine(Loop, $"SPI {number}", edge: true);
        _lines[number].Request(() => Pulse(number));
    }
}
