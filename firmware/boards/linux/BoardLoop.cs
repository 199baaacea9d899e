using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux;

/// <summary>Runs a kernel in real time: timers when they are due, interrupts and packets as they come, and no processor time while nothing happens.</summary>
public sealed class BoardLoop
{
    // How long the end of a run may take to be noticed.
    private const long SliceMicroseconds = 100000;

    private readonly EventLoop _loop;

    /// <param name="loop">A kernel whose time is a <see cref="BoardTime"/>.</param>
    public BoardLoop(EventLoop loop)
    {
        _loop = loop;
    }

    /// <summary>Runs until the token is cancelled, which any thread may do.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            _loop.Run(SliceMicroseconds);
        }
    }
}
