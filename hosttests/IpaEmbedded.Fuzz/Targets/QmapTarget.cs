using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fuzz;

/// <summary>Takes buffers of QMAP frames apart, in each format of checksums: packets lie in the buffer, in order and never twice.</summary>
public sealed class QmapTarget : FuzzTarget
{
    private const int HeaderBytes = 4;

    // IPv4 with UDP, IPv6 with TCP, an IPv4 fragment.
    private static readonly byte[] Udp = [0x45, 0, 0, 32, 0, 1, 0, 0, 64, 17, 0x66, 0xcb, 10, 0, 0, 1, 10, 0, 0, 2, 0, 7, 0, 9, 0, 12, 0, 0, 1, 2, 3, 4];
    private static readonly byte[] Tcp = [0x60, 0, 0, 0, 0, 20, 6, 64, .. new byte[15], 1, .. new byte[15], 2, 0, 7, 0, 9, .. new byte[8], 0x50, 0, 0, 1, .. new byte[4]];
    private static readonly byte[] Fragment = [0x46, 0, 0, 28, 0, 1, 0x20, 3, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 1, 1, 1, 1, 5, 6, 7, 8];

    private readonly (uint Flags, RmnetPort Port, Sink Sink)[] _formats = [.. new[] { 0u, RmnetFormat.IngressChecksumV4, RmnetFormat.IngressChecksumV5 }.Select(Format)];

    public override string Name => "qmap";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        [.. Frame(0, 1, Udp), .. Frame(2, 1, [.. Tcp, 0, 0])],
        [.. Frame(0, 1, Udp), .. Trailer, .. Frame(0, 0, Fragment), .. Trailer],
        [.. Checked(0, 1, Udp), .. Checked(3, 2, [.. Tcp, 0, 0, 0]), .. Frame(0x80, 1, [1, 0, 0, 0, .. new byte[12]])],
        [.. Frame(0x80, 1, [2, 0, 0, 0, .. new byte[12]]), .. Frame(0, 254, Udp), .. Frame(0, 255, Udp)],
    ];

    public override IReadOnlyList<byte[]> Dictionary { get; } = [[0x80, 1], [0x40, 1], [4, 0x80], [4, 0], [0x45, 0], [0x60, 0], [17], [6], [44], [0, 1, 0, 0], [1, 0, 0, 0], Trailer, Udp, Tcp, Fragment];

    public override IReadOnlyList<Mutation> Mutations => WireMutations.All;

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Ipa"];

    private static byte[] Trailer => [0, 1, 0, 0, 0, 20, 0x12, 0x34];

    public override string? Execute(byte[] input)
    {
        foreach ((uint flags, RmnetPort port, Sink sink) in _formats)
        {
            var memory = new DmaMemory(0x180000000, Math.Max(1, input.Length));
            memory.CopyFrom(0, input, 0, input.Length);
            sink.Begin(input.Length);
            uint truncated = port.TruncatedCount;
            port.OnReceived(memory, 0, input.Length);
            if ((sink.Broken ?? (port.TruncatedCount - truncated > 1 ? "more than one end" : null) ?? (flags == 0 && sink.Verified ? "a checksum is believed that there is not" : null)) is { } broken)
            {
                return broken;
            }
        }
        return null;
    }

    private static (uint Flags, RmnetPort Port, Sink Sink) Format(uint flags)
    {
        // Only takes the port's buffers; nothing is ever sent.
        var port = new RmnetPort(new ModemInterface(new EventLoop(new VirtualTime()), null, null), RmnetFormat.Deaggregation | RmnetFormat.MapCommands | flags);
        var sink = new Sink();
        foreach (int mux in (int[])[0, 1, 254])
        {
            port.CreateInterface(mux).SetSink(sink);
        }
        return (flags, port, sink);
    }

    private static byte[] Frame(byte first, byte mux, byte[] body) => [first, mux, (byte)(body.Length >> 8), (byte)body.Length, .. body];

    private static byte[] Checked(byte pad, byte mux, byte[] body) => [(byte)(0x40 | pad), mux, (byte)(body.Length >> 8), (byte)body.Length, 4, 0x80, 0, 0, .. body];

    private sealed class Sink : PacketSink
    {
        private int _bytes;
        private int _end;

        public string? Broken { get; private set; }

        public bool Verified { get; private set; }

        public void Begin(int bytes)
        {
            _bytes = bytes;
            _end = 0;
            Broken = null;
            Verified = false;
        }

        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
        {
            Verified |= checksumVerified;
            if (length <= 0 || offset < _end + HeaderBytes || length > _bytes - offset)
            {
                Broken = "a packet that is not in the buffer, or that was delivered before";
            }
            _end = offset + length;
        }
    }
}
