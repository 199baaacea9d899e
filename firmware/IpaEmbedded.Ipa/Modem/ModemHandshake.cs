using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Ipa.Microcontroller;
using IpaEmbedded.Qualcomm.Qmi;
using IpaEmbedded.Qualcomm.Qrtr;
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
    private bool _initialBoot;
    private bool _restarted;
    private bool _modemReady;
    private bool _modemDriverUp;
    private bool _indicationRequested;
    private bool _indicationSent;
    private bool _serviceThere;
    private uint _node;
    private uint _port;
    private uint _failures;
    private string _lastFailure;

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

    /// <summary>Whether the modem has answered INIT_DRIVER.</summary>
    public bool IsModemReady
    {
        get { return _modemReady; }
    }

    /// <summary>Exchanges that failed: no answer, a refusal, or an unreachable modem.</summary>
    public uint FailureCount
    {
        get { return _failures; }
    }

    /// <summary>What failed last, or null.</summary>
    public string LastFailure
    {
        get { return _lastFailure; }
    }

    /// <summary>Announces this side's service, then looks for the modem's.</summary>
    public void Setup(QrtrSocket serverSocket, QrtrSocket clientSocket)
    {
        _initialBoot = true;
        _restarted = false;
        _modemReady = false;
        _modemDriverUp = false;
        _indicationRequested = false;
        _indicationSent = false;
        _server = new QmiHandle(_loop, serverSocket, new ServerHandler(this), ModemMessages.LargestMessage);
        _server.Open();
        _server.AddServer(ModemMessages.Service, ModemMessages.Version, ModemMessages.HostInstance);
        _client = new QmiHandle(_loop, clientSocket, new ClientHandler(this), ModemMessages.LargestMessage);
        _client.Open();
        _client.AddLookup(ModemMessages.Service, ModemMessages.Version, ModemMessages.ModemInstance);
    }

    /// <summary>Forgets what was to be done and closes both ends, the client first.</summary>
    public void Teardown()
    {
        _loop.Cancel(_initDriverWork);
        _requests.Clear();
        _serviceThere = false;
        if (_client != null) { _client.Close(); }
        if (_server != null) { _server.Close(); }
        _client = null;
        _server = null;
    }

    private void ServiceArrived(uint node, uint port)
    {
        _node = node;
        _port = port;
        _serviceThere = true;
        _loop.Post(_initDriverWork);
    }

    private void ServiceGone()
    {
        _restarted = true;
        _serviceThere = false;
        _modemReady = false;
        _indicationRequested = false;
        _indicationSent = false;
        _loop.Cancel(_initDriverWork);
        _requests.Clear();
    }

    private void InitDriver()
    {
        if (!_serviceThere || _client == null) { return; }
        InitDriverRequest.Write(_writer, _data, _memory, _microcontroller.IsLoaded);
        QmiTransaction transaction;
        try
        {
            transaction = _client.Request(_node, _port, _writer);
        }
        catch (QrtrException e)
        {
            Fail("INIT_DRIVER: " + e.Message);
            return;
        }
        QmiOutcome outcome = _client.Wait(transaction, AnswerMicroseconds);
        if (outcome != QmiOutcome.Answered)
        {
            Fail(outcome == QmiOutcome.TimedOut ? "INIT_DRIVER: no answer in 60 s"
                : outcome == QmiOutcome.PeerGone ? "INIT_DRIVER: the modem went away" : "INIT_DRIVER: the answer is too long");
            return;
        }
        ushort result;
        ushort error;
        if (!transaction.Response.TryReadResult(out result, out error) || result != 0)
        {
            Fail("INIT_DRIVER: the modem refused");
            return;
        }
        _modemReady = true;
        if (_restarted && _microcontroller.IsLoaded)
        {
            // The first boot may never have come to its end; a modem that finds the microcontroller loaded has nothing more to report.
            _modemDriverUp = true;
            _initialBoot = false;
        }
        Evaluate();
    }

    private void Answer(ushort message, ushort transaction, uint node, uint port)
    {
        if (_server == null) { return; }
        _writer.Begin(message);
        _writer.AddResult(0, 0);
        try
        {
            _server.Respond(node, port, transaction, _writer);
        }
        catch (QrtrException e)
        {
            Fail("answer to the modem: " + e.Message);
            return;
        }
        if (message == ModemMessages.IndicationRegister) { _indicationRequested = true; }
        else { _modemDriverUp = true; }
        Evaluate();
    }

    private void Evaluate()
    {
        if (!_modemReady || !_modemDriverUp) { return; }
        if (_indicationRequested && !_indicationSent && !SendInitComplete()) { return; }
        if (_initialBoot)
        {
            if (!_indicationSent) { return; }
            _initialBoot = false;
        }
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
        catch (QrtrException e)
        {
            Fail("INIT_COMPLETE: " + e.Message);
            return false;
        }
        _indicationSent = true;
        return true;
    }

    private void Fail(string reason)
    {
        _failures++;
        _lastFailure = reason;
    }

    private sealed class ServerHandler : QmiHandler
    {
        private readonly ModemHandshake _owner;

        internal ServerHandler(ModemHandshake owner)
        {
            _owner = owner;
        }

        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port)
        {
        }

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port)
        {
        }

        public override void OnBye(uint node)
        {
            if (node == _owner._node) { _owner.ServiceGone(); }
        }

        public override void OnRequest(uint node, uint port, QmiReader request)
        {
            ushort message = request.Message;
            byte status;
            if (message == ModemMessages.IndicationRegister || (message == ModemMessages.DriverInitComplete && request.TryRead8(ModemMessages.Status, out status)))
            {
                _owner._requests.Add(message, request.Transaction, node, port);
            }
            else
            {
                _owner.Fail("the modem's request " + message.ToString() + " is unknown or lacks an element");
            }
        }

        public override void OnIndication(uint node, uint port, QmiReader indication)
        {
        }
    }

    private sealed class ClientHandler : QmiHandler
    {
        private readonly ModemHandshake _owner;

        internal ClientHandler(ModemHandshake owner)
        {
            _owner = owner;
        }

        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port)
        {
            _owner.ServiceArrived(node, port);
        }

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port)
        {
            _owner.ServiceGone();
        }

        public override void OnBye(uint node)
        {
            if (node == _owner._node) { _owner.ServiceGone(); }
        }

        public override void OnRequest(uint node, uint port, QmiReader request)
        {
        }

        public override void OnIndication(uint node, uint port, QmiReader indication)
        {
        }
    }
}
