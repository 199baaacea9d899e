using System;

namespace IpaEmbedded.Qualcomm.FirmwareLoading;

/// <summary>Firmware could not be loaded; the message names the file, the segment and what was expected.</summary>
public sealed class FirmwareException : Exception
{
    /// <summary>Creates the exception.</summary>
    public FirmwareException(string message)
        : base(message)
    {
    }
}
