using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Ipa.Behaviour;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

/// <summary>
/// A powered chip, an SDM845 if nothing else is said, with a hand on its registers: every offset and value is written out, none comes from the driver's tables. What the chip
/// says of broken rules must have been looked at when the test ends.
/// </summary>
internal sealed class ChipBench : IDisposable
{
    private readonly HashSet<string> _broken = [];
    private int _looked;

    public const int CommandTx = 4;
    public const int LanRx = 5;
    public const int ModemTx = 3;
    public const int ModemRx = 6;

    public ChipBench(ChipTiming? timing = null, FaultPlan? faults = null, ChipPlaces? places = null, bool setsUp = true)
    {
        Places = places ?? ChipPlaces.V3_5_1;
        Loop = new EventLoop(new VirtualTime());
        Memory = new FakeMemory();
        Faults = faults ?? new FaultPlan();
        ChipDescription description = Chips.For(Places.Compatible);
        Chip = new FakeChip(Loop, description, timing ?? ChipTiming.Immediate(), Memory, Faults,
            new InterruptLine(Loop, "ipa", false), new InterruptLine(Loop, "gsi", false), new DmaMemory(0x1e47000, description.SharedMemorySize));
        BoardsOfTest.Add(this);
        Chip.SetPowered(true);
        if (!setsUp) { return; }
        // What a driver does before its first channel: interrupts are a wire, errors are told, resources and the clock of the timers are there.
        Gsi(Places.InterruptSet, 1);
        Gsi(Places.GlobalEnable, 1);
        Gsi(Places.GeneralEnable, 0xe);
        Ipa(Places.Limits, 0x3f003f00);
        Ipa(Places.Limits + 0x100, 0x3f003f00);
        if (Places.Divider == 0) { Ipa(0x1f0, 0xf0); }
        else
        {
            Ipa(Places.Divider, 0xbf);
            Ipa(Places.Divider, 0x800000bf);
        }
    }

    public ChipPlaces Places { get; }

    /// <summary>Whether endpoints are programmed with their channels, and event rings given to the hardware.</summary>
    public bool ProgramsEndpoints { get; init; } = true;

    public bool GivesEvents { get; init; } = true;

    /// <summary>Whether the state is read after each command, as a driver must.</summary>
    public bool ReadsStates { get; init; } = true;

    public EventLoop Loop { get; }

    public FakeMemory Memory { get; }

    public FaultPlan Faults { get; }

    public FakeChip Chip { get; }

    public Dictionary<int, DmaMemory> Rings { get; } = new();

    public Dictionary<int, DmaMemory> Events { get; } = new();

    public uint Gsi(uint offset) => Chip.Gsi.Read32(offset);

    public void Gsi(uint offset, uint value)
    {
        Chip.Gsi.Write32(offset, value);
        if (!ReadsStates || (value & 0xff) >= 20 || !Chip.IsPowered) { return; }
        if (offset == Places.Environment + 8) { Chip.Gsi.Read32(Places.Channels + 0x80 * (value & 0xff)); }
        if (offset == Places.Environment + 0x10) { Chip.Gsi.Read32(Places.EventRings + 0x80 * (value & 0xff)); }
    }

    public uint Ipa(uint offset) => Chip.Ipa.Read32(offset);

    public void Ipa(uint offset, uint value) => Chip.Ipa.Write32(offset, value);

    /// <summary>
    /// Allocates event ring and channel, both of 16 elements (the channel of 64 when its chains are long), and programs them and the endpoint as the reference says; does
    /// not start.
    /// </summary>
    public void Program(int channel, int ring, bool toIpa, int tlv = 8)
    {
        var events = Memory.Allocate("evt_ring." + ring, 0x100, 0x100);
        uint bytes = tlv > 8 ? 0x400u : 0x100;
        var elements = Memory.Allocate("tre_ring." + channel, (int)bytes, (int)bytes);
        Events[ring] = events;
        Rings[channel] = elements;
        uint ev = Places.EventRings + 0x80u * (uint)ring;
        uint ch = Places.Channels + 0x80u * (uint)channel;
        Gsi(Places.Environment + 0x10, 0x00000000u | (uint)ring);
        Loop.Run(200);
        Gsi(ev, Places.EventContext);
        Gsi(ev + 4, 0x100);
        Gsi(ev + 8, (uint)events.Address);
        Gsi(ev + 0xc, (uint)(events.Address >> 32));
        Gsi(ev + 0x20, 0x00010020);
        if (GivesEvents) { Gsi(Places.EventDoorbells + 8u * (uint)ring, (uint)events.Address + 0xf0); }
        Gsi(Places.Environment + 8, 0x00000000u | (uint)channel);
        Loop.Run(200);
        Gsi(ch, 0x10000002u | (toIpa ? Places.Outward : 0u) | (Places.RingInContext ? (uint)ring << 14 : 0));
        Gsi(ch + 4, bytes | (Places.RingInContext ? 0 : (uint)ring << 24));
        Gsi(ch + 8, (uint)elements.Address);
        Gsi(ch + 0xc, (uint)(elements.Address >> 32));
        Gsi(ch + Places.Service, channel == Places.CommandTx ? Places.CommandService : Places.DataService);
        Gsi(ch + Places.Scratch, 0);
        Gsi(ch + Places.Scratch + 4, 0);
        Gsi(ch + Places.Scratch + 8, (uint)tlv << 20);
        Gsi(ch + Places.Scratch + 0xc, 0x0020a5a5);
        if (ProgramsEndpoints && Places.EndpointOf(channel) is { } endpoint) { ProgramEndpoint(endpoint, toIpa); }
    }

    /// <summary>Writes every register of an endpoint, with what is in it: a test may have put something there before.</summary>
    public void ProgramEndpoint(uint endpoint, bool toIpa)
    {
        if (toIpa && Places.Control != 0) { Ipa(Places.At(endpoint, 0), 0); }
        uint[] registers = toIpa ? [0x08, 0x0c, 0x10, 0x14, 0x20, 0x24, 0x34, 0x38, 0x3c, 0x40] : [0x08, 0x10, 0x14, 0x18, 0x24, 0x2c, 0x38, 0x40];
        foreach (uint register in registers) { Ipa(Places.At(endpoint, register), Ipa(Places.At(endpoint, register))); }
    }

    /// <summary>Gives back the events that were written, as a driver does when it has seen them.</summary>
    public void TakeEvents(int ring, int index) => Gsi(Places.EventDoorbells + 8u * (uint)ring, (uint)Events[ring].Address + 16u * (uint)((index + 15) % 16));

    public void Start(int channel) => Gsi(Places.Environment + 8, 0x01000000u | (uint)channel);

    public void Stop(int channel) => Gsi(Places.Environment + 8, 0x02000000u | (uint)channel);

    public uint StateOf(int channel) => (Gsi(Places.Channels + 0x80u * (uint)channel) >> 20) & 0xf;

    public void Element(int channel, int index, ulong address, uint lengthOrOpcode, uint flags) =>
        Rings[channel].WriteElement(index * 16, address, lengthOrOpcode | ((ulong)flags << 32));

    public void Doorbell(int channel, int index) =>
        Gsi(Places.Doorbells + 8u * (uint)channel, (uint)Rings[channel].Address + 16u * (uint)index);

    public (ulong Address, ulong Body) Event(int ring, int index)
    {
        Events[ring].ReadElement(index * 16, out var low, out var high);
        return (low, high);
    }

    public DmaMemory Buffer(params byte[] bytes)
    {
        var memory = Memory.Allocate("buffer", Math.Max(bytes.Length, 1), 8);
        memory.CopyFrom(0, bytes, 0, bytes.Length);
        return memory;
    }

    /// <summary>What the chip says of broken rules; who asks has looked at it.</summary>
    public Sanitizer Sanitizer
    {
        get
        {
            _looked = Chip.Sanitizer.Count;
            return Chip.Sanitizer;
        }
    }

    public void AssertClean() => Assert.AreEqual("", Sanitizer.Text());

    public void AssertOnly(string rule)
    {
        Assert.AreEqual(1, Sanitizer.Count, Chip.Sanitizer.Text());
        Assert.AreEqual(rule, Sanitizer.At(0).Rule);
    }

    /// <summary>The test breaks a rule by the way, and it is not what it is about.</summary>
    public void Breaks(params string[] rules) => _broken.UnionWith(rules);

    public void Dispose()
    {
        BoardsOfTest.Forget(this);
        string[] unseen = [.. Enumerable.Range(0, Chip.Sanitizer.Kept).Skip(_looked).Select(Chip.Sanitizer.At).Where(report => !_broken.Contains(report.Rule)).Select(report => report.Text)];
        if (unseen.Length > 0) { throw new AssertFailedException($"{Places.Compatible}: nobody looked at what the chip says: {string.Join("; ", unseen)}"); }
    }
}
