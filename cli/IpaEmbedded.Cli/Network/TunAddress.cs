using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace IpaEmbedded.Cli.Network;

/// <summary>This machine's address on an interface and the network that lies behind it, as in <c>192.0.2.2/24</c> or <c>2001:db8::2/64</c>.</summary>
internal sealed record TunAddress(IPAddress Own, int PrefixLength)
{
    /// <summary>Whether it is one of IPv6.</summary>
    public bool IsV6 => Own.AddressFamily == AddressFamily.InterNetworkV6;

    /// <summary>An address of the network behind the modem: the first one that is not this machine's.</summary>
    public IPAddress Peer
    {
        get
        {
            UInt128 first = (Bits(Own) & Mask(PrefixLength, Width)) + 1;
            return FromBits(first == Bits(Own) ? first + 1 : first);
        }
    }

    private int Width => IsV6 ? 128 : 32;

    /// <summary>Reads <c>ADDRESS/PREFIX</c>; null if it is none, or if there is no room for a second address.</summary>
    public static TunAddress? Parse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length != 2 || parts[0].Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(parts[0], out IPAddress? address))
        {
            return null;
        }
        bool isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        return (isV6 || parts[0].Count(c => c == '.') == 3)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int prefix) && prefix > 0 && prefix <= (isV6 ? 126 : 30)
                ? new TunAddress(address, prefix)
                : null;
    }

    /// <summary>Whether so many networks, this one and those behind it, are in the range of addresses.</summary>
    public bool HasRoomFor(int networks) => (Bits(Own) >> (Width - PrefixLength)) + (UInt128)(networks - 1) < UInt128.One << PrefixLength;

    /// <summary>The same address in the network so many behind this one.</summary>
    public TunAddress Next(int networks) => new(FromBits(Bits(Own) + ((UInt128)networks << (Width - PrefixLength))), PrefixLength);

    /// <summary>Whether an address, of 4 or 16 bytes, is in the network.</summary>
    public bool Contains(ReadOnlySpan<byte> address) => address.Length * 8 == Width && (Bits(address) & Mask(PrefixLength, Width)) == (Bits(Own) & Mask(PrefixLength, Width));

    /// <summary>The name of an interface of this machine that already has addresses of this network, or null: packets would go there instead.</summary>
    public string? FindOverlap()
    {
        foreach (NetworkInterface each in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (UnicastIPAddressInformation other in each.GetIPProperties().UnicastAddresses)
            {
                UInt128 mask = Mask(Math.Min(other.PrefixLength, PrefixLength), Width);
                if (other.Address.AddressFamily == Own.AddressFamily && (Bits(other.Address) & mask) == (Bits(Own) & mask))
                {
                    return each.Name;
                }
            }
        }
        return null;
    }

    public override string ToString() => $"{Own}/{PrefixLength}";

    private static UInt128 Mask(int prefixLength, int width) => prefixLength == 0 ? 0 : (UInt128.MaxValue << (width - prefixLength)) & (UInt128.MaxValue >> (128 - width));

    private static UInt128 Bits(IPAddress address) => Bits(address.GetAddressBytes());

    private static UInt128 Bits(ReadOnlySpan<byte> bytes) => bytes.Length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);

    private IPAddress FromBits(UInt128 bits)
    {
        byte[] bytes = new byte[Width / 8];
        if (IsV6)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)bits);
        }
        return new IPAddress(bytes);
    }
}
