using IpaEmbedded.Boards.Linux.Interop;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Linux.Network;

/// <summary>
/// Joins a TUN interface to whoever takes its packets: packets of this machine go to the sender from a poll, packets for it go to
/// <see cref="Deliver"/>. When the sender is full the machine's packets stay in the kernel's queue until <see cref="Resume"/>.
/// Many segments of a TCP connection cross the border to the kernel as one; sender and caller see none of that.
/// </summary>
public sealed class TunLink : PollSource
{
    private readonly TunInterface _interface;
    private readonly EventLoop _loop;
    private readonly PacketSender _sender;
    private readonly ForwardPoll _poll;
    private readonly WritePoll _write;
    private readonly SegmentSplitter _splitter = new();
    private readonly SegmentJoiner _joiner = new();
    private byte[] _packet;
    private byte[] _following;
    private int _pendingLength;
    private int _followingLength;
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
        _following = new byte[largestPacketBytes];
        _poll = new ForwardPoll(this);
        _write = new WritePoll(this);
    }

    /// <summary>What became of the packets.</summary>
    public LinkCounters Counters { get; } = new();

    /// <summary>Called once when somebody has deleted the interface, or null.</summary>
    public Action? Gone { get; set; }

    /// <summary>Whether somebody has deleted the interface.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Whether packets of this machine are read; those that were read go to the sender in any case.</summary>
    public bool IsReading { get; set; } = true;

    /// <inheritdoc/>
    public override int Descriptor => _full || IsGone || !IsReading ? -1 : _interface.Descriptor;

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

    /// <summary>
    /// Hands a packet to this machine as received, at once or, when more may follow it, after the poll that calls; counts what the machine does not take.
    /// </summary>
    public void Deliver(ReadOnlySpan<byte> packet)
    {
        if (!_joiner.Add(packet))
        {
            Write();
            _joiner.Add(packet);
        }

        if (_joiner.IsComplete)
        {
            Write();
        }
        else
        {
            _loop.Schedule(_write);
        }
    }

    private void Write()
    {
        var packets = _joiner.Count;
        if (packets == 0)
        {
            return;
        }

        var written = LibC.TryWrite(_interface.Descriptor, _joiner.Take());
        switch (written)
        {
            case -LibC.InputOutputError:
                Counters.InterfaceDown += packets;
                break;
            case < 0:
                Counters.Refused += packets;
                NoticeGone(written);
                break;
            default:
                Counters.Delivered += packets;
                break;
        }
    }

    private int Forward(int budget)
    {
        for (var count = 0; count < budget; count++)
        {
            if (_pendingLength == 0)
            {
                _pendingLength = Read(_packet);
            }

            if (_pendingLength == 0)
            {
                return count;
            }

            if (_followingLength == 0 && count + 1 < budget)
            {
                _followingLength = Read(_following);
            }

            if (!_sender(_packet, _pendingLength, _followingLength))
            {
                _full = true;
                Counters.Stops++;
                return count;
            }

            Counters.Taken++;
            (_packet, _following) = (_following, _packet);
            (_pendingLength, _followingLength) = (_followingLength, 0);
        }

        return budget;
    }

    private int Read(byte[] packet)
    {
        if (!_splitter.HasNext)
        {
            if (!IsReading)
            {
                return 0;
            }

            var length = LibC.TryRead(_interface.Descriptor, _splitter.Room);
            NoticeGone(length);
            _splitter.Begin(length);
            if (!_splitter.HasNext)
            {
                return 0;
            }
        }

        Counters.Read++;
        return _splitter.Next(packet);
    }

    private void NoticeGone(int result)
    {
        if (result == -LibC.BadDescriptorState && !IsGone)
        {
            IsGone = true;
            Gone?.Invoke();
        }
    }

    private sealed class WritePoll(TunLink link) : Poll
    {
        public override int Run(int budget)
        {
            link.Write();
            return 0;
        }
    }

    private sealed class ForwardPoll(TunLink link) : Poll
    {
        public override int Run(int budget) => link.Forward(budget);
    }
}
