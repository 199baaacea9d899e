using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>What packets cost on the bus, counted: real reads take a few hundred nanoseconds each, and a fake cannot time them.</summary>
[TestClass]
public sealed class AccessCountTests
{
    private int _reads;
    private int _writes;
    private int _pointerReads;

    [TestMethod]
    [DataRow(1)]
    [DataRow(32)]
    [DataRow(60)]
    public void A_batch_costs_four_reads_and_five_writes_whatever_its_size(int batch)
    {
        Board board = Counting();
        var link = new Link(board);

        Send(link, batch);
        board.Loop.Run(2000);

        // Reads: the type of the interrupt twice, its source, the event pointer. Writes: both doorbells; the interrupt off, cleared and on again.
        Assert.AreEqual((4, 5), (_reads, _writes));
        Assert.AreEqual(batch, board.Soc.Network.Packets);
        board.AssertClean();
    }

    [TestMethod]
    public void A_poll_reads_the_event_pointer_once()
    {
        Board board = Counting();
        var link = new Link(board);
        ChannelCounters tx = board.Driver.Endpoints.ModemTx.Channel.Counters;
        ChannelCounters rx = board.Driver.Endpoints.ModemRx.Channel.Counters;
        uint before = tx.Polls + rx.Polls;

        for (int sequence = 1; sequence <= 20; sequence++) { Assert.IsTrue(board.Echo(link, sequence)); }
        board.Loop.Run(2000);

        uint polls = tx.Polls + rx.Polls - before;
        Assert.IsGreaterThan(20u, polls);
        Assert.AreEqual((int)polls, _pointerReads);
    }

    [TestMethod]
    public void A_received_packet_is_delivered_in_the_buffer_that_the_hardware_filled()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Interface, RmnetFormat.For(board.Driver.Data));
        var sink = new Where();
        port.CreateInterface(0).SetSink(sink);
        byte[] packet = Packets.Udp4(1400, false);

        board.Soc.Network.Inject(0, packet, 0, packet.Length);
        board.Loop.Run(2000);

        Assert.IsTrue(board.Soc.Memory.Find(sink.Address, out _, out string label, out _));
        Assert.AreEqual("rxbuf.6", label);
    }

    private Board Counting()
    {
        Board board = new Board().Open();
        board.Loop.Run(5000);
        GsiRegisters table = board.Driver.Data.Gsi;
        uint[] pointers = [Pointer(table, board.Driver.Endpoints.ModemTx.Channel), Pointer(table, board.Driver.Endpoints.ModemRx.Channel)];
        board.Hooks.GsiRead = (offset, value) =>
        {
            _reads++;
            if (pointers.Contains(offset)) { _pointerReads++; }
            return value;
        };
        board.Hooks.AfterGsiWrite = (_, _) => _writes++;
        return board;
    }

    private static uint Pointer(GsiRegisters table, GsiChannel channel) => table.EvCntxt4.At(channel.Events.Id);

    private static void Send(Link link, int batch)
    {
        byte[] packet = Packets.Udp4(100, false);
        for (int i = 1; i <= batch; i++) { Assert.AreEqual(TransmitStatus.Accepted, link.Interface.Send(packet, 0, packet.Length, false, i < batch)); }
    }

    private sealed class Where : PacketSink
    {
        public ulong Address { get; private set; }

        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified) => Address = memory.Address + (ulong)offset;
    }
}
