namespace IpaEmbedded.Qualcomm.RemoteProcessors;

/// <summary>A moment in the life of a remote processor that drivers are told about.</summary>
public enum RemoteProcessorEvent
{
    /// <summary>It will start.</summary>
    BeforePowerup = 0,

    /// <summary>It runs.</summary>
    AfterPowerup = 1,

    /// <summary>It will stop, or has crashed and is about to be torn down.</summary>
    BeforeShutdown = 2,

    /// <summary>It is off.</summary>
    AfterShutdown = 3,
}
