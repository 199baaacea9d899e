using IpaEmbedded.Qualcomm.Qmi;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class QmiTests
{
    private readonly EventLoop _loop = new(new VirtualTime());
    private readonly LoopbackSocket _socket = new();
    private readonly Recorder _recorder = new();
    private readonly QmiWriter _writer = new(64);

    [TestMethod]
    public void Requests_and_indications_of_a_handle_count_from_zero_together()
    {
        var handle = Open();
        _writer.Begin(0x21);
        _writer.Add32(0x10, 3);
        handle.Abandon(handle.Request(0, 0x1f, _writer));
        _writer.Begin(0x22);
        _writer.AddResult(0, 0);
        handle.Indicate(0, 0x1f, _writer);

        Assert.AreEqual("00000021000700100400" + "03000000", Convert.ToHexString(_socket.Sent[0]).ToLowerInvariant());
        Assert.AreEqual("04010022000700020400" + "00000000", Convert.ToHexString(_socket.Sent[1]).ToLowerInvariant());
    }

    [TestMethod]
    public void A_response_ends_the_wait_of_its_request()
    {
        var handle = Open();
        _writer.Begin(0x21);
        var transaction = handle.Request(0, 0x1f, _writer);
        Later(250, () => Deliver(0, 0x1f, "02" + "0000" + "2100" + "1900" + "02040000000000" + "1004000c000000" + "1104000d000000" + "12010000"));

        Assert.AreEqual(QmiOutcome.Answered, handle.Wait(transaction, 60_000_000));
        Assert.AreEqual(250L, _loop.Now);
        Assert.IsTrue(transaction.Response.TryReadResult(out var result, out var error));
        Assert.AreEqual(0, result + error);
        Assert.IsTrue(transaction.Response.TryRead32(0x10, out var endpoint));
        Assert.AreEqual(12u, endpoint);
        Assert.IsTrue(transaction.Response.TryRead8(0x12, out var pending));
        Assert.AreEqual(0, pending);
        Assert.IsFalse(transaction.Response.TryRead32(0x12, out _));
        Assert.IsFalse(transaction.Response.TryRead32(0x13, out _));
    }

    [TestMethod]
    [DataRow(0u, 0x1fu, "02" + "0100" + "2100" + "0000", DisplayName = "other transaction")]
    [DataRow(0u, 0x1fu, "02" + "0000" + "2200" + "0000", DisplayName = "other message")]
    [DataRow(5u, 0x1fu, "02" + "0000" + "2100" + "0000", DisplayName = "other node")]
    [DataRow(0u, 0x20u, "02" + "0000" + "2100" + "0000", DisplayName = "other port")]
    public void A_response_that_fits_no_request_is_dropped(uint node, uint port, string hex)
    {
        var handle = Open();
        _writer.Begin(0x21);
        var transaction = handle.Request(0, 0x1f, _writer);
        Deliver(node, port, hex);

        Assert.AreEqual(QmiOutcome.TimedOut, handle.Wait(transaction, 1000));
        Assert.AreEqual(1, handle.UnmatchedCount);
    }

    [TestMethod]
    public void A_response_after_the_timeout_does_not_answer_the_next_request()
    {
        var handle = Open();
        _writer.Begin(0x21);
        Assert.AreEqual(QmiOutcome.TimedOut, handle.Wait(handle.Request(0, 0x1f, _writer), 1000));
        _writer.Begin(0x21);
        var next = handle.Request(0, 0x1f, _writer);
        Deliver(0, 0x1f, "02" + "0000" + "2100" + "0000");

        Assert.AreEqual(QmiOutcome.TimedOut, handle.Wait(next, 1000));
        Assert.AreEqual(1, handle.UnmatchedCount);
    }

    [TestMethod]
    public void A_peer_that_goes_away_ends_the_wait()
    {
        var handle = Open();
        _writer.Begin(0x21);
        var transaction = handle.Request(0, 0x1f, _writer);
        Later(10, () => _socket.Handler!.OnBye(0));

        Assert.AreEqual(QmiOutcome.PeerGone, handle.Wait(transaction, 60_000_000));
        Assert.AreEqual(10L, _loop.Now);
        CollectionAssert.AreEqual(new[] { "bye 0" }, _recorder.Lines);
    }

    [TestMethod]
    public void A_longer_response_than_expected_is_an_outcome_of_its_own()
    {
        var handle = Open();
        _writer.Begin(0x21);
        var transaction = handle.Request(0, 0x1f, _writer);
        Deliver(0, 0x1f, "02" + "0000" + "2100" + "2300" + "1020" + "00" + new string('0', 64));
        Assert.AreEqual(QmiOutcome.ResponseTooLong, handle.Wait(transaction, 1000));
    }

    [TestMethod]
    public void A_request_of_the_peer_is_answered_with_its_transaction_id()
    {
        var handle = Open();
        Deliver(0, 0x20, "00" + "3412" + "2000" + "0400" + "10010001");
        _writer.Begin(0x20);
        _writer.AddResult(0, 0);
        handle.Respond(0, 0x20, 0x1234, _writer);

        CollectionAssert.AreEqual(new[] { "request 0:32 0x20 #4660 10=1" }, _recorder.Lines);
        Assert.AreEqual("02341220000700" + "02040000000000", Convert.ToHexString(_socket.Sent[0]).ToLowerInvariant());
    }

    [TestMethod]
    [DataRow("", DisplayName = "nothing")]
    [DataRow("000000200000", DisplayName = "header cut")]
    [DataRow("01000020000000", DisplayName = "unknown type")]
    [DataRow("00000020000100", DisplayName = "length beyond the end")]
    [DataRow("0000002000000010", DisplayName = "bytes beyond the length")]
    [DataRow("00000020000000" + "10010001", DisplayName = "a whole element beyond the length")]
    [DataRow("00000020000400" + "10010001" + "110000", DisplayName = "a whole element beyond the length of others")]
    [DataRow("00000020000500" + "10010001", DisplayName = "elements one byte shorter than the length")]
    [DataRow("0000002000020010" + "00", DisplayName = "element header cut")]
    [DataRow("00000020000400" + "10020001", DisplayName = "element longer than the message")]
    [DataRow("00000020000300" + "10ffff", DisplayName = "element of 65535 bytes")]
    public void T18_Bytes_that_are_no_message_are_counted_and_dropped(string hex)
    {
        var handle = Open();
        Deliver(0, 0x20, hex);
        Assert.AreEqual(1, handle.MalformedCount);
        Assert.IsEmpty(_recorder.Lines);
    }

    [TestMethod]
    [DataRow("00000020000000", 7, true, DisplayName = "no element")]
    [DataRow("00000020000300" + "110000", 10, true, DisplayName = "an empty element at the end")]
    [DataRow("00000020000400" + "10010001", 11, true)]
    [DataRow("00000020000400" + "10010001", 12, false, DisplayName = "more bytes than there are")]
    [DataRow("00000020000400" + "10010001", 10, false, DisplayName = "cut")]
    [DataRow("000000200004", 6, false, DisplayName = "shorter than a header")]
    [DataRow("03000020000000", 7, false, DisplayName = "type 3")]
    [DataRow("04000020000000", 7, true, DisplayName = "an indication")]
    public void A_message_is_exactly_as_long_as_it_says_and_no_longer_than_what_holds_it(string hex, int length, bool opens)
    {
        var reader = new QmiReader();
        Assert.IsTrue(reader.Open(Convert.FromHexString("00000020000400" + "11010007"), 11));

        Assert.AreEqual(opens, reader.Open(Convert.FromHexString(hex), length));
        Assert.AreEqual(opens && length > 7 && hex[14..16] == "11", reader.Has(0x11), "nothing is left of the message before");
    }

    [TestMethod]
    [DataRow(0, 0u, 0u, 0u, 0u, 0u)]
    [DataRow(1, 0x11u, 0u, 0u, 0u, 0u)]
    [DataRow(2, 0u, 0x2211u, 0u, 0u, 0u)]
    [DataRow(3, 0u, 0u, 0u, 0u, 0u)]
    [DataRow(4, 0u, 0u, 0x44332211u, 0u, 0u)]
    [DataRow(5, 0u, 0u, 0u, 0u, 0u)]
    [DataRow(7, 0u, 0u, 0u, 0u, 0u)]
    [DataRow(8, 0u, 0u, 0u, 0x44332211u, 0x88776655u)]
    [DataRow(9, 0u, 0u, 0u, 0u, 0u)]
    public void An_element_is_read_at_its_own_length_and_gives_nothing_at_another(int size, uint of8, uint of16, uint of32, uint first, uint second)
    {
        byte[] value = Convert.FromHexString("112233445566778899")[..size];
        foreach (byte element in (byte[])[0x10, 2])
        {
            var reader = new QmiReader();
            byte[] message = [2, 0, 0, 0x21, 0, (byte)(size + 6), 0, 1, 0, 0, element, (byte)size, 0, .. value];
            Assert.IsTrue(reader.Open(message, message.Length));
            Assert.IsTrue(reader.Has(element) && reader.Has(1) && !reader.Has(3));
            Assert.AreEqual((size == 1, (byte)of8), (reader.TryRead8(element, out byte byte8), byte8));
            Assert.AreEqual((size == 2, (ushort)of16), (reader.TryRead16(element, out ushort word16), word16));
            Assert.AreEqual((size == 4, of32), (reader.TryRead32(element, out uint word32), word32));
            Assert.AreEqual((size == 8, first, second), (reader.TryReadPair(element, out uint one, out uint two), one, two));
            bool isResult = element == 2 && size == 4;
            Assert.AreEqual((isResult, (ushort)(isResult ? 0x2211 : 0), (ushort)(isResult ? 0x4433 : 0)), (reader.TryReadResult(out ushort result, out ushort error), result, error));
        }
    }

    [TestMethod]
    public void T18_Random_bytes_are_a_message_whose_elements_lie_inside_or_none()
    {
        var random = new Random(18);
        int opened = 0;
        var reader = new QmiReader();
        for (int run = 0; run < 50_000; run++)
        {
            byte[] data = Convert.FromHexString("02" + "0000" + "2100" + "1900" + "02040000000000" + "1004000c000000" + "1104000d000000" + "12010000");
            for (int i = random.Next(4); i > 0; i--) { data[random.Next(data.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : random.Next(8)); }
            int length = random.Next(4) == 0 ? random.Next(data.Length + 1) : data.Length;
            if (!reader.Open(data, length))
            {
                Assert.IsFalse(reader.Has(2) || reader.Has(0));
                continue;
            }

            opened++;
            for (int element = 0; element < 32; element++)
            {
                // Each read is total: a value from inside of the message or no.
                bool has = reader.Has((byte)element);
                bool read = reader.TryRead8((byte)element, out _) | reader.TryRead16((byte)element, out _) | reader.TryRead32((byte)element, out _) | reader.TryReadPair((byte)element, out _, out _);
                Assert.IsTrue(has || !read);
            }
        }

        Assert.IsGreaterThan(10_000, opened);
        Assert.IsLessThan(48_000, opened);
    }

    [TestMethod]
    public void T18_A_flood_of_messages_that_nobody_asked_for_holds_no_memory_and_ends_no_wait()
    {
        QmiHandle handle = Open();
        _writer.Begin(0x21);
        QmiTransaction transaction = handle.Request(0, 0x1f, _writer);
        byte[] wrong = Convert.FromHexString("02" + "0100" + "2100" + "0700" + "02040000000000");
        _socket.Handler!.OnMessage(0, 0x1f, wrong, wrong.Length);
        long allocated = AllocatedBytes.Least(() =>
        {
            for (int i = 0; i < 10_000; i++) { _socket.Handler!.OnMessage(0, 0x1f, wrong, wrong.Length); }
        });

        Assert.AreEqual(0, allocated);
        Assert.AreEqual(QmiOutcome.TimedOut, handle.Wait(transaction, 1000));
    }

    [TestMethod]
    public void Elements_out_of_order_or_too_long_are_the_writers_mistake()
    {
        _writer.Begin(0x21);
        _writer.Add8(0x11, 1);
        Assert.AreEqual("QMI element 0x10 after 0x11; elements are written in ascending order", Assert.ThrowsExactly<InvalidOperationException>(() => _writer.Add8(0x10, 1)).Message);
        Assert.AreEqual("QMI element 0x12 of 64 bytes does not fit into 64 bytes", Assert.ThrowsExactly<InvalidOperationException>(() => _writer.AddBytes(0x12, new byte[64], 0, 64)).Message);
    }

    [TestMethod]
    public void The_ninth_request_under_way_is_refused_and_an_abandoned_one_makes_room()
    {
        var handle = Open();
        _writer.Begin(0x21);
        var transactions = Enumerable.Range(0, 8).Select(_ => handle.Request(0, 0x1f, _writer)).ToArray();
        Assert.AreEqual("eight QMI requests are under way", Assert.ThrowsExactly<InvalidOperationException>(() => handle.Request(0, 0x1f, _writer)).Message);
        handle.Abandon(transactions[3]);

        handle.Request(0, 0x1f, _writer);
    }

    [TestMethod]
    public void Eight_requests_are_under_way_at_most_and_each_has_its_own_answer()
    {
        var handle = Open();
        QmiTransaction[] eight = [.. Enumerable.Range(0, 8).Select(_ => Ask(handle, 0, 0x1f))];

        Assert.AreEqual("eight QMI requests are under way", Assert.ThrowsExactly<InvalidOperationException>(() => Ask(handle, 0, 0x1f)).Message);
        Assert.HasCount(8, _socket.Sent);

        // The answers come in another order.
        for (int i = 7; i >= 0; i--)
        {
            Deliver(0, 0x1f, $"02{i:x2}002100" + "0400" + $"100100{i:x2}");
        }
        for (int i = 0; i < 8; i++)
        {
            Assert.AreEqual(QmiOutcome.Answered, handle.Wait(eight[i], 0));
            Assert.IsTrue(eight[i].Response.TryRead8(0x10, out byte value));
            Assert.AreEqual(i, value);
        }
        Assert.AreEqual(0, (int)handle.UnmatchedCount);
    }

    [TestMethod]
    public void A_request_that_ended_in_the_middle_makes_room_for_one()
    {
        var handle = Open();
        QmiTransaction[] eight = [.. Enumerable.Range(0, 8).Select(_ => Ask(handle, 0, 0x1f))];
        handle.Abandon(eight[3]);

        QmiTransaction ninth = Ask(handle, 0, 0x1f);

        Assert.ThrowsExactly<InvalidOperationException>(() => Ask(handle, 0, 0x1f));
        Deliver(0, 0x1f, "02" + "0300" + "2100" + "0000");
        Assert.AreEqual(1, (int)handle.UnmatchedCount);
        Deliver(0, 0x1f, "02" + "0800" + "2100" + "0000");
        Assert.AreEqual(QmiOutcome.Answered, handle.Wait(ninth, 0));
    }

    [TestMethod]
    public void Who_goes_away_ends_the_waits_for_it_and_no_others()
    {
        var handle = Open();
        QmiTransaction here = Ask(handle, 0, 0x1f), beside = Ask(handle, 0, 0x20), elsewhere = Ask(handle, 5, 0x1f);

        _socket.Handler!.OnDeleteServer(0x31, 1, 2, 0, 0x1f);
        Assert.AreEqual(QmiOutcome.PeerGone, handle.Wait(here, 0));
        Assert.AreEqual(QmiOutcome.TimedOut, handle.Wait(beside, 0));
        beside = Ask(handle, 0, 0x20);
        _socket.Handler.OnBye(0);
        Assert.AreEqual(QmiOutcome.PeerGone, handle.Wait(beside, 0));
        Assert.AreEqual(QmiOutcome.TimedOut, handle.Wait(elsewhere, 0));
    }

    private QmiTransaction Ask(QmiHandle handle, uint node, uint port)
    {
        _writer.Begin(0x21);
        return handle.Request(node, port, _writer);
    }

    private QmiHandle Open()
    {
        var handle = new QmiHandle(_loop, _socket, _recorder, 32);
        handle.Open();
        return handle;
    }

    private void Later(long microseconds, Action action) => new EventLoopTimer(_loop, () => action()).Start(microseconds);

    private void Deliver(uint node, uint port, string hex)
    {
        var data = Convert.FromHexString(hex);
        _socket.Handler!.OnMessage(node, port, data, data.Length);
    }

    private sealed class Recorder : QmiHandler
    {
        internal readonly List<string> Lines = [];

        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port) => Lines.Add("new");

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port) => Lines.Add("delete");

        public override void OnBye(uint node) => Lines.Add($"bye {node}");

        public override void OnRequest(uint node, uint port, QmiReader request) =>
            Lines.Add($"request {node}:{port} 0x{request.Message:x} #{request.Transaction}" + (request.TryRead8(0x10, out var value) ? $" 10={value}" : ""));

        public override void OnIndication(uint node, uint port, QmiReader indication) => Lines.Add("indication");
    }
}
