using System;
using System.Threading;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>
    /// The board's time, in steps of a millisecond, and the door for edges of pins: nanoFramework reports them on a thread of its own, and they are told to the pins'
    /// consumers on the event loop's thread, between two items.
    /// </summary>
    public sealed class EdgeTime : TimeSource
    {
        private const int Capacity = 64;
        private const int LongestWaitMilliseconds = 1000;

        private readonly object _gate = new object();
        private readonly AutoResetEvent _arrived = new AutoResetEvent(false);
        private readonly BoardPins[] _pins = new BoardPins[Capacity];
        private readonly int[] _numbers = new int[Capacity];
        private readonly bool[] _levels = new bool[Capacity];
        private readonly long _start = Environment.TickCount64;
        private int _first;
        private int _count;
        private int _lost;

        /// <inheritdoc/>
        public override long Now
        {
            get { return (Environment.TickCount64 - _start) * 1000; }
        }

        /// <summary>Number of edges that came while too many waited, and were dropped.</summary>
        public int LostEdges
        {
            get { return _lost; }
        }

        /// <summary>Queues an edge of a pin; safe from any thread.</summary>
        public void Enqueue(BoardPins pins, int pin, bool high)
        {
            lock (_gate)
            {
                if (_count == Capacity)
                {
                    _lost++;
                    return;
                }
                int at = (_first + _count) % Capacity;
                _pins[at] = pins;
                _numbers[at] = pin;
                _levels[at] = high;
                _count++;
            }
            _arrived.Set();
        }

        /// <inheritdoc/>
        public override void WaitUntil(long deadline)
        {
            if (Deliver()) { return; }
            long remaining = (deadline - Now + 999) / 1000;
            if (remaining <= 0) { return; }
            _arrived.WaitOne(remaining < LongestWaitMilliseconds ? (int)remaining : LongestWaitMilliseconds, false);
            Deliver();
        }

        private bool Deliver()
        {
            bool any = false;
            while (_count > 0)
            {
                BoardPins pins;
                int pin;
                bool high;
                lock (_gate)
                {
                    pins = _pins[_first];
                    pin = _numbers[_first];
                    high = _levels[_first];
                    _pins[_first] = null;
                    _first = (_first + 1) % Capacity;
                    _count--;
                }
                pins.OnEdge(pin, high);
                any = true;
            }
            return any;
        }
    }
}
