using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Scheduling;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>Runs against this machine's kernel where it allows network interfaces to be created.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TunInterfaceTests : IDisposable
{
    private const long TenSeconds = 10L * 1000 * 1000;
    private readonly TestNetwork _network = new();

    private IPAddress Own => _network.Own;

    private IPAddress Peer => _network.Peer;

    public void Dispose() => _network.Dispose();

    [TestMethod]
    public void A_datagram_of_this_machine_reaches_the_sender_and_an_answer_reaches_its_socket()
    {
        using var tun = CreateOrSkip();
        Assert.StartsWith("ipatest", tun.Name);
        tun.SetMtu(1400);
        tun.AddAddress(Own, 24);
        tun.SetUp(true);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10000 };
        socket.Bind(new IPEndPoint(Own, 0));
        var time = new BoardTime();
        var loop = new EventLoop(time);
        var completion = new Completion();
        byte[] sent = [];
        var link = new TunLink(tun, loop, (packet, length, _) =>
        {
            if (IsUdp(packet))
            {
                sent = packet[..length];
                completion.Complete();
            }

            return true;
        }, 2048);
        time.Watch(link);

        socket.SendTo("to the modem"u8, new IPEndPoint(Peer, 9000));
        Assert.IsTrue(loop.Wait(completion, TenSeconds), "no packet came through the interface");

        Assert.AreEqual("to the modem", System.Text.Encoding.ASCII.GetString(sent[28..]));
        var answer = Answer(sent, "from the modem"u8);
        link.Deliver(answer);
        var received = new byte[64];
        var count = socket.Receive(received);
        Assert.AreEqual("from the modem", System.Text.Encoding.ASCII.GetString(received, 0, count));
        Assert.AreEqual(1, link.Counters.Delivered);
    }

    [TestMethod]
    public void A_full_sender_gets_the_same_packet_again_after_resuming()
    {
        using var tun = CreateOrSkip();
        tun.AddAddress(Own, 24);
        tun.SetUp(true);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(Own, 0));
        var time = new BoardTime();
        var loop = new EventLoop(time);
        var completion = new Completion();
        var attempts = new List<string>();
        var link = new TunLink(tun, loop, (packet, length, _) =>
        {
            if (!IsUdp(packet))
            {
                return true;
            }

            attempts.Add(System.Text.Encoding.ASCII.GetString(packet, 28, length - 28));
            completion.Complete();
            return attempts.Count != 1;
        }, 2048);
        time.Watch(link);

        socket.SendTo("first"u8, new IPEndPoint(Peer, 9000));
        Assert.IsTrue(loop.Wait(completion, TenSeconds), "no packet came through the interface");
        Assert.AreEqual(-1, link.Descriptor);
        link.Resume();
        loop.RunPending();

        CollectionAssert.AreEqual(new[] { "first", "first" }, attempts);
    }

    [TestMethod]
    public void A_packet_after_the_end_of_its_interface_concerns_nobody_who_has_the_descriptor_then()
    {
        using var folder = new TemporaryFolder();
        using var pipe = new EventPipe(folder);
        var tun = CreateOrSkip();
        var loop = new EventLoop(new BoardTime());
        var link = new TunLink(tun, loop, (_, _, _) => true, 2048);
        int descriptor = tun.Descriptor;
        tun.Dispose();
        Assert.AreEqual(descriptor, Duplicate(pipe.Descriptor, descriptor));
        try
        {
            link.Deliver(new byte[100]);
            Assert.IsEmpty(pipe.Take());
            pipe.Write(new byte[60]);
            link.OnReady();
            loop.RunPending();

            Assert.HasCount(60, pipe.Take());
            Assert.AreEqual((0L, 0L), (link.Counters.Read, link.Counters.Delivered));
        }
        finally
        {
            LibC.Close(descriptor);
        }
    }

    [TestMethod]
    public void An_interface_has_every_address_that_it_was_given()
    {
        using var tun = CreateOrSkip();

        tun.AddAddress(Own, 24);
        tun.AddAddress(_network.NextOwn, 25);
        tun.AddAddress(Own, 24);

        var addresses = NetworkInterface.GetAllNetworkInterfaces().Single(each => each.Name == tun.Name).GetIPProperties().UnicastAddresses
            .Where(each => each.Address.AddressFamily == AddressFamily.InterNetwork).Select(each => $"{each.Address}/{each.PrefixLength}").Order(StringComparer.Ordinal);
        CollectionAssert.AreEqual(new[] { $"{Own}/24", $"{_network.NextOwn}/25" }, addresses.ToArray());
    }

    [TestMethod]
    public void A_further_address_that_the_interfaces_name_has_no_room_for_is_refused_in_words()
    {
        using var tun = CreateOrSkip("ipatest-with-%d");
        tun.AddAddress(Own, 24);

        Assert.AreEqual($"{tun.Name}: a further address of IPv4 needs a name with room for :1 behind it", Assert.ThrowsExactly<IOException>(() => tun.AddAddress(_network.NextOwn, 24)).Message);
    }

    [TestMethod]
    public void An_ipv6_address_can_be_given()
    {
        using var tun = CreateOrSkip();
        if (!Socket.OSSupportsIPv6 || !Directory.Exists("/proc/sys/net/ipv6"))
        {
            Assert.Inconclusive("IPv6 of this machine's kernel");
        }

        tun.AddAddress(_network.Own6, 64);

        Assert.Contains(tun.Name, File.ReadAllLines("/proc/net/if_inet6").Single(line => line.StartsWith(Convert.ToHexStringLower(_network.Own6.GetAddressBytes()), StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow("a-name-of-sixteen", "longer than 15 bytes")]
    [DataRow("", "1 to 15 characters")]
    [DataRow(".", "not called . or ..")]
    [DataRow("..", "not called . or ..")]
    [DataRow("../x", "U+002F")]
    [DataRow("a b", "U+0020")]
    [DataRow("a\n", "U+000A")]
    [DataRow("a\0b", "U+0000")]
    [DataRow("a:1", "U+003A")]
    [DataRow("a%s", "U+0025")]
    [DataRow("a%d%d", "U+0025")]
    [DataRow("\u202eipa", "U+202E")]
    public void A_name_that_no_interface_can_have_is_refused(string name, string reason)
    {
        Assert.Contains(reason, Assert.ThrowsExactly<ArgumentException>(() => TunInterface.Create(name)).Message);
    }

    [TestMethod]
    public void An_interface_that_exists_is_not_joined_and_stays_and_nothing_stays_of_ones_own()
    {
        string name;
        using (var tun = CreateOrSkip())
        {
            name = tun.Name;

            Assert.Contains("there is an interface of that name already", Assert.ThrowsExactly<IOException>(() => TunInterface.Create(name)).Message);
            Assert.IsTrue(Directory.Exists("/sys/class/net/" + name));
        }

        Assert.IsFalse(Directory.Exists("/sys/class/net/" + name));
    }

    [TestMethod]
    public void A_persistent_interface_that_nobody_holds_is_not_taken()
    {
        CreateOrSkip().Dispose();
        string name = string.Create(CultureInfo.InvariantCulture, $"ipakeep{Environment.ProcessId}");
        Persist(name, 1);
        try
        {
            Assert.Contains("there is an interface of that name already", Assert.ThrowsExactly<IOException>(() => TunInterface.Create(name)).Message);
        }
        finally
        {
            Persist(name, 0);
        }
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "dup2")]
    private static extern int Duplicate(int descriptor, int number);

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "ioctl")]
    private static extern int Ioctl(int descriptor, nint request, nint argument);

    /// <summary>Makes a persistent interface (1) or ends it (0), as administrators do with <c>ip tuntap</c>, but without its need of that program.</summary>
    private static void Persist(string name, int persistent)
    {
        const ulong SetPersistent = 0x400454CB;
        var descriptor = LibC.Open("/dev/net/tun", LibC.ReadWrite);
        try
        {
            var request = InterfaceRequest.WithFlags(name, InterfaceRequest.Tunnel | InterfaceRequest.NoPacketInformation);
            LibC.Control(descriptor, name, "creation", InterfaceRequest.SetTunnel, request);
            Assert.AreEqual(0, Ioctl(descriptor, (nint)SetPersistent, persistent));
        }
        finally
        {
            LibC.Close(descriptor);
        }
    }

    private static TunInterface CreateOrSkip(string name = "ipatest%d")
    {
        try
        {
            return TunInterface.Create(name);
        }
        catch (IOException e)
        {
            throw new AssertInconclusiveException("/dev/net/tun: " + e.Message);
        }
    }

    private bool IsUdp(byte[] packet) => packet[0] == 0x45 && packet[9] == 17 && packet[16..20].AsSpan().SequenceEqual(Peer.GetAddressBytes());

    /// <summary>The packet with its ends exchanged and another payload; a UDP checksum of zero means none.</summary>
    private static byte[] Answer(byte[] packet, ReadOnlySpan<byte> payload)
    {
        var answer = new byte[28 + payload.Length];
        packet.AsSpan(0, 28).CopyTo(answer);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(2), (ushort)answer.Length);
        packet.AsSpan(12, 4).CopyTo(answer.AsSpan(16));
        packet.AsSpan(16, 4).CopyTo(answer.AsSpan(12));
        packet.AsSpan(20, 2).CopyTo(answer.AsSpan(22));
        packet.AsSpan(22, 2).CopyTo(answer.AsSpan(20));
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(24), (ushort)(8 + payload.Length));
        answer[26] = 0;
        answer[27] = 0;
        payload.CopyTo(answer.AsSpan(28));
        answer[10] = 0;
        answer[11] = 0;
        uint sum = 0;
        for (var i = 0; i < 20; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(i));
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(10), (ushort)~sum);
        return answer;
    }
}
