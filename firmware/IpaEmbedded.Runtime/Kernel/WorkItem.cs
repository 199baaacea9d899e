namespace IpaEmbedded.Runtime.Kernel;

/// <summary>Called by the kernel in the context that the owner asked for.</summary>
public delegate void KernelHandler();

/// <summary>A piece of work that runs from the kernel's top-level loop, once per posting, and may wait.</summary>
public sealed class WorkItem
{
    internal readonly KernelHandler Handler;
    internal WorkItem Next;
    internal bool Queued;

    /// <summary>Creates an item; it runs when it is given to <see cref="EventKernel.Post"/>.</summary>
    public WorkItem(KernelHandler handler)
    {
        Handler = handler;
    }

    /// <summary>Whether the item waits to run.</summary>
    public bool IsQueued
    {
        get { return Queued; }
    }
}
