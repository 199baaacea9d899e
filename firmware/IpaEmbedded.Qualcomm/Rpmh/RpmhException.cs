using System;

namespace IpaEmbedded.Qualcomm.Rpmh;

/// <summary>A vote did not reach its resource; the message names address and reason.</summary>
public sealed class RpmhException : Exception
{
    /// <summary>Creates the exception.</summary>
    public RpmhException(string message)
        : base(message)
    {
    }
}
