using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Simulator;

/// <summary>The packets of a life: sends them up and down, takes what arrives on either side, and holds both flows to order and content.</summary>
internal sealed class Traffic : PacketSink
{
    private const int InsideSize = 64;
    private const int MostInside = 4;

    private readonly SimulatedBoard _board;
    private readonly bool _sendsInside;
    private readonly Action<string> _violation;
    private readonly byte[] _buffer = new byte[ModemInterface.Mtu];
    private readonly byte[] _inside = new byte[InsideSize];
    private readonly byte[] _received = new byte[ModemInterface.Mtu];
    private int _depth;
    private byte[] _awaited = [];

    /// <summary>Takes the network's side of a board; <see cref="Attach"/> takes the driver's once it has an interface.</summary>
    public Traffic(SimulatedBoard board, bool sendsInside, Action<string> violation)
    {
        _board = board;
        _sendsInside = sendsInside;
        _violation = violation;
        board.Soc.Network.Forward = OnUp;
    }

    /// <summary>Packets to the modem.</summary>
    public Flow Up { get; } = new("up");

    /// <summary>Packets from the modem.</summary>
    public Flow Down { get; } = new("down");

    /// <summary>Echo requests that were answered.</summary>
    public int Answers { get; private set; }

    /// <summary>Whether what arrives from the chip is not to be believed: content and order of the packets down are not looked at.</summary>
    public bool IsLiedTo { get; set; }

    /// <summary>The IP interface; null before <see cref="Attach"/>.</summary>
    public RmnetInterface? Interface { get; private set; }

    /// <summary>Whether the answer that <see cref="Await"/> named has come.</summary>
    public bool HasAnswer => _awaited.Length == 0;

    /// <summary>Takes the packets of the present driver's interface to the modem.</summary>
    public void Attach(ModemInterface modem, uint format)
    {
        Interface = new RmnetPort(modem, format).CreateInterface(0);
        Interface.SetSink(this);
        modem.SetListener(new Listener(this));
    }

    /// <summary>Sends an echo request; the answer may come from now on.</summary>
    public TransmitStatus Await(byte[] request, byte[] answer)
    {
        _awaited = answer;
        return Interface!.Send(request, 0, request.Length, false, false);
    }

    /// <summary>The answer is waited for no longer.</summary>
    public void GiveUp() => _awaited = [];

    /// <summary>Sends one packet up.</summary>
    public TransmitStatus SendUp(int size, bool moreFollows) => Send(_buffer.AsSpan(0, size), _buffer, moreFollows);

    /// <summary>Sends one packet down.</summary>
    public void SendDown(int size)
    {
        TrackedPacket.Write(_buffer.AsSpan(0, size), Down.Next);
        Down.OnSent();
        _board.Soc.Network.Inject(0, _buffer, 0, size);
    }

    /// <inheritdoc/>
    public override void OnPacket(DmaMemory memory, int offset, int length, bool checksumVerified)
    {
        // What the chip hands over may be as long as a buffer.
        if (length <= _received.Length)
        {
            memory.CopyTo(offset, _received, 0, length);
            ReadOnlySpan<byte> packet = _received.AsSpan(0, length);
            if (packet.SequenceEqual(_awaited))
            {
                Answers++;
                _awaited = [];
            }
            else if (!IsLiedTo && packet.Length > 9 && packet[9] == 17 && Down.OnArrived(packet) is { } broken)
            {
                _violation(broken);
            }
        }
        SendInside();
    }

    private TransmitStatus Send(Span<byte> packet, byte[] bytes, bool moreFollows)
    {
        TrackedPacket.Write(packet, Up.Next);
        TransmitStatus status = Interface!.Send(bytes, 0, packet.Length, false, moreFollows);
        if (status == TransmitStatus.Accepted)
        {
            Up.OnSent();
        }
        return status;
    }

    private void OnUp(byte muxId, byte[] bytes, int offset, int length)
    {
        if (Up.OnArrived(bytes.AsSpan(offset, length)) is { } broken && !IsLiedTo)
        {
            _violation(broken);
        }
    }

    /// <summary>Whoever is told sends at once, as a network stack does; not again from inside of that.</summary>
    private void SendInside()
    {
        if (!_sendsInside || _depth >= MostInside || Interface is null)
        {
            return;
        }
        _depth++;
        Send(_inside, _inside, false);
        _depth--;
    }

    private sealed class Listener(Traffic owner) : InterfaceListener
    {
        public override void OnRegistered() => owner.SendInside();

        public override void OnUnregistered() => owner.SendInside();

        public override void OnQueueRunning() => owner.SendInside();
    }
}
