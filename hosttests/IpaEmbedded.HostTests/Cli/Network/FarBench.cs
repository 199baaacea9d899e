using System.Buffers.Binary;
using System.Net;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Cli.Network;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.HostTests.Cli.Network;

/// <summary>A booted board in virtual time, with a far side behind its modem and what comes back from there.</summary>
internal sealed class FarBench
{
    public const string Own4 = "192.0.2.2";
    public const string Peer4 = "192.0.2.1";
    public const string Own6 = "2001:db8::2";
    public const string Peer6 = "2001:db8::1";

    public FarBench()
    {
        Board = new SimulatedBoard(HostTests.Boot.BoardTree.ModemInit);
        Board.Boot();
        Board.Rmnet.SetSink(new Sink(this));
        Modem = new FarLink(Board.Soc.Network);
        Host = new FarHost(Board.Loop, Modem);
        Board.Soc.Network.Answers = false;
        Board.Soc.Network.HoldsUplink = true;
        Board.Soc.Network.Forward = Host.OnPacket;
    }

    public SimulatedBoard Board { get; }

    public FarLink Modem { get; }

    public FarHost Host { get; }

    /// <summary>Packets that came back.</summary>
    public List<byte[]> Answers { get; } = [];

    /// <summary>Sends packets, and lets a second pass.</summary>
    public void Send(params byte[][] packets)
    {
        foreach (byte[] packet in packets)
        {
            while (Board.Rmnet.Send(packet, 0, packet.Length, false, false) == TransmitStatus.Busy)
            {
                Board.Loop.Run(100);
            }
        }
        Board.Loop.Run(1_000_000);
    }

    /// <summary>A packet of IPv4 or IPv6, by the form of its source.</summary>
    public static byte[] Packet(string source, string destination, byte protocol, byte[] payload)
    {
        byte[] from = IPAddress.Parse(source).GetAddressBytes();
        byte[] to = IPAddress.Parse(destination).GetAddressBytes();
        byte[] packet = [.. new byte[from.Length == 4 ? 20 : 40], .. payload];
        if (from.Length == 4)
        {
            packet[0] = 0x45;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
            packet[8] = 64;
            packet[9] = protocol;
            from.CopyTo(packet, 12);
            to.CopyTo(packet, 16);
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), PacketChecksum.Of(packet.AsSpan(0, 20)));
        }
        else
        {
            packet[0] = 0x60;
            BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)payload.Length);
            packet[6] = protocol;
            packet[7] = 64;
            from.CopyTo(packet, 8);
            to.CopyTo(packet, 24);
        }
        return packet;
    }

    /// <summary>A datagram to a port; a checksum of zero means none.</summary>
    public static byte[] Udp(string source, string destination, ushort port, int length) =>
        Packet(source, destination, 17, [0x30, 0x39, (byte)(port >> 8), (byte)port, (byte)((length + 8) >> 8), (byte)(length + 8), 0, 0, .. Pattern(length)]);

    public static byte[] Pattern(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];

    /// <summary>The packet in fragments of so many bytes of data.</summary>
    public static byte[][] Fragments(byte[] packet, int size)
    {
        bool isV6 = packet[0] >> 4 == 6;
        int header = isV6 ? 40 : 20;
        var fragments = new List<byte[]>();
        for (int at = 0; at < packet.Length - header; at += size)
        {
            int length = Math.Min(size, packet.Length - header - at);
            bool more = at + length < packet.Length - header;
            byte[] data = packet[(header + at)..(header + at + length)];
            byte[] fragment = [.. packet[..header], .. isV6 ? (byte[])[packet[6], 0, (byte)(at >> 8), (byte)(at | (more ? 1 : 0)), 0, 0, 0, 7] : [], .. data];
            if (isV6)
            {
                fragment[6] = 44;
                BinaryPrimitives.WriteUInt16BigEndian(fragment.AsSpan(4), (ushort)(length + 8));
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(fragment.AsSpan(2), (ushort)fragment.Length);
                BinaryPrimitives.WriteUInt16BigEndian(fragment.AsSpan(4), 7);
                BinaryPrimitives.WriteUInt16BigEndian(fragment.AsSpan(6), (ushort)((at / 8) | (more ? 0x2000 : 0)));
                fragment.AsSpan(10, 2).Clear();
                BinaryPrimitives.WriteUInt16BigEndian(fragment.AsSpan(10), PacketChecksum.Of(fragment.AsSpan(0, 20)));
            }
            fragments.Add(fragment);
        }
        return [.. fragments];
    }

    private sealed class Sink(FarBench owner) : PacketSink
    {
        public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
        {
            byte[] packet = new byte[length];
            memory.CopyTo(offset, packet, 0, length);
            owner.Answers.Add(packet);
        }
    }
}
