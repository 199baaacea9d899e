using System;

namespace IpaEmbedded.Qualcomm.Smem;

/// <summary>SMEM cannot give what was asked for; the message names host, item and reason.</summary>
public sealed class SmemException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SmemException(string message)
        : base(message)
    {
    }
}
