using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Boot;

/// <summary>How a boot on the fake goes.</summary>
public sealed record BootOptions
{
    /// <summary>What the board is made of: seed of the latencies, time, sizes.</summary>
    public BoardOptions Board { get; init; } = new();

    /// <summary>Echo requests after the boot.</summary>
    public int EchoRequests { get; init; } = 3;

    /// <summary>Packets to send behind them, or null.</summary>
    public CaptureReading? Send { get; init; }

    /// <summary>What the hardware does wrong.</summary>
    public IReadOnlyList<FaultName> Faults { get; init; } = [];

    /// <summary>Who records what happens on the board.</summary>
    public IReadOnlyList<BoardRecorder> Recorders { get; init; } = [];

    /// <summary>Is told the name of each stage when it begins; for progress.</summary>
    public Action<string>? Progress { get; init; }
}
