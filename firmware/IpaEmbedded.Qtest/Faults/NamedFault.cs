using IpaEmbedded.Fake;

namespace IpaEmbedded.Qtest;

/// <summary>A fault of the <see cref="FaultPlan"/> by its name, for those outside of the process and on the command line.</summary>
/// <param name="Name">Its name, the same everywhere.</param>
/// <param name="Meaning">What it does, in a sentence; N is the occasion.</param>
/// <param name="Kind">What the chip calls it.</param>
/// <param name="Plan">Puts it into a plan, at an occasion or for a number of times; 0 takes it out.</param>
/// <param name="Occasions">Occasions so far.</param>
/// <param name="What">What the occasions were, to stand behind their number.</param>
public sealed record NamedFault(string Name, string Meaning, FaultKind Kind, Action<FaultPlan, int> Plan, Func<FaultPlan, int> Occasions, string What)
{
    private const int MaxMicroseconds = 10_000_000;

    /// <summary>Every fault; each <see cref="FaultKind"/> has at least one.</summary>
    public static IReadOnlyList<NamedFault> All { get; } =
    [
        new("drop-interrupt", "The N-th interrupt of an event ring is lost.", FaultKind.DroppedInterrupt, (plan, n) => plan.DropInterruptAt = n, plan => plan.Raises, "event interrupts were raised") { IsOfBoot = true },
        new("late-interrupt", "The N-th interrupt of an event ring comes DETAIL microseconds late, 1,000 if nothing is said.", FaultKind.LateInterrupt, (plan, n) => plan.LateInterruptAt = n, plan => plan.Raises, "event interrupts were raised") { Detail = InterruptTime },
        new("double-interrupt", "The N-th interrupt of an event ring comes again after DETAIL microseconds, 1,000 if nothing is said.", FaultKind.DoubledInterrupt, (plan, n) => plan.DoubleInterruptAt = n, plan => plan.Raises, "event interrupts were raised") { Detail = InterruptTime },
        new("spurious-interrupt", "At the N-th event of any kind both interrupts rise with nothing behind them, until their status is read.", FaultKind.SpuriousInterrupt, (plan, n) => plan.SpuriousInterruptAt = n, plan => plan.Events, "events happened"),
        new("late-command", "The N-th GSI command takes 60 ms.", FaultKind.LateCommand, (plan, n) => plan.LateCommandAt = n, plan => plan.Commands, "commands were issued") { IsOfBoot = true, Detail = new("microseconds", MaxMicroseconds, (plan, value) => plan.LateMicroseconds = value) },
        new("stuck-command", "The N-th GSI command never completes.", FaultKind.StuckCommand, (plan, n) => plan.StuckCommandAt = n, plan => plan.Commands, "commands were issued") { IsOfBoot = true },
        new("failed-command", "The N-th GSI command fails: its channel or ring is in state 15, a generic one has result 2.", FaultKind.FailedCommand, (plan, n) => plan.FailedCommandAt = n, plan => plan.Executed, "commands were executed"),
        new("stop-again", "Each channel has to be stopped N times more.", FaultKind.StopInProgress, (plan, n) => plan.StopInProgressCount = n, plan => plan.Stops, "channels were stopped") { IsOfBoot = true, IsCount = true },
        new("generic-retry", "The next N generic commands of each opcode have result 6, retry.", FaultKind.GenericRetry, (plan, n) => Array.Fill(plan.GenericRetries, n), plan => plan.Commands, "commands were issued") { IsCount = true },
        new("lost-doorbell", "The N-th doorbell of a channel is lost.", FaultKind.LostDoorbell, (plan, n) => plan.LostDoorbellAt = n, plan => plan.Doorbells, "doorbells were rung"),
        new("late-doorbell", "The N-th doorbell of a channel acts DETAIL microseconds late, 1,000 if nothing is said, unless another one comes before.", FaultKind.LateDoorbell, (plan, n) => plan.LateDoorbellAt = n, plan => plan.Doorbells, "doorbells were rung") { Detail = new("microseconds", MaxMicroseconds, (plan, value) => plan.DoorbellMicroseconds = value) },
        new("stalled-channel", "From the N-th doorbell on its channel executes nothing for DETAIL microseconds, 1,000,000 if nothing is said.", FaultKind.StalledChannel, (plan, n) => plan.StalledChannelAt = n, plan => plan.Doorbells, "doorbells were rung") { Detail = new("microseconds", MaxMicroseconds, (plan, value) => plan.StallMicroseconds = value) },
        new("wrong-index", "The N-th read of an event ring's index is DETAIL elements ahead, 65,535 if nothing is said: beyond the ring when it has not that many.", FaultKind.WrongIndex, (plan, n) => plan.WrongIndexAt = n, plan => plan.Indices, "indices were read") { Detail = new("elements", ushort.MaxValue, (plan, value) => plan.IndexJump = value) },
        Event("unknown-element", "names an element that is in no ring", EventCorruption.UnknownElement),
        Event("unaligned-element", "names the inside of an element", EventCorruption.UnalignedElement),
        Event("wrong-channel", "names another channel", EventCorruption.WrongChannel),
        Event("too-long", "has more bytes than the buffer", EventCorruption.TooLong),
        Event("unknown-code", "has a code that does not exist", EventCorruption.UnknownCode),
        Event("stale-element", "names the element before once more", EventCorruption.StaleElement),
        Event("next-element", "names the element behind its own", EventCorruption.NextElement),
        new("corrupt-status", "The N-th status element has the length DETAIL, 65,535 if nothing is said.", FaultKind.CorruptStatus, (plan, n) => plan.CorruptStatusAt = n, plan => plan.Statuses, "status elements were written") { Detail = new("length", ushort.MaxValue, (plan, value) => plan.CorruptStatusLength = (ushort)value) },
        new("modem-crash", "The modem crashes at the N-th event of any kind.", FaultKind.ModemCrash, (plan, n) => plan.CrashAt = n, plan => plan.Events, "events happened") { IsOfBoot = true },
        new("setup-ready", "The modem says once more that the firmware runs, at the N-th event of any kind or as soon as it has said so.", FaultKind.RepeatedSetupReady, (plan, n) => plan.SetupReadyAt = n, plan => plan.Events, "events happened"),
        new("no-modem-answer", "The modem does not answer the driver.", FaultKind.NoModemAnswer, (plan, n) => plan.NoModemAnswer = n != 0, plan => plan.Answers, "answers were due") { IsOfBoot = true, IsCount = true, TakesNumber = false },
        new("mute-modem", "The modem neither goes on booting nor says anything, from now on; to come back it is stopped and started.", FaultKind.MuteModem, (plan, n) => plan.MuteModem = n != 0, plan => plan.Events, "events happened") { IsCount = true, TakesNumber = false },
        Message("short-header", "ends in its header", MessageDamage.ShortHeader),
        Message("length-too-long", "has a length beyond its end", MessageDamage.LengthTooLong),
        Message("tlv-too-long", "has a TLV beyond its end", MessageDamage.TlvTooLong),
        Message("unknown-transaction", "has a transaction that nobody began", MessageDamage.UnknownTransaction),
        Message("unknown-message", "has an id that nobody knows", MessageDamage.UnknownMessage),
        Message("no-tlvs", "has no TLV", MessageDamage.NoTlvs),
        Message("empty", "has no bytes", MessageDamage.Empty),
        Message("twice", "is sent twice", MessageDamage.Twice),
        Message("lost", "is lost", MessageDamage.Lost),
        Message("late", "comes 60 ms late, behind those that follow", MessageDamage.Late),
        new("refused-votes", "The N-th set of votes is refused, and all others for DETAIL microseconds, 0 if nothing is said.", FaultKind.RefusedVotes, (plan, n) => plan.RefuseVotesAt = n, plan => plan.Votes, "sets of votes were sent") { Detail = new("microseconds", MaxMicroseconds, (plan, value) => plan.RefuseVotesMicroseconds = value) },
        new("flipped-read", "The N-th read of a register has bit DETAIL wrong, 0 if nothing is said.", FaultKind.FlippedRead, (plan, n) => plan.FlippedReadAt = n, plan => plan.Reads, "registers were read") { Detail = new("bit", 31, (plan, value) => plan.FlippedBit = value) },
        new("dead-bus", "From the N-th read on every register reads 0xffffffff.", FaultKind.DeadBus, (plan, n) => plan.DeadBusAt = n, plan => plan.Reads, "registers were read"),
        new("power-collapse", "The N-th time that power goes off while the microcontroller runs, the IPA loses its registers, unless retention was asked for.", FaultKind.PowerCollapse, (plan, n) => plan.PowerCollapseAt = n, plan => plan.PowerOffs, "power-offs with a running microcontroller happened"),
    ];

    /// <summary>Whether a boot of our driver can be given it on the command line.</summary>
    public bool IsOfBoot { get; init; }

    /// <summary>Whether N says how often it happens, not at which occasion.</summary>
    public bool IsCount { get; init; }

    /// <summary>Whether N can be other than 1.</summary>
    public bool TakesNumber { get; init; } = true;

    /// <summary>Its second number; null if it has none.</summary>
    public FaultDetail? Detail { get; init; }

    private static FaultDetail InterruptTime => new("microseconds", MaxMicroseconds, (plan, value) => plan.InterruptMicroseconds = value);

    /// <summary>The fault of a name, or null.</summary>
    public static NamedFault? Find(string name) => All.FirstOrDefault(fault => fault.Name == name);

    /// <summary>Puts it into a plan at the n-th occasion from now; 0 takes it out.</summary>
    public void PlanFromNow(FaultPlan plan, int occasion) => Plan(plan, IsCount || occasion == 0 ? occasion : Occasions(plan) + occasion);

    private static NamedFault Event(string name, string lie, EventCorruption corruption) => new(
        "event-" + name, $"The N-th event {lie}.", FaultKind.CorruptEvent,
        (plan, n) =>
        {
            plan.CorruptionAt = n;
            plan.Corruption = corruption;
        },
        plan => plan.EventElements, "event elements were written");

    private static NamedFault Message(string name, string harm, MessageDamage damage) => new(
        "message-" + name, $"The N-th message of the modem {harm}.", FaultKind.DamagedMessage,
        (plan, n) =>
        {
            plan.MalformedMessageAt = n;
            plan.Damage = damage;
        },
        plan => plan.Messages, "messages were sent");
}
