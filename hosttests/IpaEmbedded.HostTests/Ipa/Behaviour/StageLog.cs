using IpaEmbedded.Ipa.Boot;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Names of the stages that went up and down, "+name" and "-name", with "!" behind one that failed.</summary>
internal sealed class StageLog : BootObserver
{
    public List<string> Entries { get; } = [];

    /// <summary>"name: reason" of each that failed.</summary>
    public List<string> Failures { get; } = [];

    public override void OnBegin(BootStage stage, bool up)
    {
    }

    public override void OnEnd(BootStage stage, bool up, string? failure, long microseconds)
    {
        Entries.Add((up ? "+" : "-") + stage.Name + (failure is null ? "" : "!"));
        if (failure is not null) { Failures.Add(stage.Name + ": " + failure); }
    }
}
