using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>The structure of Linux's network interface controls: a name of at most 15 bytes and a union at offset 16.</summary>
internal static class InterfaceRequest
{
    public const ulong SetTunnel = 0x400454CA;
    public const ulong GetFlags = 0x8913;
    public const ulong SetFlags = 0x8914;
    public const ulong SetAddress = 0x8916;
    public const ulong SetNetmask = 0x891C;
    public const ulong SetMtu = 0x8922;
    public const ulong GetIndex = 0x8933;
    public const ulong SetQueueLength = 0x8943;

    /// <summary>TUNSETCARRIER: whether the interface's cable is plugged, so to speak; no rights are needed.</summary>
    public const ulong SetCarrier = 0x400454E2;

    /// <summary>TUNSETOFFLOAD: what whoever reads the interface does in the kernel's place.</summary>
    public const ulong SetOffload = 0x400454D0;

    /// <summary>TUN_F_CSUM, TUN_F_TSO4 and TUN_F_TSO6: checksums, and one packet for many segments of TCP.</summary>
    public const int Offloads = 1 | 2 | 4;

    /// <summary>IFF_VNET_HDR: an <see cref="OffloadHeader"/> stands in front of each packet.</summary>
    public const short HasOffloadHeader = 0x4000;

    public const short Up = 0x1;
    public const short Tunnel = 0x1;
    public const short NoPacketInformation = 0x1000;

    /// <summary>IFF_TUN_EXCL: an interface that exists, persistent ones too, is refused instead of joined.</summary>
    public const int Exclusive = 0x8000;

    private const int NameSize = 16;
    private const int Size = 40;

    /// <summary>
    /// What forbids a name, null if nothing: names have 1 to 15 bytes (IFNAMSIZ less its zero), are no folder of /sys/class/net, and hold
    /// nothing that shells and the kernel's own names take for something else. One %d, for a free number, is allowed.
    /// </summary>
    public static string? WhyNoName(string name)
    {
        if (name.Length == 0)
        {
            return "the name of an interface has 1 to 15 characters";
        }

        if (name.Length >= NameSize)
        {
            return $"the name of an interface has 1 to {NameSize - 1} characters, this one is longer than {NameSize - 1} bytes";
        }

        if (name is "." or "..")
        {
            return "an interface is not called . or ..";
        }

        var number = name.IndexOf("%d", StringComparison.Ordinal);
        var rest = number < 0 ? name : name.Remove(number, 2);
        foreach (var character in rest)
        {
            if (character is <= ' ' or > '~' or '/' or '%' or ':')
            {
                return $"the name of an interface is of printable ASCII without spaces, '/', ':' and '%' (but one %d), not U+{(int)character:X4}";
            }
        }

        return null;
    }

    /// <summary>Whether a name, or the label of an address, is short enough.</summary>
    public static bool HasRoom(string name) => name.Length < NameSize;

    public static byte[] For(string name)
    {
        var request = new byte[Size];
        var bytes = Encoding.ASCII.GetBytes(name);
        if (bytes.Length >= NameSize)
        {
            throw new ArgumentException($"interface name '{name}' is longer than {NameSize - 1} bytes", nameof(name));
        }

        bytes.CopyTo(request, 0);
        return request;
    }

    public static byte[] WithFlags(string name, short flags)
    {
        var request = For(name);
        BinaryPrimitives.WriteInt16LittleEndian(request.AsSpan(NameSize), flags);
        return request;
    }

    public static byte[] WithNumber(string name, int value)
    {
        var request = For(name);
        BinaryPrimitives.WriteInt32LittleEndian(request.AsSpan(NameSize), value);
        return request;
    }

    /// <summary>An IPv4 socket address in the union.</summary>
    public static byte[] WithAddress(string name, IPAddress address)
    {
        const short InternetFamily = 2;
        var request = WithFlags(name, InternetFamily);
        address.GetAddressBytes().CopyTo(request, NameSize + 4);
        return request;
    }

    /// <summary>The IPv6 form, which names the interface by number.</summary>
    public static byte[] WithAddress6(IPAddress address, int prefixLength, int index)
    {
        var request = new byte[24];
        address.GetAddressBytes().CopyTo(request, 0);
        BinaryPrimitives.WriteInt32LittleEndian(request.AsSpan(16), prefixLength);
        BinaryPrimitives.WriteInt32LittleEndian(request.AsSpan(20), index);
        return request;
    }

    public static string NameOf(ReadOnlySpan<byte> request)
    {
        var name = request[..NameSize];
        var end = name.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end >= 0 ? name[..end] : name);
    }

    public static short FlagsOf(ReadOnlySpan<byte> request) => BinaryPrimitives.ReadInt16LittleEndian(request[NameSize..]);

    public static int NumberOf(ReadOnlySpan<byte> request) => BinaryPrimitives.ReadInt32LittleEndian(request[NameSize..]);
}
