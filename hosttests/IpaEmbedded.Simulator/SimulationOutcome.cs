namespace IpaEmbedded.Simulator;

/// <summary>What became of a life.</summary>
/// <param name="Plan">What happened in it, work included: the same plan gives the same outcome.</param>
/// <param name="Violation">What must not be, with step and time; null when everything held.</param>
/// <param name="Steps">Interrupts, polls, timers and work items served.</param>
/// <param name="Refusals">Calls that were refused with a reason.</param>
/// <param name="Microseconds">Virtual time.</param>
/// <param name="Hash">Digest of the times of all steps.</param>
/// <param name="Fired">How often each of <see cref="SimulatedFaults.All"/> happened.</param>
/// <param name="Reached">How often each <see cref="Moment"/> was reached.</param>
public sealed record SimulationOutcome(
    SimulationPlan Plan, string? Violation, int Steps, int Refusals, long Microseconds, ulong Hash, IReadOnlyList<int> Fired, IReadOnlyList<int> Reached);
