using System.Buffers.Binary;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>Frames of QMAP as bytes, at the limits of their fields, and what each is counted as.</summary>
[TestClass]
public sealed class QmapFrameTests
{
    private const uint Plain = RmnetFormat.Deaggregation | RmnetFormat.MapCommands;
    private const uint WithTrailers = Plain | RmnetFormat.IngressChecksumV4;
    private const uint Inline = Plain | RmnetFormat.IngressChecksumV5;
    private const byte Udp = 17;
    private const byte Tcp = 6;

    [TestMethod]
    [DataRow(-1, "mux id -1 is not in 0 to 254")]
    [DataRow(255, "mux id 255 is not in 0 to 254")]
    [DataRow(int.MaxValue, "mux id 2147483647 is not in 0 to 254")]
    [DataRow(7, "mux id 7 is taken")]
    public void A_mux_id_that_is_none_or_taken_has_no_interface(int mux, string expected)
    {
        RmnetPort port = Port(Plain);
        port.CreateInterface(7);

        Assert.AreEqual(expected, Assert.ThrowsExactly<IpaException>(() => port.CreateInterface(mux)).Message);
    }

    [TestMethod]
    public void The_first_and_the_last_mux_id_have_interfaces_and_one_that_was_taken_away_is_free()
    {
        RmnetPort port = Port(Plain);
        Sink first = Open(port, 0), last = Open(port, 254);

        Receive(port, [.. Frame(0, 0, [1, 2]), .. Frame(0, 254, [3]), .. Frame(0, 255, [4]), .. Frame(0, 253, [5])]);
        Assert.AreEqual(("0102", "03", 2u), (first.Text, last.Text, port.UnknownMuxCount));

        port.RemoveInterface(-1);
        port.RemoveInterface(255);
        port.RemoveInterface(254);
        Receive(port, Frame(0, 254, [6]));
        Assert.AreEqual(("03", 3u), (last.Text, port.UnknownMuxCount));
        Sink again = Open(port, 254);
        Receive(port, Frame(0, 254, [7]));
        Assert.AreEqual(("03", "07", 3u), (last.Text, again.Text, port.UnknownMuxCount));
    }

    [TestMethod]
    [DataRow(0, "0102030405", 0u)]
    [DataRow(1, "01020304", 0u)]
    [DataRow(4, "01", 0u)]
    [DataRow(5, "", 1u)]
    [DataRow(6, "", 1u)]
    [DataRow(0x3f, "", 1u)]
    public void Padding_is_taken_off_and_a_frame_of_nothing_else_is_nobodys(int pad, string expected, uint unknown)
    {
        RmnetPort port = Port(Plain);
        Sink sink = Open(port, 1);

        Receive(port, [.. Frame((byte)pad, 1, [1, 2, 3, 4, 5]), .. Frame(0, 1, [9])]);

        Assert.AreEqual((expected + "09", unknown, 0u), (sink.Text, port.UnknownMuxCount, port.TruncatedCount));
    }

    [TestMethod]
    [DataRow(3, 0u)]
    [DataRow(4, 0u)]
    [DataRow(5, 0u)]
    [DataRow(6, 0u)]
    public void A_frame_is_taken_when_it_is_there_to_its_last_byte(int bytes, uint delivered)
    {
        RmnetPort port = Port(Plain);
        Sink sink = Open(port, 1);

        Receive(port, Frame(0, 1, [1, 2, 3])[..bytes]);

        Assert.AreEqual((delivered, 1u), ((uint)sink.Packets, port.TruncatedCount));
        Receive(port, Frame(0, 1, [1, 2, 3]));
        Assert.AreEqual((1, 1u), (sink.Packets, port.TruncatedCount));
    }

    [TestMethod]
    [DataRow(WithTrailers, 8)]
    [DataRow(Inline, 0)]
    public void A_frame_whose_checksum_part_is_cut_off_is_not_taken(uint flags, int behind)
    {
        RmnetPort port = Port(flags);
        Sink sink = Open(port, 1);
        byte[] frame = flags == Inline ? InlineFrame(0x80, [1, 2, 3]) : [.. Frame(0, 1, [1, 2, 3]), .. new byte[behind]];
        for (int length = 1; length < frame.Length; length++)
        {
            Receive(port, frame[..length]);
            Assert.AreEqual((0, (uint)length), (sink.Packets, port.TruncatedCount), $"{length} bytes");
        }
        Receive(port, frame);
        Assert.AreEqual(1, sink.Packets);
    }

    [TestMethod]
    [DataRow((byte)0x80, true, 1ul, 0ul)]
    [DataRow((byte)0xff, true, 1ul, 0ul)]
    [DataRow((byte)0x7f, false, 0ul, 1ul)]
    [DataRow((byte)0, false, 0ul, 1ul)]
    public void An_inline_checksum_is_believed_by_its_one_bit(byte flags, bool verified, ulong ok, ulong unset)
    {
        RmnetPort port = Port(Inline);
        Sink sink = Open(port, 1, out RmnetInterface rmnet);

        Receive(port, InlineFrame(flags, [1]));

        Assert.AreEqual((1, verified, ok, unset), (sink.Packets, sink.Verified, rmnet.Checksums.Ok, rmnet.Checksums.ValidUnset));
    }

    [TestMethod]
    [DataRow((byte)4, 1)]
    [DataRow((byte)5, 1)]
    [DataRow((byte)6, 0)]
    [DataRow((byte)0, 0)]
    [DataRow((byte)0x84, 0)]
    public void An_inline_header_of_another_type_ends_the_buffer(byte type, int packets)
    {
        RmnetPort port = Port(Inline);
        Sink sink = Open(port, 1);
        byte[] frame = InlineFrame(0x80, [1]);
        frame[4] = type;

        Receive(port, frame);

        Assert.AreEqual((packets, 1u - (uint)packets), (sink.Packets, port.TruncatedCount));
    }

    [TestMethod]
    [DataRow(0x0000)]
    [DataRow(0xffff)]
    public void A_sum_of_zero_has_two_spellings(int trailer)
    {
        // Protocol, length and addresses of this packet sum to 0xffff.
        Assert.AreEqual("ok", Judge(Ipv4(Udp, [0, 1, 0, 2, 0, 12, 0xab, 0xcd, 1, 2, 3, 4], 0xffff - Udp - 12), (ushort)trailer));
        Assert.AreEqual("failed", Judge(Ipv4(Udp, [0, 1, 0, 2, 0, 12, 0xab, 0xcd, 1, 2, 3, 4], 0xffff - Udp - 13), (ushort)trailer));
    }

    [TestMethod]
    [DataRow(Udp, 8, "ok")]
    [DataRow(Udp, 7, "buffer")]
    [DataRow(Udp, 0, "buffer")]
    [DataRow(Tcp, 18, "ok")]
    [DataRow(Tcp, 17, "buffer")]
    [DataRow((byte)1, 0, "transport")]
    [DataRow((byte)1, 8, "transport")]
    public void A_transport_header_must_reach_to_its_checksum(byte protocol, int payload, string expected)
    {
        byte[] body = [.. Enumerable.Repeat((byte)1, payload)];

        Assert.AreEqual(expected, Judge(Ipv4(protocol, body, 0x0102), (ushort)(protocol + payload + 0x0102)));
    }

    /// <summary>The last fragment of a packet may have a byte, or none of a transport header.</summary>
    [TestMethod]
    [DataRow(Udp, 0)]
    [DataRow(Udp, 1)]
    [DataRow(Udp, 7)]
    [DataRow(Tcp, 17)]
    [DataRow((byte)1, 1)]
    public void A_fragment_that_is_shorter_than_a_transport_header_is_a_fragment_and_no_bad_buffer(byte protocol, int payload)
    {
        byte[] packet = Ipv4(protocol, new byte[payload], 1, fragment: 0x00b9);

        Assert.AreEqual("fragment", Judge(packet, 0));
        // One that says more than is there is cut off all the same.
        Assert.AreEqual("buffer", Judge(With(packet, 3, (byte)(packet.Length + 1)), 0));
    }

    [TestMethod]
    public void What_is_no_packet_or_no_whole_one_is_counted_for_what_it_is()
    {
        byte[] right = Ipv4(Udp, [0, 1, 0, 2, 0, 8, 1, 1], 1);
        const ushort Sum = Udp + 8 + 1;
        Assert.AreEqual("ok", Judge(right, Sum));
        Assert.AreEqual("failed", Judge(right, Sum + 1));
        Assert.AreEqual("version", Judge(right[..19], Sum));
        Assert.AreEqual("version", Judge(With(right, 0, 0x55), Sum));
        Assert.AreEqual("version", Judge(With(right, 0, 0x44), Sum));
        Assert.AreEqual("version", Judge(With(right, 0, 0x4f), Sum));
        Assert.AreEqual("buffer", Judge(right[..27], Sum));
        Assert.AreEqual("buffer", Judge(With(right, 3, 19), Sum));
        Assert.AreEqual("buffer", Judge(With(Ipv4(1, [1, 2], 1), 3, 19), Sum));
        Assert.AreEqual("transport", Judge(Ipv4(1, [], 1), Sum));
        Assert.AreEqual("version", Judge([0x45], Sum));
        Assert.AreEqual("header", Judge(With(right, 8, 63), Sum));
        Assert.AreEqual("skipped", Judge(With(With(right, 26, 0), 27, 0), Sum));
        Assert.AreEqual("fragment", Judge(Ipv4(Udp, [0, 1, 0, 2, 0, 8, 1, 1], 1, fragment: 0x2000), Sum));
        Assert.AreEqual("fragment", Judge(Ipv4(Udp, [0, 1, 0, 2, 0, 8, 1, 1], 1, fragment: 0x0001), Sum));
        Assert.AreEqual("fragment", Judge(Ipv4(Udp, [0, 1, 0, 2, 0, 8, 1, 1], 1, fragment: 0x1f00), Sum));
        Assert.AreEqual("ok", Judge(Ipv4(Udp, [0, 1, 0, 2, 0, 8, 1, 1], 1, fragment: 0x4000), Sum));
        Assert.AreEqual("ok", Judge(Ipv4(Udp, [0, 1, 0, 2, 0, 8, 1, 1], 1, fragment: 0x8000), Sum));
        Assert.AreEqual("unset", Judge(right, Sum, valid: 0xfe));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void A_checksum_is_right_wherever_the_packet_lies(int shift)
    {
        RmnetPort port = Port(WithTrailers);
        Sink sink = Open(port, 1, out RmnetInterface rmnet);
        byte[] frame = [.. Frame(0, 1, Ipv4(Tcp, [.. Enumerable.Range(1, 20).Select(n => (byte)n)], 0xfedc)), 0, 1, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(frame.Length - 2), (ushort)(Tcp + 20 + 0xfedc));

        Receive(port, frame, shift);

        Assert.AreEqual((1, true, 1ul), (sink.Packets, sink.Verified, rmnet.Checksums.Ok));
    }

    [TestMethod]
    [DataRow(RmnetFormat.MapCommands, (byte)1, 1u, true)]
    [DataRow(RmnetFormat.MapCommands, (byte)2, 1u, false)]
    [DataRow(RmnetFormat.MapCommands, (byte)0, 0u, false)]
    [DataRow(RmnetFormat.MapCommands, (byte)3, 0u, false)]
    [DataRow(0u, (byte)1, 0u, false)]
    public void A_command_stops_and_starts_the_flow_where_commands_are_spoken(uint flags, byte kind, uint commands, bool stopped)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Driver.Interface, flags);
        RmnetInterface rmnet = port.CreateInterface(1);

        Receive(port, Frame(0x80, 1, [kind, .. new byte[15]]));

        Assert.AreEqual((commands, stopped), (port.CommandCount, rmnet.IsFlowStopped));
    }

    [TestMethod]
    [DataRow(15, 0u)]
    [DataRow(16, 1u)]
    public void A_command_has_sixteen_bytes(int bytes, uint commands)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Driver.Interface, Plain);

        // Mux id 255 has no interface; the command is one nevertheless.
        Receive(port, Frame(0x80, 255, [1, .. new byte[bytes - 1]]));

        Assert.AreEqual(commands, port.CommandCount);
    }

    [TestMethod]
    [DataRow(RmnetFormat.Deaggregation, 2)]
    [DataRow(RmnetFormat.MapCommands, 1)]
    [DataRow(0u, 1)]
    [DataRow(Plain, 2)]
    public void A_buffer_has_several_frames_where_that_is_spoken(uint flags, int packets)
    {
        RmnetPort port = Port(flags);
        Sink sink = Open(port, 1);

        Receive(port, [.. Frame(0, 1, [1]), .. Frame(0, 1, [2])]);

        Assert.AreEqual((packets, false, 0u), (sink.Packets, sink.Verified, port.TruncatedCount));
    }

    [TestMethod]
    [DataRow(0, 0u)]
    [DataRow(1, 1u)]
    [DataRow(3, 1u)]
    [DataRow(4, 0u, DisplayName = "a header that says that nothing follows")]
    [DataRow(7, 0u)]
    public void What_is_left_behind_a_frame_is_counted_when_it_is_no_header(int left, uint truncated)
    {
        RmnetPort port = Port(Plain);
        Sink sink = Open(port, 1);

        Receive(port, [.. Frame(0, 1, [1]), .. new byte[left]]);

        Assert.AreEqual((1, truncated), (sink.Packets, port.TruncatedCount));
    }

    [TestMethod]
    public void An_inline_checksum_header_that_is_not_announced_is_none()
    {
        RmnetPort port = Port(Inline);
        Sink sink = Open(port, 1);
        byte[] frame = InlineFrame(0x80, [1]);
        frame[0] = 0;

        Receive(port, frame);

        Assert.AreEqual((0, 1u), (sink.Packets, port.TruncatedCount));
    }

    [TestMethod]
    public void Packets_that_nobody_takes_are_counted_as_dropped()
    {
        RmnetPort port = Port(Plain);
        Open(port, 1, out RmnetInterface rmnet);
        Receive(port, Frame(0, 1, [1, 2]));
        rmnet.SetSink(null);
        Receive(port, Frame(0, 1, [3]));
        Receive(port, Frame(0, 1, [4]));

        Assert.AreEqual((1ul, 2ul, 2ul, 0u, 1500), (rmnet.Counters.RxPackets, rmnet.Counters.RxBytes, rmnet.Counters.RxDropped, port.UnknownMuxCount, rmnet.Mtu));
    }

    [TestMethod]
    [DataRow(Plain, 1u)]
    [DataRow(RmnetFormat.MapCommands, 1u)]
    [DataRow(RmnetFormat.Deaggregation, 0u)]
    public void A_command_is_obeyed_without_an_answer_while_nothing_can_be_sent(uint flags, uint commands)
    {
        RmnetPort port = Port(flags);
        RmnetInterface rmnet = port.CreateInterface(1);

        Receive(port, Frame(0x80, 1, [1, .. new byte[15]]));

        Assert.AreEqual((commands, commands == 1), (port.CommandCount, rmnet.IsFlowStopped));
    }

    /// <summary>The answer is the command with its type, the two lowest bits of byte 5, changed to 1, and leaves at once.</summary>
    [TestMethod]
    [DataRow((byte)0x00, (byte)0x01)]
    [DataRow((byte)0x02, (byte)0x01)]
    [DataRow((byte)0xff, (byte)0xfd)]
    [DataRow((byte)0x5a, (byte)0x59)]
    public void A_command_is_answered_by_itself_as_an_acknowledgement(byte type, byte answered)
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Driver.Interface, Plain);
        RmnetInterface rmnet = port.CreateInterface(9);
        byte[] command = Frame(0x80, 9, [1, type, .. Enumerable.Range(1, 18).Select(n => (byte)n)]);
        int released = 0;
        rmnet.FlowHandler = () => released++;
        for (int round = 1; round <= 3; round++)
        {
            int at = board.Interface.TransmitOffset;
            uint doorbells = board.Driver.Endpoints.ModemTx.Channel.Counters.Doorbells;
            command[4] = (byte)(round == 1 ? 1 : 2);
            Receive(port, command);
            var answer = new byte[command.Length];
            board.Interface.TransmitMemory.CopyTo(at, answer, 0, answer.Length);
            byte[] expected = [.. command];
            expected[5] = answered;

            Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(answer));
            Assert.AreEqual((doorbells + 1, (ulong)(round * command.Length), (uint)round), (board.Driver.Endpoints.ModemTx.Channel.Counters.Doorbells, board.Interface.Counters.TxBytes, port.CommandCount));
            // Told once: the second release finds the flow running.
            Assert.AreEqual((round == 1, round == 1 ? 0 : 1), (rmnet.IsFlowStopped, released));
        }
    }

    [TestMethod]
    public void Packets_of_no_length_or_more_than_1500_bytes_are_dropped_and_those_against_the_flow_are_refused_each_counted()
    {
        var board = new Board(timing: ChipTiming.Immediate()).Open();
        var port = new RmnetPort(board.Driver.Interface, Plain);
        RmnetInterface rmnet = port.CreateInterface(1);
        byte[] bytes = Packets.Ipv4(Udp, 1501);
        foreach (int length in new[] { int.MinValue, -1, 0, 1501, int.MaxValue }) { Assert.AreEqual(TransmitStatus.Dropped, rmnet.Send(bytes, 0, length, false, false), $"{length}"); }
        Assert.AreEqual((5ul, 0ul, 0ul), (rmnet.Counters.TxDropped, rmnet.Counters.TxBusy, rmnet.Counters.TxPackets));

        Receive(port, Frame(0x80, 1, [1, .. new byte[15]]));
        for (ulong refused = 1; refused <= 3; refused++)
        {
            Assert.AreEqual(TransmitStatus.Busy, rmnet.Send(bytes, 0, 100, false, false));
            Assert.AreEqual((refused, 0ul, 0ul), (rmnet.Counters.TxBusy, rmnet.Counters.TxPackets, board.Interface.Counters.TxBusy));
        }
        board.Work(board.Interface.Stop);
        rmnet = port.CreateInterface(2);
        Assert.AreEqual(TransmitStatus.Down, rmnet.Send(bytes, 0, 100, false, false));
        Assert.AreEqual((0ul, 0ul, 0ul), (rmnet.Counters.TxBusy, rmnet.Counters.TxDropped, rmnet.Counters.TxPackets));
    }

    [TestMethod]
    [DataRow("qcom,sdm845-ipa", true, true, 0x0fu)]
    [DataRow("qcom,sdm845-ipa", true, false, 0x0fu)]
    [DataRow("qcom,sdm845-ipa", false, true, 0x03u)]
    [DataRow("qcom,sdx55-ipa", true, true, 0x33u)]
    [DataRow("qcom,sdx55-ipa", false, true, 0x03u)]
    public void Checksums_are_spoken_where_the_sending_endpoint_has_them(string compatible, bool sends, bool receives, uint flags)
    {
        IpaData data = IpaVersions.ForCompatible(compatible);
        data.Endpoint(EndpointName.ApModemTx).Checksum = sends;
        data.Endpoint(EndpointName.ApModemRx).Checksum = receives;

        Assert.AreEqual(flags, RmnetFormat.For(data));
    }

    private static string Judge(byte[] packet, ushort trailer, byte valid = 1)
    {
        RmnetPort port = Port(WithTrailers);
        Sink sink = Open(port, 1, out RmnetInterface rmnet);
        Receive(port, [.. Frame(0, 1, packet), 0, valid, 0, 0, 0, 0, (byte)(trailer >> 8), (byte)trailer]);
        ChecksumCounters counters = rmnet.Checksums;
        (string Name, ulong Count)[] all =
        [
            ("ok", counters.Ok), ("failed", counters.ValidationFailed), ("version", counters.BadIpVersion), ("buffer", counters.BadBuffer), ("header", counters.BadIpv4Header), ("transport", counters.BadTransport),
            ("fragment", counters.SkippedFragment), ("skipped", counters.Skipped), ("unset", counters.ValidUnset),
        ];
        Assert.AreEqual(1, sink.Packets);
        Assert.AreEqual(sink.Verified, counters.Ok == 1);
        return string.Join(' ', all.Where(each => each.Count > 0).Select(each => each.Count == 1 ? each.Name : $"{each.Name} {each.Count}"));
    }

    /// <summary>A packet from 0.0.0.0 to 0.0.x.y, where x and y are the destination, with a right header.</summary>
    private static byte[] Ipv4(byte protocol, byte[] payload, int destination, ushort fragment = 0)
    {
        byte[] packet = [0x45, 0, 0, (byte)(20 + payload.Length), 0, 1, (byte)(fragment >> 8), (byte)fragment, 64, protocol, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(destination >> 8), (byte)destination, .. payload];
        uint sum = 0;
        for (int i = 0; i < 20; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(i));
        }
        sum = (sum & 0xffff) + (sum >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), (ushort)~((sum & 0xffff) + (sum >> 16)));
        return packet;
    }

    private static byte[] With(byte[] packet, int at, byte value)
    {
        byte[] changed = [.. packet];
        changed[at] = value;
        return changed;
    }

    private static byte[] Frame(byte first, byte mux, byte[] body) => [first, mux, (byte)(body.Length >> 8), (byte)body.Length, .. body];

    private static byte[] InlineFrame(byte flags, byte[] body) => [0x40, 1, (byte)(body.Length >> 8), (byte)body.Length, 4, flags, 0, 0, .. body];

    private static RmnetPort Port(uint flags) => new(new ModemInterface(new EventLoop(new VirtualTime()), null, null), flags);

    private static Sink Open(RmnetPort port, int mux) => Open(port, mux, out _);

    private static Sink Open(RmnetPort port, int mux, out RmnetInterface rmnet)
    {
        var sink = new Sink();
        rmnet = port.CreateInterface(mux);
        rmnet.SetSink(sink);
        return sink;
    }

    private static void Receive(RmnetPort port, byte[] bytes, int shift = 0)
    {
        var memory = new DmaMemory(0x1000, bytes.Length + shift);
        memory.CopyFrom(shift, bytes, 0, bytes.Length);
        port.OnReceived(memory, shift, bytes.Length);
    }

    private sealed class Sink : PacketSink
    {
        public string Text { get; private set; } = "";

        public int Packets { get; private set; }

        public bool Verified { get; private set; }

        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
        {
            var bytes = new byte[length];
            memory.CopyTo(offset, bytes, 0, length);
            Text += Convert.ToHexString(bytes);
            Packets++;
            Verified = checksumVerified;
        }
    }
}
