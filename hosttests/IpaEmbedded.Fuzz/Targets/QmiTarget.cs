using System.Buffers.Binary;
using IpaEmbedded.Qualcomm.Qmi;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fuzz;

/// <summary>
/// Reads QMI messages: what is taken is one message whose elements fill it, each with the value that it has there; then a handle with a request
/// under way hears it, from the right peer and from others.
/// </summary>
public sealed class QmiTarget : FuzzTarget
{
    private const int HeaderBytes = 7;
    private const int LongestResponse = 64;

    public override string Name => "qmi";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Message(2, 0, 0x21, [2, 4, 0, 0, 0, 0, 0, 0x10, 4, 0, 12, 0, 0, 0, 0x12, 1, 0, 0]),
        Message(0, 1, 0x20, [0x10, 1, 0, 1]),
        Message(0, 2, 0x35, [1, 1, 0, 0]),
        Message(4, 3, 0x22, [2, 4, 0, 1, 0, 3, 0, 0x11, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0x13, 2, 0, 9, 9]),
        Message(2, 0, 0x21, [1, 80, 0, .. new byte[80]]),
    ];

    public override IReadOnlyList<byte[]> Dictionary { get; } = [[2, 4, 0], [0x10, 4, 0], [0x11, 8, 0], [1, 1, 0, 0], [0x21, 0], [0x20, 0], [0x35, 0], [0x22, 0], [0, 0, 0], [0xff, 0xff]];

    public override IReadOnlyList<Mutation> Mutations => WireMutations.All;

    public override IReadOnlyList<string> Assemblies => ["IpaEmbedded.Qualcomm"];

    public override string? Execute(byte[] input)
    {
        var reader = new QmiReader();
        List<(byte Type, byte[] Value)>? elements = Elements(input);
        // A message may lie in a longer buffer.
        if (reader.Open([.. input, 0xff, 0xff, 0xff], input.Length) != elements is not null)
        {
            return elements is null ? "what is no message is taken" : "a message is refused";
        }
        return (elements is null ? null : Compare(reader, elements)) ?? Hear(input, elements is not null);
    }

    private static byte[] Message(byte type, ushort transaction, ushort message, byte[] elements)
    {
        byte[] bytes = [type, 0, 0, 0, 0, 0, 0, .. elements];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(1), transaction);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(3), message);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(5), (ushort)elements.Length);
        return bytes;
    }

    // The same once more, in the plainest way.
    private static List<(byte Type, byte[] Value)>? Elements(byte[] input)
    {
        if (input.Length < HeaderBytes || input[0] is not (0 or 2 or 4) || BinaryPrimitives.ReadUInt16LittleEndian(input.AsSpan(5)) != input.Length - HeaderBytes)
        {
            return null;
        }
        var elements = new List<(byte, byte[])>();
        ReadOnlySpan<byte> rest = input.AsSpan(HeaderBytes);
        while (rest.Length > 0)
        {
            if (rest.Length < 3 || BinaryPrimitives.ReadUInt16LittleEndian(rest[1..]) > rest.Length - 3)
            {
                return null;
            }
            int length = BinaryPrimitives.ReadUInt16LittleEndian(rest[1..]);
            elements.Add((rest[0], rest.Slice(3, length).ToArray()));
            rest = rest[(3 + length)..];
        }
        return elements;
    }

    private static string? Compare(QmiReader reader, List<(byte Type, byte[] Value)> elements)
    {
        for (int type = 0; type <= byte.MaxValue; type++)
        {
            byte id = (byte)type;
            byte[]? value = elements.Find(each => each.Type == id).Value;
            bool right = reader.Has(id) == value is not null
                && reader.TryRead8(id, out byte one) == (value?.Length == 1) && (value?.Length != 1 || one == value[0])
                && reader.TryRead16(id, out ushort two) == (value?.Length == 2) && (value?.Length != 2 || two == BinaryPrimitives.ReadUInt16LittleEndian(value))
                && reader.TryRead32(id, out uint four) == (value?.Length == 4) && (value?.Length != 4 || four == BinaryPrimitives.ReadUInt32LittleEndian(value))
                && reader.TryReadPair(id, out uint first, out uint second) == (value?.Length == 8)
                && (value?.Length != 8 || (first, second) == (BinaryPrimitives.ReadUInt32LittleEndian(value), BinaryPrimitives.ReadUInt32LittleEndian(value.AsSpan(4))));
            if (!right)
            {
                return "an element has not the value that it has in the message";
            }
        }
        return null;
    }

    private static string? Hear(byte[] input, bool isMessage)
    {
        var loop = new EventLoop(new VirtualTime());
        var socket = new Socket();
        var heard = new Peer();
        var handle = new QmiHandle(loop, socket, heard, LongestResponse);
        handle.Open();
        var request = new QmiWriter(16);
        request.Begin(0x21);
        QmiTransaction transaction = handle.Request(0, 0x1f, request);
        socket.Handler!.OnMessage(0, 0x20, input, input.Length);
        socket.Handler.OnMessage(0, 0x1f, input, input.Length);
        socket.Handler.OnMessage(0, 0x1f, input, input.Length);
        QmiOutcome outcome = handle.Wait(transaction, 1);
        bool answers = isMessage && input[0] == 2 && BinaryPrimitives.ReadUInt16LittleEndian(input.AsSpan(1)) == 0 && BinaryPrimitives.ReadUInt16LittleEndian(input.AsSpan(3)) == 0x21;
        QmiOutcome expected = !answers ? QmiOutcome.TimedOut : input.Length > LongestResponse ? QmiOutcome.ResponseTooLong : QmiOutcome.Answered;
        return outcome != expected ? "a request ends otherwise than its answer says"
            : handle.MalformedCount + handle.UnmatchedCount + heard.Count + (answers ? 1 : 0) != 3 ? "a message that nobody counts"
            : null;
    }

    private sealed class Socket : QrtrSocket
    {
        public QrtrSocketHandler? Handler { get; private set; }

        public override void SetHandler(QrtrSocketHandler handler) => Handler = handler;

        public override void AddServer(uint service, uint version, uint instance)
        {
        }

        public override void AddLookup(uint service, uint version, uint instance)
        {
        }

        public override void Send(uint node, uint port, byte[] data, int length)
        {
        }

        public override void Close()
        {
        }
    }

    private sealed class Peer : QmiHandler
    {
        public int Count { get; private set; }

        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port)
        {
        }

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port)
        {
        }

        public override void OnBye(uint node)
        {
        }

        public override void OnRequest(uint node, uint port, QmiReader request) => Count++;

        public override void OnIndication(uint node, uint port, QmiReader indication) => Count++;
    }
}
