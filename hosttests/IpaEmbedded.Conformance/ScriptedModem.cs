using IpaEmbedded.Conformance.Recording;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Conformance;

/// <summary>The modem's end of the message bus as the kit describes it: says what the scenario tells it to, and answers INIT_DRIVER at once.</summary>
internal sealed class ScriptedModem : Poll
{
    private const uint Node = 0;
    private const uint ServicePort = 0x1f;
    private const uint ClientPort = 0x20;
    private const uint Service = 0x31;
    private const uint ModemInstance = 2;

    private readonly EventLoop _loop;
    private readonly TraceWriter _trace;
    private readonly Queue<Action> _arriving = new();
    private RecordedSocket? _server;
    private RecordedSocket? _client;
    private bool _serviceUp;
    private ushort _transaction;

    internal ScriptedModem(EventLoop loop, TraceWriter trace)
    {
        _loop = loop;
        _trace = trace;
    }

    /// <summary>M1.</summary>
    internal void AnnounceService()
    {
        _serviceUp = true;
        TellClient();
    }

    /// <summary>M2: INDICATION_REGISTER, master_driver_init_complete 1.</summary>
    internal void SendIndicationRegister() => SendToServer(0x20, [0x10, 1, 0, 1]);

    /// <summary>M3: DRIVER_INIT_COMPLETE, status 0.</summary>
    internal void SendDriverInitComplete() => SendToServer(0x35, [0x01, 1, 0, 0]);

    /// <summary>M4.</summary>
    internal void SendBye()
    {
        _serviceUp = false;
        Arrive(() => _server?.Handler?.OnBye(Node));
        Arrive(() => _client?.Handler?.OnBye(Node));
    }

    internal QrtrSocket Open(string label)
    {
        RecordedSocket socket = new(this, _trace, label);
        if (label == "ap.server") { _server = socket; }
        else { _client = socket; }
        return socket;
    }

    public override int Run(int budget)
    {
        int done = 0;
        while (done < budget && _arriving.TryDequeue(out Action? message))
        {
            message();
            done++;
        }
        return done;
    }

    internal void TellClient()
    {
        if (_serviceUp && _client is { LooksForModem: true })
        {
            Arrive(() => _client?.Handler?.OnNewServer(Service, 1, ModemInstance, Node, ServicePort));
        }
    }

    internal void Receive(RecordedSocket from, byte[] message)
    {
        if (from != _client || message[0] != 0 || message[3] != 0x21) { return; }
        byte[] answer = [0x02, message[1], message[2], 0x21, 0, 0x19, 0,
            0x02, 4, 0, 0, 0, 0, 0, 0x10, 4, 0, 0x0c, 0, 0, 0, 0x11, 4, 0, 0x0d, 0, 0, 0, 0x12, 1, 0, 0];
        Arrive(() => from.Handler?.OnMessage(Node, ServicePort, answer, answer.Length));
    }

    internal static string NameOf(uint port) => port == ServicePort ? "modem.service" : port == ClientPort ? "modem.client" : "modem.unknown";

    private void SendToServer(byte message, byte[] elements)
    {
        _transaction++;
        byte[] bytes = [0, (byte)_transaction, (byte)(_transaction >> 8), message, 0, (byte)elements.Length, 0, .. elements];
        Arrive(() => _server?.Handler?.OnMessage(Node, ClientPort, bytes, bytes.Length));
    }

    private void Arrive(Action message)
    {
        _arriving.Enqueue(message);
        _loop.Schedule(this);
    }

    /// <summary>A socket that writes a row for what the driver sends.</summary>
    internal sealed class RecordedSocket(ScriptedModem modem, TraceWriter trace, string label) : QrtrSocket
    {
        internal QrtrSocketHandler? Handler { get; private set; }

        internal bool LooksForModem { get; private set; }

        public override void SetHandler(QrtrSocketHandler handler) => Handler = handler;

        public override void AddServer(uint service, uint version, uint instance) => Row("NEW_SERVER", service, version, instance);

        public override void AddLookup(uint service, uint version, uint instance)
        {
            Row("NEW_LOOKUP", service, version, instance);
            LooksForModem = true;
            modem.TellClient();
        }

        public override void Send(uint node, uint port, byte[] data, int length)
        {
            byte[] message = data[..length];
            string type = message[0] switch { 0 => "request", 2 => "response", 4 => "indication", _ => "?" };
            trace.Write("qmi", $"\"dir\":\"tx\",\"from\":\"{label}\",\"to\":\"{NameOf(port)}\",\"type\":\"{type}\",\"msg\":{TraceWriter.Hex(message[3], 4)},"
                + $"\"txn\":{message[1] | (message[2] << 8)},\"len\":{length - 7},\"hex\":{TraceWriter.Bytes(message)}");
            modem.Receive(this, message);
        }

        public override void Close()
        {
            trace.Write("qrtr", $"\"dir\":\"tx\",\"ap\":\"{label}\",\"cmd\":\"close\"");
            Handler = null;
            LooksForModem = false;
        }

        private void Row(string command, uint service, uint version, uint instance)
            => trace.Write("qrtr", $"\"dir\":\"tx\",\"ap\":\"{label}\",\"cmd\":\"{command}\",\"service\":{TraceWriter.Hex(service, 2)},\"version\":{version},\"instance\":{instance}");
    }
}
