using IpaEmbedded.Runtime.Hal;
using static IpaEmbedded.Ipa.Registers.IpaVersion;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>
/// The IPA's registers of every version, offsets relative to region "ipa-reg" (source: the register tables of the IPA reference, sections
/// 3.1, 8.6 and 18.2). Members are named as the rows are; a register or a field that the version lacks is null.
/// </summary>
public sealed class IpaRegisters : RegisterTable
{
    /// <summary>Endpoints that the largest block has room for; before v5.0 there are 32. Sets of endpoints are words of 32 bits each.</summary>
    public const int Endpoints = 36;

    private const int EndpointsPerWord = 32;
    private const int ResourceTypes = 8;
    private const int ResourceTypeStride = 0x20;

    /// <summary>Registers that configure the core once.</summary>
    public readonly Register CompCfg, ClkonCfg, QsbMaxWrites, QsbMaxReads, IpaBcr, CounterCfg, IpaTxCfg, IdleIndicationCfg, QtimeTimestampCfg, TimersXoClkDivCfg, TimersPulseGranCfg;

    /// <summary>Fields of COMP_CFG, CLKON_CFG and IPA_TX_CFG.</summary>
    public readonly Field GsiMultiInorderRdDis, GsiMultiInorderWrDis, GsiMultiAxiMastersDis, ClkonMisc, ClkonGlobal, Global2xClk, PaMaskEn;

    /// <summary>Fields of QSB_MAX_WRITES and QSB_MAX_READS.</summary>
    public readonly Field GenQmb0MaxWrites, GenQmb1MaxWrites, GenQmb0MaxReads, GenQmb1MaxReads, GenQmb0MaxReadsBeats, GenQmb1MaxReadsBeats;

    /// <summary>Fields of COUNTER_CFG and IDLE_INDICATION_CFG.</summary>
    public readonly Field AggrGranularity, EnterIdleDebounceThresh, ConstNonIdleEnable;

    /// <summary>Fields of QTIME_TIMESTAMP_CFG, TIMERS_XO_CLK_DIV_CFG and TIMERS_PULSE_GRAN_CFG.</summary>
    public readonly Field DplTimestampLsb, DplTimestampSel, TagTimestampLsb, NatTimestampLsb, DivValue, DivEnable, PulseGran0, PulseGran1, PulseGran2, PulseGran3;

    /// <summary>Where packets without a rule go; what of them is hashed; frames that are open, and are closed.</summary>
    public readonly Register Route, FiltRoutHashEn, FiltRoutHashFlush, FiltRoutCacheFlush, StateAggrActive, AggrForceClose;

    /// <summary>Fields of ROUTE.</summary>
    public readonly Field RouteDefPipe, RouteDefHdrTable, RouteFragDefPipe, RouteDefRetainHdr;

    /// <summary>What the chip has: its local memory in units of 8 bytes, its endpoints; where contexts of packet processing lie.</summary>
    public readonly Register SharedMemSize, Flavor0, LocalPktProcCntxt;

    /// <summary>Fields of SHARED_MEM_SIZE, FLAVOR_0 and LOCAL_PKT_PROC_CNTXT.</summary>
    public readonly Field MemSize, MemBaddr, MaxConsPipes, MaxProdPipes, ProdLowest, IpaBaseAddr;

    /// <summary>SRC_RSRC_GRP_01_RSRC_TYPE, 23, 45 and 67, then the same of DST: limits of two groups for each type of resource.</summary>
    public readonly Register[] SrcRsrcGrp = new Register[4], DstRsrcGrp = new Register[4];

    /// <summary>Fields of the limits: X is the even group, Y the odd one.</summary>
    public readonly Field XMinLim, XMaxLim, YMinLim, YMaxLim;

    /// <summary>Registers of an endpoint.</summary>
    public readonly Register EndpInitCtrl, EndpInitCfg, EndpInitNat, EndpInitHdr, EndpInitHdrExt, EndpInitHdrMetadataMask, EndpInitMode, EndpInitAggr,
        EndpInitHolBlockEn, EndpInitHolBlockTimer, EndpInitDeaggr, EndpInitRsrcGrp, EndpInitSeq, EndpStatus, EndpFilterRouterHshCfg, EndpFilterCacheCfg, EndpRouterCacheCfg;

    /// <summary>Fields of ENDP_INIT_CTRL, CFG, RSRC_GRP and SEQ, and of ENDP_STATUS.</summary>
    public readonly Field EndpSuspend, EndpDelay, CsOffloadEn, CsMetadataHdrOffset, EndpRsrcGrp, SeqType, SeqRepType, StatusEn, StatusEndp;

    /// <summary>Fields of ENDP_INIT_HDR and HDR_EXT.</summary>
    public readonly Field HdrLen, HdrOfstMetadataValid, HdrOfstMetadata, HdrOfstPktSizeValid, HdrOfstPktSize, HdrEndianness, HdrTotalLenOrPadValid,
        HdrPayloadLenIncPadding, HdrPadToAlignment;

    /// <summary>Fields of ENDP_INIT_MODE and AGGR.</summary>
    public readonly Field EndpMode, DestPipeIndex, AggrEn, AggrType, ByteLimit, TimeLimit, PktLimit, SwEofActive, HardByteLimitEn, AggrGranSel;

    /// <summary>Fields of ENDP_INIT_HOL_BLOCK_EN and TIMER.</summary>
    public readonly Field HolBlockEn, TimerBaseValue, TimerScale, TimerLimit, TimerGranSel;

    /// <summary>Fields of ENDP_FILTER_ROUTER_HSH_CFG: what hashes of filters and of routes cover.</summary>
    public readonly Field[] FilterHashMsk, RouterHashMsk;

    /// <summary>Interrupts, a bit per number of <see cref="Layout.IpaInterrupt"/>; suspended endpoints for which data waits, a bit per endpoint.</summary>
    public readonly Register IpaIrqStts, IpaIrqEn, IpaIrqClr, IpaIrqUc, IrqSuspendInfo, IrqSuspendEn, IrqSuspendClr;

    /// <summary>Field of IPA_IRQ_UC.</summary>
    public readonly Field UcIntr;

    // The table that was asked for last: driver and chip of a simulated board share one, since it never changes once it is built.
    private static IpaRegisters _newest;
    private readonly int _version;

    /// <summary>Builds the table of a version, one of <see cref="IpaVersion"/>.</summary>
    public IpaRegisters(int version)
        : base(version)
    {
        _version = version;
        CompCfg = One("COMP_CFG", Access.ReadWrite, Since(V5_5, 0x0048, Since(V5_0, 0x002c, 0x003c)));
        Bit("COMP_CFG_ENABLE", 0, V3_1, V3_5_1);
        Bit("RAM_ARB_PRI_CLIENT_SAMP_FIX_DIS", 0, V4_7);
        Bit("GSI_SNOC_BYPASS_DIS", 1);
        Bit("GEN_QMB_0_SNOC_BYPASS_DIS", 2);
        Bit("GEN_QMB_1_SNOC_BYPASS_DIS", 3);
        Bit("IPA_DCMP_FAST_CLK_EN", 4, V3_1, V4_2);
        Bit("IPA_QMB_SELECT_CONS_EN", 5, V4_2);
        Bit("IPA_QMB_SELECT_PROD_EN", 6, V4_2);
        GsiMultiInorderRdDis = Bit("GSI_MULTI_INORDER_RD_DIS", 7, V4_2);
        GsiMultiInorderWrDis = Bit("GSI_MULTI_INORDER_WR_DIS", 8, V4_2);
        Bit("GEN_QMB_0_MULTI_INORDER_RD_DIS", 9, V4_2);
        Bit("GEN_QMB_1_MULTI_INORDER_RD_DIS", 10, V4_2);
        Bit("GEN_QMB_0_MULTI_INORDER_WR_DIS", 11, V4_2);
        Bit("GEN_QMB_1_MULTI_INORDER_WR_DIS", 12, V4_2);
        Bit("GEN_QMB_0_SNOC_CNOC_LOOP_PROT_DIS", 13, V4_2);
        Bit("GSI_SNOC_CNOC_LOOP_PROT_DISABLE", 14, V4_2);
        GsiMultiAxiMastersDis = Bit("GSI_MULTI_AXI_MASTERS_DIS", 15, V4_2);
        Bit("IPA_QMB_SELECT_GLOBAL_EN", 16, V4_2);
        Bits("ATOMIC_FETCHER_ARB_LOCK_DIS", Since(V5_0, 27, Since(V4_11, 23, Since(V4_9, 24, 20))), Since(V4_9, 22, 17), V4_2);
        Bit("FULL_FLUSH_WAIT_RS_CLOSURE_EN", Since(V4_9, 17, 21), V4_5, V5_0);
        Bit("QMB_RAM_RD_CACHE_DISABLE", 19, V4_9);
        Bit("GENQMB_AOOOWR", 20, V4_9);
        Bit("IF_OUT_OF_BUF_STOP_RESET_MASK_EN", 21, V4_9);
        Bit("GEN_QMB_1_DYNAMIC_ASIZE", 30, V4_9);
        Bit("GEN_QMB_0_DYNAMIC_ASIZE", 31, V4_9);

        ClkonCfg = One("CLKON_CFG", Access.ReadWrite, Since(V5_5, 0x0050, Since(V5_0, 0x0034, 0x0044)));
        Bit("CLKON_RX", 0);
        Bit("CLKON_PROC", 1);
        Bit("TX_WRAPPER", 2);
        ClkonMisc = Bit("CLKON_MISC", 3);
        Bit("RAM_ARB", 4);
        Bit("FTCH_HPS", 5);
        Bit("FTCH_DPS", 6);
        Bit("CLKON_HPS", 7);
        Bit("CLKON_DPS", 8);
        Bit("RX_HPS_CMDQS", 9);
        Bit("HPS_DPS_CMDQS", 10);
        Bit("DPS_TX_CMDQS", 11);
        Bit("RSRC_MNGR", 12);
        Bit("CTX_HANDLER", 13);
        Bit("ACK_MNGR", 14);
        Bit("D_DCPH", 15);
        Bit("H_DCPH", 16);
        Bit("CLKON_DCMP", 17, V4_5, V4_9);
        Bit("NTF_TX_CMDQS", 18, V3_5_1);
        Bit("CLKON_TX_0", 19, V3_5_1);
        Bit("CLKON_TX_1", 20, V3_5_1);
        Bit("CLKON_FNR", 21, V3_5_1);
        Bit("QSB2AXI_CMDQ_L", 22, V4_2);
        Bit("AGGR_WRAPPER", 23, V4_2);
        Bit("RAM_SLAVEWAY", 24, V4_2);
        Bit("CLKON_QMB", 25, V4_2);
        Bit("WEIGHT_ARB", 26, V4_2);
        Bit("GSI_IF", 27, V4_2);
        ClkonGlobal = Bit("CLKON_GLOBAL", 28, V4_2);
        Global2xClk = Bit("GLOBAL_2X_CLK", 29, V4_2);
        Bit("DPL_FIFO", 30, V4_5);
        Bit("DRBIP", 31, V4_7);

        Route = One("ROUTE", Access.ReadWrite, Since(V5_5, 0x0054, Since(V5_0, 0x0038, 0x0048)));
        Bit("ROUTE_DIS", Since(V5_0, 28, 0));
        RouteDefPipe = Bits("ROUTE_DEF_PIPE", Since(V5_0, 7, 5), Since(V5_0, 0, 1));
        RouteDefHdrTable = Bit("ROUTE_DEF_HDR_TABLE", Since(V5_0, 26, 6));
        Bits("ROUTE_DEF_HDR_OFST", Since(V5_0, 25, 16), Since(V5_0, 16, 7));
        RouteFragDefPipe = Bits("ROUTE_FRAG_DEF_PIPE", Since(V5_0, 15, 21), Since(V5_0, 8, 17));
        RouteDefRetainHdr = Bit("ROUTE_DEF_RETAIN_HDR", Since(V5_0, 27, 24));

        SharedMemSize = One("SHARED_MEM_SIZE", Access.Read, Since(V5_5, 0x005c, Since(V5_0, 0x0040, 0x0054)));
        MemSize = Bits("MEM_SIZE", 15, 0);
        MemBaddr = Bits("MEM_BADDR", 31, 16);

        QsbMaxWrites = One("QSB_MAX_WRITES", Access.ReadWrite, Since(V5_5, 0x0070, Since(V5_0, 0x0054, 0x0074)));
        GenQmb0MaxWrites = Bits("GEN_QMB_0_MAX_WRITES", 3, 0);
        GenQmb1MaxWrites = Bits("GEN_QMB_1_MAX_WRITES", 7, 4);

        QsbMaxReads = One("QSB_MAX_READS", Access.ReadWrite, Since(V5_5, 0x0074, Since(V5_0, 0x0058, 0x0078)));
        GenQmb0MaxReads = Bits("GEN_QMB_0_MAX_READS", 3, 0);
        GenQmb1MaxReads = Bits("GEN_QMB_1_MAX_READS", 7, 4);
        GenQmb0MaxReadsBeats = Bits("GEN_QMB_0_MAX_READS_BEATS", 23, 16, V4_2);
        GenQmb1MaxReadsBeats = Bits("GEN_QMB_1_MAX_READS_BEATS", 31, 24, V4_2);

        FiltRoutHashEn = One("FILT_ROUT_HASH_EN", Access.ReadWrite, Since(V4_2, 0x0148, 0x008c), V3_1, V4_11);
        Bit("IPV6_ROUTER_HASH", 0);
        Bit("IPV6_FILTER_HASH", 4);
        Bit("IPV4_ROUTER_HASH", 8);
        Bit("IPV4_FILTER_HASH", 12);
        FiltRoutHashFlush = One("FILT_ROUT_HASH_FLUSH", Access.ReadWrite, Since(V4_2, 0x014c, 0x0090), V3_1, V4_11);
        FieldsOf(FiltRoutHashEn);
        FiltRoutCacheFlush = One("FILT_ROUT_CACHE_FLUSH", Access.ReadWrite, 0x0404, V5_0);
        Bit("ROUTER_CACHE", 0);
        Bit("FILTER_CACHE", 4);

        StateAggrActive = EndpointSet("STATE_AGGR_ACTIVE", Access.Read, Since(V5_5, 0x0120, Since(V5_0, 0x0100, Since(V4_2, 0x00b4, 0x010c))));
        IpaBcr = One("IPA_BCR", Access.ReadWrite, 0x01d0, V3_1, V4_2);
        LocalPktProcCntxt = One("LOCAL_PKT_PROC_CNTXT", Access.ReadWrite, Since(V5_0, 0x0478, 0x01e8));
        IpaBaseAddr = Bits("IPA_BASE_ADDR", Since(V4_5, 17, 16), 0);
        AggrForceClose = EndpointSet("AGGR_FORCE_CLOSE", Access.Write, Since(V5_0, 0x06b0, 0x01ec));
        CounterCfg = One("COUNTER_CFG", Access.ReadWrite, 0x01f0, V3_1, V4_2);
        Bits("EOT_COAL_GRANULARITY", 3, 0, V3_1, V3_1);
        AggrGranularity = Bits("AGGR_GRANULARITY", 8, 4);

        IpaTxCfg = One("IPA_TX_CFG", Access.ReadWrite, Since(V5_0, 0x0488, 0x01fc), V3_5_1);
        Bit("TX0_PREFETCH_DISABLE", 0, V3_5_1, V3_5_1);
        Bit("TX1_PREFETCH_DISABLE", 1, V3_5_1, V3_5_1);
        Bits("PREFETCH_ALMOST_EMPTY_SIZE", 4, 2, V3_5_1, V3_5_1);
        Bits("PREFETCH_ALMOST_EMPTY_SIZE_TX0", 5, 2, V4_2);
        Bits("DMAW_SCND_OUTSD_PRED_THRESHOLD", 9, 6, V4_2);
        Bit("DMAW_SCND_OUTSD_PRED_EN", 10, V4_2);
        Bit("DMAW_MAX_BEATS_256_DIS", 11, V4_2);
        PaMaskEn = Bit("PA_MASK_EN", 12, V4_2);
        Bits("PREFETCH_ALMOST_EMPTY_SIZE_TX1", 16, 13, V4_2);
        Bit("DUAL_TX_ENABLE", 17, V4_5);
        Bit("SSPND_PA_NO_START_STATE", 18, V4_2, V4_2);
        Bit("SSPND_PA_NO_START_STATE", 18, V4_7);
        Bit("SSPND_PA_NO_BQ_STATE", 19, V4_2, V4_2);
        Bit("HOLB_STICKY_DROP_EN", 20, V5_0);

        Flavor0 = One("FLAVOR_0", Access.Read, Since(V5_0, 0x0000, 0x0210), V3_5_1);
        Bits("MAX_PIPES", Since(V5_0, 7, Since(V4_11, 4, 3)), 0);
        MaxConsPipes = Bits("MAX_CONS_PIPES", Since(V5_0, 15, 12), 8);
        MaxProdPipes = Bits("MAX_PROD_PIPES", Since(V5_0, 23, 20), 16);
        ProdLowest = Bits("PROD_LOWEST", Since(V5_0, 31, 27), 24);

        IdleIndicationCfg = One("IDLE_INDICATION_CFG", Access.ReadWrite, Since(V5_0, 0x04a8, Since(V4_2, 0x0240, 0x0220)), V3_5_1);
        EnterIdleDebounceThresh = Bits("ENTER_IDLE_DEBOUNCE_THRESH", 15, 0);
        ConstNonIdleEnable = Bit("CONST_NON_IDLE_ENABLE", 16);

        QtimeTimestampCfg = One("QTIME_TIMESTAMP_CFG", Access.ReadWrite, Since(V5_0, 0x04ac, 0x024c), V4_5);
        DplTimestampLsb = Bits("DPL_TIMESTAMP_LSB", 4, 0, V4_5, V5_0);
        DplTimestampSel = Bit("DPL_TIMESTAMP_SEL", 7, V4_5, V5_0);
        TagTimestampLsb = Bits("TAG_TIMESTAMP_LSB", 12, 8);
        NatTimestampLsb = Bits("NAT_TIMESTAMP_LSB", 20, 16);

        TimersXoClkDivCfg = One("TIMERS_XO_CLK_DIV_CFG", Access.ReadWrite, Since(V5_0, 0x04b0, 0x0250), V4_5);
        DivValue = Bits("DIV_VALUE", 8, 0);
        DivEnable = Bit("DIV_ENABLE", 31);

        TimersPulseGranCfg = One("TIMERS_PULSE_GRAN_CFG", Access.ReadWrite, Since(V5_0, 0x04b4, 0x0254), V4_5);
        PulseGran0 = Bits("PULSE_GRAN_0", 2, 0);
        PulseGran1 = Bits("PULSE_GRAN_1", 5, 3);
        PulseGran2 = Bits("PULSE_GRAN_2", 8, 6);
        PulseGran3 = Bits("PULSE_GRAN_3", 11, 9, V5_0);

        SrcRsrcGrp[0] = Limits("SRC_RSRC_GRP_01_RSRC_TYPE", 0x0400, V3_1, Newest);
        XMinLim = Bits("X_MIN_LIM", Since(V3_5_1, 5, 7), 0);
        XMaxLim = Bits("X_MAX_LIM", Since(V3_5_1, 13, 15), 8);
        YMinLim = Bits("Y_MIN_LIM", Since(V3_5_1, 21, 23), 16);
        YMaxLim = Bits("Y_MAX_LIM", Since(V3_5_1, 29, 31), 24);
        SrcRsrcGrp[1] = Limits("SRC_RSRC_GRP_23_RSRC_TYPE", 0x0404, V3_1, Newest);
        FieldsOf(SrcRsrcGrp[0]);
        SrcRsrcGrp[2] = Limits("SRC_RSRC_GRP_45_RSRC_TYPE", 0x0408, V3_1, V3_1) ?? Limits("SRC_RSRC_GRP_45_RSRC_TYPE", 0x0408, V4_5, V4_5) ?? Limits("SRC_RSRC_GRP_45_RSRC_TYPE", 0x0408, V5_0, Newest);
        FieldsOf(SrcRsrcGrp[0]);
        SrcRsrcGrp[3] = Limits("SRC_RSRC_GRP_67_RSRC_TYPE", 0x040c, V3_1, V3_1) ?? Limits("SRC_RSRC_GRP_67_RSRC_TYPE", 0x040c, V5_0, Newest);
        FieldsOf(SrcRsrcGrp[0]);
        DstRsrcGrp[0] = Limits("DST_RSRC_GRP_01_RSRC_TYPE", 0x0500, V3_1, Newest);
        FieldsOf(SrcRsrcGrp[0]);
        DstRsrcGrp[1] = Limits("DST_RSRC_GRP_23_RSRC_TYPE", 0x0504, V3_1, Newest);
        FieldsOf(SrcRsrcGrp[0]);
        DstRsrcGrp[2] = Limits("DST_RSRC_GRP_45_RSRC_TYPE", 0x0508, V3_1, V3_1) ?? Limits("DST_RSRC_GRP_45_RSRC_TYPE", 0x0508, V4_5, V4_5) ?? Limits("DST_RSRC_GRP_45_RSRC_TYPE", 0x0508, V5_0, Newest);
        FieldsOf(SrcRsrcGrp[0]);
        DstRsrcGrp[3] = Limits("DST_RSRC_GRP_67_RSRC_TYPE", 0x050c, V3_1, V3_1) ?? Limits("DST_RSRC_GRP_67_RSRC_TYPE", 0x050c, V5_0, Newest);
        FieldsOf(SrcRsrcGrp[0]);

        EndpInitCtrl = Endpoint("ENDP_INIT_CTRL", 0x0800, V3_1, V3_5_1);
        EndpSuspend = Bit("ENDP_SUSPEND", 0);
        EndpDelay = Bit("ENDP_DELAY", 1);

        EndpInitCfg = Endpoint("ENDP_INIT_CFG", 0x0808);
        Bit("FRAG_OFFLOAD_EN", 0);
        CsOffloadEn = Bits("CS_OFFLOAD_EN", 2, 1);
        CsMetadataHdrOffset = Bits("CS_METADATA_HDR_OFFSET", 6, 3);
        Bit("CS_GEN_QMB_MASTER_SEL", 8);
        Bit("PIPE_REPLICATE_EN", 9, V5_5);

        EndpInitNat = Endpoint("ENDP_INIT_NAT", 0x080c);
        Bits("NAT_EN", 1, 0);

        EndpInitHdr = Endpoint("ENDP_INIT_HDR", 0x0810);
        HdrLen = Bits("HDR_LEN", 5, 0);
        HdrOfstMetadataValid = Bit("HDR_OFST_METADATA_VALID", 6);
        HdrOfstMetadata = Bits("HDR_OFST_METADATA", 12, 7);
        Bits("HDR_ADDITIONAL_CONST_LEN", 18, 13);
        HdrOfstPktSizeValid = Bit("HDR_OFST_PKT_SIZE_VALID", 19);
        HdrOfstPktSize = Bits("HDR_OFST_PKT_SIZE", 25, 20);
        Bit("HDR_A5_MUX", 26, V3_1, V4_7);
        Bit("HDR_LEN_INC_DEAGG_HDR", 27);
        Bit("HDR_METADATA_REG_VALID", 28, V3_1, V4_2);
        Bits("HDR_LEN_MSB", 29, 28, V4_5);
        Bits("HDR_OFST_METADATA_MSB", 31, 30, V4_5);

        EndpInitHdrExt = Endpoint("ENDP_INIT_HDR_EXT", 0x0814);
        HdrEndianness = Bit("HDR_ENDIANNESS", 0);
        HdrTotalLenOrPadValid = Bit("HDR_TOTAL_LEN_OR_PAD_VALID", 1);
        Bit("HDR_TOTAL_LEN_OR_PAD", 2);
        HdrPayloadLenIncPadding = Bit("HDR_PAYLOAD_LEN_INC_PADDING", 3);
        Bits("HDR_TOTAL_LEN_OR_PAD_OFFSET", 9, 4);
        HdrPadToAlignment = Bits("HDR_PAD_TO_ALIGNMENT", 13, 10);
        Bits("HDR_TOTAL_LEN_OR_PAD_OFFSET_MSB", 17, 16, V4_5);
        Bits("HDR_OFST_PKT_SIZE_MSB", 19, 18, V4_5);
        Bits("HDR_ADDITIONAL_CONST_LEN_MSB", 21, 20, V4_5);
        Bit("HDR_BYTES_TO_REMOVE_VALID", 22, V5_0);
        Bits("HDR_BYTES_TO_REMOVE", 31, 24, V5_0);

        EndpInitHdrMetadataMask = Endpoint("ENDP_INIT_HDR_METADATA_MASK", 0x0818);

        EndpInitMode = Endpoint("ENDP_INIT_MODE", 0x0820);
        EndpMode = Bits("ENDP_MODE", 2, 0);
        Bit("DCPH_ENABLE", 3, V4_5);
        DestPipeIndex = Bits("DEST_PIPE_INDEX", Since(V5_0, 11, 8), 4);
        Bits("BYTE_THRESHOLD", 27, 12);
        Bit("PIPE_REPLICATION_EN", 28, V3_1, V5_0);
        Bit("PAD_EN", 29);
        Bit("HDR_FTCH_DISABLE", 30, V3_1, V4_2);
        Bit("DRBIP_ACL_ENABLE", 30, V4_9);

        EndpInitAggr = Endpoint("ENDP_INIT_AGGR", 0x0824);
        AggrEn = Bits("AGGR_EN", 1, 0);
        AggrType = Bits("AGGR_TYPE", 4, 2);
        ByteLimit = Bits("BYTE_LIMIT", Since(V4_5, 10, 9), 5);
        TimeLimit = Bits("TIME_LIMIT", Since(V4_5, 16, 14), Since(V4_5, 12, 10));
        PktLimit = Bits("PKT_LIMIT", Since(V4_5, 22, 20), Since(V4_5, 17, 15));
        SwEofActive = Bit("SW_EOF_ACTIVE", Since(V4_5, 23, 21));
        Bit("FORCE_CLOSE", Since(V4_5, 24, 22));
        HardByteLimitEn = Bit("HARD_BYTE_LIMIT_EN", Since(V4_5, 26, 24));
        AggrGranSel = Bit("AGGR_GRAN_SEL", 27, V4_5);
        Bit("AGGR_COAL_L2", 28, V5_5);

        EndpInitHolBlockEn = Endpoint("ENDP_INIT_HOL_BLOCK_EN", 0x082c);
        HolBlockEn = Bit("HOL_BLOCK_EN", 0);

        EndpInitHolBlockTimer = Endpoint("ENDP_INIT_HOL_BLOCK_TIMER", 0x0830);
        TimerBaseValue = Bits("TIMER_BASE_VALUE", Since(V4_2, 4, 31), 0, V3_1, V4_2);
        TimerScale = Bits("TIMER_SCALE", 12, 8, V4_2, V4_2);
        TimerLimit = Bits("TIMER_LIMIT", 4, 0, V4_5);
        TimerGranSel = Bits("TIMER_GRAN_SEL", Since(V5_0, 9, 8), 8, V4_5);

        EndpInitDeaggr = Endpoint("ENDP_INIT_DEAGGR", 0x0834);
        Bits("DEAGGR_HDR_LEN", 5, 0);
        Bit("SYSPIPE_ERR_DETECTION", 6);
        Bit("PACKET_OFFSET_VALID", 7);
        Bits("PACKET_OFFSET_LOCATION", 13, 8);
        Bit("IGNORE_MIN_PKT_ERR", 14);
        Bits("MAX_PACKET_LEN", 31, 16);

        EndpInitRsrcGrp = Endpoint("ENDP_INIT_RSRC_GRP", 0x0838);
        EndpRsrcGrp = Bits("ENDP_RSRC_GRP", Since(V5_0, 2, Since(V4_9, 1, Since(V4_7, 0, Since(V4_5, 2, Since(V4_2, 0, Since(V3_5_1, 1, 2)))))), 0);

        EndpInitSeq = Endpoint("ENDP_INIT_SEQ", 0x083c);
        SeqType = Bits("SEQ_TYPE", 7, 0);
        SeqRepType = Bits("SEQ_REP_TYPE", 15, 8, V3_1, V4_2);

        EndpStatus = Endpoint("ENDP_STATUS", 0x0840);
        StatusEn = Bit("STATUS_EN", 0);
        StatusEndp = Bits("STATUS_ENDP", Since(V5_0, 8, 5), 1);
        Bit("STATUS_LOCATION", 8, V3_1, V4_2);
        Bit("STATUS_PKT_SUPPRESS", 9, V4_2);

        EndpFilterRouterHshCfg = Endpoint("ENDP_FILTER_ROUTER_HSH_CFG", 0x085c, V3_1, V3_5_1) ?? Endpoint("ENDP_FILTER_ROUTER_HSH_CFG", 0x085c, V4_5, V4_11);
        FilterHashMsk = new Field[]
        {
            Bit("FILTER_HASH_MSK_SRC_ID", 0),
            Bit("FILTER_HASH_MSK_SRC_IP", 1),
            Bit("FILTER_HASH_MSK_DST_IP", 2),
            Bit("FILTER_HASH_MSK_SRC_PORT", 3),
            Bit("FILTER_HASH_MSK_DST_PORT", 4),
            Bit("FILTER_HASH_MSK_PROTOCOL", 5),
            Bit("FILTER_HASH_MSK_METADATA", 6),
        };
        RouterHashMsk = new Field[]
        {
            Bit("ROUTER_HASH_MSK_SRC_ID", 16),
            Bit("ROUTER_HASH_MSK_SRC_IP", 17),
            Bit("ROUTER_HASH_MSK_DST_IP", 18),
            Bit("ROUTER_HASH_MSK_SRC_PORT", 19),
            Bit("ROUTER_HASH_MSK_DST_PORT", 20),
            Bit("ROUTER_HASH_MSK_PROTOCOL", 21),
            Bit("ROUTER_HASH_MSK_METADATA", 22),
        };

        EndpFilterCacheCfg = Endpoint("ENDP_FILTER_CACHE_CFG", 0x085c, V5_0, Newest);
        Bit("CACHE_MSK_SRC_ID", 0);
        Bit("CACHE_MSK_SRC_IP", 1);
        Bit("CACHE_MSK_DST_IP", 2);
        Bit("CACHE_MSK_SRC_PORT", 3);
        Bit("CACHE_MSK_DST_PORT", 4);
        Bit("CACHE_MSK_PROTOCOL", 5);
        Bit("CACHE_MSK_METADATA", 6);
        EndpRouterCacheCfg = Endpoint("ENDP_ROUTER_CACHE_CFG", Since(V5_5, 0x0860, 0x0870), V5_0, Newest);
        FieldsOf(EndpFilterCacheCfg);

        int interrupts = Since(V5_0, 0xc000, Since(V4_9, 0x4000, 0x3000));
        IpaIrqStts = One("IPA_IRQ_STTS", Access.Read, interrupts + 0x08);
        IpaIrqEn = One("IPA_IRQ_EN", Access.ReadWrite, interrupts + 0x0c);
        IpaIrqClr = One("IPA_IRQ_CLR", Access.WriteOneToClear, interrupts + 0x10);
        IpaIrqUc = One("IPA_IRQ_UC", Access.Write, interrupts + 0x1c);
        UcIntr = Bit("UC_INTR", 0);
        IrqSuspendInfo = EndpointSet("IRQ_SUSPEND_INFO", Access.Read, interrupts + 0x30);
        IrqSuspendEn = EndpointSet("IRQ_SUSPEND_EN", Access.ReadWrite, interrupts + Since(V5_0, 0x50, 0x34));
        IrqSuspendClr = EndpointSet("IRQ_SUSPEND_CLR", Access.WriteOneToClear, interrupts + Since(V5_0, 0x70, 0x38));
    }

    /// <summary>The table of a version: the one built last, if it is for that version.</summary>
    public static IpaRegisters Of(int version)
    {
        IpaRegisters table = _newest;
        if (table == null || table._version != version)
        {
            table = new IpaRegisters(version);
            _newest = table;
        }
        return table;
    }

    private Register Endpoint(string name, int offset)
    {
        return Endpoint(name, offset, V3_1, Newest);
    }

    private Register Endpoint(string name, int offset, int from, int to)
    {
        return Many(name, Access.ReadWrite, offset + Since(V5_0, 0x0800, 0), Since(V5_0, 0x80, 0x70), Since(V5_0, Endpoints, EndpointsPerWord), from, to);
    }

    private Register Limits(string name, int offset, int from, int to)
    {
        return Many(name, Access.ReadWrite, offset + Since(V5_0, 0x0100, 0), ResourceTypeStride, ResourceTypes, from, to);
    }

    // A bit per endpoint, endpoint n in word n / 32; the one word of earlier versions is no row of an array.
    private Register EndpointSet(string name, Access access, int offset)
    {
        return Many(name, access, offset, Since(V5_0, 4, 0), Since(V5_0, (Endpoints + EndpointsPerWord - 1) / EndpointsPerWord, 1));
    }
}
