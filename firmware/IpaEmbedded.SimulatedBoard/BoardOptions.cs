using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Runtime.Firmware;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Simulation;

/// <summary>What a simulated board is made of, where its device tree does not say it. Faults are set later, at the board's SoC.</summary>
public sealed class BoardOptions
{
    /// <summary>How long the hardware takes; latencies of seed 1 unless said otherwise. The same seed gives the same run.</summary>
    public ChipTiming Timing { get; set; } = ChipTiming.Latency(1);

    /// <summary>Where time comes from; virtual unless said otherwise.</summary>
    public TimeSource Time { get; set; } = new VirtualTime();

    /// <summary>The chip; null for the one that the tree's IPA is compatible with.</summary>
    public ChipDescription Chip { get; set; }

    /// <summary>Sizes of rings and buffers.</summary>
    public RingProfile Rings { get; set; } = RingProfile.Upstream;

    /// <summary>Where firmware comes from; made up unless said otherwise.</summary>
    public FirmwareStore Firmware { get; set; } = new GsiFirmware();
}
