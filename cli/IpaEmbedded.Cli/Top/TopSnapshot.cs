using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Tracing;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Top;

/// <summary>What the live view shows of a running board, at one moment.</summary>
public sealed record TopSnapshot
{
    private const int MaxEvents = 3;

    /// <summary>Time since the board was made.</summary>
    public required long Microseconds { get; init; }

    /// <summary>Version of the IPA.</summary>
    public required string Version { get; init; }

    /// <summary>Towards the modem.</summary>
    public required TopTraffic Sent { get; init; }

    /// <summary>From the modem.</summary>
    public required TopTraffic Received { get; init; }

    public required IReadOnlyList<TopRing> Rings { get; init; }

    /// <summary>Whether clock and interconnect paths are on.</summary>
    public required bool IsPowered { get; init; }

    /// <summary>Users of the power.</summary>
    public required int PowerUsers { get; init; }

    /// <summary>Clock of the core, 0 while it is off.</summary>
    public required uint ClockHertz { get; init; }

    /// <summary>The modem's phase in words.</summary>
    public required string Modem { get; init; }

    public required int Crashes { get; init; }

    /// <summary>Whether the interface to the modem is there.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Violations of the hardware's rules.</summary>
    public required int Violations { get; init; }

    /// <summary>The first violation; empty without one.</summary>
    public required string FirstViolation { get; init; }

    /// <summary>Interrupts that were raised so far, and lost ones among them.</summary>
    public required int Interrupts { get; init; }

    /// <summary>The latest events of the driver's trace, oldest first.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Looks at a board whose driver is bound; to be called between the steps of its event loop.</summary>
    public static TopSnapshot Of(SimulatedBoard board)
    {
        IpaDriver driver = board.Driver;
        InterfaceCounters counters = driver.Interface.Counters;
        Sanitizer sanitizer = board.Soc.Sanitizer;
        TraceRing trace = board.Loop.Trace;
        return new TopSnapshot
        {
            Microseconds = board.Loop.Now,
            Version = "v" + driver.Data.VersionName,
            Sent = new TopTraffic(counters.TxPackets, counters.TxBytes, counters.TxDropped),
            Received = new TopTraffic(counters.RxPackets, counters.RxBytes, counters.RxDropped),
            Rings = [.. driver.Data.Endpoints.Select(endpoint => RingOf(endpoint, BoardStatus.ChannelOf(driver, endpoint))).OfType<TopRing>()],
            IsPowered = driver.Power.IsActive,
            PowerUsers = driver.Power.UsageCount,
            ClockHertz = driver.Power.IsActive ? driver.Data.CoreClockHertz : 0,
            Modem = PhaseName(board.Soc.Boot.Phase),
            Crashes = board.Soc.Boot.Crashes,
            IsReady = driver.Interface.IsRegistered,
            Violations = sanitizer.Count,
            FirstViolation = sanitizer.Kept > 0 ? sanitizer.At(0).Text : "",
            Interrupts = board.Soc.Faults.Raises,
            Events = [.. TraceText.Entries(trace).TakeLast(MaxEvents).Select(entry => FormattableString.Invariant($"{entry.Time / 1e6:0.000} s: {TraceText.Of(entry)}"))],
        };
    }

    private static TopRing? RingOf(EndpointData endpoint, GsiChannel? channel) => channel is null
        ? null
        : new TopRing(channel.Id, EndpointName.Of(endpoint.Name), channel.Limit - channel.Free, channel.Limit, channel.IsBroken, channel.Counters.Completed, channel.Counters.Interrupts);

    private static string PhaseName(ModemPhase phase) => phase switch
    {
        ModemPhase.Off => "off",
        ModemPhase.PoweringUp => "powering up",
        ModemPhase.Booting => "booting",
        ModemPhase.ServiceUp => "service up",
        ModemPhase.Connected => "connected",
        _ => "crashed",
    };
}
