using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Boot;

/// <summary>Puts faults into the plan of a chip, keeps when each of them happened, and tells recorders of it.</summary>
internal sealed class FaultRecorder : FaultObserver
{
    private readonly FaultPlan _plan;
    private readonly EventLoop _loop;
    private readonly IReadOnlyList<FaultName> _faults;
    private readonly IReadOnlyList<BoardRecorder> _recorders;
    private readonly Dictionary<FaultName, (long First, int Times)> _fired = [];

    public FaultRecorder(FaultPlan plan, EventLoop loop, IReadOnlyList<FaultName> faults, IReadOnlyList<BoardRecorder> recorders)
    {
        _plan = plan;
        _loop = loop;
        _faults = faults;
        _recorders = recorders;
        plan.Observer = this;
        foreach (FaultName fault in faults)
        {
            fault.AddTo(plan);
        }
    }

    public IReadOnlyList<FaultResult> Results =>
        [.. _faults.Select(fault => _fired.TryGetValue(fault, out (long First, int Times) at)
            ? new FaultResult(fault, at.First, at.Times, fault.OccasionsIn(_plan))
            : new FaultResult(fault, null, 0, fault.OccasionsIn(_plan)))];

    public override void OnFault(FaultKind kind, int occasion)
    {
        // Of two faults of a kind only the last is in the plan.
        if (_faults.LastOrDefault(fault => fault.Kind == kind) is { } fault)
        {
            _fired[fault] = _fired.TryGetValue(fault, out (long First, int Times) at) ? (at.First, at.Times + 1) : (_loop.Now, 1);
            foreach (BoardRecorder recorder in _recorders)
            {
                recorder.OnFault(_loop.Now, fault.ToString());
            }
        }
    }
}
