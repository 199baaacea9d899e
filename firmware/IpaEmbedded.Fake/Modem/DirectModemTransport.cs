using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>A message bus without packets: sockets of the application processor talk to the modem directly; deliveries happen in a poll.</summary>
public sealed class DirectModemTransport : ModemTransport
{
    /// <summary>Node number of the modem.</summary>
    public const uint ModemNode = 0;

    private const int MaxSockets = 16;
    private const int MaxServers = 8;

    private readonly EventLoop _loop;
    private readonly DeliveryPoll _poll;
    private readonly DirectSocket[] _sockets = new DirectSocket[MaxSockets];
    private readonly uint[] _services = new uint[MaxServers];
    private readonly uint[] _versions = new uint[MaxServers];
    private readonly uint[] _instances = new uint[MaxServers];
    private readonly uint[] _ports = new uint[MaxServers];
    private int _socketCount;
    private int _serverCount;
    private uint _nextPort = 0x4000;
    private bool _up = true;
    private DirectDelivery _first;
    private DirectDelivery _last;

    /// <summary>Creates a bus without sockets.</summary>
    public DirectModemTransport(EventLoop loop)
    {
        _loop = loop;
        _poll = new DeliveryPoll(this);
    }

    /// <summary>Opens a socket for the application processor.</summary>
    public QrtrSocket Open()
    {
        if (_socketCount == MaxSockets) { throw new HardwareException("the modem's message bus has 16 sockets already"); }
        DirectSocket socket = new DirectSocket(this, _nextPort++);
        _sockets[_socketCount++] = socket;
        return socket;
    }

    /// <inheritdoc/>
    public override void AddServer(uint service, uint version, uint instance, uint port)
    {
        if (_serverCount == MaxServers) { throw new HardwareException("the modem announces eight services already"); }
        _up = true;
        int at = _serverCount++;
        _services[at] = service;
        _versions[at] = version;
        _instances[at] = instance;
        _ports[at] = port;
        for (int i = 0; i < _socketCount; i++)
        {
            if (_sockets[i].LooksFor(service, version, instance)) { Enqueue(DirectDelivery.NewServer(_sockets[i], service, version, instance, port)); }
        }
    }

    /// <inheritdoc/>
    public override void RemoveServer(uint service, uint version, uint instance, uint port)
    {
        int kept = 0;
        for (int i = 0; i < _serverCount; i++)
        {
            if (_services[i] == service && _ports[i] == port) { continue; }
            _services[kept] = _services[i];
            _versions[kept] = _versions[i];
            _instances[kept] = _instances[i];
            _ports[kept++] = _ports[i];
        }
        _serverCount = kept;
        for (int i = 0; i < _socketCount; i++)
        {
            if (_sockets[i].LooksFor(service, version, instance)) { Enqueue(DirectDelivery.ServerGone(_sockets[i], service, version, instance, port)); }
        }
    }

    /// <inheritdoc/>
    public override void Send(uint modemPort, uint apPort, byte[] data, int length)
    {
        for (int i = 0; i < _socketCount; i++)
        {
            if (_sockets[i].Port == apPort) { Enqueue(DirectDelivery.Message(_sockets[i], modemPort, data, length)); }
        }
    }

    /// <inheritdoc/>
    public override void Bye()
    {
        _serverCount = 0;
        _up = false;
        for (int i = 0; i < _socketCount; i++) { Enqueue(DirectDelivery.Bye(_sockets[i])); }
    }

    internal void Lookup(DirectSocket socket, uint service, uint version, uint instance)
    {
        for (int i = 0; i < _serverCount; i++)
        {
            if (_services[i] == service && _versions[i] == version && _instances[i] == instance)
            {
                Enqueue(DirectDelivery.NewServer(socket, service, version, instance, _ports[i]));
            }
        }
    }

    internal void Announce(DirectSocket socket, uint service, uint version, uint instance)
    {
        if (Handler != null) { Handler.OnServer(service, version, instance, socket.Port); }
    }

    internal void FromAp(DirectSocket socket, uint node, uint port, byte[] data, int length)
    {
        if (node != ModemNode || !_up) { throw new HardwareException("node " + node.ToString() + " is not reachable"); }
        if (Handler != null) { Handler.OnMessage(socket.Port, port, data, length); }
    }

    internal void Close(DirectSocket socket)
    {
        int kept = 0;
        for (int i = 0; i < _socketCount; i++)
        {
            if (_sockets[i] != socket) { _sockets[kept++] = _sockets[i]; }
        }
        if (kept == _socketCount) { return; }
        _sockets[kept] = null;
        _socketCount = kept;
        if (Handler != null && socket.Service != 0) { Handler.OnServerGone(socket.Service, socket.Port); }
    }

    private void Enqueue(DirectDelivery delivery)
    {
        if (_last == null) { _first = delivery; }
        else { _last.Next = delivery; }
        _last = delivery;
        _loop.Schedule(_poll);
    }

    private sealed class DeliveryPoll : Poll
    {
        private readonly DirectModemTransport _link;

        internal DeliveryPoll(DirectModemTransport link)
        {
            _link = link;
        }

        public override int Run(int budget)
        {
            int done = 0;
            while (done < budget && _link._first != null)
            {
                DirectDelivery delivery = _link._first;
                _link._first = delivery.Next;
                if (_link._first == null) { _link._last = null; }
                delivery.Deliver();
                done++;
            }
            return done;
        }
    }
}
