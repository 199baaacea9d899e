using System.Text.Json;
using IpaEmbedded.HostTests.Cli;

namespace IpaEmbedded.HostTests.Recorders;

[TestClass]
public sealed class StatusCommandTests
{
    [TestMethod]
    public void Status_counts_packets_under_the_names_of_network_tools()
    {
        CommandRun run = CommandRun.Of("status", "--json", "--packets", "4");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        using JsonDocument document = JsonDocument.Parse(run.Out);
        JsonElement root = document.RootElement;
        JsonElement[] interfaces = [.. root.GetProperty("interfaces").EnumerateArray()];

        Assert.AreEqual(1, root.GetProperty("schema").GetInt32());
        Assert.AreEqual("v3.5.1", root.GetProperty("version").GetString());
        Assert.AreEqual("active", root.GetProperty("power").GetProperty("state").GetString());
        Assert.AreEqual(75000000, root.GetProperty("power").GetProperty("coreClockHertz").GetInt64());
        CollectionAssert.AreEqual(new[] { "rmnet_ipa0", "rmnet0" }, interfaces.Select(each => each.GetProperty("ifname").GetString()).ToArray());
        // Two requests of 84 bytes and two of 104, and their answers.
        Assert.AreEqual("rx_packets=4 tx_packets=4 rx_bytes=376 tx_bytes=376 rx_dropped=0 tx_dropped=0", Text(interfaces[1].GetProperty("statistics")));
        Assert.AreEqual(4, interfaces[0].GetProperty("statistics").GetProperty("tx_packets").GetInt32());
        CollectionAssert.AreEqual(
            new[]
            {
                "Checksum ok", "Bad IPv4 header checksum", "Checksum valid bit not set", "Checksum validation failed", "Checksum error bad buffer",
                "Checksum error bad ip version", "Checksum error bad transport", "Checksum skipped on ip fragment", "Checksum skipped",
                "Checksum computed in software", "Checksum computed in hardware",
            },
            interfaces[1].GetProperty("ethtool").EnumerateObject().Select(each => each.Name).ToArray());
    }

    [TestMethod]
    public void Status_names_endpoints_with_their_channels()
    {
        using JsonDocument document = JsonDocument.Parse(CommandRun.Of("status", "--json").Out);
        JsonElement[] endpoints = [.. document.RootElement.GetProperty("endpoints").EnumerateArray()];
        string[] lines = [.. endpoints.Select(each => $"{each.GetProperty("name").GetString()} {each.GetProperty("endpoint").GetInt32()} {each.GetProperty("channel").GetInt32()} "
            + $"{each.GetProperty("direction").GetString()} {each.GetProperty("owner").GetString()}")];

        CollectionAssert.IsSubsetOf(new[] { "AP_COMMAND_TX 5 4 tx ap", "AP_LAN_RX 9 5 rx ap", "AP_MODEM_TX 2 3 tx ap", "AP_MODEM_RX 10 6 rx ap", "MODEM_AP_RX 12 2 rx modem" }, lines);
        JsonElement transmit = endpoints.Single(each => each.GetProperty("name").GetString() == "AP_MODEM_TX").GetProperty("gsi");
        Assert.AreEqual(3, transmit.GetProperty("committed").GetInt32());
        Assert.AreEqual(3, transmit.GetProperty("doorbells").GetInt32());
        Assert.AreEqual(0, transmit.GetProperty("timeouts").GetInt32());
    }

    [TestMethod]
    public void Status_for_people_has_the_same_counters()
    {
        string[] lines = CommandRun.Of("status").Out.Split('\n');

        Assert.AreEqual("qcom,sdm845-ipa, IPA v3.5.1, active, 1 user of the power", lines[0]);
        CollectionAssert.Contains(lines, "rmnet0@rmnet_ipa0: UP, mtu 1500");
        CollectionAssert.Contains(lines, "     rx_packets: 3");
        Assert.AreEqual("modem: ready, 0 stops, 0 crashes, 0 failures", lines[1]);
        CollectionAssert.Contains(lines, "     Checksum not offloaded, neither TCP nor UDP: 3");
        Assert.DoesNotContain("bad", string.Join('\n', lines));
        CollectionAssert.Contains(CommandRun.Of("status", "-v").Out.Split('\n'), "     Checksum error bad ip version: 0");
        Assert.IsTrue(lines.Any(line => line.StartsWith("AP_MODEM_TX", StringComparison.Ordinal)));
    }

    private static string Text(JsonElement counters) => string.Join(' ', counters.EnumerateObject().Select(each => $"{each.Name}={each.Value.GetUInt64()}"));
}
