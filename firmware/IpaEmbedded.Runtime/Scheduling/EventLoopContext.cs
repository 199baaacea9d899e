namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>What the event loop is running right now; only <see cref="TopLevel"/> and <see cref="Work"/> may wait.</summary>
public enum EventLoopContext
{
    /// <summary>The caller of the event loop: a test, the boot sequence, a command.</summary>
    TopLevel = 0,

    /// <summary>A work item or a threaded interrupt.</summary>
    Work = 1,

    /// <summary>An interrupt handler or a timer's handler.</summary>
    Interrupt = 2,

    /// <summary>A poll.</summary>
    Poll = 3,
}
