using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Net;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Checksum offload in both directions and formats, and what the ethtool counters of an rmnet device say of it.</summary>
[TestClass]
public sealed class ChecksumTests
{
    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V45)]
    [DataRow(Board.V411)]
    public void The_hardware_fills_in_the_checksums_that_it_is_asked_for(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var link = new Link(board);
        var seen = new List<byte[]>();
        board.Soc.Network.Answers = false;
        board.Soc.Network.Forward = (mux, bytes, offset, length) => seen.Add(bytes.AsSpan(offset, length).ToArray());
        foreach (byte[] packet in new[] { Packets.Udp4(120, true), Packets.Tcp4(121, true), Packets.Udp6(140, true) })
        {
            link.Interface.Send(packet, 0, packet.Length, true, false);
        }
        board.Loop.Run(1000);

        Assert.AreEqual(3, board.Soc.Network.ChecksumsComputed);
        Assert.AreEqual(0xffff, Packets.TransportSum4(seen[0]));
        Assert.AreEqual(0xffff, Packets.TransportSum4(seen[1]));
        Assert.AreEqual(0xffff, Packets.TransportSum6(seen[2]));
        Assert.AreEqual((3ul, 0ul), (link.Interface.Checksums.ComputedInHardware, link.Interface.Checksums.ComputedInSoftware));
        board.AssertClean();
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V45)]
    public void A_packet_that_asks_for_nothing_arrives_as_it_is(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var link = new Link(board);
        byte[]? seen = null;
        board.Soc.Network.Answers = false;
        board.Soc.Network.Forward = (mux, bytes, offset, length) => seen = bytes.AsSpan(offset, length).ToArray();
        byte[] packet = Packets.Udp4(99, false);
        link.Interface.Send(packet, 0, packet.Length, false, false);
        board.Loop.Run(1000);

        CollectionAssert.AreEqual(packet, seen);
        Assert.AreEqual(1ul, link.Interface.Checksums.ComputedInSoftware);
        Assert.AreEqual(0, board.Soc.Network.ChecksumsComputed);
    }

    [TestMethod]
    public void What_the_hardware_cannot_compute_is_left_to_software_in_v4()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        byte[] icmp = Packets.EchoRequest(1);
        byte[] fragment = Packets.Udp4(100, true);
        fragment[6] = 0x20;
        link.Interface.Send(icmp, 0, icmp.Length, true, false);
        link.Interface.Send(fragment, 0, fragment.Length, true, false);

        Assert.AreEqual((0ul, 2ul), (link.Interface.Checksums.ComputedInHardware, link.Interface.Checksums.ComputedInSoftware));
    }

    [TestMethod]
    [DataRow(Board.Sdm845)]
    [DataRow(Board.V42)]
    [DataRow(Board.V45)]
    public void Right_checksums_of_received_packets_are_verified(string name)
    {
        var board = new Board(name, ChipTiming.Immediate()).Open();
        var link = new Link(board);
        foreach (byte[] packet in new[] { Packets.Udp4(100, false), Packets.Udp4(101, false), Packets.Tcp4(1500, false), Packets.Udp6(103, false) })
        {
            board.Soc.Network.Inject(0, packet, 0, packet.Length);
        }
        board.Loop.Run(1000);

        CollectionAssert.AreEqual(new[] { true, true, true, true }, link.Verified);
        Assert.AreEqual(4ul, link.Interface.Checksums.Ok);
        board.AssertClean();
    }

    [TestMethod]
    public void Each_ethtool_counter_counts_its_own_case()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        ChecksumCounters counters = link.Interface.Checksums;

        byte[] bad = Packets.Udp4(100, false);
        bad[60] ^= 1;
        Inject(board, bad);
        Assert.AreEqual(1ul, counters.ValidationFailed);

        byte[] header = Packets.Udp4(100, false);
        header[10] ^= 1;
        Inject(board, header);
        Assert.AreEqual(1ul, counters.BadIpv4Header);

        byte[] fragment = Packets.Ipv4(17, 100);
        fragment[6] = 0x20;
        fragment[10] = fragment[11] = 0;
        ushort sum = (ushort)~Packets.Sum(fragment, 0, 20, 0);
        fragment[10] = (byte)(sum >> 8);
        fragment[11] = (byte)sum;
        Inject(board, fragment);
        Assert.AreEqual(1ul, counters.SkippedFragment);

        Inject(board, Packets.EchoRequest(1));
        Assert.AreEqual(1ul, counters.BadTransport);

        byte[] none = Packets.Udp4(100, false);
        none[26] = none[27] = 0;
        Inject(board, none);
        Assert.AreEqual(1ul, counters.Skipped);

        byte[] version = Packets.Udp4(100, false);
        version[0] = 0x75;
        Inject(board, version);
        Assert.AreEqual(1ul, counters.BadIpVersion);

        byte[] cut = Packets.Udp4(100, false);
        cut[3] = 200;
        Inject(board, cut);
        Assert.AreEqual(1ul, counters.BadBuffer);

        board.Soc.Network.ChecksumsValid = false;
        Inject(board, Packets.Udp4(100, false));
        Assert.AreEqual(1ul, counters.ValidUnset);

        Assert.AreEqual(0ul, counters.Ok);
        Assert.IsTrue(link.Verified.All(verified => !verified));
        Assert.AreEqual(8, link.Received.Count, "none is lost for its checksum");
    }

    [TestMethod]
    public void A_v5_header_that_says_invalid_is_counted_and_not_believed()
    {
        var board = new Board(Board.V45, ChipTiming.Immediate()).Open();
        var link = new Link(board);
        board.Soc.Network.ChecksumsValid = false;
        Inject(board, Packets.Udp4(100, false));

        CollectionAssert.AreEqual(new[] { false }, link.Verified);
        Assert.AreEqual((0ul, 1ul), (link.Interface.Checksums.Ok, link.Interface.Checksums.ValidUnset));
    }

    [TestMethod]
    [DataRow(Board.V31, 0x0fu)]
    [DataRow(Board.Sdm845, 0x0fu)]
    [DataRow(Board.V45, 0x33u)]
    public void The_flags_of_the_mux_fit_the_endpoints(string name, uint flags)
    {
        var board = new Board(name).Probe();

        Assert.AreEqual(flags, RmnetFormat.For(board.Driver.Data));
    }

    [TestMethod]
    public void Packets_behind_one_of_odd_length_without_padding_are_verified_too()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var link = new Link(board);
        byte[] buffer = [.. Unpadded(Packets.Udp4(121, false)), .. Unpadded(Packets.Tcp4(102, false)), .. Unpadded(Packets.Udp6(143, false))];

        board.Soc.Chip.Pipeline.DeliverBuffer(board.Endpoint(EndpointName.ApModemRx), buffer, buffer.Length);
        board.Loop.Run(2000);

        CollectionAssert.AreEqual(new[] { 121, 102, 143 }, link.Received.ConvertAll(packet => packet.Length));
        CollectionAssert.AreEqual(new[] { true, true, true }, link.Verified);
    }

    // A QMAP frame with its checksum trailer (before v4.5), not padded to four bytes as the format wants it.
    private static byte[] Unpadded(byte[] packet)
    {
        ushort sum = (ushort)~Packets.Sum(packet, 0, packet.Length, 0);
        return [0, 0, (byte)(packet.Length >> 8), (byte)packet.Length, .. packet, 0, 1, 0, 0, 0, 0, (byte)(sum >> 8), (byte)sum];
    }

    private static void Inject(Board board, byte[] packet)
    {
        board.Soc.Network.Inject(0, packet, 0, packet.Length);
        board.Loop.Run(1000);
    }
}
