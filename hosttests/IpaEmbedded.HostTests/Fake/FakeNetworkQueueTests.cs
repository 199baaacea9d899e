using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Fake;

/// <summary>The modem's queue pushes back: who asks for room loses nothing, and what is lost is counted with its reason.</summary>
[TestClass]
public sealed class FakeNetworkQueueTests
{
    private const long SecondMicroseconds = 1000000;
    private const int PacketBytes = 1400;

    [TestMethod]
    public void Who_asks_for_room_sends_more_than_the_queue_holds_without_a_loss_and_is_told_when_there_is_room_again()
    {
        SimulatedBoard board = Booted();
        var told = 0;
        board.Soc.Network.RoomHandler = () => told++;
        var sent = 0;
        for (var round = 0; round < 50; round++)
        {
            while (board.Soc.Network.AskForRoom())
            {
                board.Soc.Network.Inject(0, Packet(), 0, PacketBytes);
                sent++;
            }
            board.Loop.Run(2000);
        }
        board.Loop.Run(SecondMicroseconds);

        Assert.IsGreaterThan(1000, sent);
        Assert.AreEqual((0, (long)sent, 50), (board.Soc.Network.Lost, board.Soc.Network.Delivered, told));
        Assert.AreEqual((ulong)sent, board.Rmnet.Counters.RxPackets + board.Rmnet.Counters.RxDropped);
    }

    [TestMethod]
    public void Who_does_not_ask_loses_what_does_not_fit_and_only_that_is_counted()
    {
        SimulatedBoard board = Booted();
        for (var i = 0; i < 100; i++)
        {
            board.Soc.Network.Inject(0, Packet(), 0, PacketBytes);
        }
        board.Loop.Run(SecondMicroseconds);

        // 46 frames of 1,408 bytes with 4 of length each are what 65,536 bytes hold.
        Assert.AreEqual((54, 46L), (board.Soc.Network.Overflowed, board.Soc.Network.Delivered));
    }

    [TestMethod]
    public void A_driver_that_gives_no_buffers_stops_the_queue_and_loses_nothing_when_it_comes_back()
    {
        SimulatedBoard board = Booted();
        board.Soc.Network.EnlargeQueue(512 * 1024);
        board.Work(board.Driver.SystemSuspend);
        var sent = 0;
        for (; board.Soc.Network.AskForRoom(); sent++)
        {
            board.Soc.Network.Inject(0, Packet(), 0, PacketBytes);
        }
        board.Loop.Run(SecondMicroseconds / 10);
        board.Work(board.Driver.SystemResume);
        board.Loop.Run(SecondMicroseconds);

        Assert.AreEqual((0, (long)sent), (board.Soc.Network.Lost, board.Soc.Network.Delivered));
        Assert.AreEqual((ulong)sent, board.Rmnet.Counters.RxPackets + board.Rmnet.Counters.RxDropped);
    }

    [TestMethod]
    public void Where_every_packet_is_answered_packets_wait_in_the_ring_for_room_for_their_answers()
    {
        SimulatedBoard board = Booted();
        board.Soc.Network.HoldsUplink = true;
        var client = new EchoClient(board.Loop, board.Rmnet);
        client.Exchange(1);
        byte[] request = client.Request;
        var sent = 0;
        for (var i = 0; i < 20000; i++)
        {
            if (board.Rmnet.Send(request, 0, request.Length, false, false) == IpaEmbedded.Ipa.Net.TransmitStatus.Accepted)
            {
                sent++;
            }
            else
            {
                board.Loop.Run(100);
            }
        }
        board.Loop.Run(SecondMicroseconds);

        Assert.IsGreaterThan(5000, sent);
        Assert.AreEqual((0, (long)sent), (board.Soc.Network.Lost, board.Soc.Network.Packets - 1));
        Assert.AreEqual((ulong)sent + 1, board.Rmnet.Counters.RxPackets + board.Rmnet.Counters.RxDropped);
        Assert.AreEqual("", board.Soc.Sanitizer.Text());
    }

    [TestMethod]
    public void What_waits_when_the_modem_crashes_is_lost_with_it_and_counted_as_that()
    {
        SimulatedBoard board = Booted();
        for (var i = 0; i < 20; i++)
        {
            board.Soc.Network.Inject(0, Packet(), 0, PacketBytes);
        }
        board.Soc.Boot.Crash();
        board.Soc.Network.Inject(0, Packet(), 0, PacketBytes);
        board.Loop.Run(SecondMicroseconds / 100);

        Assert.AreEqual((21, 0L), (board.Soc.Network.LostDown, board.Soc.Network.Delivered));
    }

    private static SimulatedBoard Booted()
    {
        var board = new SimulatedBoard(Boot.BoardTree.ModemInit);
        board.Boot();
        return board;
    }

    private static byte[] Packet() => [0x45, .. new byte[PacketBytes - 1]];
}
