using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>One channel of 16 elements without a chip: the test writes the events and sees every register and element. Memory lies above 4 GiB.</summary>
internal sealed class ChannelBench : RegisterBlock
{
    public const int Elements = 16;
    public const int MostPerTransaction = 4;
    public const int Limit = Elements - (MostPerTransaction - 1);
    public const int Usual = 5;

    // CHSTATE, bits 23 to 20: allocated.
    private const uint Allocated = 1u << 20;
    private const int EndOfTransfer = 2;
    private readonly uint _eventPointer;
    private readonly uint _channelDoorbell;
    private readonly uint _eventDoorbell;
    private readonly ConsumerInterrupt _line;
    private uint _written;

    public ChannelBench(bool toIpa, bool listens = true, int id = Usual)
    {
        IpaData data = IpaVersions.ForCompatible("qcom,sdm845-ipa");
        Loop = new EventLoop(new VirtualTime());
        Heap = new PlainHeap();
        _line = new ConsumerInterrupt(new InterruptLine(Loop, "gsi", false));
        Gsi = new GsiDevice(Loop, data, this, _line, Heap);
        Channel = Gsi.CreateChannel(new EndpointData
        {
            Name = toIpa ? EndpointName.ApModemTx : EndpointName.ApModemRx,
            Channel = id,
            Id = 3,
            ToIpa = toIpa,
            ElementCount = Elements,
            EventCount = Elements,
            TlvCount = MostPerTransaction,
            BufferSize = 8192,
        });
        _eventPointer = data.Gsi.EvCntxt4.At(0);
        _channelDoorbell = data.Gsi.ChDoorbell0.At(id);
        _eventDoorbell = data.Gsi.EvDoorbell0.At(0);
        Pointer = (uint)Channel.Events.Memory.Address;
        if (listens) { Listen(); }
    }

    public EventLoop Loop { get; }

    public PlainHeap Heap { get; }

    public GsiDevice Gsi { get; }

    public GsiChannel Channel { get; }

    /// <summary>What the hardware says of how far it has written events.</summary>
    public uint Pointer { get; set; }

    public int PointerReads { get; private set; }

    /// <summary>Slots that the channel's doorbell showed.</summary>
    public List<int> Doorbells { get; } = [];

    /// <summary>Slots that the event ring's doorbell gave back.</summary>
    public List<int> EventDoorbells { get; } = [];

    public override uint Read32(uint offset)
    {
        if (offset != _eventPointer) { return Allocated; }
        PointerReads++;
        return Pointer;
    }

    public override void Write32(uint offset, uint value)
    {
        if (offset == _channelDoorbell) { Doorbells.Add(Slot(value - (uint)Channel.Ring.Memory.Address)); }
        if (offset == _eventDoorbell) { EventDoorbells.Add(Slot(value - (uint)Channel.Events.Memory.Address)); }
    }

    /// <summary>The interrupt is taken from now on.</summary>
    public void Listen()
    {
        _line.Disable();
        Gsi.Resume();
    }

    /// <summary>The channel is reset, as after a command that timed out.</summary>
    public void Reset()
    {
        Loop.Post(new WorkItem(() => Gsi.Reset(Channel, true)));
        Loop.Run(100_000);
    }

    /// <summary>An event for the element in a slot, as the hardware writes it.</summary>
    public void Complete(int slot, int length = 0, byte channel = Usual) => Event(Channel.Ring.Memory.Address + (ulong)slot * 16, (uint)length | (ulong)EndOfTransfer << 24 | (ulong)channel << 56);

    public void Event(ulong address, ulong rest)
    {
        Channel.Events.Memory.WriteElement((int)(_written % Elements) * 16, address, rest);
        _written++;
        Pointer = (uint)Channel.Events.Memory.Address + (_written % Elements) * 16;
    }

    /// <summary>The element in a slot.</summary>
    public (ulong Address, ulong Upper) Element(int slot)
    {
        Channel.Ring.Memory.ReadElement(slot * 16, out ulong address, out ulong rest);
        return (address, rest);
    }

    private static int Slot(uint offset) => offset % 16 == 0 && offset < Elements * 16 ? (int)(offset / 16) : throw new InvalidOperationException($"0x{offset:x} is no element's place");

    /// <summary>Memory without an owner to ask.</summary>
    internal sealed class PlainHeap : DmaHeap
    {
        private ulong _next = 0x1_0000_0000;

        public int Taken { get; private set; }

        public override DmaMemory Allocate(string label, int size, int alignment)
        {
            ulong at = (_next + (ulong)alignment - 1) & ~((ulong)alignment - 1);
            _next = at + (ulong)size;
            Taken++;
            return new DmaMemory(at, size);
        }

        public override void Free(DmaMemory memory) => Taken--;
    }
}
