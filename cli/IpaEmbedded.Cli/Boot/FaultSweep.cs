using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Boot;

/// <summary>
/// Boots a tree once per occasion that each fault has in a boot without faults. After a boot that failed the fault is taken away and the
/// modem started again; then packets have to pass.
/// </summary>
public sealed class FaultSweep
{
    private const long RecoveryMicroseconds = 3_000_000;
    private const long SettleMicroseconds = 100_000;
    private const long StepMicroseconds = 100;

    private readonly byte[] _blob;
    private readonly uint _seed;
    private readonly FaultPlan _clean;

    /// <summary>Prepares a sweep by a boot without faults.</summary>
    /// <exception cref="CommandFailure">That boot fails already.</exception>
    public FaultSweep(byte[] blob, uint seed)
    {
        _blob = blob;
        _seed = seed;
        BoardRun run = NewRun([]);
        BootReport report = run.Boot();
        if (!report.Succeeded)
        {
            throw new CommandFailure(ExitCode.BootFailed, $"without any fault, boot failed: {report.Failure ?? "the hardware's rules were broken"}; 'ipa boot' shows more");
        }
        _clean = run.Board.Soc.Faults;
    }

    /// <summary>Occasions that a fault has in a boot of the tree.</summary>
    public int OccasionsOf(string fault) => new FaultName(fault, 1).OccasionsIn(_clean);

    /// <summary>Every fault at every occasion.</summary>
    public IReadOnlyList<FaultName> All() => [.. FaultName.Names.SelectMany(Occasions)];

    /// <summary>Boots with one fault.</summary>
    public SweptFault Try(FaultName fault)
    {
        BoardRun run = NewRun([fault]);
        try
        {
            BootReport report = run.Boot();
            if (report.MissedFault)
            {
                // Up to its occasion the boot is the one without faults, so that every fault happens; but events go by before there is a modem to crash.
                return fault.Kind == FaultKind.ModemCrash && report.Succeeded
                    ? new SweptFault(fault, SweepOutcome.Idle, "the modem was off")
                    : new SweptFault(fault, SweepOutcome.Wrong, report.Faults[0].ToString());
            }
            string reason = report.Failure ?? "";
            if (reason.Length > 0 && Recover(run.Board) is { } stuck)
            {
                return new SweptFault(fault, SweepOutcome.Wrong, $"{reason}; then {stuck}");
            }
            Sanitizer sanitizer = run.Board.Soc.Sanitizer;
            return sanitizer.Count > 0 ? new SweptFault(fault, SweepOutcome.Wrong, sanitizer.At(0).Text)
                : new SweptFault(fault, reason.Length == 0 ? SweepOutcome.Booted : SweepOutcome.Recovered, reason);
        }
        // Whatever escapes is what a sweep is there to find; the other occasions are still to be tried.
        catch (Exception e)
        {
            return new SweptFault(fault, SweepOutcome.Wrong, $"{e.GetType().Name} escaped: {e.Message}");
        }
    }

    private IEnumerable<FaultName> Occasions(string fault)
    {
        int count = OccasionsOf(fault);
        // A fault without a number hits every occasion at once.
        return Enumerable.Range(1, FaultName.Parse(fault + "=1") is null ? Math.Min(count, 1) : count).Select(n => new FaultName(fault, n));
    }

    private BoardRun NewRun(IReadOnlyList<FaultName> faults) =>
        new(_blob, new BootOptions { Board = new BoardOptions { Timing = ChipTiming.Latency(_seed) }, Faults = faults });

    /// <summary>What keeps a board from working without its fault; null if nothing does.</summary>
    private static string? Recover(SimulatedBoard board)
    {
        board.Soc.Heal();
        if (board.Device is { State: not DeviceState.Bound } device)
        {
            board.Platform.Retry(device);
            board.Probe();
            if (device.State != DeviceState.Bound)
            {
                return "the second probe failed: " + device.Reason;
            }
        }
        try
        {
            Restart(board);
            board.OpenInterface();
        }
        catch (Exception e) when (e is HardwareException or EventLoopException)
        {
            return "the restart failed: " + e.Message;
        }
        return new EchoClient(board.Loop, board.Rmnet).Exchange(1) >= 0 ? null : "after the restart no echo request was answered";
    }

    private static void Restart(SimulatedBoard board)
    {
        if (board.Services.Supervisor(ModemDriver.SubsystemName) is { } modem)
        {
            if (modem.State == RemoteProcessorState.Running)
            {
                board.Work(new EventLoopHandler(modem.Stop));
            }
            board.Work(new EventLoopHandler(modem.Start));
        }
        else
        {
            board.Soc.Boot.Crash();
        }
        board.RunUntil(new Condition(() => board.Driver.Interface.IsRegistered && board.Soc.Boot.Phase >= ModemPhase.ServiceUp && board.Soc.Modem.InitCompletes > 0), RecoveryMicroseconds, StepMicroseconds);
        board.Loop.Run(SettleMicroseconds);
        board.Soc.Network.IsUp = true;
    }
}
