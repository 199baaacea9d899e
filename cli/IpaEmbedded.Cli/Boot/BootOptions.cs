using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Boot;

/// <summary>How a boot on the fake goes.</summary>
public sealed record BootOptions
{
    /// <summary>Seed of the hardware's latencies; the same seed gives the same run.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>Echo requests after the boot.</summary>
    public int EchoRequests { get; init; } = 3;

    /// <summary>What the hardware does wrong.</summary>
    public IReadOnlyList<FaultName> Faults { get; init; } = [];

    /// <summary>Where the kernel's time comes from; null for virtual time.</summary>
    public TimeSource? Time { get; init; }

    /// <summary>Sizes of rings and buffers; null for those of the version's data.</summary>
    public RingProfile? Rings { get; init; }

    /// <summary>Records the link, or null.</summary>
    public LinkCapture? Capture { get; init; }

    /// <summary>Who records what happens on the board.</summary>
    public IReadOnlyList<BoardRecorder> Recorders { get; init; } = [];

    /// <summary>Is told the name of each stage when it begins; for progress.</summary>
    public Action<string>? Progress { get; init; }
}
