using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Gpio;

namespace IpaEmbedded.Boards.Linux.Gpio;

/// <summary>Hands the edges of a requested line to a handler, on the loop's thread; the kernel keeps those that come meanwhile.</summary>
internal sealed class GpioLineEvents : PollSource
{
    /// <summary>Size of one event, in bytes (struct gpio_v2_line_event).</summary>
    public const int EventSize = 48;

    private const int KindOffset = 8;
    private const uint RisingEdge = 1;

    private readonly byte[] _events = new byte[16 * EventSize];
    private readonly int _descriptor;
    private GpioEdgeHandler? _handler;

    /// <summary>Events of a line's descriptor, which stays the caller's.</summary>
    public GpioLineEvents(int descriptor, GpioEdgeHandler handler)
    {
        _descriptor = descriptor;
        _handler = handler;
    }

    /// <inheritdoc/>
    public override int Descriptor => _handler is null ? -1 : _descriptor;

    /// <summary>Drops the edges of a line that nobody was told; a line that is not requested, -1, has none.</summary>
    public static void Discard(int descriptor)
    {
        var events = new byte[16 * EventSize];
        LibC.PollEntry[] entries = [new LibC.PollEntry { Descriptor = descriptor, Events = Input }];
        while (LibC.Poll(entries, 0) > 0 && LibC.TryRead(descriptor, events) > 0)
        {
        }
    }

    /// <summary>Ends it; a handler may do so from within.</summary>
    public void Stop() => _handler = null;

    /// <inheritdoc/>
    public override void OnReady()
    {
        var count = LibC.TryRead(_descriptor, _events);
        if (count <= 0)
        {
            // The chip is gone: a descriptor that only has errors would keep the loop from sleeping.
            Stop();
            return;
        }

        for (var at = 0; at + EventSize <= count && _handler is not null; at += EventSize)
        {
            _handler(BinaryPrimitives.ReadUInt32LittleEndian(_events.AsSpan(at + KindOffset)) == RisingEdge);
        }
    }
}
