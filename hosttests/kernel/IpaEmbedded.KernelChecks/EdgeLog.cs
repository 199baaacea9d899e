using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.KernelChecks;

/// <summary>Edges as they are told: H and L in a text, and a completion for the next one.</summary>
internal sealed class EdgeLog
{
    private readonly Completion _next = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>What has been told.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Done when another edge comes.</summary>
    public Completion Next()
    {
        _next.Reset();
        return _next;
    }

    /// <summary>The handler.</summary>
    public void Add(bool high)
    {
        Expect.Equal(_thread, Environment.CurrentManagedThreadId, "the thread");
        Text += high ? "H" : "L";
        _next.Complete();
    }
}
