using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>
/// Joins a TUN interface to the modem link: packets of this machine go to the sender from a kernel poll, packets of the modem go to
/// <see cref="Deliver"/>. When the sender is full the machine's packets stay in the kernel's queue until <see cref="Resume"/>.
/// </summary>
public sealed class TunLink : PollSource
{
    private readonly TunInterface _interface;
    private readonly EventLoop _loop;
    private readonly PacketSender _sender;
    private readonly ForwardPoll _poll;
    private readonly byte[] _packet;
    private int _pendingLength;
    private bool _full;

    /// <param name="tun">The interface; the caller disposes it.</param>
    /// <param name="loop">Runs the poll.</param>
    /// <param name="sender">Takes the machine's packets.</param>
    /// <param name="largestPacketBytes">Longer packets of the machine would be cut; at least the interface's MTU.</param>
    public TunLink(TunInterface tun, EventLoop loop, PacketSender sender, int largestPacketBytes)
    {
        _interface = tun;
        _loop = loop;
        _sender = sender;
        _packet = new byte[largestPacketBytes];
        _poll = new ForwardPoll(this);
    }

    /// <summary>Packets that went from this machine to the sender.</summary>
    public long Sent { get; private set; }

    /// <summary>Packets that went from the modem to this machine.</summary>
    public long Received { get; private set; }

    /// <summary>Packets of the modem that this machine could not take.</summary>
    public long Dropped { get; private set; }

    /// <inheritdoc/>
    public override int Descriptor => _full ? -1 : _interface.Descriptor;

    /// <inheritdoc/>
    public override void OnReady() => _loop.Schedule(_poll);

    /// <summary>Goes on after the sender was full.</summary>
    public void Resume()
    {
        if (_full)
        {
            _full = false;
            _loop.Schedule(_poll);
        }
    }

    /// <summary>Hands a packet of the modem to this machine.</summary>
    public void Deliver(byte[] packet, int offset, int length)
    {
        if (TryWrite(packet.AsSpan(offset, length)))
        {
            Received++;
        }
        else
        {
            Dropped++;
        }
    }

    private bool TryWrite(ReadOnlySpan<byte> packet)
    {
        try
        {
            return _interface.Write(packet);
        }
        catch (IOException)
        {
            // Somebody has switched the interface down, or the packet is none that this machine accepts: lost, as on any link.
            return false;
        }
    }

    private int Forward(int budget)
    {
        for (var count = 0; count < budget; count++)
        {
            if (_pendingLength == 0)
            {
                _pendingLength = _interface.Read(_packet);
            }

            if (_pendingLength == 0)
            {
                return count;
            }

            if (!_sender(_packet, _pendingLength))
            {
                _full = true;
                return count;
            }

            _pendingLength = 0;
            Sent++;
        }

        return budget;
    }

    private sealed class ForwardPoll(TunLink link) : Poll
    {
        public override int Run(int budget) => link.Forward(budget);
    }
}
