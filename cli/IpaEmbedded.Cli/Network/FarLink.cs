using System.Buffers.Binary;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Net;

namespace IpaEmbedded.Cli.Network;

/// <summary>The modem as its far side sees it: takes packets down to this machine, in fragments where they are long, and says when it has no room.</summary>
internal sealed class FarLink
{
    /// <summary>Bytes of packets that may wait in the modem.</summary>
    public const int QueueBytes = 512 * 1024;

    private const byte HopLimit = 64;

    private readonly FakeNetwork _network;
    private readonly byte[] _packet = new byte[ModemInterface.Mtu];
    private ushort _identification;

    public FarLink(FakeNetwork network)
    {
        _network = network;
        network.EnlargeQueue(QueueBytes);
    }

    /// <summary>Packets that were given to the modem.</summary>
    public long Entered { get; private set; }

    /// <summary>Whether the modem takes packets now; who gets no is told by <see cref="FarSide.OnRoom"/>.</summary>
    public bool AskForRoom() => _network.AskForRoom();

    /// <summary>Gives the modem a packet for a mux id.</summary>
    public void Send(byte muxId, byte[] packet, int offset, int length)
    {
        Entered++;
        _network.Inject(muxId, packet, offset, length);
    }

    /// <summary>Sends a datagram, in as many packets as it needs.</summary>
    public void SendDatagram(byte muxId, ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, byte protocol, ReadOnlySpan<byte> payload)
    {
        bool isV6 = source.Length == 16;
        int header = isV6 ? IpHeader.Ipv6Size : IpHeader.Ipv4Size;
        if (header + payload.Length <= _packet.Length)
        {
            payload.CopyTo(_packet.AsSpan(header));
            SendPacket(muxId, source, destination, protocol, header, payload.Length, 0, false);
            return;
        }
        _identification++;
        header += isV6 ? IpHeader.FragmentSize : 0;
        int room = (_packet.Length - header) & ~7;
        for (int at = 0; at < payload.Length; at += room)
        {
            int length = Math.Min(room, payload.Length - at);
            payload.Slice(at, length).CopyTo(_packet.AsSpan(header));
            SendPacket(muxId, source, destination, protocol, header, length, at, at + length < payload.Length);
        }
    }

    private void SendPacket(byte muxId, ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, byte protocol, int header, int length, int offset, bool hasMore)
    {
        Span<byte> packet = _packet;
        packet[..header].Clear();
        if (source.Length == 16)
        {
            packet[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(packet[4..], (ushort)(header + length - IpHeader.Ipv6Size));
            packet[6] = protocol;
            packet[7] = HopLimit;
            source.CopyTo(packet[8..]);
            destination.CopyTo(packet[24..]);
            if (header > IpHeader.Ipv6Size)
            {
                packet[6] = IpProtocol.Fragment;
                packet[40] = protocol;
                BinaryPrimitives.WriteUInt16BigEndian(packet[42..], (ushort)(offset | (hasMore ? 1 : 0)));
                BinaryPrimitives.WriteUInt32BigEndian(packet[44..], _identification);
            }
        }
        else
        {
            packet[0] = 0x45;
            BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)(header + length));
            BinaryPrimitives.WriteUInt16BigEndian(packet[4..], _identification);
            BinaryPrimitives.WriteUInt16BigEndian(packet[6..], (ushort)((offset / 8) | (hasMore ? 0x2000 : 0)));
            packet[8] = HopLimit;
            packet[9] = protocol;
            source.CopyTo(packet[12..]);
            destination.CopyTo(packet[16..]);
            BinaryPrimitives.WriteUInt16BigEndian(packet[10..], PacketChecksum.Of(packet[..IpHeader.Ipv4Size]));
        }
        Send(muxId, _packet, 0, header + length);
    }
}
