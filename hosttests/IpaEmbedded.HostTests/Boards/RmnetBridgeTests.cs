using System.Net;
using System.Net.Sockets;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.HostTests.Cli;
using IpaEmbedded.Ipa;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>The bridge between this machine's stack and the modem, when the modem holds the flow up, crashes, or the interface is switched off.</summary>
[TestClass]
[DoNotParallelize]
public sealed class RmnetBridgeTests
{
    private const long SecondMicroseconds = 1000000;

    [TestMethod]
    public void A_packet_that_the_modem_does_not_want_yet_waits_until_it_does()
    {
        using var bench = new Bench();
        bench.Board.Soc.Network.SendFlowCommand(0, stop: true, 1);
        bench.Run(() => bench.Board.Rmnet.IsFlowStopped);

        bench.Socket.Send("held up"u8);
        bench.Pass(SecondMicroseconds / 5);
        Assert.AreEqual(0, bench.Socket.Available);
        bench.Board.Soc.Network.SendFlowCommand(0, stop: false, 2);
        bench.Run(() => bench.Socket.Available > 0);

        Assert.AreEqual("held up", bench.Receive());
        Assert.AreEqual((0L, 0L, 0UL), (bench.Link.Counters.InterfaceDown, bench.Link.Counters.Refused, bench.Board.Rmnet.Counters.TxDropped));
    }

    [TestMethod]
    public void A_bridge_that_reads_no_more_still_sends_what_it_had_read_when_the_modem_wants_it_and_nothing_else()
    {
        using var bench = new Bench();
        bench.Board.Soc.Network.SendFlowCommand(0, stop: true, 1);
        bench.Run(() => bench.Board.Rmnet.IsFlowStopped);
        for (int i = 0; i < 10; i++)
        {
            bench.Socket.Send("held up"u8);
        }
        bench.Run(() => bench.Link.Counters.Stops > 0);

        bench.Bridge.StopReading();
        long read = bench.Link.Counters.Read;
        bench.Board.Soc.Network.SendFlowCommand(0, stop: false, 2);
        bench.Run(() => bench.Link.Counters.Waiting == 0);
        bench.Pass(SecondMicroseconds / 5);

        Assert.AreEqual((read, read), (bench.Link.Counters.Read, bench.Link.Counters.Taken));
    }

    [TestMethod]
    public void The_link_works_again_after_the_modem_has_crashed_and_restarted()
    {
        using var bench = new Bench();

        bench.Board.Soc.Boot.Crash();
        bench.Run(() => !bench.Board.Driver.Interface.IsRegistered);
        // What is sent meanwhile waits for the interface, but the network behind a modem that has just started may still lose it.
        bench.Socket.Send("sent while the modem was gone"u8);
        bench.Run(() => bench.Board.Driver.Interface.IsOpen && bench.Board.Soc.Network.IsUp);
        bench.Pass(SecondMicroseconds / 5);
        while (bench.Socket.Available > 0)
        {
            bench.Receive();
        }
        bench.Socket.Send("and after it came back"u8);
        bench.Run(() => bench.Socket.Available > 0);

        Assert.AreEqual("and after it came back", bench.Receive());
        Assert.AreEqual((0L, 0L, 0UL), (bench.Link.Counters.InterfaceDown, bench.Link.Counters.Refused, bench.Board.Rmnet.Counters.TxDropped));
        Assert.AreEqual("", bench.Board.Soc.Sanitizer.Text());
    }

    [TestMethod]
    public void A_packet_for_an_interface_that_is_switched_off_is_counted_as_lost_there()
    {
        using var bench = new Bench();
        bench.Tun.SetUp(false);

        bench.Board.Soc.Network.Inject(0, [0x45, .. new byte[99]], 0, 100);
        bench.Run(() => bench.Link.Counters.InterfaceDown > 0);

        Assert.AreEqual(1, bench.Link.Counters.InterfaceDown);
    }

    [TestMethod]
    public void The_carrier_follows_the_modem()
    {
        using var bench = new Bench();
        Assert.AreEqual("1", bench.Carrier);

        bench.Board.Soc.Boot.Crash();
        bench.Run(() => bench.Carrier == "0");
        bench.Run(() => bench.Board.Driver.Interface.IsOpen);

        Assert.AreEqual("1", bench.Carrier);
    }

    [TestMethod]
    public void The_machines_own_statistics_are_the_drivers()
    {
        using var bench = new Bench();
        for (int i = 0; i < 20; i++)
        {
            bench.Socket.Send("counted"u8);
            bench.Run(() => bench.Socket.Available > 0);
            bench.Receive();
        }

        KernelCounters kernel = bench.Tun.ReadCounters()!.Value;
        Assert.AreEqual(((long)bench.Board.Rmnet.Counters.TxPackets, (long)bench.Board.Rmnet.Counters.RxPackets), (kernel.TxPackets, kernel.RxPackets));
    }

    [TestMethod]
    public void An_interface_that_somebody_deletes_is_told_once_and_is_watched_no_more()
    {
        using var bench = new Bench();
        int told = 0;
        bench.Link.Gone = () => told++;

        CommandRun.OfShell(Path.GetTempPath(), $"ip link del {bench.Tun.Name}");
        bench.Run(() => told > 0);
        bench.Pass(SecondMicroseconds / 10);

        Assert.AreEqual((1, true, -1), (told, bench.Link.IsGone, bench.Link.Descriptor));
        bench.Tun.SetCarrier(false);
        Assert.IsNull(bench.Tun.ReadCounters());
    }

    private sealed class Bench : IDisposable
    {
        private readonly TestNetwork _network = new();

        public Bench()
        {
            try
            {
                Tun = TunInterface.Create("ipabridge%d");
            }
            catch (IOException e)
            {
                throw new AssertInconclusiveException("/dev/net/tun: " + e.Message);
            }
            var time = new BoardTime();
            Board = new SimulatedBoard(Boot.BoardTree.ModemInit, new BoardOptions { Time = time });
            Board.Boot();
            Tun.SetMtu(1500);
            Tun.AddAddress(_network.Own, 24);
            Tun.SetUp(true);
            Bridge = new ModemBridge(Board.Loop, time, Board.Driver.Interface);
            Link = Bridge.Add(Tun, Board.Rmnet).Link;
            Bridge.Start();
            Socket.Bind(new IPEndPoint(_network.Own, 0));
            Socket.Connect(_network.Peer, 7);
        }

        public TunInterface Tun { get; }

        /// <summary>What this machine believes of the link.</summary>
        public string Carrier => File.ReadAllText($"/sys/class/net/{Tun.Name}/carrier").Trim();

        public SimulatedBoard Board { get; }

        public ModemBridge Bridge { get; }

        public TunLink Link { get; }

        public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

        /// <summary>Lets the board run until something is so.</summary>
        public void Run(Func<bool> isSo)
        {
            long deadline = Board.Loop.Now + 20 * SecondMicroseconds;
            while (!isSo())
            {
                Assert.IsLessThan(deadline, Board.Loop.Now, $"it never happened: modem {Board.Soc.Boot.Phase}, registered {Board.Driver.Interface.IsRegistered}, open {Board.Driver.Interface.IsOpen}, {Board.Loop.Trace.Last(IpaTraceId.CleanUpRefused)?.Detail}");
                Board.Loop.Run(1000);
            }
        }

        public void Pass(long microseconds) => Board.Loop.Run(microseconds);

        public string Receive()
        {
            var bytes = new byte[2048];
            return System.Text.Encoding.ASCII.GetString(bytes, 0, Socket.Receive(bytes));
        }

        public void Dispose()
        {
            Socket.Dispose();
            Bridge.Dispose();
            Tun.Dispose();
            _network.Dispose();
        }
    }
}
