using IpaEmbedded.Cli.Recorders;

namespace IpaEmbedded.Cli.Capture;

/// <summary>
/// Records the link to the modem at three heights, each an interface of its own: IP packets, QMAP frames (as they cross
/// the IPA) and QMI messages. Times are virtual.
/// </summary>
public sealed class LinkCapture : BoardRecorder
{
    private readonly PcapngWriter _writer;
    private readonly int _ip;
    private readonly int _qmap;
    private readonly int _qmi;

    /// <summary>Starts a capture; the caller owns the stream.</summary>
    public LinkCapture(Stream stream)
    {
        _writer = new PcapngWriter(stream, "ipa");
        _ip = _writer.AddInterface(LinkType.RawIp, "rmnet0", "IP packets of the interface");
        _qmap = _writer.AddInterface(LinkType.User0, "qmap", "QMAP frames between processor and IPA");
        _qmi = _writer.AddInterface(LinkType.User1, "qmi", "QMI messages between processor and modem");
    }

    public override void OnPacket(long microseconds, bool outbound, ReadOnlySpan<byte> packet) => _writer.AddPacket(_ip, microseconds, outbound, packet);

    public override void OnFrame(long microseconds, bool uplink, int endpoint, ReadOnlySpan<byte> frame) =>
        _writer.AddPacket(_qmap, microseconds, uplink, frame, $"endpoint {endpoint}");

    public override void OnMessage(long microseconds, bool toModem, uint apPort, uint modemPort, ReadOnlySpan<byte> message) =>
        _writer.AddPacket(_qmi, microseconds, toModem, message, $"processor port {apPort}, modem port {modemPort}");
}
