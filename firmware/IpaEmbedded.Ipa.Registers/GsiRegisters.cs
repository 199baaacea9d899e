using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>
/// The GSI registers of the application processor (execution environment 0), offsets relative to region "gsi"
/// (source: the IPA reference, section 3.3). A register that the version lacks is null.
/// </summary>
public sealed class GsiRegisters
{
    /// <summary>How far the registers of an execution environment moved down from v4.5 on.</summary>
    public const uint EnvironmentMove = 0xd000;

    /// <summary>INTER_EE_SRC_CH_IRQ_MSK.</summary>
    public readonly Register InterEeSrcChIrqMsk;

    /// <summary>INTER_EE_SRC_EV_CH_IRQ_MSK.</summary>
    public readonly Register InterEeSrcEvChIrqMsk;

    /// <summary>CH_C_CNTXT_0.</summary>
    public readonly Register ChCntxt0;

    /// <summary>CH_C_CNTXT_1.</summary>
    public readonly Register ChCntxt1;

    /// <summary>CH_C_CNTXT_2.</summary>
    public readonly Register ChCntxt2;

    /// <summary>CH_C_CNTXT_3.</summary>
    public readonly Register ChCntxt3;

    /// <summary>CH_C_CNTXT_4.</summary>
    public readonly Register ChCntxt4;

    /// <summary>CH_C_CNTXT_6.</summary>
    public readonly Register ChCntxt6;

    /// <summary>CH_C_QOS.</summary>
    public readonly Register ChQos;

    /// <summary>CH_C_SCRATCH_0.</summary>
    public readonly Register ChScratch0;

    /// <summary>CH_C_SCRATCH_1.</summary>
    public readonly Register ChScratch1;

    /// <summary>CH_C_SCRATCH_2.</summary>
    public readonly Register ChScratch2;

    /// <summary>CH_C_SCRATCH_3.</summary>
    public readonly Register ChScratch3;

    /// <summary>EV_CH_E_CNTXT_0.</summary>
    public readonly Register EvCntxt0;

    /// <summary>EV_CH_E_CNTXT_1.</summary>
    public readonly Register EvCntxt1;

    /// <summary>EV_CH_E_CNTXT_2.</summary>
    public readonly Register EvCntxt2;

    /// <summary>EV_CH_E_CNTXT_3.</summary>
    public readonly Register EvCntxt3;

    /// <summary>EV_CH_E_CNTXT_4.</summary>
    public readonly Register EvCntxt4;

    /// <summary>EV_CH_E_CNTXT_8.</summary>
    public readonly Register EvCntxt8;

    /// <summary>EV_CH_E_CNTXT_9.</summary>
    public readonly Register EvCntxt9;

    /// <summary>EV_CH_E_CNTXT_10.</summary>
    public readonly Register EvCntxt10;

    /// <summary>EV_CH_E_CNTXT_11.</summary>
    public readonly Register EvCntxt11;

    /// <summary>EV_CH_E_CNTXT_12.</summary>
    public readonly Register EvCntxt12;

    /// <summary>EV_CH_E_CNTXT_13.</summary>
    public readonly Register EvCntxt13;

    /// <summary>EV_CH_E_SCRATCH_0.</summary>
    public readonly Register EvScratch0;

    /// <summary>EV_CH_E_SCRATCH_1.</summary>
    public readonly Register EvScratch1;

    /// <summary>CH_C_DOORBELL_0.</summary>
    public readonly Register ChDoorbell0;

    /// <summary>CH_C_DOORBELL_1.</summary>
    public readonly Register ChDoorbell1;

    /// <summary>EV_CH_E_DOORBELL_0.</summary>
    public readonly Register EvDoorbell0;

    /// <summary>EV_CH_E_DOORBELL_1.</summary>
    public readonly Register EvDoorbell1;

    /// <summary>GSI_STATUS.</summary>
    public readonly Register GsiStatus;

    /// <summary>CH_CMD.</summary>
    public readonly Register ChCmd;

    /// <summary>EV_CH_CMD.</summary>
    public readonly Register EvChCmd;

    /// <summary>GENERIC_CMD.</summary>
    public readonly Register GenericCmd;

    /// <summary>HW_PARAM_2.</summary>
    public readonly Register HwParam2;

    /// <summary>CNTXT_TYPE_IRQ.</summary>
    public readonly Register CntxtTypeIrq;

    /// <summary>CNTXT_TYPE_IRQ_MSK.</summary>
    public readonly Register CntxtTypeIrqMsk;

    /// <summary>CNTXT_SRC_CH_IRQ.</summary>
    public readonly Register CntxtSrcChIrq;

    /// <summary>CNTXT_SRC_EV_CH_IRQ.</summary>
    public readonly Register CntxtSrcEvChIrq;

    /// <summary>CNTXT_SRC_CH_IRQ_MSK.</summary>
    public readonly Register CntxtSrcChIrqMsk;

    /// <summary>CNTXT_SRC_EV_CH_IRQ_MSK.</summary>
    public readonly Register CntxtSrcEvChIrqMsk;

    /// <summary>CNTXT_SRC_CH_IRQ_CLR.</summary>
    public readonly Register CntxtSrcChIrqClr;

    /// <summary>CNTXT_SRC_EV_CH_IRQ_CLR.</summary>
    public readonly Register CntxtSrcEvChIrqClr;

    /// <summary>CNTXT_SRC_IEOB_IRQ.</summary>
    public readonly Register CntxtSrcIeobIrq;

    /// <summary>CNTXT_SRC_IEOB_IRQ_MSK.</summary>
    public readonly Register CntxtSrcIeobIrqMsk;

    /// <summary>CNTXT_SRC_IEOB_IRQ_CLR.</summary>
    public readonly Register CntxtSrcIeobIrqClr;

    /// <summary>CNTXT_GLOB_IRQ_STTS.</summary>
    public readonly Register CntxtGlobIrqStts;

    /// <summary>CNTXT_GLOB_IRQ_EN.</summary>
    public readonly Register CntxtGlobIrqEn;

    /// <summary>CNTXT_GLOB_IRQ_CLR.</summary>
    public readonly Register CntxtGlobIrqClr;

    /// <summary>CNTXT_GSI_IRQ_STTS.</summary>
    public readonly Register CntxtGsiIrqStts;

    /// <summary>CNTXT_GSI_IRQ_EN.</summary>
    public readonly Register CntxtGsiIrqEn;

    /// <summary>CNTXT_GSI_IRQ_CLR.</summary>
    public readonly Register CntxtGsiIrqClr;

    /// <summary>CNTXT_INTSET.</summary>
    public readonly Register CntxtIntset;

    /// <summary>ERROR_LOG.</summary>
    public readonly Register ErrorLog;

    /// <summary>ERROR_LOG_CLR.</summary>
    public readonly Register ErrorLogClr;

    /// <summary>CNTXT_SCRATCH_0.</summary>
    public readonly Register CntxtScratch0;

    private readonly uint _move;

    /// <summary>Builds the table for an IPA version; the numbers are those of <see cref="IpaVersion"/>.</summary>
    public GsiRegisters(int version)
    {
        _move = version >= IpaVersion.V4_5 ? EnvironmentMove : 0;
        Field[] types = new Field[]
        {
            new Field("CH_CTRL", 0, 1),
            new Field("EV_CTRL", 1, 1),
            new Field("GLOB_EE", 2, 1),
            new Field("IEOB", 3, 1),
            new Field("INTER_EE_CH", 4, 1),
            new Field("INTER_EE_EV", 5, 1),
            new Field("GENERAL", 6, 1),
        };
        Field[] global = new Field[]
        {
            new Field("ERROR_INT", 0, 1),
            new Field("GP_INT1", 1, 1),
            new Field("GP_INT2", 2, 1),
            new Field("GP_INT3", 3, 1),
        };
        Field[] general = new Field[]
        {
            new Field("BREAK_POINT", 0, 1),
            new Field("BUS_ERROR", 1, 1),
            new Field("CMD_FIFO_OVRFLOW", 2, 1),
            new Field("MCS_STACK_OVRFLOW", 3, 1),
        };
        if (version > IpaVersion.V3_1) { InterEeSrcChIrqMsk = new Register("INTER_EE_SRC_CH_IRQ_MSK", 0x0c020, 0x1000, Access.ReadWrite, new Field[0]); }
        if (version > IpaVersion.V3_1) { InterEeSrcEvChIrqMsk = new Register("INTER_EE_SRC_EV_CH_IRQ_MSK", 0x0c024, 0x1000, Access.ReadWrite, new Field[0]); }
        ChCntxt0 = new Register("CH_C_CNTXT_0", 0x1c000 - _move, 0x80, Access.ReadWrite, ChannelContext(version));
        ChCntxt1 = new Register("CH_C_CNTXT_1", 0x1c004 - _move, 0x80, Access.ReadWrite, new Field[] { new Field("R_LENGTH", 0, version >= IpaVersion.V4_9 ? 20 : 16) });
        ChCntxt2 = new Register("CH_C_CNTXT_2", 0x1c008 - _move, 0x80, Access.ReadWrite, new Field[0]);
        ChCntxt3 = new Register("CH_C_CNTXT_3", 0x1c00c - _move, 0x80, Access.ReadWrite, new Field[0]);
        ChCntxt4 = new Register("CH_C_CNTXT_4", 0x1c010 - _move, 0x80, Access.Read, new Field[0]);
        ChCntxt6 = new Register("CH_C_CNTXT_6", 0x1c018 - _move, 0x80, Access.Read, new Field[0]);
        ChQos = new Register("CH_C_QOS", 0x1c05c - _move, 0x80, Access.ReadWrite, Qos(version));
        ChScratch0 = new Register("CH_C_SCRATCH_0", 0x1c060 - _move, 0x80, Access.ReadWrite, new Field[0]);
        ChScratch1 = new Register("CH_C_SCRATCH_1", 0x1c064 - _move, 0x80, Access.ReadWrite, new Field[0]);
        ChScratch2 = new Register("CH_C_SCRATCH_2", 0x1c068 - _move, 0x80, Access.ReadWrite, new Field[] { new Field("MAX_OUTSTANDING_TRE", 16, 16) });
        ChScratch3 = new Register("CH_C_SCRATCH_3", 0x1c06c - _move, 0x80, Access.ReadWrite, new Field[] { new Field("PRESERVED", 0, 16), new Field("OUTSTANDING_THRESHOLD", 16, 16) });
        EvCntxt0 = new Register("EV_CH_E_CNTXT_0", 0x1d000 - _move, 0x80, Access.ReadWrite, new Field[] { new Field("CHTYPE", 0, 4), new Field("EE", 4, 4), new Field("EVCHID", 8, 8), new Field("INTYPE", 16, 1), new Field("CHSTATE", 20, 4), new Field("ELEMENT_SIZE", 24, 8) });
        EvCntxt1 = new Register("EV_CH_E_CNTXT_1", 0x1d004 - _move, 0x80, Access.ReadWrite, new Field[] { new Field("R_LENGTH", 0, version >= IpaVersion.V4_9 ? 20 : 16) });
        EvCntxt2 = new Register("EV_CH_E_CNTXT_2", 0x1d008 - _move, 0x80, Access.ReadWrite, new Field[0]);
        EvCntxt3 = new Register("EV_CH_E_CNTXT_3", 0x1d00c - _move, 0x80, Access.ReadWrite, new Field[0]);
        EvCntxt4 = new Register("EV_CH_E_CNTXT_4", 0x1d010 - _move, 0x80, Access.Read, new Field[0]);
        EvCntxt8 = new Register("EV_CH_E_CNTXT_8", 0x1d020 - _move, 0x80, Access.ReadWrite, new Field[] { new Field("MODT", 0, 16), new Field("MODC", 16, 8), new Field("MOD_CNT", 24, 8) });
        EvCntxt9 = new Register("EV_CH_E_CNTXT_9", 0x1d024 - _move, 0x80, Access.ReadWrite, new Field[0]);
        EvCntxt10 = new Register("EV_CH_E_CNTXT_10", 0x1d028 - _move, 0x80, Access.ReadWrite, new Field[0]);
        EvCntxt11 = new Register("EV_CH_E_CNTXT_11", 0x1d02c - _move, 0x80, Access.ReadWrite, new Field[0]);
        EvCntxt12 = new Register("EV_CH_E_CNTXT_12", 0x1d030 - _move, 0x80, Access.ReadWrite, new Field[0]);
        EvCntxt13 = new Register("EV_CH_E_CNTXT_13", 0x1d034 - _move, 0x80, Access.ReadWrite, new Field[0]);
        EvScratch0 = new Register("EV_CH_E_SCRATCH_0", 0x1d048 - _move, 0x80, Access.ReadWrite, new Field[0]);
        EvScratch1 = new Register("EV_CH_E_SCRATCH_1", 0x1d04c - _move, 0x80, Access.ReadWrite, new Field[0]);
        ChDoorbell0 = new Register("CH_C_DOORBELL_0", 0x1e000 - _move, 0x08, Access.Write, new Field[0]);
        ChDoorbell1 = new Register("CH_C_DOORBELL_1", 0x1e004 - _move, 0x08, Access.Write, new Field[0]);
        EvDoorbell0 = new Register("EV_CH_E_DOORBELL_0", 0x1e100 - _move, 0x08, Access.Write, new Field[0]);
        EvDoorbell1 = new Register("EV_CH_E_DOORBELL_1", 0x1e104 - _move, 0x08, Access.Write, new Field[0]);
        GsiStatus = new Register("GSI_STATUS", 0x1f000 - _move, 0, Access.Read, new Field[] { new Field("ENABLED", 0, 1) });
        ChCmd = new Register("CH_CMD", 0x1f008 - _move, 0, Access.Write, new Field[] { new Field("CHID", 0, 8), new Field("OPCODE", 24, 8) });
        EvChCmd = new Register("EV_CH_CMD", 0x1f010 - _move, 0, Access.Write, new Field[] { new Field("EV_CHID", 0, 8), new Field("OPCODE", 24, 8) });
        GenericCmd = new Register("GENERIC_CMD", 0x1f018 - _move, 0, Access.Write, GenericCommand(version));
        HwParam2 = new Register("HW_PARAM_2", 0x1f040 - _move, 0, Access.Read, HardwareParameters(version));
        CntxtTypeIrq = new Register("CNTXT_TYPE_IRQ", 0x1f080 - _move, 0, Access.Read, types);
        CntxtTypeIrqMsk = new Register("CNTXT_TYPE_IRQ_MSK", 0x1f088 - _move, 0, Access.ReadWrite, types);
        CntxtSrcChIrq = new Register("CNTXT_SRC_CH_IRQ", 0x1f090 - _move, 0, Access.Read, new Field[0]);
        CntxtSrcEvChIrq = new Register("CNTXT_SRC_EV_CH_IRQ", 0x1f094 - _move, 0, Access.Read, new Field[0]);
        CntxtSrcChIrqMsk = new Register("CNTXT_SRC_CH_IRQ_MSK", 0x1f098 - _move, 0, Access.ReadWrite, new Field[0]);
        CntxtSrcEvChIrqMsk = new Register("CNTXT_SRC_EV_CH_IRQ_MSK", 0x1f09c - _move, 0, Access.ReadWrite, new Field[0]);
        CntxtSrcChIrqClr = new Register("CNTXT_SRC_CH_IRQ_CLR", 0x1f0a0 - _move, 0, Access.Write, new Field[0]);
        CntxtSrcEvChIrqClr = new Register("CNTXT_SRC_EV_CH_IRQ_CLR", 0x1f0a4 - _move, 0, Access.Write, new Field[0]);
        CntxtSrcIeobIrq = new Register("CNTXT_SRC_IEOB_IRQ", 0x1f0b0 - _move, 0, Access.Read, new Field[0]);
        CntxtSrcIeobIrqMsk = new Register("CNTXT_SRC_IEOB_IRQ_MSK", 0x1f0b8 - _move, 0, Access.ReadWrite, new Field[0]);
        CntxtSrcIeobIrqClr = new Register("CNTXT_SRC_IEOB_IRQ_CLR", 0x1f0c0 - _move, 0, Access.Write, new Field[0]);
        CntxtGlobIrqStts = new Register("CNTXT_GLOB_IRQ_STTS", 0x1f100 - _move, 0, Access.Read, global);
        CntxtGlobIrqEn = new Register("CNTXT_GLOB_IRQ_EN", 0x1f108 - _move, 0, Access.ReadWrite, global);
        CntxtGlobIrqClr = new Register("CNTXT_GLOB_IRQ_CLR", 0x1f110 - _move, 0, Access.Write, global);
        CntxtGsiIrqStts = new Register("CNTXT_GSI_IRQ_STTS", 0x1f118 - _move, 0, Access.Read, general);
        CntxtGsiIrqEn = new Register("CNTXT_GSI_IRQ_EN", 0x1f120 - _move, 0, Access.ReadWrite, general);
        CntxtGsiIrqClr = new Register("CNTXT_GSI_IRQ_CLR", 0x1f128 - _move, 0, Access.Write, general);
        CntxtIntset = new Register("CNTXT_INTSET", 0x1f180 - _move, 0, Access.ReadWrite, new Field[] { new Field("INTYPE", 0, 1) });
        ErrorLog = new Register("ERROR_LOG", 0x1f200 - _move, 0, Access.ReadWrite, new Field[] { new Field("ARG3", 0, 4), new Field("ARG2", 4, 4), new Field("ARG1", 8, 4), new Field("CODE", 12, 4), new Field("VIRT_IDX", 19, 5), new Field("TYPE", 24, 4), new Field("EE", 28, 4) });
        ErrorLogClr = new Register("ERROR_LOG_CLR", 0x1f210 - _move, 0, Access.Write, new Field[0]);
        CntxtScratch0 = new Register("CNTXT_SCRATCH_0", 0x1f400 - _move, 0, Access.ReadWrite, new Field[] { new Field("INTER_EE_RESULT", 0, 3), new Field("GENERIC_EE_RESULT", 5, 3) });
    }

    private static Field[] ChannelContext(int version)
    {
        Field[] all = new Field[]
        {
            new Field("PROTOCOL", 0, 3),
            new Field("DIR", 3, 1),
            new Field("EE", 4, 4),
            new Field("CHID", 8, 5),
            version >= IpaVersion.V4_5 ? new Field("PROTOCOL_MSB", 13, 1) : null,
            new Field("ERINDEX", 14, 5),
            new Field("CHSTATE", 20, 4),
            new Field("ELEMENT_SIZE", 24, 8),
        };
        return Present(all);
    }

    private static Field[] Qos(int version)
    {
        Field[] all = new Field[]
        {
            new Field("WRR_WEIGHT", 0, 4),
            new Field("MAX_PREFETCH", 8, 1),
            new Field("USE_DB_ENG", 9, 1),
            version >= IpaVersion.V4_0 && version < IpaVersion.V4_5 ? new Field("USE_ESCAPE_BUF_ONLY", 10, 1) : null,
            version >= IpaVersion.V4_5 ? new Field("PREFETCH_MODE", 10, 4) : null,
            version >= IpaVersion.V4_5 ? new Field("EMPTY_LVL_THRSHOLD", 16, 8) : null,
            version >= IpaVersion.V4_9 ? new Field("DB_IN_BYTES", 24, 1) : null,
        };
        return Present(all);
    }

    private static Field[] HardwareParameters(int version)
    {
        Field[] all = new Field[]
        {
            new Field("IRAM_SIZE", 0, 3),
            new Field("NUM_CH_PER_EE", 3, 5),
            new Field("NUM_EV_PER_EE", 8, 5),
            new Field("CH_PEND_TRANSLATE", 13, 1),
            new Field("CH_FULL_LOGIC", 14, 1),
            version >= IpaVersion.V4_0 ? new Field("USE_SDMA", 15, 1) : null,
            version >= IpaVersion.V4_0 ? new Field("SDMA_N_INT", 16, 3) : null,
            version >= IpaVersion.V4_0 ? new Field("SDMA_MAX_BURST", 19, 8) : null,
            version >= IpaVersion.V4_0 ? new Field("SDMA_N_IOVEC", 27, 3) : null,
            version >= IpaVersion.V4_2 ? new Field("USE_RD_WR_ENG", 30, 1) : null,
            version >= IpaVersion.V4_2 ? new Field("USE_INTER_EE", 31, 1) : null,
        };
        return Present(all);
    }

    private static Field[] GenericCommand(int version)
    {
        Field[] all = new Field[]
        {
            new Field("OPCODE", 0, 5),
            new Field("CHID", 5, 5),
            new Field("EE", 10, 4),
            version >= IpaVersion.V4_11 ? new Field("PARAMS", 24, 8) : null,
        };
        return Present(all);
    }

    private static Field[] Present(Field[] all)
    {
        int count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] != null) { count++; }
        }
        Field[] present = new Field[count];
        count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] != null) { present[count++] = all[i]; }
        }
        return present;
    }

    /// <summary>Every register that this version has, in the order of the table.</summary>
    public Register[] All()
    {
        Register[] all = new Register[]
        {
            InterEeSrcChIrqMsk, InterEeSrcEvChIrqMsk, ChCntxt0, ChCntxt1, ChCntxt2,
            ChCntxt3, ChCntxt4, ChCntxt6, ChQos, ChScratch0,
            ChScratch1, ChScratch2, ChScratch3, EvCntxt0, EvCntxt1,
            EvCntxt2, EvCntxt3, EvCntxt4, EvCntxt8, EvCntxt9,
            EvCntxt10, EvCntxt11, EvCntxt12, EvCntxt13, EvScratch0,
            EvScratch1, ChDoorbell0, ChDoorbell1, EvDoorbell0, EvDoorbell1,
            GsiStatus, ChCmd, EvChCmd, GenericCmd, HwParam2,
            CntxtTypeIrq, CntxtTypeIrqMsk, CntxtSrcChIrq, CntxtSrcEvChIrq, CntxtSrcChIrqMsk,
            CntxtSrcEvChIrqMsk, CntxtSrcChIrqClr, CntxtSrcEvChIrqClr, CntxtSrcIeobIrq, CntxtSrcIeobIrqMsk,
            CntxtSrcIeobIrqClr, CntxtGlobIrqStts, CntxtGlobIrqEn, CntxtGlobIrqClr, CntxtGsiIrqStts,
            CntxtGsiIrqEn, CntxtGsiIrqClr, CntxtIntset, ErrorLog, ErrorLogClr,
            CntxtScratch0,
        };
        if (InterEeSrcChIrqMsk != null) { return all; }
        Register[] present = new Register[all.Length - 2];
        for (int i = 0; i < present.Length; i++) { present[i] = all[i + 2]; }
        return present;
    }
}
