using System.Buffers.Binary;
using System.Net;
using IpaEmbedded.Boards.Linux.Network;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>Packets that stand for many segments of TCP: taken apart on the way from the kernel, joined on the way to it.</summary>
[TestClass]
public sealed class SegmentTests
{
    private const byte Acknowledge = 0x10;
    private const byte Push = 8;

    [TestMethod]
    [DataRow(false, OffloadHeader.Tcp4)]
    [DataRow(true, OffloadHeader.Tcp6)]
    public void What_the_kernel_gives_for_many_is_taken_apart_into_whole_packets(bool isV6, byte kind)
    {
        byte[] super = Packet(isV6, 5000, 0x81 | Acknowledge | Push, Pattern(3000));
        int network = isV6 ? 40 : 20;

        List<byte[]> packets = Split(new OffloadHeader(true, kind, network + 32, 1400, network, 16), super);

        Assert.AreEqual("1400 1400 200", string.Join(' ', packets.Select(packet => packet.Length - network - 32)));
        CollectionAssert.AreEqual(Pattern(3000), packets.SelectMany(packet => packet[(network + 32)..]).ToArray());
        Assert.AreEqual("5000 6400 7800", string.Join(' ', packets.Select(packet => BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(network + 4)))));
        // CWR on the first alone, FIN and PSH on the last alone.
        Assert.AreEqual("90 10 19", string.Join(' ', packets.Select(packet => packet[network + 13].ToString("x2"))));
        Assert.IsTrue(packets.All(IsWhole));
        if (!isV6) { Assert.AreEqual("7 8 9", string.Join(' ', packets.Select(packet => BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(4))))); }
    }

    [TestMethod]
    public void A_checksum_that_the_kernel_has_left_is_computed_and_one_of_zero_is_written_as_its_other_form()
    {
        for (int i = 0; i < 70000; i += 7)
        {
            byte[] packet = Udp(i);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(26), (ushort)PacketChecksum.Pseudo(packet.AsSpan(12, 4), packet.AsSpan(16, 4), 17, packet.Length - 20));

            byte[] got = Split(new OffloadHeader(true, OffloadHeader.Whole, 0, 0, 20, 6), packet).Single();

            Assert.AreNotEqual(0, BinaryPrimitives.ReadUInt16BigEndian(got.AsSpan(26)));
            Assert.AreEqual(0, PacketChecksum.Of(got.AsSpan(20), PacketChecksum.Pseudo(got.AsSpan(12, 4), got.AsSpan(16, 4), 17, got.Length - 20)));
        }
    }

    [TestMethod]
    public void A_packet_that_is_whole_stays_as_it_is()
    {
        byte[] packet = Packet(false, 1, Acknowledge, Pattern(100));

        CollectionAssert.AreEqual(packet, Split(default, packet).Single());
    }

    [TestMethod]
    [DataRow(-11)]
    [DataRow(0)]
    [DataRow(OffloadHeader.Size)]
    public void A_read_that_brings_nothing_is_no_packet_whatever_the_one_before_was(int bytes)
    {
        var splitter = new SegmentSplitter();
        byte[] super = Packet(false, 1, Acknowledge, Pattern(3000));
        new OffloadHeader(true, OffloadHeader.Tcp4, 52, 1400, 20, 16).Write(splitter.Room);
        super.CopyTo(splitter.Room[OffloadHeader.Size..]);
        splitter.Begin(OffloadHeader.Size + super.Length);

        splitter.Begin(bytes);

        Assert.IsFalse(splitter.HasNext);
    }

    [TestMethod]
    [DataRow(false, OffloadHeader.Tcp4)]
    [DataRow(true, OffloadHeader.Tcp6)]
    public void Segments_that_follow_each_other_are_written_as_one_and_come_apart_again(bool isV6, byte kind)
    {
        byte[][] packets = [Packet(isV6, 5000, Acknowledge, Pattern(1400)), Packet(isV6, 6400, Acknowledge, Pattern(1400)), Packet(isV6, 7800, Acknowledge | Push, Pattern(200))];
        var joiner = new SegmentJoiner();

        Assert.IsTrue(packets.All(packet => joiner.Add(packet)));
        Assert.IsTrue(joiner.IsComplete);
        Assert.AreEqual(3, joiner.Count);
        byte[] written = joiner.Take().ToArray();

        int network = isV6 ? 40 : 20;
        Assert.AreEqual(new OffloadHeader(true, kind, network + 32, 1400, network, 16), OffloadHeader.Read(written));
        Assert.HasCount(OffloadHeader.Size + network + 32 + 3000, written);
        byte[][] apart = [.. Split(OffloadHeader.Read(written), written[OffloadHeader.Size..])];
        // Only identifications of IPv4 are counted anew.
        for (int i = 0; i < 3; i++) { CollectionAssert.AreEqual(packets[i][network..], apart[i][network..]); }
        Assert.AreEqual(0, joiner.Count);
    }

    [TestMethod]
    [DataRow("sequence")]
    [DataRow("acknowledgement")]
    [DataRow("window")]
    [DataRow("options")]
    [DataRow("ports")]
    [DataRow("destination")]
    [DataRow("hop limit")]
    [DataRow("traffic class")]
    [DataRow("longer")]
    [DataRow("flags")]
    [DataRow("checksum")]
    [DataRow("header checksum")]
    [DataRow("no data")]
    [DataRow("fragment")]
    public void A_segment_that_differs_in_anything_but_its_data_is_written_alone(string what)
    {
        byte[] first = Packet(false, 5000, Acknowledge, Pattern(1000));
        byte[] next = Packet(false, what == "sequence" ? 6001u : 6000u, (byte)(what == "flags" ? Acknowledge | 0x40 : Acknowledge), Pattern(what == "longer" ? 1001 : what == "no data" ? 0 : 1000));
        int at = what switch { "acknowledgement" => 28, "window" => 35, "options" => 50, "ports" => 21, "destination" => 19, "hop limit" => 8, "traffic class" => 1, "fragment" => 7, _ => 0 };
        if (at > 0)
        {
            next[at] ^= 1;
            Finish(next);
        }
        if (what == "checksum") { next[^1] ^= 1; }
        if (what == "header checksum") { next[10] ^= 1; }
        var joiner = new SegmentJoiner();

        Assert.IsTrue(joiner.Add(first));
        Assert.IsFalse(joiner.Add(next));
        Assert.AreEqual(default, OffloadHeader.Read(joiner.Take()));
        Assert.IsTrue(joiner.Add(next));
        CollectionAssert.AreEqual(next, joiner.Take()[OffloadHeader.Size..].ToArray());
    }

    [TestMethod]
    public void No_more_is_joined_than_one_packet_holds()
    {
        var joiner = new SegmentJoiner();
        uint sequence = 1;
        while (joiner.Add(Packet(false, sequence, Acknowledge, Pattern(1448)))) { sequence += 1448; }

        Assert.AreEqual(45, joiner.Count);
        Assert.HasCount(OffloadHeader.Size + 52 + (45 * 1448), joiner.Take().ToArray());
    }

    [TestMethod]
    public void Whatever_bytes_come_they_are_written_as_they_are()
    {
        var random = new Random(9);
        byte[] seed = Packet(false, 1, Acknowledge, Pattern(60));
        var joiner = new SegmentJoiner();
        for (int i = 0; i < 20000; i++)
        {
            byte[] packet = seed[..random.Next(1, seed.Length + 1)];
            packet[random.Next(packet.Length)] = (byte)random.Next(256);
            Assert.IsTrue(joiner.Add(packet));
            CollectionAssert.AreEqual(packet, joiner.Take()[OffloadHeader.Size..].ToArray());
        }
    }

    private static List<byte[]> Split(OffloadHeader header, byte[] packet)
    {
        var splitter = new SegmentSplitter();
        header.Write(splitter.Room);
        packet.CopyTo(splitter.Room[OffloadHeader.Size..]);
        splitter.Begin(OffloadHeader.Size + packet.Length);
        List<byte[]> packets = [];
        byte[] target = new byte[65536];
        while (splitter.HasNext) { packets.Add(target[..splitter.Next(target)]); }
        return packets;
    }

    private static byte[] Pattern(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];

    /// <summary>A packet with a TCP segment that has 12 bytes of options, and all checksums.</summary>
    private static byte[] Packet(bool isV6, uint sequence, byte flags, byte[] data)
    {
        int network = isV6 ? 40 : 20;
        byte[] packet = [.. new byte[network + 32], .. data];
        packet[0] = (byte)(isV6 ? 0x60 : 0x45);
        packet[isV6 ? 6 : 9] = 6;
        packet[isV6 ? 7 : 8] = 64;
        if (!isV6) { packet[5] = 7; }
        IPAddress.Parse(isV6 ? "2001:db8::1" : "192.0.2.1").GetAddressBytes().CopyTo(packet, isV6 ? 8 : 12);
        IPAddress.Parse(isV6 ? "2001:db8::2" : "192.0.2.2").GetAddressBytes().CopyTo(packet, isV6 ? 24 : 16);
        byte[] tcp = [0x9c, 0x40, 0x14, 0x51, 0, 0, 0, 0, 1, 2, 3, 4, 0x80, flags, 2, 0, 0, 0, 0, 0, 1, 1, 8, 10, 1, 2, 3, 4, 5, 6, 7, 8];
        BinaryPrimitives.WriteUInt32BigEndian(tcp.AsSpan(4), sequence);
        tcp.CopyTo(packet, network);
        Finish(packet);
        return packet;
    }

    private static void Finish(byte[] packet)
    {
        int network = packet[0] >> 4 == 6 ? 40 : 20;
        TcpFields.WriteLength(packet, network);
        packet.AsSpan(network + 16, 2).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(network + 16), PacketChecksum.Of(packet.AsSpan(network), TcpFields.Pseudo(packet, network)));
    }

    private static bool IsWhole(byte[] packet)
    {
        int network = packet[0] >> 4 == 6 ? 40 : 20;
        int length = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(network == 40 ? 4 : 2)) + (network == 40 ? 40 : 0);
        return length == packet.Length && (network == 40 || PacketChecksum.Of(packet.AsSpan(0, 20)) == 0)
            && PacketChecksum.Of(packet.AsSpan(network), TcpFields.Pseudo(packet, network)) == 0;
    }

    private static byte[] Udp(int number)
    {
        byte[] packet = [0x45, 0, 0, 32, 0, 0, 0, 0, 64, 17, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2, 0x30, 0x39, 0, 7, 0, 12, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(28), number);
        return packet;
    }
}
