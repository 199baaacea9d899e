using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>Handlers that open and close servers while they are told of others: each socket hears of each server once, and of no end of one that it had not heard of.</summary>
[TestClass]
public sealed class QrtrActiveHandlerTests
{
    private const uint Service = 0x31;

    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly QrtrNode _node;
    private readonly List<string> _told = [];

    public QrtrActiveHandlerTests()
    {
        _node = new QrtrNode(_loop, 1);
    }

    [TestMethod]
    public void A_server_that_is_added_while_a_lookup_is_answered_is_told_once_and_last()
    {
        QrtrSocket servers = _node.CreateSocket();
        for (uint instance = 1; instance <= 3; instance++) { servers.AddServer(Service, 1, instance); }
        Hear(_node.CreateSocket(), "a", what =>
        {
            if (what == "+1") { servers.AddServer(Service, 1, 9); }
        });
        _loop.RunPending();

        Assert.AreEqual("a+1 a+2 a+3 a+9", Told());
        servers.AddServer(Service, 1, 10);
        Assert.AreEqual("a+10", Told());
    }

    [TestMethod]
    [DataRow("+1", "a+1 a-1 a+2 a+3", DisplayName = "the one that is told")]
    [DataRow("+2", "a+1 a+2 a-1 a+3", DisplayName = "one before it")]
    public void A_server_that_goes_while_a_lookup_is_answered_costs_nobody_another(string moment, string expected)
    {
        QrtrSocket first = _node.CreateSocket(), servers = _node.CreateSocket();
        first.AddServer(Service, 1, 1);
        servers.AddServer(Service, 1, 2);
        servers.AddServer(Service, 1, 3);
        Hear(_node.CreateSocket(), "a", what =>
        {
            if (what == moment) { first.Close(); }
        });
        _loop.RunPending();

        Assert.AreEqual(expected, Told());
    }

    [TestMethod]
    public void A_server_that_goes_before_its_turn_was_never_there()
    {
        QrtrSocket servers = _node.CreateSocket(), last = _node.CreateSocket();
        servers.AddServer(Service, 1, 1);
        servers.AddServer(Service, 1, 2);
        last.AddServer(Service, 1, 3);
        Hear(_node.CreateSocket(), "a", what =>
        {
            if (what == "+1") { last.Close(); }
        });
        _loop.RunPending();

        Assert.AreEqual("a+1 a+2", Told());
        servers.Close();
        Assert.AreEqual("a-2 a-1", Told());
    }

    [TestMethod]
    public void A_server_that_comes_back_while_a_lookup_is_answered_is_told_again()
    {
        QrtrSocket first = _node.CreateSocket(), servers = _node.CreateSocket();
        first.AddServer(Service, 1, 1);
        servers.AddServer(Service, 1, 2);
        Hear(_node.CreateSocket(), "a", what =>
        {
            if (what != "+2") { return; }
            first.Close();
            servers.AddServer(Service, 1, 1);
        });
        _loop.RunPending();

        Assert.AreEqual("a+1 a+2 a-1 a+1", Told());
    }

    [TestMethod]
    public void Who_has_not_heard_of_a_new_server_when_another_closes_it_never_does()
    {
        QrtrSocket servers = _node.CreateSocket();
        Hear(_node.CreateSocket(), "a", what =>
        {
            if (what == "+1") { servers.Close(); }
        });
        Hear(_node.CreateSocket(), "b", _ => { });
        _loop.RunPending();

        servers.AddServer(Service, 1, 1);

        Assert.AreEqual("a+1 a-1", Told());
    }

    [TestMethod]
    public void A_lookup_that_is_added_while_another_is_answered_has_an_answer_of_its_own()
    {
        QrtrSocket servers = _node.CreateSocket(), socket = _node.CreateSocket();
        servers.AddServer(Service, 1, 1);
        servers.AddServer(Service + 1, 1, 5);
        Hear(socket, "a", what =>
        {
            if (what == "+1") { socket.AddLookup(Service + 1, 0, 0); }
        });
        _loop.RunPending();

        Assert.AreEqual("a+1 a+5", Told());
        servers.Close();
        Assert.AreEqual("a-5 a-1", Told());
    }

    private string Told()
    {
        string all = string.Join(' ', _told);
        _told.Clear();
        return all;
    }

    private void Hear(QrtrSocket socket, string name, Action<string> act)
    {
        socket.SetHandler(new Handler(what =>
        {
            _told.Add(name + what);
            act(what);
        }));
        // Instance and version 0 are any.
        socket.AddLookup(Service, 0, 0);
    }

    private sealed class Handler(Action<string> tell) : QrtrSocketHandler
    {
        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port) => tell("+" + instance);

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port) => tell("-" + instance);

        public override void OnBye(uint node) => tell("bye");

        public override void OnMessage(uint node, uint port, byte[] data, int length) => tell("message");
    }
}
