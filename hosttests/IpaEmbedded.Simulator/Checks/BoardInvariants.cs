using System.Runtime.CompilerServices;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Microcontroller;
using IpaEmbedded.Qualcomm.Iommu;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Simulator;

/// <summary>
/// What must hold of a board with an IPA: at every step, when nothing is under way, and when the driver is gone. Each check returns what is
/// wrong, in a sentence, or null.
/// </summary>
public sealed class BoardInvariants(SimulatedBoard board)
{
    private const uint BandwidthMask = 0x3fff;
    private const uint ValidAndOn = 3;

    /// <summary>The configuration network, which the provider never lets go to nothing.</summary>
    private const string KeptAlive = "CN0";

    private static readonly string[] Lines = ["ipa", "gsi", "ipa-clock-query", "ipa-setup-ready"];

    private readonly FrameBalance _frames = new();

    /// <summary>Which rules of the hardware must be kept; all of them unless said otherwise.</summary>
    public Predicate<string> CanKeep { get; init; } = _ => true;

    /// <summary>At every step: no rule of the hardware is broken, rings hold what fits, what waits is woken, and nobody gives back what he has not taken.</summary>
    public string? Step()
    {
        Sanitizer sanitizer = board.Soc.Sanitizer;
        for (int i = 0; i < sanitizer.Kept; i++)
        {
            if (CanKeep(sanitizer.At(i).Rule))
            {
                return "the hardware's rules were broken: " + sanitizer.At(i).Text;
            }
        }
        if (sanitizer.Count > 0)
        {
            sanitizer.Clear();
        }
        return DriverStep();
    }

    /// <summary>The part of <see cref="Step"/> that is about the driver alone, for a board whose rules are broken on purpose.</summary>
    public string? DriverStep()
    {
        if (board.Driver is not { } driver)
        {
            return null;
        }
        _frames.Step(driver, board.Soc.Network);
        return ChannelBalance.Step(driver) ?? WakeUps.Step(driver);
    }

    /// <summary>When nothing is under way: what the driver believes to be with the hardware is there, and nowhere else; every frame is accounted for.</summary>
    /// <param name="believesAll">False when the chip has lied, so that a buffer may be given back only with the next event.</param>
    public string? Quiet(bool believesAll) => Step() ?? Balance(believesAll) ?? Queue();

    /// <summary>The part of <see cref="Quiet"/> that is about elements and frames.</summary>
    public string? Balance(bool believesAll) =>
        board.Driver is { } driver ? ChannelBalance.Quiet(driver, board.Soc.Chip.Gsi, believesAll) ?? _frames.Quiet(driver, board.Soc.Network, believesAll) : null;

    /// <summary>The part of <see cref="Quiet"/> that is about the queue.</summary>
    public string? Queue() => board.Driver?.Interface is { IsOpen: true, IsQueueRunning: false } ? "the interface is open and its queue stands, with nothing that would wake it" : null;

    /// <summary>
    /// After a second without use: the power is off and nobody holds it or votes for it, but for the modem that was promised it, and the microcontroller that the
    /// modem is still to load.
    /// </summary>
    public string? Idle()
    {
        IpaDriver driver = board.Driver;
        if (driver is null)
        {
            return null;
        }
        int expected = board.Soc.Modem.ApState == ValidAndOn ? 1 : 0;
        if (driver.Microcontroller is { IsLoaded: false } microcontroller && HasProxyBeenTaken(microcontroller))
        {
            expected++;
        }
        return driver.Power.UsageCount != expected ? $"after a second without use the power still has {driver.Power.UsageCount} users{(expected > 0 ? $", not {expected}" : "")}"
            : board.Soc.Chip.IsPowered != expected > 0 ? $"after a second without use the power is {(expected > 0 ? "off, though it was promised" : "still on")}"
            : expected == 0 && Vote() is { } vote ? $"after a second without use the vote for {vote} is still there" : null;
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
            if (board.Device is { } device && device.Node.IndexOfName("interrupt-names", line) >= 0 && IsRequested(device, line))
            {
                return $"interrupt {line} was not given back";
            }
        }
        return Vote() is { } vote ? $"the vote for {vote} stayed"
            : soc.Chip.IsPowered ? "the chip still has power"
            : soc.Modem.ApState != 0 ? $"the modem is still shown the bits 0x{soc.Modem.ApState:x}"
            : board.Services.Qrtr(board.Loop).SocketCount is > 0 and var sockets ? $"{sockets} sockets stayed open"
            : board.Services.Processor(ModemDriver.SubsystemName).SubscriberCount is > 0 and var subscribers ? $"{subscribers} subscriptions to the modem's life stayed"
            : Mappings() is > 0 and var count ? $"{count} mappings of the IOMMU stayed" : null;
    }

    /// <summary>The lock of SMEM is not left held.</summary>
    public string? Unlocked() => board.Soc.IsSharedMemoryLocked ? "the lock of SMEM is still held" : null;

    private string? Vote() => board.Soc.Map.PowerVotes.FirstOrDefault(vote => vote != KeptAlive && (board.Soc.Rpmh.WordOf(vote) & BandwidthMask) != 0);

    private static bool IsRequested(Device device, string line)
    {
        try
        {
            return device.Interrupt(line).Line.IsRequested;
        }
        catch (ProbeDeferredException)
        {
            // Nobody has a line whose controller is not there.
            return false;
        }
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

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_proxyTaken")]
    private static extern ref bool HasProxyBeenTaken(IpaMicrocontroller microcontroller);
}
