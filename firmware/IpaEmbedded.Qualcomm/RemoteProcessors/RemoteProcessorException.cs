using System;

namespace IpaEmbedded.Qualcomm.RemoteProcessors;

/// <summary>A remote processor did not do what it was told; the message names it and its state.</summary>
public sealed class RemoteProcessorException : Exception
{
    /// <summary>Creates the exception.</summary>
    public RemoteProcessorException(string message)
        : base(message)
    {
    }
}
