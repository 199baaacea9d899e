using System.Buffers.Binary;
using System.Net.Sockets;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Boards.Linux.Time;

namespace IpaEmbedded.Cli.Network;

/// <summary>Datagrams between one port of a client and a service of this machine.</summary>
internal sealed class UdpFlow : PollSource, IDisposable
{
    private const int HeaderSize = 8;
    private const int MaxBatch = 64;

    private readonly FlowEnds _ends;
    private readonly Action<UdpFlow> _refused;
    private readonly Socket _socket;
    private readonly byte[] _answer = new byte[65536];
    private byte[] _last = [];

    /// <param name="ends">Who talks.</param>
    /// <param name="refused">Is told when nobody has the service.</param>
    /// <exception cref="SocketException">This machine makes no more sockets.</exception>
    public UdpFlow(FlowEnds ends, Action<UdpFlow> refused)
    {
        _ends = ends;
        _refused = refused;
        _socket = new Socket(ends.Service.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        _socket.Connect(ends.Service);
        LastUse = ends.Loop.Now;
        ends.Time.Watch(this);
    }

    public FlowKey Key => _ends.Key;

    /// <summary>When something passed last.</summary>
    public long LastUse { get; private set; }

    /// <summary>The packet that was sent last, to tell its sender about.</summary>
    public ReadOnlySpan<byte> LastPacket => _last;

    public override int Descriptor => (int)_socket.Handle;

    public override short Events => _ends.Modem.AskForRoom() ? Input : (short)0;

    /// <summary>Whether a datagram's length and, where it has one, checksum are right.</summary>
    public static bool IsWhole(in Datagram datagram)
    {
        ReadOnlySpan<byte> payload = datagram.Payload;
        int length = payload.Length < HeaderSize ? 0 : LengthOf(payload);
        return length >= HeaderSize && length <= payload.Length && (BinaryPrimitives.ReadUInt16BigEndian(payload[6..]) == 0
            || PacketChecksum.Of(payload[..length], PacketChecksum.Pseudo(datagram.Source, datagram.Destination, IpProtocol.Udp, length)) == 0);
    }

    /// <summary>Sends a datagram of the client to the service; false if its socket is full.</summary>
    public bool Send(in Datagram datagram)
    {
        LastUse = _ends.Loop.Now;
        _last = datagram.Packet[..Math.Min(datagram.Packet.Length, 128)].ToArray();
        _socket.Send(datagram.Payload[HeaderSize..LengthOf(datagram.Payload)], SocketFlags.None, out SocketError error);
        if (error == SocketError.ConnectionRefused)
        {
            // Of the datagram before: the error was fetched by this one, which the next may send.
            _refused(this);
            return true;
        }
        return error == SocketError.Success;
    }

    public override void OnReady()
    {
        for (int i = 0; i < MaxBatch && _ends.Modem.AskForRoom(); i++)
        {
            int length = _socket.Receive(_answer.AsSpan(HeaderSize), SocketFlags.None, out SocketError error);
            if (error == SocketError.ConnectionRefused)
            {
                _refused(this);
            }
            if (error != SocketError.Success)
            {
                return;
            }
            LastUse = _ends.Loop.Now;
            Span<byte> datagram = _answer.AsSpan(0, HeaderSize + length);
            BinaryPrimitives.WriteUInt16BigEndian(datagram, Key.DestinationPort);
            BinaryPrimitives.WriteUInt16BigEndian(datagram[2..], Key.SourcePort);
            BinaryPrimitives.WriteUInt16BigEndian(datagram[4..], (ushort)datagram.Length);
            datagram[6..8].Clear();
            ushort checksum = PacketChecksum.Of(datagram, PacketChecksum.Pseudo(_ends.Server, _ends.Client, IpProtocol.Udp, datagram.Length));
            BinaryPrimitives.WriteUInt16BigEndian(datagram[6..], checksum == 0 ? ushort.MaxValue : checksum);
            _ends.Send(IpProtocol.Udp, datagram);
        }
    }

    private static int LengthOf(ReadOnlySpan<byte> datagram) => BinaryPrimitives.ReadUInt16BigEndian(datagram[4..]);

    public void Dispose()
    {
        _ends.Time.Unwatch(this);
        _socket.Dispose();
    }
}
