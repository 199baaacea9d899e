using System.Net;
using IpaEmbedded.Cli.Network;

namespace IpaEmbedded.HostTests.Cli.Network;

[TestClass]
public sealed class TunAddressTests
{
    [TestMethod]
    [DataRow("192.0.2.2/24", "192.0.2.1", "192.0.3.2/24")]
    [DataRow("192.0.2.2/28", "192.0.2.1", "192.0.2.18/28")]
    [DataRow("192.0.2.1/30", "192.0.2.2", "192.0.2.5/30")]
    [DataRow("2001:db8::2/64", "2001:db8::1", "2001:db8:0:1::2/64")]
    [DataRow("2001:db8::1/126", "2001:db8::2", "2001:db8::5/126")]
    public void The_peer_is_the_first_other_address_and_the_next_network_follows(string text, string peer, string next)
    {
        TunAddress address = TunAddress.Parse(text)!;

        Assert.AreEqual((text, peer, next), (address.ToString(), address.Peer.ToString(), address.Next(1).ToString()));
        Assert.IsTrue(address.Contains(address.Peer.GetAddressBytes()));
        Assert.IsFalse(address.Contains(address.Next(1).Own.GetAddressBytes()));
    }

    [TestMethod]
    [DataRow("192.0.2.2")]
    [DataRow("192.0.2.2/31")]
    [DataRow("192.0.2.2/0")]
    [DataRow("1/24")]
    [DataRow("2001:db8::2/127")]
    [DataRow("fe80::1%eth0/64")]
    [DataRow("2001:db8::2/-1")]
    public void What_leaves_no_room_for_a_second_address_is_none(string text) => Assert.IsNull(TunAddress.Parse(text));

    [TestMethod]
    public void A_packet_goes_to_the_mux_id_of_its_network_or_of_whoever_sent_from_its_destination()
    {
        var routes = new MuxRoutes([(TunAddress.Parse("192.0.2.2/28")!, 3), (TunAddress.Parse("192.0.2.18/28")!, 4)], 3);
        routes.Learn(FarBench.Udp("203.0.113.9", "192.0.2.17", 7, 1), 4);

        Assert.AreEqual(4, routes.Of(FarBench.Udp("192.0.2.17", "192.0.2.18", 7, 1)));
        Assert.AreEqual(3, routes.Of(FarBench.Udp("192.0.2.1", "192.0.2.2", 7, 1)));
        Assert.AreEqual(4, routes.Of(FarBench.Udp("192.0.2.17", "203.0.113.9", 7, 1)));
        Assert.AreEqual(3, routes.Of(FarBench.Udp("192.0.2.17", "203.0.113.8", 7, 1)));
    }
}
