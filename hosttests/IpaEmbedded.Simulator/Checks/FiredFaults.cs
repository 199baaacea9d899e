using IpaEmbedded.Fake;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Simulator;

/// <summary>How often each <see cref="FaultCase"/> happened: a fault that is planned and never happens proves nothing.</summary>
internal sealed class FiredFaults : FaultObserver
{
    private readonly int[] _counts = new int[Enum.GetValues<FaultCase>().Length];

    public IReadOnlyList<int> Counts => _counts;

    /// <summary>Counts what no observer is told of, before it is healed.</summary>
    public void CountPlanned(SimulationPlan plan, SimulatedBoard board)
    {
        foreach (PlannedFault fault in plan.Faults)
        {
            bool fired = fault.Case switch
            {
                FaultCase.FailedAllocation => board.Soc.Memory.FailAllocation == 0,
                FaultCase.WrongBit => board.Soc.Chip.Observer is WrongBit { HasFired: true },
                FaultCase.MuteSubsystem => board.Driver is null,
                FaultCase.RefusedFirmware => board.Soc.SecureMonitor.Authentications > 0,
                _ => false,
            };
            if (fired)
            {
                _counts[(int)fault.Case]++;
            }
        }
    }

    public override void OnFault(FaultKind kind, int occasion)
    {
        FaultCase? happened = kind switch
        {
            FaultKind.DroppedInterrupt => FaultCase.LostInterrupt,
            FaultKind.LateCommand => FaultCase.LateCommand,
            FaultKind.StuckCommand => FaultCase.StuckCommand,
            FaultKind.StopInProgress => FaultCase.StopAgain,
            FaultKind.GenericRetry => FaultCase.GenericRetry,
            FaultKind.CorruptEvent => FaultCase.CorruptEvent,
            FaultKind.CorruptStatus => FaultCase.CorruptStatus,
            FaultKind.ModemCrash => FaultCase.ModemCrash,
            FaultKind.NoModemAnswer => FaultCase.NoModemAnswer,
            FaultKind.DamagedMessage => FaultCase.DamagedMessage,
            FaultKind.RefusedVotes => FaultCase.RefusedVotes,
            _ => null,
        };
        if (happened is { } fault)
        {
            _counts[(int)fault]++;
        }
    }
}
