using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>Counts the steps of the event loop and strikes behind one of them.</summary>
internal sealed class SweptSteps : EventLoopObserver
{
    /// <summary>Steps so far.</summary>
    public int Count { get; private set; }

    /// <summary>Behind which step it strikes.</summary>
    public int At { get; set; }

    /// <summary>What happens then; null for nothing.</summary>
    public Action? Strike { get; set; }

    public override void OnServed()
    {
        if (++Count == At) { Strike?.Invoke(); }
    }
}
