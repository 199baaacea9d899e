using IpaEmbedded.Qualcomm.Aoss;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Hal;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class SocDriverTests
{
    private static readonly string[] Suppliers =
    [
        "/soc@0/interrupt-controller@17a00000", "/soc@0/iommu@15000000", "/soc@0/rsc@179c0000", "/soc@0/rsc@179c0000/bcm-voter",
        "/soc@0/rsc@179c0000/clock-controller", "/soc@0/interconnect@1380000", "/soc@0/interconnect@14e0000", "/soc@0/interconnect@1500000",
        "/soc@0/interconnect@1620000", "/soc@0/interconnect@16e0000", "/soc@0/interconnect@1700000", "/soc@0/interconnect@1740000",
        "/soc@0/interconnect@17900000", "/soc@0/power-controller@c300000", "/smp2p-mpss",
    ];

    [TestMethod]
    public void All_suppliers_of_the_IPA_come_up_on_our_board()
    {
        var board = SocBoard.Probed();
        board.RequireBound(Suppliers);
        board.RequireBound(
            "/reserved-memory/cmd-db@85fe0000", "/reserved-memory/smem@86000000", "/soc@0/hwlock@1f40000", "/soc@0/mailbox@17990000", "/firmware/scm",
            "/soc@0/remoteproc@4080000");
    }

    [TestMethod]
    public void All_suppliers_of_the_IPA_come_up_on_the_kernels_cheza_board()
    {
        var board = new SocBoard(File.ReadAllBytes(KernelCorpus.Open().Directory + "/dts/arm64/qcom/sdm845-cheza-r1.dtb"));
        board.Platform.Probe();

        var bound = 0;
        for (var i = 0; i < board.Platform.DeviceCount; i++)
        {
            var device = board.Platform.DeviceAt(i);
            bound += device.State == DeviceState.Bound ? 1 : 0;
            if (device.State is DeviceState.Failed or DeviceState.Deferred)
            {
                // The other processors have no partition in the test's SMEM.
                StringAssert.Contains(device.NodePath, "smp2p", device.NodePath + ": " + device.Reason);
            }
        }

        board.RequireBound("/smp2p-mpss", "/soc@0/remoteproc@4080000");
        Assert.IsGreaterThanOrEqualTo(22, bound);
    }

    /// <summary>Of the entries the seventh is the IPA's clock; the eighth is the first of the bus clocks.</summary>
    [TestMethod]
    [DataRow(6, 20, (ushort)4, "command DB: clock IP0 has unit 0 in 4 bytes, expected 8 bytes and a unit of 1 to 4294967 kHz")]
    [DataRow(7, 20, (ushort)4, " has 4 bytes, expected 8")]
    public void Numbers_of_the_command_database_that_are_cut_off_are_refused(int entry, int offset, ushort value, string reason)
    {
        var board = new SocBoard(SocBoard.Compile("/ { consumer { compatible = \"test,consumer\"; clocks = <&rpmhcc 12>; clock-names = \"core\"; }; };"));
        board.Add("test,consumer", device => device.Clock("core"));
        board.CommandDb.Write16(144 + 24 * entry + offset, value);
        board.Platform.Probe();

        StringAssert.Contains(Reasons(board), reason);
        if (entry == 7) { StringAssert.Contains(Reasons(board), "command DB: auxiliary data of bus clock "); }
    }

    [TestMethod]
    public void A_bus_clock_without_a_unit_is_refused()
    {
        var board = new SocBoard(SocBoard.Compile());
        var entry = 144 + 24 * 7;
        board.CommandDb.Write32(144 + board.CommandDb.Read16(8 + 4) + board.CommandDb.Read16(entry + 22), 0);
        board.Platform.Probe();

        StringAssert.Contains(Reasons(board), "command DB: bus clock ");
        StringAssert.Contains(Reasons(board), " has unit 0 and width ");
    }

    [TestMethod]
    public void A_service_of_the_controller_stands_below_it()
    {
        var board = new SocBoard(SocBoard.Compile("/ { stray { compatible = \"qcom,sdm845-rpmh-clk\"; #clock-cells = <1>; }; };"));
        board.Platform.Probe();

        Assert.AreEqual("/stray: compatible: expected a parent node compatible with \"qcom,rpmh-rsc\"", board.Device("/stray").Reason);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(17)]
    public void A_set_has_1_to_16_commands(int count)
    {
        var controller = new RpmhController("apps_rsc", null);

        Assert.AreEqual($"apps_rsc: set of {count} commands, expected 1 to 16",
            Assert.ThrowsExactly<HardwareException>(() => controller.WriteSet(RpmhState.ActiveOnly, new uint[17], new uint[17], new bool[17], 0, count)).Message);
    }

    private static string Reasons(SocBoard board) => string.Join('\n', Enumerable.Range(0, board.Platform.DeviceCount).Select(i => board.Platform.DeviceAt(i).Reason));

    [TestMethod]
    public void The_always_on_subsystem_takes_the_retention_message()
    {
        var board = SocBoard.Probed();
        var messages = ((AossProvider)board.Platform.FindProvider(board.Device("/soc@0/power-controller@c300000").Node.Index, AossProvider.ProviderKind)).Messages;
        messages.Send("{ class: bcm, res: ipa_pc, val: 1 }", 36);
        CollectionAssert.AreEqual(new[] { "{ class: bcm, res: ipa_pc, val: 1 } #36" }, board.Messages);
    }

    [TestMethod]
    public void The_message_bus_reaches_the_modem_over_its_edge()
    {
        var board = SocBoard.Probed();
        var socket = board.Services.Qrtr(board.Loop).CreateSocket();
        socket.AddServer(0x31, 1, 1);
        board.Io.ModemLink.Handler!.OnUp();
        board.Io.ModemLink.ReceiveControl(2, 0);

        Assert.AreEqual(2u, RecordingLink.Word(board.Io.ModemLink.Sent[0], 1));
        CollectionAssert.AreEqual(new uint[] { 4, 0x31, 0x101, 1, 0x4000 }, Enumerable.Range(8, 5).Select(i => RecordingLink.Word(board.Io.ModemLink.Sent[1], i)).ToArray());
    }

    [TestMethod]
    [DataRow("&apss_shared { status = \"disabled\"; };", "/smp2p-mpss", "/smp2p-mpss: mboxes: expected an enabled mailbox, found /soc@0/mailbox@17990000 disabled by /soc@0/mailbox@17990000")]
    [DataRow("/ { smp2p-mpss { qcom,smem = <435>; }; };", "/smp2p-mpss", "/smp2p-mpss: qcom,smem: expected two item numbers from 0 to 511")]
    [DataRow("/ { smp2p-mpss { mboxes = <&apss_shared 32>; }; };", "/smp2p-mpss", "/smp2p-mpss: mboxes: expected a channel from 0 to 31")]
    [DataRow("&smem_mem { hwlocks = <&tcsr_mutex 32>; };", "/reserved-memory/smem@86000000", "/reserved-memory/smem@86000000: hwlocks: expected a lock from 0 to 31")]
    [DataRow("/delete-node/ &aop_cmd_db_mem;", "/soc@0/interconnect@1500000", "command database: waits for a node compatible with \"qcom,cmd-db\", of which the tree has none")]
    [DataRow("&rpmhcc { /delete-property/ clocks; };", "/soc@0/rsc@179c0000/clock-controller", "/soc@0/rsc@179c0000/clock-controller: clocks: expected 1 entries, found 0")]
    public void A_mistake_in_the_tree_is_named(string mistake, string path, string reason)
    {
        Assert.AreEqual(reason, SocBoard.Probed(extra: mistake).Device(path).Reason);
    }

    [TestMethod]
    public void A_damaged_SMEM_heap_fails_its_device_and_holds_back_those_that_need_it()
    {
        var board = SocBoard.Probed(b => b.Smem.Write32(0xf000, 0));
        Assert.AreEqual("SMEM partition table lacks the magic $TOC", board.Device("/reserved-memory/smem@86000000").Reason);
        Assert.AreEqual(
            "shared memory: waits for /reserved-memory/smem@86000000, which failed: SMEM partition table lacks the magic $TOC",
            board.Device("/smp2p-mpss").Reason);
    }

    [TestMethod]
    public void A_notifier_exists_whether_or_not_somebody_drives_the_processor()
    {
        var board = SocBoard.Probed();
        Assert.AreSame(board.Services.Processor("mpss"), board.Services.Processor("mpss"));
        Assert.IsNull(board.Services.Supervisor("mpss"));
        Assert.AreEqual("mpss", board.Services.Processor("mpss").Name);
    }

    [TestMethod]
    public void Everything_can_be_removed_and_probed_again()
    {
        var board = SocBoard.Probed(b => b.Io.Control = new IdleControl());
        board.Platform.RemoveAll();
        for (var i = 0; i < board.Platform.DeviceCount; i++) { Assert.AreNotEqual(DeviceState.Bound, board.Platform.DeviceAt(i).State); }
    }

    private sealed class IdleControl : RemoteProcessorControl
    {
        public override void Start()
        {
        }

        public override void Stop()
        {
        }
    }
}
