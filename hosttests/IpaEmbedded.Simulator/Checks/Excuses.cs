using IpaEmbedded.Fake;

namespace IpaEmbedded.Simulator;

/// <summary>What cannot be kept under the faults of a plan, and nothing else. The README of the simulator has the reasons.</summary>
internal sealed class Excuses
{
    private static readonly string[] NotWithStuckCommands =
    [
        SanitizerRule.PowerOffBusy, SanitizerRule.EventRingInUse, SanitizerRule.InterruptUnserved, SanitizerRule.FrameLeftOpen, SanitizerRule.FlushMissing, SanitizerRule.ModemLeftPaused, SanitizerRule.ModemNotPaused,
    ];

    // What a wrong read must never lead to; a command in a state that the driver was told wrong is the hardware's to refuse.
    private static readonly string[] EvenWhenMisread =
    [
        SanitizerRule.NoPower, SanitizerRule.UndefinedOffset, SanitizerRule.Unaligned, SanitizerRule.DeadMemory, SanitizerRule.DoorbellOutsideRing, SanitizerRule.DoorbellUnaligned,
        SanitizerRule.CommandRange, SanitizerRule.RingGeometry,
    ];

    private readonly bool _isDead;

    /// <summary>The excuses of a plan.</summary>
    public Excuses(SimulationPlan plan)
    {
        IsLiedTo = plan.Faults.Any(fault => fault.Fault.IsLie);
        IsMisread = plan.Faults.Any(fault => fault.Fault.IsUntrueRead);
        HasRefusedVotes = Has(plan, "refused-votes");
        VotesAreRefusedForEver = plan.Faults.Any(fault => fault.Every > 0 && fault.Fault.Name == "refused-votes");
        HasTakenInterrupt = Has(plan, "taken-interrupt");
        _isDead = Has(plan, "dead-bus");
        PlannedFault[] slow = [.. plan.Faults.Where(fault => fault.Fault.Name is "stuck-command" or "late-command" or "failed-command" or "stop-again" or "generic-retry" or "stalled-channel")];
        bool keepsWaiting = plan.Faults.Any(fault => fault.Fault.IsLie || fault.Fault.Name is "drop-interrupt" or "late-interrupt" or "lost-doorbell" or "late-doorbell");
        HasStuckCommands = slow.Length > (keepsWaiting ? 0 : 1) || Array.Exists(slow, fault => fault.Every > 0);
    }

    /// <summary>Whether what the chip says is not to be believed, so that packets may be lost.</summary>
    public bool IsLiedTo { get; }

    /// <summary>Whether registers are read wrong, so that the driver cannot know in what state the hardware is, and may keep for its life what it has read.</summary>
    public bool IsMisread { get; }

    /// <summary>Whether a vote that switches something off may be refused.</summary>
    public bool HasRefusedVotes { get; }

    /// <summary>Whether votes are refused again and again: a clock that nobody can switch off outlives its paths, and the driver.</summary>
    public bool VotesAreRefusedForEver { get; }

    /// <summary>Whether another driver has an interrupt of the IPA's.</summary>
    public bool HasTakenInterrupt { get; }

    /// <summary>Whether nothing can be read any more, or commands do not complete: a driver that is removed then cannot stop channels, whose memory it gives back.</summary>
    public bool CannotStop => _isDead || HasStuckCommands;

    /// <summary>
    /// Whether commands do not complete again and again, or one does not where something else has kept the driver waiting already: then nobody can stop
    /// channels and flush caches within the two seconds that a removal or sleep may take.
    /// </summary>
    private bool HasStuckCommands { get; }

    /// <summary>Whether a rule of the hardware can be kept, of which also counts if the driver was removed before its faults were over.</summary>
    public bool CanKeep(string rule, bool wasRemoved) => rule switch
    {
        SanitizerRule.DeadMemory when _isDead || (HasStuckCommands && wasRemoved) => false,
        SanitizerRule.ClockOrder when VotesAreRefusedForEver => false,
        _ => !(HasStuckCommands && NotWithStuckCommands.Contains(rule)) && (!IsMisread || EvenWhenMisread.Contains(rule)),
    };

    private static bool Has(SimulationPlan plan, string name) => plan.Faults.Any(fault => fault.Fault.Name == name);
}
