using System;

namespace IpaEmbedded.Qualcomm.Aoss;

/// <summary>The always-on subsystem did not take part; the message says in which step.</summary>
public sealed class AossException : Exception
{
    /// <summary>Creates the exception.</summary>
    public AossException(string message)
        : base(message)
    {
    }
}
