using System.Net;
using System.Net.Sockets;
using IpaEmbedded.Boards.Linux.Interop;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>A network interface of this machine whose packets the process reads and writes: raw IP, no Ethernet header, as on the modem link.</summary>
public sealed class TunInterface : IDisposable
{
    private const string DevicePath = "/dev/net/tun";

    private readonly int _descriptor;
    private bool _disposed;

    private TunInterface(int descriptor, string name)
    {
        _descriptor = descriptor;
        Name = name;
    }

    /// <summary>The interface's name as the kernel gave it.</summary>
    public string Name { get; }

    internal int Descriptor => _descriptor;

    /// <summary>
    /// Creates an interface that did not exist; a percent-d in the name is replaced by a free number. It vanishes when disposed, and with the process.
    /// </summary>
    /// <exception cref="ArgumentException">No interface can have the name.</exception>
    /// <exception cref="IOException">There is an interface of the name, or the system refuses to make one.</exception>
    public static TunInterface Create(string name)
    {
        if (InterfaceRequest.WhyNoName(name) is { } reason)
        {
            throw new ArgumentException(reason, nameof(name));
        }

        var request = InterfaceRequest.WithFlags(name, unchecked((short)(InterfaceRequest.Tunnel | InterfaceRequest.NoPacketInformation | InterfaceRequest.Exclusive)));
        var descriptor = LibC.Open(DevicePath, LibC.ReadWrite | LibC.NonBlocking);
        TunInterface? created = null;
        try
        {
            LibC.Control(descriptor, DevicePath, $"creation of {name}", InterfaceRequest.SetTunnel, request);
            return created = new TunInterface(descriptor, InterfaceRequest.NameOf(request));
        }
        catch (IOException e) when (Directory.Exists("/sys/class/net/" + name))
        {
            throw new IOException("there is an interface of that name already, and it stays as it is", e);
        }
        finally
        {
            if (created is null) { LibC.Close(descriptor); }
        }
    }

    /// <summary>Why no interface can be called so, in words; null for a name that the kernel takes.</summary>
    public static string? WhyNoName(string name) => InterfaceRequest.WhyNoName(name);

    /// <summary>Sets the largest packet in bytes.</summary>
    public void SetMtu(int mtu) => Configure("MTU", InterfaceRequest.SetMtu, InterfaceRequest.WithNumber(Name, mtu));

    /// <summary>Gives the interface an IPv4 or IPv6 address with a prefix length.</summary>
    public void AddAddress(IPAddress address, int prefixLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var index = InterfaceRequest.NumberOf(Configure("index", InterfaceRequest.GetIndex, InterfaceRequest.For(Name)));
            Configure("IPv6 address", InterfaceRequest.SetAddress, InterfaceRequest.WithAddress6(address, prefixLength, index), AddressFamily.InterNetworkV6);
            return;
        }

        var mask = prefixLength == 0 ? 0u : uint.MaxValue << (32 - prefixLength);
        var maskBytes = new[] { (byte)(mask >> 24), (byte)(mask >> 16), (byte)(mask >> 8), (byte)mask };
        Configure("address", InterfaceRequest.SetAddress, InterfaceRequest.WithAddress(Name, address));
        Configure("netmask", InterfaceRequest.SetNetmask, InterfaceRequest.WithAddress(Name, new IPAddress(maskBytes)));
    }

    /// <summary>Switches the interface up or down.</summary>
    public void SetUp(bool up)
    {
        var flags = InterfaceRequest.FlagsOf(Configure("flags", InterfaceRequest.GetFlags, InterfaceRequest.For(Name)));
        var wanted = (short)(up ? flags | InterfaceRequest.Up : flags & ~InterfaceRequest.Up);
        Configure("flags", InterfaceRequest.SetFlags, InterfaceRequest.WithFlags(Name, wanted));
    }

    /// <summary>Reads one packet that this machine sent into the interface; 0 when there is none now.</summary>
    public int Read(Span<byte> packet) => LibC.Read(_descriptor, Name, packet);

    /// <summary>Hands one packet to this machine as received; false when the kernel cannot take it now.</summary>
    public bool Write(ReadOnlySpan<byte> packet) => LibC.Write(_descriptor, Name, packet) == packet.Length;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            LibC.Close(_descriptor);
        }
    }

    private byte[] Configure(string what, ulong request, byte[] argument, AddressFamily family = AddressFamily.InterNetwork)
    {
        using var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        LibC.Control((int)socket.Handle, Name, what, request, argument);
        return argument;
    }
}
