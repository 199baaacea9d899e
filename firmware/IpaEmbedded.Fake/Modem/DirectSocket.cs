using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>A socket on the <see cref="DirectModemTransport"/>: one service, up to four lookups.</summary>
internal sealed class DirectSocket : QrtrSocket
{
    private const int MaxLookups = 4;

    private readonly DirectModemTransport _link;
    private readonly uint _port;
    private readonly uint[] _services = new uint[MaxLookups];
    private readonly uint[] _versions = new uint[MaxLookups];
    private readonly uint[] _instances = new uint[MaxLookups];
    private int _lookups;
    private QrtrSocketHandler _handler;

    internal DirectSocket(DirectModemTransport link, uint port)
    {
        _link = link;
        _port = port;
    }

    internal uint Port
    {
        get { return _port; }
    }

    internal uint Service { get; private set; }

    /// <summary>Null before it is set and after the socket was closed.</summary>
    internal QrtrSocketHandler Handler
    {
        get { return _handler; }
    }

    public override void SetHandler(QrtrSocketHandler handler)
    {
        _handler = handler;
    }

    public override void AddServer(uint service, uint version, uint instance)
    {
        Service = service;
        _link.Announce(this, service, version, instance);
    }

    public override void AddLookup(uint service, uint version, uint instance)
    {
        if (_lookups == MaxLookups) { throw new HardwareException("socket 0x" + _port.ToString("X") + " has four lookups already"); }
        _services[_lookups] = service;
        _versions[_lookups] = version;
        _instances[_lookups++] = instance;
        _link.Lookup(this, service, version, instance);
    }

    public override void Send(uint node, uint port, byte[] data, int length)
    {
        _link.FromAp(this, node, port, data, length);
    }

    public override void Close()
    {
        _handler = null;
        _link.Close(this);
    }

    internal bool LooksFor(uint service, uint version, uint instance)
    {
        for (int i = 0; i < _lookups; i++)
        {
            if (_services[i] == service && _versions[i] == version && _instances[i] == instance) { return true; }
        }
        return false;
    }
}
