using IpaEmbedded.Runtime.Interrupts;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>
    /// Gives the lines of the system's interrupt controller that the firmware delivers. Lines are edges whatever the specifier says, since
    /// the firmware masks an interrupt that fired and reports a level that is still high once more.
    /// </summary>
    public sealed class FirmwareInterrupts : InterruptController
    {
        private const uint Shared = 0;

        // Bit n of the firmware's mask stands for the n-th of these shared interrupts: IPA, GSI, SMP2P of the modem, always-on subsystem.
        private static readonly uint[] Numbers = { 311, 432, 451, 389 };

        private readonly EventLoop _loop;
        private readonly HardwareTime _time;
        private readonly InterruptLine[] _lines = new InterruptLine[Numbers.Length];

        /// <summary>A controller whose lines end the waits of this time.</summary>
        public FirmwareInterrupts(EventLoop loop, HardwareTime time)
        {
            _loop = loop;
            _time = time;
        }

        /// <inheritdoc/>
        public override InterruptLine Translate(uint[] specifier)
        {
            if (specifier.Length < 3 || specifier[0] != Shared) { return null; }
            for (int i = 0; i < Numbers.Length; i++)
            {
                if (Numbers[i] != specifier[1]) { continue; }
                if (_lines[i] == null)
                {
                    _lines[i] = new InterruptLine(_loop, "SPI " + specifier[1].ToString(), true);
                    _time.Watch(i, _lines[i]);
                }
                return _lines[i];
            }
            return null;
        }
    }
}
