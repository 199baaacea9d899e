using System;
using IpaEmbedded.Boards.Native;
using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The kernel's time on real hardware: the board's counter, and waits that end when a watched interrupt fires.</summary>
    public sealed class HardwareTime : TimeSource
    {
        private const int LongestWaitMilliseconds = 1000;

        private readonly InterruptLine[] _lines = new InterruptLine[32];
        private readonly long _start = Environment.TickCount64;

        /// <inheritdoc/>
        public override long Now
        {
            get { return (Environment.TickCount64 - _start) * 1000; }
        }

        /// <summary>Lets the firmware's interrupt with this number drive an edge line.</summary>
        public void Watch(int number, InterruptLine line)
        {
            _lines[number] = line;
        }

        /// <inheritdoc/>
        public override void WaitUntil(long deadline)
        {
            long remaining = (deadline - Now + 999) / 1000;
            // Also without time to wait: what has fired is seen here alone.
            if (remaining < 0) { remaining = 0; }
            // An interrupt that still waits for its handler stays masked: a threaded one is not served inside a wait, and would end it again and again.
            uint mask = 0;
            for (int i = 0; i < _lines.Length; i++)
            {
                if (_lines[i] != null && !_lines[i].IsPending) { mask |= 1u << i; }
            }
            int number = DeviceMemory.WaitForInterrupt(mask, remaining < LongestWaitMilliseconds ? (int)remaining : LongestWaitMilliseconds);
            if (number >= 0 && number < _lines.Length && _lines[number] != null) { _lines[number].Raise(); }
        }
    }
}
