using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class QrtrNodeTests
{
    private const uint Control = 0xfffffffe;

    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly RecordingLink _link = new();
    private readonly QrtrNode _node;

    public QrtrNodeTests()
    {
        _node = new QrtrNode(_loop, 1);
        _node.AddLink(_link);
    }

    [TestMethod]
    public void A_link_that_comes_up_is_greeted_and_told_our_servers()
    {
        var socket = _node.CreateSocket();
        socket.AddServer(0x31, 1, 1);
        Assert.IsEmpty(_link.Sent);

        _link.Handler!.OnUp();
        CollectionAssert.AreEqual(RecordingLink.Words(1, 2, 1, Control, 0, 20, 0xffffffff, Control, 2, 0, 0, 0, 0), _link.Sent[0]);

        _link.ReceiveControl(2, 0);
        Assert.HasCount(2, _link.Sent);
        CollectionAssert.AreEqual(RecordingLink.Words(1, 4, 1, Control, 0, 20, 0, Control, 4, 0x31, 0x0101, 1, 0x4000), _link.Sent[1]);
    }

    [TestMethod]
    public void A_server_added_later_is_announced_and_withdrawn_with_its_socket()
    {
        Up();
        var socket = _node.CreateSocket();
        socket.AddServer(0x31, 1, 1);
        Assert.AreEqual(4u, RecordingLink.Word(_link.Sent[^1], 1));
        socket.Close();

        Assert.AreEqual(5u, RecordingLink.Word(_link.Sent[^2], 1));
        Assert.AreEqual(6u, RecordingLink.Word(_link.Sent[^1], 1));
    }

    [TestMethod]
    public void A_lookup_hears_of_servers_that_are_there_and_of_those_to_come()
    {
        Up();
        _link.ReceiveControl(4, 0, 0x31, 0x0201, 0, 0x1f);
        var handler = new Recorder();
        var socket = Socket(handler);
        socket.AddLookup(0x31, 1, 2);
        Assert.IsEmpty(handler.Lines);

        _loop.RunPending();
        _link.ReceiveControl(5, 0, 0x31, 0x0201, 0, 0x1f);
        _link.ReceiveControl(4, 0, 0x31, 0x0201, 0, 0x22);
        _link.ReceiveControl(4, 0, 0x31, 0x0301, 0, 0x23);
        _link.ReceiveControl(4, 0, 0, 0, 0, 0);

        CollectionAssert.AreEqual(new[] { "new 49 v1 i2 0:31", "delete 49 v1 i2 0:31", "new 49 v1 i2 0:34" }, handler.Lines);
    }

    [TestMethod]
    public void A_server_that_comes_while_a_lookup_is_not_answered_yet_is_told_once()
    {
        Up();
        var handler = new Recorder();
        Socket(handler).AddLookup(0x31, 1, 2);
        _link.ReceiveControl(4, 0, 0x31, 0x0201, 0, 0x1f);
        _loop.RunPending();
        CollectionAssert.AreEqual(new[] { "new 49 v1 i2 0:31" }, handler.Lines);
    }

    [TestMethod]
    public void A_repeated_announcement_is_told_once_and_a_moved_server_twice()
    {
        Up();
        var handler = new Recorder();
        Socket(handler).AddLookup(0x31, 1, 2);
        _loop.RunPending();
        _link.ReceiveControl(4, 0, 0x31, 0x0201, 0, 0x1f);
        _link.ReceiveControl(4, 0, 0x31, 0x0201, 0, 0x1f);
        _link.ReceiveControl(4, 0, 0x31, 0x0201, 0, 0x20);

        CollectionAssert.AreEqual(new[] { "new 49 v1 i2 0:31", "delete 49 v1 i2 0:31", "new 49 v1 i2 0:32" }, handler.Lines);
    }

    [TestMethod]
    public void A_node_that_leaves_takes_its_servers_along_and_is_greeted_anew_when_it_returns()
    {
        Up();
        var handler = new Recorder();
        Socket(handler).AddLookup(0x31, 1, 2);
        _loop.RunPending();
        _link.ReceiveControl(4, 0, 0x31, 0x0201, 0, 0x1f);
        _link.ReceiveControl(3, 0);
        CollectionAssert.AreEqual(new[] { "new 49 v1 i2 0:31", "delete 49 v1 i2 0:31", "bye 0" }, handler.Lines);

        _node.CreateSocket().AddServer(0x31, 1, 1);
        _link.Sent.Clear();
        _link.ReceiveControl(2, 0);
        CollectionAssert.AreEqual(new[] { 2u, 4u }, _link.Sent.Select(packet => RecordingLink.Word(packet, 1)).ToArray(), "the greeting comes before our servers");
    }

    [TestMethod]
    public void A_link_that_goes_down_loses_its_nodes()
    {
        Up();
        var handler = new Recorder();
        var socket = Socket(handler);
        _link.Handler!.OnDown();

        CollectionAssert.AreEqual(new[] { "bye 0" }, handler.Lines);
        Assert.AreEqual("QRTR node 0 is not reachable", Assert.ThrowsExactly<HardwareException>(() => socket.Send(0, 0x1f, [1], 1)).Message);
    }

    [TestMethod]
    public void Data_reaches_the_socket_of_its_port_and_is_confirmed_when_asked()
    {
        Up();
        var handler = new Recorder();
        Socket(handler);
        _link.Receive(1, 0, 0x1f, 1, 0x4000, true, 1, 2, 3);

        CollectionAssert.AreEqual(new[] { "data 0:31 010203" }, handler.Lines);
        CollectionAssert.AreEqual(RecordingLink.Words(1, 7, 1, 0x4000, 0, 20, 0, 0x1f, 7, 1, 0x4000, 0, 0), _link.Sent[^1]);
    }

    [TestMethod]
    public void A_version_2_packet_is_understood()
    {
        Up();
        var handler = new Recorder();
        Socket(handler);
        var packet = Convert.FromHexString("03010004" + "03000000" + "00001f00" + "01000040" + "eeeeeeee" + "01020300");
        _link.Handler!.OnPacket(packet, packet.Length);
        CollectionAssert.AreEqual(new[] { "data 0:31 010203" }, handler.Lines);
    }

    [TestMethod]
    public void The_fifth_unconfirmed_message_asks_and_the_eleventh_waits_for_the_answer()
    {
        Up();
        var socket = Socket(new Recorder());
        _link.Sent.Clear();
        for (var i = 0; i < 10; i++) { socket.Send(0, 0x1f, [1, 2, 3, 4, 5], 5); }
        CollectionAssert.AreEqual(new uint[] { 0, 0, 0, 0, 1, 0, 0, 0, 0, 0 }, _link.Sent.Select(p => RecordingLink.Word(p, 4)).ToArray());
        Assert.HasCount(40, _link.Sent[0]);

        new EventLoopTimer(_loop, () => _link.Receive(7, 0, 0x1f, 1, 0x4000, false, RecordingLink.Words(7, 0, 0x1f, 0, 0))).Start(700);
        socket.Send(0, 0x1f, [1], 1);
        Assert.AreEqual(700L, _loop.Now);
        Assert.HasCount(11, _link.Sent);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(9)]
    public void A_message_that_was_not_sent_is_confirmed_by_nobody_and_the_next_one_asks_in_its_place(int sent)
    {
        Up();
        var socket = Socket(new Recorder());
        _link.Sent.Clear();
        for (var i = 0; i < sent; i++) { socket.Send(0, 0x1f, [1], 1); }
        _link.IsDown = true;
        for (var i = 0; i < 12; i++) { Assert.ThrowsExactly<HardwareException>(() => socket.Send(0, 0x1f, [1], 1)); }
        _link.IsDown = false;
        for (var i = sent; i < 10; i++) { socket.Send(0, 0x1f, [1], 1); }

        CollectionAssert.AreEqual(new uint[] { 0, 0, 0, 0, 1, 0, 0, 0, 0, 0 }, _link.Sent.Select(p => RecordingLink.Word(p, 4)).ToArray());
        Assert.AreEqual(0L, _loop.Now, "nobody waited");
    }

    [TestMethod]
    public void A_node_that_moves_to_another_link_while_its_sender_waits_is_reached_over_that_one()
    {
        Up();
        var other = new RecordingLink();
        _node.AddLink(other);
        other.Handler!.OnUp();
        var socket = Socket(new Recorder());
        for (var i = 0; i < 10; i++) { socket.Send(0, 0x1f, [1], 1); }
        _link.Sent.Clear();
        other.Sent.Clear();
        new EventLoopTimer(_loop, () =>
        {
            _link.ReceiveControl(3, 0);
            other.ReceiveControl(2, 0);
            socket.Send(0, 0x1f, [2], 1);
        }).Start(700);

        socket.Send(0, 0x1f, [3], 1);

        Assert.IsEmpty(_link.Sent);
        CollectionAssert.AreEqual(new byte[] { 2, 3 }, other.Sent.Select(packet => packet[32]).ToArray());
    }

    [TestMethod]
    public void A_peer_that_never_confirms_ends_in_an_error()
    {
        Up();
        var socket = Socket(new Recorder());
        for (var i = 0; i < 10; i++) { socket.Send(0, 0x1f, [1], 1); }
        Assert.AreEqual(
            "QRTR node 0 port 0x1F did not confirm ten messages within five seconds",
            Assert.ThrowsExactly<HardwareException>(() => socket.Send(0, 0x1f, [1], 1)).Message);
    }

    [TestMethod]
    public void Sockets_of_this_node_talk_to_each_other_in_a_poll()
    {
        var handler = new Recorder();
        Socket(handler);
        _node.CreateSocket().Send(1, 0x4000, [9], 1);
        Assert.IsEmpty(handler.Lines);
        _loop.RunPending();
        CollectionAssert.AreEqual(new[] { "data 1:16385 09" }, handler.Lines);
    }

    [TestMethod]
    public void A_peer_cannot_speak_for_this_node_or_for_a_node_behind_another_link()
    {
        Up();
        var other = new RecordingLink();
        _node.AddLink(other);
        other.Handler!.OnUp();
        other.ReceiveControl(2, 5);
        var handler = new Recorder();
        Socket(handler).AddLookup(0x31, 1, 2);
        _loop.RunPending();

        _link.ReceiveControl(4, 0, 0x31, 0x0201, 1, 0x1f);
        _link.ReceiveControl(4, 0, 0x31, 0x0201, 5, 0x1f);
        _link.ReceiveControl(3, 5);
        _link.ReceiveControl(3, 1);

        Assert.IsEmpty(handler.Lines);
        Assert.AreEqual(4, _node.MalformedCount);
    }

    [TestMethod]
    public void Random_packets_never_break_the_node()
    {
        Up();
        Socket(new Recorder()).AddLookup(0x31, 1, 2);
        _loop.RunPending();
        var random = new Random(1);
        for (var i = 0; i < 20000; i++)
        {
            var packet = new byte[random.Next(72)];
            random.NextBytes(packet);
            if (packet.Length >= 32 && random.Next(4) != 0)
            {
                RecordingLink.Words(1, (uint)random.Next(13), (uint)random.Next(3), Control, 1, (uint)(packet.Length - 32 - random.Next(2)), 1, Control, (uint)random.Next(13))
                    .AsSpan(0, Math.Min(36, packet.Length)).CopyTo(packet);
            }

            _link.Handler!.OnPacket(packet, packet.Length);
        }

        Assert.IsGreaterThan(1000, _node.MalformedCount);
    }

    private void Up()
    {
        _link.Handler!.OnUp();
        _link.ReceiveControl(2, 0);
    }

    private QrtrSocket Socket(QrtrSocketHandler handler)
    {
        var socket = _node.CreateSocket();
        socket.SetHandler(handler);
        return socket;
    }

    private sealed class Recorder : QrtrSocketHandler
    {
        internal readonly List<string> Lines = [];

        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port) => Lines.Add($"new {service} v{version} i{instance} {node}:{port}");

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port) => Lines.Add($"delete {service} v{version} i{instance} {node}:{port}");

        public override void OnBye(uint node) => Lines.Add($"bye {node}");

        public override void OnMessage(uint node, uint port, byte[] data, int length) => Lines.Add($"data {node}:{port} {Convert.ToHexString(data, 0, length)}");
    }
}
