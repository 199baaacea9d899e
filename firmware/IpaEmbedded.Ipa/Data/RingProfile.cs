using IpaEmbedded.Ipa.Endpoints;

namespace IpaEmbedded.Ipa.Data;

/// <summary>How large the rings and receive buffers of this processor's endpoints are: as the version's data says, or smaller ones for a target with little memory.</summary>
public sealed class RingProfile
{
    /// <summary>The smallest receive buffer: behind one packet of the largest size, 1 kB is left for the byte limit of the aggregation.</summary>
    public const int SmallestBuffer = ReceiveLayout.Headroom + ReceiveLayout.Mtu + ReceiveLayout.PacketOverhead + 1024;

    /// <summary>Receive buffer of <see cref="Minimal"/>: one packet of the largest size, what it costs besides its bytes, and a power of two.</summary>
    private const int OnePacketBuffer = 2048;
    private const int SmallestRing = 16;

    private readonly int _mostElements;
    private readonly int _bufferSize;
    private readonly bool _isMinimal;

    private RingProfile(bool isMinimal)
    {
        _isMinimal = isMinimal;
        _bufferSize = OnePacketBuffer;
    }

    /// <summary>Rings of at most so many elements, and receive buffers of so many bytes.</summary>
    /// <exception cref="IpaException">The count is no power of two, or a buffer holds no aggregation.</exception>
    public RingProfile(int mostElements, int bufferSize)
    {
        // The hardware wraps a ring by masking, so only powers of two can be sizes.
        if (mostElements <= 0 || (mostElements & (mostElements - 1)) != 0)
        {
            throw new IpaException(IpaError.BadData, "rings of " + mostElements.ToString() + " elements: a power of two is needed");
        }
        if (bufferSize < SmallestBuffer)
        {
            throw new IpaException(IpaError.BadData, "receive buffers of " + bufferSize.ToString() + " bytes: at least " + SmallestBuffer.ToString() + " are needed");
        }
        _mostElements = mostElements;
        _bufferSize = bufferSize;
    }

    /// <summary>Everything as the version's data says, which is what Linux uses.</summary>
    public static RingProfile Upstream
    {
        get { return new RingProfile(false); }
    }

    /// <summary>64 elements and buffers of 4 kB: less than 1 MB of memory for everything.</summary>
    public static RingProfile Small
    {
        get { return new RingProfile(64, 4096); }
    }

    /// <summary>
    /// The least that works: rings as small as the transactions of their endpoint allow, 16 to 64 elements, and receive buffers of 2 kB. Such a buffer
    /// has no room for an aggregation, whose limit counts in kB, so the hardware closes each after one packet.
    /// </summary>
    public static RingProfile Minimal
    {
        get { return new RingProfile(true); }
    }

    /// <summary>Changes a version's data; the driver does it once, before anything is allocated.</summary>
    /// <exception cref="IpaException">A transaction of an endpoint could not fit into such a ring.</exception>
    internal void Apply(IpaData data)
    {
        if (_mostElements == 0 && !_isMinimal) { return; }
        for (int i = 0; i < data.Endpoints.Length; i++)
        {
            EndpointData endpoint = data.Endpoints[i];
            if (endpoint.Environment == EndpointData.ApplicationProcessor) { Apply(endpoint); }
        }
    }

    private void Apply(EndpointData endpoint)
    {
        // A full ring would look empty, so one transaction's worth less one stays unused; the rest must hold one transaction.
        int fewest = 2 * endpoint.TlvCount - 1;
        int most = _isMinimal ? RingFor(fewest) : _mostElements;
        if (most < fewest)
        {
            throw new IpaException(IpaError.BadData, "channel " + endpoint.Channel.ToString() + ": a ring of " + most.ToString()
                + " elements, at least " + fewest.ToString() + " are needed");
        }
        if (endpoint.ElementCount > most) { endpoint.ElementCount = most; }
        if (endpoint.EventCount > most) { endpoint.EventCount = most; }
        if (endpoint.ToIpa) { return; }
        if (endpoint.BufferSize > _bufferSize) { endpoint.BufferSize = _bufferSize; }
        if (_isMinimal) { endpoint.AggregationPackets = 1; }
    }

    private static int RingFor(int elements)
    {
        int count = SmallestRing;
        while (count < elements) { count *= 2; }
        return count;
    }
}
