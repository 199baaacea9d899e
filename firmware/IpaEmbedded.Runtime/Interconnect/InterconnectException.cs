using System;

namespace IpaEmbedded.Runtime.Interconnect;

/// <summary>A provider cannot give the bandwidth that was asked for; what counted before still counts.</summary>
public sealed class InterconnectException : Exception
{
    /// <summary>Creates the exception with a message that names the node and the request.</summary>
    public InterconnectException(string message)
        : base(message)
    {
    }
}
