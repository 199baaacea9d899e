using System.Net.Sockets;
using IpaEmbedded.Cli.Network;

namespace IpaEmbedded.HostTests.Cli.Network;

/// <summary>The translation's TCP and clients that do it wrong, by mistake or on purpose: the right answer, or a loss that is counted; never more memory, never a hang.</summary>
[TestClass]
public sealed class FarNatTcpTests
{
    private const string Ahead = "TCP data ahead of its turn, asked for again";
    private const string Useless = "a TCP segment that its connection has no use for";
    private const string Damaged = "a transport header or checksum was wrong";

    [TestMethod]
    public void A_connection_carries_bytes_both_ways_and_ends()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        using Socket service = client.Connect();

        client.SendData("question"u8.ToArray());
        Assert.AreEqual("question", Read(bench, service, 8));
        service.Send("answer"u8);
        (TcpHeader header, byte[] data) = client.Await("the answer", each => each.Data.Length > 0);
        CollectionAssert.AreEqual("answer"u8.ToArray(), data);
        client.Expected = header.Sequence + 6;
        client.Send(TcpFlags.Finish | TcpFlags.Acknowledge, client.Next);
        client.Next++;
        client.AwaitAcknowledgement("the acknowledgement of the end");
        Assert.AreEqual("", Read(bench, service, 1));
        service.Shutdown(SocketShutdown.Send);
        client.Await("the service's end", each => each.Header.Has(TcpFlags.Finish));

        Assert.AreEqual("", bench.Lost);
    }

    [TestMethod]
    public void Segments_ahead_of_their_turn_are_counted_and_asked_for_by_an_acknowledgement_each()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        using Socket service = client.Connect();

        for (uint i = 3; i > 0; i--)
        {
            client.Send(TcpFlags.Acknowledge, client.Next + i, [(byte)('0' + i)]);
            client.AwaitAcknowledgement("an acknowledgement of what is missing");
        }
        Assert.AreEqual($"{Ahead} 3", bench.Lost);
        client.SendData("0123"u8.ToArray());

        Assert.AreEqual("0123", Read(bench, service, 4));
        Assert.AreEqual($"{Ahead} 3", bench.Lost);
    }

    [TestMethod]
    public void Of_segments_that_overlap_each_byte_is_taken_once_and_the_first_counts()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        using Socket service = client.Connect();
        uint first = client.Next;

        client.Send(TcpFlags.Acknowledge, first, "abcd"u8.ToArray());
        client.Send(TcpFlags.Acknowledge, first, "XXXX"u8.ToArray());
        client.Send(TcpFlags.Acknowledge, first + 2, "YYef"u8.ToArray());
        client.Send(TcpFlags.Acknowledge, first + 1, "Z"u8.ToArray());
        client.Send(TcpFlags.Acknowledge, first - 500, [.. new byte[506], (byte)'g']);
        client.Next += 7;

        Assert.AreEqual("abcdefg", Read(bench, service, 7));
        client.AwaitAcknowledgement("an acknowledgement of all");
        Assert.AreEqual("", bench.Lost);
    }

    [TestMethod]
    public void Segments_out_of_the_window_are_answered_and_change_nothing()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        using Socket service = client.Connect();

        foreach (uint sequence in (uint[])[client.Next + 0x100000, client.Next + 0x7fffffff, client.Next - 0x7fffffff, client.Next - 10])
        {
            client.Send(TcpFlags.Acknowledge, sequence, "no"u8.ToArray());
            client.AwaitAcknowledgement("an acknowledgement of what is expected");
        }
        client.SendData("yes"u8.ToArray());

        Assert.AreEqual("yes", Read(bench, service, 3));
        Assert.AreEqual($"{Ahead} 2", bench.Lost);
    }

    [TestMethod]
    public void A_reset_with_another_number_ends_nothing_and_one_within_the_window_is_asked_about()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        using Socket service = client.Connect();

        client.Send(TcpFlags.Reset, client.Next + 1000);
        client.AwaitAcknowledgement("the question whether it was meant");
        client.Send(TcpFlags.Reset, client.Next - 1);
        client.Send(TcpFlags.Reset | TcpFlags.Acknowledge, client.Next + 0x1000000);
        client.SendData("alive"u8.ToArray());

        Assert.AreEqual("alive", Read(bench, service, 5));
        Assert.AreEqual($"{Useless} 2", bench.Lost);
        client.Send(TcpFlags.Reset, client.Next);
        Assert.AreEqual("", Read(bench, service, 1));
    }

    [TestMethod]
    public void Data_behind_the_end_is_acknowledged_as_nothing_and_counted()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        using Socket service = client.Connect();

        client.Send(TcpFlags.Finish | TcpFlags.Acknowledge, client.Next, "last"u8.ToArray());
        client.Next += 5;
        client.AwaitAcknowledgement("the acknowledgement of the end");
        client.Send(TcpFlags.Acknowledge, client.Next, "more"u8.ToArray());
        client.AwaitAcknowledgement("the acknowledgement of nothing more");

        Assert.AreEqual("last", Read(bench, service, 10));
        Assert.AreEqual($"{Useless} 1", bench.Lost);
    }

    [TestMethod]
    public void What_is_damaged_is_counted_and_answered_by_nothing()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        using Socket service = client.Connect();
        bench.Pass(100_000);
        client.Take();
        byte[] right = client.Packet(TcpFlags.Acknowledge, client.Next, client.Expected, "data"u8.ToArray());
        byte[][] wrong =
        [
            Changed(right, right.Length - 1, 0x55), Changed(right, 20 + 16, 0x55), Changed(right, 20 + 12, 0x10), Changed(right, 20 + 12, 0xa0),
            FarBench.Packet(FarBench.Own4, FarBench.Peer4, 6, right[20..39]),
            FarBench.Packet(FarBench.Own4, FarBench.Peer4, 17, [0x30, 0x39, 0, 7, 0, 40, 0, 0, 1]),
            FarBench.Packet(FarBench.Own4, FarBench.Peer4, 17, [0x30, 0x39, 0, 7, 0, 9, 0x12, 0x34, 1]),
        ];
        foreach (byte[] packet in wrong) { bench.Send(packet); }
        bench.Pass(100_000);

        Assert.HasCount(0, client.Take());
        Assert.AreEqual($"{Damaged} {wrong.Length}", bench.Lost);
        bench.Send(right);
        Assert.AreEqual("data", Read(bench, service, 4));
    }

    [TestMethod]
    public void An_acknowledgement_of_what_was_never_sent_brings_no_data_with_it()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        using Socket service = client.Connect();

        bench.Send(client.Packet(TcpFlags.Acknowledge, client.Next, client.Expected + 1000, "forged"u8.ToArray()));
        client.AwaitAcknowledgement("an acknowledgement of what is expected");
        client.SendData("true"u8.ToArray());

        Assert.AreEqual("true", Read(bench, service, 4));
        Assert.AreEqual($"{Useless} 1", bench.Lost);
    }

    [TestMethod]
    public void A_handshake_that_is_ended_with_a_wrong_number_is_reset_and_goes_on_with_the_right_one()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        client.SendRequest();
        (TcpHeader answer, _) = client.Await("the answer to a request", each => each.Header.Has(TcpFlags.Synchronize));

        bench.Send(client.Packet(TcpFlags.Acknowledge, client.Next + 1, answer.Sequence + 77));
        (TcpHeader reset, _) = client.Await("a reset", each => each.Header.Has(TcpFlags.Reset));
        Assert.AreEqual(answer.Sequence + 77, reset.Sequence);
        bench.Send(client.Packet(TcpFlags.Acknowledge, client.Next + 1, answer.Sequence + 1, "right"u8.ToArray()));

        using Socket service = bench.Accept();
        Assert.AreEqual("right", Read(bench, service, 5));
    }

    [TestMethod]
    [DataRow("Synchronize, Reset", 0)]
    [DataRow("None", 1)]
    [DataRow("Finish", 1)]
    [DataRow("Acknowledge", 1)]
    [DataRow("Synchronize, Acknowledge", 1)]
    public void Only_a_request_opens_a_connection(string flags, int resets)
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);

        client.Send(Enum.Parse<TcpFlags>(flags), client.Next);
        bench.Pass(100_000);

        Assert.AreEqual(resets, client.Take().Count(each => each.Header.Has(TcpFlags.Reset)));
        Assert.AreEqual(0, bench.Nat.Connections);
    }

    [TestMethod]
    public void A_window_of_zero_is_asked_byte_by_byte_and_holds_no_more_than_the_buffer()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000) { Window = 0 };
        using Socket service = client.Connect();
        service.Blocking = false;
        service.SendBufferSize = 4096;
        byte[] data = FarBench.Pattern(4_000_000);
        int written = 0;
        bench.Until("a probe", () =>
        {
            written += service.Send(data.AsSpan(written), SocketFlags.None, out _);
            return client.Take().Any(each => each.Data.Length == 1);
        });
        for (int i = 0; i < 20; i++)
        {
            client.Send(TcpFlags.Acknowledge, client.Next);
            bench.Pass(6_000_000);
            Assert.AreEqual("1", string.Join(' ', client.Take().Select(each => each.Data.Length).Distinct()), "lengths of the probes");
        }
        Assert.IsLessThan(data.Length, written);

        client.Window = 65535;
        client.Send(TcpFlags.Acknowledge, client.Next);
        List<byte> got = [];
        Receive(bench, client, got, 300_000);

        CollectionAssert.AreEqual(data[..300_000], got.Take(300_000).ToArray());
    }

    [TestMethod]
    public void A_client_that_falls_silent_is_given_up()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        using Socket service = client.Connect();
        service.Send("anybody there?"u8);
        client.Await("the question", each => each.Data.Length > 0);

        bench.Pass(120_000_000);

        Assert.AreEqual(1, client.Take().Count(each => each.Header.Has(TcpFlags.Reset)));
        Assert.AreEqual(0, bench.Nat.Connections);
        Assert.AreEqual("", Read(bench, service, 1));
    }

    [TestMethod]
    [DataRow(0, 64)]
    [DataRow(1, 64)]
    [DataRow(100, 100)]
    public void A_client_with_tiny_segments_gets_all_bytes_in_segments_that_are_not_longer(int maximumSegment, int longest)
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000, [2, 4, 0, (byte)maximumSegment]);
        using Socket service = client.Connect();
        byte[] data = FarBench.Pattern(20_000);
        service.Send(data);
        List<byte> got = [];
        int most = Receive(bench, client, got, data.Length);

        CollectionAssert.AreEqual(data, got);
        Assert.AreEqual(longest, most);
    }

    [TestMethod]
    [DataRow(new byte[] { 2 })]
    [DataRow(new byte[] { 2, 0, 3, 3 })]
    [DataRow(new byte[] { 3, 3, 255, 0 })]
    [DataRow(new byte[] { 8, 60, 1, 1 })]
    public void Options_that_are_wrong_open_a_connection_nevertheless(byte[] options)
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000, [.. options, .. new byte[-options.Length & 3]]);
        using Socket service = client.Connect();

        client.SendData("fine"u8.ToArray());

        Assert.AreEqual("fine", Read(bench, service, 4));
    }

    [TestMethod]
    public void A_flood_of_requests_opens_as_many_connections_as_there_may_be_and_is_forgotten()
    {
        using var bench = new NatBench();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 600; i++)
        {
            new TcpPeer(bench, (ushort)(20000 + i)).SendRequest();
            bench.Board.Loop.Run(200);
        }
        Assert.AreEqual(512, bench.Nat.Connections);
        // A connection that was never confirmed holds a socket and a segment, not its buffers of half a megabyte.
        Assert.IsLessThan(32_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
        int refused = 0;
        bench.Until("a reset for each of the others", () => (refused = bench.Answers.Count(packet => packet[20 + 13] == (byte)(TcpFlags.Reset | TcpFlags.Acknowledge))) >= 88);
        Assert.AreEqual(88, refused);
        Assert.AreEqual("", bench.Lost);

        bench.Pass(30_000_000);
        Assert.AreEqual(0, bench.Nat.Connections);
        bench.Answers.Clear();
        var client = new TcpPeer(bench, 50000);
        client.Open();
        client.SendData("at last"u8.ToArray());
        client.AwaitAcknowledgement("the acknowledgement of data");
    }

    [TestMethod]
    public void A_client_without_shifted_windows_is_told_nothing_that_it_knows()
    {
        using var bench = new NatBench();
        var client = new TcpPeer(bench, 40000);
        using Socket service = client.Connect();
        bench.Pass(100_000);
        client.Take();

        for (int i = 0; i < 10; i++)
        {
            client.Send(TcpFlags.Acknowledge, client.Next);
            bench.Pass(10_000);
        }

        Assert.HasCount(0, client.Take());
    }

    [TestMethod]
    public void Whatever_segments_say_each_is_delivered_or_counted_and_other_connections_live()
    {
        using var bench = new NatBench();
        var random = new Random(14);
        var other = new TcpPeer(bench, 50000);
        using Socket service = other.Connect();
        var client = new TcpPeer(bench, 40000, [2, 4, 1, 0, 3, 3, 14, 0]);
        byte[][] options = [[], [2, 4, 0, 1], [3, 3, 14, 0], [1, 1, 1, 2]];
        for (int i = 0; i < 20_000; i++)
        {
            if (i % 500 == 0) { client.SendRequest(); }
            foreach ((TcpHeader header, _) in client.Take())
            {
                if (header.Has(TcpFlags.Synchronize)) { client.Expected = header.Sequence + 1; }
            }
            client.Window = (ushort)(random.Next(3) == 0 ? 0 : random.Next(65536));
            uint sequence = random.Next(4) == 0 ? (uint)random.NextInt64(uint.MaxValue) : client.Next + (uint)random.Next(-20, 2000);
            uint acknowledgement = random.Next(4) == 0 ? (uint)random.NextInt64(uint.MaxValue) : client.Expected + (uint)random.Next(-2, 3);
            byte[] packet = client.Packet((TcpFlags)random.Next(32), sequence, acknowledgement, FarBench.Pattern(random.Next(0, 1400)), options[random.Next(4)]);
            if (random.Next(20) == 0) { packet[random.Next(20, packet.Length)] ^= 1; }
            bench.Send(packet);
            if (i % 20 == 0) { bench.Pass(10_000); }
        }
        other.SendData("alive"u8.ToArray());

        Assert.AreEqual("alive", Read(bench, service, 5));
        Assert.AreEqual(bench.Sent, bench.Nat.Delivered + bench.Nat.Lost.Sum(each => each.Count));
        Assert.IsLessThan(513, bench.Nat.Connections);
    }

    private static byte[] Changed(byte[] packet, int at, byte bits)
    {
        byte[] changed = [.. packet];
        changed[at] ^= bits;
        return changed;
    }

    /// <summary>What the service reads until there are so many bytes or no more come.</summary>
    private static string Read(NatBench bench, Socket service, int bytes)
    {
        service.Blocking = false;
        byte[] buffer = new byte[bytes];
        int got = 0;
        bench.Until($"{bytes} bytes for the service", () =>
        {
            int count = service.Receive(buffer.AsSpan(got), SocketFlags.None, out SocketError error);
            got += count;
            return got == bytes || (count == 0 && error == SocketError.Success) || error is SocketError.ConnectionReset or SocketError.ConnectionAborted;
        });
        return System.Text.Encoding.ASCII.GetString(buffer, 0, got);
    }

    /// <summary>Takes and acknowledges what comes in its turn; returns the length of the longest segment.</summary>
    private static int Receive(NatBench bench, TcpPeer client, List<byte> got, int bytes)
    {
        int longest = 0;
        bench.Until($"{bytes} bytes for the client", () =>
        {
            foreach ((TcpHeader header, byte[] data) in client.Take())
            {
                longest = Math.Max(longest, data.Length);
                if (data.Length > 0 && header.Sequence == client.Expected)
                {
                    got.AddRange(data);
                    client.Expected += (uint)data.Length;
                    client.Send(TcpFlags.Acknowledge, client.Next);
                }
            }
            return got.Count >= bytes;
        });
        return longest;
    }
}
