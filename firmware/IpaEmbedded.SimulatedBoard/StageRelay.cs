using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Boot;

namespace IpaEmbedded.Simulation;

/// <summary>Tells the sanitizer which boot stage runs, and hands stages on to whoever watches.</summary>
internal sealed class StageRelay : BootObserver
{
    private readonly Sanitizer _sanitizer;

    internal StageRelay(Sanitizer sanitizer)
    {
        _sanitizer = sanitizer;
    }

    internal BootObserver Next { get; set; }

    public override void OnBegin(BootStage stage, bool up)
    {
        _sanitizer.Stage = stage.Name;
        if (Next != null) { Next.OnBegin(stage, up); }
    }

    public override void OnEnd(BootStage stage, bool up, string failure, long microseconds)
    {
        if (Next != null) { Next.OnEnd(stage, up, failure, microseconds); }
    }
}
