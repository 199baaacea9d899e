using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Network;

/// <summary>Plays a capture: what came to its machine comes to this one, at the pace of the file or, where that is slower, as the modem has room.</summary>
internal sealed class FarPlayer : FarSide
{
    private readonly EventLoop _loop;
    private readonly FarLink _modem;
    private readonly byte _muxId;
    private readonly CaptureReading _capture;
    private readonly List<CapturedPacket> _packets;
    private readonly EventLoopTimer _timer;
    private readonly IcmpErrors _errors;
    private long _begin;
    private int _next;
    private long _unanswered;

    public FarPlayer(EventLoop loop, FarLink modem, byte muxId, CaptureReading capture)
    {
        _loop = loop;
        _modem = modem;
        _muxId = muxId;
        _capture = capture;
        _packets = [.. capture.Packets.Where(packet => packet.Outbound != true)];
        _timer = new EventLoopTimer(loop, Play);
        _errors = new IcmpErrors(modem);
    }

    public override IReadOnlyList<(string Reason, long Count)> Lost => [("nobody is there while a capture is played", _unanswered)];

    public override bool AnswersEach => true;

    public override string Describe(IReadOnlyList<TunAddress> networks) => $"{ShownPath.Of(_capture.Path)} is played, {Counted.Of(_packets.Count, "packet")}{CaptureReading.Without(_capture.CutShort)}";

    public override void Start()
    {
        _begin = _loop.Now;
        Play();
    }

    public override void Stop()
    {
        _timer.Cancel();
        _next = _packets.Count;
    }

    public override void OnPacket(byte muxId, byte[] bytes, int offset, int length)
    {
        _unanswered++;
        ReadOnlySpan<byte> packet = bytes.AsSpan(offset, length);
        if (IpHeader.TryParse(packet, out IpHeader header) && header.FragmentOffset == 0)
        {
            _errors.HostUnreachable(new Datagram(muxId, packet, header));
        }
    }

    public override void OnRoom() => Play();

    private void Play()
    {
        while (_next < _packets.Count && _modem.AskForRoom())
        {
            CapturedPacket packet = _packets[_next];
            long wait = _begin + packet.Microseconds - _loop.Now;
            if (wait > 0)
            {
                _timer.Start(wait);
                return;
            }
            _next++;
            _modem.Send(_muxId, _capture.Bytes, packet.Offset, packet.Length);
        }
    }
}
