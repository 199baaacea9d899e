using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Simulation;

/// <summary>Sends ICMP echo requests through an interface to the network behind the modem, and recognises the answer that carries the same bytes.</summary>
public sealed class EchoClient : PacketSink
{
    private const long TimeoutMicroseconds = 1000000;
    private const long AnswerStepMicroseconds = 10;
    private const long PowerStepMicroseconds = 100;

    private readonly EventLoop _loop;
    private readonly RmnetInterface _rmnet;
    private readonly byte[] _received = new byte[ModemInterface.Mtu];
    private byte[] _answer = { };
    private long _arrival;

    /// <summary>Creates the client and takes the interface's packets.</summary>
    public EchoClient(EventLoop loop, RmnetInterface rmnet)
    {
        _loop = loop;
        _rmnet = rmnet;
        rmnet.SetSink(this);
    }

    /// <summary>Is told of each packet, or null.</summary>
    public PacketObserver Observer { get; set; }

    /// <summary>The last request.</summary>
    public byte[] Request { get; private set; }

    /// <summary>Whom a request asks: odd ones go over IPv4, even ones over IPv6.</summary>
    public static string Destination(int sequence)
    {
        return EchoPacket.IsV6(sequence) ? "2001:db8::1" : "192.0.2.1";
    }

    /// <summary>Sends one request and returns the microseconds until its answer, or -1 when there was none within a second.</summary>
    public long Exchange(int sequence)
    {
        Request = EchoPacket.Request(sequence);
        _answer = EchoPacket.Answer(sequence);
        _arrival = -1;
        long sent = _loop.Now;
        if (Observer != null) { Observer.OnPacket(true, Request, Request.Length); }
        TransmitStatus status = Send();
        while (_arrival < 0 && status != TransmitStatus.Dropped && _loop.Now < sent + TimeoutMicroseconds)
        {
            // Busy: the power may have to come first.
            _loop.Run(status == TransmitStatus.Busy ? PowerStepMicroseconds : AnswerStepMicroseconds);
            if (status == TransmitStatus.Busy) { status = Send(); }
        }
        return _arrival < 0 ? -1 : _arrival - sent;
    }

    /// <inheritdoc/>
    public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
    {
        if (length > _received.Length) { return; }
        memory.CopyTo(offset, _received, 0, length);
        if (Observer != null) { Observer.OnPacket(false, _received, length); }
        if (_arrival >= 0 || length != _answer.Length) { return; }
        for (int i = 0; i < length; i++)
        {
            if (_received[i] != _answer[i]) { return; }
        }
        _arrival = _loop.Now;
    }

    private TransmitStatus Send()
    {
        return _rmnet.Send(Request, 0, Request.Length, false, false);
    }
}
