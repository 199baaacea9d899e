namespace IpaEmbedded.Ipa.Net;

/// <summary>Is told what happens to the modem interface.</summary>
public abstract class InterfaceListener
{
    /// <summary>The modem is ready: the interface exists and may be opened.</summary>
    public abstract void OnRegistered();

    /// <summary>The modem is gone: the interface does not exist any more. An open one was stopped before.</summary>
    public abstract void OnUnregistered();

    /// <summary>The queue runs (again); called in a poll or as work.</summary>
    public abstract void OnQueueRunning();
}
