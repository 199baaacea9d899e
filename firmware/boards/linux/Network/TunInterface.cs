using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IpaEmbedded.Boards.Linux.Interop;
using Microsoft.Win32.SafeHandles;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>A network interface of this machine whose packets the process reads and writes: raw IP, no Ethernet header, as on the modem link.</summary>
public sealed class TunInterface : IDisposable
{
    private const string DevicePath = "/dev/net/tun";

    private readonly int _descriptor;

    // Of the namespace that the interface is in; the counters of all its interfaces.
    private readonly Socket _control = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket? _control6 = Socket.OSSupportsIPv6 ? new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) : null;
    private readonly SafeFileHandle _counters = File.OpenHandle("/proc/thread-self/net/dev");
    private readonly byte[] _text = new byte[65536];
    private readonly List<IPAddress> _addresses = [];
    private bool _disposed;

    private TunInterface(int descriptor, string name)
    {
        _descriptor = descriptor;
        Name = name;
    }

    /// <summary>The interface's name as the kernel gave it.</summary>
    public string Name { get; }

    // The number may be another file's once the interface is disposed.
    internal int Descriptor => _disposed ? -1 : _descriptor;

    /// <summary>
    /// Creates an interface that did not exist; a percent-d in the name is replaced by a free number. It vanishes when disposed, and with the process.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="networkNamespace">Path of the network namespace that it is created in; null for the process's own.</param>
    /// <exception cref="ArgumentException">No interface can have the name.</exception>
    /// <exception cref="IOException">There is an interface of the name, or the system refuses to make one.</exception>
    public static TunInterface Create(string name, string? networkNamespace = null)
    {
        if (InterfaceRequest.WhyNoName(name) is { } reason)
        {
            throw new ArgumentException(reason, nameof(name));
        }

        if (networkNamespace is null)
        {
            return CreateHere(name);
        }

        // The namespace is the thread's; one that has entered it does nothing else.
        TunInterface? created = null;
        IOException? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                var space = LibC.Open(networkNamespace, 0);
                try
                {
                    LibC.EnterNetworkNamespace(space, networkNamespace);
                }
                finally
                {
                    LibC.Close(space);
                }

                created = CreateHere(name);
            }
            catch (IOException e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        return created ?? throw new IOException(failure?.Message, failure);
    }

    /// <summary>Why no interface can be called so, in words; null for a name that the kernel takes.</summary>
    public static string? WhyNoName(string name) => InterfaceRequest.WhyNoName(name);

    /// <summary>Whether a failure to create an interface means that this process may not, or that the machine has no TUN interfaces; null for other failures.</summary>
    public static TunRefusal? RefusalOf(IOException failure) => (failure.InnerException as IOException ?? failure).HResult switch
    {
        LibC.NotPermitted => TunRefusal.NotPermitted,
        LibC.AccessDenied => TunRefusal.DeviceClosed,
        LibC.NoSuchFile when !File.Exists(DevicePath) => TunRefusal.NoDevice,
        _ => null,
    };

    /// <summary>Sets the largest packet in bytes.</summary>
    public void SetMtu(int mtu) => Configure("MTU", InterfaceRequest.SetMtu, InterfaceRequest.WithNumber(Name, mtu));

    /// <summary>
    /// Sets how many packets the kernel keeps that the process has not read; it drops and counts what comes beyond. Only root of the whole machine may: false if
    /// this process is not, and the kernel's own length of 500 stays.
    /// </summary>
    public bool SetQueueLength(int packets)
    {
        try
        {
            Configure("queue length", InterfaceRequest.SetQueueLength, InterfaceRequest.WithNumber(Name, packets));
            return true;
        }
        catch (IOException e) when (e.HResult == LibC.NotPermitted)
        {
            return false;
        }
    }

    /// <summary>Tells this machine whether the link works. Needs no rights.</summary>
    public void SetCarrier(bool on)
    {
        try
        {
            LibC.Control(Descriptor, Name, "carrier", InterfaceRequest.SetCarrier, on ? 1 : 0);
        }
        catch (IOException e) when (e.HResult is LibC.BadDescriptorState or LibC.InvalidArgument)
        {
            // Somebody has deleted the interface, or the kernel is older than 5.0: there is no carrier to tell.
        }
    }

    /// <summary>Gives the interface an IPv4 or IPv6 address, beside those that it has, with a prefix length.</summary>
    /// <exception cref="IOException">The system refuses, or it is a further address of IPv4 and the interface's name has no room for a number behind it.</exception>
    public void AddAddress(IPAddress address, int prefixLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var index = InterfaceRequest.NumberOf(Configure("index", InterfaceRequest.GetIndex, InterfaceRequest.For(Name)));
            LibC.Control((int)(_control6 ?? throw new IOException("this machine has no IPv6")).Handle, Name, "IPv6 address", InterfaceRequest.SetAddress, InterfaceRequest.WithAddress6(address, prefixLength, index));
            return;
        }

        var mask = prefixLength == 0 ? 0u : uint.MaxValue << (32 - prefixLength);
        var maskBytes = new[] { (byte)(mask >> 24), (byte)(mask >> 16), (byte)(mask >> 8), (byte)mask };
        var label = LabelOf(address);
        Configure("address", InterfaceRequest.SetAddress, InterfaceRequest.WithAddress(label, address));
        Configure("netmask", InterfaceRequest.SetNetmask, InterfaceRequest.WithAddress(label, new IPAddress(maskBytes)));
        if (!_addresses.Contains(address))
        {
            _addresses.Add(address);
        }
    }

    /// <summary>Switches the interface up or down.</summary>
    public void SetUp(bool up)
    {
        var flags = InterfaceRequest.FlagsOf(Configure("flags", InterfaceRequest.GetFlags, InterfaceRequest.For(Name)));
        var wanted = (short)(up ? flags | InterfaceRequest.Up : flags & ~InterfaceRequest.Up);
        Configure("flags", InterfaceRequest.SetFlags, InterfaceRequest.WithFlags(Name, wanted));
    }

    /// <summary>What the kernel has counted; null once the interface is gone.</summary>
    public KernelCounters? ReadCounters()
    {
        var length = 0;
        int count;
        while (length < _text.Length && (count = RandomAccess.Read(_counters, _text.AsSpan(length), length)) > 0)
        {
            length += count;
        }

        return KernelCounters.Parse(Encoding.ASCII.GetString(_text, 0, length), Name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            LibC.Close(_descriptor);
            _control.Dispose();
            _control6?.Dispose();
            _counters.Dispose();
        }
    }

    private static TunInterface CreateHere(string name)
    {
        var request = InterfaceRequest.WithFlags(name, unchecked((short)(InterfaceRequest.Tunnel | InterfaceRequest.NoPacketInformation | InterfaceRequest.HasOffloadHeader | InterfaceRequest.Exclusive)));
        var descriptor = LibC.Open(DevicePath, LibC.ReadWrite | LibC.NonBlocking);
        TunInterface? created = null;
        try
        {
            LibC.Control(descriptor, DevicePath, $"creation of {name}", InterfaceRequest.SetTunnel, request);
            LibC.ControlValue(descriptor, DevicePath, $"offloads of {name}", InterfaceRequest.SetOffload, InterfaceRequest.Offloads);
            return created = new TunInterface(descriptor, InterfaceRequest.NameOf(request));
        }
        catch (IOException e) when (e.HResult == LibC.DeviceBusy || Directory.Exists("/sys/class/net/" + name))
        {
            throw new IOException("there is an interface of that name already, and it stays as it is", e);
        }
        finally
        {
            if (created is null) { LibC.Close(descriptor); }
        }
    }

    // The kernel keeps one address of IPv4 under the interface's name, and each further one under a label of its own (netdevice(7): aliases).
    private string LabelOf(IPAddress address)
    {
        var index = _addresses.IndexOf(address) is >= 0 and var known ? known : _addresses.Count;
        var label = index == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}:{index}");
        return InterfaceRequest.HasRoom(label) ? label : throw new IOException($"{Name}: a further address of IPv4 needs a name with room for :{index} behind it");
    }

    private byte[] Configure(string what, ulong request, byte[] argument)
    {
        LibC.Control((int)_control.Handle, Name, what, request, argument);
        return argument;
    }
}
