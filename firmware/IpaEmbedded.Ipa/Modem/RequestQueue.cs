using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Ipa.Modem;

/// <summary>Answers one request of the modem; called as work.</summary>
internal delegate void RequestHandler(ushort message, ushort transaction, uint node, uint port);

/// <summary>Requests that arrived in a poll and wait to be answered as work, in order; a modem that asks too much is not answered.</summary>
internal sealed class RequestQueue
{
    private const int Capacity = 16;

    private readonly EventLoop _loop;
    private readonly RequestHandler _handler;
    private readonly WorkItem _work;
    private readonly ushort[] _message = new ushort[Capacity];
    private readonly ushort[] _transaction = new ushort[Capacity];
    private readonly uint[] _node = new uint[Capacity];
    private readonly uint[] _port = new uint[Capacity];
    private int _first;
    private int _count;

    internal RequestQueue(EventLoop loop, RequestHandler handler)
    {
        _loop = loop;
        _handler = handler;
        _work = new WorkItem(Run);
    }

    /// <summary>Notes a request; false when there is no room for it.</summary>
    internal bool Add(ushort message, ushort transaction, uint node, uint port)
    {
        if (_count == Capacity) { return false; }
        int at = (_first + _count) % Capacity;
        _message[at] = message;
        _transaction[at] = transaction;
        _node[at] = node;
        _port[at] = port;
        _count++;
        _loop.Post(_work);
        return true;
    }

    internal void Clear()
    {
        _count = 0;
        _loop.Cancel(_work);
    }

    private void Run()
    {
        int at = _first;
        _first = (_first + 1) % Capacity;
        _count--;
        if (_count > 0) { _loop.Post(_work); }
        _handler(_message[at], _transaction[at], _node[at], _port[at]);
    }
}
