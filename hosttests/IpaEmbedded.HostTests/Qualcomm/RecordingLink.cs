using System.Buffers.Binary;
using IpaEmbedded.Qualcomm.Qrtr;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>A link that records packets and hands in packets of a made-up node.</summary>
internal sealed class RecordingLink : QrtrLink
{
    internal readonly List<byte[]> Sent = [];
    internal QrtrLinkHandler? Handler;
    internal bool IsDown;

    public override void Open(QrtrLinkHandler handler) => Handler = handler;

    public override bool Send(byte[] packet, int length)
    {
        if (IsDown) { return false; }
        Sent.Add(packet[..length]);
        return true;
    }

    internal void Receive(uint type, uint fromNode, uint fromPort, uint toNode, uint toPort, bool confirm, params byte[] payload)
    {
        var packet = new byte[32 + (payload.Length + 3) / 4 * 4];
        uint[] words = [1, type, fromNode, fromPort, confirm ? 1u : 0u, (uint)payload.Length, toNode, toPort];
        for (var i = 0; i < words.Length; i++) { BinaryPrimitives.WriteUInt32LittleEndian(packet.AsSpan(4 * i), words[i]); }
        payload.CopyTo(packet, 32);
        Handler!.OnPacket(packet, packet.Length);
    }

    internal void ReceiveControl(uint type, uint fromNode, params uint[] words) =>
        Receive(type, fromNode, 0xfffffffe, 1, 0xfffffffe, false, Words([type, .. words, .. new uint[4 - Math.Min(4, words.Length)]]));

    internal static byte[] Words(params uint[] words)
    {
        var bytes = new byte[4 * words.Length];
        for (var i = 0; i < words.Length; i++) { BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), words[i]); }
        return bytes;
    }

    internal static uint Word(byte[] packet, int index) => BinaryPrimitives.ReadUInt32LittleEndian(packet.AsSpan(4 * index));
}
