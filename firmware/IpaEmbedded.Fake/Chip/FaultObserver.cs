namespace IpaEmbedded.Fake;

/// <summary>Is told when something of a <see cref="FaultPlan"/> happens, at once: before its consequences.</summary>
public abstract class FaultObserver
{
    /// <summary>A fault happens at the n-th occasion of its kind, counted from 1.</summary>
    public abstract void OnFault(FaultKind kind, int occasion);
}
