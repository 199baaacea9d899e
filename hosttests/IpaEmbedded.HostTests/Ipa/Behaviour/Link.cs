using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>An IP interface on a mux id that keeps what it receives.</summary>
internal sealed class Link : PacketSink
{
    public Link(RmnetPort port, int muxId)
    {
        Port = port;
        Interface = port.CreateInterface(muxId);
        Interface.SetSink(this);
    }

    public Link(Board board)
        : this(new RmnetPort(board.Interface, RmnetFormat.For(board.Driver.Data)), 0)
    {
    }

    public RmnetPort Port { get; }

    public RmnetInterface Interface { get; }

    public List<byte[]> Received { get; } = [];

    public List<bool> Verified { get; } = [];

    /// <summary>Called, in the poll, when a packet has arrived; or null.</summary>
    public Action? Arrived { get; set; }

    public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
    {
        byte[] packet = new byte[length];
        memory.CopyTo(offset, packet, 0, length);
        Received.Add(packet);
        Verified.Add(checksumVerified);
        Arrived?.Invoke();
    }
}
