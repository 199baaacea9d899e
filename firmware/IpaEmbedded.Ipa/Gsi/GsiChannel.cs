using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>One channel: its transfer ring and event ring, their doorbells, and the transactions that are under way.</summary>
/// <remarks>
/// A transaction (a packet, a receive buffer or a batch of commands) is built element by element, committed, and from then on the hardware's until
/// its event is read. The last element is kept back until the next one or the commit says how it is flagged. The poll reads events (completed),
/// hands the transactions to the client, and only then frees their elements (released), so a client may look into the buffers meanwhile.
/// Transactions complete in the order in which they were committed; their numbers run freely, and what is known of one stands in arrays at its
/// number modulo the ring's size. The transaction that ends in slot s is found by s alone. Building and committing is for whoever sends, outside of
/// interrupt handlers; completing is for the poll.
/// </remarks>
public sealed class GsiChannel
{
    /// <summary>What <see cref="LengthOf"/> says of a transaction that a reset took back.</summary>
    public const int Cancelled = -1;

    /// <summary>What went through the channel.</summary>
    public readonly ChannelCounters Counters = new ChannelCounters();

    /// <summary>The version's data about the endpoint above.</summary>
    public readonly EndpointData Data;

    /// <summary>The elements that the hardware is given.</summary>
    public readonly GsiRing Ring;

    /// <summary>The elements in which the hardware says what it has done.</summary>
    public readonly GsiRing Events;

    internal readonly ChannelPoll Poll;
    internal ChannelClient Client;
    internal bool NeedsReset;
    internal bool InterruptWanted;

    private const ulong TransferType = (ulong)(TransferElement.TypeTransfer << TransferElement.TypeShift) << 32;

    private readonly RegisterBlock _registers;
    private readonly int _mask;
    private readonly int _limit;
    private readonly uint _doorbell;
    private readonly uint _eventDoorbell;
    private readonly uint _eventPointer;
    private readonly ulong _lastFlags;
    private readonly ushort[] _firstSlot;
    private readonly ushort[] _lastSlot;
    private readonly int[] _length;
    private readonly ushort[] _ending;
    private uint _rung;
    private uint _committed;
    private uint _completed;
    private uint _released;
    private int _usedElements;
    private int _building;
    private ulong _heldAddress;
    private ulong _heldLength;

    internal GsiChannel(GsiDevice gsi, GsiRegisters table, RegisterBlock registers, EndpointData data, GsiRing ring, GsiRing events)
    {
        _registers = registers;
        Data = data;
        Ring = ring;
        Events = events;
        _mask = ring.Count - 1;
        _limit = ring.Count - (data.TlvCount - 1);
        _doorbell = table.ChDoorbell0.At(data.Channel);
        _eventDoorbell = table.EvDoorbell0.At(events.Id);
        _eventPointer = table.EvCntxt4.At(events.Id);
        _lastFlags = (ulong)(TransferElement.InterruptOnTransfer | (data.ToIpa ? TransferElement.BlockInterrupt : 0)) << 32;
        _firstSlot = new ushort[ring.Count];
        _lastSlot = new ushort[ring.Count];
        _length = new int[ring.Count];
        _ending = new ushort[ring.Count];
        Poll = new ChannelPoll(gsi, this);
    }

    /// <summary>Hardware id.</summary>
    public int Id
    {
        get { return Data.Channel; }
    }

    /// <summary>Most elements that may be with the hardware at a time: a full ring would look empty.</summary>
    public int Limit
    {
        get { return _limit; }
    }

    /// <summary>Elements that may still be filled.</summary>
    public int Free
    {
        get { return _limit - _usedElements; }
    }

    /// <summary>Whether a command timed out, so that the channel is unusable until it is reset.</summary>
    public bool IsBroken
    {
        get { return NeedsReset; }
    }

    /// <summary>Slot that the next element will take.</summary>
    public int NextSlot
    {
        get { return Ring.SlotOf(_building == 0 ? Ring.Index : Ring.Index + 1); }
    }

    internal bool HasUncompleted
    {
        get { return _committed != _completed; }
    }

    internal bool HasUnreleased
    {
        get { return _completed != _released; }
    }

    /// <summary>Ring slot of the first element of a completed transaction; buffers are found by it.</summary>
    public int FirstSlotOf(uint transaction)
    {
        return _firstSlot[(int)transaction & _mask];
    }

    /// <summary>Bytes that a completed transaction sent or received, or <see cref="Cancelled"/>.</summary>
    public int LengthOf(uint transaction)
    {
        return _length[(int)transaction & _mask];
    }

    /// <summary>Adds a data element to the transaction being built.</summary>
    public void AddTransfer(ulong address, int length)
    {
        Add(address, (uint)length | TransferType);
    }

    /// <summary>Adds an immediate command to the transaction being built; opcode with its clear option.</summary>
    public void AddCommand(ulong address, uint opcode)
    {
        Add(address, opcode | ((ulong)(TransferElement.TypeImmediateCommand << TransferElement.TypeShift) << 32));
    }

    /// <summary>
    /// Gives the elements added since the last commit to the hardware as one transaction. The doorbell is rung when asked for
    /// or when no element is left. The caller has checked <see cref="Free"/>.
    /// </summary>
    public void Commit(int length, bool ringDoorbell)
    {
        int elements = _building;
        _building = 0;
        Finish(_heldAddress, _heldLength, elements, length, ringDoorbell);
    }

    /// <summary>Gives one data element to the hardware as a transaction: as <see cref="AddTransfer"/> and <see cref="Commit"/>, while nothing is being built.</summary>
    public void Transfer(ulong address, int length, bool ringDoorbell)
    {
        Finish(address, (uint)length | TransferType, 1, length, ringDoorbell);
    }

    /// <summary>Shows the hardware every committed element; not while a transaction is being built.</summary>
    public void RingDoorbell()
    {
        if (_rung == Ring.Index) { return; }
        _rung = Ring.Index;
        Counters.Doorbells++;
        _registers.DmaWriteBarrier();
        _registers.Write32(_doorbell, Ring.PointerTo(Ring.Index));
    }

    /// <summary>
    /// Hands at most so many completed transactions to the client and frees their elements; returns how many. The hardware's pointer is read once at
    /// most: what it does meanwhile raises its interrupt again.
    /// </summary>
    internal int Serve(int budget)
    {
        int done = 0;
        bool hasRead = false;
        while (done < budget)
        {
            int ready = (int)(_completed - _released);
            if (ready == 0)
            {
                if (hasRead) { break; }
                hasRead = true;
                if (!ReadEvents()) { break; }
                continue;
            }
            if (ready > budget - done) { ready = budget - done; }
            Client.OnCompleted(_released, ready);
            Release(ready);
            done += ready;
        }
        return done;
    }

    /// <summary>Starts again at slot 0, as the hardware does after a reset; what it still had counts as cancelled and is handed to the client by the poll.</summary>
    internal void CancelAndRewind()
    {
        for (; _completed != _committed; _completed++)
        {
            _length[(int)_completed & _mask] = Cancelled;
            Counters.Cancelled++;
        }
        Ring.Index = 0;
        _rung = 0;
        _building = 0;
        NeedsReset = false;
    }

    private void Add(ulong address, ulong length)
    {
        if (_building > 0) { Ring.Write(_heldAddress, _heldLength | ((ulong)TransferElement.Chain << 32)); }
        _heldAddress = address;
        _heldLength = length;
        _building++;
    }

    // Writes the last element of a transaction and notes the transaction.
    private void Finish(ulong address, ulong length, int elements, int bytes, bool ringDoorbell)
    {
        int last = (int)Ring.Index & _mask;
        Ring.Write(address, length | _lastFlags);
        int at = (int)_committed & _mask;
        _firstSlot[at] = (ushort)(last - elements + 1 & _mask);
        _lastSlot[at] = (ushort)last;
        _length[at] = bytes;
        _ending[last] = (ushort)at;
        _usedElements += elements;
        _committed++;
        Counters.Committed++;
        if (ringDoorbell || _usedElements == _limit) { RingDoorbell(); }
    }

    private void Release(int count)
    {
        int elements = 0;
        for (int i = 0; i < count; i++)
        {
            int at = (int)_released + i & _mask;
            elements += (_lastSlot[at] - _firstSlot[at] & _mask) + 1;
        }
        _usedElements -= elements;
        _released += (uint)count;
    }

    private bool ReadEvents()
    {
        DmaMemory events = Events.Memory;
        uint end = _registers.Read32(_eventPointer) - (uint)events.Address;
        if (end >= (uint)events.Size || (end & (EventElement.Size - 1)) != 0)
        {
            Counters.BadPointers++;
            return false;
        }
        uint at = (uint)Events.SlotOf(Events.Index) * EventElement.Size;
        if (at == end) { return false; }
        uint wrap = (uint)events.Size - 1;
        Events.Index += (end - at & wrap) / EventElement.Size;
        ulong ring = Ring.Memory.Address;
        bool toIpa = Data.ToIpa;
        uint before = _completed;
        while (at != end)
        {
            ulong address;
            ulong rest;
            events.ReadElement((int)at, out address, out rest);
            at = at + EventElement.Size & wrap;
            // Nearly always it is the oldest transaction's; what an event says is the chip's word, so nothing less is believed at once.
            int oldest = (int)_completed & _mask;
            if (_completed != _committed && address == ring + (ulong)(_lastSlot[oldest] * TransferElement.Size)
                && (int)(rest >> EventElement.ChannelShift) == Data.Channel)
            {
                _completed++;
                if (!toIpa && !Received(oldest, rest)) { Counters.BadEvents++; }
            }
            else if (!Complete(address, rest)) { Counters.BadEvents++; }
        }
        Counters.Completed += _completed - before;
        _registers.Write32(_eventDoorbell, Events.PointerTo(Events.Index - 1));
        return _completed != _released;
    }

    // Notes how much an event says was received; false when that is more than there was room for.
    private bool Received(int at, ulong rest)
    {
        int length = (int)(rest >> EventElement.LengthShift) & 0xffff;
        bool believed = length <= _length[at];
        _length[at] = believed ? length : 0;
        return believed;
    }

    /// <summary>Completes what an event says is done. Everything in it is the chip's word: channel, address and length are checked before they are believed.</summary>
    private bool Complete(ulong address, ulong rest)
    {
        int slot;
        if ((int)(rest >> EventElement.ChannelShift) != Data.Channel || !Ring.TryFind(address - Ring.Memory.Address, out slot)) { return false; }
        int at = _ending[slot];
        uint ahead = (uint)(at - (int)_completed & _mask);
        if (ahead >= _committed - _completed || _lastSlot[at] != slot) { return false; }
        bool believed = true;
        if (!Data.ToIpa)
        {
            believed = Received(at, rest);
            // Buffers complete in order; one that the chip skipped holds nothing.
            for (uint skipped = 0; skipped < ahead; skipped++) { _length[(int)(_completed + skipped) & _mask] = 0; }
        }
        _completed += ahead + 1;
        return believed;
    }
}
