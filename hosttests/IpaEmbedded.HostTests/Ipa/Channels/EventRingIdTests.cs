using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Channels;

/// <summary>Which event ring a channel gets, and that it goes back.</summary>
[TestClass]
public sealed class EventRingIdTests
{
    // 10 to 16 are those of MHI.
    private static readonly int[] Ids = [.. Enumerable.Range(0, 10), .. Enumerable.Range(17, 15)];

    [TestMethod]
    public void Channels_get_the_lowest_event_rings_and_none_of_those_of_MHI()
    {
        GsiDevice gsi = Empty(out _);

        CollectionAssert.AreEqual(Ids, Ids.Select(id => gsi.CreateChannel(Endpoint(id)).Events.Id).ToArray());
        Assert.AreEqual((0, 31), (gsi.Channel(0).Id, gsi.Channel(31).Id));
        Assert.AreEqual((null, null, null), (gsi.Channel(-1), gsi.Channel(32), gsi.Channel(12)));
    }

    [TestMethod]
    public void Event_rings_of_destroyed_channels_are_given_again()
    {
        GsiDevice gsi = Empty(out ChannelBench bench);
        for (int round = 0; round < 3; round++)
        {
            int[] given = [.. ((int[])[31, 0, 7]).Select(channel => gsi.CreateChannel(Endpoint(channel)).Events.Id)];
            CollectionAssert.AreEqual(new[] { 0, 1, 2 }, given);
            Assert.AreEqual(6, bench.Heap.Taken);
            gsi.DestroyChannels();
            Assert.AreEqual((0, null, null), (bench.Heap.Taken, gsi.Channel(0), gsi.Channel(31)));
        }
        gsi.DestroyChannels();
        Assert.AreEqual(0, bench.Heap.Taken);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void A_channel_without_memory_has_taken_neither_memory_nor_an_event_ring(int refused)
    {
        GsiDevice gsi = Empty(out ChannelBench bench);
        Assert.AreEqual(0, gsi.CreateChannel(Endpoint(3)).Events.Id);
        bench.Heap.RefuseFromNow(refused);

        Assert.ThrowsExactly<HardwareException>(() => gsi.CreateChannel(Endpoint(4)));
        Assert.AreEqual((2, null), (bench.Heap.Taken, gsi.Channel(4)));
        Assert.AreEqual(1, gsi.CreateChannel(Endpoint(4)).Events.Id);
    }

    [TestMethod]
    [DataRow(8, 16, 8)]
    [DataRow(16, 8, 8)]
    [DataRow(8, 8, 8)]
    public void A_ring_has_no_more_elements_than_there_are_events(int elements, int events, int count)
    {
        EndpointData endpoint = Endpoint(1);
        endpoint.ElementCount = elements;
        endpoint.EventCount = events;
        GsiChannel channel = Empty(out _).CreateChannel(endpoint);

        Assert.AreEqual((count, events), (channel.Ring.Count, channel.Events.Count));
    }

    private static GsiDevice Empty(out ChannelBench bench)
    {
        bench = new ChannelBench(true);
        bench.Gsi.DestroyChannels();
        Assert.AreEqual(0, bench.Heap.Taken);
        return bench.Gsi;
    }

    private static EndpointData Endpoint(int channel) => new() { Name = EndpointName.ApModemTx, Channel = channel, Id = 1, ToIpa = true, ElementCount = 16, EventCount = 16, TlvCount = 4 };
}
