using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Cli.Network;
using IpaEmbedded.Ipa.Net;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The switches of <c>ipa run</c> that say which interfaces there are, and what is behind the modem.</summary>
internal sealed class NetworkSwitches
{
    private const int MaxInterfaces = 16;
    private const string DefaultV4 = "192.0.2.2/24";
    private const string DefaultV6 = "2001:db8::2/64";

    // Sixteen of them are in the network of one.
    private const string DefaultOfSeveral = "192.0.2.2/28";

    private readonly Option<string> _tun = new("--tun")
    {
        Description = "The TUN interface to create; %d in it becomes a free number.",
        HelpName = "NAME",
    };
    private readonly Option<string[]> _mux = new("--mux")
    {
        Description = "Mux id of the interface, 0 to 254; given several times, it makes one interface each, and the name has %d in it.",
        HelpName = "N",
        DefaultValueFactory = _ => ["0"],
    };
    private readonly Option<string[]> _address = new("--address")
    {
        Description = $"This machine's IPv4 or IPv6 address on the interface, one of each at most; everything else in that network is behind the modem. Without it {DefaultV4} and {DefaultV6}. Further interfaces have the networks that follow.",
        HelpName = "ADDRESS/PREFIX",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string> _far = new("--far")
    {
        Description = "What is behind the modem: echo, a host that answers; nat, one whose ports are this machine's loopback services; pcap:FILE, a capture that is played; or the name of a second TUN interface to create.",
        HelpName = "NAME|nat|echo|pcap:FILE",
        DefaultValueFactory = _ => "echo",
    };
    private readonly Option<string?> _namespace = new("--netns")
    {
        Description = "Create the second interface in that network namespace: of 'ip netns', of a process, or by its path.",
        HelpName = "NS",
    };

    public NetworkSwitches() => _far.CompletionSources.Add("echo", "nat", FarChoice.PlayerPrefix);

    /// <summary>Whether the command line asks for an interface.</summary>
    public bool IsAsked(CommandResult result) => result.GetValue(_tun) is not null;

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_tun, _mux, _address, _far, _namespace])
        {
            command.Add(option);
        }
        command.Validators.Add(Validate);
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="CommandFailure">This machine has addresses of the networks elsewhere.</exception>
    public NetworkOptions Read(ParseResult parsed)
    {
        byte[] muxIds = [.. parsed.GetValue(_mux)!.Select(text => MuxId(text)!.Value)];
        string[] texts = parsed.GetValue(_address)!;
        bool isGiven = texts.Length > 0;
        TunAddress[] addresses = [.. (isGiven ? texts : [muxIds.Length > 1 ? DefaultOfSeveral : DefaultV4, DefaultV6]).Select(text => TunAddress.Parse(text)!)];
        if (!isGiven && !HasIpv6)
        {
            addresses = addresses[..1];
        }
        var options = new NetworkOptions(parsed.GetValue(_tun)!, muxIds, addresses, FarChoice.Parse(parsed.GetValue(_far)!), parsed.GetValue(_namespace));
        foreach (TunAddress address in Enumerable.Range(0, muxIds.Length).SelectMany(options.AddressesOf))
        {
            if (address.FindOverlap() is { } taken)
            {
                throw new CommandFailure(ExitCode.Files, $"addresses of {address} are on this machine's interface {taken} already, where packets would go; choose others with --address");
            }
        }
        return options;
    }

    private static byte? MuxId(string text) => byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out byte id) && id < RmnetPort.MuxIds ? id : null;

    private static bool HasIpv6 => System.Net.Sockets.Socket.OSSupportsIPv6 && Directory.Exists("/proc/sys/net/ipv6");

    private void Validate(CommandResult result)
    {
        string? name = result.GetValue(_tun);
        if (name is null && ((Option[])[_mux, _address, _far, _namespace]).FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } lone)
        {
            result.AddError($"{lone.Name} is about the interface that --tun NAME makes");
        }
        string[] texts = result.GetValue(_mux)!;
        byte?[] muxIds = [.. texts.Select(MuxId)];
        if (name is not null && TunInterface.WhyNoName(name) is { } reason)
        {
            result.AddError("--tun: " + reason);
        }
        if (Array.IndexOf(muxIds, null) is >= 0 and int wrong && texts[wrong].Length > 0)
        {
            result.AddError($"--mux takes a number from 0 to {RmnetPort.MuxIds - 1}, not '{texts[wrong]}'");
        }
        else if (muxIds.Distinct().Count() != muxIds.Length || muxIds.Length > MaxInterfaces)
        {
            result.AddError($"--mux takes up to {MaxInterfaces} different numbers");
        }
        else if (muxIds.Length > 1 && name?.Contains("%d", StringComparison.Ordinal) == false)
        {
            result.AddError($"--tun needs %d in its name for {muxIds.Length} interfaces");
        }
        TunAddress?[] addresses = [.. result.GetValue(_address)!.Select(TunAddress.Parse)];
        if (addresses.Contains(null))
        {
            result.AddError("--address takes an address and a prefix that leaves room for another, of 1 to 30 bits (IPv6: 1 to 126), such as 192.0.2.2/24 or 2001:db8::2/64");
        }
        else if (addresses.GroupBy(address => address!.IsV6).Any(group => group.Count() > 1))
        {
            result.AddError("--address takes one address of IPv4 and one of IPv6");
        }
        else if (addresses.FirstOrDefault(address => !address!.HasRoomFor(muxIds.Length)) is { } last)
        {
            result.AddError($"--address {last} has no room behind it for the networks of {muxIds.Length} interfaces");
        }
        var far = FarChoice.Parse(result.GetValue(_far)!);
        if (far.WhyNone() is { } why)
        {
            result.AddError(why);
        }
        if (result.GetValue(_namespace) is not null && far.Kind != FarKind.Interface)
        {
            result.AddError("--netns is for the second interface, which --far NAME makes");
        }
    }
}
