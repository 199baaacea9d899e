using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>A batch of frames that were sent with more to come, and then nothing more came: it waits for no doorbell that nobody rings.</summary>
[TestClass]
public sealed class BatchEndTests
{
    private readonly byte[] _packet = Packets.Udp4(100, false);

    [TestMethod]
    [DataRow("packet", false)]
    [DataRow("packet", true)]
    [DataRow("flow", false)]
    [DataRow("flow", true)]
    [DataRow("frame", false)]
    [DataRow("frame", true)]
    [DataRow("fragment", false)]
    [DataRow("fragment", true)]
    [DataRow("nothing", false)]
    [DataRow("nothing", true)]
    public void A_batch_ends_with_a_last_frame_that_is_not_sent_as_with_one_that_is(string last, bool moreFollows)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Interface, RmnetFormat.For(board.Driver.Data));
        var stopped = new Link(port, 3);
        var link = new Link(port, 4);
        DmaMemory memory = board.Allocate(4096);
        board.Soc.Network.SendFlowCommand(3, true, 1);
        board.Loop.Run(1000);
        GsiChannel channel = board.Driver.Endpoints.ModemTx.Channel;
        uint doorbells = channel.Counters.Doorbells;
        long packets = board.Soc.Network.Packets;
        Assert.AreEqual(TransmitStatus.Accepted, link.Interface.Send(_packet, 0, _packet.Length, false, true));
        Assert.AreEqual(TransmitStatus.Accepted, link.Interface.Send(_packet, 0, _packet.Length, false, true));

        TransmitStatus status = last switch
        {
            "packet" => link.Interface.Send(new byte[1501], 0, 1501, false, moreFollows),
            "flow" => stopped.Interface.Send(_packet, 0, _packet.Length, false, moreFollows),
            "frame" => board.Interface.Transmit(new byte[2049], 0, 2049, ModemInterface.MapProtocol, moreFollows),
            "fragment" => board.Interface.TransmitFragments(memory, [-1], [100], 1, moreFollows),
            _ => board.Interface.TransmitFragments(memory, [], [], 0, moreFollows),
        };

        Assert.AreEqual(last == "flow" ? TransmitStatus.Busy : TransmitStatus.Dropped, status);
        Assert.AreEqual(moreFollows ? (doorbells, packets) : (doorbells + 1, packets + 2), (channel.Counters.Doorbells, board.Soc.Network.Packets));
        board.Loop.Run(1000);
        board.AssertClean();
    }

    [TestMethod]
    public void What_is_refused_while_the_interface_is_closed_or_has_no_power_touches_no_hardware()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        board.Loop.Run(5 * Board.Second);
        Assert.IsFalse(board.Driver.Power.IsActive);

        Assert.AreEqual(TransmitStatus.Dropped, link.Interface.Send(new byte[1501], 0, 1501, false, false));
        Assert.IsFalse(board.Driver.Power.IsActive);
        board.Work(board.Interface.Stop);
        Assert.AreEqual(TransmitStatus.Dropped, link.Interface.Send(new byte[1501], 0, 1501, false, false));

        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.V31)]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V45)]
    public void A_batch_that_nobody_ends_leaves_before_the_power_goes_and_its_channel_needs_no_reset(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var link = new Link(board);
        GsiChannel channel = board.Driver.Endpoints.ModemTx.Channel;
        long packets = board.Soc.Network.Packets;
        board.Soc.Network.Answers = false;
        link.Interface.Send(_packet, 0, _packet.Length, false, true);

        board.Loop.Run(5 * Board.Second);

        Assert.AreEqual((packets + 1, 0u, 0u, false), (board.Soc.Network.Packets, channel.Counters.Timeouts, channel.Counters.Cancelled, channel.IsBroken));
        Assert.IsFalse(board.Driver.Power.IsActive);
        board.Soc.Network.Answers = true;
        Assert.IsTrue(board.Echo(link));
        board.AssertClean();
    }

    [TestMethod]
    public void A_batch_that_nobody_ends_leaves_before_the_interface_is_closed()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        GsiChannel channel = board.Driver.Endpoints.ModemTx.Channel;
        long before = board.Loop.Now;
        link.Interface.Send(_packet, 0, _packet.Length, false, true);

        board.Work(board.Interface.Stop);

        Assert.AreEqual((1L, 0u, 0u), (board.Soc.Network.Packets, channel.Counters.Timeouts, channel.Counters.Cancelled));
        Assert.IsLessThan(100000, board.Loop.Now - before, "it waited for a frame that nobody had shown");
        board.AssertClean();
    }
}
