using IpaEmbedded.Ipa;
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

    private const int EndOfTransfer = 2;
    private readonly uint _eventPointer;
    private readonly uint _channelDoorbell;
    private readonly uint _eventDoorbell;
    private readonly uint _context;
    private readonly uint _command;
    private readonly uint _eventMask;
    private readonly uint _scratch;
    private readonly uint _generic;
    private readonly ConsumerInterrupt _line;
    private uint _written;
    private uint _result;

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
        _context = data.Gsi.ChCntxt0.At(id);
        _command = data.Gsi.ChCmd.Offset;
        _scratch = data.Gsi.CntxtScratch0.Offset;
        _generic = data.Gsi.GenericCmd.Offset;
        _eventMask = data.Gsi.CntxtSrcIeobIrqMsk.Offset;
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

    /// <summary>The channel's state: allocated.</summary>
    public uint State { get; set; } = 1;

    /// <summary>What reads of the state give before they give <see cref="State"/>.</summary>
    public Queue<uint> States { get; } = new();

    /// <summary>The state that a command brings, by its opcode; none answers with an interrupt.</summary>
    public Dictionary<uint, uint> Brings { get; } = [];

    /// <summary>Opcodes of the commands, in order.</summary>
    public List<uint> Commands { get; } = [];

    /// <summary>What generic commands answer, bits 7 to 5 of CNTXT_SCRATCH_0; nothing when there is no more.</summary>
    public Queue<uint> Results { get; } = new();

    /// <summary>Words of the generic commands, in order.</summary>
    public List<uint> GenericCommands { get; } = [];

    /// <summary>Event rings that may interrupt.</summary>
    public uint EventMask { get; private set; }

    /// <summary>Slots that the channel's doorbell showed.</summary>
    public List<int> Doorbells { get; } = [];

    /// <summary>Slots that the event ring's doorbell gave back.</summary>
    public List<int> EventDoorbells { get; } = [];

    public override uint Read32(uint offset)
    {
        if (offset == _context)
        {
            uint state = States.Count > 0 ? States.Dequeue() : State;
            // CHSTATE, bits 23 to 20.
            return state << 20;
        }
        if (offset == _scratch) { return _result << 5; }
        if (offset != _eventPointer) { return 0; }
        PointerReads++;
        return Pointer;
    }

    public override void Write32(uint offset, uint value)
    {
        if (offset == _channelDoorbell) { Doorbells.Add(Slot(value - (uint)Channel.Ring.Memory.Address)); }
        if (offset == _eventMask) { EventMask = value; }
        if (offset == _scratch) { _result = value >> 5 & 7; }
        if (offset == _generic)
        {
            GenericCommands.Add(value);
            _result = Results.Count > 0 ? Results.Dequeue() : 0;
        }
        if (offset == _command)
        {
            Commands.Add(value >> 24);
            State = Brings.GetValueOrDefault(value >> 24, State);
        }
        if (offset == _eventDoorbell) { EventDoorbells.Add(Slot(value - (uint)Channel.Events.Memory.Address)); }
    }

    /// <summary>The interrupt is taken from now on.</summary>
    public void Listen()
    {
        _line.Disable();
        Gsi.Resume();
    }

    /// <summary>Does something as work; says why it was refused, and how long it took in microseconds.</summary>
    public (string Refusal, long Microseconds) Try(Action<GsiDevice> action)
    {
        string refusal = "";
        long took = 0;
        Loop.Post(new WorkItem(() =>
        {
            long begin = Loop.Now;
            try
            {
                action(Gsi);
            }
            catch (IpaException e)
            {
                refusal = e.Message;
            }
            took = Loop.Now - begin;
        }));
        Loop.Run(20_000_000);
        return (refusal, took);
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
        private ulong _next = 0x1_0000_4000;

        private int _refusedIn;

        public int Taken { get; private set; }

        public override DmaMemory Allocate(string label, int size, int alignment)
        {
            if (_refusedIn > 0 && --_refusedIn == 0) { throw new HardwareException("no memory for " + label); }
            ulong at = (_next + (ulong)alignment - 1) & ~((ulong)alignment - 1);
            _next = at + (ulong)size;
            Taken++;
            return new DmaMemory(at, size);
        }

        public override void Free(DmaMemory memory) => Taken--;

        /// <summary>The allocation that is refused, 1 for the next.</summary>
        public void RefuseFromNow(int nth) => _refusedIn = nth;
    }
}
