using IpaEmbedded.Qualcomm.Qrtr;

namespace IpaEmbedded.HostTests.Qualcomm;

/// <summary>A socket that records what is sent, and hands in what the test makes up.</summary>
internal sealed class LoopbackSocket : QrtrSocket
{
    internal readonly List<byte[]> Sent = [];
    internal QrtrSocketHandler? Handler;
    internal bool Closed;

    public override void SetHandler(QrtrSocketHandler handler) => Handler = handler;

    public override void AddServer(uint service, uint version, uint instance)
    {
    }

    public override void AddLookup(uint service, uint version, uint instance)
    {
    }

    public override void Send(uint node, uint port, byte[] data, int length) => Sent.Add(data[..length]);

    public override void Close() => Closed = true;
}
