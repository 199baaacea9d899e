using IpaEmbedded.Ipa.Endpoints;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>What a channel towards the IPA must be like after any operations, kept as lists and counted anew each time.</summary>
internal sealed class TransmitModel
{
    private readonly ChannelBench _bench = new(true);
    private readonly TransmitEndpoint _endpoint;
    private readonly Random _random;
    private readonly Queue<(int First, int Count, int Length)> _withHardware = new();
    private readonly Queue<(int First, int Count, int Length)> _said = new();
    private readonly Queue<(int First, int Count, int Length)> _read = new();
    private readonly List<int> _doorbells = [];
    private uint _packets;
    private uint _bytes;
    private int _slot;
    private int _rung;
    private uint _committed;
    private uint _completed;
    private int _eventSlot;
    private readonly List<int> _eventDoorbells = [];

    public TransmitModel(int seed)
    {
        _random = new Random(seed);
        _endpoint = new TransmitEndpoint(_bench.Channel, _bench.Heap);
        _endpoint.SetHandler((packets, bytes) =>
        {
            _packets += packets;
            _bytes += bytes;
        });
    }

    private int Used => _withHardware.Concat(_said).Concat(_read).Sum(transaction => transaction.Count);

    private uint _handed;
    private uint _handedBytes;

    /// <summary>One operation, and everything that can be seen after it.</summary>
    public void Step()
    {
        switch (_random.Next(6))
        {
            case 0:
            case 1:
                Send(1);
                break;
            case 2:
                Send(1 + _random.Next(ChannelBench.MostPerTransaction));
                break;
            case 3:
                _bench.Channel.RingDoorbell();
                Ring();
                break;
            case 4:
                Say();
                break;
            default:
                Poll(1 + _random.Next(6));
                break;
        }
        Assert.AreEqual(ChannelBench.Limit - Used, _bench.Channel.Free);
        Assert.AreEqual(_slot, _bench.Channel.NextSlot);
        Assert.AreEqual((_committed, _completed), (_bench.Channel.Counters.Committed, _bench.Channel.Counters.Completed));
        Assert.AreEqual((_handed, _handedBytes), (_packets, _bytes));
        CollectionAssert.AreEqual(_doorbells, _bench.Doorbells);
        CollectionAssert.AreEqual(_eventDoorbells, _bench.EventDoorbells);
        Assert.AreEqual((uint)_doorbells.Count, _bench.Channel.Counters.Doorbells);
        Assert.AreEqual((0u, 0u), (_bench.Channel.Counters.BadEvents, _bench.Channel.Counters.BadPointers));
    }

    private void Send(int count)
    {
        if (count > _bench.Channel.Free) { return; }
        bool more = _random.Next(2) == 0;
        int first = _slot;
        int[] lengths = [.. Enumerable.Range(0, count).Select(_ => 1 + _random.Next(2048))];
        ulong[] addresses = [.. lengths.Select(_ => 0x2_0000_0000 + (ulong)_random.Next(1 << 20))];
        if (count == 1 && _random.Next(2) == 0)
        {
            _bench.Channel.Transfer(addresses[0], lengths[0], !more);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                _bench.Channel.AddTransfer(addresses[i], lengths[i]);
                Assert.AreEqual((first + i + 1) % ChannelBench.Elements, _bench.Channel.NextSlot, "while it is built");
            }
            _bench.Channel.Commit(lengths.Sum(), !more);
        }
        for (int i = 0; i < count; i++)
        {
            // Type 2 in bits 16 and up of the upper half; all but the last are chained (bit 0), the last interrupts (bits 9 and 10).
            ulong flags = i < count - 1 ? 0x00020001ul : 0x00020600ul;
            Assert.AreEqual((addresses[i], (uint)lengths[i] | flags << 32), _bench.Element((first + i) % ChannelBench.Elements));
        }
        _slot = (_slot + count) % ChannelBench.Elements;
        _committed++;
        _withHardware.Enqueue((first, count, lengths.Sum()));
        if (!more || Used == ChannelBench.Limit) { Ring(); }
    }

    private void Ring()
    {
        if (_rung == _slot) { return; }
        _rung = _slot;
        _doorbells.Add(_slot);
    }

    // Some of what it has the hardware completes; an event may stand for those before it.
    private void Say()
    {
        int count = _random.Next(_withHardware.Count + 1);
        bool alone = _random.Next(4) == 0;
        for (int i = 0; i < count; i++)
        {
            (int first, int elements, int length) = _withHardware.Dequeue();
            _said.Enqueue((first, elements, length));
            if (alone && i < count - 1) { continue; }
            _bench.Complete((first + elements - 1) % ChannelBench.Elements, 0xffff);
            _eventSlot++;
        }
    }

    private void Poll(int budget)
    {
        int reads = _bench.PointerReads;
        int done = 0;
        bool hasRead = false;
        while (done < budget)
        {
            if (_read.Count == 0)
            {
                if (hasRead) { break; }
                hasRead = true;
                if (_said.Count == 0) { break; }
                _completed += (uint)_said.Count;
                while (_said.TryDequeue(out var each)) { _read.Enqueue(each); }
                _eventDoorbells.Add((_eventSlot - 1) % ChannelBench.Elements);
            }
            _handed++;
            _handedBytes += (uint)_read.Dequeue().Length;
            done++;
        }

        Assert.AreEqual(done, _bench.Channel.Poll.Run(budget));
        Assert.AreEqual(hasRead ? 1 : 0, _bench.PointerReads - reads);
    }
}
