namespace IpaEmbedded.Qualcomm.RemoteProcessors;

/// <summary>Starts and stops a remote processor: its reset lines and firmware, or a model of it.</summary>
public abstract class RemoteProcessorControl
{
    /// <summary>Lets the processor start; it reports by its "ready" interrupt.</summary>
    public abstract void Start();

    /// <summary>Holds the processor in reset.</summary>
    public abstract void Stop();
}
