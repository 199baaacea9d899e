using System.Runtime.CompilerServices;
using IpaEmbedded.HostTests.Ipa.Channels;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Memory;
using IpaEmbedded.Ipa.Microcontroller;
using IpaEmbedded.Ipa.Modem;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Modem;

/// <summary>The driver's side of the agreement with the modem, over two sockets that note what is sent; the test is the modem, node 5, whose service has port 9.</summary>
internal sealed class HandshakeBench
{
    public const uint Node = 5;
    public const uint Port = 9;

    private readonly List<string> _log = [];
    private readonly Socket _server;
    private readonly Socket _client;
    private readonly IpaMicrocontroller _microcontroller;

    public HandshakeBench()
    {
        Loop = new EventLoop(new VirtualTime());
        IpaData data = IpaVersions.ForCompatible("qcom,sdm845-ipa");
        var memory = new LocalMemory(data, null, new DmaMemory(0, 0x2000), new ChannelBench.PlainHeap());
        _microcontroller = new IpaMicrocontroller(Loop, data, null, memory, null, null, null);
        Handshake = new ModemHandshake(Loop, data, memory, _microcontroller, () => _log.Add("ready"));
        _server = new Socket(this, "server");
        _client = new Socket(this, "client");
        Open();
    }

    public EventLoop Loop { get; }

    /// <summary>The last INIT_DRIVER.</summary>
    public string InitDriver { get; private set; } = "";

    public ModemHandshake Handshake { get; }

    /// <summary>Whether the modem cannot be reached.</summary>
    public bool IsUnreachable { get; set; }

    /// <summary>What comes while a message is being sent, or null.</summary>
    public Action? WhileSending { get; set; }

    /// <summary>Whether the microcontroller has said that it runs.</summary>
    public bool IsLoaded { set => SetLoaded(_microcontroller, value); }

    /// <summary>What was sent and done since the last time, after everything that waits was done.</summary>
    public string Told()
    {
        Loop.RunPending();
        string all = string.Join(", ", _log);
        _log.Clear();
        return all;
    }

    public void Open() => Handshake.Setup(_server, _client);

    /// <summary>The modem's service appears.</summary>
    public void Appear(uint node = Node) => _client.Handler!.OnNewServer(0x31, 1, 2, node, Port);

    /// <summary>The modem's service appears, and something comes a millisecond later, while the driver waits for the answer to INIT_DRIVER.</summary>
    public void AppearAnd(EventLoopHandler then)
    {
        new EventLoopTimer(Loop, then).Start(1000);
        Appear();
    }

    public void Disappear() => _client.Handler!.OnDeleteServer(0x31, 1, 2, Node, Port);

    public void Bye(uint node)
    {
        _server.Handler!.OnBye(node);
        _client.Handler!.OnBye(node);
    }

    /// <summary>The modem answers INIT_DRIVER, whose number among the driver's requests and indications is given.</summary>
    public void AnswerInit(int transaction, ushort result = 0, ushort error = 0) =>
        Deliver(_client, $"02{transaction:x2}00210007000204" + $"00{result & 0xff:x2}{result >> 8:x2}{error & 0xff:x2}{error >> 8:x2}");

    /// <summary>The same with an element that makes the message so many bytes long.</summary>
    public void AnswerInitAtLength(int transaction, int length) =>
        Deliver(_client, $"02{transaction:x2}002100{length - 7 & 0xff:x2}00" + "02040000000000" + $"10{length - 17 & 0xff:x2}00" + new string('0', 2 * (length - 17)));

    public void AnswerInitWithoutResult(int transaction) => Deliver(_client, $"02{transaction:x2}0021000000");

    /// <summary>INDICATION_REGISTER.</summary>
    public void WantIndication(int transaction = 1, uint node = Node) => Deliver(_server, $"00{transaction:x2}0020000400" + "10010001", node);

    /// <summary>DRIVER_INIT_COMPLETE.</summary>
    public void BeUp(int transaction = 2) => Deliver(_server, $"00{transaction:x2}0035000400" + "01010000");

    public void Request(string hex) => Deliver(_server, hex);

    private static void Deliver(Socket socket, string hex, uint node = Node)
    {
        byte[] data = Convert.FromHexString(hex);
        socket.Handler!.OnMessage(node, Port, data, data.Length);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_IsLoaded")]
    private static extern void SetLoaded(IpaMicrocontroller microcontroller, bool value);

    private sealed class Socket(HandshakeBench bench, string name) : QrtrSocket
    {
        public QrtrSocketHandler? Handler { get; private set; }

        public override void SetHandler(QrtrSocketHandler handler)
        {
            Handler = handler;
            bench._log.Add(name + " opens");
        }

        public override void AddServer(uint service, uint version, uint instance) => bench._log.Add($"{name} offers {service:x}.{version}.{instance}");

        public override void AddLookup(uint service, uint version, uint instance) => bench._log.Add($"{name} looks for {service:x}.{version}.{instance}");

        public override void Send(uint node, uint port, byte[] data, int length)
        {
            bench.WhileSending?.Invoke();
            if (bench.IsUnreachable) { throw new HardwareException("no route"); }
            string kind = data[0] switch { 0 => "asks", 2 => "answers", _ => "indicates" };
            if (data[3] == 0x21) { bench.InitDriver = Convert.ToHexString(data, 0, length); }
            string rest = data[3] == 0x21 ? "" : " " + Convert.ToHexString(data, 7, length - 7);
            bench._log.Add($"{name} {kind} {node}:{port} {data[3]:x} #{data[1]}{rest}");
        }

        public override void Close() => bench._log.Add(name + " closes");
    }
}
