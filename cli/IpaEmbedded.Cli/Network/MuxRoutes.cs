namespace IpaEmbedded.Cli.Network;

/// <summary>Which mux id a packet to this machine belongs to: that of the network of its destination, else that from which the destination has sent before.</summary>
internal sealed class MuxRoutes(IReadOnlyList<(TunAddress Network, byte MuxId)> networks, byte otherwise)
{
    private const int MaxLearned = 1024;

    private readonly bool _isTrivial = networks.All(each => each.MuxId == otherwise);
    private readonly Dictionary<UInt128, byte> _learned = [];

    /// <summary>Remembers where an address sends from.</summary>
    public void Learn(ReadOnlySpan<byte> packet, byte muxId)
    {
        if (!_isTrivial && _learned.Count < MaxLearned && IpHeader.TryParse(packet, out IpHeader header))
        {
            _learned[KeyOf(header.Source(packet))] = muxId;
        }
    }

    /// <summary>The mux id for a packet.</summary>
    public byte Of(ReadOnlySpan<byte> packet)
    {
        if (_isTrivial || !IpHeader.TryParse(packet, out IpHeader header))
        {
            return otherwise;
        }
        ReadOnlySpan<byte> destination = header.Destination(packet);
        foreach ((TunAddress network, byte muxId) in networks)
        {
            if (network.Contains(destination))
            {
                return muxId;
            }
        }
        return _learned.TryGetValue(KeyOf(destination), out byte learned) ? learned : otherwise;
    }

    // An IPv4 address as IPv6 maps it.
    private static UInt128 KeyOf(ReadOnlySpan<byte> address)
    {
        UInt128 key = address.Length == 4 ? 0xffff : 0u;
        foreach (byte each in address)
        {
            key = (key << 8) | each;
        }
        return key;
    }
}
