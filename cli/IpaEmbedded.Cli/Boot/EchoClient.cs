using System.Net;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Boot;

/// <summary>Sends echo requests through an interface of the modem and checks what comes back, in virtual time.</summary>
internal sealed class EchoClient : PacketSink
{
    private const int PayloadBytes = 56;
    private const int TimeoutMicroseconds = 1000000;
    private const ushort Identifier = 0x1fa;

    private readonly EventLoop _loop;
    private readonly RmnetInterface _interface;
    private readonly LinkCapture? _capture;
    private readonly byte[] _received = new byte[ModemInterface.Mtu];
    private byte[] _expected = [];
    private long? _arrival;

    public EchoClient(EventLoop loop, RmnetInterface rmnet, LinkCapture? capture)
    {
        _loop = loop;
        _interface = rmnet;
        _capture = capture;
        rmnet.SetSink(this);
    }

    /// <summary>Sends one request, over IPv4 if the sequence number is odd, else over IPv6, and waits for its answer.</summary>
    public EchoResult Exchange(int sequence)
    {
        bool isV6 = sequence % 2 == 0;
        IPAddress here = IPAddress.Parse(isV6 ? "2001:db8::2" : "192.0.2.2");
        IPAddress there = IPAddress.Parse(isV6 ? "2001:db8::1" : "192.0.2.1");
        byte[] request = EchoPacket.Build(here, there, isRequest: true, Identifier, (ushort)sequence, PayloadBytes);
        _expected = EchoPacket.Build(there, here, isRequest: false, Identifier, (ushort)sequence, PayloadBytes);
        _arrival = null;
        long sent = _loop.Now;
        long deadline = sent + TimeoutMicroseconds;
        _capture?.AddIp(sent, outbound: true, request);
        TransmitStatus status = _interface.Send(request, 0, request.Length, false, false);
        while (status == TransmitStatus.Busy && _loop.Now < deadline)
        {
            // The power may have to come first.
            _loop.Run(100);
            status = _interface.Send(request, 0, request.Length, false, false);
        }
        while (status == TransmitStatus.Accepted && _arrival is null && _loop.Now < deadline)
        {
            _loop.Run(10);
        }
        return new EchoResult(there.ToString(), sequence, request.Length, _arrival - sent);
    }

    public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
    {
        if (length > _received.Length)
        {
            return;
        }
        memory.CopyTo(offset, _received, 0, length);
        ReadOnlySpan<byte> packet = _received.AsSpan(0, length);
        _capture?.AddIp(_loop.Now, outbound: false, packet);
        if (packet.SequenceEqual(_expected))
        {
            _arrival ??= _loop.Now;
        }
    }
}
