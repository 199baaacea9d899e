using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Ipa.Registers;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>Writes the registers of an endpoint of the application processor (IPA reference, section 3.2), in this order.</summary>
internal sealed class EndpointProgramming
{
    private const uint QmapHeaderBytes = QmapHeader.Size;
    // The mux id among a packet's metadata: the lowest byte, in network order.
    private const uint MuxIdMask = 0xff000000;
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
        if (!endpoint.ToIpa) { Write(_table.EndpInitHdrMetadataMask, endpoint, endpoint.Qmap ? MuxIdMask : 0); }
        if (endpoint.ToIpa) { Write(_table.EndpInitMode, endpoint, Mode(endpoint)); }
        Write(_table.EndpInitAggr, endpoint, Aggregation(endpoint));
        if (!endpoint.ToIpa) { new HeadOfLineBlocking(_data, _registers).Set(endpoint.Id, endpoint.HeadOfLineDrop); }
        if (endpoint.ToIpa) { Write(_table.EndpInitDeaggr, endpoint, 0); }
        Write(_table.EndpInitRsrcGrp, endpoint, _table.EndpRsrcGrp.Encode(endpoint.ResourceGroup));
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
        if (!_data.ControlsEndpoints) { return; }
        Field field = endpoint.ToIpa ? _table.EndpDelay : _table.EndpSuspend;
        EndpointControl.Change(_registers, _table.EndpInitCtrl, endpoint.Id, field, false);
    }

    private uint Configuration(EndpointData endpoint)
    {
        if (!endpoint.Checksum) { return 0; }
        uint kind = _data.InlineChecksum ? EndpointMode.ChecksumInline : endpoint.ToIpa ? EndpointMode.ChecksumUplink : EndpointMode.ChecksumDownlink;
        uint value = _table.CsOffloadEn.Encode(kind);
        // The checksum header follows the QMAP header; the offset counts 4-byte words.
        if (endpoint.ToIpa) { value |= _table.CsMetadataHdrOffset.Encode(QmapHeaderBytes / 4); }
        return value;
    }

    private uint Header(EndpointData endpoint)
    {
        if (!endpoint.Qmap) { return 0; }
        uint length = QmapHeaderBytes;
        if (endpoint.Checksum && (endpoint.ToIpa || _data.InlineChecksum)) { length += QmapHeader.UplinkChecksumSize; }
        uint value = _table.HdrLen.Encode(length) | _table.HdrOfstMetadataValid.Encode(1);
        if (!endpoint.ToIpa)
        {
            // Byte 1 of the QMAP header is the mux id, bytes 2 and 3 are the packet length.
            value |= _table.HdrOfstMetadata.Encode(1) | _table.HdrOfstPktSizeValid.Encode(1) | _table.HdrOfstPktSize.Encode(2);
        }
        return value;
    }

    private uint HeaderExtension(EndpointData endpoint)
    {
        uint value = 0;
        if (endpoint.Qmap)
        {
            value |= _table.HdrEndianness.Encode(1);
            if (!endpoint.ToIpa) { value |= _table.HdrTotalLenOrPadValid.Encode(1) | _table.HdrPayloadLenIncPadding.Encode(1); }
        }
        if (!endpoint.ToIpa) { value |= _table.HdrPadToAlignment.Encode((uint)endpoint.PadAlign); }
        return value;
    }

    private uint Mode(EndpointData endpoint)
    {
        if (endpoint.DmaEndpoint == EndpointName.None) { return _table.EndpMode.Encode(EndpointMode.Basic); }
        return _table.EndpMode.Encode(EndpointMode.Dma)
            | _table.DestPipeIndex.Encode((uint)_data.Endpoint(endpoint.DmaEndpoint).Id);
    }

    private uint Aggregation(EndpointData endpoint)
    {
        if (!endpoint.Aggregation) { return 0; }
        if (endpoint.ToIpa)
        {
            return _table.AggrEn.Encode(EndpointMode.AggregationDisassemble) | _table.AggrType.Encode(EndpointMode.AggregationQcmap);
        }
        uint value = _table.AggrEn.Encode(EndpointMode.AggregationEnable) | _table.AggrType.Encode(EndpointMode.AggregationGeneric)
            | _table.ByteLimit.Encode(AggregationKilobytes(endpoint.BufferSize)) | _table.PktLimit.Encode(endpoint.AggregationPackets)
            | TimeLimit(endpoint.AggregationTimeMicroseconds);
        if (endpoint.AggregationCloseOnEof) { value |= _table.SwEofActive.Encode(1); }
        return value;
    }

    private uint TimeLimit(uint microseconds)
    {
        if (!_data.CountsInQtime) { return _table.TimeLimit.Encode(Rounded(microseconds, AggregationUnitMicroseconds)); }
        uint fine = Rounded(microseconds, QtimeUnitMicroseconds);
        if (fine <= _table.TimeLimit.Maximum) { return _table.TimeLimit.Encode(fine); }
        return _table.TimeLimit.Encode(Rounded(microseconds, QtimeCoarseUnitMicroseconds)) | _table.AggrGranSel.Encode(1);
    }

    private static uint Rounded(uint microseconds, uint unit)
    {
        return (microseconds + unit / 2) / unit;
    }

    private uint Sequencer(EndpointData endpoint)
    {
        uint value = _table.SeqType.Encode(endpoint.SequencerType);
        if (endpoint.SequencerRepType != 0) { value |= _table.SeqRepType.Encode(endpoint.SequencerRepType); }
        return value;
    }

    private uint Status(EndpointData endpoint)
    {
        if (!endpoint.StatusEnable) { return 0; }
        uint value = _table.StatusEn.Encode(1);
        if (endpoint.ToIpa) { value |= _table.StatusEndp.Encode((uint)_data.Endpoint(endpoint.StatusEndpoint).Id); }
        return value;
    }

    private void Write(Register register, EndpointData endpoint, uint value)
    {
        _registers.Write32(register.At(endpoint.Id), value);
    }
}
