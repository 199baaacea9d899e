using System;

namespace IpaEmbedded.Qualcomm.CommandDatabase;

/// <summary>The command database lacks a resource or is damaged; the message names the resource or the place.</summary>
public sealed class CommandDatabaseException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CommandDatabaseException(string message)
        : base(message)
    {
    }
}
