using System.Buffers.Binary;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>
/// Checksums of packets of every shape: IPv4 with options, IPv6, TCP, UDP and neither, odd and even, whole and cut, right and with a bit changed. A second
/// reader and a second writer, written from the IPA reference, 9.5, say what must come out.
/// </summary>
[TestClass]
public sealed class TransportChecksumTests
{
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const int Mux = 5;

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void What_is_received_is_verified_exactly_as_a_second_reader_does(int shift)
    {
        var random = new Random(shift);
        var port = new RmnetPort(new ModemInterface(new EventLoop(new VirtualTime()), null, null), RmnetFormat.IngressChecksumV4);
        RmnetInterface rmnet = port.CreateInterface(Mux);
        var sink = new Sink();
        rmnet.SetSink(sink);
        var expected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int run = 0; run < 1200; run++)
        {
            byte[] packet = Damaged(Packet(random), random);
            ushort trailer = (ushort)~Packets.Sum(packet, 0, packet.Length, 0);
            if (random.Next(8) == 0) { trailer ^= (ushort)(1 << random.Next(16)); }
            string verdict = Verdict(packet, trailer);
            expected[verdict] = expected.GetValueOrDefault(verdict) + 1;
            byte[] frame = [0, Mux, (byte)(packet.Length >> 8), (byte)packet.Length, .. packet, 0, 1, 0, 0, 0, 0, (byte)(trailer >> 8), (byte)trailer];
            var memory = new DmaMemory(0x1000, shift + frame.Length);
            memory.CopyFrom(shift, frame, 0, frame.Length);

            port.OnReceived(memory, shift, frame.Length);

            Assert.AreEqual((verdict == "ok", packet.Length), (sink.IsVerified, sink.Length), $"run {run}, {verdict}: {Convert.ToHexString(packet)}");
            Assert.AreEqual((ulong)expected[verdict], Counts(rmnet.Checksums)[verdict], $"run {run}, {verdict}: {Convert.ToHexString(packet)}");
        }

        CollectionAssert.AreEqual(expected.Keys, Counts(rmnet.Checksums).Where(count => count.Value > 0).Select(count => count.Key).ToArray());
        CollectionAssert.AreEqual(new[] { "buffer", "failed", "fragment", "header", "ok", "skipped", "transport", "version" }, expected.Keys);
        Assert.IsGreaterThan(3, expected.Values.Min(), string.Join(' ', expected));
    }

    [TestMethod]
    public void Udp_without_a_checksum_is_allowed_in_ipv4_alone()
    {
        byte[] four = Right(Ipv4(Udp, 20, new byte[20], 0));
        byte[] six = Ipv6(Udp, new byte[20]);

        Assert.AreEqual("skipped", Received(Blank(four, 26)));
        Assert.AreEqual("failed", Received(Blank(six, 46)));
        // A checksum of zero is that of no other protocol: it is one like others.
        Assert.AreEqual("failed", Received(Blank(Right(Ipv4(Tcp, 20, new byte[20], 0)), 36)));
        foreach (int half in new[] { 26, 27 })
        {
            byte[] packet = Blank(four, 26);
            packet[half] = 1;
            Assert.AreEqual("failed", Received(packet), $"byte {half} is 1");
        }
    }

    /// <summary>0x0011 + 0x0014 + 0xffff + 0xffda is 0x1fffe, and with another 1 it carries once more when its carry is added.</summary>
    [TestMethod]
    [DataRow((ushort)0xffda)]
    [DataRow((ushort)0xffdb)]
    [DataRow((ushort)0xffdc)]
    public void A_carry_that_carries_again_is_no_error(ushort word)
    {
        byte[] packet = Ipv4(Udp, 20, [0, 1, 0, 2, 0, 20, .. new byte[14]], 0);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(12), 0xffff);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(14), word);
        packet = Right(Headed(packet));

        for (int shift = 0; shift < 4; shift++)
        {
            packet[39] = 0;
            packet = Right(packet);
            Assert.AreEqual("ok", Received(packet, shift));
            packet[39]++;
            Assert.AreEqual("failed", Received(packet, shift));
        }
    }

    [TestMethod]
    [DataRow(Board.Sdm845, false)]
    [DataRow(Board.Sdm845, true)]
    [DataRow(Board.V45, false)]
    [DataRow(Board.V45, true)]
    public void What_is_sent_is_framed_exactly_as_a_second_writer_does(string name, bool compute)
    {
        var random = new Random(7);
        var board = new Board(name, ChipTiming.Immediate()).Open();
        board.Soc.Network.Answers = false;
        var port = new RmnetPort(board.Interface, RmnetFormat.For(board.Driver.Data));
        RmnetInterface rmnet = port.CreateInterface(Mux);
        ulong hardware = 0, bytes = 0;
        // What was in the buffers before does not matter.
        board.Interface.TransmitMemory.Fill(0, board.Interface.TransmitMemory.Size, 0xee);
        for (int run = 0; run < 300; run++)
        {
            byte[] packet = run < 8 ? new byte[new[] { 1, 2, 19, 255, 256, 257, 1499, 1500 }[run]] : Damaged(Packet(random), random);
            int at = board.Interface.TransmitOffset;
            byte[] given = [9, 9, 9, .. packet, 9];

            Assert.AreEqual(TransmitStatus.Accepted, rmnet.Send(given, 3, packet.Length, compute, false));

            byte[] expected = Framed(packet, compute, name == Board.V45, ref hardware);
            byte[] sent = new byte[expected.Length];
            board.Interface.TransmitMemory.CopyTo(at, sent, 0, sent.Length);
            Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(sent), $"run {run}");
            bytes += (ulong)packet.Length;
            Assert.AreEqual((hardware, (ulong)run + 1 - hardware), (rmnet.Checksums.ComputedInHardware, rmnet.Checksums.ComputedInSoftware), $"run {run}: {Convert.ToHexString(packet)}");
            Assert.AreEqual(((ulong)run + 1, bytes), (rmnet.Counters.TxPackets, rmnet.Counters.TxBytes));
            if (run % 100 == 99) { board.Loop.Run(2000); }
        }

        int header = name == Board.V45 || name == Board.Sdm845 ? 8 : 4;
        Assert.AreEqual((300ul, bytes + 300 * (ulong)header), (board.Interface.Counters.TxPackets, board.Interface.Counters.TxBytes));
        Assert.AreEqual(compute, hardware > 40);
    }

    [TestMethod]
    [DataRow(0u, "0005002C")]
    [DataRow(RmnetFormat.EgressChecksumV4, "0005002C00000000")]
    [DataRow(RmnetFormat.EgressChecksumV5, "4005002C04000000")]
    [DataRow(RmnetFormat.EgressChecksumV4 | RmnetFormat.EgressChecksumV5, "4005002C04000000")]
    [DataRow(RmnetFormat.IngressChecksumV4 | RmnetFormat.IngressChecksumV5 | RmnetFormat.Deaggregation | RmnetFormat.MapCommands, "0005002C")]
    public void The_flags_say_which_headers_stand_before_a_packet(uint flags, string header)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        // The chip expects the headers of its version.
        board.Watch.Provokes(SanitizerRule.QmapFrame);
        RmnetInterface rmnet = new RmnetPort(board.Interface, flags).CreateInterface(Mux);
        byte[] packet = Right(Ipv4(Udp, 20, new byte[24], 0));
        int at = board.Interface.TransmitOffset;

        Assert.AreEqual(TransmitStatus.Accepted, rmnet.Send(packet, 0, packet.Length, false, false));

        byte[] sent = new byte[header.Length / 2 + packet.Length];
        board.Interface.TransmitMemory.CopyTo(at, sent, 0, sent.Length);
        Assert.AreEqual(header + Convert.ToHexString(packet), Convert.ToHexString(sent));
        Assert.AreEqual((ulong)sent.Length, board.Interface.Counters.TxBytes);
    }

    // The second reader. The trailer is the complement of the sum of the whole packet.
    private static string Verdict(byte[] packet, ushort trailer)
    {
        int version = packet.Length < 20 ? 0 : packet[0] >> 4;
        int header = version == 4 ? (packet[0] & 15) * 4 : 40;
        if (version is not (4 or 6) || header < 20 || header > packet.Length) { return "version"; }
        byte protocol = version == 4 ? packet[9] : packet[6];
        int payload = version == 4 ? BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(2)) - header : BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(4));
        int field = protocol == Tcp ? 16 : protocol == Udp ? 6 : -2;
        bool isFragment = version == 4 && (BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(6)) & 0x3fff) != 0;
        if (payload < 0 || payload > packet.Length - header || (!isFragment && payload < field + 2)) { return "buffer"; }
        if (version == 4 && Packets.Sum(packet, 0, header, 0) != 0xffff) { return "header"; }
        if (isFragment) { return "fragment"; }
        if (field < 0) { return "transport"; }
        if (version == 4 && protocol == Udp && BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(header + field)) == 0) { return "skipped"; }
        uint pseudo = Packets.Sum(packet, version == 4 ? 12 : 8, version == 4 ? 8 : 32, protocol + (uint)payload);
        uint said = version == 4 ? trailer : (uint)trailer + Packets.Sum(packet, 0, 40, 0);
        return said % 0xffff == pseudo % 0xffff ? "ok" : "failed";
    }

    // The second writer: the QMAP header, the checksum header, and the packet, whose checksum field is complemented where the hardware wants it (before v4.5).
    private static byte[] Framed(byte[] packet, bool compute, bool inline, ref ulong hardware)
    {
        byte[] frame = [(byte)(inline ? 0x40 : 0), Mux, (byte)(packet.Length >> 8), (byte)packet.Length, 0, 0, 0, 0, .. packet];
        if (inline)
        {
            frame[4] = 4;
            frame[5] = (byte)(compute ? 0x80 : 0);
            hardware += compute ? 1u : 0;
            return frame;
        }
        // What the trailer says of a packet that could be sent does not depend on its checksums.
        if (!compute || packet.Length < 20 || Verdict(Headed(packet), 0) is not ("ok" or "failed" or "skipped")) { return frame; }
        int header = packet[0] >> 4 == 4 ? (packet[0] & 15) * 4 : 40;
        bool udp = (packet[0] >> 4 == 4 ? packet[9] : packet[6]) == Udp;
        int field = udp ? 6 : 16;
        frame[5] = (byte)header;
        frame[6] = (byte)(udp ? 0xc0 : 0x80);
        frame[7] = (byte)field;
        frame[8 + header + field] ^= 0xff;
        frame[9 + header + field] ^= 0xff;
        hardware++;
        return frame;
    }

    private static string Received(byte[] packet, int shift = 0)
    {
        var port = new RmnetPort(new ModemInterface(new EventLoop(new VirtualTime()), null, null), RmnetFormat.IngressChecksumV4);
        RmnetInterface rmnet = port.CreateInterface(Mux);
        ushort trailer = (ushort)~Packets.Sum(packet, 0, packet.Length, 0);
        byte[] frame = [0, Mux, 0, (byte)packet.Length, .. packet, 0, 1, 0, 0, 0, 0, (byte)(trailer >> 8), (byte)trailer];
        var memory = new DmaMemory(0x1000, shift + frame.Length);
        memory.CopyFrom(shift, frame, 0, frame.Length);
        port.OnReceived(memory, shift, frame.Length);
        return string.Join(' ', Counts(rmnet.Checksums).Where(count => count.Value > 0).Select(count => count.Key));
    }

    private static SortedDictionary<string, ulong> Counts(ChecksumCounters counters) => new(StringComparer.Ordinal)
    {
        ["ok"] = counters.Ok,
        ["failed"] = counters.ValidationFailed,
        ["version"] = counters.BadIpVersion,
        ["buffer"] = counters.BadBuffer,
        ["header"] = counters.BadIpv4Header,
        ["transport"] = counters.BadTransport,
        ["fragment"] = counters.SkippedFragment,
        ["skipped"] = counters.Skipped,
    };

    private static byte[] Packet(Random random)
    {
        byte protocol = random.Next(8) switch { 0 => (byte)random.Next(256), < 4 => Tcp, _ => Udp };
        byte[] payload = new byte[random.Next(8) == 0 ? random.Next(1400) : random.Next(60)];
        random.NextBytes(payload);
        if (random.Next(4) == 0) { Array.Fill(payload, (byte)(random.Next(2) * 255)); }
        if (random.Next(3) == 0) { return Right(Ipv6(protocol, payload, random)); }
        byte[] packet = Right(Ipv4(protocol, 4 * random.Next(5, 16), payload, random.Next(8) == 0 ? 1 << random.Next(16) : 0, random));
        if (protocol == Udp && payload.Length >= 8 && random.Next(16) == 0) { packet = Blank(packet, (packet[0] & 15) * 4 + 6); }
        return packet;
    }

    // One time in four right as it is; else a bit of it is changed, or one of the first bytes, with a right header or not, or it is cut, or something hangs on.
    private static byte[] Damaged(byte[] packet, Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                packet[random.Next(packet.Length)] ^= (byte)(1 << random.Next(8));
                return packet;
            case 1:
                packet[random.Next(10)] ^= (byte)(1 << random.Next(8));
                return Headed(packet);
            case 2:
                return packet[..random.Next(1, packet.Length)];
            case 3:
                return Headed([.. packet, .. new byte[random.Next(9)]]);
            default:
                return packet;
        }
    }

    private static byte[] Blank(byte[] packet, int at)
    {
        packet = [.. packet];
        packet[at] = packet[at + 1] = 0;
        return packet;
    }

    // With a right header checksum, if it is IPv4.
    private static byte[] Headed(byte[] packet)
    {
        int header = (packet[0] & 15) * 4;
        if (packet[0] >> 4 != 4 || header < 20 || header > packet.Length) { return packet; }
        packet = Blank(packet, 10);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), (ushort)~Packets.Sum(packet, 0, header, 0));
        return packet;
    }

    // With a right transport checksum, if there is room for one.
    private static byte[] Right(byte[] packet)
    {
        bool four = packet[0] >> 4 == 4;
        int header = four ? (packet[0] & 15) * 4 : 40;
        byte protocol = four ? packet[9] : packet[6];
        int field = header + (protocol == Tcp ? 16 : 6);
        if (protocol is not (Tcp or Udp) || field + 2 > packet.Length) { return packet; }
        packet = Blank(packet, field);
        uint pseudo = Packets.Sum(packet, four ? 12 : 8, four ? 8 : 32, protocol + (uint)(packet.Length - header));
        ushort sum = (ushort)~Packets.Sum(packet, header, packet.Length - header, pseudo);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(field), sum == 0 ? (ushort)0xffff : sum);
        return packet;
    }

    private static byte[] Ipv4(byte protocol, int header, byte[] payload, int fragment, Random? random = null)
    {
        byte[] packet = [.. new byte[header], .. payload];
        random?.NextBytes(packet.AsSpan(0, header));
        packet[0] = (byte)(0x40 | header / 4);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), (ushort)fragment);
        packet[9] = protocol;
        return Headed(packet);
    }

    private static byte[] Ipv6(byte protocol, byte[] payload, Random? random = null)
    {
        byte[] packet = [.. new byte[40], .. payload];
        random?.NextBytes(packet.AsSpan(0, 40));
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)payload.Length);
        packet[6] = protocol;
        return packet;
    }

    private sealed class Sink : PacketSink
    {
        public bool IsVerified { get; private set; }

        public int Length { get; private set; }

        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
        {
            IsVerified = checksumVerified;
            Length = length;
        }
    }
}
