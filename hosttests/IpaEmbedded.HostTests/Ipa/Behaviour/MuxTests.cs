using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Net;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Interfaces over one link: mux ids, de-aggregation, MAP commands, statistics, and frames that lie about themselves.</summary>
[TestClass]
public sealed class MuxTests
{
    [TestMethod]
    public void Mux_ids_from_0_to_254_are_interfaces_and_each_gets_its_own()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Interface, RmnetFormat.For(board.Driver.Data));
        Link[] links = [.. Enumerable.Range(0, 255).Select(id => new Link(port, id))];
        Assert.AreEqual("mux id 255 is not in 0 to 254", Assert.ThrowsExactly<IpaException>(() => port.CreateInterface(255)).Message);
        Assert.AreEqual(IpaError.Busy, Assert.ThrowsExactly<IpaException>(() => port.CreateInterface(7)).Error);

        for (int id = 0; id < 255; id++)
        {
            byte[] packet = Packets.Udp4(60 + id, false);
            board.Soc.Network.Inject((byte)id, packet, 0, packet.Length);
            board.Loop.Run(600);
        }
        for (int id = 0; id < 255; id++)
        {
            Assert.AreEqual(1, links[id].Received.Count, $"mux id {id}");
            Assert.AreEqual(60 + id, links[id].Received[0].Length);
            Assert.AreEqual((1ul, (ulong)(60 + id)), (links[id].Interface.Counters.RxPackets, links[id].Interface.Counters.RxBytes));
        }
        board.AssertClean();
    }

    [TestMethod]
    public void The_mux_id_travels_up_with_the_packet()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Interface, RmnetFormat.For(board.Driver.Data));
        var seen = new List<byte>();
        board.Soc.Network.Answers = false;
        board.Soc.Network.Forward = (mux, bytes, offset, length) => seen.Add(mux);
        byte[] packet = Packets.Udp4(60, false);
        foreach (int id in new[] { 0, 1, 254 }) { new Link(port, id).Interface.Send(packet, 0, packet.Length, false, false); }

        CollectionAssert.AreEqual(new byte[] { 0, 1, 254 }, seen);
    }

    [TestMethod]
    public void A_removed_interface_gets_nothing_and_its_packets_are_counted()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        link.Port.RemoveInterface(0);
        byte[] packet = Packets.Udp4(60, false);
        board.Soc.Network.Inject(0, packet, 0, packet.Length);
        board.Loop.Run(1000);

        Assert.AreEqual(0, link.Received.Count);
        Assert.AreEqual(1u, link.Port.UnknownMuxCount);
    }

    [TestMethod]
    public void Packets_that_the_hardware_puts_into_one_buffer_come_out_one_by_one()
    {
        var board = new Board().Open();
        var link = new Link(board);
        uint buffers = board.Driver.Endpoints.ModemRx.Channel.Counters.Completed;
        for (int i = 0; i < 12; i++)
        {
            byte[] packet = Packets.Udp4(100 + i, false);
            board.Soc.Network.Inject(0, packet, 0, packet.Length);
        }
        board.Loop.Run(5000);

        CollectionAssert.AreEqual(Enumerable.Range(100, 12).ToArray(), link.Received.Select(p => p.Length).ToArray());
        Assert.AreEqual(1u, board.Driver.Endpoints.ModemRx.Channel.Counters.Completed - buffers);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V45)]
    public void Map_commands_stop_and_start_the_flow_of_one_interface_and_are_acknowledged(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Interface, RmnetFormat.For(board.Driver.Data));
        var stopped = new Link(port, 3);
        var running = new Link(port, 4);
        byte[] packet = Packets.Udp4(60, false);

        board.Soc.Network.SendFlowCommand(3, true, 0x11223344);
        board.Loop.Run(1000);
        Assert.IsTrue(stopped.Interface.IsFlowStopped);
        int released = 0;
        stopped.Interface.FlowHandler = () => released++;
        Assert.AreEqual(TransmitStatus.Busy, stopped.Interface.Send(packet, 0, packet.Length, false, false));
        Assert.AreEqual(TransmitStatus.Accepted, running.Interface.Send(packet, 0, packet.Length, false, false));
        board.Soc.Network.SendFlowCommand(3, false, 0x11223345);
        board.Loop.Run(1000);

        Assert.IsFalse(stopped.Interface.IsFlowStopped);
        Assert.AreEqual(1, released, "whoever waits was not told at once");
        Assert.AreEqual(TransmitStatus.Accepted, stopped.Interface.Send(packet, 0, packet.Length, false, false));
        Assert.AreEqual(2, board.Soc.Network.CommandAcknowledgements);
        Assert.AreEqual(2u, port.CommandCount);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(new byte[] { 0, 0, 0 }, DisplayName = "half a header")]
    [DataRow(new byte[] { 0, 0, 0xff, 0xff, 1, 2, 3, 4 }, DisplayName = "longer than the buffer")]
    [DataRow(new byte[] { 0, 0, 0, 4, 1, 2, 3, 4, 0, 0 }, DisplayName = "half a trailer")]
    public void T17_A_frame_that_is_longer_than_its_buffer_is_not_believed(byte[] frame)
    {
        var (board, link) = Raw();
        Deliver(board, frame);

        Assert.AreEqual((1u, 0), (link.Port.TruncatedCount, link.Received.Count));
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V45)]
    public void T17_Random_aggregates_deliver_no_more_than_was_received(string name)
    {
        var random = new Random(17);
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var link = new Link(board);
        bool inline = name == Board.V45;
        int delivered = 0;
        for (int run = 0; run < 20_000; run++)
        {
            var data = new List<byte>();
            for (int frames = random.Next(1, 6); frames > 0; frames--)
            {
                int body = random.Next(1, 80);
                data.AddRange([(byte)((random.Next(8) == 0 ? 0x80 : inline ? 0x40 : 0) | random.Next(4)), (byte)(random.Next(4) == 0 ? random.Next(256) : 0), 0, (byte)body]);
                if (inline) { data.AddRange([4, 0x80, 0, 0]); }
                data.AddRange(Enumerable.Range(0, body + (inline ? 0 : 8)).Select(_ => (byte)(random.Next(2) * 0x45)));
            }

            byte[] bytes = [.. data];
            for (int i = random.Next(4); i > 0; i--) { bytes[random.Next(bytes.Length)] = (byte)random.Next(256); }
            if (random.Next(4) == 0) { bytes = bytes[..random.Next(1, bytes.Length)]; }
            link.Received.Clear();
            Deliver(board, bytes);

            Assert.IsTrue(link.Received.TrueForAll(packet => packet.Length > 0) && link.Received.Sum(packet => packet.Length) <= bytes.Length, $"run {run}: {Convert.ToHexString(bytes)}");
            delivered += link.Received.Count;
        }

        Assert.IsGreaterThan(1000, delivered);
        Assert.IsGreaterThan(1000u, link.Port.TruncatedCount);
        Assert.IsGreaterThan(100u, link.Port.UnknownMuxCount);
        board.AssertClean();
    }

    [TestMethod]
    public void A_frame_of_length_zero_ends_its_buffer_and_padding_beyond_the_packet_is_no_packet()
    {
        var (board, link) = Raw();
        byte[] good = [0, 0, 0, 4, 0x60, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0];
        Deliver(board, [.. good, 0, 0, 0, 0, .. good]);
        Assert.AreEqual(1, link.Received.Count);
        Deliver(board, [5, 0, 0, 4, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, .. good]);

        Assert.AreEqual(2, link.Received.Count);
        Assert.AreEqual(1u, link.Port.UnknownMuxCount);
    }

    [TestMethod]
    public void A_v5_frame_without_its_checksum_header_is_not_believed()
    {
        var board = new Board(Board.V45, ChipTiming.Immediate()).Open();
        var link = new Link(board);
        Deliver(board, [0, 0, 0, 4, 1, 2, 3, 4]);
        Deliver(board, [0x40, 0, 0, 4, 6, 0x80, 0, 0, 1, 2, 3, 4]);
        Deliver(board, [0x40, 0, 0, 4]);
        Assert.AreEqual((3u, 0), (link.Port.TruncatedCount, link.Received.Count));
        Deliver(board, [0x40, 0, 0, 4, 4, 0x80, 0, 0, 0x60, 2, 3, 4]);

        Assert.AreEqual(1, link.Received.Count);
    }

    [TestMethod]
    public void Unknown_map_commands_are_dropped_silently()
    {
        var (board, link) = Raw();
        byte[] command = new byte[4 + 16 + 8];
        command[0] = 0x80;
        command[3] = 16;
        command[4] = 9;
        Deliver(board, command);

        Assert.AreEqual((0u, 0u, 0), (link.Port.CommandCount, link.Port.TruncatedCount, board.Soc.Network.CommandAcknowledgements));
    }

    private static (Board Board, Link Link) Raw()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        return (board, new Link(board));
    }

    private static void Deliver(Board board, byte[] frame)
    {
        board.Soc.Chip.Pipeline.DeliverBuffer(board.Endpoint(EndpointName.ApModemRx), frame, frame.Length);
        board.Loop.Run(1000);
    }
}
