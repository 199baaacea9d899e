using IpaEmbedded.Fake;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

[TestClass]
[DoNotParallelize] // It counts allocated bytes, see AllocationTests.
public sealed class FakeNetworkTests
{
    private const string EchoRequest =
        "4500001c00004000400126df0a0000010a000002" + "0800f7fd00010001";

    private static ChipBench Bench(uint transmitConfig = 0x0a, uint receiveConfig = 4, uint aggregation = 0x002004d1, ChipTiming? timing = null)
    {
        var bench = new ChipBench(timing);
        bench.Program(3, 2, true, 8);
        bench.Program(6, 3, false);
        bench.Loop.Run(10000);
        bench.Ipa(0x808 + 0x70 * 2, transmitConfig);
        bench.Ipa(0x810 + 0x70 * 2, transmitConfig == 0 ? 0x44u : 0x48u);
        bench.Ipa(0x808 + 0x70 * 10, receiveConfig);
        bench.Ipa(0x824 + 0x70 * 10, aggregation);
        bench.Ipa(0x1f0, 0xf0);
        for (var i = 0; i < 8; i++)
        {
            bench.Element(6, i, bench.Memory.Allocate("rxbuf", 8128, 64).Address, 8128, 0x00020200);
        }

        bench.Doorbell(6, 8);
        bench.Start(3);
        bench.Loop.Run(10000);
        bench.Start(6);
        bench.Loop.Run(10000);
        return bench;
    }

    private static string Received(ChipBench bench, int buffer)
    {
        bench.Rings[6].ReadElement(buffer * 16, out var address, out _);
        var length = (int)(bench.Event(3, buffer).Body & 0xffff);
        var bytes = new byte[length];
        bench.Memory.Resolve(address, length, out var offset)!.CopyTo(offset, bytes, 0, length);
        return Convert.ToHexString(bytes).ToLowerInvariant();
    }

    private static void Send(ChipBench bench, int first, params string[] frames)
    {
        for (var i = 0; i < frames.Length; i++)
        {
            var bytes = Convert.FromHexString(frames[i]);
            bench.Element(3, first + i, bench.Buffer(bytes).Address, (uint)bytes.Length, 0x00020600);
        }

        bench.Doorbell(3, first + frames.Length);
    }

    [TestMethod]
    public void A_ping_comes_back_with_addresses_turned_checksums_right_and_a_trailer()
    {
        var bench = Bench();
        _ = new FakeNetwork(bench.Chip);
        Send(bench, 0, "0005001c" + "00000000" + EchoRequest);

        Assert.AreEqual("0005001c" + "4500001c00004000400126df0a0000020a000001" + "0000fffd00010001" + "00010000001c0000", Received(bench, 0));
        bench.AssertClean();
    }

    [TestMethod]
    public void Without_offload_there_is_neither_checksum_header_nor_trailer()
    {
        var bench = Bench(0, 0);
        _ = new FakeNetwork(bench.Chip);
        Send(bench, 0, "0005001c" + EchoRequest);

        Assert.AreEqual("0005001c" + "4500001c00004000400126df0a0000020a000001" + "0000fffd00010001", Received(bench, 0));
    }

    [TestMethod]
    public void The_hardware_computes_the_checksum_that_it_is_asked_for()
    {
        var bench = Bench();
        var network = new FakeNetwork(bench.Chip) { Answers = false };
        var seen = "";
        network.Forward = (mux, bytes, offset, length) => seen = mux + ":" + Convert.ToHexString(bytes, offset, length).ToLowerInvariant();
        // UDP 10.0.0.1:4660 -> 10.0.0.2:7, length 10: pseudo-header sum 0x141e, complemented 0xebe1.
        Send(bench, 0, "0001001e" + "0014c006" + "4500001e00004000401126cd0a0000010a000002" + "12340007000aebe1" + "6162");

        Assert.AreEqual("1:4500001e00004000401126cd0a0000010a000002" + "12340007000a783a" + "6162", seen);
        Assert.AreEqual(1, network.ChecksumsComputed);
    }

    [TestMethod]
    public void Answers_to_one_doorbell_share_a_buffer_and_the_next_doorbell_gets_the_next()
    {
        var bench = Bench();
        _ = new FakeNetwork(bench.Chip);
        var frame = "0005001c" + "00000000" + EchoRequest;
        Send(bench, 0, frame, frame, frame);
        Send(bench, 3, frame);

        Assert.AreEqual(3 * 40, Received(bench, 0).Length / 2);
        Assert.AreEqual(40, Received(bench, 1).Length / 2);
    }

    [TestMethod]
    public void Without_end_of_frame_the_time_limit_closes_the_buffer()
    {
        var bench = Bench(aggregation: 0x000004d1);
        _ = new FakeNetwork(bench.Chip);
        Send(bench, 0, "0005001c" + "00000000" + EchoRequest);
        Assert.AreEqual(0x400u, bench.Ipa(0x10c));
        bench.Loop.Run(499);
        Assert.AreEqual("", Received(bench, 0));
        bench.Loop.Run(1);

        Assert.AreEqual(40, Received(bench, 0).Length / 2);
        Assert.AreEqual(0u, bench.Ipa(0x10c));
    }

    [TestMethod]
    public void The_byte_limit_closes_the_buffer()
    {
        var bench = Bench(aggregation: 0x000004d1);
        var network = new FakeNetwork(bench.Chip);
        for (var i = 0; i < 5; i++) { network.Inject(1, new byte[1400], 0, 1400); }

        Assert.AreEqual(5 * 1412, Received(bench, 0).Length / 2);
        bench.AssertClean();
    }

    [TestMethod]
    public void A_packet_of_odd_length_is_padded_to_a_multiple_of_four()
    {
        var bench = Bench();
        new FakeNetwork(bench.Chip).Inject(5, [0x45, 0x01, 0x02, 0x03, 0x04], 0, 5);

        Assert.AreEqual("03050008" + "4501020304" + "000000" + "000100000005b4fb", Received(bench, 0));
    }

    [TestMethod]
    public void Force_close_closes_the_buffer()
    {
        var bench = Bench(aggregation: 0x000004d1);
        new FakeNetwork(bench.Chip).Inject(1, new byte[60], 0, 60);
        bench.Ipa(0x1ec, 1 << 10);

        Assert.AreEqual(72, Received(bench, 0).Length / 2);
    }

    [TestMethod]
    public void Data_for_a_suspended_endpoint_waits_and_interrupts_once()
    {
        var bench = Bench();
        var network = new FakeNetwork(bench.Chip);
        bench.Ipa(0x300c, 0x4000);
        bench.Ipa(0x3034, 1 << 10);
        bench.Ipa(0x800 + 0x70 * 10, 1);
        network.Inject(1, new byte[60], 0, 60);
        network.Inject(1, new byte[60], 0, 60);

        Assert.AreEqual(0x4000u, bench.Ipa(0x3008));
        Assert.AreEqual(0x400u, bench.Ipa(0x3030));
        Assert.IsTrue(bench.Chip.IpaLine.IsPending);
        Assert.AreEqual("", Received(bench, 0));
        bench.Ipa(0x3038, 0x400);
        bench.Ipa(0x3010, 0x4000);
        Assert.AreEqual(0u, bench.Ipa(0x3030));
        Assert.IsFalse(bench.Chip.IpaLine.IsPending);
        bench.Ipa(0x800 + 0x70 * 10, 0);

        Assert.AreEqual(72, Received(bench, 0).Length / 2);
        Assert.AreEqual(72, Received(bench, 1).Length / 2);
        bench.AssertClean();
    }

    [TestMethod]
    public void A_frame_that_is_open_when_its_endpoint_is_suspended_stays_open_without_interrupt()
    {
        var bench = Bench(aggregation: 0x000004d1);
        var network = new FakeNetwork(bench.Chip);
        bench.Ipa(0x300c, 0x4000);
        bench.Ipa(0x3034, 1 << 10);
        network.Inject(1, new byte[60], 0, 60);
        bench.Ipa(0x800 + 0x70 * 10, 1);
        bench.Loop.Run(5000);
        Assert.AreEqual(0x400u, bench.Ipa(0x10c));
        Assert.AreEqual(0u, bench.Ipa(0x3008));
        bench.Ipa(0x800 + 0x70 * 10, 0);

        Assert.AreEqual(72, Received(bench, 0).Length / 2);
    }

    [TestMethod]
    public void A_ping_over_ipv6_is_answered()
    {
        var bench = Bench();
        var network = new FakeNetwork(bench.Chip);
        var request = "6000000000083a40" + "20010db8000000000000000000000001" + "20010db8000000000000000000000002" + "8000244600010001";
        Send(bench, 0, "00010030" + "00000000" + request);

        Assert.AreEqual(
            "00010030" + "6000000000083a40" + "20010db8000000000000000000000002" + "20010db8000000000000000000000001" + "8100234600010001",
            Received(bench, 0)[..(2 * 52)]);
        Assert.AreEqual(1, network.Packets);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("0001")]
    [DataRow("00010000")]
    [DataRow("0001ffff0000000045")]
    [DataRow("3f01000400000000aabbccdd")]
    public void A_frame_that_is_no_frame_is_counted_and_dropped(string frame)
    {
        var bench = Bench();
        var network = new FakeNetwork(bench.Chip);
        bench.Chip.Pipeline.Uplink!(2, Convert.FromHexString(frame), frame.Length / 2);

        Assert.AreEqual(1, network.Malformed);
        bench.AssertOnly("qmap-frame");
    }

    [TestMethod]
    public void The_same_seed_gives_the_same_times_and_another_seed_others()
    {
        static string Trace(uint seed)
        {
            var bench = Bench(timing: ChipTiming.Latency(seed));
            _ = new FakeNetwork(bench.Chip);
            var text = "";
            for (var i = 0; i < 4; i++)
            {
                Send(bench, i, "0005001c" + "00000000" + EchoRequest);
                var before = bench.Gsi(0x1d190);
                for (var waited = 0; waited < 10000 && bench.Gsi(0x1d190) == before; waited++) { bench.Loop.Run(1); }
                text += bench.Loop.Now + ",";
            }

            bench.AssertClean();
            return text;
        }

        Assert.AreEqual(Trace(7), Trace(7));
        Assert.AreNotEqual(Trace(7), Trace(8));
    }

    [TestMethod]
    public void Sending_and_receiving_allocates_nothing()
    {
        var bench = Bench();
        _ = new FakeNetwork(bench.Chip);
        var frame = bench.Buffer(Convert.FromHexString("0005001c" + "00000000" + EchoRequest));
        void Round(int i)
        {
            bench.Element(3, i & 15, frame.Address, 36, 0x00020600);
            bench.Doorbell(3, (i + 1) & 15);
            bench.Gsi(0x1e110, (uint)bench.Events[2].Address + 16u * (uint)(i & 15));
            bench.Gsi(0x1e118, (uint)bench.Events[3].Address + 16u * (uint)(i & 15));
            bench.Rings[6].ReadElement((i & 7) * 16, out var low, out var high);
            bench.Rings[6].WriteElement(((i + 8) & 15) * 16, low, high);
            bench.Doorbell(6, (i + 9) & 15);
        }

        for (var i = 0; i < 64; i++) { Round(i); }
        long least = AllocatedBytes.Least(() => { for (var i = 64; i < 1088; i++) { Round(i); } });

        bench.AssertClean();
        Assert.AreEqual(0L, least);
    }
}
