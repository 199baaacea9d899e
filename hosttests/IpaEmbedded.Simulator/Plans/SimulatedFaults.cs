using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.Simulator;

/// <summary>All faults: those of the chip by the one table of them, and those of the board around it.</summary>
public static class SimulatedFaults
{
    private const string Chip = "chip";

    // An event stands for its element and all before it (source: the IPA reference, section 3.5): of one that names a later element of the
    // same ring no driver can tell that it lies, and bits 4 to 13 of the address do that.
    private const int FirstPlaceBit = 4;
    private const int EndOfPlaceBits = 14;
    private const int EventBits = 128;
    private const int Longest = 10_000_000;

    // An item of shared memory is looked up again and again for as long as a lock may take.
    private const int MostAttempts = 500;

    private static readonly string[] Lines = ["ipa", "gsi", "ipa-clock-query", "ipa-setup-ready"];

    /// <summary>The faults; seeds draw them in this order.</summary>
    public static IReadOnlyList<SimulatedFault> All { get; } =
    [
        .. new[]
        {
            OfChip("drop-interrupt", 512),
            OfChip("late-interrupt", 512, numbers => numbers.OneOf(10, 1_000, 100_000)),
            OfChip("double-interrupt", 512, numbers => numbers.OneOf(10, 1_000, 100_000)),
            OfChip("spurious-interrupt", 2048),
            // Around the driver's patience of 50 ms, and within the half second more in which it keeps from giving another command.
            OfChip("late-command", 64, numbers => numbers.OneOf(49_990, 50_000, 50_010, 60_000, 499_000, 549_000)),
            OfChip("stuck-command", 64),
            OfChip("failed-command", 64),
            OfChip("stop-again", 12),
            OfChip("generic-retry", 12),
            // One that is rung again must be heard.
            OfChip("lost-doorbell", 512) with { Repeats = false },
            OfChip("late-doorbell", 512, numbers => numbers.OneOf(1, 100, 10_000)),
            OfChip("stalled-channel", 512, numbers => numbers.OneOf(10_000, 1_000_000, 4_000_000)) with { LeastEvery = 64 },
            // Within its ring no driver can tell, as with events.
            OfChip("wrong-index", 512, numbers => numbers.OneOf(4_096, 0x7fff, 0xffff), lies: true) with { Repeats = false },
            OfChip("event-unknown-element", 1024, lies: true),
            OfChip("event-unaligned-element", 1024, lies: true),
            OfChip("event-wrong-channel", 1024, lies: true),
            OfChip("event-too-long", 1024, lies: true),
            OfChip("event-unknown-code", 1024, lies: true),
            OfChip("event-stale-element", 1024, lies: true),
            OfChip("corrupt-status", 8, numbers => numbers.OneOf(0, 1, 31, 0x7fff, 0xffff), lies: true),
            // One that crashes at every event never works, and whoever starts it never ends.
            OfChip("modem-crash", 2048) with { LeastEvery = 64 },
            // What the driver does for one of them are steps, too: if each few of those brought the next, there would be no end.
            OfChip("setup-ready", 2048) with { LeastEvery = 64 },
            OfChip("no-modem-answer", 1),
            OfChip("mute-modem", 1),
            OfChip("message-short-header", 16),
            OfChip("message-length-too-long", 16),
            OfChip("message-tlv-too-long", 16),
            OfChip("message-unknown-transaction", 16),
            OfChip("message-unknown-message", 16),
            OfChip("message-no-tlvs", 16),
            OfChip("message-empty", 16),
            OfChip("message-twice", 16),
            OfChip("message-lost", 16),
            OfChip("message-late", 16),
            OfChip("refused-votes", 64, numbers => numbers.OneOf(0, 5_000, 10_500, 15_000, 60_000, 400_000)),
            OfChip("flipped-read", 1024, numbers => numbers.Below(32)) with { IsUntrueRead = true, IsLie = true, LeastEvery = 64 },
            OfChip("dead-bus", 1024) with { IsUntrueRead = true, IsLie = true, Repeats = false },
            OfChip("power-collapse", 8),
            new SimulatedFault("wrong-bit", "Bit VALUE of the N-th event element of the driver is wrong.")
            {
                MostValue = EventBits - 1,
                IsLie = true,
                At = numbers => numbers.Spread(1024),
                Value = numbers => numbers.Below(FirstPlaceBit) is var low && numbers.OneIn(16) ? low : numbers.Between(EndOfPlaceBits, EventBits - 1),
                Add = (struck, fault) => struck.Board.Soc.Chip.Observer = new WrongBit(struck.Board, fault.At, fault.Value),
                HasHappened = (board, _) => board.Soc.Chip.Observer is WrongBit { HasFired: true },
            },
            new SimulatedFault("failed-allocation", "The N-th allocation of memory for DMA fails.")
            {
                At = numbers => numbers.Spread(32),
                Add = (struck, fault) => struck.Board.Soc.Memory.FailAllocation = fault.At,
                HasHappened = (board, _) => board.Soc.Memory.FailAllocation == 0,
            },
            new SimulatedFault("mute-subsystem", "The always-on subsystem does not answer, from the N-th step on.")
            {
                At = numbers => numbers.OneIn(2) ? 1 : numbers.Spread(1024),
                Add = (struck, fault) => struck.When(fault, () => struck.Board.Soc.Aoss.IsMute = true),
            },
            new SimulatedFault("refused-firmware", "The secure monitor refuses the firmware.")
            {
                Add = (struck, _) => struck.Board.Soc.SecureMonitor.AuthenticationError = -22,
                HasHappened = (board, _) => board.Soc.SecureMonitor.Authentications > 0,
            },
            new SimulatedFault("refused-call", "The N-th call of the secure monitor is refused.")
            {
                At = numbers => numbers.Spread(16),
                Add = (struck, fault) => struck.Board.Soc.SecureMonitor.FailCallAt = fault.At,
                HasHappened = (board, fault) => fault.At <= board.Soc.SecureMonitor.Calls,
            },
            new SimulatedFault("unsent-packet", "The N-th packet to the modem cannot be sent.")
            {
                At = numbers => numbers.Spread(64),
                Add = (struck, fault) => struck.Board.Soc.Link.FailSendAt = fault.At,
                HasHappened = (board, fault) => fault.At <= board.Soc.Link.Sends,
            },
            new SimulatedFault("lost-kick", "The N-th interrupt to the always-on subsystem is lost.")
            {
                At = numbers => numbers.Spread(16),
                Add = (struck, fault) => struck.Board.Soc.Aoss.LoseKickAt = fault.At,
                HasHappened = (board, fault) => fault.At <= board.Soc.Aoss.Kicks,
            },
            new SimulatedFault("busy-lock", "From the N-th attempt to take a hardware lock on each is somebody else's, for VALUE attempts.")
            {
                MostValue = MostAttempts,
                At = numbers => numbers.Spread(16),
                Value = numbers => numbers.Between(1, MostAttempts),
                Add = (struck, fault) => struck.Board.Soc.HoldLocks(fault.At, fault.Value),
                HasHappened = (board, fault) => fault.At <= board.Soc.LockAttempts,
            },
            new SimulatedFault("failed-mapping", "What a driver that comes back maps cannot be mapped: 0 its part of IMEM, 1 its item of shared memory.")
            {
                MostValue = 1,
                Value = numbers => numbers.Below(2),
                Add = (struck, fault) => struck.FailMapping(fault),
            },
            new SimulatedFault("taken-interrupt", "Another driver has the IPA's interrupt VALUE: 0 ipa, 1 gsi, 2 ipa-clock-query, 3 ipa-setup-ready.")
            {
                MostValue = Lines.Length - 1,
                Value = numbers => numbers.Below(Lines.Length),
                Add = (struck, fault) => struck.TakeInterrupt(fault, Lines[fault.Value]),
            },
            new SimulatedFault("suspend", "The system goes to sleep at the N-th step, whatever is under way, and wakes up after VALUE microseconds.")
            {
                MostValue = Longest,
                Repeats = true,
                // Sleep and wake-up are some dozens of steps themselves.
                LeastEvery = 256,
                At = numbers => numbers.Spread(2048),
                Value = numbers => numbers.Spread(1_000_000),
                Add = (struck, fault) => struck.When(fault, () => struck.Suspend(fault)),
            },
            new SimulatedFault("remove", "The driver is removed at the N-th step, whatever is under way.")
            {
                At = numbers => numbers.Spread(2048),
                Add = (struck, fault) => struck.When(fault, () => struck.Remove(fault)),
            },
        }.Select((fault, index) => fault with { Index = index }),
    ];

    /// <summary>The families, each with its faults in order.</summary>
    internal static IReadOnlyList<SimulatedFault[]> Families { get; } = [.. All.GroupBy(fault => fault.Family).Select(family => family.ToArray())];

    /// <summary>The fault of a name, or null.</summary>
    public static SimulatedFault? Find(string name) => All.FirstOrDefault(fault => fault.Name == name);

    // An occasion within the first so many, small ones as likely as large ones: from a boot's first to well behind it.
    private static SimulatedFault OfChip(string name, int occasions, Func<SeededNumbers, int>? value = null, bool lies = false)
    {
        NamedFault named = NamedFault.Find(name) ?? throw new InvalidOperationException($"the chip has no fault '{name}'");
        return new SimulatedFault(name, named.Meaning)
        {
            Family = Chip + named.Kind,
            Kind = named.Kind,
            MostValue = named.Detail?.Max ?? 0,
            Repeats = !named.IsCount && !lies,
            IsLie = lies,
            At = numbers => named.TakesNumber ? numbers.Spread(occasions) : 1,
            Value = value ?? (_ => 0),
            Add = (struck, fault) => struck.Plan(named, fault),
        };
    }
}
