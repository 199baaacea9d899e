using IpaEmbedded.Fake;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

[TestClass]
public sealed class FakeModemTests
{
    private sealed class Ap : QrtrSocketHandler
    {
        public List<string> Heard { get; } = new();

        public QrtrSocket? Socket { get; set; }

        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port) =>
            Heard.Add($"new {service:x} {version} {instance} at {node}:{port:x}");

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port) => Heard.Add("gone");

        public override void OnBye(uint node) => Heard.Add($"bye {node}");

        public override void OnMessage(uint node, uint port, byte[] data, int length)
        {
            Heard.Add($"{node}:{port:x} {Convert.ToHexString(data, 0, length).ToLowerInvariant()}");
            if (data.Length > 3 && data[0] == 0 && Socket is not null)
            {
                Socket.Send(node, port, new byte[] { 2, data[1], data[2], data[3], data[4], 7, 0, 2, 4, 0, 0, 0, 0, 0 }, 14);
            }
        }
    }

    private sealed class Bench
    {
        public Bench(ChipTiming? timing = null)
        {
            Chip = new ChipBench(timing);
            // The driver here is two sockets: what it says is no real INIT_DRIVER, and its channels are not programmed.
            Chip.Breaks("init-driver", "message-answer", "ring-geometry", "channel-context", "endpoint-not-programmed", "delay-on-ap-endpoint");
            Link = new DirectModemTransport(Chip.Loop);
            ClockQuery = new InterruptLine(Chip.Loop, "ipa-clock-query", true);
            SetupReady = new InterruptLine(Chip.Loop, "ipa-setup-ready", true);
            Modem = new FakeModem(Chip.Chip, Link, Processor.Notify, ClockQuery, SetupReady);
            ServerSocket = Link.Open();
            ClientSocket = Link.Open();
            Server.Socket = ServerSocket;
            ServerSocket.SetHandler(Server);
            ClientSocket.SetHandler(Client);
        }

        public ChipBench Chip { get; }

        public DirectModemTransport Link { get; }

        public InterruptLine ClockQuery { get; }

        public InterruptLine SetupReady { get; }

        public RemoteProcessorNotifier Processor { get; } = new("mpss");

        public FakeModem Modem { get; }

        public Ap Server { get; } = new();

        public Ap Client { get; } = new();

        public QrtrSocket ServerSocket { get; }

        public QrtrSocket ClientSocket { get; }

        public void OpenServices()
        {
            ServerSocket.AddServer(0x31, 1, 1);
            ClientSocket.AddLookup(0x31, 1, 2);
        }

        public void SendInitDriver(int transaction = 0) =>
            ClientSocket.Send(0, 0x1f, new byte[] { 0, (byte)transaction, 0, 0x21, 0, 0, 0 }, 7);
    }

    [TestMethod]
    public void The_message_bus_says_that_it_is_full_and_goes_on_with_what_it_has()
    {
        Bench bench = new();
        for (int socket = 2; socket < 16; socket++) { bench.Link.Open(); }

        Assert.AreEqual("the modem's message bus has 16 sockets already", Assert.ThrowsExactly<HardwareException>(() => bench.Link.Open()).Message);
        bench.ClientSocket.Close();
        bench.Link.Open();
        Assert.ThrowsExactly<HardwareException>(() => bench.Link.Open());
    }

    [TestMethod]
    public void The_modem_announces_eight_services_and_no_ninth()
    {
        Bench bench = new();
        for (uint service = 0x40; service < 0x48; service++) { bench.Link.AddServer(service, 1, 2, 0x100 + service); }

        Assert.AreEqual("the modem announces eight services already", Assert.ThrowsExactly<HardwareException>(() => bench.Link.AddServer(0x48, 1, 2, 0x148)).Message);
        bench.ClientSocket.AddLookup(0x47, 1, 2);
        bench.Chip.Loop.RunPending();
        Assert.AreEqual("new 47 1 2 at 0:147", string.Join('|', bench.Client.Heard));
        bench.Link.RemoveServer(0x40, 1, 2, 0x140);
        bench.Link.AddServer(0x48, 1, 2, 0x148);
    }

    [TestMethod]
    public void A_socket_looks_for_four_services_and_no_fifth()
    {
        Bench bench = new();
        for (uint service = 0x40; service < 0x44; service++) { bench.ClientSocket.AddLookup(service, 1, 2); }

        Assert.AreEqual("socket 0x4001 has four lookups already", Assert.ThrowsExactly<HardwareException>(() => bench.ClientSocket.AddLookup(0x44, 1, 2)).Message);
        bench.Link.AddServer(0x43, 1, 2, 0x143);
        bench.Link.AddServer(0x44, 1, 2, 0x144);
        bench.Chip.Loop.RunPending();
        Assert.AreEqual("new 43 1 2 at 0:143", string.Join('|', bench.Client.Heard));
    }

    [TestMethod]
    public void Each_stimulus_has_the_bytes_of_the_contract()
    {
        var bench = new Bench();
        bench.OpenServices();
        bench.Modem.AnnounceService();
        bench.Chip.Loop.RunPending();
        bench.SendInitDriver(0x42);
        bench.Modem.SendIndicationRegister();
        bench.Modem.SendDriverInitComplete();
        bench.Chip.Loop.RunPending();
        bench.Modem.SendBye();
        bench.Chip.Loop.RunPending();

        CollectionAssert.AreEqual(
            new[]
            {
                "new 31 1 2 at 0:1f",
                "0:1f 02420021001900" + "02040000000000" + "1004000c000000" + "1104000d000000" + "12010000",
                "bye 0",
            },
            bench.Client.Heard);
        CollectionAssert.AreEqual(new[] { "0:20 0001002000040010010001", "0:20 0002003500040001010000", "bye 0" }, bench.Server.Heard);
        Assert.AreEqual(2, bench.Modem.Answers);
    }

    [TestMethod]
    public void A_lookup_registered_late_hears_of_the_service_at_once()
    {
        var bench = new Bench();
        bench.Modem.AnnounceService();
        bench.OpenServices();
        bench.Chip.Loop.RunPending();

        CollectionAssert.AreEqual(new[] { "new 31 1 2 at 0:1f" }, bench.Client.Heard);
    }

    [TestMethod]
    public void After_bye_the_node_cannot_be_reached()
    {
        var bench = new Bench();
        bench.OpenServices();
        bench.Modem.AnnounceService();
        bench.Modem.SendBye();

        Assert.ThrowsExactly<HardwareException>(() => bench.SendInitDriver());
    }

    [TestMethod]
    public void The_microcontroller_reports_through_shared_memory_and_interrupt_3()
    {
        var bench = new Bench();
        bench.Modem.FinishMicrocontrollerInit();

        Assert.AreEqual(1, bench.Chip.Chip.SharedMemory.Read8(0x0c));
        Assert.AreEqual(8u, bench.Chip.Ipa(0x3008));
        Assert.IsFalse(bench.Chip.Chip.IpaLine.IsPending);
        bench.Chip.Ipa(0x300c, 0xc);
        Assert.IsTrue(bench.Chip.Chip.IpaLine.IsPending);
    }

    [TestMethod]
    [DataRow(0u)]
    [DataRow(1u)]
    [DataRow(99u)]
    public void The_modem_boots_by_itself_up_to_the_handshake(uint seed)
    {
        var bench = new Bench(seed == 0 ? ChipTiming.Immediate() : ChipTiming.Latency(seed));
        var moments = new List<string>();
        bench.Processor.Subscribe((moment, crashed) => moments.Add(moment + (crashed ? " crashed" : "")));
        bench.SetupReady.RequestThreaded(() => moments.Add("setup ready"), 1);
        bench.ClockQuery.RequestThreaded(
            () =>
            {
                moments.Add("clock query");
                bench.Modem.OpenState(1).Update(2, 2);
                bench.Modem.OpenState(0).Update(1, 1);
            },
            0);
        var boot = new ModemBoot(bench.Chip.Chip, bench.Modem, true);
        Assert.AreEqual(0u, bench.Chip.Gsi(0x1f000));
        boot.PowerUp();
        bench.Chip.Loop.Run(1000000);
        Assert.AreEqual(1u, bench.Chip.Gsi(0x1f000));
        bench.OpenServices();
        bench.Chip.Loop.Run(1000);
        bench.SendInitDriver();
        bench.Chip.Loop.Run(1000000);
        bench.ServerSocket.Send(0, 0x1f, new byte[] { 4, 0, 0, 0x22, 0, 7, 0, 2, 4, 0, 0, 0, 0, 0 }, 14);
        bench.Chip.Loop.RunPending();

        CollectionAssert.AreEqual(new[] { "BeforePowerup", "AfterPowerup", "setup ready", "clock query" }, moments);
        Assert.AreEqual(3u, bench.Modem.ApState);
        Assert.AreEqual(2, bench.Server.Heard.Count);
        Assert.AreEqual(ModemPhase.Connected, boot.Phase);
        Assert.IsTrue(bench.Chip.Chip.Microcontroller.IsLoaded);
    }

    [TestMethod]
    public void A_crash_is_told_and_the_modem_comes_back_without_loading_firmware_again()
    {
        var bench = new Bench();
        var moments = new List<string>();
        bench.OpenServices();
        var boot = new ModemBoot(bench.Chip.Chip, bench.Modem, true);
        boot.PowerUp();
        bench.Chip.Loop.Run(10000);
        bench.Processor.Subscribe((moment, crashed) => moments.Add(moment + (crashed ? " crashed" : "")));
        bench.SetupReady.RequestThreaded(() => { }, 1);
        bench.Chip.Loop.RunPending();
        bench.SetupReady.Free();
        boot.Crash();
        bench.Chip.Loop.RunPending();
        CollectionAssert.AreEqual(new[] { "BeforeShutdown crashed", "AfterShutdown crashed" }, moments);
        Assert.AreEqual(ModemPhase.Crashed, boot.Phase);
        bench.Chip.Loop.Run(200000);

        CollectionAssert.AreEqual(new[] { "BeforeShutdown crashed", "AfterShutdown crashed", "BeforePowerup", "AfterPowerup" }, moments);
        Assert.IsFalse(bench.SetupReady.IsPending);
        Assert.AreEqual(ModemPhase.ServiceUp, boot.Phase);
        CollectionAssert.AreEqual(new[] { "new 31 1 2 at 0:1f", "bye 0", "new 31 1 2 at 0:1f" }, bench.Client.Heard);
    }

    [TestMethod]
    public void The_fault_plan_crashes_the_modem_at_the_event_it_names()
    {
        var bench = new Bench();
        var boot = new ModemBoot(bench.Chip.Chip, bench.Modem, false) { RestartsAfterCrash = false };
        boot.PowerUp();
        bench.Chip.Loop.Run(10000);
        bench.Chip.Faults.CrashAt = bench.Chip.Faults.Events + 2;
        bench.Chip.Gsi(0x1f008, 3);
        Assert.AreEqual(0, boot.Crashes);
        bench.Chip.Gsi(0x1f008, 0x01000003);

        Assert.AreEqual(1, boot.Crashes);
    }

    [TestMethod]
    [DataRow(MessageDamage.ShortHeader, "0001002000")]
    [DataRow(MessageDamage.Empty, "")]
    [DataRow(MessageDamage.LengthTooLong, "00010020" + "00ffff" + "10010001")]
    [DataRow(MessageDamage.TlvTooLong, "00010020" + "000400" + "10ff7f01")]
    [DataRow(MessageDamage.UnknownTransaction, "00eeee20" + "000400" + "10010001")]
    [DataRow(MessageDamage.UnknownMessage, "00010077" + "770400" + "10010001")]
    [DataRow(MessageDamage.NoTlvs, "00010020" + "000000")]
    public void Damaged_messages_arrive_damaged(MessageDamage damage, string bytes)
    {
        var bench = new Bench();
        bench.Server.Socket = null;
        bench.OpenServices();
        bench.Chip.Faults.MalformedMessageAt = 1;
        bench.Chip.Faults.Damage = damage;
        bench.Modem.AnnounceService();
        bench.Modem.SendIndicationRegister();
        bench.Modem.SendDriverInitComplete();
        bench.Chip.Loop.RunPending();

        CollectionAssert.AreEqual(new[] { "0:20 " + bytes, "0:20 0002003500040001010000" }, bench.Server.Heard);
    }

    [TestMethod]
    [DataRow(MessageDamage.Lost, "", "2")]
    [DataRow(MessageDamage.Late, "0:20 00010020000400100100" + "01", "2 1")]
    [DataRow(MessageDamage.Twice, "", "1 1 2")]
    public void A_message_is_lost_late_or_sent_twice(MessageDamage damage, string late, string order)
    {
        var bench = new Bench();
        bench.Server.Socket = null;
        bench.OpenServices();
        bench.Chip.Faults.MalformedMessageAt = 1;
        bench.Chip.Faults.Damage = damage;
        bench.Chip.Faults.LateMicroseconds = 500;
        bench.Modem.AnnounceService();
        bench.Modem.SendIndicationRegister();
        bench.Modem.SendDriverInitComplete();
        bench.Chip.Loop.Run(499);
        int before = bench.Server.Heard.Count;
        bench.Chip.Loop.Run(1);

        Assert.AreEqual(order, string.Join(' ', bench.Server.Heard.Select(message => message.Contains("3500", StringComparison.Ordinal) ? 2 : 1)));
        Assert.AreEqual(late, string.Concat(bench.Server.Heard.Skip(before)));
    }
}
