using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>A TX endpoint: one buffer per ring slot, into which a frame is written before it is sent.</summary>
public sealed class TransmitEndpoint : ChannelClient
{
    /// <summary>Bytes per buffer: the largest packet and its headers, rounded up to a power of two.</summary>
    public const int BufferSize = 2048;

    private readonly DmaHeap _heap;
    private TransmitHandler _completed;
    private uint _packets;
    private uint _bytes;

    /// <summary>Creates the endpoint on its channel.</summary>
    public TransmitEndpoint(GsiChannel channel, DmaHeap heap)
    {
        Channel = channel;
        _heap = heap;
        Buffers = heap.Allocate("txbuf." + channel.Id.ToString(), channel.Ring.Count * BufferSize, 4096);
        channel.Client = this;
    }

    /// <summary>The channel below.</summary>
    public GsiChannel Channel { get; }

    /// <summary>Packets that a reset took back.</summary>
    public uint CancelledCount { get; private set; }

    /// <summary>Whether a frame can be sent.</summary>
    public bool HasRoom
    {
        get { return Channel.Free > 0; }
    }

    /// <summary>Memory of the buffers; the next frame goes to <see cref="NextOffset"/>.</summary>
    public DmaMemory Buffers { get; }

    /// <summary>Byte offset in <see cref="Buffers"/> at which the next frame is to be written.</summary>
    public int NextOffset
    {
        get { return Channel.NextSlot * BufferSize; }
    }

    /// <summary>Says who is told about completions; null for nobody.</summary>
    public void SetHandler(TransmitHandler completed)
    {
        _completed = completed;
    }

    /// <summary>Sends the frame written at <see cref="NextOffset"/>; without the doorbell when more frames follow at once.</summary>
    public void Send(int length, bool moreFollows)
    {
        Channel.Transfer(Buffers.Address + (ulong)NextOffset, length, !moreFollows);
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
            Channel.AddTransfer(memory.Address + (ulong)offsets[i], lengths[i]);
            total += lengths[i];
        }
        Channel.Commit(total, !moreFollows);
    }

    /// <summary>Copies fragments into the buffer at <see cref="NextOffset"/>; returns the frame's length.</summary>
    public int Join(DmaMemory memory, int[] offsets, int[] lengths, int count)
    {
        int at = NextOffset;
        for (int i = 0; i < count; i++)
        {
            Buffers.CopyFrom(at, memory, offsets[i], lengths[i]);
            at += lengths[i];
        }
        return at - NextOffset;
    }

    /// <summary>Frees the buffers.</summary>
    public void Destroy()
    {
        _heap.Free(Buffers);
    }

    /// <inheritdoc/>
    public override void OnCompleted(uint first, int count)
    {
        GsiChannel channel = Channel;
        uint packets = 0;
        uint bytes = 0;
        for (uint end = first + (uint)count; first != end; first++)
        {
            int length = channel.LengthOf(first);
            if (length == GsiChannel.Cancelled)
            {
                CancelledCount++;
                continue;
            }
            packets++;
            bytes += (uint)length;
        }
        _packets += packets;
        _bytes += bytes;
    }

    /// <inheritdoc/>
    public override void OnPollEnd()
    {
        uint packets = _packets;
        uint bytes = _bytes;
        _packets = 0;
        _bytes = 0;
        if (_completed != null) { _completed(packets, bytes); }
    }
}
