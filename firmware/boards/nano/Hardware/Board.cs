using System;
using System.Device.Gpio;
using IpaEmbedded.Runtime.Kernel;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The board with the real chip, reached through the firmware's native code.</summary>
    public sealed class Board
    {
        private const int LinkLedPin = 2;

        private readonly HardwareTime _time = new HardwareTime();
        private readonly EventKernel _kernel;
        private readonly LinkLed _led;

        /// <summary>Stores the parts; <see cref="Run"/> acts.</summary>
        public Board()
        {
            _kernel = new EventKernel(_time);
            _led = new LinkLed(new GpioController(), LinkLedPin);
        }

        /// <summary>Runs until something fails.</summary>
        public void Run()
        {
            _led.Set(false);
            while (true) { _kernel.Run(1000000); }
        }
    }
}
