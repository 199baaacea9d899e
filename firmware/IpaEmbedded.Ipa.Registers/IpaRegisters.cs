using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>The IPA registers of one version, offsets relative to region "ipa-reg". A register that the version lacks is null.</summary>
public sealed class IpaRegisters
{
    /// <summary>COMP_CFG.</summary>
    public CompCfg CompCfg;

    /// <summary>CLKON_CFG.</summary>
    public ClkonCfg ClkonCfg;

    /// <summary>ROUTE.</summary>
    public Route Route;

    /// <summary>SHARED_MEM_SIZE.</summary>
    public SharedMemSize SharedMemSize;

    /// <summary>QSB_MAX_WRITES.</summary>
    public QsbMaxWrites QsbMaxWrites;

    /// <summary>QSB_MAX_READS.</summary>
    public QsbMaxReads QsbMaxReads;

    /// <summary>FILT_ROUT_HASH_EN.</summary>
    public HashTables FiltRoutHashEn;

    /// <summary>FILT_ROUT_HASH_FLUSH.</summary>
    public HashTables FiltRoutHashFlush;

    /// <summary>STATE_AGGR_ACTIVE.</summary>
    public Register StateAggrActive;

    /// <summary>IPA_BCR.</summary>
    public Register IpaBcr;

    /// <summary>LOCAL_PKT_PROC_CNTXT.</summary>
    public LocalPktProcCntxt LocalPktProcCntxt;

    /// <summary>AGGR_FORCE_CLOSE.</summary>
    public Register AggrForceClose;

    /// <summary>COUNTER_CFG.</summary>
    public CounterCfg CounterCfg;

    /// <summary>IPA_TX_CFG.</summary>
    public IpaTxCfg IpaTxCfg;

    /// <summary>FLAVOR_0.</summary>
    public Flavor0 Flavor0;

    /// <summary>IDLE_INDICATION_CFG.</summary>
    public IdleIndicationCfg IdleIndicationCfg;

    /// <summary>SRC_RSRC_GRP_01_RSRC_TYPE.</summary>
    public ResourceGroupLimits SrcRsrcGrp01RsrcType;

    /// <summary>SRC_RSRC_GRP_23_RSRC_TYPE.</summary>
    public ResourceGroupLimits SrcRsrcGrp23RsrcType;

    /// <summary>DST_RSRC_GRP_01_RSRC_TYPE.</summary>
    public ResourceGroupLimits DstRsrcGrp01RsrcType;

    /// <summary>DST_RSRC_GRP_23_RSRC_TYPE.</summary>
    public ResourceGroupLimits DstRsrcGrp23RsrcType;

    /// <summary>ENDP_INIT_CTRL.</summary>
    public EndpInitCtrl EndpInitCtrl;

    /// <summary>ENDP_INIT_CFG.</summary>
    public EndpInitCfg EndpInitCfg;

    /// <summary>ENDP_INIT_NAT.</summary>
    public EndpInitNat EndpInitNat;

    /// <summary>ENDP_INIT_HDR.</summary>
    public EndpInitHdr EndpInitHdr;

    /// <summary>ENDP_INIT_HDR_EXT.</summary>
    public EndpInitHdrExt EndpInitHdrExt;

    /// <summary>ENDP_INIT_HDR_METADATA_MASK.</summary>
    public Register EndpInitHdrMetadataMask;

    /// <summary>ENDP_INIT_MODE.</summary>
    public EndpInitMode EndpInitMode;

    /// <summary>ENDP_INIT_AGGR.</summary>
    public EndpInitAggr EndpInitAggr;

    /// <summary>ENDP_INIT_HOL_BLOCK_EN.</summary>
    public EndpInitHolBlockEn EndpInitHolBlockEn;

    /// <summary>ENDP_INIT_HOL_BLOCK_TIMER.</summary>
    public EndpInitHolBlockTimer EndpInitHolBlockTimer;

    /// <summary>ENDP_INIT_DEAGGR.</summary>
    public EndpInitDeaggr EndpInitDeaggr;

    /// <summary>ENDP_INIT_RSRC_GRP.</summary>
    public EndpInitRsrcGrp EndpInitRsrcGrp;

    /// <summary>ENDP_INIT_SEQ.</summary>
    public EndpInitSeq EndpInitSeq;

    /// <summary>ENDP_STATUS.</summary>
    public EndpStatus EndpStatus;

    /// <summary>ENDP_FILTER_ROUTER_HSH_CFG.</summary>
    public EndpFilterRouterHshCfg EndpFilterRouterHshCfg;

    /// <summary>IPA_IRQ_STTS.</summary>
    public Register IpaIrqStts;

    /// <summary>IPA_IRQ_EN.</summary>
    public Register IpaIrqEn;

    /// <summary>IPA_IRQ_CLR.</summary>
    public Register IpaIrqClr;

    /// <summary>IPA_IRQ_UC.</summary>
    public IpaIrqUc IpaIrqUc;

    /// <summary>IRQ_SUSPEND_INFO.</summary>
    public Register IrqSuspendInfo;

    /// <summary>IRQ_SUSPEND_EN.</summary>
    public Register IrqSuspendEn;

    /// <summary>IRQ_SUSPEND_CLR.</summary>
    public Register IrqSuspendClr;

    /// <summary>SRC_RSRC_GRP_45_RSRC_TYPE.</summary>
    public ResourceGroupLimits SrcRsrcGrp45RsrcType;

    /// <summary>SRC_RSRC_GRP_67_RSRC_TYPE.</summary>
    public ResourceGroupLimits SrcRsrcGrp67RsrcType;

    /// <summary>DST_RSRC_GRP_45_RSRC_TYPE.</summary>
    public ResourceGroupLimits DstRsrcGrp45RsrcType;

    /// <summary>DST_RSRC_GRP_67_RSRC_TYPE.</summary>
    public ResourceGroupLimits DstRsrcGrp67RsrcType;

    /// <summary>QTIME_TIMESTAMP_CFG.</summary>
    public QtimeTimestampCfg QtimeTimestampCfg;

    /// <summary>TIMERS_XO_CLK_DIV_CFG.</summary>
    public TimersXoClkDivCfg TimersXoClkDivCfg;

    /// <summary>TIMERS_PULSE_GRAN_CFG.</summary>
    public TimersPulseGranCfg TimersPulseGranCfg;

    /// <summary>Every register that this version has, in the order of the table.</summary>
    public Register[] All()
    {
        Register[] all = new Register[]
        {
            CompCfg, ClkonCfg, Route, SharedMemSize,
            QsbMaxWrites, QsbMaxReads, FiltRoutHashEn, FiltRoutHashFlush,
            StateAggrActive, IpaBcr, LocalPktProcCntxt, AggrForceClose,
            CounterCfg, IpaTxCfg, Flavor0, IdleIndicationCfg,
            SrcRsrcGrp01RsrcType, SrcRsrcGrp23RsrcType, DstRsrcGrp01RsrcType, DstRsrcGrp23RsrcType,
            EndpInitCtrl, EndpInitCfg, EndpInitNat, EndpInitHdr,
            EndpInitHdrExt, EndpInitHdrMetadataMask, EndpInitMode, EndpInitAggr,
            EndpInitHolBlockEn, EndpInitHolBlockTimer, EndpInitDeaggr, EndpInitRsrcGrp,
            EndpInitSeq, EndpStatus, EndpFilterRouterHshCfg, IpaIrqStts,
            IpaIrqEn, IpaIrqClr, IpaIrqUc, IrqSuspendInfo,
            IrqSuspendEn, IrqSuspendClr, SrcRsrcGrp45RsrcType, SrcRsrcGrp67RsrcType,
            DstRsrcGrp45RsrcType, DstRsrcGrp67RsrcType, QtimeTimestampCfg, TimersXoClkDivCfg,
            TimersPulseGranCfg,
        };
        int count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] != null) { count++; }
        }
        Register[] present = new Register[count];
        count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] != null) { present[count++] = all[i]; }
        }
        return present;
    }
}
