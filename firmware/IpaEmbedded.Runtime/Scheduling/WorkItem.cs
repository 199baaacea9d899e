namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>Called by the event loop in the context that the owner asked for.</summary>
public delegate void EventLoopHandler();

/// <summary>A piece of work that runs from the event loop's top level, once per posting, and may wait.</summary>
public sealed class WorkItem
{
    internal readonly EventLoopHandler Handler;
    internal WorkItem Next;
    internal bool Queued;

    /// <summary>Creates an item; it runs when it is given to <see cref="EventLoop.Post"/>.</summary>
    public WorkItem(EventLoopHandler handler)
    {
        Handler = handler;
    }

    /// <summary>Whether the item waits to run.</summary>
    public bool IsQueued
    {
        get { return Queued; }
    }
}
