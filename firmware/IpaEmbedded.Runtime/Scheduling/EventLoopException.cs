using System;

namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>The rules of the event loop were broken: waiting where nothing may wait, or events that never end.</summary>
public sealed class EventLoopException : Exception
{
    /// <summary>Creates the exception with a message that says which rule.</summary>
    public EventLoopException(string message)
        : base(message)
    {
    }
}
