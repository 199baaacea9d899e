using IpaEmbedded.Fake;

namespace IpaEmbedded.HostTests.Ipa.Sweeps;

/// <summary>One thing that can go wrong once, at any of its occasions.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">Occasions so far.</param>
/// <param name="Plan">Lets it go wrong at the n-th occasion of the board's life, from 1.</param>
/// <param name="Mildest">The most that it may cost, by scenario: what the driver cannot avoid.</param>
internal sealed record SweptFault(string Name, Func<SweptLife, int> Count, Action<SweptLife, int> Plan, MildestOutcome Mildest)
{
    public static readonly IReadOnlyList<SweptFault> All =
    [
        new("allocation", life => life.Board.Soc.Memory.Allocations, (life, n) => life.Board.Soc.Memory.FailAllocation = n, MildestOutcome.OfProbe),
        new("votes", life => life.Board.Faults.Votes, (life, n) => life.Board.Faults.RefuseVotesAt = n, MildestOutcome.OfVotes),
        new("stuck command", life => life.Board.Faults.Commands, (life, n) => life.Board.Faults.StuckCommandAt = n, MildestOutcome.OfCommands(Consequences.Timeout)),
        new("late command", life => life.Board.Faults.Commands, (life, n) => life.Board.Faults.LateCommandAt = n, MildestOutcome.Everywhere(Consequences.Timeout)),
        new("failed command", life => life.Board.Faults.Executed, (life, n) => life.Board.Faults.FailedCommandAt = n, MildestOutcome.OfCommands(Consequences.Reset)),
        new("lost interrupt", life => life.Board.Faults.Raises, (life, n) => life.Board.Faults.DropInterruptAt = n, MildestOutcome.Nothing),
        new("late interrupt", life => life.Board.Faults.Raises, (life, n) => life.Board.Faults.LateInterruptAt = n, MildestOutcome.Nothing),
        new("double interrupt", life => life.Board.Faults.Raises, (life, n) => life.Board.Faults.DoubleInterruptAt = n, MildestOutcome.Nothing),
        new("lost doorbell", life => life.Board.Faults.Doorbells, (life, n) => life.Board.Faults.LostDoorbellAt = n, MildestOutcome.Nothing),
        new("lost kick", life => life.Board.Soc.Aoss.Kicks, (life, n) => life.Board.Soc.Aoss.LoseKickAt = n, MildestOutcome.OfKicks),
        new("unsent packet", life => life.Board.Soc.Link.Sends, (life, n) => life.Board.Soc.Link.FailSendAt = n, MildestOutcome.OfMessages),
        new("secure monitor", life => life.Board.Soc.SecureMonitor.Calls, (life, n) => life.Board.Soc.SecureMonitor.FailCallAt = n, MildestOutcome.OfProbe),
        new("firmware file", life => life.Board.Firmware.Opens, (life, n) => life.Board.Firmware.MissingAt = n, MildestOutcome.OfProbe),
        new("busy lock", life => life.Board.Soc.LockAttempts, (life, n) => life.Board.Soc.HoldLocks(n, 500), MildestOutcome.Nothing),
        Event(EventCorruption.UnknownElement),
        Event(EventCorruption.UnalignedElement),
        Event(EventCorruption.WrongChannel),
        Event(EventCorruption.TooLong),
        new("event UnknownCode", life => life.Board.Faults.EventElements, (life, n) => Lie(life, n, EventCorruption.UnknownCode), MildestOutcome.Nothing),
        Event(EventCorruption.StaleElement),
        Event(EventCorruption.NextElement),
        Message(MessageDamage.ShortHeader),
        Message(MessageDamage.LengthTooLong),
        Message(MessageDamage.TlvTooLong),
        Message(MessageDamage.UnknownTransaction),
        Message(MessageDamage.UnknownMessage),
        Message(MessageDamage.NoTlvs),
        Message(MessageDamage.Empty),
        Message(MessageDamage.Lost),
        new("message Twice", life => life.Board.Faults.Messages, (life, n) => Damage(life, n, MessageDamage.Twice), MildestOutcome.Nothing),
        new("message Late", life => life.Board.Faults.Messages, (life, n) => Damage(life, n, MessageDamage.Late), MildestOutcome.Nothing),
        new("modem crash", life => life.Board.Faults.Events, (life, n) => life.Board.Faults.CrashAt = n, MildestOutcome.OfCrash),
    ];

    private static SweptFault Event(EventCorruption lie) => new("event " + lie, life => life.Board.Faults.EventElements, (life, n) => Lie(life, n, lie), MildestOutcome.OfLies);

    private static SweptFault Message(MessageDamage damage) => new("message " + damage, life => life.Board.Faults.Messages, (life, n) => Damage(life, n, damage), MildestOutcome.OfMessages);

    private static void Lie(SweptLife life, int n, EventCorruption lie)
    {
        life.Board.Faults.CorruptionAt = n;
        life.Board.Faults.Corruption = lie;
    }

    private static void Damage(SweptLife life, int n, MessageDamage damage)
    {
        life.Board.Faults.MalformedMessageAt = n;
        life.Board.Faults.Damage = damage;
    }
}
