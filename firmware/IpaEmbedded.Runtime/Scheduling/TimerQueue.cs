namespace IpaEmbedded.Runtime.Scheduling;

/// <summary>Running timers in order of (due time, order of starting): a binary heap in one array.</summary>
internal sealed class TimerQueue
{
    private EventLoopTimer[] _heap = new EventLoopTimer[32];
    private int _count;

    internal int Count
    {
        get { return _count; }
    }

    internal EventLoopTimer First
    {
        get { return _heap[0]; }
    }

    internal void Add(EventLoopTimer timer)
    {
        if (_count == _heap.Length)
        {
            EventLoopTimer[] larger = new EventLoopTimer[_count * 2];
            for (int i = 0; i < _count; i++) { larger[i] = _heap[i]; }
            _heap = larger;
        }
        _heap[_count] = timer;
        timer.Slot = _count;
        _count++;
        Up(timer.Slot);
    }

    internal void Remove(EventLoopTimer timer)
    {
        int slot = timer.Slot;
        timer.Slot = -1;
        _count--;
        EventLoopTimer last = _heap[_count];
        _heap[_count] = null;
        if (slot == _count) { return; }
        _heap[slot] = last;
        last.Slot = slot;
        Up(slot);
        Down(last.Slot);
    }

    private static bool Before(EventLoopTimer a, EventLoopTimer b)
    {
        return a.Due < b.Due || (a.Due == b.Due && a.Sequence < b.Sequence);
    }

    private void Up(int slot)
    {
        while (slot > 0)
        {
            int parent = (slot - 1) / 2;
            if (!Before(_heap[slot], _heap[parent])) { return; }
            Swap(slot, parent);
            slot = parent;
        }
    }

    private void Down(int slot)
    {
        while (true)
        {
            int child = slot * 2 + 1;
            if (child >= _count) { return; }
            if (child + 1 < _count && Before(_heap[child + 1], _heap[child])) { child++; }
            if (!Before(_heap[child], _heap[slot])) { return; }
            Swap(slot, child);
            slot = child;
        }
    }

    private void Swap(int a, int b)
    {
        EventLoopTimer timer = _heap[a];
        _heap[a] = _heap[b];
        _heap[b] = timer;
        _heap[a].Slot = a;
        _heap[b].Slot = b;
    }
}
