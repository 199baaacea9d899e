namespace IpaEmbedded.Cli.Network;

/// <summary>The ends of a flow: the mux id and address of the sender, and whom it addresses.</summary>
internal readonly record struct FlowKey(byte MuxId, bool IsV6, UInt128 Source, UInt128 Destination, ushort SourcePort, ushort DestinationPort)
{
    /// <summary>The ends of a datagram with ports.</summary>
    public static FlowKey Of(in Datagram datagram) => new(datagram.MuxId, datagram.IsV6, Bits(datagram.Source), Bits(datagram.Destination),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(datagram.Payload), System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(datagram.Payload[2..]));

    private static UInt128 Bits(ReadOnlySpan<byte> address)
    {
        UInt128 bits = 0;
        foreach (byte each in address)
        {
            bits = (bits << 8) | each;
        }
        return bits;
    }
}
