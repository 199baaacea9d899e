using System.Globalization;
using IpaEmbedded.Fake;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Simulator;

/// <summary>One fault of a plan.</summary>
/// <param name="Case">What goes wrong.</param>
/// <param name="At">Its occasion, counted from 1, or how often.</param>
/// <param name="Value">What else the fault needs to know.</param>
public readonly record struct PlannedFault(FaultCase Case, int At, int Value)
{
    private const int MostNumber = 100_000_000;

    // An event stands for its element and all before it (source: the IPA reference, section 3.5): of one that names a later element of the
    // same ring no driver can tell that it lies, and bits 4 to 13 of the address do that.
    private const int FirstPlaceBit = 4;
    private const int EndOfPlaceBits = 14;
    private const int EventBits = 128;

    // Those of the driver's generic commands: halt, allocate, and the modem's endpoints' flow control.
    private const int GenericOpcodes = 6;

    /// <summary>Whether what the chip says after it is not to be believed, so that packets may be lost, and what was in a buffer before may come again.</summary>
    internal bool IsLie => Case is FaultCase.CorruptEvent or FaultCase.WrongBit or FaultCase.CorruptStatus;

    /// <summary>Draws a fault of a kind; occasions lie anywhere from the first to well behind a boot.</summary>
    internal static PlannedFault Draw(FaultCase kind, SeededNumbers numbers) => kind switch
    {
        FaultCase.LostInterrupt => new PlannedFault(kind, numbers.Spread(512), 0),
        // Around the driver's patience of 50 ms, and within the half second more in which it keeps from giving another command.
        FaultCase.LateCommand => new PlannedFault(kind, numbers.Spread(64), numbers.OneOf(49_990, 50_000, 50_010, 60_000, 499_000, 549_000)),
        FaultCase.StuckCommand => new PlannedFault(kind, numbers.Spread(64), 0),
        FaultCase.StopAgain => new PlannedFault(kind, numbers.Between(1, 12), 0),
        FaultCase.GenericRetry => new PlannedFault(kind, numbers.Between(1, 12), numbers.Between(1, GenericOpcodes)),
        FaultCase.CorruptEvent => new PlannedFault(kind, numbers.Spread(1024), numbers.Between(1, (int)EventCorruption.StaleElement)),
        FaultCase.WrongBit => new PlannedFault(kind, numbers.Spread(1024), numbers.Below(FirstPlaceBit) is var low && numbers.OneIn(16) ? low : numbers.Between(EndOfPlaceBits, EventBits - 1)),
        FaultCase.CorruptStatus => new PlannedFault(kind, numbers.Spread(8), numbers.OneOf(0, 1, 31, 0x7fff, 0xffff)),
        FaultCase.ModemCrash => new PlannedFault(kind, numbers.Spread(2048), 0),
        FaultCase.DamagedMessage => new PlannedFault(kind, numbers.Spread(16), numbers.Between(1, (int)MessageDamage.Twice)),
        FaultCase.RefusedVotes => new PlannedFault(kind, numbers.Spread(64), numbers.OneOf(0, 5_000, 10_500, 15_000, 60_000, 400_000)),
        FaultCase.FailedAllocation => new PlannedFault(kind, numbers.Spread(32), 0),
        _ => new PlannedFault(kind, 1, 0),
    };

    /// <summary>Puts the fault into a board of which nothing runs yet.</summary>
    internal void AddTo(SimulatedBoard board)
    {
        FaultPlan plan = board.Soc.Faults;
        switch (Case)
        {
            case FaultCase.LostInterrupt: plan.DropInterruptAt = At; break;
            case FaultCase.LateCommand:
                plan.LateCommandAt = At;
                plan.LateMicroseconds = Value;
                break;
            case FaultCase.StuckCommand: plan.StuckCommandAt = At; break;
            case FaultCase.StopAgain: plan.StopInProgressCount = At; break;
            case FaultCase.GenericRetry: plan.GenericRetries[Value] = At; break;
            case FaultCase.CorruptEvent:
                plan.CorruptionAt = At;
                plan.Corruption = (EventCorruption)Value;
                break;
            case FaultCase.WrongBit: board.Soc.Chip.Observer = new WrongBit(board, At, Value); break;
            case FaultCase.CorruptStatus:
                plan.CorruptStatusAt = At;
                plan.CorruptStatusLength = (ushort)Value;
                break;
            case FaultCase.ModemCrash: plan.CrashAt = At; break;
            case FaultCase.NoModemAnswer: plan.NoModemAnswer = true; break;
            case FaultCase.DamagedMessage:
                plan.MalformedMessageAt = At;
                plan.Damage = (MessageDamage)Value;
                break;
            case FaultCase.RefusedVotes:
                plan.RefuseVotesAt = At;
                plan.RefuseVotesMicroseconds = Value;
                break;
            case FaultCase.FailedAllocation: board.Soc.Memory.FailAllocation = At; break;
            case FaultCase.MuteSubsystem: board.Soc.Aoss.IsMute = true; break;
            case FaultCase.RefusedFirmware: board.Soc.SecureMonitor.AuthenticationError = -22; break;
            default: throw new InvalidOperationException($"no such fault: {Case}");
        }
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static PlannedFault? Parse(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 3 && Enum.TryParse(parts[0], ignoreCase: true, out FaultCase kind) && Enum.IsDefined(kind) && char.IsAsciiLetter(parts[0][0])
            && NumberOf(parts[1]) is { } at && at > 0 && NumberOf(parts[2]) is { } value && value <= MostValueOf(kind)
            ? new PlannedFault(kind, at, value)
            : null;
    }

    /// <summary>As a plan writes it: <c>refusedvotes:3:15000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Case.ToString().ToLowerInvariant()}:{At}:{Value}");

    private static int MostValueOf(FaultCase kind) => kind switch
    {
        FaultCase.GenericRetry => 31,
        FaultCase.CorruptEvent => (int)EventCorruption.StaleElement,
        FaultCase.DamagedMessage => (int)MessageDamage.Twice,
        FaultCase.WrongBit => EventBits - 1,
        FaultCase.CorruptStatus => ushort.MaxValue,
        _ => MostNumber,
    };

    private static int? NumberOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= MostNumber ? number : null;
}
