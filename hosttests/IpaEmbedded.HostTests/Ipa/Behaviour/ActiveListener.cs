using System.Runtime.CompilerServices;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Ipa.Power;
using IpaEmbedded.Qualcomm.Qmi;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Is told everything that a board's driver and services tell anybody, and acts from inside, as programs do that have nowhere else to act.</summary>
internal sealed class ActiveListener : InterfaceListener
{
    private const int MostInside = 3;
    private const int MostDeeds = 200;

    private readonly Board _board;
    private readonly Action<Callback> _act;
    private readonly RemoteProcessorHandler _beforeDriver;
    private readonly RemoteProcessorHandler _afterDriver;
    private QmiHandle? _messages;
    private int _depth;
    private int _told;
    private int _toldLast;

    /// <summary>Listens on a board that is not probed yet, so that some of it is told before the driver is.</summary>
    public ActiveListener(Board board, Action<ActiveListener, Callback> act)
    {
        _board = board;
        _act = callback => act(this, callback);
        _beforeDriver = (moment, _) =>
        {
            _told++;
            Tell(Of(moment));
        };
        _afterDriver = (moment, _) => Tell(Of(moment));
        Modem.Subscribe(_beforeDriver);
    }

    /// <summary>How often it was called from where.</summary>
    public Dictionary<Callback, int> Calls { get; } = [];

    /// <summary>What it did that was refused, with the reason.</summary>
    public List<string> Refusals { get; } = [];

    /// <summary>The link that it sends on; null before the first open.</summary>
    public Link? Link { get; set; }

    /// <summary>Whether it acts.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>How often the first of the modem's subscribers was told, and how often the last.</summary>
    public (int First, int Last) Notifications => (_told, _toldLast);

    private RemoteProcessorNotifier Modem => _board.Simulated.Services.Processor("mpss");

    /// <summary>Takes the callbacks of a driver that was probed.</summary>
    public void Attach()
    {
        Modem.Subscribe(_afterDriver);
        Modem.Subscribe(CountLast);
        _board.Interface.SetListener(this);
        IpaPower power = PowerOf(_board.Driver.Power);
        EventLoopHandler wake = WakeUsers(power);
        power.SetWakeUsers(() =>
        {
            wake();
            Tell(Callback.PowerResumed);
        });
        QrtrSocket socket = _board.Simulated.Services.Qrtr(_board.Loop).CreateSocket();
        _messages = new QmiHandle(_board.Loop, socket, new Messages(this), 256);
        _messages.Open();
        _messages.AddLookup(0x31, 1, 2);
    }

    /// <summary>Takes the callbacks of a link.</summary>
    public void Attach(Link link)
    {
        Link = link;
        link.Interface.FlowHandler = () => Tell(Callback.FlowReleased);
        link.Arrived = () => Tell(Callback.PacketReceived);
    }

    /// <summary>Gives back what it took.</summary>
    public void Detach()
    {
        IsActive = false;
        Modem.Unsubscribe(_beforeDriver);
        Modem.Unsubscribe(_afterDriver);
        Modem.Unsubscribe(CountLast);
        _messages?.Close();
        _messages = null;
    }

    public override void OnRegistered()
    {
        // The interface takes the endpoint's completions anew with each registration.
        TransmitEndpoint endpoint = _board.Driver.Endpoints.ModemTx;
        TransmitHandler completed = Completed(endpoint);
        endpoint.SetHandler((packets, bytes) =>
        {
            completed(packets, bytes);
            if (packets > 0) { Tell(Callback.TransmitDone); }
        });
        Tell(Callback.Registered);
    }

    public override void OnUnregistered() => Tell(Callback.Unregistered);

    public override void OnQueueRunning() => Tell(Callback.QueueRunning);

    /// <summary>Does something; a refusal with a reason is an answer, and whatever else comes goes on to who called.</summary>
    public void Do(Deed deed)
    {
        if (_board.Simulated.Driver is not { } driver)
        {
            return;
        }
        try
        {
            Do(deed, driver);
        }
        catch (HardwareException e)
        {
            Refusals.Add(e.Message);
        }
        catch (EventLoopException e)
        {
            Refusals.Add(e.Message);
        }
    }

    private void Do(Deed deed, IpaDriver driver)
    {
        byte[] packet = Packets.Udp4(100, false);
        switch (deed)
        {
            case Deed.Send: Link?.Interface.Send(packet, 0, packet.Length, false, false); break;
            case Deed.Open: driver.Interface.Open(); break;
            case Deed.Stop: driver.Interface.Stop(); break;
            case Deed.CloseLink: Link?.Interface.SetSink(null); Link?.Port.RemoveInterface(Link.Interface.MuxId); break;
            case Deed.Sleep: driver.SystemSuspend(); driver.SystemResume(); break;
            case Deed.Crash: _board.Soc.Boot.Crash(); break;
            case Deed.StopModem: _board.Supervisor.Stop(); break;
            case Deed.StartModem: _board.Supervisor.Start(); break;
            default: _board.Platform.Remove(_board.Device); break;
        }
    }

    private static Callback Of(RemoteProcessorEvent moment) => moment switch
    {
        RemoteProcessorEvent.BeforePowerup => Callback.BeforePowerup,
        RemoteProcessorEvent.AfterPowerup => Callback.AfterPowerup,
        RemoteProcessorEvent.BeforeShutdown => Callback.BeforeShutdown,
        _ => Callback.AfterShutdown,
    };

    private void CountLast(RemoteProcessorEvent moment, bool crashed) => _toldLast++;

    private void Tell(Callback callback)
    {
        Calls[callback] = Calls.GetValueOrDefault(callback) + 1;
        if (!IsActive || _depth >= MostInside || Calls.Values.Sum() > MostDeeds)
        {
            return;
        }
        _depth++;
        _act(callback);
        _depth--;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_completed")]
    private static extern ref TransmitHandler Completed(TransmitEndpoint endpoint);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_wakeUsers")]
    private static extern ref EventLoopHandler WakeUsers(IpaPower power);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_callbacks")]
    private static extern ref PowerCallbacks Callbacks(RuntimePower power);

    private static IpaPower PowerOf(RuntimePower power) => (IpaPower)Callbacks(power);

    /// <summary>Another client on the processor's node of the message bus, which hears of the modem's service.</summary>
    private sealed class Messages(ActiveListener owner) : QmiHandler
    {
        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port) => owner.Tell(Callback.Message);

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port) => owner.Tell(Callback.Message);

        public override void OnBye(uint node) => owner.Tell(Callback.Message);

        public override void OnRequest(uint node, uint port, QmiReader request) => owner.Tell(Callback.Message);

        public override void OnIndication(uint node, uint port, QmiReader indication) => owner.Tell(Callback.Message);
    }
}
