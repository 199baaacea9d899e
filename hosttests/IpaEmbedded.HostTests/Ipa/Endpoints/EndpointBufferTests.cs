using IpaEmbedded.HostTests.Ipa.Channels;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Endpoints;

/// <summary>Buffers of endpoints: where they lie, when the hardware is given them, and what is told and counted when they come back.</summary>
[TestClass]
public sealed class EndpointBufferTests
{
    private const string V351 = "qcom,sdm845-ipa";

    /// <summary>A ring of n elements holds n less what one transaction may have, less one; every doorbell shows sixteen, and the last the rest.</summary>
    [TestMethod]
    [DataRow(8, 8, "1")]
    [DataRow(16, 8, "9")]
    [DataRow(32, 16, "16 17")]
    [DataRow(32, 17, "16")]
    [DataRow(64, 4, "16 32 48 61")]
    [DataRow(64, 1, "16 32 48 0")]
    [DataRow(256, 8, "16 32 48 64 80 96 112 128 144 160 176 192 208 224 240 249")]
    public void An_empty_ring_is_filled_to_the_last_buffer_sixteen_at_a_time(int elements, int tlv, string doorbells)
    {
        EndpointBench bench = Ring(elements, tlv);

        string log = bench.Do(endpoints => endpoints.EnableReceive(endpoints.ModemRx));

        Assert.AreEqual(doorbells, Doorbells(log));
        Assert.AreEqual(0, bench.Endpoints.ModemRx.Channel.Free);
    }

    /// <summary>Sixteen buffers, or a quarter of a small ring, are worth a doorbell.</summary>
    [TestMethod]
    [DataRow(8, 8, 1)]
    [DataRow(8, 5, 1)]
    [DataRow(16, 8, 2)]
    [DataRow(16, 4, 3)]
    [DataRow(64, 5, 15)]
    [DataRow(64, 1, 16)]
    [DataRow(128, 8, 16)]
    [DataRow(256, 8, 16)]
    public void Buffers_are_given_back_when_a_doorbell_is_worth_it(int elements, int tlv, int enough)
    {
        EndpointBench bench = Ring(elements, tlv);
        bench.Do(endpoints => endpoints.EnableReceive(endpoints.ModemRx));
        GsiChannel channel = bench.Endpoints.ModemRx.Channel;
        for (int used = 1; used <= enough; used++)
        {
            string log = bench.Do(_ =>
            {
                bench.Channels.Complete(6, used - 1, 100);
                channel.Poll.Run(64);
            });
            Assert.AreEqual(used < enough ? (0, used) : (1, 0), (Doorbells(log).Length > 0 ? 1 : 0, channel.Free), $"{used} used");
        }
    }

    [TestMethod]
    public void A_ring_of_which_the_hardware_still_has_buffers_is_not_filled_when_refilling_begins_again_but_by_the_next_poll()
    {
        EndpointBench bench = Ring(64, 4);
        ReceiveEndpoint endpoint = bench.Endpoints.ModemRx;
        bench.Do(endpoints => endpoints.EnableReceive(endpoint));
        endpoint.DisableRefill();
        Assert.AreEqual("", Doorbells(bench.Do(_ => Complete(bench, 20, 100))));
        Assert.AreEqual("", Doorbells(bench.Do(_ => endpoint.EnableRefill())));
        Assert.AreEqual(20, endpoint.Channel.Free);

        Assert.AreEqual("18", Doorbells(bench.Do(_ => Complete(bench, 1, 100))));
        Assert.AreEqual(0, endpoint.Channel.Free);
    }

    [TestMethod]
    [DataRow(V351, 6)]
    [DataRow("qcom,sc7180-ipa", 3)]
    public void What_comes_while_an_endpoint_goes_to_sleep_or_stops_is_taken_and_no_buffer_given(string version, int id)
    {
        foreach (Action<ApEndpoints> rest in (Action<ApEndpoints>[])[endpoints => endpoints.DisableReceive(endpoints.ModemRx), endpoints => endpoints.Suspend()])
        {
            var bench = new EndpointBench(version);
            GsiChannel channel = bench.Endpoints.ModemRx.Channel;
            bench.Do(endpoints => endpoints.EnableReceive(endpoints.ModemRx));
            string log = bench.Do(endpoints =>
            {
                for (int i = 0; i < 20; i++) { bench.Channels.Complete(id, i, 100); }
                bench.Loop.Schedule(channel.Poll);
                rest(endpoints);
                bench.Loop.Sleep(1000);
            });

            Assert.DoesNotContain("ring", log);
            Assert.AreEqual((20, 20u), (channel.Free, bench.Endpoints.ModemRx.DroppedCount));
        }
    }

    /// <summary>The write pointer is looked at, which is 0 here, and the doorbell rung again.</summary>
    [TestMethod]
    public void Only_a_ring_that_has_buffers_already_is_looked_after_when_it_starts()
    {
        EndpointBench bench = Ring(16, 8);
        Assert.AreEqual("start6 wakes0=400 ring6:9", Without(bench.Do(endpoints => endpoints.EnableReceive(endpoints.ModemRx))));
        bench.Do(endpoints => endpoints.DisableReceive(endpoints.ModemRx));

        Assert.AreEqual("start6 wakes0=400 look6 ring6:9", Without(bench.Do(endpoints => endpoints.EnableReceive(endpoints.ModemRx))));
    }

    [TestMethod]
    public void A_ring_that_was_all_used_is_filled_when_refilling_begins_again()
    {
        EndpointBench bench = Ring(64, 4);
        ReceiveEndpoint endpoint = bench.Endpoints.ModemRx;
        bench.Do(endpoints => endpoints.EnableReceive(endpoint));
        endpoint.DisableRefill();
        bench.Do(_ => Complete(bench, 61, 100));

        Assert.AreEqual("13 29 45 58", Doorbells(bench.Do(_ => endpoint.EnableRefill())));
        Assert.AreEqual(0, endpoint.Channel.Free);
    }

    [TestMethod]
    public void A_sender_is_told_after_each_poll_what_has_left_since_the_last_and_not_what_was_taken_back()
    {
        var bench = new ChannelBench(true);
        var endpoint = new TransmitEndpoint(bench.Channel, bench.Heap);
        var told = new List<(uint, uint)>();
        endpoint.SetHandler((packets, bytes) => told.Add((packets, bytes)));
        DmaMemory memory = bench.Heap.Allocate("test", 64, 64);
        endpoint.Send(100, false);
        endpoint.Send(23, false);
        endpoint.SendFragments(memory, [0, 16, 32], [7, 11, 13], 3, false);

        bench.Complete(1);
        bench.Channel.Poll.Run(64);
        bench.Complete(4);
        bench.Channel.Poll.Run(64);
        bench.Channel.Poll.Run(64);
        endpoint.Send(50, false);
        endpoint.Send(60, false);
        bench.Try(gsi => gsi.Reset(bench.Channel, true));
        bench.Channel.Poll.Run(64);

        CollectionAssert.AreEqual(new (uint, uint)[] { (2, 123), (1, 31), (0, 0), (0, 0), (0, 0) }, told);
        Assert.AreEqual((2u, 5u, 3u), (endpoint.CancelledCount, bench.Channel.Counters.Committed, bench.Channel.Counters.Completed));
        endpoint.SetHandler(null);
        bench.Channel.Poll.Run(64);
        Assert.HasCount(5, told);
    }

    /// <summary>Buffers of 2048 bytes, one per slot; fragments stay where they are.</summary>
    [TestMethod]
    public void Frames_lie_at_their_slots_and_fragments_where_they_were()
    {
        var bench = new ChannelBench(true);
        var endpoint = new TransmitEndpoint(bench.Channel, bench.Heap);
        DmaMemory memory = bench.Heap.Allocate("test", 64, 64);
        var bytes = new byte[64];
        for (int i = 0; i < bytes.Length; i++) { bytes[i] = (byte)(i + 1); }
        memory.CopyFrom(0, bytes, 0, bytes.Length);
        for (int slot = 0; slot < 3; slot++)
        {
            Assert.AreEqual(2048 * slot, endpoint.NextOffset);
            endpoint.Send(10 + slot, false);
            Assert.AreEqual((endpoint.Buffers.Address + 2048ul * (uint)slot, 10u + (uint)slot), (bench.Element(slot).Address, (uint)bench.Element(slot).Upper));
        }
        CollectionAssert.AreEqual(new[] { 1, 2, 3 }, bench.Doorbells);

        Assert.AreEqual(9, endpoint.Join(memory, [60, 0, 10], [2, 3, 4], 3));
        var joined = new byte[10];
        endpoint.Buffers.CopyTo(3 * 2048, joined, 0, joined.Length);
        Assert.AreEqual("3D3E0102030B0C0D0E00", Convert.ToHexString(joined));

        endpoint.SendFragments(memory, [60, 0, 10], [2, 3, 4], 3, true);
        Assert.HasCount(3, bench.Doorbells, "more follows");
        Assert.AreEqual(9, bench.Channel.LengthOf(3));
        CollectionAssert.AreEqual(new[] { (memory.Address + 60, 2u), (memory.Address, 3u), (memory.Address + 10, 4u) },
            Enumerable.Range(3, 3).Select(slot => (bench.Element(slot).Address, (uint)bench.Element(slot).Upper)).ToArray());
        endpoint.SendFragments(memory, [0], [1], 1, false);
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 7 }, bench.Doorbells);
        for (int i = 0; i < 6; i++)
        {
            Assert.IsTrue(endpoint.HasRoom);
            endpoint.Send(1, true);
        }
        Assert.IsFalse(endpoint.HasRoom);
    }

    private static EndpointBench Ring(int elements, int tlv) => new(V351, data =>
    {
        EndpointData endpoint = data.Endpoint(EndpointName.ApModemRx);
        endpoint.ElementCount = endpoint.EventCount = elements;
        endpoint.TlvCount = tlv;
    });

    private static void Complete(EndpointBench bench, int count, int length)
    {
        GsiChannel channel = bench.Endpoints.ModemRx.Channel;
        for (int i = 0; i < count; i++)
        {
            bench.Channels.Complete(6, (int)channel.Counters.Completed + i, length);
        }
        channel.Poll.Run(64);
    }

    private static string Without(string log) => string.Join(' ', log.Split(' ').Select(word => word.Split('(')[0]));

    private static string Doorbells(string log) => string.Join(' ', log.Split(' ').Where(word => word.StartsWith("ring6:", StringComparison.Ordinal)).Select(word => word[6..].Split('(')[0]));
}
