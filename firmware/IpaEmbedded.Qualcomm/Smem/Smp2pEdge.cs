using IpaEmbedded.Qualcomm.Mailboxes;
using IpaEmbedded.Qualcomm.Smem.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>Exchanges named words of state bits with one other processor, over a pair of SMEM items and a mailbox.</summary>
public sealed class Smp2pEdge
{
    private const byte PublishedVersion = 1;

    private readonly EventLoop _loop;
    private readonly SmemHeap _heap;
    private readonly Mailbox _mailbox;
    private readonly int _channel;
    private readonly int _local;
    private readonly int _remote;
    private readonly int _outItem;
    private readonly int _inItem;
    private readonly string[] _outNames = new string[Smp2pLayout.MaxEntries];
    private readonly Smp2pInterrupts[] _inEntries = new Smp2pInterrupts[Smp2pLayout.MaxEntries];
    private int _outCount;
    private int _inCount;
    private int _inSeen;
    private int _out = -1;
    private int _in = -1;
    private bool _negotiated;
    private bool _acknowledges;
    private bool _restartSeen;
    private int _refused;

    /// <summary>Creates the edge between two processors; add its entries, then call <see cref="Open"/>.</summary>
    public Smp2pEdge(EventLoop loop, SmemHeap heap, Mailbox mailbox, int channel, int local, int remote, int outItem, int inItem)
    {
        _loop = loop;
        _heap = heap;
        _mailbox = mailbox;
        _channel = channel;
        _local = local;
        _remote = remote;
        _outItem = outItem;
        _inItem = inItem;
    }

    /// <summary>Whether the other processor has published its item.</summary>
    public bool IsPeerPresent
    {
        get { return _in >= 0; }
    }

    /// <summary>Whether both sides acknowledge each other's restarts.</summary>
    public bool AcknowledgesRestarts
    {
        get { return _acknowledges; }
    }

    /// <summary>Number of times that the other processor's item was no valid item.</summary>
    public int RefusedCount
    {
        get { return _refused; }
    }

    /// <summary>Adds a word that this processor shows.</summary>
    /// <exception cref="HardwareException">There are 16 already, or the name is too long.</exception>
    public SmemStateProvider AddOutbound(string name)
    {
        if (_outCount == Smp2pLayout.MaxEntries || name.Length >= Smp2pLayout.EntryNameSize)
        {
            throw new HardwareException("SMP2P entry \"" + name + "\": expected at most 16 entries with names of at most 15 letters");
        }
        _outNames[_outCount] = name;
        return new SmemStateProvider(this, _outCount++);
    }

    /// <summary>Adds a word that the other processor shows, now or later.</summary>
    /// <exception cref="HardwareException">There are 16 already.</exception>
    public Smp2pInterrupts AddInbound(string name)
    {
        if (_inCount == Smp2pLayout.MaxEntries) { throw new HardwareException("SMP2P entry \"" + name + "\": expected at most 16 entries"); }
        Smp2pInterrupts entry = new Smp2pInterrupts(_loop, name);
        _inEntries[_inCount++] = entry;
        return entry;
    }

    /// <summary>Publishes our item and starts to listen.</summary>
    /// <exception cref="HardwareException">The item cannot be allocated.</exception>
    public void Open(ConsumerInterrupt line)
    {
        _heap.Allocate(_remote, _outItem, Smp2pLayout.Size);
        int size;
        int at = _heap.OffsetOf(_remote, _outItem, out size);
        if (size < Smp2pLayout.Size)
        {
            throw new HardwareException("SMP2P item " + _outItem.ToString() + " has " + size.ToString() + " bytes, expected 340");
        }
        DmaMemory memory = _heap.Memory;
        memory.Fill(at, Smp2pLayout.Size, 0);
        memory.Write32(at + Smp2pLayout.Magic, Smp2pLayout.MagicWord);
        memory.Write16(at + Smp2pLayout.LocalProcessor, (ushort)_local);
        memory.Write16(at + Smp2pLayout.RemoteProcessor, (ushort)_remote);
        memory.Write16(at + Smp2pLayout.TotalEntries, Smp2pLayout.MaxEntries);
        for (int i = 0; i < _outCount; i++)
        {
            int entry = at + Smp2pLayout.Entries + i * Smp2pLayout.EntrySize;
            for (int c = 0; c < _outNames[i].Length; c++) { memory.Write8(entry + c, (byte)_outNames[i][c]); }
        }
        memory.Write16(at + Smp2pLayout.ValidEntries, (ushort)_outCount);

        // The version tells the other side that all the rest is in place.
        memory.Write32(at + Smp2pLayout.Version, PublishedVersion | (Smp2pLayout.FeatureRestartAcknowledge << 8));
        _out = at;
        line.Request(OnInterrupt);
        _mailbox.Kick(_channel);
        OnInterrupt();
    }

    internal void Update(int entry, uint mask, uint value)
    {
        DmaMemory memory = _heap.Memory;
        int at = _out + Smp2pLayout.Entries + entry * Smp2pLayout.EntrySize + Smp2pLayout.EntryNameSize;
        uint before = memory.Read32(at);
        uint after = (before & ~mask) | (value & mask);
        if (after == before) { return; }
        memory.Write32(at, after);
        _mailbox.Kick(_channel);
    }

    private void OnInterrupt()
    {
        DmaMemory memory = _heap.Memory;
        if (_in < 0 && !FindPeer()) { return; }
        if (!_negotiated) { Negotiate(memory); }
        if (_acknowledges) { AcknowledgeRestart(memory); }
        MatchNewEntries(memory);
        for (int i = 0; i < _inCount; i++) { _inEntries[i].Service(memory); }
    }

    private bool FindPeer()
    {
        int size;
        int at;
        try
        {
            at = _heap.OffsetOf(_remote, _inItem, out size);
        }
        catch (HardwareException)
        {
            _refused++;
            return false;
        }
        if (at < 0 || _heap.Memory.Read8(at + Smp2pLayout.Version) == 0) { return false; }
        if (size < Smp2pLayout.Size || _heap.Memory.Read32(at + Smp2pLayout.Magic) != Smp2pLayout.MagicWord
            || _heap.Memory.Read16(at + Smp2pLayout.TotalEntries) > Smp2pLayout.MaxEntries)
        {
            _refused++;
            return false;
        }
        _in = at;
        return true;
    }

    private void Negotiate(DmaMemory memory)
    {
        uint theirs = memory.Read32(_in + Smp2pLayout.Version);
        if ((theirs & 0xff) != PublishedVersion) { return; }
        uint features = (theirs >> 8) & Smp2pLayout.FeatureRestartAcknowledge;
        memory.Write32(_out + Smp2pLayout.Version, PublishedVersion | (features << 8));
        _acknowledges = features != 0;
        _negotiated = true;
    }

    private void AcknowledgeRestart(DmaMemory memory)
    {
        bool restarted = (memory.Read32(_in + Smp2pLayout.Flags) & Smp2pLayout.FlagRestartDone) != 0;
        if (restarted == _restartSeen) { return; }
        _restartSeen = restarted;
        uint flags = memory.Read32(_out + Smp2pLayout.Flags) & ~Smp2pLayout.FlagRestartAcknowledge;
        memory.Write32(_out + Smp2pLayout.Flags, restarted ? flags | Smp2pLayout.FlagRestartAcknowledge : flags);
        _mailbox.Kick(_channel);
    }

    private void MatchNewEntries(DmaMemory memory)
    {
        int valid = memory.Read16(_in + Smp2pLayout.ValidEntries);
        if (valid > Smp2pLayout.MaxEntries)
        {
            _refused++;
            valid = Smp2pLayout.MaxEntries;
        }
        for (; _inSeen < valid; _inSeen++)
        {
            int entry = _in + Smp2pLayout.Entries + _inSeen * Smp2pLayout.EntrySize;
            for (int i = 0; i < _inCount; i++)
            {
                if (_inEntries[i].Offset < 0 && HasName(memory, entry, _inEntries[i].EntryName)) { _inEntries[i].Offset = entry; }
            }
        }
    }

    private static bool HasName(DmaMemory memory, int entry, string name)
    {
        if (name.Length >= Smp2pLayout.EntryNameSize) { return false; }
        for (int i = 0; i <= name.Length; i++)
        {
            int expected = i < name.Length ? name[i] : 0;
            if (memory.Read8(entry + i) != expected) { return false; }
        }
        return true;
    }
}
