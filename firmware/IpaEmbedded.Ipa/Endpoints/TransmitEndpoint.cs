using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>A TX endpoint: one buffer per ring slot, into which a frame is written before it is sent.</summary>
public sealed class TransmitEndpoint : ChannelClient
{
    /// <summary>Bytes per buffer: the largest packet and its headers, rounded up to a power of two.</summary>
    public const int BufferSize = 2048;

    private readonly GsiChannel _channel;
    private readonly DmaHeap _heap;
    private readonly DmaMemory _buffers;
    private TransmitListener _listener;
    private uint _packets;
    private uint _bytes;
    private uint _cancelled;

    /// <summary>Creates the endpoint on its channel.</summary>
    public TransmitEndpoint(GsiChannel channel, DmaHeap heap)
    {
        _channel = channel;
        _heap = heap;
        _buffers = heap.Allocate("txbuf." + channel.Id.ToString(), channel.Ring.Count * BufferSize, 4096);
        channel.Client = this;
    }

    /// <summary>The channel below.</summary>
    public GsiChannel Channel
    {
        get { return _channel; }
    }

    /// <summary>Packets that a reset took back.</summary>
    public uint CancelledCount
    {
        get { return _cancelled; }
    }

    /// <summary>Whether a frame can be sent.</summary>
    public bool HasRoom
    {
        get { return _channel.Free > 0; }
    }

    /// <summary>Memory of the buffers; the next frame goes to <see cref="NextOffset"/>.</summary>
    public DmaMemory Buffers
    {
        get { return _buffers; }
    }

    /// <summary>Byte offset in <see cref="Buffers"/> at which the next frame is to be written.</summary>
    public int NextOffset
    {
        get { return _channel.NextSlot * BufferSize; }
    }

    /// <summary>Says who is told about completions.</summary>
    public void SetListener(TransmitListener listener)
    {
        _listener = listener;
    }

    /// <summary>Sends the frame written at <see cref="NextOffset"/>; without the doorbell when more frames follow at once.</summary>
    public void Send(int length, bool moreFollows)
    {
        _channel.AddTransfer(_buffers.Address + (ulong)NextOffset, length);
        _channel.Commit(length, !moreFollows, null);
    }

    /// <summary>
    /// Sends a frame that lies in fragments of the caller's memory, which stays as it is until the frame is completed; the caller has checked
    /// the channel's room and that there are no more fragments than the hardware takes.
    /// </summary>
    public void SendFragments(DmaMemory memory, int[] offsets, int[] lengths, int count, bool moreFollows)
    {
        int total = 0;
        for (int i = 0; i < count; i++)
        {
            _channel.AddTransfer(memory.Address + (ulong)offsets[i], lengths[i]);
            total += lengths[i];
        }
        _channel.Commit(total, !moreFollows, null);
    }

    /// <summary>Copies fragments into the buffer at <see cref="NextOffset"/>; returns the frame's length.</summary>
    public int Join(DmaMemory memory, int[] offsets, int[] lengths, int count)
    {
        int at = NextOffset;
        for (int i = 0; i < count; i++)
        {
            _buffers.CopyFrom(at, memory, offsets[i], lengths[i]);
            at += lengths[i];
        }
        return at - NextOffset;
    }

    /// <summary>Frees the buffers.</summary>
    public void Destroy()
    {
        _heap.Free(_buffers);
    }

    /// <inheritdoc/>
    public override void OnCompleted(Transaction transaction)
    {
        if (transaction.Cancelled)
        {
            _cancelled++;
            return;
        }
        _packets++;
        _bytes += (uint)transaction.Length;
    }

    /// <inheritdoc/>
    public override void OnPollEnd()
    {
        uint packets = _packets;
        uint bytes = _bytes;
        _packets = 0;
        _bytes = 0;
        if (_listener != null) { _listener.OnTransmitted(packets, bytes); }
    }
}
