using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Runtime.Interrupts;

/// <summary>The lines that an event loop delivers in one way, by priority and then in the order of registration, and how many of them have something to deliver.</summary>
internal sealed class InterruptLines
{
    /// <summary>Lines that have something to deliver.</summary>
    internal int Deliverable;

    private readonly InterruptLine[] _lines = new InterruptLine[64];
    private int _count;

    /// <exception cref="HardwareException">There are 64 already.</exception>
    internal void Add(InterruptLine line)
    {
        if (_count == _lines.Length)
        {
            throw new HardwareException("interrupt " + line.Name + " is one more than the event loop has room for, " + _lines.Length.ToString());
        }
        int at = _count++;
        while (at > 0 && _lines[at - 1].Priority > line.Priority)
        {
            _lines[at] = _lines[at - 1];
            at--;
        }
        _lines[at] = line;
    }

    internal void Remove(InterruptLine line)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (_lines[i] != line) { _lines[kept++] = _lines[i]; }
        }
        _lines[kept] = null;
        _count = kept;
    }

    /// <summary>The first that has something to deliver; the caller knows that there is one.</summary>
    internal InterruptLine First()
    {
        int at = 0;
        while (!_lines[at].IsDeliverable) { at++; }
        return _lines[at];
    }
}
