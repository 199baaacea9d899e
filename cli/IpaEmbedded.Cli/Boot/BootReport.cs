using IpaEmbedded.Cli.Runs;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Boot;

/// <summary>What a boot on the fake did, stage by stage, and what became of it.</summary>
public sealed record BootReport
{
    /// <summary>The stages that went up, in order; the last one may have failed.</summary>
    public required IReadOnlyList<StageResult> Stages { get; init; }

    /// <summary>Names of the stages that were taken down again after a failure, in that order.</summary>
    public required IReadOnlyList<string> Undone { get; init; }

    public required IReadOnlyList<EchoResult> Echoes { get; init; }

    /// <summary>What became of the packets of a capture; null if none were to be sent, or it did not get that far.</summary>
    public SendResult? Sent { get; init; }

    /// <summary>The devices at the end, and why some are not bound.</summary>
    public IReadOnlyList<RunDevice> Devices { get; init; } = [];

    /// <summary>Violations of the hardware's rules, one line each.</summary>
    public required IReadOnlyList<string> SanitizerReports { get; init; }

    /// <summary>What became of the faults that were asked for.</summary>
    public IReadOnlyList<FaultResult> Faults { get; init; } = [];

    /// <summary>Why the boot failed; null if it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>What in the tree kept the boot from succeeding; empty if it was not the tree.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Virtual time at the end.</summary>
    public long EndMicroseconds { get; init; }

    /// <summary>True if a fault that was asked for did not happen, so that the boot says nothing about it.</summary>
    public bool MissedFault => Faults.Any(fault => fault.Microseconds is null);

    public bool Succeeded => Failure is null && Diagnostics.Count == 0 && SanitizerReports.Count == 0;
}
