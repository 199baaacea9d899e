using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>Writes the registers of an endpoint of the application processor (IPA reference, section 3.2), in this order.</summary>
internal sealed class EndpointProgramming
{
    private const uint QmapHeaderBytes = QmapHeader.Size;
    private const uint AggregationUnitMicroseconds = 500;
    private const uint QtimeUnitMicroseconds = 100;
    private const uint QtimeCoarseUnitMicroseconds = 1000;

    private readonly IpaData _data;
    private readonly IpaRegisters _table;
    private readonly RegisterBlock _registers;

    internal EndpointProgramming(IpaData data, RegisterBlock registers)
    {
        _data = data;
        _table = data.Registers;
        _registers = registers;
    }

    internal void Program(EndpointData endpoint)
    {
        ClearControl(endpoint);
        Write(_table.EndpInitCfg, endpoint, Configuration(endpoint));
        if (endpoint.ToIpa) { Write(_table.EndpInitNat, endpoint, 0); }
        Write(_table.EndpInitHdr, endpoint, Header(endpoint));
        Write(_table.EndpInitHdrExt, endpoint, HeaderExtension(endpoint));
        if (!endpoint.ToIpa) { Write(_table.EndpInitHdrMetadataMask, endpoint, endpoint.Qmap ? 0xff000000 : 0); }
        if (endpoint.ToIpa) { Write(_table.EndpInitMode, endpoint, Mode(endpoint)); }
        Write(_table.EndpInitAggr, endpoint, Aggregation(endpoint));
        if (!endpoint.ToIpa) { new HeadOfLineBlocking(_data, _registers).Set(endpoint.Id, endpoint.HeadOfLineDrop, 0); }
        if (endpoint.ToIpa) { Write(_table.EndpInitDeaggr, endpoint, 0); }
        Write(_table.EndpInitRsrcGrp, endpoint, _table.EndpInitRsrcGrp.EndpRsrcGrp.Encode(endpoint.ResourceGroup));
        if (endpoint.ToIpa) { Write(_table.EndpInitSeq, endpoint, Sequencer(endpoint)); }
        Write(_table.EndpStatus, endpoint, Status(endpoint));
    }

    /// <summary>Byte limit of an aggregation in kB: what of the buffer is left when one more packet of the largest size must fit.</summary>
    internal static uint AggregationKilobytes(int bufferSize)
    {
        return (uint)(bufferSize - ReceiveLayout.Headroom - ReceiveLayout.Mtu - ReceiveLayout.PacketOverhead) / 1024;
    }

    private void ClearControl(EndpointData endpoint)
    {
        EndpInitCtrl control = _table.EndpInitCtrl;
        if (control == null) { return; }
        Field field = endpoint.ToIpa ? control.EndpDelay : control.EndpSuspend;
        EndpointControl.Change(_registers, control.At(endpoint.Id), field, false);
    }

    private uint Configuration(EndpointData endpoint)
    {
        if (!endpoint.Checksum) { return 0; }
        EndpInitCfg cfg = _table.EndpInitCfg;
        uint kind = _data.InlineChecksum ? EndpointMode.ChecksumInline : endpoint.ToIpa ? EndpointMode.ChecksumUplink : EndpointMode.ChecksumDownlink;
        uint value = cfg.CsOffloadEn.Encode(kind);
        // The checksum header follows the QMAP header; the offset counts 4-byte words.
        if (endpoint.ToIpa) { value |= cfg.CsMetadataHdrOffset.Encode(QmapHeaderBytes / 4); }
        return value;
    }

    private uint Header(EndpointData endpoint)
    {
        if (!endpoint.Qmap) { return 0; }
        EndpInitHdr header = _table.EndpInitHdr;
        uint length = QmapHeaderBytes;
        if (endpoint.Checksum && (endpoint.ToIpa || _data.InlineChecksum)) { length += QmapHeader.UplinkChecksumSize; }
        uint value = header.HdrLen.Encode(length) | header.HdrOfstMetadataValid.Encode(1);
        if (!endpoint.ToIpa)
        {
            // Byte 1 of the QMAP header is the mux id, bytes 2 and 3 are the packet length.
            value |= header.HdrOfstMetadata.Encode(1) | header.HdrOfstPktSizeValid.Encode(1) | header.HdrOfstPktSize.Encode(2);
        }
        return value;
    }

    private uint HeaderExtension(EndpointData endpoint)
    {
        EndpInitHdrExt extension = _table.EndpInitHdrExt;
        uint value = 0;
        if (endpoint.Qmap)
        {
            value |= extension.HdrEndianness.Encode(1);
            if (!endpoint.ToIpa) { value |= extension.HdrTotalLenOrPadValid.Encode(1) | extension.HdrPayloadLenIncPadding.Encode(1); }
        }
        if (!endpoint.ToIpa) { value |= extension.HdrPadToAlignment.Encode((uint)endpoint.PadAlign); }
        return value;
    }

    private uint Mode(EndpointData endpoint)
    {
        if (endpoint.DmaEndpoint == EndpointName.None) { return _table.EndpInitMode.EndpMode.Encode(EndpointMode.Basic); }
        return _table.EndpInitMode.EndpMode.Encode(EndpointMode.Dma)
            | _table.EndpInitMode.DestPipeIndex.Encode((uint)_data.Endpoint(endpoint.DmaEndpoint).Id);
    }

    private uint Aggregation(EndpointData endpoint)
    {
        EndpInitAggr aggr = _table.EndpInitAggr;
        if (!endpoint.Aggregation) { return 0; }
        if (endpoint.ToIpa)
        {
            return aggr.AggrEn.Encode(EndpointMode.AggregationDisassemble) | aggr.AggrType.Encode(EndpointMode.AggregationQcmap);
        }
        uint value = aggr.AggrEn.Encode(EndpointMode.AggregationEnable) | aggr.AggrType.Encode(EndpointMode.AggregationGeneric)
            | aggr.ByteLimit.Encode(AggregationKilobytes(endpoint.BufferSize)) | TimeLimit(aggr, endpoint.AggregationTimeMicroseconds);
        if (endpoint.AggregationCloseOnEof) { value |= aggr.SwEofActive.Encode(1); }
        return value;
    }

    private static uint TimeLimit(EndpInitAggr aggr, uint microseconds)
    {
        if (aggr.AggrGranSel == null) { return aggr.TimeLimit.Encode(Rounded(microseconds, AggregationUnitMicroseconds)); }
        uint fine = Rounded(microseconds, QtimeUnitMicroseconds);
        if (fine <= aggr.TimeLimit.Maximum) { return aggr.TimeLimit.Encode(fine); }
        return aggr.TimeLimit.Encode(Rounded(microseconds, QtimeCoarseUnitMicroseconds)) | aggr.AggrGranSel.Encode(1);
    }

    private static uint Rounded(uint microseconds, uint unit)
    {
        return (microseconds + unit / 2) / unit;
    }

    private uint Sequencer(EndpointData endpoint)
    {
        EndpInitSeq sequencer = _table.EndpInitSeq;
        uint value = sequencer.SeqType.Encode(endpoint.SequencerType);
        if (sequencer.SeqRepType != null) { value |= sequencer.SeqRepType.Encode(endpoint.SequencerRepType); }
        return value;
    }

    private uint Status(EndpointData endpoint)
    {
        if (!endpoint.StatusEnable) { return 0; }
        EndpStatus status = _table.EndpStatus;
        uint value = status.StatusEn.Encode(1);
        if (endpoint.ToIpa) { value |= status.StatusEndp.Encode((uint)_data.Endpoint(endpoint.StatusEndpoint).Id); }
        return value;
    }

    private void Write(Register register, EndpointData endpoint, uint value)
    {
        _registers.Write32(register.At(endpoint.Id), value);
    }
}
