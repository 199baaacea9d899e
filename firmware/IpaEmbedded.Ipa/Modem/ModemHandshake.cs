using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Ipa.Microcontroller;
using IpaEmbedded.Qualcomm.Qmi;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Modem;

/// <summary>
/// Agrees with the modem on who uses what. Messages arrive in a poll and are only noted there; what they ask for is done as work.
/// </summary>
/// <remarks>
/// On the first boot the modem is ready when it has answered INIT_DRIVER, has asked for the INIT_COMPLETE indication and has said
/// that its driver is up, in any order. After a restart the answer to INIT_DRIVER is enough.
/// </remarks>
public sealed class ModemHandshake
{
    /// <summary>Longest time that the modem may take to answer INIT_DRIVER, in microseconds.</summary>
    public const long AnswerMicroseconds = 60000000;

    private const HandshakeState Milestones = HandshakeState.Answered | HandshakeState.DriverUp | HandshakeState.IndicationWanted | HandshakeState.IndicationSent;

    private readonly EventLoop _loop;
    private readonly IpaData _data;
    private readonly LocalMemory _memory;
    private readonly IpaMicrocontroller _microcontroller;
    private readonly EventLoopHandler _ready;
    private readonly WorkItem _initDriverWork;
    private readonly RequestQueue _requests;
    private readonly QmiWriter _writer = new QmiWriter(ModemMessages.LargestMessage);
    private QmiHandle _server;
    private QmiHandle _client;
    private HandshakeState _state;
    private uint _node;
    private uint _port;

    /// <summary>Creates the handshake; <paramref name="ready"/> is called as work whenever the modem has become ready.</summary>
    public ModemHandshake(EventLoop loop, IpaData data, LocalMemory memory, IpaMicrocontroller microcontroller, EventLoopHandler ready)
    {
        _loop = loop;
        _data = data;
        _memory = memory;
        _microcontroller = microcontroller;
        _ready = ready;
        _initDriverWork = new WorkItem(InitDriver);
        _requests = new RequestQueue(loop, Answer);
    }

    /// <summary>Announces this side's service, then looks for the modem's.</summary>
    public void Setup(QrtrSocket serverSocket, QrtrSocket clientSocket)
    {
        _state = HandshakeState.Nothing;
        Peer peer = new Peer(this);
        _server = new QmiHandle(_loop, serverSocket, peer, ModemMessages.LargestMessage);
        _server.Open();
        _server.AddServer(ModemMessages.Service, ModemMessages.Version, ModemMessages.HostInstance);
        _client = new QmiHandle(_loop, clientSocket, peer, ModemMessages.LargestMessage);
        _client.Open();
        _client.AddLookup(ModemMessages.Service, ModemMessages.Version, ModemMessages.ModemInstance);
    }

    /// <summary>Forgets what was to be done and closes both ends, the client first.</summary>
    public void Teardown()
    {
        OnGone();
        if (_client != null) { _client.Close(); }
        if (_server != null) { _server.Close(); }
        _client = null;
        _server = null;
    }

    private void OnGone()
    {
        _state = (_state & (HandshakeState.DriverUp | HandshakeState.Booted)) | HandshakeState.Returned;
        _loop.Cancel(_initDriverWork);
        _requests.Clear();
    }

    private void InitDriver()
    {
        InitDriverRequest.Write(_writer, _data, _memory, _microcontroller.IsLoaded);
        QmiTransaction transaction;
        try
        {
            transaction = _client.Request(_node, _port, _writer);
        }
        catch (HardwareException e)
        {
            _loop.Trace.Add(IpaTraceId.MessageNotSent, ModemMessages.InitDriver, 0, e.Message);
            return;
        }
        QmiOutcome outcome = _client.Wait(transaction, AnswerMicroseconds);
        ushort result;
        ushort error;
        if (outcome != QmiOutcome.Answered) { _loop.Trace.Add(IpaTraceId.RequestUnanswered, ModemMessages.InitDriver, (uint)outcome); }
        else if (!transaction.Response.TryReadResult(out result, out error) || result != 0) { _loop.Trace.Add(IpaTraceId.RequestRefused, ModemMessages.InitDriver, error); }
        else { Reach(HandshakeState.Answered); }
    }

    private void Answer(ushort message, ushort transaction, uint node, uint port)
    {
        _writer.Begin(message);
        _writer.AddResult(0, 0);
        try
        {
            _server.Respond(node, port, transaction, _writer);
        }
        catch (HardwareException e)
        {
            _loop.Trace.Add(IpaTraceId.MessageNotSent, message, 0, e.Message);
            return;
        }
        Reach(message == ModemMessages.IndicationRegister ? HandshakeState.IndicationWanted : HandshakeState.DriverUp);
    }

    private void Reach(HandshakeState step)
    {
        _state |= step;
        if (step == HandshakeState.Answered && (_state & HandshakeState.Returned) != 0 && _microcontroller.IsLoaded)
        {
            // The first boot may never have come to its end; a modem that finds the microcontroller loaded has nothing more to report.
            _state |= HandshakeState.DriverUp | HandshakeState.Booted;
        }
        switch (_state & Milestones)
        {
            case HandshakeState.Answered | HandshakeState.DriverUp:
                if ((_state & HandshakeState.Booted) == 0) { return; }
                break;
            case HandshakeState.Answered | HandshakeState.DriverUp | HandshakeState.IndicationWanted:
                if (!SendInitComplete()) { return; }
                break;
            case Milestones:
                break;
            default:
                return;
        }
        _state |= HandshakeState.Booted;
        _ready();
    }

    private bool SendInitComplete()
    {
        _writer.Begin(ModemMessages.InitComplete);
        _writer.AddResult(0, 0);
        try
        {
            _server.Indicate(_node, _port, _writer);
        }
        catch (HardwareException e)
        {
            _loop.Trace.Add(IpaTraceId.MessageNotSent, ModemMessages.InitComplete, 0, e.Message);
            return false;
        }
        _state |= HandshakeState.IndicationSent;
        return true;
    }

    /// <summary>The modem as both ends hear it: its service at the client, its requests at the server, its end at either.</summary>
    private sealed class Peer : QmiHandler
    {
        private readonly ModemHandshake _owner;

        internal Peer(ModemHandshake owner)
        {
            _owner = owner;
        }

        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port)
        {
            _owner._node = node;
            _owner._port = port;
            _owner._state |= HandshakeState.NodeKnown;
            _owner._loop.Post(_owner._initDriverWork);
        }

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port)
        {
            _owner.OnGone();
        }

        public override void OnBye(uint node)
        {
            if ((_owner._state & HandshakeState.NodeKnown) != 0 && node == _owner._node) { _owner.OnGone(); }
        }

        public override void OnRequest(uint node, uint port, QmiReader request)
        {
            ushort message = request.Message;
            byte status;
            if (message != ModemMessages.IndicationRegister && (message != ModemMessages.DriverInitComplete || !request.TryRead8(ModemMessages.Status, out status)))
            {
                _owner._loop.Trace.Add(IpaTraceId.RequestUnknown, message, 0);
                return;
            }
            if ((_owner._state & HandshakeState.NodeKnown) == 0) { _owner._node = node; }
            _owner._state |= HandshakeState.NodeKnown;
            if (!_owner._requests.Add(message, request.Transaction, node, port)) { _owner._loop.Trace.Add(IpaTraceId.RequestDropped, message, 0); }
        }

        public override void OnIndication(uint node, uint port, QmiReader indication)
        {
        }
    }
}
