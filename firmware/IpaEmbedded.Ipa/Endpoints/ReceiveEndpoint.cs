using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>
/// An RX endpoint: keeps the ring full of buffers and hands received data to its sink. Slot s of the ring always uses buffer s, so
/// a buffer cannot be lost or given twice.
/// </summary>
public sealed class ReceiveEndpoint : ChannelClient
{
    /// <summary>Buffers per doorbell.</summary>
    public const int Batch = 16;

    private readonly DmaHeap _heap;
    private readonly DmaMemory _buffers;
    private readonly int _bufferSize;
    private readonly ulong _address;
    private readonly int _posted;
    private readonly int _refillAt;
    private FrameSink _sink;
    private bool _refilling;

    /// <summary>Creates the endpoint on its channel, with a buffer per ring element.</summary>
    public ReceiveEndpoint(GsiChannel channel, DmaHeap heap)
    {
        Channel = channel;
        _heap = heap;
        _bufferSize = channel.Data.BufferSize;
        _buffers = heap.Allocate("rxbuf." + channel.Id.ToString(), channel.Ring.Count * _bufferSize, 4096);
        _address = _buffers.Address + ReceiveLayout.Headroom;
        _posted = _bufferSize - ReceiveLayout.Headroom;
        _refillAt = BatchOf(channel.Limit / 4);
        channel.Client = this;
    }

    /// <summary>The channel below.</summary>
    public GsiChannel Channel { get; }

    /// <summary>Buffers that a reset took back.</summary>
    public uint CancelledCount { get; private set; }

    /// <summary>Buffers whose data somebody got.</summary>
    public uint DeliveredCount { get; private set; }

    /// <summary>Buffers whose data nobody wanted.</summary>
    public uint DroppedCount { get; private set; }

    /// <summary>Buffers that came back without data: skipped by the chip, or with a length that was not believed.</summary>
    public uint EmptyCount { get; private set; }

    /// <summary>Says who gets the data.</summary>
    public void SetSink(FrameSink sink)
    {
        _sink = sink;
    }

    /// <summary>Starts to keep the ring full; fills it when the hardware has no buffer.</summary>
    public void EnableRefill()
    {
        _refilling = true;
        if (Channel.Free < Channel.Limit) { return; }
        while (Channel.Free > 0) { Add(BatchOf(Channel.Free)); }
    }

    /// <summary>Stops refilling; buffers that the hardware has stay there.</summary>
    public void DisableRefill()
    {
        _refilling = false;
    }

    /// <summary>Frees the buffers.</summary>
    public void Destroy()
    {
        _heap.Free(_buffers);
    }

    /// <inheritdoc/>
    public override void OnCompleted(uint first, int count)
    {
        GsiChannel channel = Channel;
        for (uint end = first + (uint)count; first != end; first++)
        {
            int length = channel.LengthOf(first);
            if (length == GsiChannel.Cancelled) { CancelledCount++; }
            else if (length == 0) { EmptyCount++; }
            else if (_sink == null) { DroppedCount++; }
            else
            {
                DeliveredCount++;
                _sink.OnReceived(_buffers, channel.FirstSlotOf(first) * _bufferSize + ReceiveLayout.Headroom, length);
            }
        }
    }

    /// <inheritdoc/>
    public override void OnPollEnd()
    {
        // Refilled here and not per buffer: one doorbell for many buffers, and the elements just handled are free by now.
        if (!_refilling || Channel.Free < _refillAt) { return; }
        Add(Channel.Free);
    }

    private static int BatchOf(int count)
    {
        return count < Batch ? count : Batch;
    }

    private void Add(int count)
    {
        Channel.TransferSlots(_address, _bufferSize, _posted, count);
    }
}
