using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Cli.Network;

namespace IpaEmbedded.HostTests.Cli.Network;

/// <summary>The host behind the modem: answers echo, in fragments too, and says what it does not have.</summary>
[TestClass]
public sealed class FarHostTests
{
    [TestMethod]
    [DataRow(FarBench.Own4, FarBench.Peer4)]
    [DataRow(FarBench.Own6, FarBench.Peer6)]
    public void A_datagram_to_the_echo_port_comes_back_in_as_many_fragments_as_it_needs(string own, string peer)
    {
        var bench = new FarBench();
        byte[] whole = FarBench.Udp(own, peer, 7, 5000);

        bench.Send([.. FarBench.Fragments(whole, 1400).Reverse()]);

        Assert.HasCount(4, bench.Answers);
        Assert.AreEqual(4, bench.Host.Delivered);
        byte[] answer = Whole(bench.Answers);
        int header = own.Contains(':', StringComparison.Ordinal) ? 40 : 20;
        CollectionAssert.AreEqual(FarBench.Pattern(5000), answer[(header + 8)..]);
        Assert.AreEqual("000730391390", Convert.ToHexString(answer, header, 6));
    }

    [TestMethod]
    public void A_datagram_to_another_port_is_answered_with_port_unreachable()
    {
        var bench = new FarBench();
        byte[] packet = FarBench.Udp(FarBench.Own4, FarBench.Peer4, 4711, 100);

        bench.Send(packet);

        byte[] answer = bench.Answers.Single();
        // From the peer to this machine: type 3, code 3, and the packet that it is about.
        Assert.AreEqual("01" + "C0000201" + "C0000202" + "0303", Convert.ToHexString(answer[9..10]) + Convert.ToHexString(answer[12..20]) + Convert.ToHexString(answer[20..22]));
        CollectionAssert.AreEqual(packet, answer[28..]);
        Assert.AreEqual(0, PacketChecksum.Of(answer.AsSpan(0, 20)));
        Assert.AreEqual(0, PacketChecksum.Of(answer.AsSpan(20)));
    }

    [TestMethod]
    public void A_datagram_to_another_port_of_IPv6_is_answered_with_port_unreachable_that_quotes_what_1280_bytes_hold()
    {
        var bench = new FarBench();
        byte[] packet = FarBench.Udp(FarBench.Own6, FarBench.Peer6, 4711, 1400);

        bench.Send(packet);

        byte[] answer = bench.Answers.Single();
        Assert.HasCount(1280, answer);
        Assert.AreEqual("3A" + "0104", Convert.ToHexString(answer[6..7]) + Convert.ToHexString(answer[40..42]));
        CollectionAssert.AreEqual(packet[..1232], answer[48..]);
        Assert.AreEqual(0, PacketChecksum.Of(answer.AsSpan(40), PacketChecksum.Pseudo(answer.AsSpan(8, 16), answer.AsSpan(24, 16), 58, answer.Length - 40)));
    }

    [TestMethod]
    [DataRow(FarBench.Own4, FarBench.Peer4, 9, "0302")]
    [DataRow(FarBench.Own6, FarBench.Peer6, 6, "0401")]
    public void A_protocol_that_it_does_not_know_is_told(string own, string peer, int at, string typeAndCode)
    {
        var bench = new FarBench();

        bench.Send(FarBench.Packet(own, peer, 132, new byte[20]));

        byte[] answer = bench.Answers.Single();
        int header = at == 9 ? 20 : 40;
        Assert.AreEqual(typeAndCode, Convert.ToHexString(answer, header, 2));
        // The parameter problem points to the number.
        Assert.AreEqual(at == 9 ? 0 : 6, answer[header + 7]);
    }

    [TestMethod]
    [DataRow(FarBench.Own4, FarBench.Peer4, (byte)1, (byte)8, (byte)0)]
    [DataRow(FarBench.Own6, FarBench.Peer6, (byte)58, (byte)128, (byte)129)]
    public void A_ping_that_was_damaged_on_its_way_is_not_answered_as_if_it_were_whole(string own, string peer, byte protocol, byte request, byte answer)
    {
        byte[] ping = FarBench.Packet(own, peer, protocol, [request, 0, 0, 0, 0, 9, 0, 1, .. FarBench.Pattern(40)]);
        int header = ping.Length - 48;
        int address = header == 20 ? 12 : 8;
        int size = header == 20 ? 4 : 16;
        uint pseudo = header == 20 ? 0 : PacketChecksum.Pseudo(ping.AsSpan(address, size), ping.AsSpan(address + size, size), protocol, 48);
        BinaryPrimitives.WriteUInt16BigEndian(ping.AsSpan(header + 2), PacketChecksum.Of(ping.AsSpan(header), pseudo));
        byte[] damaged = [.. ping];
        damaged[^1] ^= 0x10;
        var bench = new FarBench();

        bench.Send(damaged, ping);

        byte[] only = bench.Answers.Single();
        Assert.AreEqual(answer, only[header]);
        CollectionAssert.AreEqual(FarBench.Pattern(40), only[(header + 8)..]);
        Assert.AreEqual(1, bench.Host.Delivered);
        Assert.AreEqual(1, bench.Host.Lost.Single(each => each.Reason == "a transport header or checksum was wrong").Count);
    }

    [TestMethod]
    public void A_connection_is_refused_with_a_reset_that_acknowledges_its_request()
    {
        var bench = new FarBench();
        byte[] request = [0x30, 0x39, 0, 80, 0, 0, 0x10, 0, 0, 0, 0, 0, 0x50, 0x02, 0xff, 0xff, 0xeb, 0x55, 0, 0];

        bench.Send(FarBench.Packet(FarBench.Own4, FarBench.Peer4, 6, request));

        // Ports changed places, sequence 0, acknowledgement one more than the request's, RST and ACK.
        Assert.AreEqual("005030390000000000001001" + "5014", Convert.ToHexString(bench.Answers.Single(), 20, 14));
    }

    [TestMethod]
    [DataRow(FarBench.Own4, "224.0.0.251")]
    [DataRow(FarBench.Own6, "ff02::fb")]
    [DataRow("0.0.0.0", FarBench.Peer4)]
    public void What_is_for_groups_or_from_nobody_is_answered_to_nobody(string source, string destination)
    {
        var bench = new FarBench();

        bench.Send(FarBench.Udp(source, destination, 5353, 40));

        Assert.HasCount(0, bench.Answers);
        Assert.AreEqual(1, bench.Host.Delivered);
    }

    [TestMethod]
    public void An_error_about_an_error_is_not_sent()
    {
        var bench = new FarBench();

        bench.Send(FarBench.Packet(FarBench.Own4, FarBench.Peer4, 1, [3, 3, .. new byte[30]]));

        Assert.HasCount(0, bench.Answers);
    }

    [TestMethod]
    public void Fragments_whose_rest_does_not_come_and_what_is_no_packet_are_counted_as_lost()
    {
        var bench = new FarBench();

        bench.Send([.. FarBench.Fragments(FarBench.Udp(FarBench.Own4, FarBench.Peer4, 7, 5000), 1400)[..3], [0x20, .. new byte[40]]]);

        Assert.HasCount(0, bench.Answers);
        Assert.AreEqual(0, bench.Host.Delivered);
        Assert.AreEqual("no IP packet 1, a fragment whose rest did not come 3, a transport header or checksum was wrong 0", string.Join(", ", bench.Host.Lost.Select(each => $"{each.Reason} {each.Count}")));
    }

    [TestMethod]
    public void Damaged_packets_end_nothing_and_every_one_of_them_is_counted()
    {
        var bench = new FarBench();
        var random = new Random(4);
        byte[][] seeds =
        [
            FarBench.Udp(FarBench.Own4, FarBench.Peer4, 7, 60), FarBench.Udp(FarBench.Own6, FarBench.Peer6, 4711, 60),
            .. FarBench.Fragments(FarBench.Udp(FarBench.Own4, FarBench.Peer4, 7, 600), 200), .. FarBench.Fragments(FarBench.Udp(FarBench.Own6, FarBench.Peer6, 7, 600), 200),
            FarBench.Packet(FarBench.Own4, FarBench.Peer4, 6, new byte[24]), FarBench.Packet(FarBench.Own6, FarBench.Peer6, 0, [60, 0, .. new byte[30]]),
        ];
        const int Count = 20_000;
        for (int i = 0; i < Count; i++)
        {
            byte[] packet = [.. seeds[random.Next(seeds.Length)]];
            for (int damage = random.Next(4); damage > 0; damage--)
            {
                packet[random.Next(Math.Min(packet.Length, 64))] = (byte)random.Next(256);
            }
            packet = packet[..(random.Next(8) == 0 ? random.Next(1, packet.Length) : packet.Length)];
            bench.Host.OnPacket(0, packet, 0, packet.Length);
            if (i % 100 == 0)
            {
                bench.Board.Loop.Run(10_000);
                bench.Answers.Clear();
            }
        }

        Assert.AreEqual(Count, bench.Host.Delivered + bench.Host.Lost.Sum(each => each.Count));
    }

    /// <summary>Puts the answers together with the help of what they say of their places.</summary>
    private static byte[] Whole(List<byte[]> fragments)
    {
        var reassembly = new Reassembly();
        foreach (byte[] fragment in fragments)
        {
            Assert.IsTrue(IpHeader.TryParse(fragment, out IpHeader header));
            ReadOnlySpan<byte> whole = reassembly.Add(fragment, header, 0, out int count);
            if (count > 0)
            {
                return whole.ToArray();
            }
        }
        throw new AssertFailedException("they give no whole");
    }
}
