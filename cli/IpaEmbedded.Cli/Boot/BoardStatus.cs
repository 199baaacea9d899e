using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Net;

namespace IpaEmbedded.Cli.Boot;

/// <summary>The counters of a booted board under the names that <c>ip -s link</c>, <c>ethtool -S</c> and the hardware's documents use, in their order.</summary>
public static class BoardStatus
{
    private const string BadTransport = "Checksum error bad transport";

    /// <summary>Statistics of an interface.</summary>
    public static IReadOnlyList<(string Name, ulong Value)> Of(InterfaceCounters counters) =>
    [
        ("rx_packets", counters.RxPackets),
        ("tx_packets", counters.TxPackets),
        ("rx_bytes", counters.RxBytes),
        ("tx_bytes", counters.TxBytes),
        ("rx_dropped", counters.RxDropped),
        ("tx_dropped", counters.TxDropped),
    ];

    /// <summary>What an interface does when it cannot send: not in the kernel's statistics.</summary>
    public static IReadOnlyList<(string Name, ulong Value)> QueueOf(InterfaceCounters counters) =>
    [
        ("busy", counters.TxBusy),
        ("stops", counters.QueueStops),
        ("wakes", counters.QueueWakes),
    ];

    /// <summary>The eleven checksum counters of an rmnet device.</summary>
    public static IReadOnlyList<(string Name, ulong Value)> Of(ChecksumCounters counters) =>
    [
        ("Checksum ok", counters.Ok),
        ("Bad IPv4 header checksum", counters.BadIpv4Header),
        ("Checksum valid bit not set", counters.ValidUnset),
        ("Checksum validation failed", counters.ValidationFailed),
        ("Checksum error bad buffer", counters.BadBuffer),
        ("Checksum error bad ip version", counters.BadIpVersion),
        (BadTransport, counters.BadTransport),
        ("Checksum skipped on ip fragment", counters.SkippedFragment),
        ("Checksum skipped", counters.Skipped),
        ("Checksum computed in software", counters.ComputedInSoftware),
        ("Checksum computed in hardware", counters.ComputedInHardware),
    ];

    /// <summary>
    /// The same in words that do not sound worse than they are: the kernel counts packets that are neither TCP nor UDP, whose
    /// checksum nobody offloads, as "bad transport". Without <paramref name="all"/> only what is not 0.
    /// </summary>
    public static IReadOnlyList<(string Name, ulong Value)> ForPeople(ChecksumCounters counters, bool all) =>
        [.. Of(counters).Where(each => all || each.Value != 0).Select(each => each.Name == BadTransport ? ("Checksum not offloaded, neither TCP nor UDP", each.Value) : each)];

    /// <summary>What a GSI channel has done.</summary>
    public static IReadOnlyList<(string Name, ulong Value)> Of(ChannelCounters counters) =>
    [
        ("committed", counters.Committed),
        ("completed", counters.Completed),
        ("cancelled", counters.Cancelled),
        ("doorbells", counters.Doorbells),
        ("polls", counters.Polls),
        ("interrupts", counters.Interrupts),
        ("bad_events", counters.BadEvents),
        ("bad_pointers", counters.BadPointers),
        ("timeouts", counters.Timeouts),
    ];

    /// <summary>The channel behind an endpoint of the application processor, or null for one of the modem.</summary>
    public static GsiChannel? ChannelOf(IpaDriver driver, EndpointData endpoint) =>
        endpoint.Environment == EndpointData.ApplicationProcessor ? driver.Gsi.Channel(endpoint.Channel) : null;
}
