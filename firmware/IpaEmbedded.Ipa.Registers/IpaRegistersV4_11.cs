using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>The register table of IPA v4.11 (source: the register tables of the IPA reference, sections 3.1 and 8.6).</summary>
public static class IpaRegistersV4_11
{
    /// <summary>Builds the table.</summary>
    public static IpaRegisters Create()
    {
        IpaRegisters registers = new IpaRegisters();
        registers.CompCfg = new CompCfg(0x003c, 0, new Field[]
        {
            new Field("RAM_ARB_PRI_CLIENT_SAMP_FIX_DIS", 0, 1),
            new Field("GSI_SNOC_BYPASS_DIS", 1, 1),
            new Field("GEN_QMB_0_SNOC_BYPASS_DIS", 2, 1),
            new Field("GEN_QMB_1_SNOC_BYPASS_DIS", 3, 1),
            new Field("IPA_QMB_SELECT_CONS_EN", 5, 1),
            new Field("IPA_QMB_SELECT_PROD_EN", 6, 1),
            new Field("GSI_MULTI_INORDER_RD_DIS", 7, 1),
            new Field("GSI_MULTI_INORDER_WR_DIS", 8, 1),
            new Field("GEN_QMB_0_MULTI_INORDER_RD_DIS", 9, 1),
            new Field("GEN_QMB_1_MULTI_INORDER_RD_DIS", 10, 1),
            new Field("GEN_QMB_0_MULTI_INORDER_WR_DIS", 11, 1),
            new Field("GEN_QMB_1_MULTI_INORDER_WR_DIS", 12, 1),
            new Field("GEN_QMB_0_SNOC_CNOC_LOOP_PROT_DIS", 13, 1),
            new Field("GSI_SNOC_CNOC_LOOP_PROT_DISABLE", 14, 1),
            new Field("GSI_MULTI_AXI_MASTERS_DIS", 15, 1),
            new Field("IPA_QMB_SELECT_GLOBAL_EN", 16, 1),
            new Field("FULL_FLUSH_WAIT_RS_CLOSURE_EN", 17, 1),
            new Field("QMB_RAM_RD_CACHE_DISABLE", 19, 1),
            new Field("GENQMB_AOOOWR", 20, 1),
            new Field("IF_OUT_OF_BUF_STOP_RESET_MASK_EN", 21, 1),
            new Field("ATOMIC_FETCHER_ARB_LOCK_DIS", 22, 2),
            new Field("GEN_QMB_1_DYNAMIC_ASIZE", 30, 1),
            new Field("GEN_QMB_0_DYNAMIC_ASIZE", 31, 1),
        });
        registers.ClkonCfg = new ClkonCfg(0x0044, 0, new Field[]
        {
            new Field("CLKON_RX", 0, 1),
            new Field("CLKON_PROC", 1, 1),
            new Field("TX_WRAPPER", 2, 1),
            new Field("CLKON_MISC", 3, 1),
            new Field("RAM_ARB", 4, 1),
            new Field("FTCH_HPS", 5, 1),
            new Field("FTCH_DPS", 6, 1),
            new Field("CLKON_HPS", 7, 1),
            new Field("CLKON_DPS", 8, 1),
            new Field("RX_HPS_CMDQS", 9, 1),
            new Field("HPS_DPS_CMDQS", 10, 1),
            new Field("DPS_TX_CMDQS", 11, 1),
            new Field("RSRC_MNGR", 12, 1),
            new Field("CTX_HANDLER", 13, 1),
            new Field("ACK_MNGR", 14, 1),
            new Field("D_DCPH", 15, 1),
            new Field("H_DCPH", 16, 1),
            new Field("NTF_TX_CMDQS", 18, 1),
            new Field("CLKON_TX_0", 19, 1),
            new Field("CLKON_TX_1", 20, 1),
            new Field("CLKON_FNR", 21, 1),
            new Field("QSB2AXI_CMDQ_L", 22, 1),
            new Field("AGGR_WRAPPER", 23, 1),
            new Field("RAM_SLAVEWAY", 24, 1),
            new Field("CLKON_QMB", 25, 1),
            new Field("WEIGHT_ARB", 26, 1),
            new Field("GSI_IF", 27, 1),
            new Field("CLKON_GLOBAL", 28, 1),
            new Field("GLOBAL_2X_CLK", 29, 1),
            new Field("DPL_FIFO", 30, 1),
            new Field("DRBIP", 31, 1),
        });
        registers.Route = new Route(0x0048, 0, new Field[]
        {
            new Field("ROUTE_DIS", 0, 1),
            new Field("ROUTE_DEF_PIPE", 1, 5),
            new Field("ROUTE_DEF_HDR_TABLE", 6, 1),
            new Field("ROUTE_DEF_HDR_OFST", 7, 10),
            new Field("ROUTE_FRAG_DEF_PIPE", 17, 5),
            new Field("ROUTE_DEF_RETAIN_HDR", 24, 1),
        });
        registers.SharedMemSize = new SharedMemSize(0x0054, 0, new Field[]
        {
            new Field("MEM_SIZE", 0, 16),
            new Field("MEM_BADDR", 16, 16),
        });
        registers.QsbMaxWrites = new QsbMaxWrites(0x0074, 0, new Field[]
        {
            new Field("GEN_QMB_0_MAX_WRITES", 0, 4),
            new Field("GEN_QMB_1_MAX_WRITES", 4, 4),
        });
        registers.QsbMaxReads = new QsbMaxReads(0x0078, 0, new Field[]
        {
            new Field("GEN_QMB_0_MAX_READS", 0, 4),
            new Field("GEN_QMB_1_MAX_READS", 4, 4),
            new Field("GEN_QMB_0_MAX_READS_BEATS", 16, 8),
            new Field("GEN_QMB_1_MAX_READS_BEATS", 24, 8),
        });
        registers.FiltRoutHashEn = new HashTables("FILT_ROUT_HASH_EN", 0x0148, 0, new Field[]
        {
            new Field("IPV6_ROUTER_HASH", 0, 1),
            new Field("IPV6_FILTER_HASH", 4, 1),
            new Field("IPV4_ROUTER_HASH", 8, 1),
            new Field("IPV4_FILTER_HASH", 12, 1),
        });
        registers.FiltRoutHashFlush = new HashTables("FILT_ROUT_HASH_FLUSH", 0x014c, 0, new Field[]
        {
            new Field("IPV6_ROUTER_HASH", 0, 1),
            new Field("IPV6_FILTER_HASH", 4, 1),
            new Field("IPV4_ROUTER_HASH", 8, 1),
            new Field("IPV4_FILTER_HASH", 12, 1),
        });
        registers.StateAggrActive = new Register("STATE_AGGR_ACTIVE", 0x00b4, 0, Access.Read, new Field[0]);
        registers.LocalPktProcCntxt = new LocalPktProcCntxt(0x01e8, 0, new Field[]
        {
            new Field("IPA_BASE_ADDR", 0, 18),
        });
        registers.AggrForceClose = new Register("AGGR_FORCE_CLOSE", 0x01ec, 0, Access.Write, new Field[0]);
        registers.IpaTxCfg = new IpaTxCfg(0x01fc, 0, new Field[]
        {
            new Field("PREFETCH_ALMOST_EMPTY_SIZE_TX0", 2, 4),
            new Field("DMAW_SCND_OUTSD_PRED_THRESHOLD", 6, 4),
            new Field("DMAW_SCND_OUTSD_PRED_EN", 10, 1),
            new Field("DMAW_MAX_BEATS_256_DIS", 11, 1),
            new Field("PA_MASK_EN", 12, 1),
            new Field("PREFETCH_ALMOST_EMPTY_SIZE_TX1", 13, 4),
            new Field("DUAL_TX_ENABLE", 17, 1),
            new Field("SSPND_PA_NO_START_STATE", 18, 1),
        });
        registers.Flavor0 = new Flavor0(0x0210, 0, new Field[]
        {
            new Field("MAX_PIPES", 0, 5),
            new Field("MAX_CONS_PIPES", 8, 5),
            new Field("MAX_PROD_PIPES", 16, 5),
            new Field("PROD_LOWEST", 24, 4),
        });
        registers.IdleIndicationCfg = new IdleIndicationCfg(0x0240, 0, new Field[]
        {
            new Field("ENTER_IDLE_DEBOUNCE_THRESH", 0, 16),
            new Field("CONST_NON_IDLE_ENABLE", 16, 1),
        });
        registers.SrcRsrcGrp01RsrcType = new ResourceGroupLimits("SRC_RSRC_GRP_01_RSRC_TYPE", 0x0400, 0x20, new Field[]
        {
            new Field("X_MIN_LIM", 0, 6),
            new Field("X_MAX_LIM", 8, 6),
            new Field("Y_MIN_LIM", 16, 6),
            new Field("Y_MAX_LIM", 24, 6),
        });
        registers.SrcRsrcGrp23RsrcType = new ResourceGroupLimits("SRC_RSRC_GRP_23_RSRC_TYPE", 0x0404, 0x20, new Field[]
        {
            new Field("X_MIN_LIM", 0, 6),
            new Field("X_MAX_LIM", 8, 6),
            new Field("Y_MIN_LIM", 16, 6),
            new Field("Y_MAX_LIM", 24, 6),
        });
        registers.DstRsrcGrp01RsrcType = new ResourceGroupLimits("DST_RSRC_GRP_01_RSRC_TYPE", 0x0500, 0x20, new Field[]
        {
            new Field("X_MIN_LIM", 0, 6),
            new Field("X_MAX_LIM", 8, 6),
            new Field("Y_MIN_LIM", 16, 6),
            new Field("Y_MAX_LIM", 24, 6),
        });
        registers.DstRsrcGrp23RsrcType = new ResourceGroupLimits("DST_RSRC_GRP_23_RSRC_TYPE", 0x0504, 0x20, new Field[]
        {
            new Field("X_MIN_LIM", 0, 6),
            new Field("X_MAX_LIM", 8, 6),
            new Field("Y_MIN_LIM", 16, 6),
            new Field("Y_MAX_LIM", 24, 6),
        });
        registers.EndpInitCfg = new EndpInitCfg(0x0808, 0x70, new Field[]
        {
            new Field("FRAG_OFFLOAD_EN", 0, 1),
            new Field("CS_OFFLOAD_EN", 1, 2),
            new Field("CS_METADATA_HDR_OFFSET", 3, 4),
            new Field("CS_GEN_QMB_MASTER_SEL", 8, 1),
        });
        registers.EndpInitNat = new EndpInitNat(0x080c, 0x70, new Field[]
        {
            new Field("NAT_EN", 0, 2),
        });
        registers.EndpInitHdr = new EndpInitHdr(0x0810, 0x70, new Field[]
        {
            new Field("HDR_LEN", 0, 6),
            new Field("HDR_OFST_METADATA_VALID", 6, 1),
            new Field("HDR_OFST_METADATA", 7, 6),
            new Field("HDR_ADDITIONAL_CONST_LEN", 13, 6),
            new Field("HDR_OFST_PKT_SIZE_VALID", 19, 1),
            new Field("HDR_OFST_PKT_SIZE", 20, 6),
            new Field("HDR_LEN_INC_DEAGG_HDR", 27, 1),
            new Field("HDR_LEN_MSB", 28, 2),
            new Field("HDR_OFST_METADATA_MSB", 30, 2),
        });
        registers.EndpInitHdrExt = new EndpInitHdrExt(0x0814, 0x70, new Field[]
        {
            new Field("HDR_ENDIANNESS", 0, 1),
            new Field("HDR_TOTAL_LEN_OR_PAD_VALID", 1, 1),
            new Field("HDR_TOTAL_LEN_OR_PAD", 2, 1),
            new Field("HDR_PAYLOAD_LEN_INC_PADDING", 3, 1),
            new Field("HDR_TOTAL_LEN_OR_PAD_OFFSET", 4, 6),
            new Field("HDR_PAD_TO_ALIGNMENT", 10, 4),
            new Field("HDR_TOTAL_LEN_OR_PAD_OFFSET_MSB", 16, 2),
            new Field("HDR_OFST_PKT_SIZE_MSB", 18, 2),
            new Field("HDR_ADDITIONAL_CONST_LEN_MSB", 20, 2),
        });
        registers.EndpInitHdrMetadataMask = new Register("ENDP_INIT_HDR_METADATA_MASK", 0x0818, 0x70, Access.ReadWrite, new Field[0]);
        registers.EndpInitMode = new EndpInitMode(0x0820, 0x70, new Field[]
        {
            new Field("ENDP_MODE", 0, 3),
            new Field("DCPH_ENABLE", 3, 1),
            new Field("DEST_PIPE_INDEX", 4, 5),
            new Field("BYTE_THRESHOLD", 12, 16),
            new Field("PIPE_REPLICATION_EN", 28, 1),
            new Field("PAD_EN", 29, 1),
            new Field("DRBIP_ACL_ENABLE", 30, 1),
        });
        registers.EndpInitAggr = new EndpInitAggr(0x0824, 0x70, new Field[]
        {
            new Field("AGGR_EN", 0, 2),
            new Field("AGGR_TYPE", 2, 3),
            new Field("BYTE_LIMIT", 5, 6),
            new Field("TIME_LIMIT", 12, 5),
            new Field("PKT_LIMIT", 17, 6),
            new Field("SW_EOF_ACTIVE", 23, 1),
            new Field("FORCE_CLOSE", 24, 1),
            new Field("HARD_BYTE_LIMIT_EN", 26, 1),
            new Field("AGGR_GRAN_SEL", 27, 1),
        });
        registers.EndpInitHolBlockEn = new EndpInitHolBlockEn(0x082c, 0x70, new Field[]
        {
            new Field("HOL_BLOCK_EN", 0, 1),
        });
        registers.EndpInitHolBlockTimer = new EndpInitHolBlockTimer(0x0830, 0x70, new Field[]
        {
            new Field("TIMER_LIMIT", 0, 5),
            new Field("TIMER_GRAN_SEL", 8, 1),
        });
        registers.EndpInitDeaggr = new EndpInitDeaggr(0x0834, 0x70, new Field[]
        {
            new Field("DEAGGR_HDR_LEN", 0, 6),
            new Field("SYSPIPE_ERR_DETECTION", 6, 1),
            new Field("PACKET_OFFSET_VALID", 7, 1),
            new Field("PACKET_OFFSET_LOCATION", 8, 6),
            new Field("IGNORE_MIN_PKT_ERR", 14, 1),
            new Field("MAX_PACKET_LEN", 16, 16),
        });
        registers.EndpInitRsrcGrp = new EndpInitRsrcGrp(0x0838, 0x70, new Field[]
        {
            new Field("ENDP_RSRC_GRP", 0, 2),
        });
        registers.EndpInitSeq = new EndpInitSeq(0x083c, 0x70, new Field[]
        {
            new Field("SEQ_TYPE", 0, 8),
        });
        registers.EndpStatus = new EndpStatus(0x0840, 0x70, new Field[]
        {
            new Field("STATUS_EN", 0, 1),
            new Field("STATUS_ENDP", 1, 5),
            new Field("STATUS_PKT_SUPPRESS", 9, 1),
        });
        registers.EndpFilterRouterHshCfg = new EndpFilterRouterHshCfg(0x085c, 0x70, new Field[]
        {
            new Field("FILTER_HASH_MSK_SRC_ID", 0, 1),
            new Field("FILTER_HASH_MSK_SRC_IP", 1, 1),
            new Field("FILTER_HASH_MSK_DST_IP", 2, 1),
            new Field("FILTER_HASH_MSK_SRC_PORT", 3, 1),
            new Field("FILTER_HASH_MSK_DST_PORT", 4, 1),
            new Field("FILTER_HASH_MSK_PROTOCOL", 5, 1),
            new Field("FILTER_HASH_MSK_METADATA", 6, 1),
            new Field("ROUTER_HASH_MSK_SRC_ID", 16, 1),
            new Field("ROUTER_HASH_MSK_SRC_IP", 17, 1),
            new Field("ROUTER_HASH_MSK_DST_IP", 18, 1),
            new Field("ROUTER_HASH_MSK_SRC_PORT", 19, 1),
            new Field("ROUTER_HASH_MSK_DST_PORT", 20, 1),
            new Field("ROUTER_HASH_MSK_PROTOCOL", 21, 1),
            new Field("ROUTER_HASH_MSK_METADATA", 22, 1),
        });
        registers.IpaIrqStts = new Register("IPA_IRQ_STTS", 0x4008, 0, Access.Read, new Field[0]);
        registers.IpaIrqEn = new Register("IPA_IRQ_EN", 0x400c, 0, Access.ReadWrite, new Field[0]);
        registers.IpaIrqClr = new Register("IPA_IRQ_CLR", 0x4010, 0, Access.Write, new Field[0]);
        registers.IpaIrqUc = new IpaIrqUc(0x401c, 0, new Field[]
        {
            new Field("UC_INTR", 0, 1),
        });
        registers.IrqSuspendInfo = new Register("IRQ_SUSPEND_INFO", 0x4030, 0, Access.Read, new Field[0]);
        registers.IrqSuspendEn = new Register("IRQ_SUSPEND_EN", 0x4034, 0, Access.ReadWrite, new Field[0]);
        registers.IrqSuspendClr = new Register("IRQ_SUSPEND_CLR", 0x4038, 0, Access.Write, new Field[0]);
        registers.QtimeTimestampCfg = new QtimeTimestampCfg(0x024c, 0, new Field[]
        {
            new Field("DPL_TIMESTAMP_LSB", 0, 5),
            new Field("DPL_TIMESTAMP_SEL", 7, 1),
            new Field("TAG_TIMESTAMP_LSB", 8, 5),
            new Field("NAT_TIMESTAMP_LSB", 16, 5),
        });
        registers.TimersXoClkDivCfg = new TimersXoClkDivCfg(0x0250, 0, new Field[]
        {
            new Field("DIV_VALUE", 0, 9),
            new Field("DIV_ENABLE", 31, 1),
        });
        registers.TimersPulseGranCfg = new TimersPulseGranCfg(0x0254, 0, new Field[]
        {
            new Field("PULSE_GRAN_0", 0, 3),
            new Field("PULSE_GRAN_1", 3, 3),
            new Field("PULSE_GRAN_2", 6, 3),
        });
        return registers;
    }
}
