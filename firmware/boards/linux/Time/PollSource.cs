namespace IpaEmbedded.Boards.Linux.Time;

/// <summary>A descriptor that the board's loop watches: an interrupt, a packet interface, a call from another thread.</summary>
public abstract class PollSource
{
    /// <summary>The descriptor to watch for input, or -1 while it is not to be watched.</summary>
    public abstract int Descriptor { get; }

    /// <summary>Runs on the dispatcher's thread before it sleeps: everything that was deliverable has been served.</summary>
    public virtual void BeforeWait()
    {
    }

    /// <summary>Runs on the dispatcher's thread when the descriptor has input; must not wait.</summary>
    public abstract void OnReady();
}
