using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>COMP_CFG: general configuration of the IPA core. A field that a version lacks is null.</summary>
public sealed class CompCfg : Register
{
    /// <summary>COMP_CFG_ENABLE.</summary>
    public readonly Field CompCfgEnable;

    /// <summary>GSI_SNOC_BYPASS_DIS.</summary>
    public readonly Field GsiSnocBypassDis;

    /// <summary>GEN_QMB_0_SNOC_BYPASS_DIS.</summary>
    public readonly Field GenQmb0SnocBypassDis;

    /// <summary>GEN_QMB_1_SNOC_BYPASS_DIS.</summary>
    public readonly Field GenQmb1SnocBypassDis;

    /// <summary>IPA_DCMP_FAST_CLK_EN.</summary>
    public readonly Field IpaDcmpFastClkEn;

    /// <summary>IPA_QMB_SELECT_CONS_EN.</summary>
    public readonly Field IpaQmbSelectConsEn;

    /// <summary>IPA_QMB_SELECT_PROD_EN.</summary>
    public readonly Field IpaQmbSelectProdEn;

    /// <summary>GSI_MULTI_INORDER_RD_DIS.</summary>
    public readonly Field GsiMultiInorderRdDis;

    /// <summary>GSI_MULTI_INORDER_WR_DIS.</summary>
    public readonly Field GsiMultiInorderWrDis;

    /// <summary>GEN_QMB_0_MULTI_INORDER_RD_DIS.</summary>
    public readonly Field GenQmb0MultiInorderRdDis;

    /// <summary>GEN_QMB_1_MULTI_INORDER_RD_DIS.</summary>
    public readonly Field GenQmb1MultiInorderRdDis;

    /// <summary>GEN_QMB_0_MULTI_INORDER_WR_DIS.</summary>
    public readonly Field GenQmb0MultiInorderWrDis;

    /// <summary>GEN_QMB_1_MULTI_INORDER_WR_DIS.</summary>
    public readonly Field GenQmb1MultiInorderWrDis;

    /// <summary>GEN_QMB_0_SNOC_CNOC_LOOP_PROT_DIS.</summary>
    public readonly Field GenQmb0SnocCnocLoopProtDis;

    /// <summary>GSI_SNOC_CNOC_LOOP_PROT_DISABLE.</summary>
    public readonly Field GsiSnocCnocLoopProtDisable;

    /// <summary>GSI_MULTI_AXI_MASTERS_DIS.</summary>
    public readonly Field GsiMultiAxiMastersDis;

    /// <summary>IPA_QMB_SELECT_GLOBAL_EN.</summary>
    public readonly Field IpaQmbSelectGlobalEn;

    /// <summary>ATOMIC_FETCHER_ARB_LOCK_DIS.</summary>
    public readonly Field AtomicFetcherArbLockDis;

    /// <summary>FULL_FLUSH_WAIT_RS_CLOSURE_EN.</summary>
    public readonly Field FullFlushWaitRsClosureEn;

    /// <summary>RAM_ARB_PRI_CLIENT_SAMP_FIX_DIS.</summary>
    public readonly Field RamArbPriClientSampFixDis;

    /// <summary>QMB_RAM_RD_CACHE_DISABLE.</summary>
    public readonly Field QmbRamRdCacheDisable;

    /// <summary>GENQMB_AOOOWR.</summary>
    public readonly Field GenqmbAooowr;

    /// <summary>IF_OUT_OF_BUF_STOP_RESET_MASK_EN.</summary>
    public readonly Field IfOutOfBufStopResetMaskEn;

    /// <summary>GEN_QMB_1_DYNAMIC_ASIZE.</summary>
    public readonly Field GenQmb1DynamicAsize;

    /// <summary>GEN_QMB_0_DYNAMIC_ASIZE.</summary>
    public readonly Field GenQmb0DynamicAsize;

    /// <summary>Creates the register as one version has it.</summary>
    public CompCfg(uint offset, uint stride, Field[] fields)
        : base("COMP_CFG", offset, stride, Access.ReadWrite, fields)
    {
        CompCfgEnable = Find("COMP_CFG_ENABLE");
        GsiSnocBypassDis = Find("GSI_SNOC_BYPASS_DIS");
        GenQmb0SnocBypassDis = Find("GEN_QMB_0_SNOC_BYPASS_DIS");
        GenQmb1SnocBypassDis = Find("GEN_QMB_1_SNOC_BYPASS_DIS");
        IpaDcmpFastClkEn = Find("IPA_DCMP_FAST_CLK_EN");
        IpaQmbSelectConsEn = Find("IPA_QMB_SELECT_CONS_EN");
        IpaQmbSelectProdEn = Find("IPA_QMB_SELECT_PROD_EN");
        GsiMultiInorderRdDis = Find("GSI_MULTI_INORDER_RD_DIS");
        GsiMultiInorderWrDis = Find("GSI_MULTI_INORDER_WR_DIS");
        GenQmb0MultiInorderRdDis = Find("GEN_QMB_0_MULTI_INORDER_RD_DIS");
        GenQmb1MultiInorderRdDis = Find("GEN_QMB_1_MULTI_INORDER_RD_DIS");
        GenQmb0MultiInorderWrDis = Find("GEN_QMB_0_MULTI_INORDER_WR_DIS");
        GenQmb1MultiInorderWrDis = Find("GEN_QMB_1_MULTI_INORDER_WR_DIS");
        GenQmb0SnocCnocLoopProtDis = Find("GEN_QMB_0_SNOC_CNOC_LOOP_PROT_DIS");
        GsiSnocCnocLoopProtDisable = Find("GSI_SNOC_CNOC_LOOP_PROT_DISABLE");
        GsiMultiAxiMastersDis = Find("GSI_MULTI_AXI_MASTERS_DIS");
        IpaQmbSelectGlobalEn = Find("IPA_QMB_SELECT_GLOBAL_EN");
        AtomicFetcherArbLockDis = Find("ATOMIC_FETCHER_ARB_LOCK_DIS");
        FullFlushWaitRsClosureEn = Find("FULL_FLUSH_WAIT_RS_CLOSURE_EN");
        RamArbPriClientSampFixDis = Find("RAM_ARB_PRI_CLIENT_SAMP_FIX_DIS");
        QmbRamRdCacheDisable = Find("QMB_RAM_RD_CACHE_DISABLE");
        GenqmbAooowr = Find("GENQMB_AOOOWR");
        IfOutOfBufStopResetMaskEn = Find("IF_OUT_OF_BUF_STOP_RESET_MASK_EN");
        GenQmb1DynamicAsize = Find("GEN_QMB_1_DYNAMIC_ASIZE");
        GenQmb0DynamicAsize = Find("GEN_QMB_0_DYNAMIC_ASIZE");
    }
}
