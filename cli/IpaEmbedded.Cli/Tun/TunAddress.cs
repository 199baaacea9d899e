using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace IpaEmbedded.Cli.Tun;

/// <summary>This machine's IPv4 address on the interface and the network that lies behind it, as in <c>192.0.2.2/24</c>.</summary>
internal sealed record TunAddress(IPAddress Own, int PrefixLength)
{
    private const int LongestPrefix = 30;

    /// <summary>An address of the network behind the modem, which answers at all of them: the first one that is not this machine's.</summary>
    public IPAddress Peer
    {
        get
        {
            uint first = (Bits(Own) & Mask(PrefixLength)) + 1;
            return FromBits(first == Bits(Own) ? first + 1 : first);
        }
    }

    /// <summary>Reads <c>ADDRESS/PREFIX</c>; null if it is none, or if there is no room for a second address.</summary>
    public static TunAddress? Parse(string text)
    {
        string[] parts = text.Split('/');
        bool isAddress = parts.Length == 2 && parts[0].Count(c => c == '.') == 3 && IPAddress.TryParse(parts[0], out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetwork;
        return isAddress && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int prefix) && prefix is > 0 and <= LongestPrefix
            ? new TunAddress(IPAddress.Parse(parts[0]), prefix)
            : null;
    }

    /// <summary>The name of an interface of this machine that already has addresses of this network, or null: packets would go there instead.</summary>
    public string? FindOverlap()
    {
        foreach (NetworkInterface each in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (UnicastIPAddressInformation other in each.GetIPProperties().UnicastAddresses)
            {
                uint mask = Mask(Math.Min(other.PrefixLength, PrefixLength));
                if (other.Address.AddressFamily == AddressFamily.InterNetwork && (Bits(other.Address) & mask) == (Bits(Own) & mask))
                {
                    return each.Name;
                }
            }
        }
        return null;
    }

    public override string ToString() => $"{Own}/{PrefixLength}";

    private static uint Mask(int prefixLength) => prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength);

    private static uint Bits(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static IPAddress FromBits(uint bits)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, bits);
        return new IPAddress(bytes);
    }
}
