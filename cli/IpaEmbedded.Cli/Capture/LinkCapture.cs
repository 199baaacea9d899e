namespace IpaEmbedded.Cli.Capture;

/// <summary>
/// Records the link to the modem at three heights, each an interface of its own: IP packets, QMAP frames (as they cross
/// the IPA) and QMI messages. Times are virtual.
/// </summary>
public sealed class LinkCapture
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

    public int PacketCount => _writer.PacketCount;

    public void AddIp(long microseconds, bool outbound, ReadOnlySpan<byte> packet) => _writer.AddPacket(_ip, microseconds, outbound, packet);

    public void AddQmap(long microseconds, bool outbound, ReadOnlySpan<byte> frame, string comment) => _writer.AddPacket(_qmap, microseconds, outbound, frame, comment);

    public void AddQmi(long microseconds, bool outbound, ReadOnlySpan<byte> message, string comment) => _writer.AddPacket(_qmi, microseconds, outbound, message, comment);
}
