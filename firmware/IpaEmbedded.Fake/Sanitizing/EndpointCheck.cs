using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Holds what a driver writes into the registers of endpoints against the IPA reference, sections 3.1, 3.2 and 18.2, and an endpoint as a whole when its channel starts.</summary>
internal sealed class EndpointCheck
{
    // The registers that a driver writes for each of its endpoints, also when they are 0 (section 3.2, notes): a bit each.
    private const int ForTransmit = 0x3ff;
    private const int ForReceive = 0xcb7;
    private const int Cfg = 0x001;
    private const int Hdr = 0x002;
    private const int HdrExt = 0x004;
    private const int Nat = 0x008;
    private const int Aggr = 0x010;
    private const int Group = 0x020;
    private const int Mode = 0x040;
    private const int Status = 0x080;
    private const int Deaggr = 0x100;
    private const int Seq = 0x200;
    private const int Mask = 0x400;
    private const int HolBlock = 0x800;
    private const uint QmapWithChecksum = 8;

    private readonly FakeIpa _ipa;
    private readonly IpaRegisters _table;
    private readonly bool _inline;
    private readonly ushort[] _written;
    private Pipeline _pipeline;
    private int _blockedOnce = -1;

    internal EndpointCheck(FakeIpa ipa)
    {
        _ipa = ipa;
        _table = ipa.Registers;
        _inline = ipa.Chip.Version >= IpaVersion.V4_5;
        _written = new ushort[ipa.Chip.EndpointSlots];
        ipa.OnWrite(_table.EndpInitCfg, WriteCfg);
        ipa.OnWrite(_table.EndpInitNat, WriteNat);
        ipa.OnWrite(_table.EndpInitHdr, WriteHdr);
        ipa.OnWrite(_table.EndpInitHdrExt, WriteHdrExt);
        ipa.OnWrite(_table.EndpInitHdrMetadataMask, WriteMask);
        ipa.OnWrite(_table.EndpInitMode, WriteMode);
        ipa.OnWrite(_table.EndpInitAggr, WriteAggr);
        ipa.OnWrite(_table.EndpInitHolBlockEn, WriteHolBlockEn);
        ipa.OnWrite(_table.EndpInitDeaggr, WriteDeaggr);
        ipa.OnWrite(_table.EndpInitRsrcGrp, WriteGroup);
        ipa.OnWrite(_table.EndpInitSeq, WriteSeq);
        ipa.OnWrite(_table.EndpStatus, WriteStatus);
        ipa.OnWrite(_table.EndpFilterRouterHshCfg, WriteHashes);
    }

    internal void Connect(Pipeline pipeline)
    {
        _pipeline = pipeline;
    }

    /// <summary>One of <see cref="EndpointDirection"/>: by the chip's own endpoints, then by the ranges of FLAVOR_0 (section 3.1.2).</summary>
    internal int DirectionOf(int endpoint)
    {
        ChipEndpoint known = _ipa.Chip.OfEndpoint(endpoint);
        if (known != null) { return known.ToIpa ? EndpointDirection.Transmits : EndpointDirection.Receives; }
        if (_table.Flavor0 == null) { return EndpointDirection.Unknown; }
        uint flavor = _ipa.Peek(_table.Flavor0, 0);
        int first = (int)_table.ProdLowest.Decode(flavor);
        if (endpoint >= first && endpoint < first + (int)_table.MaxProdPipes.Decode(flavor)) { return EndpointDirection.Receives; }
        return endpoint < (int)_table.MaxConsPipes.Decode(flavor) ? EndpointDirection.Transmits : EndpointDirection.Absent;
    }

    /// <summary>Whether data may be sent to an endpoint: it receives, or nobody says.</summary>
    internal bool MayReceive(int endpoint)
    {
        return (DirectionOf(endpoint) & EndpointDirection.Receives) != 0;
    }

    /// <summary>A set of endpoints (a word of it) that have to be receiving ones.</summary>
    internal void CheckSet(Register register, int word, uint endpoints)
    {
        for (int i = 0; i < 32; i++)
        {
            if ((endpoints & (1u << i)) != 0 && !MayReceive(word * 32 + i))
            {
                _ipa.Report(SanitizerRule.EndpointSet, register, word, endpoints, "endpoint " + (word * 32 + i).ToString() + " does not receive");
            }
        }
    }

    /// <summary>SUSPEND is for receiving endpoints, DELAY for the others.</summary>
    internal void WriteControl(int endpoint, uint set)
    {
        if (_table.EndpSuspend.IsSet(set)) { Require(EndpointDirection.Receives, _table.EndpInitCtrl, endpoint, set, "SUSPEND"); }
        if (_table.EndpDelay.IsSet(set)) { Require(EndpointDirection.Transmits, _table.EndpInitCtrl, endpoint, set, "DELAY"); }
    }

    /// <summary>The head-of-line timer was written.</summary>
    internal void WriteHolTimer(int endpoint, uint value)
    {
        FinishBlocking();
        Require(EndpointDirection.Receives, _table.EndpInitHolBlockTimer, endpoint, value, null);
    }

    /// <summary>From v4.5 on, blocking is enabled by two writes (section 3.2): one that was not repeated until now is reported.</summary>
    internal void FinishBlocking()
    {
        if (_blockedOnce < 0) { return; }
        _ipa.Report(SanitizerRule.HolEnabledOnce, _table.EndpInitHolBlockEn, _blockedOnce, 1, null);
        _blockedOnce = -1;
    }

    /// <summary>The channel of an application processor's endpoint starts: everything that it needs is there.</summary>
    internal void Started(int endpoint)
    {
        FinishBlocking();
        bool transmits = DirectionOf(endpoint) == EndpointDirection.Transmits;
        int missing = (transmits ? ForTransmit : ForReceive) & ~_written[endpoint];
        if (missing != 0) { _ipa.Report(SanitizerRule.EndpointNotProgrammed, _table.EndpInitCfg, endpoint, (uint)missing, "never written: " + NameOf(missing)); }
        if (transmits && _table.EndpInitCtrl != null && _table.EndpDelay.IsSet(_ipa.Peek(_table.EndpInitCtrl, endpoint)))
        {
            _ipa.Report(SanitizerRule.DelayOnApEndpoint, _table.EndpInitCtrl, endpoint, _ipa.Peek(_table.EndpInitCtrl, endpoint), "started");
        }
        CheckHeader(endpoint, transmits);
        CheckGroup(endpoint, transmits);
        uint aggregation = _ipa.Peek(_table.EndpInitAggr, endpoint);
        if (!transmits && _table.AggrEn.IsSet(aggregation) && _table.TimeLimit.IsSet(aggregation) && !IsClockOn())
        {
            _ipa.Report(SanitizerRule.TimerClockOff, _table.EndpInitAggr, endpoint, aggregation, null);
        }
    }

    private bool IsClockOn()
    {
        return _table.CounterCfg != null ? _table.AggrGranularity.IsSet(_ipa.Peek(_table.CounterCfg, 0)) : _table.DivEnable.IsSet(_ipa.Peek(_table.TimersXoClkDivCfg, 0));
    }

    // The places that the IPA looks at lie inside of the header that it is told of.
    private void CheckHeader(int endpoint, bool transmits)
    {
        uint header = _ipa.Peek(_table.EndpInitHdr, endpoint);
        uint length = _table.HdrLen.Decode(header);
        uint config = _ipa.Peek(_table.EndpInitCfg, endpoint);
        uint needed = 0;
        if (_table.CsOffloadEn.IsSet(config) && (transmits || _inline)) { needed = QmapWithChecksum; }
        if (_table.HdrOfstMetadataValid.IsSet(header)) { needed = Larger(needed, _table.HdrOfstMetadata.Decode(header) + 1); }
        if (_table.HdrOfstPktSizeValid.IsSet(header)) { needed = Larger(needed, _table.HdrOfstPktSize.Decode(header) + 2); }
        if (length < needed) { _ipa.Report(SanitizerRule.HeaderLength, _table.EndpInitHdr, endpoint, header, needed.ToString() + " bytes are needed"); }
    }

    private static uint Larger(uint a, uint b)
    {
        return a > b ? a : b;
    }

    private void CheckGroup(int endpoint, bool transmits)
    {
        uint group = _table.EndpRsrcGrp.Decode(_ipa.Peek(_table.EndpInitRsrcGrp, endpoint));
        Register limits = (transmits ? _table.SrcRsrcGrp : _table.DstRsrcGrp)[group / 2];
        Field most = (group & 1) == 0 ? _table.XMaxLim : _table.YMaxLim;
        for (int type = 0; limits != null && type < limits.Count; type++)
        {
            if (most.IsSet(_ipa.Peek(limits, type))) { return; }
        }
        _ipa.Report(SanitizerRule.ResourceGroupEmpty, _table.EndpInitRsrcGrp, endpoint, group, null);
    }

    private string NameOf(int missing)
    {
        Register[] registers = new Register[]
        {
            _table.EndpInitCfg, _table.EndpInitHdr, _table.EndpInitHdrExt, _table.EndpInitNat, _table.EndpInitAggr, _table.EndpInitRsrcGrp, _table.EndpInitMode,
            _table.EndpStatus, _table.EndpInitDeaggr, _table.EndpInitSeq, _table.EndpInitHdrMetadataMask,
            _table.EndpInitHolBlockEn,
        };
        int i = 0;
        while ((missing & (1 << i)) == 0) { i++; }
        return registers[i].Name;
    }

    private bool Require(int direction, Register register, int endpoint, uint value, string what)
    {
        int actual = DirectionOf(endpoint);
        if (actual == EndpointDirection.Absent) { _ipa.Report(SanitizerRule.EndpointUnknown, register, endpoint, value, null); }
        else if ((actual & direction) == 0) { _ipa.Report(SanitizerRule.EndpointWrongDirection, register, endpoint, value, what); }
        else { return true; }
        return false;
    }

    private bool IsKnown(Register register, int endpoint, uint value, int bit)
    {
        _written[endpoint] |= (ushort)bit;
        return Require(EndpointDirection.Unknown, register, endpoint, value, null);
    }

    private void CheckField(bool good, Register register, int endpoint, uint value, string what)
    {
        if (!good) { _ipa.Report(SanitizerRule.FieldValue, register, endpoint, value, what); }
    }

    private void WriteCfg(int endpoint, uint before, uint value)
    {
        if (!IsKnown(_table.EndpInitCfg, endpoint, value, Cfg)) { return; }
        uint mode = _table.CsOffloadEn.Decode(value);
        CheckField(mode <= (_inline ? EndpointMode.ChecksumInline : EndpointMode.ChecksumDownlink), _table.EndpInitCfg, endpoint, value, "CS_OFFLOAD_EN");
        if (_table.CsMetadataHdrOffset.IsSet(value)) { Require(EndpointDirection.Transmits, _table.EndpInitCfg, endpoint, value, "CS_METADATA_HDR_OFFSET"); }
        if (_inline || mode == 0 || mode > EndpointMode.ChecksumDownlink) { return; }
        Require(mode == EndpointMode.ChecksumUplink ? EndpointDirection.Transmits : EndpointDirection.Receives, _table.EndpInitCfg, endpoint, value, "CS_OFFLOAD_EN");
    }

    private void WriteNat(int endpoint, uint before, uint value)
    {
        _written[endpoint] |= Nat;
        if (Require(EndpointDirection.Transmits, _table.EndpInitNat, endpoint, value, null)) { CheckField(value != 3, _table.EndpInitNat, endpoint, value, "NAT_EN"); }
    }

    private void WriteHdr(int endpoint, uint before, uint value)
    {
        IsKnown(_table.EndpInitHdr, endpoint, value, Hdr);
    }

    private void WriteHdrExt(int endpoint, uint before, uint value)
    {
        IsKnown(_table.EndpInitHdrExt, endpoint, value, HdrExt);
    }

    private void WriteMask(int endpoint, uint before, uint value)
    {
        _written[endpoint] |= Mask;
        Require(EndpointDirection.Receives, _table.EndpInitHdrMetadataMask, endpoint, value, null);
    }

    private void WriteMode(int endpoint, uint before, uint value)
    {
        _written[endpoint] |= Mode;
        if (!Require(EndpointDirection.Transmits, _table.EndpInitMode, endpoint, value, null)) { return; }
        uint mode = _table.EndpMode.Decode(value);
        CheckField(mode <= EndpointMode.Dma, _table.EndpInitMode, endpoint, value, "ENDP_MODE");
        int destination = (int)_table.DestPipeIndex.Decode(value);
        if (mode == EndpointMode.Dma && !MayReceive(destination))
        {
            _ipa.Report(SanitizerRule.DmaDestination, _table.EndpInitMode, endpoint, value, "endpoint " + destination.ToString() + " does not receive");
        }
    }

    private void WriteAggr(int endpoint, uint before, uint value)
    {
        if (!IsKnown(_table.EndpInitAggr, endpoint, value, Aggr)) { return; }
        uint enable = _table.AggrEn.Decode(value);
        CheckField(enable <= EndpointMode.AggregationDisassemble && _table.AggrType.Decode(value) <= EndpointMode.AggregationQcmap, _table.EndpInitAggr, endpoint, value, "AGGR_EN, AGGR_TYPE");
        CheckField(enable != 0 || value == 0, _table.EndpInitAggr, endpoint, value, "limits without aggregation");
        if (enable == 0 || enable > EndpointMode.AggregationDisassemble) { return; }
        Require(enable == EndpointMode.AggregationEnable ? EndpointDirection.Receives : EndpointDirection.Transmits, _table.EndpInitAggr, endpoint, value, "AGGR_EN");
    }

    private void WriteHolBlockEn(int endpoint, uint before, uint value)
    {
        _written[endpoint] |= HolBlock;
        bool second = _blockedOnce == endpoint && value != 0;
        if (second) { _blockedOnce = -1; }
        else { FinishBlocking(); }
        if (!Require(EndpointDirection.Receives, _table.EndpInitHolBlockEn, endpoint, value, null)) { return; }
        if (_inline && !second && value != 0) { _blockedOnce = endpoint; }
    }

    private void WriteDeaggr(int endpoint, uint before, uint value)
    {
        _written[endpoint] |= Deaggr;
        Require(EndpointDirection.Transmits, _table.EndpInitDeaggr, endpoint, value, null);
    }

    private void WriteGroup(int endpoint, uint before, uint value)
    {
        IsKnown(_table.EndpInitRsrcGrp, endpoint, value, Group);
    }

    private void WriteSeq(int endpoint, uint before, uint value)
    {
        _written[endpoint] |= Seq;
        if (!Require(EndpointDirection.Transmits, _table.EndpInitSeq, endpoint, value, null)) { return; }
        uint type = _table.SeqType.Decode(value);
        bool deciphers = (type & 0x11) != 0;
        uint passes = type & ~0x11u;
        bool good = (!deciphers || (type & 0x11) == 0x11) && (passes & 1) == 0 && passes <= 0xc && passes != 0x8;
        CheckField(good, _table.EndpInitSeq, endpoint, value, "SEQ_TYPE");
        if (_table.SeqRepType != null) { CheckField((_table.SeqRepType.Decode(value) & ~8u) == 0, _table.EndpInitSeq, endpoint, value, "SEQ_REP_TYPE"); }
    }

    private void WriteStatus(int endpoint, uint before, uint value)
    {
        if (!IsKnown(_table.EndpStatus, endpoint, value, Status)) { return; }
        int destination = (int)_table.StatusEndp.Decode(value);
        if (destination != 0) { Require(EndpointDirection.Transmits, _table.EndpStatus, endpoint, value, "STATUS_ENDP"); }
        if (DirectionOf(endpoint) == EndpointDirection.Transmits && _table.StatusEn.IsSet(value) && !MayReceive(destination))
        {
            _ipa.Report(SanitizerRule.StatusEndpoint, _table.EndpStatus, endpoint, value, "endpoint " + destination.ToString() + " does not receive");
        }
        if (_ipa.IsInside) { _pipeline.CheckPaused(endpoint); }
    }

    private static bool IsChanged(Field[] fields, uint before, uint value)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i].Decode(before) != fields[i].Decode(value)) { return true; }
        }
        return false;
    }

    // The filter of endpoint n and route n share the register: each is changed without the other (section 3.1, notes).
    private void WriteHashes(int index, uint before, uint value)
    {
        if (IsChanged(_table.FilterHashMsk, before, value) && IsChanged(_table.RouterHashMsk, before, value)) { _ipa.Report(SanitizerRule.HashHalves, _table.EndpFilterRouterHshCfg, index, value, null); }
    }
}
