using System.Buffers.Binary;
using System.Collections.Concurrent;
using IpaEmbedded.Boards.Linux.Interop;

namespace IpaEmbedded.Boards.Linux.Time;

/// <summary>Lets any thread hand a call to the dispatcher's thread, where it runs between two items of the kernel; the only door for foreign threads.</summary>
public sealed class DispatcherQueue : PollSource, IDisposable
{
    private readonly ConcurrentQueue<Action> _calls = new();
    private readonly int _descriptor = LibC.EventCounter();

    /// <inheritdoc/>
    public override int Descriptor => _descriptor;

    /// <summary>Queues a call; safe from any thread.</summary>
    public void Enqueue(Action call)
    {
        _calls.Enqueue(call);
        Span<byte> one = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(one, 1);
        _ = LibC.Write(_descriptor, "eventfd", one);
    }

    /// <inheritdoc/>
    public override void OnReady()
    {
        Span<byte> count = stackalloc byte[8];
        _ = LibC.Read(_descriptor, "eventfd", count);
        while (_calls.TryDequeue(out var call))
        {
            call();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => LibC.Close(_descriptor);
}
