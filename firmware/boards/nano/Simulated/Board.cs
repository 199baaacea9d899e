using System;
using IpaEmbedded.Runtime.Kernel;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The board with the fake chip on virtual time: needs no hardware, so it also runs on the virtual device.</summary>
    public sealed class Board
    {
        private readonly EventKernel _kernel = new EventKernel(new VirtualTime());

        /// <summary>Runs the board for one second of its time.</summary>
        public void Run()
        {
            _kernel.Run(1000000);
            Console.WriteLine("time " + _kernel.Now.ToString());
        }
    }
}
