using IpaEmbedded.Cli.Capture;

namespace IpaEmbedded.Cli.Boot;

/// <summary>
/// What became of the packets of a capture that were sent: those that the capture has not whole, which are not among the others, those that the driver took, those that no
/// packet of the modem can be as long as, and packets that came back.
/// </summary>
public sealed record SendResult(string Path, int Packets, int CutShort, int Accepted, int TooLong, int Received)
{
    /// <summary>One sentence without its full stop.</summary>
    public override string ToString() =>
        $"{Accepted} of {Counted.Of(Packets, "packet")} of {ShownPath.Of(Path)} sent{CaptureReading.Without(CutShort)}{(TooLong > 0 ? $", {TooLong} longer than {IpaEmbedded.Ipa.Net.ModemInterface.Mtu} bytes" : "")}; {Received} came back";
}
