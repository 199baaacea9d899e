using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Network;

namespace IpaEmbedded.Cli.Network;

/// <summary>Tells senders what cannot be reached (RFC 792, RFC 4443).</summary>
internal sealed class IcmpErrors(FarLink modem)
{
    // With the headers of IPv6 and ICMP in front, the smallest packet that every link takes.
    private const int MaxQuote = 1280 - 40 - 8;

    private readonly byte[] _message = new byte[8 + MaxQuote];

    /// <summary>Errors that were sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Nobody listens at the port.</summary>
    public void PortUnreachable(in Datagram about) => Send(about, 3, 3, 1, 4, 0);

    /// <summary>Nobody is there.</summary>
    public void HostUnreachable(in Datagram about) => Send(about, 3, 1, 1, 3, 0);

    /// <summary>Somebody is there, but does not know the protocol; of IPv6 a parameter problem that points to its number.</summary>
    public void ProtocolUnreachable(in Datagram about) => Send(about, 3, 2, 4, 1, about.ProtocolAt);

    private void Send(in Datagram about, byte type, byte code, byte type6, byte code6, int pointer)
    {
        if (about.IsForMany || about.IsFromNobody || IsError(about))
        {
            return;
        }
        Sent++;
        int quote = Math.Min(about.Packet.Length, about.IsV6 ? MaxQuote : 548);
        Span<byte> message = _message.AsSpan(0, 8 + quote);
        message[..8].Clear();
        message[0] = about.IsV6 ? type6 : type;
        message[1] = about.IsV6 ? code6 : code;
        BinaryPrimitives.WriteInt32BigEndian(message[4..], about.IsV6 ? pointer : 0);
        about.Packet[..quote].CopyTo(message[8..]);
        byte protocol = about.IsV6 ? IpProtocol.Icmp6 : IpProtocol.Icmp;
        uint pseudo = about.IsV6 ? PacketChecksum.Pseudo(about.Destination, about.Source, protocol, message.Length) : 0;
        BinaryPrimitives.WriteUInt16BigEndian(message[2..], PacketChecksum.Of(message, pseudo));
        modem.SendDatagram(about.MuxId, about.Destination, about.Source, protocol, message);
    }

    /// <summary>Of an error nobody is told that it did not arrive.</summary>
    private static bool IsError(in Datagram about) => about.Payload.Length > 0 && about.Protocol switch
    {
        IpProtocol.Icmp when !about.IsV6 => about.Payload[0] is 3 or 4 or 5 or 11 or 12,
        IpProtocol.Icmp6 when about.IsV6 => about.Payload[0] < 128,
        _ => false,
    };
}
