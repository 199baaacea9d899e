namespace IpaEmbedded.Boards.Linux.Time;

/// <summary>A descriptor that the board's loop watches: an interrupt, a packet interface, a socket, a call from another thread.</summary>
public abstract class PollSource
{
    /// <summary>There is input (POLLIN).</summary>
    public const short Input = 1;

    /// <summary>Output is taken (POLLOUT).</summary>
    public const short Output = 4;

    /// <summary>The descriptor to watch, or -1 while it is not to be watched.</summary>
    public abstract int Descriptor { get; }

    /// <summary>What to watch it for: <see cref="Input"/>, <see cref="Output"/>, both or, for errors alone, neither.</summary>
    public virtual short Events => Input;

    /// <summary>What the system says of the descriptor, valid in <see cref="OnReady"/>; other bits are errors.</summary>
    public short Returned { get; internal set; }

    /// <summary>Runs on the dispatcher's thread before it sleeps: everything that was deliverable has been served.</summary>
    public virtual void BeforeWait()
    {
    }

    /// <summary>Runs on the dispatcher's thread when the descriptor is ready; must not wait.</summary>
    public abstract void OnReady();
}
