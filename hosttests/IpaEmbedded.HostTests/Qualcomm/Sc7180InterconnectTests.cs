using IpaEmbedded.Qualcomm.Interconnect;
using IpaEmbedded.Qualcomm.Interconnect.Layout;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Interconnect;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>
/// The tables of the SC7180, and the words that reach RPMh for the bandwidths of IPA v4.2, computed by hand. Addresses are 0x50000 + 4 * row of
/// the table: ACV 50000, MC0 50004, SH0 50008, CN0 50014, SH4 5002c, SN0 50030, SN1 50038, SN9 50058, SN12 5005c.
/// </summary>
[TestClass]
public sealed class Sc7180InterconnectTests
{
    private const string Consumer = """
        / { consumer {
            compatible = "test,consumer";
            interconnects = <&aggre2_noc 5 0 &mc_virt 1 0>, <&aggre2_noc 5 0 &system_noc 9 0>, <&gem_noc 0 0 &config_noc 25 0>,
                            <&aggre2_noc 9 0 &mc_virt 1 0>;
            interconnect-names = "memory", "imem", "config", "nowhere";
        }; };
        """;

    [TestMethod]
    public void The_three_paths_of_the_IPA_vote_its_bandwidths()
    {
        var board = Bind(Consumer, out var device);
        var paths = device.Interconnects(["memory", "imem", "config"]);
        board.Votes.Clear();
        paths.SetBandwidth([80000, 0, 0], [465000, 68570, 30000]);

        CollectionAssert.AreEqual(
            new[]
            {
                // MC0: x = 80000*4/8 * 1000/2000000 = 20, y = 465000*4/4 * 1000/2000000 = 232. SH0: x = 80000/1000 = 80, y = 465000/1000 = 465.
                // SN9, SN0: x = 80000/5000 = 16, y = 465000/5000 = 93. ACV votes bit 3. The last of each clock domain commits.
                "ActiveOnly 50000=20000008 50004=600500e8! 50008=601401d1! 50058=2004005d 50030=6004005d!",
                // SN1: y = 68570/5000 = 13; SN9 keeps the memory path's.
                "ActiveOnly 50058=2004005d 50038=6000000d!",
                // SH4: y = 30000/2000 = 15. SN12: y = 30000/1000 = 30. CN0: y = 30000 at the IPA's four bytes, 15000 at the eight before: 30.
                "ActiveOnly 5002c=6000000f! 5005c=6000001e! 50014=6000001e!",
            },
            board.Votes);
    }

    [TestMethod]
    public void The_config_bus_stays_on_while_the_processors_run_and_nothing_stays_on_during_sleep()
    {
        var board = Bind(Consumer, out var device);
        var paths = device.Interconnects(["config"]);
        paths.SetBandwidth([0], [30000]);
        board.Votes.Clear();
        paths.Disable();

        CollectionAssert.AreEqual(
            new[] { "ActiveOnly 5002c=40000000! 5005c=40000000! 50014=60004001!", "WakeOnly 50014=60004001!", "Sleep 50014=40000000" },
            board.Votes);
    }

    [TestMethod]
    public void A_port_that_the_SC7180_does_not_have_is_named()
    {
        Bind(Consumer, out var device);
        Assert.AreEqual(
            "/consumer: interconnects: expected a port of /soc@0/interconnect@1705000 in entry 6, found <9 0>",
            Assert.ThrowsExactly<ProbeException>(() => device.Interconnects(["nowhere"])).Message);
    }

    [TestMethod]
    public void A_voter_does_not_serve_interconnects_of_two_SoCs()
    {
        var board = Bind(
            Consumer + """
            / { stranger { compatible = "qcom,sdm845-dc-noc"; qcom,bcm-voters = <&apps_bcm_voter>; #interconnect-cells = <2>; }; };
            """,
            out _);

        Assert.AreEqual("/stranger: compatible: expected an interconnect of the same SoC as the others with its voter", board.Device("/stranger").Reason);
    }

    // Node and "channels x bus width" of each port on the way.
    [TestMethod]
    [DataRow("memory", "qxm_ipa 1x8, qns_a2noc_snoc 1x16, qnm_aggre2_noc 1x16, qns_gemnoc_sf 1x16, qnm_snoc_sf 1x16, qns_llcc 1x16, llcc_mc 2x4, ebi 2x4")]
    [DataRow("imem", "qxm_ipa 1x8, qns_a2noc_snoc 1x16, qnm_aggre2_noc 1x16, qxs_imem 1x8")]
    [DataRow("config", "acm_apps0 1x16, qns_gem_noc_snoc 1x8, qnm_gemnoc 1x8, qns_cnoc 1x8, qnm_snoc 1x8, qhs_ipa 1x4")]
    public void The_paths_of_the_IPA_are_the_shortest(string name, string expected)
    {
        var board = Bind(Consumer, out _);
        var (from, source, to, destination) = name switch
        {
            "memory" => ("aggre2-noc", 5u, "mc-virt", 1u),
            "imem" => ("aggre2-noc", 5u, "system-noc", 9u),
            _ => ("gem-noc", 0u, "config-noc", 25u),
        };
        var path = board.Platform.Interconnect.FindPath(Port(board, from, source), Port(board, to, destination), 0);
        Assert.AreEqual(expected, string.Join(", ", path.Nodes.Select(Describe)));
    }

    [TestMethod]
    public void The_global_ids_of_the_IPAs_ports_are_in_the_table()
    {
        Assert.AreEqual(36, IdOf("qxm_ipa"));
        Assert.AreEqual(0, IdOf("acm_apps0"));
        Assert.AreEqual(49, IdOf("ebi"));
        Assert.AreEqual(126, IdOf("qxs_imem"));
        Assert.AreEqual(80, IdOf("qhs_ipa"));
    }

    [TestMethod]
    public void The_table_of_ports_is_complete_and_hangs_together()
    {
        var ids = Enumerable.Range(0, 137).Except([3, 50]).ToArray();
        Assert.HasCount(135, Sc7180Ports.Names);
        Assert.HasCount(135, Sc7180Ports.Names.Distinct());
        CollectionAssert.AreEqual(ids, Sc7180Ports.Ids.Select(id => (int)id).Order().ToArray());
        foreach (var column in new[] { Sc7180Ports.Channels, Sc7180Ports.BusWidths }) { Assert.HasCount(135, column); }
        Assert.HasCount(136, Sc7180Ports.FirstLink);
        Assert.HasCount(196, Sc7180Ports.Links);
        Assert.AreEqual(196, Sc7180Ports.FirstLink[135]);
        Assert.IsTrue(Sc7180Ports.Links.All(id => ids.Contains(id)));
        CollectionAssert.AreEqual(
            new[] { 8, 9, 4, 3, 53, 3, 13, 2, 11, 11, 4, 14 }, Sc7180Ports.FirstPort.Zip(Sc7180Ports.FirstPort.Skip(1), (a, b) => b - a).ToArray());
    }

    [TestMethod]
    [DataRow("ACV", false, "ebi")]
    [DataRow("MC0", true, "ebi")]
    [DataRow("SH0", true, "qns_llcc")]
    [DataRow("SH4", false, "acm_apps0")]
    [DataRow("SN0", true, "qns_gemnoc_sf")]
    [DataRow("SN1", false, "qxs_imem")]
    [DataRow("SN9", false, "qnm_aggre2_noc")]
    [DataRow("SN12", false, "qnm_gemnoc")]
    [DataRow("SN2", false, "qxm_pimem qns_gemnoc_gc")]
    [DataRow("CN1", false, "qhm_qspi xm_sdc2 xm_emmc qhs_ahb2phy2 qhs_emmc_cfg qhs_pdm qhs_qspi qhs_sdc2")]
    [DataRow("MM1", false, "qxm_camnoc_hf0_uncomp qxm_camnoc_hf1_uncomp qxm_camnoc_sf_uncomp qhm_mnoc_cfg qxm_mdp0 qxm_rot qxm_venus0 qxm_venus_arm9")]
    public void A_bus_clock_has_its_ports(string name, bool keepAlive, string ports)
    {
        var row = Array.IndexOf(Sc7180BusClocks.Names, name);
        Assert.AreEqual(keepAlive, Sc7180BusClocks.KeepAlive[row]);
        Assert.AreEqual(name == "ACV" ? 8 : 0, Sc7180BusClocks.EnableMasks[row]);
        Assert.AreEqual(ports, string.Join(" ", PortsOf(name)));
    }

    [TestMethod]
    public void CN0_has_48_of_the_53_ports_of_the_config_bus_and_CN1_the_others()
    {
        var cn0 = PortsOf("CN0").ToArray();
        Assert.HasCount(48, cn0);
        CollectionAssert.Contains(cn0, "qhs_ipa");
        Assert.IsTrue(Sc7180BusClocks.KeepAlive[Array.IndexOf(Sc7180BusClocks.Names, "CN0")]);
        CollectionAssert.AreEquivalent(Sc7180Ports.Names[24..77], cn0.Concat(PortsOf("CN1").Where(name => name.StartsWith("qhs_", StringComparison.Ordinal))).ToArray());
        Assert.HasCount(24, Sc7180BusClocks.Names);
        Assert.HasCount(87, Sc7180BusClocks.Ports);
    }

    private static IEnumerable<string> PortsOf(string name)
    {
        var row = Array.IndexOf(Sc7180BusClocks.Names, name);
        return Sc7180BusClocks.Ports[Sc7180BusClocks.FirstPort[row]..Sc7180BusClocks.FirstPort[row + 1]]
            .Select(id => Sc7180Ports.Names[Array.IndexOf(Sc7180Ports.Ids, id)]);
    }

    private static int IdOf(string name) => Sc7180Ports.Ids[Array.IndexOf(Sc7180Ports.Names, name)];

    private static InterconnectNode Port(SocBoard board, string name, uint number) =>
        Enumerable.Range(0, board.Platform.DeviceCount)
            .Select(board.Platform.DeviceAt)
            .Where(device => device.Node.IsCompatible("qcom,sc7180-" + name))
            .Select(device => ((NocProvider)device.DriverData).Translate([number, 0]))
            .Single();

    private static string Describe(InterconnectNode node)
    {
        var row = Array.IndexOf(Sc7180Ports.Names, node.Name);
        return $"{node.Name} {Sc7180Ports.Channels[row]}x{Sc7180Ports.BusWidths[row]}";
    }

    private static SocBoard Bind(string text, out Device device)
    {
        Device? found = null;
        var board = SocBoard.Sc7180(text);
        board.Add("test,consumer", d => found = d);
        board.Platform.Probe();
        Assert.IsNotNull(found, board.Device("/consumer").Reason);
        device = found;
        return board;
    }
}
