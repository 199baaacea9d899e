using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using IpaEmbedded.Fake;
using IpaEmbedded.Qtest;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>What once ended the server, or could: each line has its answer, and the next one too.</summary>
[TestClass]
public sealed class HostileClientTests
{
    private const int MemoryBytes = 1 << 20;

    [TestMethod]
    [DataRow(4u, 0)]
    [DataRow(4u, 16)]
    [DataRow(5u, 0)]
    [DataRow(5u, 16)]
    [DataRow(6u, 0)]
    [DataRow(6u, 8)]
    public void A_control_packet_that_ends_before_its_fields_is_ignored(uint type, int payload)
    {
        using QtestSession session = Session();
        Run(session, "chip_power 1", "chip_firmware 1", "qrtr_open", "processor_start mpss", "clock_step 100000000");
        byte[] packet = new byte[32 + payload];
        uint[] header = [1, type, 1, 0xfffffffe, 0, (uint)payload, 0, 0xfffffffe];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(i * 4), header[i]);
        }

        Assert.AreEqual("OK 1\n", session.Execute("qrtr_send " + Convert.ToBase64String(packet)));
        AssertLives(session);
    }

    [TestMethod]
    [DataRow(0x80000000u)]
    [DataRow(0x7ffffff0u)]
    [DataRow(0xfffffff0u)]
    [DataRow(0xffffffffu)]
    [DataRow(0x1ffd0u)]
    public void An_item_of_smem_that_reaches_beyond_its_partition_is_no_item(uint size)
    {
        using QtestSession session = Session();
        Run(session, "writel 0x86008064 0x" + size.ToString("x"));

        Assert.AreEqual("OK\n", session.Execute("mailbox_kick 14"));
        AssertLives(session);
    }

    [TestMethod]
    [DataRow("memset 0x86000000 0x200000 255")]
    [DataRow("memset 0x86000000 0x200000 0")]
    [DataRow("memset 0x86008040 0x20000 165")]
    [DataRow("writel 0x86008064 4")]
    [DataRow("writel 0x8600804c 0xffffffff")]
    public void A_modem_that_finds_no_smem_starts_and_stops_all_the_same(string damage)
    {
        using QtestSession session = Session();
        Run(session, "chip_power 1", damage);

        Assert.AreEqual("OK\n", session.Execute("processor_start mpss"));
        Assert.AreEqual("OK 500000000\n", session.Execute("clock_step 500000000"));
        Assert.AreEqual("OK\n", session.Execute("mailbox_kick 14"));
        Assert.AreEqual("OK\n", session.Execute("processor_stop mpss"));
        AssertLives(session);
    }

    [TestMethod]
    public void A_ring_that_shrinks_below_its_positions_does_not_hold_the_chip_for_ever()
    {
        using QtestSession session = Session();
        // Channel 3 and event ring 2, all elements chained; the ring is then programmed shorter than where its doorbell was.
        Run(session, "chip_power 1", "memset 0x180010000 0x1000 255", "writel 0x1e23010 2", "writel 0x1e21100 0x10010002", "writel 0x1e21104 0x100", "writel 0x1e21108 0x80000000",
            "writel 0x1e2110c 1", "writel 0x1e22110 0x800000f0", "writel 0x1e23008 3", "writel 0x1e20180 0x1000800a", "writel 0x1e20184 0x1000", "writel 0x1e20188 0x80010000",
            "writel 0x1e2018c 1", "writel 0x1e201e8 0x800000", "chip_hold 3 1", "writel 0x1e23008 0x01000003", "writel 0x1e22018 0x80010800", "writel 0x1e20184 0x100");

        Assert.AreEqual("OK\n", session.Execute("chip_hold 3 0"));
        AssertLives(session);
    }

    [TestMethod]
    public void A_clock_that_is_stepped_past_the_end_of_time_stands_there()
    {
        using QtestSession session = Session();
        long before = 0;
        for (int i = 0; i < 6; i++)
        {
            string answer = session.Execute("clock_step 9223372036854775807");
            StringAssert.StartsWith(answer, "OK ");
            long now = long.Parse(answer[3..]);
            Assert.IsGreaterThanOrEqualTo(before, now);
            before = now;
        }
        AssertLives(session);
    }

    [TestMethod]
    public void Watches_names_and_votes_are_bounded()
    {
        using QtestSession session = Session();

        Assert.AreEqual("FAIL chip_stage: a name has at most 256 characters\n", session.Execute("chip_stage " + new string('x', 257)));
        string answer = "";
        for (int i = 0; i < 40 && !answer.StartsWith("FAIL", StringComparison.Ordinal); i++)
        {
            answer = session.Execute($"memory_watch 0x180000000 {MemoryBytes}");
        }
        StringAssert.StartsWith(answer, "FAIL memory_watch: more than ");
        for (int i = 0; i < 200 && !answer.Contains("votes for more", StringComparison.Ordinal); i++)
        {
            answer = session.Execute($"rpmh_send 2 0x{0x60000 + (4 * i):x} 1 1");
        }
        Assert.AreEqual("FAIL apps_rsc: votes for more than 128 resources\n", answer);
        AssertLives(session);
    }

    [TestMethod]
    public void A_handler_that_throws_is_answered_with_the_kind_of_its_exception_and_the_session_goes_on()
    {
        var machine = new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true, MemoryBytes);
        using var session = new QtestSession(machine);
        Run(session, "chip_power 1");
        machine.Soc.Chip.Observer = new ThrowingObserver();

        Assert.AreEqual("FAIL internal error: InvalidOperationException: first line second line\n", session.Execute("writel 0x1e23008 3"));
        machine.Soc.Chip.Observer = null;
        AssertLives(session);
    }

    [TestMethod]
    public void A_second_client_is_refused_with_a_sentence_and_the_first_goes_on()
    {
        using var bench = new QtestBench();
        bench.Client.Execute("writel 0x180000000 7");
        using var second = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        second.Connect(new UnixDomainSocketEndPoint(bench.SocketPath));
        byte[] answer = new byte[200];
        int length = 0;
        for (int more; (more = second.Receive(answer, length, answer.Length - length, SocketFlags.None)) > 0;)
        {
            length += more;
        }

        Assert.AreEqual("FAIL another client is served, one at a time\n", Encoding.ASCII.GetString(answer, 0, length));
        Assert.AreEqual(7u, bench.Client.Read32(0x180000000));
        using var third = new QtestConnection(bench.SocketPath);
        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => third.Execute("endianness")).Message, "another client is served");
        bench.Client.Dispose();
        using var next = new QtestConnection(bench.SocketPath);
        Assert.AreEqual(0u, next.Read32(0x180000000));
    }

    [TestMethod]
    public void A_client_that_says_nothing_and_others_that_do_not_read_keep_nobody_from_being_refused()
    {
        using var bench = new QtestBench();
        using var silent = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        silent.Connect(new UnixDomainSocketEndPoint(bench.SocketPath));
        using var half = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        half.Connect(new UnixDomainSocketEndPoint(bench.SocketPath));
        SendUnlessRefused(half, "read");
        for (int i = 0; i < 20; i++)
        {
            using var other = new QtestConnection(bench.SocketPath);
            StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => other.Execute("endianness")).Message, "another client is served");
        }

        // The bench's own, which has not said a word yet, is the one that is served.
        Assert.AreEqual("little", bench.Client.Execute("endianness"));
    }

    // Who is refused may find the connection closed before the first word.
    private static void SendUnlessRefused(Socket client, string text)
    {
        try
        {
            client.Send(Encoding.ASCII.GetBytes(text));
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.Shutdown or SocketError.ConnectionReset)
        {
        }
    }

    private static QtestSession Session() => new(new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true, MemoryBytes));

    private static void Run(QtestSession session, params string[] lines)
    {
        foreach (string line in lines)
        {
            string answer = session.Execute(line);
            Assert.IsTrue(answer.StartsWith("OK", StringComparison.Ordinal), $"'{line}' gave '{answer}'");
        }
    }

    private static void AssertLives(QtestSession session) => Assert.AreEqual("OK little\n", session.Execute("endianness"));

    private sealed class ThrowingObserver : ChipObserver
    {
        public override void OnChannelCommand(int channel, uint opcode, uint before, uint after) => throw new InvalidOperationException("first line\nsecond line");
    }
}
