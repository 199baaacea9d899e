using System;

namespace IpaEmbedded.Runtime.Kernel;

/// <summary>The rules of the kernel were broken: waiting where nothing may wait, or events that never end.</summary>
public sealed class KernelException : Exception
{
    /// <summary>Creates the exception with a message that says which rule.</summary>
    public KernelException(string message)
        : base(message)
    {
    }
}
