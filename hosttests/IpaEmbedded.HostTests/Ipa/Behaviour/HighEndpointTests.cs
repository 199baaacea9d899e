using IpaEmbedded.Conformance;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>A chip of v5.0 that uses endpoints from 32 on, as its registers allow: sets of endpoints have a second word.</summary>
[TestClass]
public sealed class HighEndpointTests
{
    private const int Receiving = 35;
    private const int Filtering = 33;

    [TestMethod]
    public void Data_for_a_suspended_endpoint_above_31_is_told_in_the_second_word_and_wakes_the_driver()
    {
        (ConformanceRun run, string trace) = Run("rpm");

        Assert.AreEqual("", run.Chip.Sanitizer.Text());
        Assert.AreEqual(1u, run.Driver.SuspendInterrupt.Count);
        CollectionAssert.AreEqual(new[] { "0x00000008", "0x00000000" }, Writes(trace, "0x0c054"), "IRQ_SUSPEND_EN of endpoints 32 to 35");
        CollectionAssert.AreEqual(new[] { "0x00000008" }, Writes(trace, "0x0c074"), "IRQ_SUSPEND_CLR");
        Assert.IsEmpty(Writes(trace, "0x0c070"), "nothing waited in the first word");
    }

    [TestMethod]
    public void A_filtering_endpoint_above_31_has_its_bit_and_its_slot()
    {
        (ConformanceRun run, string trace) = Run("main");

        Assert.AreEqual("", run.Chip.Sanitizer.Text());
        // Endpoints 2, 12 and 33: the bitmap has a bit in its upper half, and 33 has slot 3.
        Assert.AreEqual("hash_src\":[\"0x200001004\"", System.Text.RegularExpressions.Regex.Match(trace, "hash_src\":\\[\"0x2[0-9a-f]+\"").Value);
        StringAssert.Contains(trace, "\"local\":\"0x1320\",\"size\":8");
        Assert.Contains("0x00000000", Writes(trace, "0x020dc"), "ENDP_FILTER_CACHE_CFG of 33");
    }

    [TestMethod]
    public void A_frame_that_is_open_above_31_is_seen_and_closed_in_the_second_word()
    {
        ChipDescription description = Description();
        var chip = new FakeConformanceHardware(description).Chip;
        var registers = description.IpaRegisters;
        chip.SetPowered(true);
        chip.Ipa.Write32(registers.EndpInitAggr.At(Receiving), registers.AggrEn.Encode(1) | registers.ByteLimit.Encode(6));

        chip.Pipeline.Downlink(Receiving, new byte[64], 64, false);

        Assert.AreEqual(8u, chip.Ipa.Read32(registers.StateAggrActive.At(1)));
        Assert.AreEqual(0u, chip.Ipa.Read32(registers.StateAggrActive.At(0)));
        chip.Ipa.Write32(registers.AggrForceClose.At(0), 8);
        Assert.AreEqual(8u, chip.Ipa.Read32(registers.StateAggrActive.At(1)), "bit 3 of the first word is endpoint 3");
        chip.Ipa.Write32(registers.AggrForceClose.At(1), 8);
        Assert.AreEqual(0u, chip.Ipa.Read32(registers.StateAggrActive.At(1)));
        Assert.AreEqual("", chip.Sanitizer.Text());
    }

    private static (ConformanceRun Run, string Trace) Run(string scenario)
    {
        var text = new StringWriter();
        var run = new ConformanceRun("qcom,sdx65-ipa", Scenario.Find(scenario)!, text, new FakeConformanceHardware(Description()));
        run.Driver.Data.Endpoint(EndpointName.ApModemRx).Id = Receiving;
        run.Driver.Data.Endpoint(EndpointName.ModemDlNloTx).Id = Filtering;

        run.Run();

        return (run, text.ToString());
    }

    /// <summary>FLAVOR_0: 36 endpoints, each of either kind.</summary>
    private static ChipDescription Description()
    {
        ChipDescription chip = Chips.Sdx65();
        chip.Flavor0 = 0x00242424;
        for (int i = 0; i < chip.Endpoints.Length; i++)
        {
            ChipEndpoint endpoint = chip.Endpoints[i];
            int id = endpoint.Name == "AP_MODEM_RX" ? Receiving : endpoint.Name == "MODEM_DL_NLO_TX" ? Filtering : endpoint.Endpoint;
            chip.Endpoints[i] = new ChipEndpoint(endpoint.Name, endpoint.Environment, endpoint.Channel, id, endpoint.ToIpa);
        }
        return chip;
    }

    private static string[] Writes(string trace, string offset) =>
    [
        .. trace.Split('\n').Where(row => row.Contains("\"k\":\"w\"") && row.Contains("\"blk\":\"ipa\"") && row.Contains($"\"off\":\"{offset}\""))
            .Select(row => row[(row.IndexOf("\"val\":\"", StringComparison.Ordinal) + 7)..][..10]),
    ];
}
