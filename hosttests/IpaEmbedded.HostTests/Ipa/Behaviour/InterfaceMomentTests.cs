using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Net;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>What whoever is told of a change finds at that moment, and may do at once; and what of a modem that is gone is still believed.</summary>
[TestClass]
public sealed class InterfaceMomentTests
{
    private const int ModemTxChannel = 3;

    private readonly byte[] _packet = Packets.Udp4(40, false);

    [TestMethod]
    public void Who_is_told_that_the_interface_exists_finds_it_and_who_is_told_that_it_is_gone_does_not()
    {
        var board = new Board().Boot();
        string seen = "";
        board.Interface.SetListener(new Listener
        {
            Registered = () => seen += $"registered {board.Interface.IsRegistered} ",
            Unregistered = () => seen += $"unregistered {board.Interface.IsRegistered} ",
            Running = () => seen += $"running {board.Interface.IsOpen} {board.Interface.IsQueueRunning} ",
        });

        board.Work(board.Interface.Unregister);
        board.Work(board.Interface.Register);
        board.Work(board.Interface.Open);

        Assert.AreEqual("unregistered False registered True running True True ", seen);
    }

    [TestMethod]
    public void What_is_sent_as_soon_as_the_interface_exists_is_counted()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Boot();
        var link = new Link(board);
        board.Work(board.Interface.Unregister);
        board.Interface.SetListener(new Listener
        {
            Registered = () =>
            {
                board.Interface.Open();
                Assert.AreEqual(TransmitStatus.Accepted, link.Interface.Send(_packet, 0, _packet.Length, false, false));
            },
        });

        board.Work(board.Interface.Register);

        Assert.AreEqual(1ul, board.Interface.Counters.TxPackets);
    }

    /// <summary>A queue that is filled again as soon as it runs has its ten seconds from then.</summary>
    [TestMethod]
    public void A_ring_that_is_full_again_at_once_is_looked_at_as_any_full_one()
    {
        var board = new Board(timing: ChipTiming.Immediate()) { HearsClockQuery = true }.Open();
        var link = new Link(board);
        board.Soc.Network.Answers = false;
        int fills = 0;
        board.Interface.SetListener(new Listener
        {
            Running = () =>
            {
                fills++;
                board.Soc.Chip.Gsi.Hold(ModemTxChannel, true);
                Fill(link);
            },
        });
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, true);
        Fill(link);
        board.Loop.Run(Board.Second / 5);
        Assert.AreEqual((0, 0ul), (fills, board.Interface.Counters.TxTimeouts));

        board.Soc.Chip.Gsi.Hold(ModemTxChannel, false);
        // What was sent before is told bit by bit.
        board.Loop.Run(Board.Second);
        int filled = fills;
        Assert.IsGreaterThan(0, filled);
        board.Loop.Run(8 * Board.Second);
        Assert.AreEqual((filled, 0ul, false), (fills, board.Interface.Counters.TxTimeouts, board.Interface.IsQueueRunning));
        board.Loop.Run(2 * Board.Second);
        Assert.AreEqual((filled, 1ul), (fills, board.Interface.Counters.TxTimeouts));
        board.Interface.SetListener(null);
    }

    /// <summary>A modem that takes nothing for seconds, for which the power does not stay, and then goes on.</summary>
    [TestMethod]
    [DataRow(Board.V31)]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V45)]
    public void A_ring_that_was_full_when_the_power_went_is_looked_at_with_power(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var link = new Link(board);
        board.Soc.Network.Answers = false;
        int channel = board.Driver.Endpoints.ModemTx.Channel.Id;
        board.Soc.Chip.Gsi.Hold(channel, true);
        Fill(link);
        board.Loop.Run(5 * Board.Second);
        Assert.AreEqual((false, false), (board.Driver.Power.IsActive, board.Interface.IsQueueRunning));

        board.Soc.Chip.Gsi.Hold(channel, false);

        Assert.IsTrue(board.RunUntil(() => board.Interface.IsQueueRunning, 12 * Board.Second));
        Assert.IsFalse(board.Driver.Endpoints.ModemTx.Channel.IsBroken);
        board.Loop.Run(Board.Second / 10);
        board.Soc.Network.Answers = true;
        Assert.IsTrue(board.Echo(link));
    }

    [TestMethod]
    public void Who_is_told_that_the_flow_goes_again_may_send_at_once()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        board.Soc.Network.SendFlowCommand(0, true, 1);
        board.Loop.Run(1000);
        TransmitStatus? sent = null;
        link.Interface.FlowHandler = () => sent = link.Interface.Send(_packet, 0, _packet.Length, false, false);
        board.Soc.Network.SendFlowCommand(0, false, 2);
        board.Loop.Run(1000);

        Assert.AreEqual(TransmitStatus.Accepted, sent);
        Assert.AreEqual(2, board.Soc.Network.CommandAcknowledgements);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V45)]
    public void A_flow_that_a_modem_had_stopped_goes_again_when_that_modem_is_gone(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Interface, RmnetFormat.For(board.Driver.Data));
        var stopped = new Link(port, 0);
        var running = new Link(port, 4);
        int told = 0;
        stopped.Interface.FlowHandler = () => told++;
        running.Interface.FlowHandler = () => Assert.Fail("this flow was never stopped");
        board.Soc.Network.SendFlowCommand(0, true, 1);
        board.Loop.Run(1000);
        Assert.AreEqual(TransmitStatus.Busy, stopped.Interface.Send(_packet, 0, _packet.Length, false, false));

        board.Soc.Boot.Crash();
        Assert.IsTrue(board.RunUntil(() => !board.Interface.IsRegistered, Board.Second));
        Assert.AreEqual((false, 1), (stopped.Interface.IsFlowStopped, told));
        Assert.AreEqual(TransmitStatus.Down, stopped.Interface.Send(_packet, 0, _packet.Length, false, false));
        board.AwaitModem();
        board.Work(board.Interface.Open);

        Assert.IsTrue(board.Echo(stopped));
        Assert.AreEqual(1, told);
        board.AssertClean();
    }

    private void Fill(Link link)
    {
        while (link.Interface.Send(_packet, 0, _packet.Length, false, false) == TransmitStatus.Accepted)
        {
        }
    }

    private sealed class Listener : InterfaceListener
    {
        public Action? Registered { get; init; }

        public Action? Unregistered { get; init; }

        public Action? Running { get; init; }

        public override void OnRegistered() => Registered?.Invoke();

        public override void OnUnregistered() => Unregistered?.Invoke();

        public override void OnQueueRunning() => Running?.Invoke();
    }
}
