using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Gsi;

/// <summary>
/// The transfer ring of one channel: fills elements, rings the doorbell, and finds out what the hardware has finished.
/// </summary>
/// <remarks>
/// Transactions complete in the order in which they were committed. Counters run freely; a slot is the counter modulo the
/// ring's size. The transaction that ends in slot s is found by s alone.
/// </remarks>
public sealed class GsiChannel
{
    /// <summary>What went through the channel.</summary>
    public readonly ChannelCounters Counters = new ChannelCounters();

    internal readonly EventRing Events;
    internal readonly ChannelPoll Poll;
    internal ChannelClient Client;
    internal bool NeedsReset;
    internal bool InterruptWanted;

    private readonly RegisterBlock _registers;
    private readonly EndpointData _data;
    private readonly DmaMemory _memory;
    private readonly int _count;
    private readonly int _limit;
    private readonly uint _doorbell;
    private readonly uint _eventDoorbell;
    private readonly uint _eventPointer;
    private readonly uint _lastFlags;
    private readonly Transaction[] _transactions;
    private readonly ushort[] _ending;
    private uint _written;
    private uint _rung;
    private uint _committed;
    private uint _completed;
    private uint _released;
    private int _usedElements;
    private int _building;
    private ulong _heldAddress;
    private ulong _heldLength;

    internal GsiChannel(GsiDevice gsi, GsiRegisters table, RegisterBlock registers, EndpointData data, int count, DmaMemory memory, EventRing events)
    {
        _registers = registers;
        _data = data;
        _memory = memory;
        _count = count;
        _limit = count - (data.TlvCount - 1);
        _doorbell = table.ChDoorbell0.At(data.Channel);
        _eventDoorbell = table.EvDoorbell0.At(events.Id);
        _eventPointer = table.EvCntxt4.At(events.Id);
        _lastFlags = TransferElement.InterruptOnTransfer | (data.ToIpa ? TransferElement.BlockInterrupt : 0);
        _transactions = new Transaction[count];
        for (int i = 0; i < count; i++) { _transactions[i] = new Transaction(); }
        _ending = new ushort[count];
        Events = events;
        Poll = new ChannelPoll(gsi, this);
    }

    /// <summary>Hardware id.</summary>
    public int Id
    {
        get { return _data.Channel; }
    }

    /// <summary>The version's data about the endpoint above.</summary>
    public EndpointData Data
    {
        get { return _data; }
    }

    /// <summary>Number of ring elements.</summary>
    public int Count
    {
        get { return _count; }
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

    /// <summary>The transfer ring's memory.</summary>
    public DmaMemory Memory
    {
        get { return _memory; }
    }

    /// <summary>Whether a command timed out, so that the channel is unusable until it is reset.</summary>
    public bool IsBroken
    {
        get { return NeedsReset; }
    }

    /// <summary>Slot that the next element will take.</summary>
    public int NextSlot
    {
        get { return (int)(_written + (uint)_building) & (_count - 1); }
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
        Flush();
        _heldAddress = address;
        _heldLength = (uint)length | ((ulong)(TransferElement.TypeTransfer << TransferElement.TypeShift) << 32);
        _building++;
    }

    /// <summary>Adds an immediate command to the transaction being built; opcode with its clear option.</summary>
    public void AddCommand(ulong address, uint opcode)
    {
        Flush();
        _heldAddress = address;
        _heldLength = opcode | ((ulong)(TransferElement.TypeImmediateCommand << TransferElement.TypeShift) << 32);
        _building++;
    }

    /// <summary>
    /// Gives the elements added since the last commit to the hardware as one transaction. The doorbell is rung when asked for
    /// or when no element is left. The caller has checked <see cref="Free"/>.
    /// </summary>
    public Transaction Commit(int length, bool ringDoorbell, Completion done)
    {
        _memory.WriteElement((int)((_written + (uint)_building - 1) & (uint)(_count - 1)) * TransferElement.Size,
            _heldAddress, _heldLength | ((ulong)_lastFlags << 32));
        int at = (int)_committed & (_count - 1);
        Transaction transaction = _transactions[at];
        transaction.FirstSlot = (int)_written & (_count - 1);
        transaction.Elements = _building;
        transaction.Length = length;
        transaction.Cancelled = false;
        transaction.Done = done;
        _written += (uint)_building;
        _ending[(int)(_written - 1) & (_count - 1)] = (ushort)at;
        _usedElements += _building;
        _building = 0;
        _committed++;
        Counters.Committed++;
        if (ringDoorbell || _usedElements == _limit) { RingDoorbell(); }
        return transaction;
    }

    /// <summary>Shows the hardware every committed element.</summary>
    public void RingDoorbell()
    {
        if (_rung == _written) { return; }
        _rung = _written;
        Counters.Doorbells++;
        _registers.DmaWriteBarrier();
        _registers.Write32(_doorbell, (uint)_memory.Address + (_written & (uint)(_count - 1)) * TransferElement.Size);
    }

    internal Transaction NextCompleted()
    {
        if (_completed == _released && !Refresh()) { return null; }
        return _transactions[(int)_released & (_count - 1)];
    }

    internal void Release(Transaction transaction)
    {
        _usedElements -= transaction.Elements;
        _released++;
        Completion done = transaction.Done;
        transaction.Done = null;
        if (done != null) { done.Complete(); }
    }

    /// <summary>Counts whatever the hardware still has as cancelled; the poll then hands it to the client.</summary>
    internal void CancelPending()
    {
        while (_completed != _committed)
        {
            Transaction transaction = _transactions[(int)_completed & (_count - 1)];
            transaction.Cancelled = true;
            transaction.Length = 0;
            Counters.Cancelled++;
            _completed++;
        }
    }

    /// <summary>Starts again at slot 0, as the hardware does after a reset.</summary>
    internal void Rewind()
    {
        _written = 0;
        _rung = 0;
        _building = 0;
    }

    private void Flush()
    {
        if (_building == 0) { return; }
        _memory.WriteElement((int)((_written + (uint)_building - 1) & (uint)(_count - 1)) * TransferElement.Size,
            _heldAddress, _heldLength | ((ulong)TransferElement.Chain << 32));
    }

    private bool Refresh()
    {
        int end = Events.SlotOf(_registers.Read32(_eventPointer));
        if (end < 0)
        {
            Counters.BadPointers++;
            return false;
        }
        if (end == Events.Index) { return false; }
        while (Events.Index != end)
        {
            ulong address;
            ulong rest;
            Events.Memory.ReadElement(Events.Index * EventElement.Size, out address, out rest);
            Events.Index = (Events.Index + 1) & (Events.Count - 1);
            Handle(address, rest);
        }
        _registers.Write32(_eventDoorbell, Events.AddressOf(Events.Index - 1));
        return _completed != _released;
    }

    private void Handle(ulong address, ulong rest)
    {
        // Everything in an event is the chip's word: channel, address and length are checked before they are believed.
        ulong offset = address - _memory.Address;
        if ((int)(rest >> EventElement.ChannelShift) != _data.Channel || offset >= (ulong)(_count * TransferElement.Size)
            || (offset & (TransferElement.Size - 1)) != 0)
        {
            Counters.BadEvents++;
            return;
        }
        int at = _ending[(int)offset / TransferElement.Size];
        uint ahead = (uint)(at - (int)_completed) & (uint)(_count - 1);
        Transaction transaction = _transactions[at];
        int lastSlot = (transaction.FirstSlot + transaction.Elements - 1) & (_count - 1);
        if (ahead >= _committed - _completed || lastSlot != (int)offset / TransferElement.Size)
        {
            Counters.BadEvents++;
            return;
        }
        if (!_data.ToIpa)
        {
            int length = (int)(rest >> EventElement.LengthShift) & 0xffff;
            if (length > transaction.Length)
            {
                Counters.BadEvents++;
                length = 0;
            }
            transaction.Length = length;
            // Buffers complete in order; one that the chip skipped holds nothing.
            for (uint skipped = 0; skipped < ahead; skipped++)
            {
                _transactions[(int)(_completed + skipped) & (_count - 1)].Length = 0;
            }
        }
        _completed += ahead + 1;
        Counters.Completed += ahead + 1;
    }
}
