using System.Net;
using System.Net.Sockets;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Cli.Network;

namespace IpaEmbedded.HostTests.Cli.Network;

/// <summary>One end of a TCP connection that sends what a test wants, right or wrong.</summary>
internal sealed class TcpPeer(NatBench bench, ushort port, byte[]? options = null)
{
    private static readonly byte[] Own = IPAddress.Parse(FarBench.Own4).GetAddressBytes();
    private static readonly byte[] Peer = IPAddress.Parse(FarBench.Peer4).GetAddressBytes();

    private int _seen;

    /// <summary>Sequence number of the next byte.</summary>
    public uint Next { get; set; } = 1000;

    /// <summary>Next byte that is expected from the other end.</summary>
    public uint Expected { get; set; }

    public ushort Window { get; set; } = 65535;

    /// <summary>A packet with one segment.</summary>
    public byte[] Packet(TcpFlags flags, uint sequence, uint acknowledgement, byte[]? data = null, byte[]? extra = null)
    {
        byte[] segment = [.. new byte[TcpHeader.Size], .. extra ?? [], .. data ?? []];
        new TcpHeader(port, bench.Port, sequence, acknowledgement, flags, Window, TcpHeader.Size + (extra?.Length ?? 0), segment.Length).Write(segment);
        TcpHeader.WriteChecksum(segment, Own, Peer);
        return FarBench.Packet(FarBench.Own4, FarBench.Peer4, 6, segment);
    }

    public void Send(TcpFlags flags, uint sequence, byte[]? data = null) => bench.Send(Packet(flags, sequence, Expected, data));

    public void SendRequest() => bench.Send(Packet(TcpFlags.Synchronize, Next, 0, null, options));

    /// <summary>Opens the connection.</summary>
    public void Open()
    {
        SendRequest();
        (TcpHeader answer, _) = Await("the answer to a request", each => each.Header.Has(TcpFlags.Synchronize));
        Assert.AreEqual(Next + 1, answer.Acknowledgement);
        Next++;
        Expected = answer.Sequence + 1;
        Send(TcpFlags.Acknowledge, Next);
    }

    /// <summary>Opens the connection, and gives the service's end.</summary>
    public Socket Connect()
    {
        Open();
        return bench.Accept();
    }

    /// <summary>Sends bytes in their turn.</summary>
    public void SendData(byte[] data)
    {
        Send(TcpFlags.Acknowledge, Next, data);
        Next += (uint)data.Length;
    }

    /// <summary>What has come for this end and was not asked for yet.</summary>
    public List<(TcpHeader Header, byte[] Data)> Take()
    {
        List<(TcpHeader, byte[])> segments = [];
        for (; _seen < bench.Answers.Count; _seen++)
        {
            byte[] payload = bench.Answers[_seen][IpHeader.Ipv4Size..];
            Assert.IsTrue(TcpHeader.TryParse(payload, out TcpHeader header));
            Assert.AreEqual(0, PacketChecksum.Of(payload, PacketChecksum.Pseudo(Peer, Own, IpProtocol.Tcp, payload.Length)));
            if (header.DestinationPort == port) { segments.Add((header, payload[header.DataAt..])); }
        }
        return segments;
    }

    /// <summary>The next segment for this end that is wanted; the others are forgotten.</summary>
    public (TcpHeader Header, byte[] Data) Await(string what, Func<(TcpHeader Header, byte[] Data), bool> isWanted)
    {
        (TcpHeader, byte[])? found = null;
        bench.Until(what, () =>
        {
            foreach ((TcpHeader, byte[]) segment in Take())
            {
                if (found is null && isWanted(segment)) { found = segment; }
            }
            return found is not null;
        });
        return found!.Value;
    }

    /// <summary>A bare acknowledgement of everything up to <see cref="Next"/>.</summary>
    public void AwaitAcknowledgement(string what) => Await(what, each => each.Header.Acknowledgement == Next && each.Header.SequenceLength == 0 && !each.Header.Has(TcpFlags.Reset));
}
