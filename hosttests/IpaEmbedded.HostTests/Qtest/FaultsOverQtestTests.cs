using IpaEmbedded.Fake;
using IpaEmbedded.HostTests.Boot;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Boot;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Qtest;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Qtest;

/// <summary>What a client in another process can let go wrong: every fault of the plan, by its name.</summary>
[TestClass]
public sealed class FaultsOverQtestTests
{
    private const string Gsi432 = "IRQ raise 432\nOK\n";

    public static IEnumerable<object[]> Names => NamedFault.All.Select(fault => new object[] { fault.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_fault_of_the_plan_is_planned_by_its_name_and_happens(string name)
    {
        var machine = new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true);
        using var session = new QtestSession(machine);
        Assert.AreEqual("OK\n", session.Execute($"fault {name} 1"));

        Live(session, machine);

        CollectionAssert.Contains(session.Execute("faults").TrimEnd('\n').Split(' '), name);
        Assert.AreEqual("OK little\n", session.Execute("endianness"));
    }

    [TestMethod]
    public void A_life_without_a_fault_tells_of_none()
    {
        var machine = new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true);
        using var session = new QtestSession(machine);

        Live(session, machine);

        Assert.AreEqual("OK\n", session.Execute("faults"));
        Assert.AreEqual("OK 0\n", session.Execute("chip_violations"));
    }

    [TestMethod]
    public void A_fault_counts_from_now_and_zero_takes_it_out()
    {
        using QtestSession session = Started();
        session.Execute("fault lost-doorbell 2");
        session.Execute("fault event-too-long 1");
        session.Execute("fault event-too-long 0");
        Ring(session, 1);
        Assert.AreEqual("OK 0x030200000200001c\n", session.Execute("readq 0x180002008"));
        Assert.AreEqual("OK\n", session.Execute("faults"));
        Ring(session, 2);

        Assert.AreEqual("OK 0x0000000000000000\n", session.Execute("readq 0x180002018"));
        Assert.AreEqual("OK lost-doorbell 1\n", session.Execute("faults"));
        Ring(session, 3);
        Assert.AreEqual("OK 0x030200000200001c\n", session.Execute("readq 0x180002028"));
    }

    [TestMethod]
    public void A_late_interrupt_comes_when_its_time_has_come()
    {
        using QtestSession session = Started();
        session.Execute("fault late-interrupt 1 500");

        Assert.AreEqual("OK\n", Ring(session, 1));
        Assert.AreEqual("OK 499999\n", session.Execute("clock_step 499999"));
        Assert.AreEqual("IRQ raise 432\nOK 500000\n", session.Execute("clock_step 1"));
    }

    [TestMethod]
    public void A_doubled_interrupt_comes_again_after_it_was_cleared_and_there_is_no_event()
    {
        using QtestSession session = Started();
        session.Execute("fault double-interrupt 1 500");

        Assert.AreEqual(Gsi432, Ring(session, 1));
        Assert.AreEqual("IRQ lower 432\nOK\n", session.Execute("writel 0x1e230b8 0"));
        session.Execute("writel 0x1e230c0 4");
        Assert.AreEqual("OK\n", session.Execute("writel 0x1e230b8 4"));
        Assert.AreEqual("IRQ raise 432\nOK 500000\n", session.Execute("clock_step"));
        Assert.AreEqual("OK 0x0000000000000000\n", session.Execute("readq 0x180002010"));
        Assert.AreEqual("OK double-interrupt 1\n", session.Execute("faults"));
    }

    [TestMethod]
    public void A_lost_interrupt_does_not_come_and_its_event_is_there()
    {
        using QtestSession session = Started();
        session.Execute("fault drop-interrupt 1");

        Assert.AreEqual("OK\n", Ring(session, 1));
        Assert.AreEqual("OK -1\n", session.Execute("clock_next"));
        Assert.AreEqual("OK 0x030200000200001c\n", session.Execute("readq 0x180002008"));
        Assert.AreEqual(Gsi432, Ring(session, 2));
    }

    [TestMethod]
    public void A_failed_command_leaves_its_channel_in_the_state_of_errors_and_reset_brings_it_back()
    {
        using QtestSession session = Started();
        session.Execute("fault failed-command 1");
        session.Execute("writel 0x1e23008 0x02000003");

        Assert.AreEqual("OK 0x0000000010f0800a\n", session.Execute("readl 0x1e20180"));
        session.Execute("writel 0x1e23008 0x09000003");
        Assert.AreEqual("OK 0x000000001010800a\n", session.Execute("readl 0x1e20180"));
        Assert.AreEqual("OK 0\n", session.Execute("chip_violations"));
    }

    [TestMethod]
    public void An_aggregation_stays_open_until_its_source_ends_it()
    {
        using QtestSession session = Started();
        // Endpoint 10: aggregation is on and ends with its source, without limits.
        Run(session, "writel 0x1e40c84 0x00200001");
        Assert.AreEqual("OK 0x0000000000000000\n", session.Execute("readl 0x1e4010c"));
        Run(session, "chip_aggregate 10 AAECAw== 0");
        Assert.AreEqual("OK 0x0000000000000400\n", session.Execute("readl 0x1e4010c"));
        Run(session, "chip_aggregate 10 AAECAw== 1");
        Assert.AreEqual("OK 0x0000000000000000\n", session.Execute("readl 0x1e4010c"));
    }

    [TestMethod]
    public void The_memory_base_moves_and_the_mailbox_of_the_microcontroller_with_it()
    {
        using QtestSession session = Started();
        Run(session, "chip_memory_base 2", "chip_microcontroller_event 1 0xfedcba98");

        Assert.AreEqual("OK 0x00000000000203fe\n", session.Execute("readl 0x1e40054"));
        Assert.AreEqual("OK 0x0000000000000001\n", session.Execute("readb 0x1e47024"));
        Assert.AreEqual("OK 0x00000000fedcba98\n", session.Execute("readl 0x1e47028"));
        StringAssert.StartsWith(session.Execute("chip_memory_base 1020"), "FAIL chip_memory_base: units 1020 is more than 1019");
    }

    [TestMethod]
    public void A_mute_modem_says_nothing_until_it_was_stopped_and_started()
    {
        using QtestSession session = Started();
        Run(session, "qrtr_open", "fault mute-modem 1", "processor_start mpss");
        Assert.AreEqual("OK 1000000000\n", session.Execute("clock_step 1000000000"));
        Assert.AreEqual("OK\n", session.Execute("qrtr_receive"));
        Assert.AreEqual("OK\n", session.Execute("modem_signal clock-query"));
        Run(session, "fault mute-modem 0", "processor_stop mpss", "processor_start mpss", "clock_step 1000000000");

        Assert.AreEqual("OK up\n", session.Execute("qrtr_receive"));
    }

    [TestMethod]
    public void A_modem_that_crashed_says_that_it_is_gone_and_comes_back()
    {
        using QtestSession session = Started();
        Run(session, "qrtr_open", "processor_start mpss", "clock_step 1000000000", "qrtr_receive", "qrtr_receive", "qrtr_receive", "processor_crash mpss");
        Assert.AreEqual("OK down\n", session.Execute("qrtr_receive"));
        Run(session, "processor_stop mpss", "processor_start mpss", "clock_step 1000000000");

        Assert.AreEqual("OK up\n", session.Execute("qrtr_receive"));
    }

    [TestMethod]
    public void A_fault_that_there_is_not_is_refused_with_those_that_there_are()
    {
        using QtestSession session = Started();

        string answer = session.Execute("fault stolen-interrupt 1");

        StringAssert.StartsWith(answer, "FAIL fault: there is no fault 'stolen-interrupt'; there are drop-interrupt, late-interrupt, ");
        Assert.AreEqual("FAIL fault: '7' is one argument too many\n", session.Execute("fault drop-interrupt 1 7"));
        Assert.AreEqual("FAIL fault: detail 32 is more than 31\n", session.Execute("fault flipped-read 1 32"));
        Assert.AreEqual("FAIL irq_pulse: there is no interrupt 310\n", session.Execute("irq_pulse 310"));
    }

    /// <summary>The worked session of the manual up to the started channel, and events of the channel that interrupt at once.</summary>
    private static QtestSession Started()
    {
        var session = new QtestSession(new QtestMachine("qcom,sdm845-ipa", SocMap.Sdm845(), ChipTiming.Immediate(), true));
        foreach (string line in QtestManual.Current.Session.Where(line => line.StartsWith("> ", StringComparison.Ordinal)).TakeWhile(line => !line.StartsWith("> writeq", StringComparison.Ordinal)))
        {
            Run(session, line[2..]);
        }
        for (int i = 0; i < 16; i++)
        {
            Run(session, $"writeq 0x{0x180001000 + (16 * i):x} 0x180003000", $"writeq 0x{0x180001008 + (16 * i):x} 0x000202000000001c");
        }
        Run(session, "writel 0x1e230b8 4", "writel 0x1e23088 8");
        return session;
    }

    private static string Ring(QtestSession session, int elements) => session.Execute($"writel 0x1e22018 0x{0x80001000 + (16 * elements):x}");

    private static void Run(QtestSession session, params string[] lines)
    {
        foreach (string line in lines)
        {
            string answer = session.Execute(line).TrimEnd('\n').Split('\n')[^1];
            Assert.IsTrue(answer.StartsWith("OK", StringComparison.Ordinal), $"'{line}' gave '{answer}'");
        }
    }

    /// <summary>Our driver's life on the machine's own loop: boot, packets, sleep, a crash of the modem, its return, a stop; then a generic command and a read.</summary>
    private static void Live(QtestSession session, QtestMachine machine)
    {
        EventLoop loop = machine.Loop;
        var drivers = new DriverTable();
        RuntimeDrivers.Register(drivers);
        SocServices services = QualcommDrivers.Register(drivers, new FakeSocPlatform(machine.Soc));
        var binding = new IpaPlatformDriver(services, null);
        drivers.Add(binding);
        new Platform(loop, new FlattenedTree(BoardTree.ModemInit), machine.Soc.Memory, machine.Soc.Board, drivers).Probe();
        Work(loop, () => services.Supervisor("mpss").Start());
        loop.Run(1_000_000);
        if (binding.Bound is { } driver)
        {
            Work(loop, driver.Interface.Open);
            RmnetInterface rmnet = new RmnetPort(driver.Interface, RmnetFormat.For(driver.Data)).CreateInterface(0);
            Work(loop, () => rmnet.Send(new byte[84], 0, 84, false, false));
            loop.Run(2_000_000);
            Work(loop, () => rmnet.Send(new byte[84], 0, 84, false, false));
            Work(loop, driver.SystemSuspend);
            Work(loop, driver.SystemResume);
            session.Execute("processor_crash mpss");
            loop.Run(3_000_000);
            Work(loop, driver.Interface.Open);
            Work(loop, driver.Interface.Stop);
        }
        Run(session, "chip_power 1", "writel 0x1e23400 0", "writel 0x1e23018 0x443", "readl 0x1e23000");
    }

    // What a fault makes impossible is refused, as it should be.
    private static void Work(EventLoop loop, Action action)
    {
        loop.Post(new WorkItem(() =>
        {
            try
            {
                action();
            }
            catch (HardwareException)
            {
            }
        }));
        loop.RunPending();
    }
}
