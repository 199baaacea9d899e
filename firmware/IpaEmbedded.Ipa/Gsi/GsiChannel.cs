using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>One channel: its transfer ring and event ring, their doorbells, and the transactions that are under way.</summary>
/// <remarks>
/// A transaction (a packet, a receive buffer or a batch of commands) is built element by element, committed, and from then on the hardware's until
/// its event is read. The last element is kept back until the next one or the commit says how it is flagged. The poll reads events (completed),
/// hands the transactions to the client, and only then frees their elements (released), so a client may look into the buffers meanwhile.
/// Transactions complete in the order in which they were committed; their numbers run freely, and what is known of one stands in one word at its
/// number modulo the ring's size. Building and committing is for whoever sends, outside of interrupt handlers; completing is for the poll.
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

    /// <summary>Completes transactions; scheduled by the channel's interrupt, or by whoever looks without waiting for one.</summary>
    public readonly Poll Poll;

    internal ChannelClient Client;
    internal bool NeedsReset;
    internal bool InterruptWanted;

    /// <summary>Whether it begins at slot 0 since its reset and has not been started.</summary>
    internal bool IsRewound;

    private const ulong TransferType = (ulong)(TransferElement.TypeTransfer << TransferElement.TypeShift) << 32;

    private readonly GsiDevice _gsi;
    private readonly RegisterBlock _registers;
    private readonly int _mask;
    private readonly int _limit;
    private readonly uint _doorbell;
    private readonly Register _writePointer;
    private readonly uint _eventDoorbell;
    private readonly uint _eventPointer;
    private readonly ulong _lastFlags;

    // Of each transaction the first slot (bits 0 to 15), the last slot (16 to 31) and the length in bytes (32 to 63).
    private readonly ulong[] _transactions;
    private uint _rung;
    private uint _committed;
    private uint _completed;
    private uint _released;
    private int _usedElements;
    private int _extraElements;
    private int _building;
    private bool _hasLied;
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
        _writePointer = table.ChCntxt6;
        _eventDoorbell = table.EvDoorbell0.At(events.Id);
        _eventPointer = table.EvCntxt4.At(events.Id);
        _lastFlags = (ulong)(TransferElement.InterruptOnTransfer | (data.ToIpa ? TransferElement.BlockInterrupt : 0)) << 32;
        _transactions = new ulong[ring.Count];
        _gsi = gsi;
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

    /// <summary>Whether the hardware has said what cannot be since the last reset.</summary>
    internal bool HasLied
    {
        get { return _hasLied; }
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
        return (int)_transactions[(int)transaction & _mask] & 0xffff;
    }

    /// <summary>Bytes that a completed transaction sent or received, or <see cref="Cancelled"/>.</summary>
    public int LengthOf(uint transaction)
    {
        return (int)(_transactions[(int)transaction & _mask] >> 32);
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
        Ring.Write(_heldAddress, _heldLength | _lastFlags);
        uint last = (uint)Ring.SlotOf(Ring.Index - 1);
        Note(_committed, last - (uint)_building + 1 & (uint)_mask, last, length);
        _usedElements += _building;
        _extraElements += _building - 1;
        _building = 0;
        _committed++;
        Counters.Committed++;
        if (ringDoorbell || _usedElements == _limit) { RingDoorbell(); }
    }

    /// <summary>Gives one data element to the hardware as a transaction: as <see cref="AddTransfer"/> and <see cref="Commit"/>, while nothing is being built.</summary>
    public void Transfer(ulong address, int length, bool ringDoorbell)
    {
        GsiRing ring = Ring;
        uint slot = (uint)ring.SlotOf(ring.Index);
        ring.Write(address, (uint)length | TransferType | _lastFlags);
        Note(_committed, slot, slot, length);
        _committed++;
        Counters.Committed++;
        if (++_usedElements == _limit || ringDoorbell) { RingDoorbell(); }
    }

    /// <summary>
    /// Gives so many data elements of one length to the hardware, a transaction each and one doorbell, while nothing is being built: the buffer of
    /// slot s lies at the address plus s times the stride. The caller has checked <see cref="Free"/>.
    /// </summary>
    public void TransferSlots(ulong address, int stride, int length, int count)
    {
        DmaMemory memory = Ring.Memory;
        ulong rest = (uint)length | TransferType | _lastFlags;
        uint mask = (uint)_mask;
        uint index = Ring.Index;
        uint transaction = _committed;
        for (uint end = index + (uint)count; index != end; index++)
        {
            uint slot = index & mask;
            memory.WriteElement((int)slot * TransferElement.Size, address + slot * (uint)stride, rest);
            Note(transaction, slot, slot, length);
            transaction++;
        }
        Ring.Index = index;
        _committed = transaction;
        _usedElements += count;
        Counters.Committed += (uint)count;
        RingDoorbell();
    }

    /// <summary>Shows the hardware every committed element; not while a transaction is being built. A channel that needs a reset is shown nothing: it may be in a state that has no doorbell.</summary>
    public void RingDoorbell()
    {
        if (NeedsReset || _rung == Ring.Index) { return; }
        _rung = Ring.Index;
        Counters.Doorbells++;
        _registers.DmaWriteBarrier();
        _registers.Write32(_doorbell, Ring.PointerTo(Ring.Index));
    }

    /// <summary>
    /// Shows the hardware again what it was shown: the doorbell may have been lost. Nothing happens when all of it is done, and the same place twice
    /// means nothing to the hardware.
    /// </summary>
    internal void RingDoorbellAgain()
    {
        if (NeedsReset || !HasUncompleted) { return; }
        Counters.Doorbells++;
        _registers.Write32(_doorbell, Ring.PointerTo(_rung));
    }

    /// <summary>
    /// Shows it again when the hardware's write pointer says that it has not heard of it: an RX channel may stand because nothing comes. From v5.0 on
    /// no source tells where that pointer is, and nothing happens.
    /// </summary>
    internal void RingDoorbellIfUnheard()
    {
        if (_writePointer != null && _registers.Read32(_writePointer.At(Id)) != Ring.PointerTo(_rung)) { RingDoorbellAgain(); }
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

    /// <summary>
    /// Starts again at slot 0, as the hardware does after a reset; what it still had counts as cancelled and is handed to the client by the poll. Events
    /// of before are read first: they name slots that are filled anew.
    /// </summary>
    internal void CancelAndRewind()
    {
        if (HasUncompleted || _hasLied) { ReadEvents(); }
        for (; _completed != _committed; _completed++)
        {
            SetLength((int)_completed & _mask, Cancelled);
            Counters.Cancelled++;
        }
        Ring.Index = 0;
        _rung = 0;
        _building = 0;
        NeedsReset = false;
        IsRewound = true;
        _hasLied = false;
    }

    private void DoubtEvent(ulong address, ulong rest, bool isUnderWay)
    {
        Counters.BadEvents++;
        int slot;
        string why = isUnderWay ? "an event has more bytes than its buffer"
            : (int)(rest >> EventElement.ChannelShift) != Data.Channel ? "an event names another channel"
            : !Ring.TryFind(address - Ring.Memory.Address, out slot) ? "an event names no element of the ring"
            : "an event names nothing that is under way";
        Doubt(address, rest, why);
    }

    // One entry until the channel is reset: a chip that goes on lying must not drive everything else out of the trace.
    private void Doubt(ulong address, ulong rest, string why)
    {
        if (_hasLied) { return; }
        _hasLied = true;
        _gsi.NoteLie(Id, why + ": 0x" + address.ToString("x16") + " 0x" + rest.ToString("x16"));
    }

    private void Add(ulong address, ulong length)
    {
        if (_building > 0) { Ring.Write(_heldAddress, _heldLength | ((ulong)TransferElement.Chain << 32)); }
        _heldAddress = address;
        _heldLength = length;
        _building++;
    }

    private void Note(uint transaction, uint first, uint last, int length)
    {
        _transactions[(int)transaction & _mask] = first | last << 16 | (ulong)(uint)length << 32;
    }

    private void Release(int count)
    {
        _usedElements -= count;
        for (int i = 0; _extraElements > 0 && i < count; i++)
        {
            uint slots = (uint)_transactions[(int)_released + i & _mask];
            int extra = (int)(slots >> 16) - (int)slots & _mask;
            _extraElements -= extra;
            _usedElements -= extra;
        }
        _released += (uint)count;
    }

    private bool ReadEvents()
    {
        if (!_gsi.Interrupts.IsListening) { return false; }
        DmaMemory events = Events.Memory;
        uint end = _registers.Read32(_eventPointer) - (uint)events.Address;
        if (end >= (uint)events.Size || (end & (EventElement.Size - 1)) != 0)
        {
            Counters.BadPointers++;
            Doubt(end, 0, "the event ring's pointer is outside of the ring");
            return false;
        }
        uint before = _completed;
        uint at = (uint)Events.SlotOf(Events.Index) * EventElement.Size;
        if (at == end) { return false; }
        uint wrap = (uint)events.Size - 1;
        Events.Index += (end - at & wrap) / EventElement.Size;
        ulong ring = Ring.Memory.Address;
        ulong channel = (ulong)Data.Channel;
        bool toIpa = Data.ToIpa;
        ulong[] transactions = _transactions;
        int mask = _mask;
        uint completed = _completed;
        while (at != end)
        {
            ulong address;
            ulong rest;
            events.ReadElement((int)at, out address, out rest);
            at = at + EventElement.Size & wrap;
            // Nearly always it is the oldest transaction's; what an event says is the chip's word, so nothing less is believed at once.
            ulong oldest = transactions[(int)completed & mask];
            if (address != ring + (oldest >> 16 & 0xffff) * TransferElement.Size || rest >> EventElement.ChannelShift != channel || completed == _committed)
            {
                _completed = completed;
                if (!Complete(address, rest)) { DoubtEvent(address, rest, _completed != completed); }
                completed = _completed;
                continue;
            }
            if (!toIpa)
            {
                uint length = (uint)(rest >> EventElement.LengthShift) & 0xffff;
                if (length > oldest >> 32)
                {
                    DoubtEvent(address, rest, true);
                    length = 0;
                }
                transactions[(int)completed & mask] = (uint)oldest | (ulong)length << 32;
            }
            completed++;
        }
        _completed = completed;
        Counters.Completed += completed - before;
        _registers.Write32(_eventDoorbell, Events.PointerTo(Events.Index - 1));
        return _completed != _released;
    }

    // Notes how much an event says was received; false when that is more than there was room for.
    private bool Received(int at, ulong rest)
    {
        int length = (int)(rest >> EventElement.LengthShift) & 0xffff;
        bool believed = length <= (int)(_transactions[at] >> 32);
        SetLength(at, believed ? length : 0);
        return believed;
    }

    private void SetLength(int at, int length)
    {
        _transactions[at] = (uint)_transactions[at] | (ulong)(uint)length << 32;
    }

    /// <summary>Completes what an event says is done. Everything in it is the chip's word: channel, address and length are checked before they are believed.</summary>
    private bool Complete(ulong address, ulong rest)
    {
        int slot;
        if ((int)(rest >> EventElement.ChannelShift) != Data.Channel || !Ring.TryFind(address - Ring.Memory.Address, out slot)) { return false; }
        int ahead = CountUpTo(slot) - 1;
        if (ahead < 0) { return false; }
        bool believed = true;
        if (!Data.ToIpa)
        {
            // Buffers complete in order; one that the chip skipped holds nothing.
            for (int skipped = 0; skipped < ahead; skipped++) { SetLength((int)_completed + skipped & _mask, 0); }
            believed = Received((int)_completed + ahead & _mask, rest);
        }
        _completed += (uint)ahead + 1;
        return believed;
    }

    // Transactions from the oldest that is under way to the one that ends in the slot; 0 when none does.
    private int CountUpTo(int slot)
    {
        int first = FirstSlotOf(_completed);
        int distance = slot - first & _mask;
        int low = 0;
        int high = (int)(_committed - _completed) - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int end = ((int)_transactions[(int)_completed + middle & _mask] >> 16 & 0xffff) - first & _mask;
            if (end == distance) { return middle + 1; }
            if (end < distance) { low = middle + 1; }
            else { high = middle - 1; }
        }
        return 0;
    }
}
