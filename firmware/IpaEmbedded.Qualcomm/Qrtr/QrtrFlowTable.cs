using IpaEmbedded.Qualcomm.Qrtr.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>Counts the packets that each remote socket has not confirmed, and lets a sender wait for it.</summary>
internal sealed class QrtrFlowTable
{
    private const int Capacity = 64;
    private const long TimeoutMicroseconds = 5000000;

    private readonly EventLoop _loop;
    private readonly uint[] _node = new uint[Capacity];
    private readonly uint[] _port = new uint[Capacity];
    private readonly int[] _unconfirmed = new int[Capacity];
    private readonly Completion[] _resumed = new Completion[Capacity];
    private int _count;

    internal QrtrFlowTable(EventLoop loop)
    {
        _loop = loop;
        for (int i = 0; i < Capacity; i++) { _resumed[i] = new Completion(); }
    }

    /// <summary>Accounts for one packet; true when its receiver is to confirm. Waits while ten are unconfirmed.</summary>
    internal bool Take(uint node, uint port)
    {
        int at = Find(node, port);
        if (at < 0)
        {
            if (_count == Capacity) { throw new HardwareException("QRTR sends to more than 64 remote sockets"); }
            at = _count++;
            _node[at] = node;
            _port[at] = port;
            _unconfirmed[at] = 0;
        }
        if (_unconfirmed[at] >= QrtrLayout.FlowHigh)
        {
            if (_loop.Context == EventLoopContext.Interrupt || _loop.Context == EventLoopContext.Poll)
            {
                throw new HardwareException(Describe(node, port) + " has ten unconfirmed messages, and nothing may wait here");
            }
            Completion resumed = _resumed[at];
            resumed.Reset();
            if (!_loop.Wait(resumed, TimeoutMicroseconds))
            {
                throw new HardwareException(Describe(node, port) + " did not confirm ten messages within five seconds");
            }
            at = Find(node, port);
            if (at < 0) { throw new HardwareException(Describe(node, port) + " went away"); }
        }
        _unconfirmed[at]++;
        return _unconfirmed[at] == QrtrLayout.FlowLow;
    }

    /// <summary>Takes one packet back that was not sent: nobody confirms it, and the next one asks in its place.</summary>
    internal void GiveBack(uint node, uint port)
    {
        int at = Find(node, port);
        if (at >= 0 && _unconfirmed[at] > 0) { _unconfirmed[at]--; }
    }

    internal void Resume(uint node, uint port)
    {
        int at = Find(node, port);
        if (at < 0) { return; }
        _unconfirmed[at] = 0;
        _resumed[at].Complete();
    }

    internal void RemoveNode(uint node)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_node[i] == node) { RemoveAt(i); }
        }
    }

    internal void Remove(uint node, uint port)
    {
        int at = Find(node, port);
        if (at >= 0) { RemoveAt(at); }
    }

    private static string Describe(uint node, uint port)
    {
        return "QRTR node " + node.ToString() + " port 0x" + port.ToString("X");
    }

    private int Find(uint node, uint port)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_node[i] == node && _port[i] == port) { return i; }
        }
        return -1;
    }

    private void RemoveAt(int index)
    {
        // Whoever waits for this flow looks again, and finds that it is gone.
        Completion resumed = _resumed[index];
        resumed.Complete();
        _count--;
        _node[index] = _node[_count];
        _port[index] = _port[_count];
        _unconfirmed[index] = _unconfirmed[_count];
        _resumed[index] = _resumed[_count];
        _resumed[_count] = resumed;
    }
}
