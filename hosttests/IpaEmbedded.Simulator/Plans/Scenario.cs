namespace IpaEmbedded.Simulator;

/// <summary>Which faults the seeds of a run choose from.</summary>
/// <param name="Name">Name on the command line.</param>
/// <param name="Meaning">What it is for, in a sentence.</param>
/// <param name="Faults">The faults; empty for none.</param>
public sealed record Scenario(string Name, string Meaning, IReadOnlyList<SimulatedFault> Faults)
{
    /// <summary>All scenarios; the first is taken when none is named.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("all", "Anything may go wrong.", SimulatedFaults.All),
        new("none", "Nothing goes wrong: every packet arrives.", []),
        new("modem", "The modem crashes, keeps silent, and says what it should not.", Where(name => name.Contains("modem", StringComparison.Ordinal) || name.StartsWith("message-", StringComparison.Ordinal) || name == "setup-ready")),
        new("chip", "Interrupts, doorbells and commands get lost or late, and events lie.",
            Where(name => name.EndsWith("-interrupt", StringComparison.Ordinal) || name.EndsWith("-command", StringComparison.Ordinal) || name.EndsWith("-doorbell", StringComparison.Ordinal)
                || name.StartsWith("event-", StringComparison.Ordinal) || name is "stop-again" or "generic-retry" or "stalled-channel" or "wrong-index" or "wrong-bit" or "corrupt-status")),
        new("bus", "Registers are read wrong.", Where(name => name is "flipped-read" or "dead-bus")),
        new("soc", "Votes are refused, memory runs out, others on the SoC do not answer, and the system sleeps or the driver goes at odd times.",
            Where(name => name is "refused-votes" or "failed-allocation" or "mute-subsystem" or "refused-firmware" or "refused-call" or "unsent-packet" or "lost-kick" or "busy-lock" or "failed-mapping" or "taken-interrupt" or "power-collapse" or "suspend" or "remove")),
    ];

    /// <summary>The scenario of a name, or null.</summary>
    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);

    private static SimulatedFault[] Where(Func<string, bool> belongs) => [.. SimulatedFaults.All.Where(fault => belongs(fault.Name))];
}
