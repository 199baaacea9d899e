using System;

namespace IpaEmbedded.Runtime.Hal;

/// <summary>
/// Hardware, or the firmware that runs it, refused or did not answer: a vote, a mapping, a message, a start. The message names who, what was
/// expected and what is. Whoever can go on without the hardware catches this one; every other exception is a mistake of a tree or of a program.
/// </summary>
public class HardwareException : Exception
{
    /// <summary>Creates the exception.</summary>
    public HardwareException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the refusal that led to it.</summary>
    public HardwareException(string message, Exception reason)
        : base(message, reason)
    {
    }
}
