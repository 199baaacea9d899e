using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>Where the message bus ends: sockets, lookups, servers, messages, links; and handlers that close sockets while they are told.</summary>
[TestClass]
public sealed class QrtrLimitTests
{
    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly RecordingLink _link = new();
    private readonly QrtrNode _node;

    public QrtrLimitTests()
    {
        _node = new QrtrNode(_loop, 1);
        _node.AddLink(_link);
        _link.Handler!.OnUp();
        _link.ReceiveControl(2, 0);
    }

    [TestMethod]
    public void The_33rd_socket_is_refused_and_a_closed_one_makes_room()
    {
        QrtrSocket[] sockets = [.. Enumerable.Range(0, 32).Select(_ => _node.CreateSocket())];
        Assert.AreEqual(32, _node.SocketCount);
        Assert.AreEqual("QRTR has 32 sockets already", Refusal(() => _node.CreateSocket()));
        sockets[7].Close();

        Assert.AreEqual(31, _node.SocketCount);
        _node.CreateSocket();
        Assert.AreEqual("QRTR socket 0x4007 is closed", Refusal(() => sockets[7].AddServer(1, 1, 1)));
    }

    [TestMethod]
    public void The_ninth_lookup_of_a_socket_is_refused()
    {
        QrtrSocket socket = _node.CreateSocket();
        for (uint service = 1; service <= 8; service++) { socket.AddLookup(service, 1, 0); }

        Assert.AreEqual("QRTR socket 0x4000 has eight lookups already", Refusal(() => socket.AddLookup(9, 1, 0)));
    }

    [TestMethod]
    public void A_service_is_announced_once_and_128_are_known()
    {
        QrtrSocket socket = _node.CreateSocket();
        for (uint service = 1; service <= 128; service++) { socket.AddServer(service, 1, 0); }

        Assert.AreEqual("QRTR service 7 instance 0x1 is announced already", Refusal(() => socket.AddServer(7, 1, 0)));
        Assert.AreEqual("QRTR knows 128 servers already", Refusal(() => socket.AddServer(129, 1, 0)));
    }

    [TestMethod]
    public void The_ninth_link_is_refused()
    {
        for (int i = 2; i <= 8; i++) { _node.AddLink(new RecordingLink()); }

        Assert.AreEqual("QRTR has eight links already", Refusal(() => _node.AddLink(new RecordingLink())));
    }

    [TestMethod]
    [DataRow(4097)]
    [DataRow(-1)]
    [DataRow(11)]
    public void A_message_longer_than_it_may_be_or_than_its_bytes_is_refused(int length)
    {
        QrtrSocket socket = _node.CreateSocket();

        Assert.AreEqual($"QRTR message of {length} bytes; expected 0 to 4096", Refusal(() => socket.Send(0, 0x1f, new byte[10], length)));
        Assert.HasCount(1, _link.Sent, "only the greeting");
    }

    [TestMethod]
    public void A_node_that_nobody_knows_and_a_link_that_is_down_are_named()
    {
        QrtrSocket socket = _node.CreateSocket();
        Assert.AreEqual("QRTR node 5 is not reachable", Refusal(() => socket.Send(5, 1, [1], 1)));
        _link.IsDown = true;

        Assert.AreEqual("QRTR node 0 is not reachable: its link is down", Refusal(() => socket.Send(0, 1, [1], 1)));
    }

    [TestMethod]
    public void A_flow_to_the_65th_remote_socket_is_refused()
    {
        QrtrSocket socket = _node.CreateSocket();
        for (uint port = 1; port <= 64; port++) { socket.Send(0, port, [1], 1); }

        Assert.AreEqual("QRTR sends to more than 64 remote sockets", Refusal(() => socket.Send(0, 65, [1], 1)));
        socket.Send(0, 64, [1], 1);
    }

    [TestMethod]
    public void Where_nothing_may_wait_the_eleventh_unconfirmed_message_is_refused()
    {
        QrtrSocket socket = _node.CreateSocket();
        for (int i = 0; i < 10; i++) { socket.Send(0, 0x1f, [1], 1); }
        string refusal = "";
        new EventLoopTimer(_loop, () => refusal = Refusal(() => socket.Send(0, 0x1f, [1], 1))).Start(5);
        _loop.Run(10);

        Assert.AreEqual("QRTR node 0 port 0x1F has ten unconfirmed messages, and nothing may wait here", refusal);
    }

    [TestMethod]
    public void The_17th_message_between_sockets_of_this_node_is_refused_until_the_poll_has_delivered()
    {
        QrtrSocket socket = _node.CreateSocket();
        for (int i = 0; i < 16; i++) { socket.Send(1, 0x4000, [1], 1); }
        Assert.AreEqual("QRTR has sixteen messages between sockets of this node under way", Refusal(() => socket.Send(1, 0x4000, [1], 1)));
        _loop.RunPending();

        socket.Send(1, 0x4000, [1], 1);
    }

    [TestMethod]
    public void A_message_for_a_socket_that_is_not_here_is_counted()
    {
        _link.Receive(1, 0, 0x1f, 1, 0x4567, false, 1, 2, 3);

        Assert.AreEqual(1, _node.UndeliverableCount);
        Assert.AreEqual(0, _node.MalformedCount);
    }

    /// <summary>Whoever is told may close his socket, and an earlier one; nobody else is left out of it.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    public void A_socket_that_is_closed_while_others_are_told_leaves_nobody_out(int closer)
    {
        QrtrSocket[] sockets = [.. Enumerable.Range(0, 4).Select(_ => _node.CreateSocket())];
        var told = new List<string>();
        for (int i = 0; i < 4; i++)
        {
            int at = i;
            sockets[i].SetHandler(new Listener(what =>
            {
                told.Add($"{at} {what}");
                if (at == closer) { sockets[closer / 2].Close(); }
            }));
            sockets[i].AddLookup(0x31, 1, 2);
        }

        // Lookups that are answered later, then those that wait, then the end of a node.
        _loop.RunPending();
        _link.ReceiveControl(4, 0, 0x31, 0x0201, 0, 0x1f);
        _loop.RunPending();
        _link.ReceiveControl(3, 0);

        CollectionAssert.AreEqual(new[] { "0 new", "1 new", "2 new", "3 new" }, told.Where(line => line.EndsWith("new", StringComparison.Ordinal)).ToArray());
        CollectionAssert.AreEqual(Enumerable.Range(0, 4).Where(i => i != closer / 2).Select(i => i + " bye").ToArray(), told.Where(line => line.EndsWith("bye", StringComparison.Ordinal)).ToArray(), string.Join(", ", told));
    }

    /// <summary>Each server that goes is told once, whoever closes which socket on hearing of it; the table of servers stays what it is.</summary>
    [TestMethod]
    public void A_socket_that_is_closed_on_hearing_that_a_server_of_this_node_has_gone_takes_only_its_own_servers()
    {
        QrtrSocket other = _node.CreateSocket(), closing = _node.CreateSocket(), observer = _node.CreateSocket();
        var gone = new List<uint>();
        observer.SetHandler(new Departures(service =>
        {
            gone.Add(service);
            other.Close();
        }));
        for (uint service = 1; service <= 3; service++) { observer.AddLookup(service, 1, 0); }
        _loop.RunPending();
        other.AddServer(3, 1, 0);
        closing.AddServer(1, 1, 0);
        closing.AddServer(2, 1, 0);

        closing.Close();
        CollectionAssert.AreEqual(new uint[] { 2, 3, 1 }, gone);

        QrtrSocket next = _node.CreateSocket();
        for (uint service = 1; service <= 128; service++) { next.AddServer(service, 1, 0); }
        Assert.AreEqual("QRTR knows 128 servers already", Refusal(() => next.AddServer(129, 1, 0)));
    }

    private static string Refusal(Action action) => Assert.ThrowsExactly<HardwareException>(action).Message;

    private sealed class Departures(Action<uint> tell) : QrtrSocketHandler
    {
        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port)
        {
        }

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port) => tell(service);

        public override void OnBye(uint node)
        {
        }

        public override void OnMessage(uint node, uint port, byte[] data, int length)
        {
        }
    }

    private sealed class Listener(Action<string> tell) : QrtrSocketHandler
    {
        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port) => tell("new");

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port) => tell("delete");

        public override void OnBye(uint node) => tell("bye");

        public override void OnMessage(uint node, uint port, byte[] data, int length) => tell("message");
    }
}
