using System;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Qualcomm.Qrtr.Layout;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Fake;

/// <summary>The modem's end of the message bus in QRTR packets (version 1), over a link that the application processor's node opens.</summary>
public sealed class PacketModemTransport : ModemTransport
{
    private const uint ModemNode = 0;

    private readonly EventLoop _loop;
    private readonly Wire _wire;
    private readonly DeliveryPoll _poll;
    private readonly byte[] _packet = new byte[QrtrLayout.Version1HeaderSize + 4096 + 4];
    private QrtrLinkHandler _node;
    private Pending _first;
    private Pending _last;
    private bool _up;

    /// <summary>Creates a link that is down.</summary>
    public PacketModemTransport(EventLoop loop)
    {
        _loop = loop;
        _wire = new Wire(this);
        _poll = new DeliveryPoll(this);
    }

    /// <summary>Who is told of packets that are none, or null.</summary>
    internal Sanitizer Sanitizer { get; set; }

    /// <summary>What the application processor's node opens.</summary>
    public QrtrLink Link
    {
        get { return _wire; }
    }

    /// <summary>Packets of the application processor so far.</summary>
    public int Sends { get; private set; }

    /// <summary>The n-th packet of the application processor from 1 is refused; 0 for none.</summary>
    public int FailSendAt { get; set; }

    /// <inheritdoc/>
    public override void AddServer(uint service, uint version, uint instance, uint port)
    {
        if (!_up)
        {
            _up = true;
            Enqueue(Pending.Up, null);
            Control(QrtrLayout.Hello, 0, 0, 0, 0);
        }
        Control(QrtrLayout.NewServer, service, version | (instance << 8), ModemNode, port);
    }

    /// <inheritdoc/>
    public override void RemoveServer(uint service, uint version, uint instance, uint port)
    {
        Control(QrtrLayout.DeleteServer, service, version | (instance << 8), ModemNode, port);
    }

    /// <inheritdoc/>
    public override void Send(uint modemPort, uint apPort, byte[] data, int length)
    {
        if (!_up) { return; }
        Array.Copy(data, 0, _packet, QrtrLayout.Version1HeaderSize, length);
        Finish(QrtrLayout.Data, modemPort, QrtrLayout.ApplicationsNode, apPort, length);
    }

    /// <inheritdoc/>
    public override void Bye()
    {
        if (!_up) { return; }
        _up = false;
        if (_node != null)
        {
            Enqueue(Pending.Down, null);
            return;
        }
        // Nobody has opened the link: who does it later never hears of this modem.
        _first = null;
        _last = null;
    }

    private void Report(uint value, string what)
    {
        if (Sanitizer != null) { Sanitizer.Report(SanitizerRule.QrtrPacket, "qrtr", 0, null, 0, value, what); }
    }

    // Fewest bytes behind the header of a packet of this type; others than these are not looked into.
    private static int PayloadSize(uint type)
    {
        switch (type)
        {
            case QrtrLayout.NewServer:
            case QrtrLayout.DeleteServer: return QrtrLayout.ServerPayloadSize;
            case QrtrLayout.DeleteClient: return 12;
            default: return 0;
        }
    }

    private static uint Read32(byte[] bytes, int at)
    {
        return bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16) | ((uint)bytes[at + 3] << 24);
    }

    private static void Write32(byte[] bytes, int at, uint value)
    {
        bytes[at] = (byte)value;
        bytes[at + 1] = (byte)(value >> 8);
        bytes[at + 2] = (byte)(value >> 16);
        bytes[at + 3] = (byte)(value >> 24);
    }

    private void Control(uint type, uint a, uint b, uint c, uint d)
    {
        int at = QrtrLayout.Version1HeaderSize;
        Write32(_packet, at, type);
        Write32(_packet, at + 4, a);
        Write32(_packet, at + 8, b);
        Write32(_packet, at + 12, c);
        Write32(_packet, at + 16, d);
        Finish(type, QrtrLayout.ControlPort, QrtrLayout.ApplicationsNode, QrtrLayout.ControlPort, QrtrLayout.ServerPayloadSize);
    }

    private void Finish(uint type, uint port, uint targetNode, uint targetPort, int length)
    {
        Write32(_packet, 0, QrtrLayout.Version1);
        Write32(_packet, QrtrLayout.Type1, type);
        Write32(_packet, QrtrLayout.SourceNode1, ModemNode);
        Write32(_packet, QrtrLayout.SourcePort1, port);
        Write32(_packet, QrtrLayout.Confirm1, 0);
        Write32(_packet, QrtrLayout.Size1, (uint)length);
        Write32(_packet, QrtrLayout.TargetNode1, targetNode);
        Write32(_packet, QrtrLayout.TargetPort1, targetPort);
        int end = QrtrLayout.Version1HeaderSize + length;
        while ((end & 3) != 0) { _packet[end++] = 0; }
        byte[] copy = new byte[end];
        Array.Copy(_packet, copy, end);
        Enqueue(Pending.Packet, copy);
    }

    private void Enqueue(int kind, byte[] packet)
    {
        Pending pending = new Pending(kind, packet);
        if (_last == null) { _first = pending; }
        else { _last.Next = pending; }
        _last = pending;
        if (_node != null) { _loop.Schedule(_poll); }
    }

    private bool FromAp(byte[] packet, int length)
    {
        if (++Sends == FailSendAt || !_up) { return false; }
        if (length < QrtrLayout.Version1HeaderSize)
        {
            Report((uint)length, "shorter than its header");
            return true;
        }
        if (Handler == null) { return true; }
        uint type = Read32(packet, QrtrLayout.Type1);
        uint port = Read32(packet, QrtrLayout.SourcePort1);
        uint targetPort = Read32(packet, QrtrLayout.TargetPort1);
        int size = (int)Read32(packet, QrtrLayout.Size1);
        int at = QrtrLayout.Version1HeaderSize;
        if (Read32(packet, 0) != QrtrLayout.Version1 || type == 0 || type > QrtrLayout.LastType || Read32(packet, QrtrLayout.SourceNode1) != QrtrLayout.ApplicationsNode)
        {
            Report(type, "version, type or source");
        }
        if (size < PayloadSize(type) || size > length - at)
        {
            Report((uint)size, "size");
            return true;
        }
        switch (type)
        {
            case QrtrLayout.Data:
                bool confirm = Read32(packet, QrtrLayout.Confirm1) != 0;
                byte[] message = new byte[size];
                Array.Copy(packet, at, message, 0, size);
                Handler.OnMessage(port, targetPort, message, size);
                if (confirm) { Control(QrtrLayout.ResumeTransmission, ModemNode, targetPort, 0, 0); }
                break;
            case QrtrLayout.NewServer:
                uint word = Read32(packet, at + 8);
                Handler.OnServer(Read32(packet, at + 4), word & 0xff, word >> 8, Read32(packet, at + 16));
                break;
            case QrtrLayout.DeleteServer:
                Handler.OnServerGone(Read32(packet, at + 4), Read32(packet, at + 16));
                break;
            case QrtrLayout.DeleteClient:
                Handler.OnServerGone(0, Read32(packet, at + 8));
                break;
            default:
                break;
        }
        return true;
    }

    private sealed class Pending
    {
        internal const int Packet = 0;
        internal const int Up = 1;
        internal const int Down = 2;

        internal readonly int Kind;
        internal readonly byte[] Bytes;
        internal Pending Next;

        internal Pending(int kind, byte[] bytes)
        {
            Kind = kind;
            Bytes = bytes;
        }
    }

    private sealed class Wire : QrtrLink
    {
        private readonly PacketModemTransport _owner;

        internal Wire(PacketModemTransport owner)
        {
            _owner = owner;
        }

        public override void Open(QrtrLinkHandler handler)
        {
            _owner._node = handler;
            if (_owner._first != null) { _owner._loop.Schedule(_owner._poll); }
        }

        public override bool Send(byte[] packet, int length)
        {
            return _owner.FromAp(packet, length);
        }
    }

    private sealed class DeliveryPoll : Poll
    {
        private readonly PacketModemTransport _owner;

        internal DeliveryPoll(PacketModemTransport owner)
        {
            _owner = owner;
        }

        public override int Run(int budget)
        {
            int done = 0;
            while (done < budget && _owner._first != null)
            {
                Pending pending = _owner._first;
                _owner._first = pending.Next;
                if (_owner._first == null) { _owner._last = null; }
                switch (pending.Kind)
                {
                    case Pending.Up: _owner._node.OnUp(); break;
                    case Pending.Down: _owner._node.OnDown(); break;
                    default: _owner._node.OnPacket(pending.Bytes, pending.Bytes.Length); break;
                }
                done++;
            }
            return done;
        }
    }
}
