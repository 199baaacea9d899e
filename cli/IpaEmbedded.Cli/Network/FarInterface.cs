using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Network;

/// <summary>A second TUN interface behind the modem: what this machine, or a namespace of it, does with packets is its own affair. It reads no more while the modem has no room.</summary>
internal sealed class FarInterface : FarSide
{
    private const int LargestPacket = 65535;

    private readonly TunInterface _tun;
    private readonly BoardTime _time;
    private readonly FarLink _modem;
    private readonly MuxRoutes _routes;
    private readonly string? _namespace;
    private readonly TunLink _link;

    /// <summary>Takes the interface, which is disposed with this.</summary>
    public FarInterface(TunInterface tun, EventLoop loop, BoardTime time, FarLink modem, MuxRoutes routes, string? networkNamespace)
    {
        _tun = tun;
        _time = time;
        _modem = modem;
        _routes = routes;
        _namespace = networkNamespace;
        _link = new TunLink(tun, loop, Send, LargestPacket);
    }

    public override long Delivered => _link.Counters.Delivered;

    public override IReadOnlyList<(string Reason, long Count)> Lost =>
    [
        ($"{_tun.Name} was down", _link.Counters.InterfaceDown),
        ($"{_tun.Name} took no such packet", _link.Counters.Refused),
    ];

    /// <summary>The interface and what it has counted.</summary>
    public TunLink Link => _link;

    /// <summary>The interface.</summary>
    public TunInterface Tun => _tun;

    public override string Describe(IReadOnlyList<TunAddress> networks) => _namespace is null
        ? $"{_tun.Name} is there, to be given addresses in a namespace of its own"
        : $"{_tun.Name} in {_namespace} has {string.Join(" and ", networks.Select(network => network.Peer))}";

    public override void Start()
    {
        _link.IsReading = true;
        _time.Watch(_link);
    }

    public override void Stop()
    {
        _link.IsReading = false;
        _time.Unwatch(_link);
    }

    public override void OnPacket(byte muxId, byte[] bytes, int offset, int length)
    {
        ReadOnlySpan<byte> packet = bytes.AsSpan(offset, length);
        _routes.Learn(packet, muxId);
        _link.Deliver(packet);
    }

    public override void OnRoom() => _link.Resume();

    public override void Dispose()
    {
        Stop();
        _tun.Dispose();
    }

    private bool Send(byte[] packet, int length, int nextLength)
    {
        if (!_modem.AskForRoom())
        {
            return false;
        }
        _modem.Send(_routes.Of(packet.AsSpan(0, length)), packet, 0, length);
        return true;
    }
}
