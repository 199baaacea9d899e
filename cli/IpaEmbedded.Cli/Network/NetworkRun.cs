using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Network;

/// <summary>The interfaces of a run, near and far, from their creation to the account of their packets.</summary>
internal sealed class NetworkRun : IDisposable
{
    // What the kernel keeps of packets that were not read: it drops and counts what comes beyond, so it is more than the windows of some connections.
    private const int QueuePackets = 10_000;
    private const long DrainMicroseconds = 200_000;
    private const long DrainStepMicroseconds = 1000;

    private readonly NetworkOptions _options;
    private readonly List<TunInterface> _near = [];
    private readonly TunInterface? _farTun;
    private readonly CaptureReading? _played;
    private ModemBridge? _bridge;
    private FarLink? _modem;
    private FarSide? _far;

    /// <summary>Creates the interfaces; nothing passes through them yet.</summary>
    /// <exception cref="CommandFailure">One of them cannot be created, or a file cannot be read.</exception>
    public NetworkRun(NetworkOptions options)
    {
        _options = options;
        string? space = options.Namespace is null ? null : NetworkNamespace.PathOf(options.Namespace);
        _played = options.Far.Kind == FarKind.Player ? CaptureReading.Of(options.Far.Value) : null;
        try
        {
            foreach (byte _ in options.MuxIds)
            {
                _near.Add(TunRights.Create(options.Name, null));
            }
            _farTun = options.Far.Kind == FarKind.Interface ? TunRights.Create(options.Far.Value, space) : null;
        }
        catch (CommandFailure)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The interface whose deletion by somebody has ended the run; null if none was.</summary>
    public string? Deleted { get; private set; }

    /// <summary>Name of the first interface.</summary>
    public string Name => _near[0].Name;

    /// <summary>Joins a booted board to the interfaces and switches them up.</summary>
    /// <exception cref="IOException">The kernel refuses an address or another setting.</exception>
    public void Start(SimulatedBoard board, BoardTime time, IReadOnlyList<BoardRecorder> recorders, Action end)
    {
        _bridge = new ModemBridge(board.Loop, time, board.Driver.Interface);
        _modem = new FarLink(board.Soc.Network);
        for (int i = 0; i < _near.Count; i++)
        {
            RmnetBridge bridge = _bridge.Add(_near[i], InterfaceOf(board, _options.MuxIds[i]));
            bridge.Link.Gone = () => OnGone(bridge.Tun, end);
            if (recorders.Count > 0)
            {
                bridge.Watcher = (outbound, packet) =>
                {
                    foreach (BoardRecorder recorder in recorders)
                    {
                        recorder.OnPacket(board.Loop.Now, outbound, packet);
                    }
                };
            }
        }
        if (!_options.MuxIds.Contains((byte)0))
        {
            board.Port.RemoveInterface(0);
        }
        _far = CreateFar(board, time, end);
        board.Soc.Network.Answers = false;
        board.Soc.Network.Forward = _far.OnPacket;
        board.Soc.Network.HoldsUplink = _far.AnswersEach;
        board.Soc.Network.RoomHandler = _far.OnRoom;
        Configure();
        _bridge.Start();
        _far.Start();
        foreach (TunInterface tun in _near)
        {
            tun.SetUp(true);
        }
    }

    /// <summary>What stands where, for whoever waits for the interfaces.</summary>
    public IEnumerable<string> Describe() => _near.Select((tun, i) => $"{tun.Name} is up as {string.Join(" and ", _options.AddressesOf(i))}; behind the modem {_far!.Describe(_options.AddressesOf(i))}");

    /// <summary>Reads nothing more, lets what is on its way arrive, and adds up.</summary>
    public PacketAccount Finish(SimulatedBoard board)
    {
        _bridge!.StopReading();
        _far!.Stop();
        long deadline = board.Loop.Now + DrainMicroseconds;
        PacketAccount account = PacketAccount.Of(board, _bridge, _modem!, _far);
        // The end of what is lost in rings cannot be seen; of all else it can.
        while (board.Loop.Now < deadline && (account.Unexplained.Up != 0 || account.Unexplained.Down != 0 || account.Lost.Count > 0))
        {
            board.Loop.Run(DrainStepMicroseconds);
            account = PacketAccount.Of(board, _bridge, _modem!, _far);
        }
        return account;
    }

    /// <summary>One line for each interface: packets each way, and those lost where there is one alone; what is lost behind several is nobody's.</summary>
    public IEnumerable<string> Summaries(PacketAccount account)
    {
        string lost = _near.Count == 1 ? $", {account.Lost.Sum(loss => loss.Up + loss.Down)} lost" : "";
        return _bridge!.Interfaces.Select(each => $"{each.Tun.Name}: {each.Counters.TxPackets} packets sent, {each.Link.Counters.Delivered} received{lost}");
    }

    public void Dispose()
    {
        _bridge?.Dispose();
        _far?.Dispose();
        _farTun?.Dispose();
        _near.ForEach(tun => tun.Dispose());
    }

    private static RmnetInterface InterfaceOf(SimulatedBoard board, byte muxId) => muxId == 0 ? board.Rmnet : board.Port.CreateInterface(muxId);

    private FarSide CreateFar(SimulatedBoard board, BoardTime time, Action end)
    {
        switch (_options.Far.Kind)
        {
            case FarKind.Interface:
                var networks = new List<(TunAddress, byte)>();
                for (int i = 0; i < _options.MuxIds.Count; i++)
                {
                    networks.AddRange(_options.AddressesOf(i).Select(address => (address, _options.MuxIds[i])));
                }
                var far = new FarInterface(_farTun!, board.Loop, time, _modem!, new MuxRoutes(networks, _options.MuxIds[0]), _options.Namespace);
                far.Link.Gone = () => OnGone(far.Tun, end);
                return far;
            case FarKind.Nat:
                return new FarNat(board.Loop, time, _modem!);
            case FarKind.Player:
                return new FarPlayer(board.Loop, _modem!, _options.MuxIds[0], _played!);
            default:
                return new FarHost(board.Loop, _modem!);
        }
    }

    private void Configure()
    {
        for (int i = 0; i < _near.Count; i++)
        {
            _near[i].SetMtu(ModemInterface.Mtu);
            _near[i].SetQueueLength(QueuePackets);
            foreach (TunAddress address in _options.AddressesOf(i))
            {
                _near[i].AddAddress(address.Own, address.PrefixLength);
            }
        }
        if (_farTun is null)
        {
            return;
        }
        _farTun.SetMtu(ModemInterface.Mtu);
        _farTun.SetQueueLength(QueuePackets);
        if (_options.Namespace is not null)
        {
            // Beside its other end in one namespace the kernel would keep the packets to itself.
            foreach (TunAddress address in Enumerable.Range(0, _near.Count).SelectMany(_options.AddressesOf))
            {
                _farTun.AddAddress(address.Peer, address.PrefixLength);
            }
        }
        _farTun.SetUp(true);
    }

    private void OnGone(TunInterface tun, Action end)
    {
        Deleted = tun.Name;
        end();
    }
}
