using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.Qualcomm.Aoss;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Smem;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

/// <summary>The SoC is probed by the real drivers from a real device tree; a driver in the IPA's place takes its resources.</summary>
[TestClass]
public sealed class FakeSocTests
{
    private sealed class Bench : Driver
    {
        private readonly SimulatedBoard _board;

        public Bench(ChipTiming? timing = null, string board = "sdm845-modem-init.dts")
        {
            _board = new SimulatedBoard(BoardTree.Compile(board), new BoardOptions { Timing = timing ?? ChipTiming.Immediate() });
            // The driver that is added later has the node.
            _board.Drivers.Add(this);
            _board.Probe();
        }

        public override string[] Compatibles => ["qcom,sdm845-ipa", "qcom,sc7180-ipa"];

        public EventLoop Loop => _board.Loop;

        public FakeSoc Soc => _board.Soc;

        public SocServices Services => _board.Services;

        public Platform Platform => _board.Platform;

        public Device Ipa { get; private set; } = null!;

        public RegisterBlock Registers { get; private set; } = null!;

        public Clock Clock { get; private set; } = null!;

        public InterconnectPaths Paths { get; private set; } = null!;

        public List<string> Heard { get; } = [];

        public override void Probe(Device device)
        {
            Ipa = device;
            Registers = device.MapRegisters("ipa-reg");
            Clock = device.Clock("core");
            Paths = device.Interconnects(["memory", "imem", "config"]);
            device.Interrupt("ipa").RequestThreaded(
                () =>
                {
                    Heard.Add("ipa");
                    Registers.Write32(0x3010, 0xffffffff);
                },
                2);
            device.Interrupt("gsi").Request(() => Heard.Add("gsi"));
            device.Interrupt("ipa-clock-query").RequestThreaded(() => Heard.Add("clock query"), 0);
            device.Interrupt("ipa-setup-ready").RequestThreaded(() => Heard.Add("setup ready"), 1);
            _board.Services.Processor("mpss").Subscribe((moment, crashed) => Heard.Add(moment + (crashed ? " crashed" : "")));
        }

        public override void Remove(Device device)
        {
        }

        public void PowerUp()
        {
            Paths.SetBandwidth([80000, 0, 0], [600000, 350000, 40000]);
            Paths.Enable();
            Clock.SetRate(75000000);
            Clock.Enable();
        }
    }

    private sealed class Handler(List<string> heard, string name) : QrtrSocketHandler
    {
        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port) =>
            heard.Add($"{name} new {service:x} {version} {instance} {node}:{port:x}");

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port) => heard.Add($"{name} gone");

        public override void OnBye(uint node) => heard.Add($"{name} bye {node}");

        public override void OnMessage(uint node, uint port, byte[] data, int length) =>
            heard.Add($"{name} {node}:{port:x} {Convert.ToHexString(data, 0, length).ToLowerInvariant()}");
    }

    [TestMethod]
    public void The_device_tree_of_a_board_finds_everything_that_the_ipa_needs()
    {
        var bench = new Bench();

        Assert.IsNotNull(bench.Ipa, string.Join('\n', Enumerable.Range(0, bench.Platform.DeviceCount)
            .Select(i => bench.Platform.DeviceAt(i)).Where(d => d.State != DeviceState.Bound).Select(d => d.NodePath + ": " + d.Reason)));
        Assert.AreEqual(DeviceState.Bound, bench.Ipa.State, bench.Ipa.Reason);
    }

    [TestMethod]
    public void Votes_for_clock_and_paths_switch_the_chip()
    {
        var bench = new Bench();
        Assert.IsFalse(bench.Soc.Chip.IsPowered);
        bench.PowerUp();
        Assert.IsTrue(bench.Soc.Chip.IsPowered);
        Assert.AreEqual(0x60000003u, bench.Soc.Rpmh.WordOf("IP0"));
        Assert.AreEqual(0x400u, bench.Registers.Read32(0x54));
        bench.Paths.Disable();
        Assert.IsFalse(bench.Soc.Chip.IsPowered);
        bench.Paths.Enable();
        bench.Clock.Disable();
        Assert.IsFalse(bench.Soc.Chip.IsPowered);
        // The paths went while the clock was on.
        Assert.AreEqual((1, 1), (bench.Soc.Sanitizer.CountOf("clock-order"), bench.Soc.Sanitizer.Count), bench.Soc.Sanitizer.Text());
    }

    [TestMethod]
    public void On_the_SC7180_power_takes_the_clock_and_both_ways_although_CN0_stays_on()
    {
        var bench = new Bench(board: "sc7180-modem-init.dts");
        Assert.AreEqual(DeviceState.Bound, bench.Ipa.State, bench.Ipa.Reason);
        bench.Paths.SetBandwidth([80000, 0, 0], [465000, 68570, 30000]);
        bench.Paths.Enable();
        Assert.IsFalse(bench.Soc.Chip.IsPowered, "no clock");
        bench.Clock.Enable();
        Assert.IsTrue(bench.Soc.Chip.IsPowered);
        bench.Paths.SetBandwidth([80000, 0, 0], [465000, 68570, 0]);
        Assert.AreEqual(0x4001u, bench.Soc.Rpmh.WordOf("CN0") & 0x0fffffff);
        Assert.IsFalse(bench.Soc.Chip.IsPowered, "no way to the registers");
        bench.Paths.SetBandwidth([0, 0, 0], [0, 0, 30000]);
        Assert.IsFalse(bench.Soc.Chip.IsPowered, "no way to memory");
        bench.Paths.SetBandwidth([80000, 0, 0], [465000, 0, 30000]);
        Assert.IsTrue(bench.Soc.Chip.IsPowered);
        Assert.AreEqual((1, 1), (bench.Soc.Sanitizer.CountOf("clock-order"), bench.Soc.Sanitizer.Count), bench.Soc.Sanitizer.Text());
    }

    [TestMethod]
    [DataRow(0u)]
    [DataRow(3u)]
    public void A_supervised_modem_boots_raises_its_bits_and_speaks_over_the_bus(uint seed)
    {
        var bench = new Bench(seed == 0 ? ChipTiming.Immediate() : ChipTiming.Latency(seed));
        bench.PowerUp();
        var bus = bench.Services.Qrtr(bench.Loop);
        var server = bus.CreateSocket();
        server.SetHandler(new Handler(bench.Heard, "server"));
        server.AddServer(0x31, 1, 1);
        var client = bus.CreateSocket();
        client.SetHandler(new Handler(bench.Heard, "client"));
        client.AddLookup(0x31, 1, 2);
        bench.Services.Supervisor("mpss").Start();
        bench.Loop.Run(500000);
        client.Send(0, 0x1f, [0, 7, 0, 0x21, 0, 0, 0], 7);
        bench.Loop.Run(500000);

        CollectionAssert.IsSubsetOf(
            new[]
            {
                "BeforePowerup", "AfterPowerup", "setup ready", "clock query", "client new 31 1 2 0:1f",
                "client 0:1f 02070021001900" + "02040000000000" + "1004000c000000" + "1104000d000000" + "12010000",
                "server 0:20 0001002000040010010001", "server 0:20 0002003500040001010000",
            },
            bench.Heard);
        Assert.AreEqual(1u, bench.Soc.Chip.Gsi.Read32(0x1f000));
        // This driver's INIT_DRIVER says nothing of what a modem needs.
        Assert.AreEqual((9, 9), (bench.Soc.Sanitizer.CountOf("init-driver"), bench.Soc.Sanitizer.Count), bench.Soc.Sanitizer.Text());
    }

    [TestMethod]
    public void The_processors_states_reach_the_modem()
    {
        var bench = new Bench();
        SmemStateProvider.StateOf(bench.Ipa, "ipa-clock-enabled").Update(2, 2);
        Assert.AreEqual(2u, bench.Soc.Modem.ApState);
        SmemStateProvider.StateOf(bench.Ipa, "ipa-clock-enabled-valid").Update(1, 1);
        Assert.AreEqual(3u, bench.Soc.Modem.ApState);
    }

    [TestMethod]
    public void A_crash_is_noticed_by_the_supervisor_which_starts_the_modem_again()
    {
        var bench = new Bench();
        bench.PowerUp();
        bench.Services.Supervisor("mpss").Start();
        bench.Loop.Run(100000);
        bench.Heard.Clear();
        bench.Soc.Boot.Crash();
        bench.Loop.Run(100000);

        CollectionAssert.AreEqual(
            new[] { "BeforeShutdown crashed", "AfterShutdown crashed", "BeforePowerup", "AfterPowerup", "clock query" },
            bench.Heard);
        Assert.AreEqual(RemoteProcessorState.Running, bench.Services.Supervisor("mpss").State);
    }

    [TestMethod]
    public void An_orderly_stop_is_acknowledged()
    {
        var bench = new Bench();
        bench.Services.Supervisor("mpss").Start();
        bench.Loop.Run(1000);
        var before = bench.Loop.Now;
        bench.Services.Supervisor("mpss").Stop();

        Assert.IsTrue(bench.Loop.Now - before < 1000000);
        Assert.AreEqual(ModemPhase.Off, bench.Soc.Boot.Phase);
    }

    [TestMethod]
    public void The_shared_memory_item_of_the_ipa_is_where_the_contract_has_it()
    {
        var bench = new Bench();
        var items = bench.Services.SharedMemory(bench.Ipa);
        Assert.IsTrue(items.Allocate(1, 497, 0x2000));
        Assert.AreEqual(0x86008340ul, items.Find(1, 497, out var size));
        Assert.AreEqual(0x2000, size);
        Assert.IsTrue(bench.Soc.Memory.Find(0x86008340, out _, out var label, out _));
        Assert.AreEqual("smem", label);
    }

    [TestMethod]
    public void The_always_on_subsystem_takes_messages()
    {
        var bench = new Bench();
        var provider = (AossProvider)bench.Ipa.Provider("qcom,qmp", null, 0, AossProvider.ProviderKind, out _);
        provider.Messages.Send("{ class: bcm, res: ipa_pc, val: 1 }", 36);

        Assert.AreEqual(1, bench.Soc.Aoss.MessageCount);
        Assert.AreEqual("{ class: bcm, res: ipa_pc, val: 1 }", bench.Soc.Aoss.MessageAt(0));
    }

    [TestMethod]
    public void The_interrupt_of_the_ipa_arrives_through_the_interrupt_controller()
    {
        var bench = new Bench();
        bench.PowerUp();
        bench.Registers.Write32(0x300c, 8);
        bench.Soc.Modem.FinishMicrocontrollerInit();
        bench.Loop.RunPending();

        CollectionAssert.AreEqual(new[] { "ipa" }, bench.Heard);
    }

    [TestMethod]
    public void The_secure_monitor_starts_the_gsi_after_image_and_memory()
    {
        var bench = new Bench();
        Assert.AreNotEqual(0, bench.Soc.SecureMonitor.AuthenticateAndReset(15));
        Assert.AreEqual(0, bench.Soc.SecureMonitor.InitializeImage(15, 0x8c400000, 256));
        Assert.AreEqual(0, bench.Soc.SecureMonitor.SetUpMemory(15, 0x8c400000, 0x10000));
        bench.PowerUp();
        var gsi = bench.Ipa.MapRegisters("gsi");
        Assert.AreEqual(0u, gsi.Read32(0x1f000));
        Assert.AreEqual(0, bench.Soc.SecureMonitor.AuthenticateAndReset(15));

        Assert.AreEqual(1u, gsi.Read32(0x1f000));
    }

    [TestMethod]
    public void A_chip_that_nobody_has_modelled_is_named() =>
        Assert.AreEqual("no fake chip for acme,ipa", Assert.ThrowsExactly<ArgumentException>(() => Chips.For("acme,ipa")).Message);
}
