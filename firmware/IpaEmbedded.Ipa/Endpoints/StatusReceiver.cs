using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Registers.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Endpoints;

/// <summary>
/// Reads buffers of the endpoint for exceptions: status elements with a packet behind each. A tagged one from the command endpoint
/// says that the pipeline is empty.
/// </summary>
public sealed class StatusReceiver : FrameSink
{
    private const int ChecksumTrailer = 8;

    /// <summary>What was found.</summary>
    public readonly StatusCounters Counters = new StatusCounters();

    /// <summary>Signalled by the tagged status of a pipeline clear.</summary>
    public readonly Completion PipelineCleared = new Completion();

    private readonly int _endpoint;
    private readonly int _commandEndpoint;
    private readonly int _destinationAt;
    private readonly int _idMask;
    private readonly int _alignment;
    private readonly int _trailer;
    private FrameSink _sink;

    /// <summary>Creates the reader for an RX endpoint with status; the elements are wide from v5.0 on.</summary>
    public StatusReceiver(EndpointData endpoint, int commandEndpoint, bool isWide)
    {
        _destinationAt = isWide ? StatusElement.WideDestinationEndpoint : StatusElement.DestinationEndpoint;
        _idMask = isWide ? StatusElement.WideEndpointMask : StatusElement.EndpointMask;
        _endpoint = endpoint.Id;
        _commandEndpoint = commandEndpoint;
        _alignment = 1 << endpoint.PadAlign;
        _trailer = endpoint.Checksum ? ChecksumTrailer : 0;
    }

    /// <summary>Says who gets the packets; null drops them.</summary>
    public void SetSink(FrameSink sink)
    {
        _sink = sink;
    }

    /// <inheritdoc/>
    public override void OnReceived(DmaMemory memory, int offset, int length)
    {
        int left = length;
        while (left > 0)
        {
            if (left < StatusElement.Size)
            {
                Counters.Truncated++;
                return;
            }
            int packet = memory.Read16(offset + StatusElement.PacketLength);
            if (!HasPacket(memory, offset, packet))
            {
                Counters.Skipped++;
                offset += StatusElement.Size;
                left -= StatusElement.Size;
                continue;
            }
            // The chip's lengths are checked against what was received: one corrupt record must not be read past the buffer.
            int record = StatusElement.Size + ((packet + _alignment - 1) & ~(_alignment - 1)) + _trailer;
            if (record > left)
            {
                Counters.Truncated++;
                return;
            }
            if (IsDropped(memory, offset)) { Counters.Dropped++; }
            else { Deliver(memory, offset + StatusElement.Size, packet); }
            offset += record;
            left -= record;
        }
    }

    private bool HasPacket(DmaMemory memory, int at, int packet)
    {
        byte opcode = memory.Read8(at + StatusElement.Opcode);
        bool known = opcode == StatusElement.OpcodePacket || opcode == StatusElement.OpcodeDroppedPacket
            || opcode == StatusElement.OpcodeSuspendedPacket || opcode == StatusElement.OpcodePacketSecondPass;
        return known && packet != 0 && (memory.Read8(at + _destinationAt) & _idMask) == _endpoint;
    }

    private bool IsDropped(DmaMemory memory, int at)
    {
        if ((memory.Read16(at + StatusElement.Mask) & StatusElement.MaskTagValid) != 0)
        {
            if ((memory.Read8(at + StatusElement.SourceEndpoint) & _idMask) == _commandEndpoint) { PipelineCleared.Complete(); }
            else { Counters.UnexpectedTags++; }
            return true;
        }
        byte exception = memory.Read8(at + StatusElement.Exception);
        if (exception == StatusElement.ExceptionDeaggregation) { return true; }
        uint rule = memory.Read32(at + StatusElement.Routing) >> StatusElement.RouteRuleShift;
        return exception == 0 && rule == StatusElement.RouteRuleMiss;
    }

    private void Deliver(DmaMemory memory, int offset, int length)
    {
        if (_sink == null)
        {
            Counters.Dropped++;
            return;
        }
        Counters.Delivered++;
        _sink.OnReceived(memory, offset, length);
    }
}
