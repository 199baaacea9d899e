using IpaEmbedded.Fake;

namespace IpaEmbedded.HostTests.Fake.Rules;

/// <summary>What is quiet when power goes: the reference, sections 6.1, 10 and 11.</summary>
[TestClass]
public sealed class PowerRuleTests
{
    /// <summary>From v4.0 on channels are stopped, before that endpoints are suspended and channels to the IPA have executed everything.</summary>
    [TestMethod]
    [ChipVersions]
    public void A_channel_is_quiet_when_power_goes(string version)
    {
        Rule.Breaks("power-off-busy", version, Rule.Receives, bench => bench.Chip.SetPowered(false));
        ChipBench busy = Rule.Bench(version, ChipTiming.Latency(1));
        Rule.Breaks("power-off-busy", busy, Rule.Transmits, bench =>
        {
            Rule.Send(bench, 0x00020600);
            bench.Chip.SetPowered(false);
        });
        StringAssert.Contains(busy.Sanitizer.Text(), "CHSTATE=2,");
        var quiet = Rule.Bench(version);
        Rule.Receives(quiet);
        if (quiet.Places.Control != 0) { quiet.Ipa(quiet.Places.At(quiet.Places.LanEndpoint, 0), 1); }
        else { quiet.Stop(quiet.Places.LanRx); }
        quiet.Chip.SetPowered(false);
        quiet.AssertClean();
    }

    /// <summary>Hardware before v4.0 tells nobody of a frame that is open when its endpoint is suspended: the driver closes it by force.</summary>
    [TestMethod]
    [ChipVersions("3.1", "3.5.1")]
    public void No_frame_stays_open_behind_a_suspended_endpoint(string version)
    {
        foreach (bool closes in (bool[])[true, false])
        {
            ChipBench bench = Rule.Bench(version);
            ChipPlaces at = bench.Places;
            bench.Ipa(at.At(at.LanEndpoint, 0x24), 0x4d1);
            Rule.Receives(bench);
            bench.Chip.Pipeline.Downlink((int)at.LanEndpoint, [1, 2, 3, 4], 4, false);
            bench.Ipa(at.At(at.LanEndpoint, 0), 1);
            if (closes) { bench.Ipa(at.ForceClose, 1u << (int)at.LanEndpoint); }
            bench.Chip.SetPowered(false);

            Assert.AreEqual(closes ? 0 : 1, bench.Sanitizer.CountOf("frame-left-open"), bench.Sanitizer.Text());
        }
    }
}
