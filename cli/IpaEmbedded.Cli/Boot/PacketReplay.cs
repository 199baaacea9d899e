using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Boot;

/// <summary>Sends what a capture's machine has sent, as fast as the interface takes it, and counts what comes back.</summary>
internal sealed class PacketReplay(SimulatedBoard board, CaptureReading capture, PacketObserver? observer) : PacketSink
{
    private const long StepMicroseconds = 100;
    private const long QuietMicroseconds = 100_000;
    private const long PatienceMicroseconds = 10_000_000;

    private readonly byte[] _packet = new byte[65536];
    private int _received;

    /// <summary>Sends everything, and waits until nothing has come back for a while.</summary>
    /// <exception cref="BootStepException">The interface took nothing for ten seconds.</exception>
    public SendResult Run()
    {
        board.Rmnet.SetSink(this);
        CapturedPacket[] packets = [.. capture.Packets.Where(packet => packet.Outbound != false)];
        int accepted = 0;
        int tooLong = 0;
        foreach (CapturedPacket packet in packets)
        {
            TransmitStatus status = Send(packet);
            accepted += status == TransmitStatus.Accepted ? 1 : 0;
            tooLong += status == TransmitStatus.Dropped ? 1 : 0;
        }
        int before;
        do
        {
            before = _received;
            board.Loop.Run(QuietMicroseconds);
        }
        while (_received != before);
        return new SendResult(capture.Path, packets.Length, capture.CutShort, accepted, tooLong, _received);
    }

    public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
    {
        _received++;
        memory.CopyTo(offset, _packet, 0, length);
        observer?.OnPacket(false, _packet, length);
    }

    private TransmitStatus Send(CapturedPacket packet)
    {
        long deadline = board.Loop.Now + PatienceMicroseconds;
        TransmitStatus status;
        while ((status = board.Rmnet.Send(capture.Bytes, packet.Offset, packet.Length, false, false)) is TransmitStatus.Busy or TransmitStatus.Down)
        {
            if (board.Loop.Now >= deadline)
            {
                throw new BootStepException("the interface takes no packets");
            }
            board.Loop.Run(StepMicroseconds);
        }
        if (status == TransmitStatus.Accepted && observer is not null)
        {
            capture.Bytes.AsSpan(packet.Offset, packet.Length).CopyTo(_packet);
            observer.OnPacket(true, _packet, packet.Length);
        }
        return status;
    }
}
