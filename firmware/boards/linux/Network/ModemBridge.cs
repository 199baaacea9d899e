using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>
/// Joins interfaces of this machine to the modem: one for each mux id. Opens the modem's interface, again when the modem has restarted, and
/// switches the carrier of this machine's with it.
/// </summary>
public sealed class ModemBridge : InterfaceListener, IDisposable
{
    private readonly EventLoop _loop;
    private readonly BoardTime _time;
    private readonly ModemInterface _modem;
    private readonly WorkItem _open;
    private readonly List<RmnetBridge> _bridges = [];
    private bool _carrier;

    /// <summary>A bridge that is idle until <see cref="Start"/>.</summary>
    public ModemBridge(EventLoop loop, BoardTime time, ModemInterface modem)
    {
        _loop = loop;
        _time = time;
        _modem = modem;
        _open = new WorkItem(() => _modem.Open());
    }

    /// <summary>The interfaces, in the order in which they were added.</summary>
    public IReadOnlyList<RmnetBridge> Interfaces => _bridges;

    /// <summary>Joins a TUN interface, which the caller disposes after this bridge, to an interface of the modem.</summary>
    public RmnetBridge Add(TunInterface tun, RmnetInterface rmnet)
    {
        var bridge = new RmnetBridge(tun, _loop, rmnet);
        _bridges.Add(bridge);
        return bridge;
    }

    /// <summary>Opens the modem's interface as soon as it exists, and passes packets from then on.</summary>
    public void Start()
    {
        _modem.SetListener(this);
        _carrier = _modem.IsOpen;
        foreach (var bridge in _bridges)
        {
            bridge.Tun.SetCarrier(_carrier);
            bridge.Link.IsReading = true;
            _time.Watch(bridge.Link);
        }

        if (_modem.IsRegistered)
        {
            OnRegistered();
        }
    }

    /// <summary>Reads no more packets of this machine; what was read still goes to the modem, and the modem's packets still arrive.</summary>
    public void StopReading()
    {
        foreach (var bridge in _bridges)
        {
            bridge.Link.IsReading = false;
            _time.Unwatch(bridge.Link);
        }
    }

    /// <inheritdoc/>
    public override void OnRegistered() => _loop.Post(_open);

    /// <inheritdoc/>
    public override void OnUnregistered()
    {
        _loop.Cancel(_open);
        SetCarrier(false);
    }

    /// <inheritdoc/>
    public override void OnQueueRunning()
    {
        foreach (var bridge in _bridges)
        {
            bridge.Link.Resume();
        }

        SetCarrier(true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _loop.Cancel(_open);
        StopReading();
        _modem.SetListener(null);
        foreach (var bridge in _bridges)
        {
            bridge.Close();
        }
    }

    private void SetCarrier(bool on)
    {
        if (_carrier != on)
        {
            _carrier = on;
            foreach (var bridge in _bridges)
            {
                bridge.Tun.SetCarrier(on);
            }
        }
    }
}
