using System.Buffers.Binary;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fuzz;

/// <summary>Takes buffers of status elements apart: what is delivered lies in the buffer, in order and never twice, and every element is counted once.</summary>
public sealed class StatusTarget : FuzzTarget
{
    private const int Endpoint = 9;
    private const int CommandEndpoint = 5;
    private const int ElementBytes = 32;

    public override string Name => "status";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Element(1, 0, 0, 20, 2, Endpoint, [.. new byte[20]]),
        [.. Element(1, 0, 0x10, 0, CommandEndpoint, Endpoint, []), .. Element(4, 0, 0, 7, 2, Endpoint, new byte[16])],
        [.. Element(8, 1, 0, 40, 2, Endpoint, new byte[48]), .. Element(0x40, 0, 0x10, 24, CommandEndpoint, Endpoint, new byte[32])],
        [.. Element(2, 0, 0, 0, 2, 4, []), .. Element(0x10, 0, 0, 0, 2, 4, []), .. Element(1, 0, 0, 1, 2, Endpoint, new byte[12])],
    ];

    public override IReadOnlyList<byte[]> Dictionary { get; } = [[1], [4], [8], [0x40], [0x10, 0], [Endpoint], [CommandEndpoint], Element(1, 0, 0, 4, 2, Endpoint, new byte[4]), Element(2, 0, 0, 0, 2, 4, [])];

    public override IReadOnlyList<Mutation> Mutations => WireMutations.All;

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Ipa"];

    public override string? Execute(byte[] input) =>
        Execute(input, isWide: false, padAlign: 0, checksum: true) ?? Execute(input, isWide: true, padAlign: 2, checksum: false) ?? Execute(input, isWide: input.Length % 2 == 0, padAlign: 4, checksum: true);

    private static string? Execute(byte[] input, bool isWide, int padAlign, bool checksum)
    {
        var receiver = new StatusReceiver(new EndpointData { Id = Endpoint, PadAlign = padAlign, Checksum = checksum }, CommandEndpoint, isWide);
        var sink = new Sink(input.Length);
        receiver.SetSink(sink);
        var memory = new DmaMemory(0x180000000, Math.Max(1, input.Length));
        memory.CopyFrom(0, input, 0, input.Length);
        receiver.OnReceived(memory, 0, input.Length);
        StatusCounters counters = receiver.Counters;
        return sink.Broken
            ?? (counters.Delivered != sink.Packets ? "delivered packets are counted wrong" : null)
            ?? (counters.Truncated > 1 ? "more than one end" : null)
            ?? ((counters.Delivered + counters.Dropped + counters.Skipped) * ElementBytes > input.Length ? "more elements than there is room for" : null)
            ?? (input.Length > 0 && counters.Delivered + counters.Dropped + counters.Skipped + counters.Truncated == 0 ? "bytes that nobody counts" : null);
    }

    private static byte[] Element(byte opcode, byte exception, ushort mask, ushort length, byte source, byte destination, byte[] behind)
    {
        byte[] element = new byte[ElementBytes];
        element[0] = opcode;
        element[1] = exception;
        BinaryPrimitives.WriteUInt16LittleEndian(element.AsSpan(2), mask);
        BinaryPrimitives.WriteUInt16LittleEndian(element.AsSpan(4), length);
        element[6] = source;
        element[7] = element[30] = destination;
        return [.. element, .. behind];
    }

    private sealed class Sink(int bytes) : FrameSink
    {
        private int _end;

        public uint Packets { get; private set; }

        public string? Broken { get; private set; }

        public override void OnReceived(DmaMemory memory, int offset, int length)
        {
            Packets++;
            if (length <= 0 || offset < _end + ElementBytes || length > bytes - offset)
            {
                Broken = "a packet that is not in the buffer, or that was delivered before";
            }
            _end = offset + length;
        }
    }
}
