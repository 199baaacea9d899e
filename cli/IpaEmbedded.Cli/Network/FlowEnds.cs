using System.Net;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Network;

/// <summary>What a flow of the address translation works with: both its ends, the modem and the loop.</summary>
internal sealed record FlowEnds(FlowKey Key, byte[] Client, byte[] Server, FarLink Modem, EventLoop Loop, BoardTime Time)
{
    /// <summary>The service of this machine that stands for the server.</summary>
    public IPEndPoint Service => new(Key.IsV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, Key.DestinationPort);

    /// <summary>Sends the client a datagram as from the server.</summary>
    public void Send(byte protocol, ReadOnlySpan<byte> payload) => Modem.SendDatagram(Key.MuxId, Server, Client, protocol, payload);
}
