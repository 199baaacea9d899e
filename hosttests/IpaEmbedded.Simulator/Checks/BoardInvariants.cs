using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Simulator;

/// <summary>
/// What must hold of a board with an IPA: at every step, when nothing is under way, and when the driver is gone. Each check returns what is
/// wrong, in a sentence, or null.
/// </summary>
public sealed class BoardInvariants(SimulatedBoard board)
{
    private bool _isMisread;

    private const uint BandwidthMask = 0x3fff;

    /// <summary>The configuration network, which the provider never lets go to nothing.</summary>
    private const string KeptAlive = "CN0";

    // What a wrong read must never lead to; a command in a state that the driver was told wrong is the hardware's to refuse.
    private static readonly string[] NeverAtAll =
    [
        SanitizerRule.NoPower, SanitizerRule.UndefinedOffset, SanitizerRule.Unaligned, SanitizerRule.DeadMemory, SanitizerRule.DoorbellOutsideRing, SanitizerRule.DoorbellUnaligned,
        SanitizerRule.CommandRange, SanitizerRule.RingGeometry,
    ];

    private static readonly string[] Lines = ["ipa", "gsi", "ipa-clock-query", "ipa-setup-ready"];

    /// <summary>Whether the driver reads registers wrong, so that it cannot know what state the hardware is in.</summary>
    public bool IsMisread
    {
        get => _isMisread;
        set
        {
            Step();
            _isMisread = value;
        }
    }

    /// <summary>At every step: no rule of the hardware is broken, rings hold what fits, and nobody gives back what he has not taken.</summary>
    public string? Step()
    {
        Sanitizer sanitizer = board.Soc.Sanitizer;
        for (int i = 0; i < sanitizer.Kept; i++)
        {
            if (!_isMisread || NeverAtAll.Contains(sanitizer.At(i).Rule))
            {
                return "the hardware's rules were broken: " + sanitizer.At(i).Text;
            }
        }
        if (sanitizer.Count > 0)
        {
            sanitizer.Clear();
        }
        IpaDriver driver = board.Driver;
        if (driver is null)
        {
            return null;
        }
        return driver.Power.UsageCount < 0 ? $"the power has {driver.Power.UsageCount} users" : ChannelAt(driver, Channel);
    }

    /// <summary>When nothing is under way: what the driver believes to be with the hardware is there, and nowhere else.</summary>
    /// <param name="believesAll">False when the chip has lied, so that a buffer may be given back only with the next event.</param>
    public string? Quiet(bool believesAll)
    {
        IpaDriver driver = board.Driver;
        return driver is null ? null
            : Step() ?? ChannelAt(driver, channel => QuietChannel(channel, believesAll)) ?? (driver.Interface is { IsOpen: true, IsQueueRunning: false } ? "the interface is open and its queue stands, with nothing that would wake it" : null);
    }

    /// <summary>After a second without use: the power is off and nobody holds it.</summary>
    public string? Idle()
    {
        IpaDriver driver = board.Driver;
        return driver is null ? null
            : driver.Power.UsageCount != 0 ? $"after a second without use the power still has {driver.Power.UsageCount} users"
            : board.Soc.Chip.IsPowered ? "after a second without use the power is still on" : null;
    }

    /// <summary>After the removal: nothing that the driver took is still taken.</summary>
    public string? Removed()
    {
        FakeSoc soc = board.Soc;
        string leaks = soc.Memory.LeakReport();
        if (leaks.Length > 0)
        {
            return "memory was not given back: " + leaks.TrimEnd().ReplaceLineEndings("; ");
        }
        foreach (string line in Lines)
        {
            if (board.Device.Node.IndexOfName("interrupt-names", line) >= 0 && board.Device.Interrupt(line).Line.IsRequested)
            {
                return $"interrupt {line} was not given back";
            }
        }
        foreach (string vote in soc.Map.PowerVotes)
        {
            if (vote != KeptAlive && (soc.Rpmh.WordOf(vote) & BandwidthMask) != 0)
            {
                return $"the vote for {vote} stayed";
            }
        }
        return soc.Chip.IsPowered ? "the chip still has power"
            : soc.Modem.ApState != 0 ? $"the modem is still shown the bits 0x{soc.Modem.ApState:x}"
            : Mappings() is > 0 and var count ? $"{count} mappings of the IOMMU stayed" : null;
    }

    private static string? Channel(GsiChannel channel)
    {
        ChannelCounters counters = channel.Counters;
        uint ended = counters.Completed + counters.Cancelled;
        return channel.Free < 0 || channel.Free > channel.Limit ? $"channel {channel.Id} has room for {channel.Free} of {channel.Limit} elements"
            : counters.Committed - ended > (uint)channel.Ring.Count ? $"channel {channel.Id}: {counters.Committed} committed, {counters.Completed} completed, {counters.Cancelled} cancelled"
            : null;
    }

    private static string? ChannelAt(IpaDriver driver, Func<GsiChannel, string?> check)
    {
        if (driver.Endpoints is not { } endpoints)
        {
            return null;
        }
        return (endpoints.Commands?.Channel is { } commands ? check(commands) : null)
            ?? (endpoints.LanRx?.Channel is { } lan ? check(lan) : null)
            ?? (endpoints.ModemTx?.Channel is { } transmit ? check(transmit) : null)
            ?? (endpoints.ModemRx?.Channel is { } receive ? check(receive) : null);
    }

    private string? QuietChannel(GsiChannel channel, bool believesAll)
    {
        // A channel whose command timed out is not looked at before the next open has reset it.
        if (channel.IsBroken)
        {
            return null;
        }
        int used = channel.Limit - channel.Free;
        int ready = board.Soc.Chip.Gsi.ReadyElements(channel.Id);
        ChannelCounters counters = channel.Counters;
        uint open = counters.Committed - counters.Completed - counters.Cancelled;
        return used < ready || (believesAll && used != ready) ? $"channel {channel.Id}: the driver counts {used} elements with the hardware, which has {ready}"
            : open > (uint)used ? $"channel {channel.Id}: {counters.Committed} transactions were committed, {counters.Completed} completed, {counters.Cancelled} cancelled, {used} elements are with the hardware"
            : null;
    }

    private int Mappings()
    {
        for (int i = 0; i < board.Platform.DeviceCount; i++)
        {
            Device device = board.Platform.DeviceAt(i);
            if (device.Driver is IommuDriver && board.Platform.FindProvider(device.Node.Index, IommuProvider.ProviderKind) is IommuProvider provider)
            {
                return provider.MappingCount;
            }
        }
        return 0;
    }
}
