using System;
using IpaEmbedded.Qualcomm.Qrtr.Layout;
using IpaEmbedded.Qualcomm.Wire;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>This processor's node on the message bus: sockets, routes to other nodes, and the name service.</summary>
public sealed class QrtrNode
{
    /// <summary>Longest message in bytes.</summary>
    public const int LongestMessage = 4096;

    private const int MaxLinks = 8;
    private const int MaxSockets = 32;

    private readonly EventLoop _loop;
    private readonly uint _localNode;
    private readonly QrtrFlowTable _flows;
    private readonly QrtrNameService _names;
    private readonly QrtrNeighbor[] _links = new QrtrNeighbor[MaxLinks];
    private readonly QrtrNodeSocket[] _sockets = new QrtrNodeSocket[MaxSockets];
    private readonly QrtrPacket _incoming = new QrtrPacket();
    private readonly QrtrPacket _outgoing = new QrtrPacket();
    private readonly byte[] _buffer = new byte[QrtrLayout.Version1HeaderSize + LongestMessage + 4];
    private readonly byte[] _message = new byte[LongestMessage];
    private readonly QrtrLocalQueue _local;
    private int _linkCount;
    private int _socketCount;
    private uint _nextPort = QrtrLayout.FirstPort;
    private int _malformed;
    private int _undeliverable;

    /// <summary>Creates node <paramref name="localNode"/> (the application processors are 1).</summary>
    public QrtrNode(EventLoop loop, uint localNode)
    {
        _loop = loop;
        _localNode = localNode;
        _flows = new QrtrFlowTable(loop);
        _names = new QrtrNameService(this);
        _local = new QrtrLocalQueue(this);
    }

    /// <summary>Number of this node.</summary>
    public uint Number
    {
        get { return _localNode; }
    }

    /// <summary>Packets that were dropped because they are no QRTR.</summary>
    public int MalformedCount
    {
        get { return _malformed; }
    }

    /// <summary>Messages that were dropped because their socket or node is not here.</summary>
    public int UndeliverableCount
    {
        get { return _undeliverable; }
    }

    /// <summary>Sockets that are open.</summary>
    public int SocketCount
    {
        get { return _socketCount; }
    }

    internal int LinkCount
    {
        get { return _linkCount; }
    }

    /// <summary>Adds a link to another processor.</summary>
    public void AddLink(QrtrLink link)
    {
        if (_linkCount == MaxLinks) { throw new HardwareException("QRTR has eight links already"); }
        QrtrNeighbor neighbor = new QrtrNeighbor(this, link);
        _links[_linkCount++] = neighbor;
        link.Open(neighbor);
    }

    /// <summary>Creates a socket with a port of its own.</summary>
    /// <exception cref="HardwareException">There are 32 sockets already.</exception>
    public QrtrSocket CreateSocket()
    {
        if (_socketCount == MaxSockets) { throw new HardwareException("QRTR has 32 sockets already"); }
        while (FindSocket(_nextPort) != null) { _nextPort = Following(_nextPort); }
        QrtrNodeSocket socket = new QrtrNodeSocket(this, _nextPort);
        _nextPort = Following(_nextPort);
        _sockets[_socketCount++] = socket;
        return socket;
    }

    /// <summary>The sockets that are open now: whoever is told something may open and close some, its own too. A closed one has no handler and no lookups.</summary>
    internal QrtrNodeSocket[] Sockets()
    {
        QrtrNodeSocket[] sockets = new QrtrNodeSocket[_socketCount];
        Array.Copy(_sockets, 0, sockets, 0, _socketCount);
        return sockets;
    }

    internal QrtrNeighbor LinkAt(int index)
    {
        return _links[index];
    }

    internal void AddServer(QrtrNodeSocket socket, uint service, uint instance)
    {
        _names.AddLocal(service, instance, socket.Port);
    }

    internal void Remove(QrtrNodeSocket socket)
    {
        int kept = 0;
        for (int i = 0; i < _socketCount; i++)
        {
            if (_sockets[i] != socket) { _sockets[kept++] = _sockets[i]; }
        }
        _sockets[kept] = null;
        _socketCount = kept;
        _names.RemoveLocal(socket.Port);
        SendControlToAll(QrtrLayout.DeleteClient, 0, 0, socket.Port);
    }

    internal void ScheduleLocal()
    {
        _loop.Schedule(_local);
    }

    internal void AnswerLookups()
    {
        _names.AnswerLookups();
    }

    internal void SendData(QrtrNodeSocket socket, uint node, uint port, byte[] data, int length)
    {
        if (length < 0 || length > LongestMessage || length > data.Length)
        {
            throw new HardwareException("QRTR message of " + length.ToString() + " bytes; expected 0 to " + LongestMessage.ToString());
        }
        if (node == _localNode)
        {
            _local.Add(socket.Port, port, data, length);
            return;
        }
        if (LinkTo(node) == null) { throw new HardwareException("QRTR node " + node.ToString() + " is not reachable"); }
        bool confirm = _flows.Take(node, port);
        // It may have come over another link meanwhile; one that went has no flow.
        QrtrNeighbor link = LinkTo(node);
        Array.Copy(data, 0, _buffer, QrtrLayout.Version1HeaderSize, length);
        if (!Send(link, QrtrLayout.Data, confirm, socket.Port, node, port, length))
        {
            _flows.GiveBack(node, port);
            throw new HardwareException("QRTR node " + node.ToString() + " is not reachable: its link is down");
        }
    }

    /// <summary>Sends a control packet about a server or socket of this node to every node that said hello.</summary>
    internal void SendControlToAll(uint type, uint service, uint instance, uint port)
    {
        for (int i = 0; i < _linkCount; i++)
        {
            QrtrNeighbor link = _links[i];
            for (int n = 0; n < link.NodeCount; n++) { SendControl(link, link.NodeAt(n), type, service, instance, port); }
        }
    }

    internal void SendControl(QrtrNeighbor link, uint node, uint type, uint service, uint instance, uint port)
    {
        int at = QrtrLayout.Version1HeaderSize;
        for (int i = 0; i < QrtrLayout.ServerPayloadSize; i++) { _buffer[at + i] = 0; }
        LittleEndian.Write32(_buffer, at, type);
        if (type == QrtrLayout.NewServer || type == QrtrLayout.DeleteServer)
        {
            LittleEndian.Write32(_buffer, at + 4, service);
            LittleEndian.Write32(_buffer, at + 8, instance);
            LittleEndian.Write32(_buffer, at + 12, _localNode);
            LittleEndian.Write32(_buffer, at + 16, port);
        }
        else if (type == QrtrLayout.DeleteClient)
        {
            LittleEndian.Write32(_buffer, at + 4, _localNode);
            LittleEndian.Write32(_buffer, at + 8, port);
        }
        Send(link, type, false, QrtrLayout.ControlPort, node, QrtrLayout.ControlPort, QrtrLayout.ServerPayloadSize);
    }

    internal void OnLinkUp(QrtrNeighbor link)
    {
        link.HelloSent = true;
        SendControl(link, QrtrLayout.Broadcast, QrtrLayout.Hello, 0, 0, 0);
    }

    internal void OnLinkDown(QrtrNeighbor link)
    {
        while (link.NodeCount > 0) { LoseNode(link, link.NodeAt(link.NodeCount - 1)); }
    }

    internal void OnPacket(QrtrNeighbor link, byte[] data, int length)
    {
        if (!_incoming.Decode(data, length) || _incoming.PayloadLength > LongestMessage || !Learn(link, _incoming.SourceNode))
        {
            _malformed++;
            return;
        }
        if (_incoming.TargetNode != _localNode && _incoming.TargetNode != QrtrLayout.Broadcast)
        {
            _undeliverable++;
            return;
        }
        if (_incoming.Type == QrtrLayout.Data) { DeliverData(link, data); }
        else if (_incoming.PayloadLength < 4 || LittleEndian.Read32(data, _incoming.PayloadOffset) != _incoming.Type) { _malformed++; }
        else { Control(link, data); }
    }

    internal void Deliver(uint node, uint port, uint targetPort, byte[] data, int length)
    {
        QrtrNodeSocket socket = FindSocket(targetPort);
        if (socket == null || socket.Handler == null)
        {
            _undeliverable++;
            return;
        }
        socket.Handler.OnMessage(node, port, data, length);
    }

    private static uint Following(uint port)
    {
        return port == QrtrLayout.LastPort ? QrtrLayout.FirstPort : port + 1;
    }

    private bool Send(QrtrNeighbor link, uint type, bool confirm, uint sourcePort, uint node, uint port, int length)
    {
        _outgoing.Type = type;
        _outgoing.Confirm = confirm;
        _outgoing.SourceNode = _localNode;
        _outgoing.SourcePort = sourcePort;
        _outgoing.TargetNode = node;
        _outgoing.TargetPort = port;
        _outgoing.PayloadLength = length;
        return link.Link.Send(_buffer, _outgoing.Encode(_buffer));
    }

    private void DeliverData(QrtrNeighbor link, byte[] data)
    {
        uint node = _incoming.SourceNode;
        uint port = _incoming.SourcePort;
        uint targetPort = _incoming.TargetPort;
        bool confirm = _incoming.Confirm;
        int length = _incoming.PayloadLength;
        Array.Copy(data, _incoming.PayloadOffset, _message, 0, length);
        Deliver(node, port, targetPort, _message, length);
        if (confirm && link.Knows(node)) { SendResume(link, node, port, targetPort); }
    }

    private void SendResume(QrtrNeighbor link, uint node, uint port, uint localPort)
    {
        int at = QrtrLayout.Version1HeaderSize;
        for (int i = 0; i < QrtrLayout.ServerPayloadSize; i++) { _buffer[at + i] = 0; }
        LittleEndian.Write32(_buffer, at, QrtrLayout.ResumeTransmission);
        LittleEndian.Write32(_buffer, at + 4, _localNode);
        LittleEndian.Write32(_buffer, at + 8, localPort);
        Send(link, QrtrLayout.ResumeTransmission, false, localPort, node, port, QrtrLayout.ServerPayloadSize);
    }

    private void Control(QrtrNeighbor link, byte[] data)
    {
        uint node = _incoming.SourceNode;
        int at = _incoming.PayloadOffset;
        int length = _incoming.PayloadLength;
        switch (_incoming.Type)
        {
            case QrtrLayout.Hello:
                if (!link.HelloSent) { OnLinkUp(link); }
                _names.Announce(link, node);
                break;
            case QrtrLayout.Bye:
                LoseNode(link, node);
                break;
            case QrtrLayout.NewServer:
            case QrtrLayout.DeleteServer:
                if (length < QrtrLayout.ServerPayloadSize) { _malformed++; }
                else { ServerPacket(link, data, at); }
                break;
            case QrtrLayout.DeleteClient:
                if (length < QrtrLayout.ClientPayloadSize) { _malformed++; }
                else if (link.Knows(LittleEndian.Read32(data, at + 4)))
                {
                    _flows.Remove(LittleEndian.Read32(data, at + 4), LittleEndian.Read32(data, at + 8));
                    _names.RemoveRemotePort(LittleEndian.Read32(data, at + 4), LittleEndian.Read32(data, at + 8));
                }
                break;
            case QrtrLayout.ResumeTransmission:
                if (length < QrtrLayout.ClientPayloadSize) { _malformed++; }
                else if (link.Knows(LittleEndian.Read32(data, at + 4)))
                {
                    _flows.Resume(LittleEndian.Read32(data, at + 4), LittleEndian.Read32(data, at + 8));
                }
                break;
            default:
                break;
        }
    }

    private void ServerPacket(QrtrNeighbor link, byte[] data, int at)
    {
        uint type = _incoming.Type;
        uint service = LittleEndian.Read32(data, at + 4);
        uint instance = LittleEndian.Read32(data, at + 8);
        uint node = LittleEndian.Read32(data, at + 12);
        uint port = LittleEndian.Read32(data, at + 16);

        // All zeros end a list of answers and announce nothing.
        if (service == 0 && instance == 0 && node == 0 && port == 0) { return; }
        if (!Learn(link, node)) { _malformed++; }
        else if (type == QrtrLayout.NewServer) { _names.AddRemote(service, instance, node, port); }
        else { _names.RemoveRemote(service, instance, node, port); }
    }

    /// <summary>Remembers that a node is behind a link; false for our own number or a node behind another link.</summary>
    private bool Learn(QrtrNeighbor link, uint node)
    {
        if (node == _localNode || node == QrtrLayout.Broadcast) { return false; }
        QrtrNeighbor known = LinkTo(node);
        return known == null ? link.Add(node) : known == link;
    }

    private void LoseNode(QrtrNeighbor link, uint node)
    {
        link.Remove(node);
        link.HelloSent = false;
        _flows.RemoveNode(node);
        _names.RemoveNode(node);
        QrtrNodeSocket[] sockets = Sockets();
        for (int i = 0; i < sockets.Length; i++)
        {
            if (sockets[i].Handler != null) { sockets[i].Handler.OnBye(node); }
        }
    }

    private QrtrNeighbor LinkTo(uint node)
    {
        for (int i = 0; i < _linkCount; i++)
        {
            if (_links[i].Knows(node)) { return _links[i]; }
        }
        return null;
    }

    private QrtrNodeSocket FindSocket(uint port)
    {
        for (int i = 0; i < _socketCount; i++)
        {
            if (_sockets[i].Port == port) { return _sockets[i]; }
        }
        return null;
    }
}
