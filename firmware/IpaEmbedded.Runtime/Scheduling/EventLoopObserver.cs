namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>Is told after everything that an event loop serves, so that what must always hold can be looked at after each step.</summary>
public abstract class EventLoopObserver
{
    /// <summary>An interrupt, poll, timer or work item was served; one that waited has had others served meanwhile, each told on its own.</summary>
    public abstract void OnServed();
}
