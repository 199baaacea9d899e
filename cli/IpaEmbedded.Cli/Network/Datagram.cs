namespace IpaEmbedded.Cli.Network;

/// <summary>A whole datagram that has come out of the modem.</summary>
internal readonly ref struct Datagram(byte muxId, ReadOnlySpan<byte> packet, IpHeader header)
{
    public readonly byte MuxId = muxId;

    /// <summary>The packet, put together from its fragments.</summary>
    public readonly ReadOnlySpan<byte> Packet = packet[..header.Length];

    public readonly bool IsV6 = header.IsV6;
    public readonly byte Protocol = header.Protocol;

    /// <summary>Where the field is that names the protocol.</summary>
    public readonly int ProtocolAt = header.ProtocolAt;

    public readonly ReadOnlySpan<byte> Source = header.Source(packet);
    public readonly ReadOnlySpan<byte> Destination = header.Destination(packet);

    /// <summary>Transport header and data.</summary>
    public readonly ReadOnlySpan<byte> Payload = packet[header.Payload..header.Length];

    /// <summary>Whether it is for many, whom no error is told.</summary>
    public bool IsForMany => IsV6 ? Destination[0] == 0xff : Destination[0] >= 224;

    /// <summary>Whether its source cannot be answered.</summary>
    public bool IsFromNobody => IsV6 ? Source[0] == 0xff || Source.IndexOfAnyExcept((byte)0) < 0 : Source[0] >= 224 || Source.IndexOfAnyExcept((byte)0) < 0;
}
