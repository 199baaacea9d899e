namespace IpaEmbedded.Qualcomm.RemoteProcessors;

/// <summary>Where a remote processor is in its life.</summary>
public enum RemoteProcessorState
{
    /// <summary>Held in reset.</summary>
    Offline = 0,

    /// <summary>Started, not ready yet.</summary>
    Starting = 1,

    /// <summary>Ready.</summary>
    Running = 2,

    /// <summary>On its way to reset.</summary>
    Stopping = 3,
}
