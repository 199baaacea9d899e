namespace IpaEmbedded.Simulator;

/// <summary>What became of a life.</summary>
/// <param name="Plan">What happened in it, work included: the same plan gives the same outcome.</param>
/// <param name="Violation">What must not be, with step and time; null when everything held.</param>
/// <param name="Steps">Interrupts, polls, timers and work items served.</param>
/// <param name="Refusals">Calls that were refused with a reason.</param>
/// <param name="Microseconds">Virtual time.</param>
/// <param name="ReturnMicroseconds">From the modem's agreement with the driver after the faults to the first packet that passes; 0 when no modem was started.</param>
/// <param name="RemovalMicroseconds">Virtual time of the driver's removal at the end; 0 when none came.</param>
/// <param name="Hash">Digest of the times of all steps.</param>
/// <param name="Fired">How often each of <see cref="SimulatedFaults.All"/> happened.</param>
/// <param name="Reached">How often each <see cref="Moment"/> was reached.</param>
public sealed record SimulationOutcome(
    SimulationPlan Plan, string? Violation, int Steps, int Refusals, long Microseconds, long ReturnMicroseconds, long RemovalMicroseconds, ulong Hash, IReadOnlyList<int> Fired, IReadOnlyList<int> Reached);
