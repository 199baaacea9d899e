namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>Something that a work item waits for and an interrupt handler or poll signals.</summary>
public sealed class Completion
{
    private bool _done;

    /// <summary>Whether it was signalled since the last <see cref="Reset"/>.</summary>
    public bool IsDone
    {
        get { return _done; }
    }

    /// <summary>Arms it again; call before the command that will signal it is given.</summary>
    public void Reset()
    {
        _done = false;
    }

    /// <summary>Signals it; signalling twice is the same as once.</summary>
    public void Complete()
    {
        _done = true;
    }
}
