namespace IpaEmbedded.Ipa.Boot;

/// <summary>Watches stages begin and end; may count register accesses in between.</summary>
public abstract class BootObserver
{
    /// <summary>A stage begins.</summary>
    public abstract void OnBegin(BootStage stage, bool up);

    /// <summary>A stage has ended; <paramref name="failure"/> is null when it worked.</summary>
    public abstract void OnEnd(BootStage stage, bool up, string failure, long microseconds);
}
