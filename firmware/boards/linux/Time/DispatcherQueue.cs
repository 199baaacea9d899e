using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Interop;

namespace IpaEmbedded.Boards.Linux.Time;

/// <summary>
/// Lets any thread hand a call to the dispatcher's thread, where it runs between two items of the kernel; the only door for foreign threads. The descriptor is
/// readable as long as a call waits, so that one that throws keeps none behind it from running.
/// </summary>
public sealed class DispatcherQueue : PollSource, IDisposable
{
    private const string Name = "eventfd";

    // Not a Lock: schedules of threads are explored by what stands in for monitors.
    private readonly object _gate = new();
    private readonly Queue<Action> _calls = new();
    private readonly int _descriptor = LibC.EventCounter();
    private bool _disposed;

    /// <inheritdoc/>
    public override int Descriptor
    {
        get
        {
            lock (_gate)
            {
                return _disposed ? -1 : _descriptor;
            }
        }
    }

    /// <summary>Queues a call; safe from any thread.</summary>
    /// <returns>False once the queue is disposed: the call will not run.</returns>
    public bool Enqueue(Action call)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return false;
            }

            _calls.Enqueue(call);
            if (_calls.Count == 1)
            {
                Span<byte> one = stackalloc byte[8];
                BinaryPrimitives.WriteUInt64LittleEndian(one, 1);
                _ = LibC.Write(_descriptor, Name, one);
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public override void OnReady()
    {
        int waiting;
        lock (_gate)
        {
            waiting = _calls.Count;
        }

        // A call that queues another has its turn after everything else that is ready.
        for (; waiting > 0 && Take() is { } call; waiting--)
        {
            call();
        }
    }

    /// <summary>Closes the queue; calls that wait do not run.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _calls.Clear();
                LibC.Close(_descriptor);
            }
        }
    }

    private Action? Take()
    {
        lock (_gate)
        {
            if (!_calls.TryDequeue(out var call))
            {
                return null;
            }

            if (_calls.Count == 0)
            {
                Span<byte> count = stackalloc byte[8];
                _ = LibC.Read(_descriptor, Name, count);
            }

            return call;
        }
    }
}
