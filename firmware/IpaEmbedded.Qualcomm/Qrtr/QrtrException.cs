using System;

namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>A message could not be sent; the message names the address.</summary>
public sealed class QrtrException : Exception
{
    /// <summary>Creates the exception.</summary>
    public QrtrException(string message)
        : base(message)
    {
    }
}
