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
    }

    [TestMethod]
    [DataRow("qcom,sdx55-ipa")]
    [DataRow("qcom,sm8350-ipa")]
    [DataRow("qcom,sc7280-ipa")]
    public void Every_timestamp_has_its_shift(string compatible)
    {
        // DPL: shift 14 in bits 4:0, selected by bit 7. Tag: 14 in bits 12:8. NAT: 24 in bits 20:16.
        CollectionAssert.AreEqual(new[] { "0x00180e8e" }, Writes(compatible, "main", "probe", "ipa", 0x24c));
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
