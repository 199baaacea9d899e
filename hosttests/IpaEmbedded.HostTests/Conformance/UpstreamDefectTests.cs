using System.Text.RegularExpressions;

namespace IpaEmbedded.HostTests.Conformance;

/// <summary>What is right where the recorded driver is not; the numbers are those of the IPA reference.</summary>
[TestClass]
public sealed class UpstreamDefectTests
{
    [TestMethod]
    public void Both_bus_masters_keep_their_outstanding_reads()
    {
        // Master 0: 8 reads in bits 3:0. Master 1: 12 reads in bits 7:4.
        CollectionAssert.AreEqual(new[] { "0x000000c8" }, Writes("qcom,sdm845-ipa", "main", "probe", "ipa", 0x78));

        // From v4.5 on master 0 has no limit of reads but one of 120 beats, in bits 23:16.
        CollectionAssert.AreEqual(new[] { "0x007800c0" }, Writes("qcom,sdx55-ipa", "main", "probe", "ipa", 0x78));

        // v5.5: 12 and 8 reads.
        CollectionAssert.AreEqual(new[] { "0x0000008c" }, Writes("qcom,sm8550-ipa", "main", "probe", "ipa", 0x74));
    }

    [TestMethod]
    [DataRow("qcom,sdx55-ipa")]
    [DataRow("qcom,sm8350-ipa")]
    [DataRow("qcom,sc7280-ipa")]
    [DataRow("qcom,sdx65-ipa", 0x4acu)]
    [DataRow("qcom,sm8550-ipa", 0x4acu, "0x00180e00")]
    public void Every_timestamp_has_its_shift(string compatible, uint register = 0x24c, string expected = "0x00180e8e")
    {
        // DPL: shift 14 in bits 4:0, selected by bit 7, but not in v5.5. Tag: 14 in bits 12:8. NAT: 24 in bits 20:16.
        CollectionAssert.AreEqual(new[] { expected }, Writes(compatible, "main", "probe", "ipa", register));
    }

    [TestMethod]
    public void The_end_of_flow_control_is_repeated_from_v4_11_on_and_a_refusal_does_not_keep_the_other_channels()
    {
        // Opcode 4 for channels 0 and 2 of the modem (environment 1); the first two answers are RETRY.
        CollectionAssert.AreEqual(new[] { "0x00000404", "0x00000404", "0x00000404", "0x00000444" }, FlowControlEnds("qcom,sc7280-ipa"));
        CollectionAssert.AreEqual(new[] { "0x00000404", "0x00000444" }, FlowControlEnds("qcom,sdx55-ipa"));

        static string[] FlowControlEnds(string compatible) => Writes(compatible, "retry", "crash", "gsi", 0x12018).Where(value => value.EndsWith('4')).ToArray();
    }

    [TestMethod]
    public void After_a_crash_only_the_modems_own_filter_slots_are_cleared()
    {
        // SDM845 filters: endpoints 2, 3 and 6 in slots 1, 2 and 3 behind the bitmap; 3 and 6 are the modem's. Tables at 0x308, 0x408, 0x288, 0x388.
        CollectionAssert.AreEqual(
            new[] { "0x0318", "0x0320", "0x0418", "0x0420", "0x0298", "0x02a0", "0x0398", "0x03a0" },
            Commands("qcom,sdm845-ipa", "crash").Where(c => c.Contains("\"size\":8,")).Select(c => Member(c, "local")).ToArray());

        // SC7180: endpoints 1 and 4 in slots 1 and 2; 4 is the modem's. Tables at 0x290 and 0x318, none hashed.
        CollectionAssert.AreEqual(
            new[] { "0x02a0", "0x0328" },
            Commands("qcom,sc7180-ipa", "crash").Where(c => c.Contains("\"size\":8,")).Select(c => Member(c, "local")).ToArray());

        // SDX55: endpoints 2, 5 and 8; 5 and 8 are the modem's. Tables as SDM845's.
        CollectionAssert.AreEqual(
            new[] { "0x0318", "0x0320", "0x0418", "0x0420", "0x0298", "0x02a0", "0x0398", "0x03a0" },
            Commands("qcom,sdx55-ipa", "crash").Where(c => c.Contains("\"size\":8,")).Select(c => Member(c, "local")).ToArray());

        // SDX65 and SM8550: endpoints 2, 12 and 15; 12 and 15 are the modem's. Tables at 0x1308, 0x1408, 0x1288, 0x1388.
        foreach (string compatible in (string[])["qcom,sdx65-ipa", "qcom,sm8550-ipa"])
        {
            CollectionAssert.AreEqual(
                new[] { "0x1318", "0x1320", "0x1418", "0x1420", "0x1298", "0x12a0", "0x1398", "0x13a0" },
                Commands(compatible, "crash").Where(c => c.Contains("\"size\":8,")).Select(c => Member(c, "local")).ToArray());
        }
    }

    [TestMethod]
    public void The_tethering_statistics_of_v5_5_are_free_of_canaries()
    {
        // Upstream's map has canaries at 0x29b0, 0x29b4, 0x2cc8 and 0x2ccc in the 0x3c0 bytes from 0x2910 on.
        string[] places = [.. TraceRun.Of("qcom,sm8550-ipa", "main").Rows("probe").Where(row => row.Contains("\"k\":\"mem\"")).Select(row => Member(row, "off"))];

        Assert.IsNotEmpty(places);
        Assert.AreEqual("", string.Join(' ', places.Where(at => Convert.ToUInt32(at, 16) is >= 0x2910 and < 0x2cd0)));
    }

    [TestMethod]
    [DataRow("qcom,sdm845-ipa", 0x300cu, 0x3034u)]
    [DataRow("qcom,sdx65-ipa", 0xc00cu, 0xc050u)]
    public void The_suspend_interrupt_is_enabled_before_endpoints_and_disabled_after_them(string compatible, uint interrupts, uint endpoints)
    {
        string[] setup = Order("setup"), remove = Order("remove");

        Assert.AreEqual("I E", string.Join(' ', setup));
        Assert.AreEqual("E I", string.Join(' ', remove.Take(2)));

        string[] Order(string step) => [.. TraceRun.Of(compatible, "main").Rows(step).Where(row => row.Contains("\"k\":\"w\"") && row.Contains("\"blk\":\"ipa\""))
            .Select(row => Convert.ToUInt32(Member(row, "off"), 16)).Where(at => at == interrupts || at == endpoints).Select(at => at == interrupts ? "I" : "E")];
    }

    [TestMethod]
    [DataRow("qcom,sdm845-ipa", 0x1f008u, "6 5 4 3", DisplayName = "3.5.1: endpoints 10, 9, 5, 2")]
    [DataRow("qcom,sdx65-ipa", 0x25008u, "1 13 12 11", DisplayName = "5.0: endpoints 23, 16, 14, 2")]
    public void Endpoints_are_reset_in_the_reverse_of_the_order_in_which_they_were_programmed(string compatible, uint command, string channels)
    {
        string[] resets = [.. Writes(compatible, "main", "remove", "gsi", command).Where(value => value.StartsWith("0x09", StringComparison.Ordinal))];

        Assert.AreEqual(channels, string.Join(' ', resets.Select(value => Convert.ToUInt32(value, 16) & 0xff)));
    }

    [TestMethod]
    public void The_pipeline_clear_option_reaches_the_hardware_in_the_opcode()
    {
        string clear = Rows("qcom,sc7180-ipa", "main", "crash").Single(r => r.Contains("\"REGISTER_WRITE\"") && r.Contains("\"mask\":\"0x00000000\""));

        // Option 2 (whole pipeline) in bits 10:9 above opcode 0x0c; before v4.0 it is in the payload.
        Assert.AreEqual("0x040c", Member(clear, "opcode"));
        string before = Rows("qcom,sdm845-ipa", "main", "crash").Single(r => r.Contains("\"REGISTER_WRITE\"") && r.Contains("\"mask\":\"0x00000000\""));
        Assert.AreEqual("0x000c", Member(before, "opcode"));
        StringAssert.Contains(before, "\"payload\":\"00000000000000000000000002000000\"");
    }

    [TestMethod]
    public void The_command_ring_is_as_large_as_the_elements_that_are_used()
    {
        // 256 elements of 16 bytes, as many as the event ring has.
        CollectionAssert.AreEqual(new[] { "0x00001000" }, Writes("qcom,sdm845-ipa", "main", "setup", "gsi", 0x1c204));
        CollectionAssert.AreEqual(new[] { "0x00001000" }, Writes("qcom,sdm845-ipa", "main", "setup", "gsi", 0x1d004));
    }

    [TestMethod]
    public void Remove_leaves_clock_and_paths_off()
    {
        string[] power = Rows("qcom,sdm845-ipa", "main", "remove").Where(r => r.Contains("\"k\":\"clk\"") || r.Contains("\"k\":\"icc\"")).Select(r => Member(r, "op")).ToArray();

        CollectionAssert.AreEqual(new[] { "disable", "disable", "put", "put" }, power);
    }

    [TestMethod]
    public void Remove_takes_the_answer_to_the_clock_query_back()
    {
        string[] bits = Rows("qcom,sdm845-ipa", "pm", "remove").Where(r => r.Contains("\"op\":\"update\"")).Select(r => $"{Member(r, "name")} {Member(r, "mask")} {Member(r, "val")}").ToArray();

        CollectionAssert.AreEqual(new[] { "ipa-clock-enabled-valid 0x1 0x0", "ipa-clock-enabled 0x2 0x0" }, bits);
        Assert.IsEmpty(Rows("qcom,sdm845-ipa", "main", "remove").Where(r => r.Contains("\"op\":\"update\"")), "nothing was answered, so nothing is taken back");
    }

    [TestMethod]
    public void Three_hundred_buffers_cost_at_most_one_doorbell_per_sixteen()
    {
        int elements = Rows("qcom,sdm845-ipa", "data", "rx_wrap").Count(r => r.Contains("\"k\":\"tre\",\"ch\":6"));
        int doorbells = Writes("qcom,sdm845-ipa", "data", "rx_wrap", "gsi", 0x1e030).Length;

        // At most 15 buffers are held back at any time.
        Assert.IsInRange(300 - 15, 300, elements);
        Assert.IsInRange(1, 300 / 16, doorbells);
    }

    private static string[] Writes(string compatible, string scenario, string step, string block, uint offset)
        => Rows(compatible, scenario, step).Where(r => r.Contains($"\"k\":\"w\",\"blk\":\"{block}\",\"off\":\"0x{offset:x5}\"")).Select(r => Member(r, "val")).ToArray();

    private static IEnumerable<string> Commands(string compatible, string step) => Rows(compatible, "main", step).Where(r => r.Contains("\"DMA_SHARED_MEM\""));

    private static string[] Rows(string compatible, string scenario, string step) => [.. TraceRun.Of(compatible, scenario).Rows(step)];

    private static string Member(string row, string name) => Regex.Match(row, $"\"{name}\":\"([^\"]*)\"").Groups[1].Value;
}
