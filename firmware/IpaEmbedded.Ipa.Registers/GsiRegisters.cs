using IpaEmbedded.Runtime.Hal;
using static IpaEmbedded.Ipa.Registers.IpaVersion;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>
/// The GSI's registers of every version as the application processor (execution environment 0) sees them, offsets relative to region "gsi"
/// (source: the IPA reference, sections 3.3 and 18.3). Members are named as the rows are; a register or a field that the version lacks is null.
/// </summary>
public sealed class GsiRegisters : RegisterTable
{
    /// <summary>Channels and event rings that the block has room for; a chip has fewer.</summary>
    public const int Rings = 32;

    private const int ContextStride = 0x80;
    private const int DoorbellStride = 8;
    private const int EnvironmentStride = 0x1000;

    /// <summary>Masks of the interrupts that other environments cause.</summary>
    public readonly Register InterEeSrcChIrqMsk, InterEeSrcEvChIrqMsk;

    /// <summary>Context of a channel.</summary>
    public readonly Register ChCntxt0, ChCntxt1, ChCntxt2, ChCntxt3, ChCntxt4, ChCntxt6, ChQos, ChScratch0, ChScratch1, ChScratch2, ChScratch3;

    /// <summary>Fields of CH_C_CNTXT_0 and 1; the event ring is in the first of them before v5.0, behind the length since.</summary>
    public readonly Field ChProtocol, ChDir, ChErindex, ChState, ChElementSize, ChRLength, ChLengthErindex;

    /// <summary>Fields of CH_C_QOS and CH_C_SCRATCH_2 and 3.</summary>
    public readonly Field WrrWeight, UseDbEng, UseEscapeBufOnly, PrefetchMode, DbInBytes, MaxOutstandingTre, OutstandingThreshold;

    /// <summary>Context of an event ring.</summary>
    public readonly Register EvCntxt0, EvCntxt1, EvCntxt2, EvCntxt3, EvCntxt4, EvCntxt8, EvCntxt9, EvCntxt10, EvCntxt11, EvCntxt12, EvCntxt13, EvScratch0, EvScratch1;

    /// <summary>Fields of EV_CH_E_CNTXT_0, 1 and 8.</summary>
    public readonly Field EvChtype, EvIntype, EvChstate, EvElementSize, EvRLength, EvModt, EvModc;

    /// <summary>Doorbells: the lower and the upper half of a write pointer.</summary>
    public readonly Register ChDoorbell0, ChDoorbell1, EvDoorbell0, EvDoorbell1;

    /// <summary>What the GSI is, and its commands.</summary>
    public readonly Register GsiStatus, ChCmd, EvChCmd, GenericCmd, HwParam2, HwParam4, CntxtScratch0;

    /// <summary>Fields of GSI_STATUS, of the commands, of HW_PARAM_2 and 4 and of CNTXT_SCRATCH_0.</summary>
    public readonly Field Enabled, ChCmdChid, ChCmdOpcode, EvCmdEvChid, EvCmdOpcode, GenericOpcode, GenericChid, GenericEe, IramSize, NumChPerEe, NumEvPerEe, GenericEeResult;

    /// <summary>Types of interrupts, and the sources of each: a bit per channel, a bit per event ring, or fields.</summary>
    public readonly Register CntxtTypeIrq, CntxtTypeIrqMsk, CntxtSrcChIrq, CntxtSrcEvChIrq, CntxtSrcChIrqMsk, CntxtSrcEvChIrqMsk, CntxtSrcChIrqClr, CntxtSrcEvChIrqClr,
        CntxtSrcIeobIrq, CntxtSrcIeobIrqMsk, CntxtSrcIeobIrqClr, CntxtGlobIrqStts, CntxtGlobIrqEn, CntxtGlobIrqClr, CntxtGsiIrqStts, CntxtGsiIrqEn, CntxtGsiIrqClr, CntxtIntset;

    /// <summary>Fields of CNTXT_TYPE_IRQ, of CNTXT_GLOB_IRQ, of CNTXT_GSI_IRQ and of CNTXT_INTSET.</summary>
    public readonly Field ChCtrl, EvCtrl, GlobEe, Ieob, General, ErrorInt, GpInt1, BusError, CmdFifoOvrflow, McsStackOvrflow, Intype;

    /// <summary>What went wrong last.</summary>
    public readonly Register ErrorLog, ErrorLogClr;

    /// <summary>Fields of ERROR_LOG.</summary>
    public readonly Field ErrorCode, ErrorVirtIdx, ErrorType;

    /// <summary>Builds the table of a version, one of <see cref="IpaVersion"/>, with room for as many channels and event rings as the block has.</summary>
    public GsiRegisters(int version)
        : this(version, Rings, Rings)
    {
    }

    /// <summary>Builds the table of a version for a chip that has so many channels and event rings.</summary>
    public GsiRegisters(int version, int channels, int eventRings)
        : base(version)
    {
        InterEeSrcChIrqMsk = Many("INTER_EE_SRC_CH_IRQ_MSK", Access.ReadWrite, Since(V5_0, 0x0c01c, 0x0c020), EnvironmentStride, 1, V3_5_1, Newest);
        InterEeSrcEvChIrqMsk = Many("INTER_EE_SRC_EV_CH_IRQ_MSK", Access.ReadWrite, Since(V5_0, 0x0c028, 0x0c024), EnvironmentStride, 1, V3_5_1, Newest);

        ChCntxt0 = Many("CH_C_CNTXT_0", Access.ReadWrite, Own(0x1c000, 0x14000), ContextStride, channels);
        ChProtocol = Bits("PROTOCOL", Since(V5_0, 6, 2), 0);
        ChDir = Bit("DIR", Since(V5_0, 7, 3));
        Bits("EE", Since(V5_0, 11, 7), Since(V5_0, 8, 4));
        Bits("CHID", Since(V5_0, 19, 12), Since(V5_0, 12, 8));
        Bit("PROTOCOL_MSB", 13, V4_5, V4_11);
        ChErindex = Bits("ERINDEX", 18, 14, V3_1, V4_11);
        ChState = Bits("CHSTATE", 23, 20);
        ChElementSize = Bits("ELEMENT_SIZE", 31, 24);
        ChCntxt1 = Many("CH_C_CNTXT_1", Access.ReadWrite, Own(0x1c004, 0x14004), ContextStride, channels);
        ChRLength = Bits("R_LENGTH", Since(V5_0, 23, Since(V4_9, 19, 15)), 0);
        ChLengthErindex = Bits("ERINDEX", 31, 24, V5_0);
        ChCntxt2 = Many("CH_C_CNTXT_2", Access.ReadWrite, Own(0x1c008, 0x14008), ContextStride, channels);
        ChCntxt3 = Many("CH_C_CNTXT_3", Access.ReadWrite, Own(0x1c00c, 0x1400c), ContextStride, channels);
        ChCntxt4 = Many("CH_C_CNTXT_4", Access.Read, Own(0x1c010, 0), ContextStride, channels, V3_1, V4_11);
        ChCntxt6 = Many("CH_C_CNTXT_6", Access.Read, Own(0x1c018, 0), ContextStride, channels, V3_1, V4_11);
        ChQos = Many("CH_C_QOS", Access.ReadWrite, Own(0x1c05c, 0x14048), ContextStride, channels);
        WrrWeight = Bits("WRR_WEIGHT", 3, 0);
        Bit("MAX_PREFETCH", 8);
        UseDbEng = Bit("USE_DB_ENG", 9);
        UseEscapeBufOnly = Bit("USE_ESCAPE_BUF_ONLY", 10, V4_0, V4_2);
        PrefetchMode = Bits("PREFETCH_MODE", 13, 10, V4_5);
        Bits("EMPTY_LVL_THRSHOLD", 23, 16, V4_5);
        DbInBytes = Bit("DB_IN_BYTES", 24, V4_9);
        Bit("LOW_LATENCY_EN", 25, V5_0);
        ChScratch0 = Many("CH_C_SCRATCH_0", Access.ReadWrite, Own(0x1c060, 0x1404c), ContextStride, channels);
        ChScratch1 = Many("CH_C_SCRATCH_1", Access.ReadWrite, Own(0x1c064, 0x14050), ContextStride, channels);
        ChScratch2 = Many("CH_C_SCRATCH_2", Access.ReadWrite, Own(0x1c068, 0x14054), ContextStride, channels);
        MaxOutstandingTre = Bits("MAX_OUTSTANDING_TRE", 31, 16);
        ChScratch3 = Many("CH_C_SCRATCH_3", Access.ReadWrite, Own(0x1c06c, 0x14058), ContextStride, channels);
        Bits("PRESERVED", 15, 0);
        OutstandingThreshold = Bits("OUTSTANDING_THRESHOLD", 31, 16);

        EvCntxt0 = Many("EV_CH_E_CNTXT_0", Access.ReadWrite, Own(0x1d000, 0x1c000), ContextStride, eventRings);
        EvChtype = Bits("CHTYPE", Since(V5_0, 6, 3), 0);
        Bits("EE", Since(V5_0, 19, 7), Since(V5_0, 16, 4));
        Bits("EVCHID", 15, 8);
        EvIntype = Bit("INTYPE", Since(V5_0, 7, 16));
        EvChstate = Bits("CHSTATE", 23, 20);
        EvElementSize = Bits("ELEMENT_SIZE", 31, 24);
        EvCntxt1 = Many("EV_CH_E_CNTXT_1", Access.ReadWrite, Own(0x1d004, 0x1c004), ContextStride, eventRings);
        EvRLength = Bits("R_LENGTH", Since(V5_0, 23, Since(V4_9, 19, 15)), 0);
        EvCntxt2 = Many("EV_CH_E_CNTXT_2", Access.ReadWrite, Own(0x1d008, 0x1c008), ContextStride, eventRings);
        EvCntxt3 = Many("EV_CH_E_CNTXT_3", Access.ReadWrite, Own(0x1d00c, 0x1c00c), ContextStride, eventRings);
        EvCntxt4 = Many("EV_CH_E_CNTXT_4", Access.Read, Own(0x1d010, 0x1c010), ContextStride, eventRings);
        EvCntxt8 = Many("EV_CH_E_CNTXT_8", Access.ReadWrite, Own(0x1d020, 0x1c020), ContextStride, eventRings);
        EvModt = Bits("MODT", 15, 0);
        EvModc = Bits("MODC", 23, 16);
        Bits("MOD_CNT", 31, 24);
        EvCntxt9 = Many("EV_CH_E_CNTXT_9", Access.ReadWrite, Own(0x1d024, 0x1c024), ContextStride, eventRings);
        EvCntxt10 = Many("EV_CH_E_CNTXT_10", Access.ReadWrite, Own(0x1d028, 0x1c028), ContextStride, eventRings);
        EvCntxt11 = Many("EV_CH_E_CNTXT_11", Access.ReadWrite, Own(0x1d02c, 0x1c02c), ContextStride, eventRings);
        EvCntxt12 = Many("EV_CH_E_CNTXT_12", Access.ReadWrite, Own(0x1d030, 0x1c030), ContextStride, eventRings);
        EvCntxt13 = Many("EV_CH_E_CNTXT_13", Access.ReadWrite, Own(0x1d034, 0x1c034), ContextStride, eventRings);
        EvScratch0 = Many("EV_CH_E_SCRATCH_0", Access.ReadWrite, Own(0x1d048, 0x1c048), ContextStride, eventRings);
        EvScratch1 = Many("EV_CH_E_SCRATCH_1", Access.ReadWrite, Own(0x1d04c, 0x1c04c), ContextStride, eventRings);

        ChDoorbell0 = Many("CH_C_DOORBELL_0", Access.Write, Own(0x1e000, 0x24000), DoorbellStride, channels);
        ChDoorbell1 = Many("CH_C_DOORBELL_1", Access.Write, Own(0x1e004, 0x24004), DoorbellStride, channels);
        EvDoorbell0 = Many("EV_CH_E_DOORBELL_0", Access.Write, Own(0x1e100, 0x24800), DoorbellStride, eventRings);
        EvDoorbell1 = Many("EV_CH_E_DOORBELL_1", Access.Write, Own(0x1e104, 0x24804), DoorbellStride, eventRings);

        GsiStatus = One("GSI_STATUS", Access.Read, Own(0x1f000, 0x25000));
        Enabled = Bit("ENABLED", 0);
        ChCmd = One("CH_CMD", Access.Write, Own(0x1f008, 0x25008));
        ChCmdChid = Bits("CHID", 7, 0);
        ChCmdOpcode = Bits("OPCODE", 31, 24);
        EvChCmd = One("EV_CH_CMD", Access.Write, Own(0x1f010, 0x25010));
        EvCmdEvChid = Bits("EV_CHID", 7, 0);
        EvCmdOpcode = Bits("OPCODE", 31, 24);
        GenericCmd = One("GENERIC_CMD", Access.Write, Own(0x1f018, 0x25018));
        GenericOpcode = Bits("OPCODE", 4, 0);
        GenericChid = Bits("CHID", Since(V5_0, 12, 9), 5);
        GenericEe = Bits("EE", Since(V5_0, 16, 13), Since(V5_0, 13, 10));
        Bits("PARAMS", 31, 24, V4_11);
        HwParam2 = One("HW_PARAM_2", Access.Read, Own(0x1f040, 0x25040));
        IramSize = Bits("IRAM_SIZE", Since(V5_0, 12, 2), Since(V5_0, 8, 0));
        NumChPerEe = Bits("NUM_CH_PER_EE", 7, Since(V5_0, 0, 3));
        Field eventRingsBefore = Bits("NUM_EV_PER_EE", 12, 8, V3_1, V4_11);
        Bit("CH_PEND_TRANSLATE", 13);
        Bit("CH_FULL_LOGIC", 14);
        Bit("USE_SDMA", 15, V4_0);
        Bits("SDMA_N_INT", 18, 16, V4_0);
        Bits("SDMA_MAX_BURST", 26, 19, V4_0);
        Bits("SDMA_N_IOVEC", 29, 27, V4_0);
        Bit("USE_RD_WR_ENG", 30, V4_2);
        Bit("USE_INTER_EE", 31, V4_2);
        HwParam4 = One("HW_PARAM_4", Access.Read, 0x25050, V5_0);
        NumEvPerEe = Bits("EV_PER_EE", 7, 0) ?? eventRingsBefore;
        Bits("IRAM_PROTOCOL_COUNT", 15, 8);

        CntxtTypeIrq = One("CNTXT_TYPE_IRQ", Access.Read, Own(0x1f080, 0x25080));
        ChCtrl = Bit("CH_CTRL", 0);
        EvCtrl = Bit("EV_CTRL", 1);
        GlobEe = Bit("GLOB_EE", 2);
        Ieob = Bit("IEOB", 3);
        Bit("INTER_EE_CH", 4);
        Bit("INTER_EE_EV", 5);
        General = Bit("GENERAL", 6);
        CntxtTypeIrqMsk = One("CNTXT_TYPE_IRQ_MSK", Access.ReadWrite, Own(0x1f088, 0x25088));
        FieldsOf(CntxtTypeIrq);
        CntxtSrcChIrq = One("CNTXT_SRC_CH_IRQ", Access.Read, Own(0x1f090, 0x25090));
        CntxtSrcEvChIrq = One("CNTXT_SRC_EV_CH_IRQ", Access.Read, Own(0x1f094, 0x2509c));
        CntxtSrcChIrqMsk = One("CNTXT_SRC_CH_IRQ_MSK", Access.ReadWrite, Own(0x1f098, 0x25094));
        CntxtSrcEvChIrqMsk = One("CNTXT_SRC_EV_CH_IRQ_MSK", Access.ReadWrite, Own(0x1f09c, 0x250a0));
        CntxtSrcChIrqClr = One("CNTXT_SRC_CH_IRQ_CLR", Access.WriteOneToClear, Own(0x1f0a0, 0x25098));
        CntxtSrcEvChIrqClr = One("CNTXT_SRC_EV_CH_IRQ_CLR", Access.WriteOneToClear, Own(0x1f0a4, 0x250a4));
        CntxtSrcIeobIrq = One("CNTXT_SRC_IEOB_IRQ", Access.Read, Own(0x1f0b0, 0x250a8));
        CntxtSrcIeobIrqMsk = One("CNTXT_SRC_IEOB_IRQ_MSK", Access.ReadWrite, Own(0x1f0b8, 0x250ac));
        CntxtSrcIeobIrqClr = One("CNTXT_SRC_IEOB_IRQ_CLR", Access.WriteOneToClear, Own(0x1f0c0, 0x250b0));
        CntxtGlobIrqStts = One("CNTXT_GLOB_IRQ_STTS", Access.Read, Own(0x1f100, 0x25200));
        ErrorInt = Bit("ERROR_INT", 0);
        GpInt1 = Bit("GP_INT1", 1);
        Bit("GP_INT2", 2);
        Bit("GP_INT3", 3);
        CntxtGlobIrqEn = One("CNTXT_GLOB_IRQ_EN", Access.ReadWrite, Own(0x1f108, 0x25204));
        FieldsOf(CntxtGlobIrqStts);
        CntxtGlobIrqClr = One("CNTXT_GLOB_IRQ_CLR", Access.WriteOneToClear, Own(0x1f110, 0x25208));
        FieldsOf(CntxtGlobIrqStts);
        CntxtGsiIrqStts = One("CNTXT_GSI_IRQ_STTS", Access.Read, Own(0x1f118, 0x2520c));
        Bit("BREAK_POINT", 0);
        BusError = Bit("BUS_ERROR", 1);
        CmdFifoOvrflow = Bit("CMD_FIFO_OVRFLOW", 2);
        McsStackOvrflow = Bit("MCS_STACK_OVRFLOW", 3);
        CntxtGsiIrqEn = One("CNTXT_GSI_IRQ_EN", Access.ReadWrite, Own(0x1f120, 0x25210));
        FieldsOf(CntxtGsiIrqStts);
        CntxtGsiIrqClr = One("CNTXT_GSI_IRQ_CLR", Access.WriteOneToClear, Own(0x1f128, 0x25214));
        FieldsOf(CntxtGsiIrqStts);
        CntxtIntset = One("CNTXT_INTSET", Access.ReadWrite, Own(0x1f180, 0x25220));
        Intype = Bit("INTYPE", 0);

        ErrorLog = One("ERROR_LOG", Access.ReadWrite, Own(0x1f200, 0x25240));
        Bits("ARG3", 3, 0);
        Bits("ARG2", 7, 4);
        Bits("ARG1", 11, 8);
        ErrorCode = Bits("CODE", 15, 12);
        ErrorVirtIdx = Bits("VIRT_IDX", 23, 19);
        ErrorType = Bits("TYPE", 27, 24);
        Bits("EE", 31, 28);
        ErrorLogClr = One("ERROR_LOG_CLR", Access.WriteOneToClear, Own(0x1f210, 0x25244));
        CntxtScratch0 = One("CNTXT_SCRATCH_0", Access.ReadWrite, Own(0x1f400, 0x25400));
        Bits("INTER_EE_RESULT", 2, 0);
        GenericEeResult = Bits("GENERIC_EE_RESULT", 7, 5);
    }

    // The registers of an execution environment moved down from v4.5 on, and were laid out anew for v5.0.
    private int Own(int offset, int fromV5)
    {
        return Since(V5_0, fromV5, offset - Since(V4_5, 0xd000, 0));
    }
}
