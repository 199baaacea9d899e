using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>IPA_TX_CFG: transmit configuration. A field that a version lacks is null.</summary>
public sealed class IpaTxCfg : Register
{
    /// <summary>TX0_PREFETCH_DISABLE.</summary>
    public readonly Field Tx0PrefetchDisable;

    /// <summary>TX1_PREFETCH_DISABLE.</summary>
    public readonly Field Tx1PrefetchDisable;

    /// <summary>PREFETCH_ALMOST_EMPTY_SIZE.</summary>
    public readonly Field PrefetchAlmostEmptySize;

    /// <summary>PREFETCH_ALMOST_EMPTY_SIZE_TX0.</summary>
    public readonly Field PrefetchAlmostEmptySizeTx0;

    /// <summary>DMAW_SCND_OUTSD_PRED_THRESHOLD.</summary>
    public readonly Field DmawScndOutsdPredThreshold;

    /// <summary>DMAW_SCND_OUTSD_PRED_EN.</summary>
    public readonly Field DmawScndOutsdPredEn;

    /// <summary>DMAW_MAX_BEATS_256_DIS.</summary>
    public readonly Field DmawMaxBeats256Dis;

    /// <summary>PA_MASK_EN.</summary>
    public readonly Field PaMaskEn;

    /// <summary>PREFETCH_ALMOST_EMPTY_SIZE_TX1.</summary>
    public readonly Field PrefetchAlmostEmptySizeTx1;

    /// <summary>SSPND_PA_NO_START_STATE.</summary>
    public readonly Field SspndPaNoStartState;

    /// <summary>SSPND_PA_NO_BQ_STATE.</summary>
    public readonly Field SspndPaNoBqState;

    /// <summary>DUAL_TX_ENABLE.</summary>
    public readonly Field DualTxEnable;

    /// <summary>Creates the register as one version has it.</summary>
    public IpaTxCfg(uint offset, uint stride, Field[] fields)
        : base("IPA_TX_CFG", offset, stride, Access.ReadWrite, fields)
    {
        Tx0PrefetchDisable = Find("TX0_PREFETCH_DISABLE");
        Tx1PrefetchDisable = Find("TX1_PREFETCH_DISABLE");
        PrefetchAlmostEmptySize = Find("PREFETCH_ALMOST_EMPTY_SIZE");
        PrefetchAlmostEmptySizeTx0 = Find("PREFETCH_ALMOST_EMPTY_SIZE_TX0");
        DmawScndOutsdPredThreshold = Find("DMAW_SCND_OUTSD_PRED_THRESHOLD");
        DmawScndOutsdPredEn = Find("DMAW_SCND_OUTSD_PRED_EN");
        DmawMaxBeats256Dis = Find("DMAW_MAX_BEATS_256_DIS");
        PaMaskEn = Find("PA_MASK_EN");
        PrefetchAlmostEmptySizeTx1 = Find("PREFETCH_ALMOST_EMPTY_SIZE_TX1");
        SspndPaNoStartState = Find("SSPND_PA_NO_START_STATE");
        SspndPaNoBqState = Find("SSPND_PA_NO_BQ_STATE");
        DualTxEnable = Find("DUAL_TX_ENABLE");
    }
}
