namespace IpaEmbedded.Simulator;

/// <summary>Which faults the seeds of a run choose from.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Meaning">What it is for, in a sentence.</param>
/// <param name="Faults">The faults; empty for none.</param>
public sealed record Scenario(string Name, string Meaning, IReadOnlyList<FaultCase> Faults)
{
    /// <summary>All scenarios; the first is taken when none is named.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("all", "Anything may go wrong.", Enum.GetValues<FaultCase>()),
        new("none", "Nothing goes wrong: every packet arrives.", []),
        new("modem", "The modem crashes, keeps silent, and says what it should not.", [FaultCase.ModemCrash, FaultCase.NoModemAnswer, FaultCase.DamagedMessage]),
        new("chip", "Interrupts and commands get lost or late, and events lie.",
            [FaultCase.LostInterrupt, FaultCase.LateCommand, FaultCase.StuckCommand, FaultCase.StopAgain, FaultCase.GenericRetry, FaultCase.CorruptEvent, FaultCase.WrongBit, FaultCase.CorruptStatus]),
        new("soc", "Votes are refused, memory runs out, and others on the SoC do not answer.",
            [FaultCase.RefusedVotes, FaultCase.FailedAllocation, FaultCase.MuteSubsystem, FaultCase.RefusedFirmware]),
    ];

    /// <summary>The scenario of a name, or null.</summary>
    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);

    internal bool Allows(FaultCase kind) => Faults.Contains(kind);
}
