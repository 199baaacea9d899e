using System.Globalization;
using System.Net;
using IpaEmbedded.Boards.Linux.Network;

namespace IpaEmbedded.HostTests.Boards;

/// <summary>
/// Addresses that no other test of this machine has at the same time, in this process or in another: an interface that has the network's number in its name
/// is held as long, and the kernel gives a name to one alone. From the range that is for tests of networks (198.18.0.0/15).
/// </summary>
internal sealed class TestNetwork : IDisposable
{
    private const int Networks = 200;
    private const int PieceAddresses = 8;

    private static readonly Lazy<TestNetwork> OfProcess = new(() => new TestNetwork());
    private static int _pieces;

    private readonly TunInterface? _claim;
    private readonly int _number;

    public TestNetwork()
    {
        for (_number = 0; _number < Networks; _number++)
        {
            try
            {
                _claim = TunInterface.Create(string.Create(CultureInfo.InvariantCulture, $"ipanet{_number}"));
                return;
            }
            catch (IOException e) when (TunInterface.RefusalOf(e) is not null)
            {
                // A machine without such interfaces makes none with these addresses either.
                return;
            }
            catch (IOException)
            {
                // Somebody else's: the next.
            }
        }
        Assert.Inconclusive($"all {Networks} networks for tests are in use: ipanet0 and so on");
    }

    /// <summary>This machine's address in the network.</summary>
    public IPAddress Own => Of(_number * 2, 2);

    /// <summary>The other end's.</summary>
    public IPAddress Peer => Of(_number * 2, 1);

    /// <summary>The own address as a switch takes it.</summary>
    public string Address => Own + "/24";

    /// <summary>This machine's address in the network behind it, which is this one's too.</summary>
    public IPAddress NextOwn => Of(_number * 2 + 1, 2);

    /// <summary>The other end's there.</summary>
    public IPAddress NextPeer => Of(_number * 2 + 1, 1);

    /// <summary>An address of IPv6 in a network of 64 bits of its own.</summary>
    public IPAddress Own6 => IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"2001:db8:77:{_number:x}::2"));

    /// <summary>An address with its prefix that no test of this process has had of late, for whoever does not say when it is done.</summary>
    public static string Piece()
    {
        int piece = Interlocked.Increment(ref _pieces) % (256 / PieceAddresses);
        return Of(OfProcess.Value._number * 2, piece * PieceAddresses + 2) + "/29";
    }

    public void Dispose() => _claim?.Dispose();

    private static IPAddress Of(int network, int host) => new([198, (byte)(18 + network / 256), (byte)(network % 256), (byte)host]);
}
