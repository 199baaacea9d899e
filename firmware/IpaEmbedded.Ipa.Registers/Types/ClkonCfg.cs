using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Registers;

/// <summary>CLKON_CFG: clock gating overrides. A field that a version lacks is null.</summary>
public sealed class ClkonCfg : Register
{
    /// <summary>CLKON_RX.</summary>
    public readonly Field ClkonRx;

    /// <summary>CLKON_PROC.</summary>
    public readonly Field ClkonProc;

    /// <summary>TX_WRAPPER.</summary>
    public readonly Field TxWrapper;

    /// <summary>CLKON_MISC.</summary>
    public readonly Field ClkonMisc;

    /// <summary>RAM_ARB.</summary>
    public readonly Field RamArb;

    /// <summary>FTCH_HPS.</summary>
    public readonly Field FtchHps;

    /// <summary>FTCH_DPS.</summary>
    public readonly Field FtchDps;

    /// <summary>CLKON_HPS.</summary>
    public readonly Field ClkonHps;

    /// <summary>CLKON_DPS.</summary>
    public readonly Field ClkonDps;

    /// <summary>RX_HPS_CMDQS.</summary>
    public readonly Field RxHpsCmdqs;

    /// <summary>HPS_DPS_CMDQS.</summary>
    public readonly Field HpsDpsCmdqs;

    /// <summary>DPS_TX_CMDQS.</summary>
    public readonly Field DpsTxCmdqs;

    /// <summary>RSRC_MNGR.</summary>
    public readonly Field RsrcMngr;

    /// <summary>CTX_HANDLER.</summary>
    public readonly Field CtxHandler;

    /// <summary>ACK_MNGR.</summary>
    public readonly Field AckMngr;

    /// <summary>D_DCPH.</summary>
    public readonly Field DDcph;

    /// <summary>H_DCPH.</summary>
    public readonly Field HDcph;

    /// <summary>NTF_TX_CMDQS.</summary>
    public readonly Field NtfTxCmdqs;

    /// <summary>CLKON_TX_0.</summary>
    public readonly Field ClkonTx0;

    /// <summary>CLKON_TX_1.</summary>
    public readonly Field ClkonTx1;

    /// <summary>CLKON_FNR.</summary>
    public readonly Field ClkonFnr;

    /// <summary>QSB2AXI_CMDQ_L.</summary>
    public readonly Field Qsb2axiCmdqL;

    /// <summary>AGGR_WRAPPER.</summary>
    public readonly Field AggrWrapper;

    /// <summary>RAM_SLAVEWAY.</summary>
    public readonly Field RamSlaveway;

    /// <summary>CLKON_QMB.</summary>
    public readonly Field ClkonQmb;

    /// <summary>WEIGHT_ARB.</summary>
    public readonly Field WeightArb;

    /// <summary>GSI_IF.</summary>
    public readonly Field GsiIf;

    /// <summary>CLKON_GLOBAL.</summary>
    public readonly Field ClkonGlobal;

    /// <summary>GLOBAL_2X_CLK.</summary>
    public readonly Field Global2xClk;

    /// <summary>CLKON_DCMP.</summary>
    public readonly Field ClkonDcmp;

    /// <summary>DPL_FIFO.</summary>
    public readonly Field DplFifo;

    /// <summary>DRBIP.</summary>
    public readonly Field Drbip;

    /// <summary>Creates the register as one version has it.</summary>
    public ClkonCfg(uint offset, uint stride, Field[] fields)
        : base("CLKON_CFG", offset, stride, Access.ReadWrite, fields)
    {
        ClkonRx = Find("CLKON_RX");
        ClkonProc = Find("CLKON_PROC");
        TxWrapper = Find("TX_WRAPPER");
        ClkonMisc = Find("CLKON_MISC");
        RamArb = Find("RAM_ARB");
        FtchHps = Find("FTCH_HPS");
        FtchDps = Find("FTCH_DPS");
        ClkonHps = Find("CLKON_HPS");
        ClkonDps = Find("CLKON_DPS");
        RxHpsCmdqs = Find("RX_HPS_CMDQS");
        HpsDpsCmdqs = Find("HPS_DPS_CMDQS");
        DpsTxCmdqs = Find("DPS_TX_CMDQS");
        RsrcMngr = Find("RSRC_MNGR");
        CtxHandler = Find("CTX_HANDLER");
        AckMngr = Find("ACK_MNGR");
        DDcph = Find("D_DCPH");
        HDcph = Find("H_DCPH");
        NtfTxCmdqs = Find("NTF_TX_CMDQS");
        ClkonTx0 = Find("CLKON_TX_0");
        ClkonTx1 = Find("CLKON_TX_1");
        ClkonFnr = Find("CLKON_FNR");
        Qsb2axiCmdqL = Find("QSB2AXI_CMDQ_L");
        AggrWrapper = Find("AGGR_WRAPPER");
        RamSlaveway = Find("RAM_SLAVEWAY");
        ClkonQmb = Find("CLKON_QMB");
        WeightArb = Find("WEIGHT_ARB");
        GsiIf = Find("GSI_IF");
        ClkonGlobal = Find("CLKON_GLOBAL");
        Global2xClk = Find("GLOBAL_2X_CLK");
        ClkonDcmp = Find("CLKON_DCMP");
        DplFifo = Find("DPL_FIFO");
        Drbip = Find("DRBIP");
    }
}
