using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers;

namespace IpaEmbedded.HostTests.Ipa.Tables;

/// <summary>What a version's data says that it has is in its register table, and nothing that the table lacks is said to be there.</summary>
[TestClass]
public sealed class VersionFlagTests
{
    public static IEnumerable<string[]> Compatibles => IpaVersions.Compatibles().Select(compatible => new[] { compatible });

    [TestMethod]
    [DynamicData(nameof(Compatibles))]
    public void Flags_of_the_data_agree_with_the_register_table(string compatible)
    {
        IpaData data = IpaVersions.ForCompatible(compatible);
        IpaRegisters table = data.Registers;

        Assert.AreEqual(table.EndpInitCtrl is not null, data.ControlsEndpoints, "ENDP_INIT_CTRL");
        Assert.AreEqual(data.Gsi.InterEeSrcChIrqMsk is not null, data.MasksOtherEnvironments, "INTER_EE_SRC_CH_IRQ_MSK");
        Assert.AreEqual(table.IpaBcr is not null, data.HasBackwardCompatibility, "IPA_BCR");
        Assert.AreEqual(table.Flavor0 is not null, data.ReportsEndpoints, "FLAVOR_0");
        Assert.AreEqual(table.IdleIndicationCfg is not null, data.ReportsIdle, "IDLE_INDICATION_CFG");
        Assert.AreEqual((table.QtimeTimestampCfg is not null, table.AggrGranSel is not null, table.TimerLimit is not null),
            (data.CountsInQtime, data.CountsInQtime, data.CountsInQtime), "Qtime");
        Assert.AreEqual(table.TimerScale is not null, data.ScalesHeadOfLineTimer, "TIMER_SCALE");
        Assert.AreEqual(table.EndpFilterRouterHshCfg is not null, data.HasHashedTables && !data.SeparateCaches, "ENDP_FILTER_ROUTER_HSH_CFG");
        Assert.AreEqual((table.EndpFilterCacheCfg is not null, table.EndpRouterCacheCfg is not null, table.FiltRoutCacheFlush is not null),
            (data.SeparateCaches, data.SeparateCaches, data.SeparateCaches), "ENDP_FILTER_CACHE_CFG");
        Assert.IsTrue(table.GenQmb0MaxReadsBeats is not null || data.MaxReadBeats.All(beats => beats == 0), "GEN_QMB_0_MAX_READS_BEATS");
        Assert.IsTrue(table.SeqRepType is not null || data.Endpoints.All(endpoint => endpoint.SequencerRepType == 0), "SEQ_REP_TYPE");
    }
}
