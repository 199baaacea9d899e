namespace IpaEmbedded.Runtime.Kernel;

/// <summary>What the kernel is running right now; only <see cref="TopLevel"/> and <see cref="Work"/> may wait.</summary>
public enum KernelContext
{
    /// <summary>The caller of the kernel: a test, the boot sequence, a command.</summary>
    TopLevel = 0,

    /// <summary>A work item or a threaded interrupt.</summary>
    Work = 1,

    /// <summary>An interrupt handler or a timer's handler.</summary>
    Interrupt = 2,

    /// <summary>A poll.</summary>
    Poll = 3,
}
