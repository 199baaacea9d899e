using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Boot;

/// <summary>Keeps what the boot stages did; tells the sanitizer which stage runs.</summary>
internal sealed class StageRecorder(EventLoop loop, RegisterCount count, Sanitizer sanitizer, Action<string>? progress) : BootObserver
{
    private readonly List<StageResult> _stages = [];
    private readonly List<string> _undone = [];
    private long _writesBefore;

    public IReadOnlyList<StageResult> Stages => _stages;

    public IReadOnlyList<string> Undone => _undone;

    public override void OnBegin(BootStage stage, bool up)
    {
        _writesBefore = count.Writes;
        sanitizer.Stage = stage.Name;
        if (up)
        {
            progress?.Invoke(stage.Name);
        }
    }

    public override void OnEnd(BootStage stage, bool up, string? failure, long microseconds)
    {
        if (up)
        {
            _stages.Add(new StageResult(stage.Name, stage.Description, loop.Now - microseconds, microseconds, count.Writes - _writesBefore, failure) { IsInner = true });
        }
        else
        {
            _undone.Add(stage.Name);
        }
    }

    /// <summary>Runs a step that is no stage of the driver and keeps it like one.</summary>
    public void Step(string name, Func<string> step)
    {
        long start = loop.Now;
        long writes = count.Writes;
        sanitizer.Stage = name;
        progress?.Invoke(name);
        int position = _stages.Count;
        try
        {
            string description = step();
            // What stages of the driver did meanwhile is theirs.
            long inner = _stages.Skip(position).Sum(stage => stage.RegisterWrites);
            _stages.Insert(position, new StageResult(name, description, start, loop.Now - start, count.Writes - writes - inner, null));
        }
        catch (BootStepException failure)
        {
            _stages.Insert(position, new StageResult(name, "", start, loop.Now - start, count.Writes - writes, failure.Message));
            throw;
        }
    }
}
