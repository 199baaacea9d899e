namespace IpaEmbedded.Qualcomm.Qmi;

/// <summary>How waiting for a response ended.</summary>
public enum QmiOutcome
{
    /// <summary>The response is there.</summary>
    Answered = 0,

    /// <summary>No response came in time.</summary>
    TimedOut = 1,

    /// <summary>The service or its processor went away, or the handle was closed.</summary>
    PeerGone = 2,

    /// <summary>The response has more bytes than the longest that was expected.</summary>
    ResponseTooLong = 3,
}
