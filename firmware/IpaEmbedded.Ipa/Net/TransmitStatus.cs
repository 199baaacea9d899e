namespace IpaEmbedded.Ipa.Net;

/// <summary>What became of a packet that was given to an interface.</summary>
public enum TransmitStatus
{
    /// <summary>It is on its way.</summary>
    Accepted = 0,

    /// <summary>It cannot be sent ever and was counted as dropped.</summary>
    Dropped = 1,

    /// <summary>Not now: give it again when the queue runs again.</summary>
    Busy = 2,

    /// <summary>The interface is not open.</summary>
    Down = 3,
}
