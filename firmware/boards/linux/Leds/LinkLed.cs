namespace IpaEmbedded.Boards.Linux.Leds;

/// <summary>A lamp that shows whether the modem link is up; disposing it switches it off and releases the line.</summary>
public abstract class LinkLed : IDisposable
{
    /// <summary>Switches the lamp.</summary>
    public abstract void Set(bool on);

    public void Dispose()
    {
        Set(false);
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the line back to the system.</summary>
    protected virtual void Release()
    {
    }
}
