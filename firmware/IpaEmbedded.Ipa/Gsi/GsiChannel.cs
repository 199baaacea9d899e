using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>One channel: its transfer ring and event ring, their doorbells, and the transactions that are under way.</summary>
/// <remarks>
/// A transaction is built element by element, committed, and from then on the hardware's until its event is read. The last element is kept back
/// until the next one or the commit says how it is flagged. The poll reads events (completed), hands each transaction to the client, and only then
/// frees its elements (released), so a client may look into the buffers meanwhile. Transactions complete in the order in which they were
/// committed; counters run freely. The transaction that ends in slot s is found by s alone. Building and committing is for whoever sends, outside
/// of interrupt handlers; completing is for the poll.
/// </remarks>
public sealed class GsiChannel
{
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

    private readonly RegisterBlock _registers;
    private readonly int _mask;
    private readonly int _limit;
    private readonly uint _doorbell;
    private readonly uint _eventDoorbell;
    private readonly uint _eventPointer;
    private readonly uint _lastFlags;
    private readonly Transaction[] _transactions;
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
        _lastFlags = TransferElement.InterruptOnTransfer | (data.ToIpa ? TransferElement.BlockInterrupt : 0);
        _transactions = new Transaction[ring.Count];
        for (int i = 0; i < ring.Count; i++) { _transactions[i] = new Transaction(); }
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

    /// <summary>Adds a data element to the transaction being built.</summary>
    public void AddTransfer(ulong address, int length)
    {
        Add(address, (uint)length | ((ulong)(TransferElement.TypeTransfer << TransferElement.TypeShift) << 32));
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
    public Transaction Commit(int length, bool ringDoorbell, Completion done)
    {
        Ring.Write(_heldAddress, _heldLength | ((ulong)_lastFlags << 32));
        int at = (int)_committed & _mask;
        Transaction transaction = _transactions[at];
        transaction.FirstSlot = Ring.SlotOf(Ring.Index - (uint)_building);
        transaction.Elements = _building;
        transaction.Length = length;
        transaction.Cancelled = false;
        transaction.Done = done;
        _ending[Ring.SlotOf(Ring.Index - 1)] = (ushort)at;
        _usedElements += _building;
        _building = 0;
        _committed++;
        Counters.Committed++;
        if (ringDoorbell || _usedElements == _limit) { RingDoorbell(); }
        return transaction;
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

    internal Transaction NextCompleted()
    {
        if (_completed == _released && !ReadEvents()) { return null; }
        return _transactions[(int)_released & _mask];
    }

    internal void Release(Transaction transaction)
    {
        _usedElements -= transaction.Elements;
        _released++;
        Completion done = transaction.Done;
        transaction.Done = null;
        if (done != null) { done.Complete(); }
    }

    /// <summary>Starts again at slot 0, as the hardware does after a reset; what it still had counts as cancelled and is handed to the client by the poll.</summary>
    internal void CancelAndRewind()
    {
        while (_completed != _committed)
        {
            Transaction transaction = _transactions[(int)_completed & _mask];
            transaction.Cancelled = true;
            transaction.Length = 0;
            Counters.Cancelled++;
            _completed++;
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

    private bool ReadEvents()
    {
        int end;
        if (!Events.TryFind(_registers.Read32(_eventPointer) - (uint)Events.Memory.Address, out end))
        {
            Counters.BadPointers++;
            return false;
        }
        if (Events.SlotOf(Events.Index) == end) { return false; }
        while (Events.SlotOf(Events.Index) != end)
        {
            ulong address;
            ulong rest;
            Events.Read(out address, out rest);
            if (!Complete(address, rest)) { Counters.BadEvents++; }
        }
        _registers.Write32(_eventDoorbell, Events.PointerTo(Events.Index - 1));
        return _completed != _released;
    }

    /// <summary>Completes what an event says is done. Everything in it is the chip's word: channel, address and length are checked before they are believed.</summary>
    private bool Complete(ulong address, ulong rest)
    {
        int slot;
        if ((int)(rest >> EventElement.ChannelShift) != Data.Channel || !Ring.TryFind(address - Ring.Memory.Address, out slot)) { return false; }
        int at = _ending[slot];
        uint ahead = (uint)(at - (int)_completed & _mask);
        Transaction transaction = _transactions[at];
        if (ahead >= _committed - _completed || ((transaction.FirstSlot + transaction.Elements - 1) & _mask) != slot) { return false; }
        bool believed = true;
        if (!Data.ToIpa)
        {
            int length = (int)(rest >> EventElement.LengthShift) & 0xffff;
            believed = length <= transaction.Length;
            transaction.Length = believed ? length : 0;
            // Buffers complete in order; one that the chip skipped holds nothing.
            for (uint skipped = 0; skipped < ahead; skipped++) { _transactions[(int)(_completed + skipped) & _mask].Length = 0; }
        }
        _completed += ahead + 1;
        Counters.Completed += ahead + 1;
        return believed;
    }
}
