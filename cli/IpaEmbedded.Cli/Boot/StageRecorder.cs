using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Boot;

/// <summary>Keeps what the boot stages did.</summary>
internal sealed class StageRecorder(SimulatedBoard board, BoardRecording recording, Action<string>? progress) : BootObserver
{
    private readonly List<StageResult> _stages = [];
    private readonly List<string> _undone = [];
    private long _writesBefore;

    public IReadOnlyList<StageResult> Stages => _stages;

    public IReadOnlyList<string> Undone => _undone;

    /// <summary>Why a step failed; null if none did.</summary>
    public string? Failure { get; private set; }

    public override void OnBegin(BootStage stage, bool up)
    {
        _writesBefore = recording.Writes;
        if (up)
        {
            recording.BeginStage(stage.Name, true);
            progress?.Invoke(stage.Name);
        }
    }

    public override void OnEnd(BootStage stage, bool up, string? failure, long microseconds)
    {
        if (up)
        {
            var result = new StageResult(stage.Name, stage.Description, board.Loop.Now - microseconds, microseconds, recording.Writes - _writesBefore, failure) { IsInner = true };
            _stages.Add(result);
            recording.EndStage(result);
        }
        else
        {
            _undone.Add(stage.Name);
        }
    }

    /// <summary>Runs a step that is no stage of the driver and keeps it like one; false if it failed.</summary>
    public bool Step(string name, Func<string> step)
    {
        long start = board.Loop.Now;
        long writes = recording.Writes;
        board.Soc.Sanitizer.Stage = name;
        recording.BeginStage(name, false);
        progress?.Invoke(name);
        int position = _stages.Count;
        string description = "";
        try
        {
            description = step();
        }
        catch (Exception e) when (e is BootStepException or HardwareException or EventLoopException)
        {
            Failure = e.Message;
        }
        // What stages of the driver did meanwhile is theirs; of a step that fails, all is.
        long inner = Failure is null ? _stages.Skip(position).Sum(stage => stage.RegisterWrites) : 0;
        var result = new StageResult(name, description, start, board.Loop.Now - start, recording.Writes - writes - inner, Failure);
        _stages.Insert(position, result);
        recording.EndStage(result);
        return Failure is null;
    }
}
