using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Tun;

/// <summary>
/// A board on the fake in real time, whose link to the modem is a network interface of this machine: packets go through this machine's own
/// protocol stack, the driver, the chip and the modem, and back.
/// </summary>
internal sealed class TunRun : IDisposable
{
    private readonly BoardTime _time;
    private readonly SimulatedBoard _board;
    private readonly TunInterface _tun;
    private RmnetBridge? _bridge;

    /// <summary>Joins a booted board, which runs on the given time, to an interface; the interface then belongs to the run.</summary>
    public TunRun(SimulatedBoard board, BoardTime time, TunInterface tun)
    {
        _board = board;
        _time = time;
        _tun = tun;
    }

    /// <summary>What went through the interface.</summary>
    public string Summary => _bridge is null ? "no packets" : $"{_bridge.Sent} packets sent, {_bridge.Received} received, {_bridge.Dropped} dropped";

    /// <summary>Gives the interface its address, brings it up and lets packets through.</summary>
    /// <exception cref="IOException">This machine does not allow it.</exception>
    public void Open(TunAddress address)
    {
        _tun.SetMtu(ModemInterface.Mtu);
        _tun.AddAddress(address.Own, address.PrefixLength);
        _bridge = new RmnetBridge(_tun, _board.Loop, _time, _board.Driver.Interface, _board.Rmnet);
        _bridge.Start();
        _tun.SetUp(true);
    }

    /// <summary>Passes packets until the token is cancelled.</summary>
    /// <exception cref="IpaException">The driver gave up.</exception>
    /// <exception cref="IOException">The interface was taken away.</exception>
    public void Run(CancellationToken cancellation) => new BoardLoop(_board.Loop).Run(cancellation);

    public void Dispose()
    {
        _bridge?.Dispose();
        _tun.Dispose();
    }
}
