using IpaEmbedded.Boards.Linux;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;
using IpaEmbedded.HostTests.Architecture;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Boards;

/// <summary><c>ipa run</c> as a process, with this machine's own protocol stack as its client.</summary>
[TestClass]
[DoNotParallelize]
public sealed class RunCommandTests : IDisposable
{
    private const int TimeoutMilliseconds = 20000;

    // Where nothing is made of it.
    private const string Unused = "198.51.100.2/24";
    private TestNetwork? _network;

    // Not the command's default: a machine may have that one itself.
    private TestNetwork Network => _network ??= new TestNetwork();

    private string Address => Network.Address;

    public void Dispose() => _network?.Dispose();

    [TestMethod]
    public void Three_pings_through_the_kernel_the_driver_and_the_modem_are_answered()
    {
        using var run = new TunProcess("ipaping%d", Address);

        int answered = PingTool(Network.Peer) ?? PingSocket(Network.Peer);

        Assert.AreEqual(3, answered);
        run.AssertEndsCleanly(packetsAtLeast: 3);
    }

    [TestMethod]
    public void A_thousand_datagrams_all_come_back_and_an_idle_run_takes_no_processor_time()
    {
        using var run = new TunProcess("ipaecho%d", Address);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = TimeoutMilliseconds };
        socket.Bind(new IPEndPoint(Network.Own, 0));
        socket.Connect(Network.Peer, 7);
        // Afterwards the link has been idle for longer than its autosuspend: the first datagram also wakes the power.
        // Of several whiles the quietest: a process that has just begun still compiles its own code, for longer on a busy machine.
        TimeSpan idle = Enumerable.Range(0, 3).Min(_ => run.ProcessorTimeOf(TimeSpan.FromSeconds(2)));
        var answer = new byte[2048];

        for (int block = 0; block < 50; block++)
        {
            for (int i = 0; i < 20; i++)
            {
                socket.Send(Datagram(block * 20 + i));
            }
            for (int i = 0; i < 20; i++)
            {
                byte[] expected = Datagram(block * 20 + i);
                int length = socket.Receive(answer);
                Assert.AreEqual(Convert.ToHexString(expected), Convert.ToHexString(answer, 0, length), $"datagram {block * 20 + i}");
            }
        }

        Assert.IsLessThan(TimeSpan.FromMilliseconds(500), idle);
        run.AssertEndsCleanly(packetsAtLeast: 1000);
    }

    [TestMethod]
    public void An_interface_for_each_mux_id_reaches_a_network_of_its_own()
    {
        using var run = new TunProcess("ipamux%d", Address, "--mux", "3", "--mux", "7");
        foreach ((IPAddress own, IPAddress peer) in (ReadOnlySpan<(IPAddress, IPAddress)>)[(Network.Own, Network.Peer), (Network.NextOwn, Network.NextPeer)])
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = TimeoutMilliseconds };
            socket.Bind(new IPEndPoint(own, 0));
            socket.Connect(peer, 7);
            socket.Send(Datagram(40));
            Assert.AreEqual(Datagram(40).Length, socket.Receive(new byte[2048]));
        }
    }

    [TestMethod]
    public void The_services_of_the_loopback_are_reached_through_the_translation_both_ways_and_a_closed_end_is_told()
    {
        using var run = new TunProcess("ipanat%d", Address, "--far", "nat", "--fault", "modem-crash=2000");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient(AddressFamily.InterNetwork) { ReceiveTimeout = 3 * TimeoutMilliseconds, SendTimeout = 3 * TimeoutMilliseconds };
        client.Connect(Network.Peer, ((IPEndPoint)listener.LocalEndpoint).Port);
        using TcpClient server = listener.AcceptTcpClient();
        byte[] sent = new byte[5_000_000];
        new Random(6).NextBytes(sent);
        byte[] returned = [];
        // Threads of their own: those of the pool may all be busy with tests.
        var service = new Thread(() =>
        {
            server.GetStream().CopyTo(server.GetStream());
            server.Client.Shutdown(SocketShutdown.Send);
        });
        var reader = new Thread(() => returned = ReadToEnd(client.GetStream()));
        service.Start();
        reader.Start();

        // The modem crashes meanwhile, and comes back.
        client.GetStream().Write(sent);
        client.Client.Shutdown(SocketShutdown.Send);
        reader.Join();
        service.Join();

        Assert.IsTrue(sent.AsSpan().SequenceEqual(returned));
        int closed = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var refused = new TcpClient(AddressFamily.InterNetwork);
        Assert.AreEqual(SocketError.ConnectionRefused, Assert.ThrowsExactly<SocketException>(() => refused.Connect(Network.Peer, closed)).SocketErrorCode);
    }

    [TestMethod]
    public void What_became_of_the_packets_is_one_JSON_object_and_nothing_in_it_is_without_explanation()
    {
        TunProcess.Require();
        CommandRun json = CommandRun.Of("run", "--tun", "ipajson%d", "--address", Address, "--for", "0.5", "--json", "--keep-privileges");

        Assert.AreEqual(0, json.ExitCode, json.ToString());
        Assert.Contains("\"unexplained\": {\n      \"toModem\": 0,\n      \"fromModem\": 0\n    }", json.Out);
        Assert.Contains($" is up as {Address}; behind the modem {Network.Peer} answers echo requests\n", json.Error);
    }

    [TestMethod]
    public void The_page_of_a_run_has_what_happened_after_the_boot_and_says_how_long_the_boot_was()
    {
        using var folder = new TemporaryFolder();
        CommandRun.OfShell(folder.FolderPath, "chmod 777 .");
        string page = Path.Combine(folder.FolderPath, "page.html");
        string trace = Path.Combine(folder.FolderPath, "trace.json");
        using var run = new TunProcess("ipalate%d", Address, "--fault", "drop-interrupt=8", "--report", page, "--trace", trace);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 2000 };
        socket.Bind(new IPEndPoint(Network.Own, 0));
        socket.Connect(Network.Peer, 7);
        // The answer whose interrupt is lost comes with the next one.
        for (int i = 0; i < 10; i++)
        {
            socket.Send(Datagram(40));
            _ = Receive(socket);
        }

        string shown = run.End();

        Assert.Contains("fault drop-interrupt=8 fired at ", shown);
        string text = File.ReadAllText(page);
        Assert.Contains("Fault drop-interrupt=8 fired at ", text);
        Assert.DoesNotContain("never fired", text);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(trace));
        double milliseconds = json.RootElement.GetProperty("stages").EnumerateArray().Where(stage => !stage.GetProperty("inner").GetBoolean())
            .Max(stage => stage.GetProperty("microseconds").GetInt64() + stage.GetProperty("durationMicroseconds").GetInt64()) / 1000.0;
        Assert.Contains($"Booted in {milliseconds.ToString("0.000", CultureInfo.InvariantCulture)} ms ", text);
    }

    [TestMethod]
    public void Of_several_interfaces_none_is_said_to_have_lost_what_others_lost()
    {
        TunProcess.Require();
        using var folder = new TemporaryFolder();
        string played = Path.Combine(folder.FolderPath, "played.pcap");
        File.WriteAllBytes(played, CaptureReadingTests.Old(false, false, 101, [[0x45, 0, 0, 20, .. new byte[16]]]));
        string[] switches = ["run", "--tun", "ipasum%d", "--address", Address, "--far", "pcap:" + played, "--for", "0.3", "--keep-privileges"];

        CommandRun one = CommandRun.Of(switches);
        CommandRun two = CommandRun.Of([.. switches, "--mux", "3", "--mux", "7"]);

        Assert.MatchesRegex("ipasum[0-9]+: [0-9]+ packets sent, [0-9]+ received, [0-9]+ lost\n$", one.Out);
        Assert.MatchesRegex("ipasum[0-9]+: [0-9]+ packets sent, [0-9]+ received\nipasum[0-9]+: [0-9]+ packets sent, [0-9]+ received\n$", two.Out);
    }

    [TestMethod]
    public void A_fault_that_never_happens_is_an_error_of_a_run_too()
    {
        TunProcess.Require();
        CommandRun missed = CommandRun.Of("run", "--tun", "ipafault%d", "--address", Address, "--for", "0.2", "--keep-privileges", "--fault", "stuck-command=999");

        Assert.AreEqual(1, missed.ExitCode, missed.ToString());
        Assert.Contains("ipa: fault stuck-command=999 never fired: ", missed.Error);
    }

    [TestMethod]
    public void A_run_of_root_of_its_own_network_keeps_what_it_is_and_works()
    {
        if (!Privileges.IsRoot || !File.Exists("/usr/bin/unshare"))
        {
            Assert.Inconclusive("unshare, and tests that run as root");
        }
        string ipa = Path.Combine(AppContext.BaseDirectory, "ipa.dll");

        CommandRun run = CommandRun.OfShell(Path.GetTempPath(), $"unshare --user --map-root-user --net dotnet exec '{ipa}' run --tun ipaown0 --address {Unused} --for 0.3");

        Assert.AreEqual((0, ""), (run.ExitCode, run.Error), run.ToString());
        Assert.Contains("ipaown0: ", run.Out);
    }

    [TestMethod]
    [DataRow("--mux takes a number from 0 to 254, not '255'", "--mux", "255")]
    [DataRow("--mux takes up to 16 different numbers", "--mux", "1", "--mux", "1")]
    [DataRow("--tun needs %d in its name for 2 interfaces", "--mux", "1", "--mux", "2")]
    [DataRow("--netns is for the second interface, which --far NAME makes", "--netns", "x")]
    [DataRow("--far pcap:FILE takes the name of a capture", "--far", "pcap:")]
    [DataRow("--far takes echo, nat, pcap:FILE or the name of an interface to create: ", "--far", "a-name-of-sixteen")]
    [DataRow("--address takes one address of IPv4 and one of IPv6", "--address", "192.0.2.2/24", "--address", "192.0.3.2/24")]
    public void Wrong_switches_of_the_interfaces_are_one_sentence(string sentence, params string[] switches)
    {
        CommandRun run = CommandRun.Of(["run", "--tun", "ipawrong", .. switches]);

        Assert.AreEqual(2, run.ExitCode, run.ToString());
        Assert.StartsWith("ipa: " + sentence, run.Error);
    }

    [TestMethod]
    [DataRow("--mux", "7")]
    [DataRow("--address", "192.0.2.2/24")]
    [DataRow("--far", "echo")]
    [DataRow("--netns", "x", "--far", "ipafar%d")]
    public void A_switch_of_the_interface_is_refused_where_there_is_none(params string[] switches)
    {
        foreach (string[] more in (string[][])[[], ["--dry-run"]])
        {
            CommandRun run = CommandRun.Of(["run", Path.Combine(RepositoryRoot.Folder, "dts/boards/sdm845-modem-init.dts"), .. switches, .. more]);

            Assert.AreEqual(2, run.ExitCode, run.ToString());
            Assert.Contains("is about the interface that --tun NAME makes", run.Error);
            Assert.AreEqual("", run.Out);
        }
    }

    [TestMethod]
    [DataRow("255.255.255.2/24", 2)]
    [DataRow("255.255.254.2/24", 3)]
    [DataRow("192.0.2.2/1", 2)]
    [DataRow("ffff:ffff:ffff:ffff::2/64", 2)]
    public void Addresses_end_before_the_networks_of_all_interfaces_do(string address, int interfaces)
    {
        CommandRun run = CommandRun.Of(["run", "--tun", "ipawrong%d", "--address", address, .. Enumerable.Range(1, interfaces).SelectMany(id => (string[])["--mux", $"{id}"])]);

        Assert.AreEqual(2, run.ExitCode, run.ToString());
        Assert.StartsWith($"ipa: --address {address} has no room behind it for the networks of {interfaces} interfaces\n", run.Error);
    }

    [TestMethod]
    public void A_namespace_or_a_capture_that_is_not_there_is_said_before_anything_runs()
    {
        CommandRun space = CommandRun.Of("run", "--tun", "ipawrong%d", "--address", Unused, "--far", "ipafar%d", "--netns", "no-such-namespace");
        CommandRun capture = CommandRun.Of("run", "--tun", "ipawrong%d", "--address", Unused, "--far", "pcap:/no/such.pcap");

        Assert.AreEqual("exit 3\nipa: there is no network namespace no-such-namespace (/run/netns/no-such-namespace); 'ip netns add NAME' makes one\n", space.ToString());
        Assert.StartsWith("exit 3\nipa: cannot read /no/such.pcap: ", capture.ToString());
    }

    [TestMethod]
    [DataRow("         0          0 4294967295\n", 65534u, true)]
    [DataRow("         0       1000          1\n", 65534u, false)]
    [DataRow("0 100000 65536\n", 65534u, true)]
    [DataRow("0 100000 65536\n", 65536u, false)]
    [DataRow("", 0u, false)]
    public void Whom_a_user_namespace_knows_is_in_its_map(string map, uint user, bool expected) => Assert.AreEqual(expected, Privileges.IsMapped(map, user));

    [TestMethod]
    public void A_kernel_without_user_namespaces_has_no_map_and_knows_everybody()
    {
        using var folder = new TemporaryFolder();

        Assert.IsTrue(Privileges.IsKnown(folder.FolderPath + "/uid_map", Privileges.Nobody));
        Assert.IsFalse(Privileges.IsKnown(folder.Write("uid_map", "0 1000 1\n"), Privileges.Nobody));
    }

    [TestMethod]
    public void Addresses_that_the_machine_has_elsewhere_are_refused()
    {
        CommandRun run = CommandRun.Of("run", "--tun", "ipataken%d", "--address", "127.9.0.1/16", "--for", "1");

        Assert.AreEqual(3, run.ExitCode, run.ToString());
        Assert.AreEqual("ipa: addresses of 127.9.0.1/16 are on this machine's interface lo already, where packets would go; choose others with --address\n", run.Error);
    }

    [TestMethod]
    public void Root_is_given_up_in_every_thread_when_the_interface_is_up()
    {
        using var run = new TunProcess("ipadrop%d", Address);
        if (!Privileges.IsRoot)
        {
            Assert.Inconclusive("the tests do not run as root");
        }

        CollectionAssert.AreEqual(new[] { "65534\t65534\t65534\t65534" }, run.StatusOfThreads("Uid").ToArray());
        CollectionAssert.AreEqual(new[] { "65534\t65534\t65534\t65534" }, run.StatusOfThreads("Gid").ToArray());
        CollectionAssert.AreEqual(new[] { "" }, run.StatusOfThreads("Groups").ToArray());
        CollectionAssert.AreEqual(new[] { "0000000000000000" }, run.StatusOfThreads("CapEff").ToArray());
        CollectionAssert.AreEqual(new[] { "0000000000000000" }, run.StatusOfThreads("CapPrm").ToArray());
        CollectionAssert.Contains(run.StatusOfThreads("NoNewPrivs").ToArray(), "1");
        run.AssertEndsCleanly(0);
    }

    [TestMethod]
    public void A_run_that_is_interrupted_writes_its_page_with_the_rights_that_it_keeps()
    {
        using var folder = new TemporaryFolder();
        CommandRun.OfShell(folder.FolderPath, "chmod 777 .");
        string page = Path.Combine(folder.FolderPath, "page.html");
        using var run = new TunProcess("ipapage%d", Address, "--report", page);

        run.AssertEndsCleanly(0);

        Assert.Contains("rmnet_ipa0", File.ReadAllText(page));
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.FolderPath));
    }

    [TestMethod]
    public void Root_is_kept_on_demand()
    {
        using var run = new TunProcess("ipastay%d", Address, "--keep-privileges");
        if (!Privileges.IsRoot)
        {
            Assert.Inconclusive("the tests do not run as root");
        }

        CollectionAssert.AreEqual(new[] { "0\t0\t0\t0" }, run.StatusOfThreads("Uid").ToArray());
    }

    [TestMethod]
    [DataRow("1000", "1001", 1000u, 1001u)]
    [DataRow("0", "0", 65534u, 65534u)]
    [DataRow("1000", null, 65534u, 65534u)]
    [DataRow("4294967295", "1000", 65534u, 65534u)]
    [DataRow("-1", "1000", 65534u, 65534u)]
    public void The_caller_of_sudo_is_who_it_becomes_unless_that_is_root(string? user, string? group, uint expectedUser, uint expectedGroup)
    {
        Assert.AreEqual((expectedUser, expectedGroup), Privileges.Target(user, group));
    }

    [TestMethod]
    public void Wrong_use_is_told_apart_from_what_the_machine_refuses()
    {
        Assert.AreEqual(2, CommandRun.Of("run", "--fault", "modem-crash").ExitCode);
        Assert.AreEqual(2, CommandRun.Of("run", "--tun", "ipawrong%d", "--for", "0").ExitCode);
        Assert.AreEqual(2, CommandRun.Of("run", "--tun", "a-name-of-sixteen").ExitCode);

        Assert.AreEqual(2, CommandRun.Of("run", "--tun", "ipawrong%d", "--address", "192.0.2.2/31").ExitCode);
        Assert.AreEqual(2, CommandRun.Of("run", "--tun", "ipawrong%d", "--address", "2001:db8::2/127").ExitCode);

        CommandRun refused = CommandRun.Of("run", "--tun", "lo", "--address", Unused, "--for", "1");

        Assert.AreEqual(3, refused.ExitCode, refused.ToString());
        StringAssert.StartsWith(refused.Error, "ipa: cannot create the interface lo: ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void T12_Without_the_switch_the_plan_of_the_hardware_is_printed_and_nothing_is_opened()
    {
        string tree = Path.Combine(RepositoryRoot.Folder, "dts/boards/sdm845-modem-init.dts");
        const string Refused = "/soc@0/ipa@1e40000: refused: ipa-reg: 0x7000 bytes at 0x1e40000: qcom,sdm845-ipa may not map it: no UIO device has it, and the allow list does not name it\n";

        CommandRun dry = CommandRun.Of("run", tree, "--dry-run");
        Assert.AreEqual((0, ""), (dry.ExitCode, dry.Error), dry.ToString());
        StringAssert.Contains(dry.Out, Refused);
        StringAssert.EndsWith(dry.Out, "\n5 windows, 5 refused: nothing was opened; --hardware does it\n", StringComparison.Ordinal);
        CommandRun bare = CommandRun.Of("run", tree);
        Assert.AreEqual((0, dry.Out), (bare.ExitCode, bare.Out), bare.ToString());
        StringAssert.EndsWith(bare.Error, "sdm845-modem-init.dts has an IPA, which runs on the fake chip with --tun NAME; on this machine's own hardware it would have:\n", StringComparison.Ordinal);
        CommandRun json = CommandRun.Of("run", tree, "--json");
        Assert.AreEqual((2, ""), (json.ExitCode, json.Out), json.ToString());
        CommandRun both = CommandRun.Of("run", tree, "--hardware", "--dry-run");
        Assert.AreEqual((0, dry.Out), (both.ExitCode, both.Out));
        // The tests' own process must keep its rights.
        CommandRun real = CommandRun.Of("run", tree, "--hardware", "--keep-privileges", "--for", "0.1");
        Assert.AreEqual((0, ""), (real.ExitCode, real.Error), real.ToString());
        StringAssert.Contains(real.Out, Refused);
        StringAssert.Contains(real.Out, "\n5 windows, 5 refused: drivers open what they ask for\n/clocks/xo-board: bound\n");
        StringAssert.Contains(real.Out, "\n/soc@0/ipa@1e40000: clocks: waits for ");
        Assert.AreEqual(2, CommandRun.Of("run", tree, "--dry-run", "--tun", "ipaboth%d").ExitCode);
    }

    private static byte[] ReadToEnd(NetworkStream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private static bool Receive(Socket socket)
    {
        try
        {
            return socket.Receive(new byte[2048]) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static byte[] Datagram(int number)
    {
        // From a few bytes to the largest that one packet holds.
        var bytes = new byte[4 + number * 37 % (1500 - 28 - 3)];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(number + i);
        }
        BitConverter.TryWriteBytes(bytes, number);
        return bytes;
    }

    /// <summary>Answers that the tool "ping" counts; null where it is not installed.</summary>
    private static int? PingTool(IPAddress peer)
    {
        try
        {
            using Process ping = Process.Start(new ProcessStartInfo("ping", ["-n", "-c", "3", "-i", "0.2", "-W", "5", peer.ToString()]) { RedirectStandardOutput = true })!;
            string text = ping.StandardOutput.ReadToEnd();
            ping.WaitForExit();
            Assert.AreEqual(0, ping.ExitCode, text);
            return text.Contains("3 received", StringComparison.Ordinal) ? 3 : 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The same by ICMP sockets of the framework, which needs the right to open them, as a TUN interface does.</summary>
    private static int PingSocket(IPAddress peer)
    {
        using var ping = new Ping();
        return Enumerable.Range(0, 3).Count(_ => ping.Send(peer, TimeoutMilliseconds) is { Status: IPStatus.Success } reply && reply.Address.Equals(peer));
    }
}
