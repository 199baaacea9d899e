using System;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Qualcomm.Qrtr;

/// <summary>Delivers in a poll what sockets of this node send to each other, and the answers to new lookups.</summary>
internal sealed class QrtrLocalQueue : Poll
{
    private const int Capacity = 16;

    private readonly QrtrNode _node;
    private readonly byte[][] _data = new byte[Capacity][];
    private readonly uint[] _from = new uint[Capacity];
    private readonly uint[] _to = new uint[Capacity];
    private int _first;
    private int _count;

    internal QrtrLocalQueue(QrtrNode node)
    {
        _node = node;
    }

    public override int Run(int budget)
    {
        _node.AnswerLookups();
        int done = 0;
        while (done < budget && _count > 0)
        {
            int at = _first;
            byte[] data = _data[at];
            _data[at] = null;
            _first = (_first + 1) % Capacity;
            _count--;
            done++;
            _node.Deliver(_node.Number, _from[at], _to[at], data, data.Length);
        }
        return done;
    }

    internal void Add(uint from, uint to, byte[] data, int length)
    {
        if (_count == Capacity) { throw new HardwareException("QRTR has sixteen messages between sockets of this node under way"); }
        int at = (_first + _count) % Capacity;
        byte[] copy = new byte[length];
        Array.Copy(data, 0, copy, 0, length);
        _data[at] = copy;
        _from[at] = from;
        _to[at] = to;
        _count++;
        _node.ScheduleLocal();
    }
}
