using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Capture;

/// <summary>Listens inside the fake chip and hands frames and messages to a capture.</summary>
internal sealed class LinkObserver(EventLoop loop, LinkCapture capture) : ChipObserver
{
    public override void OnUplink(int endpoint, byte[] frame, int length) =>
        capture.AddQmap(loop.Now, outbound: true, frame.AsSpan(0, length), $"endpoint {endpoint}");

    public override void OnDownlink(int endpoint, ulong address, byte[] bytes, int offset, int length) =>
        capture.AddQmap(loop.Now, outbound: false, bytes.AsSpan(offset, length), $"endpoint {endpoint}");

    public override void OnMessage(bool toModem, uint apPort, uint modemPort, byte[] message, int length) =>
        capture.AddQmi(loop.Now, toModem, message.AsSpan(0, length), $"processor port {apPort}, modem port {modemPort}");
}
