using System.Net.Sockets;
using System.Security.Cryptography;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Network;

/// <summary>
/// A host behind the modem whose ports are the services of this machine's loopback (127.0.0.1, ::1): TCP and UDP are translated to sockets, which needs no
/// rights. Nothing else of this machine or beyond it can be reached.
/// </summary>
internal sealed class FarNat : FarHost
{
    private const int MaxFlows = 512;
    private const long IdleMicroseconds = 120_000_000;

    private readonly BoardTime _time;
    private readonly Dictionary<FlowKey, UdpFlow> _datagrams = [];
    private readonly Dictionary<FlowKey, TcpFlow> _connections = [];
    private long _full;
    private long _ahead;
    private long _ignored;

    public FarNat(EventLoop loop, BoardTime time, FarLink modem)
        : base(loop, modem)
    {
        _time = time;
    }

    /// <summary>Connections that there are, those included that are not confirmed yet or nearly forgotten.</summary>
    public int Connections => _connections.Count;

    public override IReadOnlyList<(string Reason, long Count)> Lost => [.. base.Lost, ("the service did not take it", _full), ("TCP data ahead of its turn, asked for again", _ahead), ("a TCP segment that its connection has no use for", _ignored)];

    public override string Describe(IReadOnlyList<TunAddress> networks) =>
        $"{string.Join(" and ", networks.Select(network => network.Peer))} {(networks.Count == 1 ? "has" : "have")} the services of this machine's loopback";

    public override void OnRoom()
    {
        foreach (TcpFlow flow in _connections.Values)
        {
            flow.OnRoom();
        }
    }

    public override void Dispose()
    {
        foreach (IDisposable flow in _connections.Values.Cast<IDisposable>().Concat(_datagrams.Values))
        {
            flow.Dispose();
        }
        _connections.Clear();
        _datagrams.Clear();
    }

    protected override void OnUdp(in Datagram datagram)
    {
        FlowKey key = FlowKey.Of(datagram);
        if (!_datagrams.TryGetValue(key, out UdpFlow? flow))
        {
            MakeRoom();
            if (Open(() => new UdpFlow(EndsOf(key), OnRefused), datagram) is not { } opened)
            {
                return;
            }
            _datagrams[key] = flow = opened;
        }
        if (!flow.Send(datagram))
        {
            Lose(ref _full);
        }
    }

    protected override void OnTcp(in Datagram datagram, in TcpHeader segment)
    {
        FlowKey key = FlowKey.Of(datagram);
        bool opens = segment.Has(TcpFlags.Synchronize) && !segment.Has(TcpFlags.Acknowledge) && !segment.Has(TcpFlags.Reset);
        if (_connections.TryGetValue(key, out TcpFlow? flow) && !(opens && flow.IsLingering))
        {
            switch (flow.OnSegment(segment, datagram.Payload[segment.DataAt..]))
            {
                case SegmentFate.Unknown:
                    Reset(datagram, segment);
                    break;
                case SegmentFate.Ahead:
                    Lose(ref _ahead);
                    break;
                case SegmentFate.Ignored:
                    Lose(ref _ignored);
                    break;
            }
            return;
        }
        if (!opens || (_connections.Count >= MaxFlows && flow is null))
        {
            Reset(datagram, segment);
            return;
        }
        flow?.Dispose();
        TcpOptions options = TcpOptions.Parse(datagram.Payload[TcpHeader.Size..segment.DataAt]);
        uint first = (uint)RandomNumberGenerator.GetInt32(int.MaxValue);
        TcpHeader request = segment;
        if (Open(() => new TcpFlow(EndsOf(key), request, options, first, OnClosed), datagram) is { } opened)
        {
            _connections[key] = opened;
        }
    }

    /// <summary>A flow, or null if this machine has no socket for it, of which the client is told.</summary>
    private T? Open<T>(Func<T> open, in Datagram datagram)
        where T : class
    {
        try
        {
            return open();
        }
        catch (SocketException)
        {
            Errors.HostUnreachable(datagram);
            return null;
        }
    }

    private FlowEnds EndsOf(FlowKey key) => new(key, BytesOf(key.Source, key.IsV6), BytesOf(key.Destination, key.IsV6), Modem, Loop, _time);

    private static byte[] BytesOf(UInt128 address, bool isV6)
    {
        byte[] bytes = new byte[isV6 ? 16 : 4];
        for (int i = bytes.Length - 1; i >= 0; i--, address >>= 8)
        {
            bytes[i] = (byte)address;
        }
        return bytes;
    }

    private void MakeRoom()
    {
        long limit = Loop.Now - IdleMicroseconds;
        foreach (UdpFlow flow in _datagrams.Values.Where(each => each.LastUse < limit).ToArray())
        {
            Forget(flow);
        }
        if (_datagrams.Count >= MaxFlows)
        {
            Forget(_datagrams.Values.MinBy(each => each.LastUse)!);
        }
    }

    private void OnRefused(UdpFlow flow)
    {
        ReadOnlySpan<byte> packet = flow.LastPacket;
        // What is quoted was cut, so its own length is taken as it is.
        if (IpHeader.TryParseQuote(packet, out IpHeader header))
        {
            Errors.PortUnreachable(new Datagram(flow.Key.MuxId, packet, header));
        }
    }

    private void Forget(UdpFlow flow)
    {
        _datagrams.Remove(flow.Key);
        flow.Dispose();
    }

    private void OnClosed(TcpFlow flow)
    {
        if (_connections.TryGetValue(flow.Key, out TcpFlow? known) && known == flow)
        {
            _connections.Remove(flow.Key);
        }
    }
}
