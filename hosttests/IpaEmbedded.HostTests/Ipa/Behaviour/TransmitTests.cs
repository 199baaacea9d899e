using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>The way of packets to the modem: doorbells, a full ring, fragments, and what is dropped.</summary>
[TestClass]
public sealed class TransmitTests
{
    private const int ModemTxChannel = 3;

    [TestMethod]
    public void With_more_to_come_one_doorbell_serves_a_whole_batch()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        GsiChannel channel = board.Driver.Endpoints.ModemTx.Channel;
        uint doorbells = channel.Counters.Doorbells;
        byte[] packet = Packets.Udp4(100, false);

        for (int i = 0; i < 7; i++) { link.Interface.Send(packet, 0, packet.Length, false, true); }
        Assert.AreEqual(doorbells, channel.Counters.Doorbells);
        Assert.AreEqual(0, board.Soc.Network.Packets);
        link.Interface.Send(packet, 0, packet.Length, false, false);

        Assert.AreEqual(doorbells + 1, channel.Counters.Doorbells);
        Assert.AreEqual(8, board.Soc.Network.Packets);
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void A_full_ring_stops_the_queue_and_a_completion_wakes_it(bool moreFollows)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        var listener = new Wakes();
        board.Interface.SetListener(listener);
        GsiChannel channel = board.Driver.Endpoints.ModemTx.Channel;
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, true);
        byte[] packet = Packets.Udp4(100, false);
        int sent = 0;
        while (link.Interface.Send(packet, 0, packet.Length, false, moreFollows) == TransmitStatus.Accepted) { sent++; }

        // 512 elements for 512 events, less the 15 that the hardware may prefetch beyond the first.
        Assert.AreEqual(channel.Limit, sent);
        Assert.AreEqual(497, sent);
        Assert.IsFalse(board.Interface.IsQueueRunning);
        Assert.AreEqual(1ul, board.Interface.Counters.QueueStops);
        Assert.AreEqual(0, listener.Count);
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, false);
        board.Loop.Run(2000);

        Assert.IsTrue(board.Interface.IsQueueRunning);
        Assert.AreEqual(1, listener.Count);
        Assert.AreEqual(sent, board.Soc.Network.Packets);
        Assert.AreEqual(0ul, board.Interface.Counters.TxTimeouts);
        board.AssertClean();
    }

    [TestMethod]
    public void A_ring_that_stays_full_is_looked_at_every_10_seconds_even_when_its_interrupt_was_lost()
    {
        var board = new Board(timing: ChipTiming.Immediate()) { HearsClockQuery = true }.Open();
        var link = new Link(board);
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, true);
        byte[] packet = Packets.Udp4(100, false);
        while (link.Interface.Send(packet, 0, packet.Length, false, false) == TransmitStatus.Accepted) { }
        board.Loop.Run(25 * Board.Second);
        Assert.AreEqual(2ul, board.Interface.Counters.TxTimeouts);
        board.Faults.DropInterruptAt = board.Faults.Raises + 1;
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, false);
        board.Loop.Run(4 * Board.Second);
        Assert.IsFalse(board.Interface.IsQueueRunning, "no interrupt has told of the room");
        board.Loop.Run(2 * Board.Second);

        Assert.IsTrue(board.Interface.IsQueueRunning);
        Assert.AreEqual(3ul, board.Interface.Counters.TxTimeouts);
        board.AssertClean();
    }

    [TestMethod]
    public void Nonsense_is_dropped_and_counted()
    {
        var board = new Board().Open();
        var link = new Link(board);
        byte[] frame = new byte[4000];

        Assert.AreEqual(TransmitStatus.Dropped, board.Interface.Transmit(frame, 0, 0, ModemInterface.MapProtocol, false));
        Assert.AreEqual(TransmitStatus.Dropped, board.Interface.Transmit(frame, 0, 40, 0x0800, false));
        Assert.AreEqual(TransmitStatus.Dropped, board.Interface.Transmit(frame, 0, 2049, ModemInterface.MapProtocol, false));
        Assert.AreEqual(TransmitStatus.Dropped, link.Interface.Send(frame, 0, 1501, false, false));
        Assert.AreEqual((3ul, 1ul), (board.Interface.Counters.TxDropped, link.Interface.Counters.TxDropped));
        board.Work(board.Interface.Stop);
        Assert.AreEqual(TransmitStatus.Down, board.Interface.Transmit(frame, 0, 40, ModemInterface.MapProtocol, false));
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(16)]
    [DataRow(17)]
    public void A_frame_in_fragments_arrives_whole(int count)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        byte[] packet = Packets.Udp4(400, false);
        byte[] frame = [0, 0, 1, 0x90, 0, 0, 0, 0, .. packet];
        byte[]? seen = null;
        board.Soc.Network.Forward = (mux, bytes, offset, length) => seen = bytes.AsSpan(offset, length).ToArray();
        board.Soc.Network.Answers = false;
        DmaMemory memory = board.Allocate(1024);
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        for (int i = 0, at = 0; i < count; i++)
        {
            int size = i == count - 1 ? frame.Length - at : frame.Length / count;
            offsets[i] = at + 3 * i;
            lengths[i] = size;
            memory.CopyFrom(offsets[i], frame, at, size);
            at += size;
        }
        GsiChannel channel = board.Driver.Endpoints.ModemTx.Channel;
        int slot = channel.NextSlot;
        Assert.AreEqual(TransmitStatus.Accepted, board.Interface.TransmitFragments(memory, offsets, lengths, count, false));

        CollectionAssert.AreEqual(packet, seen);
        // More than the 16 elements that the hardware takes are copied into one.
        Assert.AreEqual(count > 16 ? 1 : count, channel.NextSlot - slot);
        board.Loop.Run(2000);
        Assert.AreEqual(channel.Limit, channel.Free);
        Assert.AreEqual((1ul, (ulong)frame.Length), (board.Interface.Counters.TxPackets, board.Interface.Counters.TxBytes));
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(2047, true)]
    [DataRow(2048, true)]
    [DataRow(2049, false)]
    public void A_frame_may_be_as_long_in_fragments_as_it_may_be_in_one_piece(int length, bool accepted)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        byte[] frame = [0, 0, (byte)((length - 8) >> 8), (byte)(length - 8), 0, 0, 0, 0, .. Packets.Udp4(length - 8, false)];
        DmaMemory memory = board.Allocate(4096);
        memory.CopyFrom(0, frame, 0, length);
        int seen = 0;
        board.Soc.Network.Forward = (mux, bytes, offset, size) => seen = size;
        board.Soc.Network.Answers = false;
        TransmitStatus expected = accepted ? TransmitStatus.Accepted : TransmitStatus.Dropped;

        Assert.AreEqual(expected, board.Interface.Transmit(frame, 0, length, ModemInterface.MapProtocol, false));
        int inOnePiece = seen;
        // One fragment, three, and more than the hardware takes, which are copied.
        foreach (int count in new[] { 1, 3, 17 })
        {
            seen = 0;
            int[] offsets = [.. Enumerable.Range(0, count).Select(i => i * 8)];
            int[] lengths = [.. Enumerable.Range(0, count).Select(i => i < count - 1 ? 8 : length - i * 8)];
            Assert.AreEqual(expected, board.Interface.TransmitFragments(memory, offsets, lengths, count, false), $"{count} fragments");
            Assert.AreEqual(inOnePiece, seen, $"{count} fragments");
        }
        Assert.AreEqual(accepted ? length - 8 : 0, inOnePiece);
        board.AssertClean();
    }

    [TestMethod]
    public void Fragments_outside_of_their_memory_or_too_long_are_dropped()
    {
        var board = new Board().Open();
        DmaMemory memory = board.Allocate(4096);

        Assert.AreEqual(TransmitStatus.Dropped, board.Interface.TransmitFragments(memory, [0, 4000], [100, 97], 2, false));
        Assert.AreEqual(TransmitStatus.Dropped, board.Interface.TransmitFragments(memory, [-1], [100], 1, false));
        Assert.AreEqual(TransmitStatus.Dropped, board.Interface.TransmitFragments(memory, [0, 10], [100, 0], 2, false));
        Assert.AreEqual(TransmitStatus.Dropped, board.Interface.TransmitFragments(memory, [0, 0], [1024, 1025], 2, false));
        Assert.AreEqual(TransmitStatus.Dropped, board.Interface.TransmitFragments(memory, [], [], 0, false));
        Assert.AreEqual(5ul, board.Interface.Counters.TxDropped);
        Assert.AreEqual(0u, board.Driver.Endpoints.ModemTx.Channel.Counters.Committed);
    }

    [TestMethod]
    public void Fragments_that_do_not_fit_stop_the_queue_and_fit_later()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        DmaMemory memory = board.Allocate(4096);
        // A QMAP header that says 40 bytes, and a checksum header that asks for nothing.
        memory.Write32(0, 0x28000000);
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, true);
        int[] offsets = [0, 16, 32];
        int[] lengths = [16, 16, 16];
        int sent = 0;
        while (board.Interface.TransmitFragments(memory, offsets, lengths, 3, false) == TransmitStatus.Accepted) { sent++; }

        Assert.AreEqual(497 / 3, sent);
        Assert.IsFalse(board.Interface.IsQueueRunning);
        board.Soc.Chip.Gsi.Hold(ModemTxChannel, false);
        board.Loop.Run(2000);
        Assert.IsTrue(board.Interface.IsQueueRunning);
        Assert.AreEqual(TransmitStatus.Accepted, board.Interface.TransmitFragments(memory, offsets, lengths, 3, false));
        board.AssertClean();
    }

    [TestMethod]
    public void A_ring_is_wrapped_a_dozen_times_without_a_packet_lost_or_changed()
    {
        var board = new Board().Open();
        var link = new Link(board);
        board.Soc.Network.Answers = false;
        int next = 0;
        board.Soc.Network.Forward = (mux, bytes, offset, length) =>
        {
            Assert.AreEqual(100 + next % 1000, length);
            next++;
        };
        for (int i = 0; i < 6000; i++)
        {
            byte[] packet = Packets.Ipv4(17, 100 + i % 1000);
            while (link.Interface.Send(packet, 0, packet.Length, false, i % 4 != 3) == TransmitStatus.Busy) { board.Loop.Run(100); }
        }
        board.Loop.Run(10000);

        Assert.AreEqual(6000, next);
        Assert.AreEqual(6000ul, link.Interface.Counters.TxPackets);
        board.AssertClean();
    }

    private sealed class Wakes : InterfaceListener
    {
        public int Count { get; private set; }

        public override void OnRegistered()
        {
        }

        public override void OnUnregistered()
        {
        }

        public override void OnQueueRunning() => Count++;
    }
}
