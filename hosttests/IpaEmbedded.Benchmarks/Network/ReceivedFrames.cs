using System.Buffers.Binary;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Ipa.Endpoints;
using IpaEmbedded.Ipa.Gsi;
using IpaEmbedded.Ipa.Interrupts;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.PowerManagement;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Benchmarks.Network;

/// <summary>One receive buffer of QMAP packets, taken apart by the driver's port and by a loop with pointers that checks as much.</summary>
internal sealed unsafe class ReceivedFrames
{
    private const int MuxId = 1;
    private readonly RmnetPort _port;
    private readonly DmaMemory _memory = new(0x180000000, 16384);
    private readonly byte* _bytes;
    private readonly int _packets;
    private readonly int _length;
    private readonly uint _checksum;
    private readonly Sink _sink = new();
    private uint _sum;

    /// <summary>Fills the buffer with UDP packets; the flags say what goes with each.</summary>
    public ReceivedFrames(int packets, int packetBytes, uint checksum)
    {
        _packets = packets;
        _checksum = checksum;
        byte[] packet = Packet(packetBytes);
        byte[] all = new byte[16384];
        int at = 0;
        for (int i = 0; i < packets; i++) { at = Add(all, at, packet); }
        _length = at;
        _memory.CopyFrom(0, all, 0, at);
        _bytes = (byte*)System.Runtime.InteropServices.NativeMemory.AlignedAlloc(16384, 64);
        all.CopyTo(new Span<byte>(_bytes, all.Length));
        _port = new RmnetPort(Lower(), RmnetFormat.Deaggregation | RmnetFormat.MapCommands | checksum);
        RmnetInterface target = _port.CreateInterface(MuxId);
        target.SetSink(_sink);
        RunPort(1);
        RunPointers(1);
        if (_sink.Packets != packets || _sink.Verified != (checksum == 0 ? 0 : packets)) { throw new InvalidOperationException("the port refused packets"); }
    }

    public void RunPort(int rounds)
    {
        for (int i = 0; i < rounds; i++) { _port.OnReceived(_memory, 0, _length); }
    }

    public void RunPointers(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            if (Pointers() != _packets) { throw new InvalidOperationException("the loop refused packets"); }
        }
    }

    private int Pointers()
    {
        int packets = 0;
        byte* at = _bytes;
        byte* end = at + _length;
        int trailer = (_checksum & RmnetFormat.IngressChecksumV4) != 0 ? 8 : 0;
        int header = (_checksum & RmnetFormat.IngressChecksumV5) != 0 ? 8 : 4;
        while (end - at >= header)
        {
            int body = (at[2] << 8) | at[3];
            if (body == 0 || body > end - at - header - trailer || at[1] != MuxId) { break; }
            byte* packet = at + header;
            if (header == 8 && ((at[0] & 0x40) == 0 || (at[4] & 0xfe) != 4 || (at[5] & 0x80) == 0)) { break; }
            if (trailer != 0 && !IsRight(packet, body - (at[0] & 0x3f), packet + body)) { break; }
            _sum += *(uint*)packet;
            packets++;
            at = packet + body + trailer;
        }
        return packets;
    }

    // A correct IPv4 header sums to zero, so the trailer holds the complement of what the pseudo header sums to.
    private static bool IsRight(byte* packet, int length, byte* trailer)
    {
        int header = (packet[0] & 0xf) * 4;
        if ((trailer[1] & 1) == 0 || packet[0] >> 4 != 4 || header < 20 || header > length || ((packet[6] & 0x3f) | packet[7]) != 0) { return false; }
        int payload = ((packet[2] << 8) | packet[3]) - header;
        if (payload < 8 || payload > length - header || packet[9] != 17 || *(ushort*)(packet + header + 6) == 0) { return false; }
        uint sum = 0;
        for (int i = 0; i < header; i += 2) { sum += *(ushort*)(packet + i); }
        if (Fold(sum) != 0xffff) { return false; }
        uint pseudo = BinaryPrimitives.ReverseEndianness((ushort)payload) + ((uint)packet[9] << 8);
        for (int i = 12; i < 20; i += 2) { pseudo += *(ushort*)(packet + i); }
        return Fold(pseudo) % 0xffff == *(ushort*)(trailer + 6) % 0xffff;
    }

    private static uint Fold(uint sum)
    {
        sum = (sum & 0xffff) + (sum >> 16);
        return (sum & 0xffff) + (sum >> 16);
    }

    private int Add(byte[] all, int at, byte[] packet)
    {
        all[at] = (byte)((_checksum & RmnetFormat.IngressChecksumV5) != 0 ? 0x40 : 0);
        all[at + 1] = MuxId;
        BinaryPrimitives.WriteUInt16BigEndian(all.AsSpan(at + 2), (ushort)packet.Length);
        at += 4;
        if ((_checksum & RmnetFormat.IngressChecksumV5) != 0)
        {
            all[at] = 4;
            all[at + 1] = 0x80;
            at += 4;
        }
        packet.CopyTo(all, at);
        at += packet.Length;
        if ((_checksum & RmnetFormat.IngressChecksumV4) == 0) { return at; }
        all[at + 1] = 1;
        uint sum = 0;
        for (int i = 0; i < packet.Length; i += 2) { sum += (uint)((packet[i] << 8) | packet[i + 1]); }
        BinaryPrimitives.WriteUInt16BigEndian(all.AsSpan(at + 6), (ushort)~Fold(sum));
        return at + 8;
    }

    // IPv4 and UDP with both checksums right.
    private static byte[] Packet(int length)
    {
        byte[] packet = new byte[length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)length);
        packet[8] = 64;
        packet[9] = 17;
        packet[12] = 10;
        packet[16] = 10;
        packet[19] = 2;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(24), (ushort)(length - 20));
        for (int i = 28; i < length; i++) { packet[i] = (byte)i; }
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), (ushort)~Sum(packet, 0, 20, 0));
        uint pseudo = Sum(packet, 12, 20, (uint)(length - 20 + 17));
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(26), (ushort)~Sum(packet, 20, length, pseudo));
        return packet;
    }

    private static uint Sum(byte[] bytes, int from, int to, uint sum)
    {
        for (int i = from; i < to; i += 2) { sum += (uint)((bytes[i] << 8) | bytes[i + 1]); }
        return Fold(sum);
    }

    // Only takes the port's buffers; nothing is ever sent.
    private static ModemInterface Lower()
    {
        var loop = new EventLoop(new VirtualTime());
        return new ModemInterface(loop, null, null);
    }

    private sealed class Sink : PacketSink
    {
        public long Packets;
        public long Verified;
        /// <summary>The sum of what was read, so that reading it is not left out.</summary>
        public uint Sum { get; private set; }

        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
        {
            Packets++;
            if (checksumVerified) { Verified++; }
            Sum += memory.Read32(offset);
        }
    }
}
