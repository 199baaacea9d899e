using System;
using IpaEmbedded.Qualcomm.Qmi.Layout;
using IpaEmbedded.Qualcomm.Qrtr;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Qmi;

/// <summary>One end of QMI, server or client: sends requests and matches their responses, receives requests and indications.</summary>
/// <remarks>Each handle counts its own requests and indications from 0; a response carries the id of its request.</remarks>
public sealed class QmiHandle
{
    private const int MaxTransactions = 8;

    private readonly EventLoop _loop;
    private readonly QrtrSocket _socket;
    private readonly QmiHandler _handler;
    private readonly QmiReader _incoming = new QmiReader();
    private readonly QmiTransaction[] _transactions = new QmiTransaction[MaxTransactions];
    private ushort _nextId;
    private int _malformed;
    private int _unmatched;

    /// <summary>Creates a handle on a socket; responses longer than <paramref name="responseCapacity"/> bytes are refused.</summary>
    public QmiHandle(EventLoop loop, QrtrSocket socket, QmiHandler handler, int responseCapacity)
    {
        _loop = loop;
        _socket = socket;
        _handler = handler;
        for (int i = 0; i < MaxTransactions; i++) { _transactions[i] = new QmiTransaction(responseCapacity); }
    }

    /// <summary>Messages that were dropped because they are no QMI.</summary>
    public int MalformedCount
    {
        get { return _malformed; }
    }

    /// <summary>Responses that were dropped because nobody waits for them.</summary>
    public int UnmatchedCount
    {
        get { return _unmatched; }
    }

    /// <summary>Starts to receive.</summary>
    public void Open()
    {
        _socket.SetHandler(new SocketHandler(this));
    }

    /// <summary>Announces a service at this handle.</summary>
    public void AddServer(uint service, uint version, uint instance)
    {
        _socket.AddServer(service, version, instance);
    }

    /// <summary>Asks to be told about servers of a service.</summary>
    public void AddLookup(uint service, uint version, uint instance)
    {
        _socket.AddLookup(service, version, instance);
    }

    /// <summary>Sends a request and returns its transaction, which the caller waits for or abandons.</summary>
    /// <exception cref="HardwareException">The peer is not reachable.</exception>
    /// <exception cref="InvalidOperationException">Eight requests are under way.</exception>
    public QmiTransaction Request(uint node, uint port, QmiWriter request)
    {
        QmiTransaction transaction = null;
        for (int i = 0; i < MaxTransactions && transaction == null; i++)
        {
            if (!_transactions[i].Active) { transaction = _transactions[i]; }
        }
        if (transaction == null) { throw new InvalidOperationException("eight QMI requests are under way"); }
        transaction.Id = _nextId++;
        transaction.Message = Message(request);
        transaction.Node = node;
        transaction.Port = port;
        transaction.Gone = false;
        transaction.TooLong = false;
        transaction.Done.Reset();
        transaction.Active = true;
        request.Finish(QmiLayout.Request, transaction.Id);
        try
        {
            _socket.Send(node, port, request.Data, request.Length);
        }
        catch (HardwareException)
        {
            transaction.Active = false;
            throw;
        }
        return transaction;
    }

    /// <summary>Waits for a response; afterwards the transaction is over, whatever came out.</summary>
    public QmiOutcome Wait(QmiTransaction transaction, long timeoutMicroseconds)
    {
        bool done = _loop.Wait(transaction.Done, timeoutMicroseconds);
        transaction.Active = false;
        if (!done) { return QmiOutcome.TimedOut; }
        if (transaction.Gone) { return QmiOutcome.PeerGone; }
        return transaction.TooLong ? QmiOutcome.ResponseTooLong : QmiOutcome.Answered;
    }

    /// <summary>Gives a request up: its response, should it come, is dropped.</summary>
    public void Abandon(QmiTransaction transaction)
    {
        transaction.Active = false;
    }

    /// <summary>Answers a request by its transaction id.</summary>
    /// <exception cref="HardwareException">The peer is not reachable.</exception>
    public void Respond(uint node, uint port, ushort transaction, QmiWriter response)
    {
        response.Finish(QmiLayout.Response, transaction);
        _socket.Send(node, port, response.Data, response.Length);
    }

    /// <summary>Sends an indication.</summary>
    /// <exception cref="HardwareException">The peer is not reachable.</exception>
    public void Indicate(uint node, uint port, QmiWriter indication)
    {
        indication.Finish(QmiLayout.Indication, _nextId++);
        _socket.Send(node, port, indication.Data, indication.Length);
    }

    /// <summary>Closes the socket; whoever waits is told that the peer is gone.</summary>
    public void Close()
    {
        for (int i = 0; i < MaxTransactions; i++) { End(_transactions[i]); }
        _socket.Close();
    }

    private static ushort Message(QmiWriter writer)
    {
        return (ushort)(writer.Data[QmiLayout.Message] | (writer.Data[QmiLayout.Message + 1] << 8));
    }

    private static void End(QmiTransaction transaction)
    {
        if (!transaction.Active) { return; }
        transaction.Gone = true;
        transaction.Done.Complete();
    }

    private void Receive(uint node, uint port, byte[] data, int length)
    {
        if (!_incoming.Open(data, length))
        {
            _malformed++;
            return;
        }
        switch (_incoming.Type)
        {
            case QmiLayout.Request:
                _handler.OnRequest(node, port, _incoming);
                break;
            case QmiLayout.Indication:
                _handler.OnIndication(node, port, _incoming);
                break;
            default:
                Match(node, port, data, length);
                break;
        }
    }

    private void Match(uint node, uint port, byte[] data, int length)
    {
        for (int i = 0; i < MaxTransactions; i++)
        {
            QmiTransaction transaction = _transactions[i];
            if (transaction.Active && !transaction.Done.IsDone && transaction.Id == _incoming.Transaction
                && transaction.Message == _incoming.Message && transaction.Node == node && transaction.Port == port)
            {
                transaction.TooLong = !transaction.Keep(data, length);
                transaction.Done.Complete();
                return;
            }
        }
        _unmatched++;
    }

    private void NodeGone(uint node)
    {
        for (int i = 0; i < MaxTransactions; i++)
        {
            if (_transactions[i].Node == node) { End(_transactions[i]); }
        }
    }

    private void PortGone(uint node, uint port)
    {
        for (int i = 0; i < MaxTransactions; i++)
        {
            if (_transactions[i].Node == node && _transactions[i].Port == port) { End(_transactions[i]); }
        }
    }

    private sealed class SocketHandler : QrtrSocketHandler
    {
        private readonly QmiHandle _owner;

        internal SocketHandler(QmiHandle owner)
        {
            _owner = owner;
        }

        public override void OnNewServer(uint service, uint version, uint instance, uint node, uint port)
        {
            _owner._handler.OnNewServer(service, version, instance, node, port);
        }

        public override void OnDeleteServer(uint service, uint version, uint instance, uint node, uint port)
        {
            _owner.PortGone(node, port);
            _owner._handler.OnDeleteServer(service, version, instance, node, port);
        }

        public override void OnBye(uint node)
        {
            _owner.NodeGone(node);
            _owner._handler.OnBye(node);
        }

        public override void OnMessage(uint node, uint port, byte[] data, int length)
        {
            _owner.Receive(node, port, data, length);
        }
    }
}
