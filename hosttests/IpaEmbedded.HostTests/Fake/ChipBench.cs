using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

/// <summary>A powered chip, an SDM845 if nothing else is said, with a hand on its registers: every offset and value is written out, none comes from the driver's tables.</summary>
internal sealed class ChipBench
{
    public const int CommandTx = 4;
    public const int LanRx = 5;
    public const int ModemTx = 3;
    public const int ModemRx = 6;

    public ChipBench(ChipTiming? timing = null, FaultPlan? faults = null, ChipPlaces? places = null)
    {
        Places = places ?? ChipPlaces.V3_5_1;
        Loop = new EventLoop(new VirtualTime());
        Memory = new FakeMemory();
        Faults = faults ?? new FaultPlan();
        ChipDescription description = Chips.For(Places.Compatible);
        Chip = new FakeChip(Loop, description, timing ?? ChipTiming.Immediate(), Memory, Faults,
            new InterruptLine(Loop, "ipa", false), new InterruptLine(Loop, "gsi", false), new DmaMemory(0x1e47000, description.SharedMemorySize));
        Chip.SetPowered(true);
    }

    public ChipPlaces Places { get; }

    public EventLoop Loop { get; }

    public FakeMemory Memory { get; }

    public FaultPlan Faults { get; }

    public FakeChip Chip { get; }

    public Dictionary<int, DmaMemory> Rings { get; } = new();

    public Dictionary<int, DmaMemory> Events { get; } = new();

    public uint Gsi(uint offset) => Chip.Gsi.Read32(offset);

    public void Gsi(uint offset, uint value) => Chip.Gsi.Write32(offset, value);

    public uint Ipa(uint offset) => Chip.Ipa.Read32(offset);

    public void Ipa(uint offset, uint value) => Chip.Ipa.Write32(offset, value);

    /// <summary>Allocates event ring and channel, both of 16 elements, and programs them as the reference says; does not start.</summary>
    public void Program(int channel, int ring, bool toIpa, int tlv = 8)
    {
        var events = Memory.Allocate("evt_ring." + ring, 0x100, 0x100);
        var elements = Memory.Allocate("tre_ring." + channel, 0x100, 0x100);
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
        Gsi(Places.EventDoorbells + 8u * (uint)ring, (uint)events.Address + 0xf0);
        Gsi(Places.Environment + 8, 0x00000000u | (uint)channel);
        Loop.Run(200);
        Gsi(ch, 0x10000002u | (toIpa ? Places.Outward : 0u) | (Places.RingInContext ? (uint)ring << 14 : 0));
        Gsi(ch + 4, 0x100 | (Places.RingInContext ? 0 : (uint)ring << 24));
        Gsi(ch + 8, (uint)elements.Address);
        Gsi(ch + 0xc, (uint)(elements.Address >> 32));
        Gsi(ch + Places.Service, channel == Places.CommandTx ? 0x20fu : 0x200u);
        Gsi(ch + Places.Scratch, 0);
        Gsi(ch + Places.Scratch + 4, 0);
        Gsi(ch + Places.Scratch + 8, (uint)tlv << 20);
        Gsi(ch + Places.Scratch + 0xc, 0x0020a5a5);
    }

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

    public void AssertClean() => Assert.AreEqual("", Chip.Sanitizer.Text());

    public void AssertOnly(string rule)
    {
        Assert.AreEqual(1, Chip.Sanitizer.Count, Chip.Sanitizer.Text());
        Assert.AreEqual(rule, Chip.Sanitizer.At(0).Rule);
    }
}
