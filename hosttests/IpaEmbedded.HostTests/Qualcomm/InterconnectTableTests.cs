using IpaEmbedded.Qualcomm.Interconnect;
using IpaEmbedded.Qualcomm.Interconnect.Layout;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Interconnect;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Qualcomm;

[TestClass]
public sealed class InterconnectTableTests
{
    // Node and "channels x bus width" as the reference lists them for the IPA's three paths.
    [TestMethod]
    [DataRow("aggre2-noc", 4u, "mem-noc", 14u, "qxm_ipa 1x8, qns_a2noc_snoc 1x16, qnm_aggre2_noc 1x16, qns_memnoc_sf 1x16, qnm_snoc_sf 1x16, qns_llcc 4x16, llcc_mc 4x4, ebi 4x4")]
    [DataRow("aggre2-noc", 4u, "system-noc", 12u, "qxm_ipa 1x8, qns_a2noc_snoc 1x16, qnm_aggre2_noc 1x16, qxs_imem 1x8")]
    [DataRow("gladiator-noc", 0u, "config-noc", 19u, "acm_l3 1x16, qns_gladiator_sodv 1x8, qnm_gladiator_sodv 1x8, qns_cnoc 1x8, qnm_snoc 1x8, qhs_ipa 1x4")]
    public void The_paths_of_the_IPA_are_those_of_the_reference(string from, uint source, string to, uint destination, string expected)
    {
        var board = SocBoard.Probed();
        var path = board.Platform.Interconnect.FindPath(Port(board, from, source), Port(board, to, destination), 0);
        Assert.AreEqual(expected, string.Join(", ", path.Nodes.Select(Describe)));
    }

    [TestMethod]
    public void The_global_ids_of_the_reference_are_in_the_table()
    {
        Assert.AreEqual(14, IdOf("qxm_ipa"));
        Assert.AreEqual(27, IdOf("acm_l3"));
        Assert.AreEqual(111, IdOf("ebi"));
        Assert.AreEqual(124, IdOf("qxs_imem"));
        Assert.AreEqual(78, IdOf("qhs_ipa"));
    }

    [TestMethod]
    public void The_table_is_complete_and_hangs_together()
    {
        Assert.HasCount(130, Sdm845Ports.Names);
        Assert.HasCount(130, Sdm845Ports.Names.Distinct());
        CollectionAssert.AreEqual(Enumerable.Range(1, 130).ToArray(), Sdm845Ports.Ids.Select(id => (int)id).Order().ToArray());
        foreach (var column in new[] { Sdm845Ports.Ids, Sdm845Ports.Channels, Sdm845Ports.BusWidths }) { Assert.HasCount(130, column); }
        Assert.HasCount(131, Sdm845Ports.FirstLink);
        Assert.AreEqual(Sdm845Ports.Links.Length, Sdm845Ports.FirstLink[130]);
        Assert.IsTrue(Sdm845Ports.Links.All(id => id is >= 1 and <= 130));
        CollectionAssert.AreEqual(new[] { 11, 13, 47, 3, 5, 15, 17, 19 }, Sdm845Ports.FirstPort.Zip(Sdm845Ports.FirstPort.Skip(1), (a, b) => b - a).ToArray());
    }

    [TestMethod]
    [DataRow("SN11", false, "srvc_aggre2_noc qnm_aggre2_noc")]
    [DataRow("SN12", false, "qnm_gladiator_sodv xm_gic")]
    [DataRow("SN0", true, "qns_memnoc_sf")]
    [DataRow("SH0", true, "qns_llcc")]
    [DataRow("MC0", true, "ebi")]
    [DataRow("ACV", false, "ebi")]
    [DataRow("SN1", false, "qxs_imem")]
    [DataRow("SN3", false, "qns_cnoc")]
    public void The_bus_clocks_of_the_IPAs_paths_are_those_of_the_reference(string name, bool keepAlive, string ports)
    {
        var row = Array.IndexOf(Sdm845BusClocks.Names, name);
        Assert.AreEqual(keepAlive, Sdm845BusClocks.KeepAlive[row]);
        Assert.AreEqual(name == "ACV" ? 8 : 0, Sdm845BusClocks.EnableMasks[row]);
        Assert.AreEqual(ports, string.Join(" ", PortsOf(row)));
    }

    [TestMethod]
    public void CN0_has_47_ports_with_the_IPAs_among_them()
    {
        var ports = PortsOf(Array.IndexOf(Sdm845BusClocks.Names, "CN0")).ToArray();
        Assert.HasCount(47, ports);
        CollectionAssert.Contains(ports, "qhs_ipa");
        CollectionAssert.Contains(ports, "qnm_snoc");
        Assert.IsFalse(Sdm845BusClocks.KeepAlive[Array.IndexOf(Sdm845BusClocks.Names, "CN0")]);
    }

    private static IEnumerable<string> PortsOf(int row) =>
        Sdm845BusClocks.Ports[Sdm845BusClocks.FirstPort[row]..Sdm845BusClocks.FirstPort[row + 1]]
            .Select(id => Sdm845Ports.Names[Array.IndexOf(Sdm845Ports.Ids, id)]);

    private static int IdOf(string name) => Sdm845Ports.Ids[Array.IndexOf(Sdm845Ports.Names, name)];

    private static InterconnectNode Port(SocBoard board, string name, uint number)
    {
        for (var i = 0; i < board.Platform.DeviceCount; i++)
        {
            var device = board.Platform.DeviceAt(i);
            if (device.Node.IsCompatible("qcom,sdm845-" + name)) { return ((NocProvider)device.DriverData).Translate([number, 0]); }
        }

        throw new AssertFailedException(name);
    }

    private static string Describe(InterconnectNode node)
    {
        var row = Array.IndexOf(Sdm845Ports.Names, node.Name);
        return $"{node.Name} {Sdm845Ports.Channels[row]}x{Sdm845Ports.BusWidths[row]}";
    }
}
