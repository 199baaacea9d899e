using IpaEmbedded.Fake;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Kernel;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The board on virtual time and simulated memory: needs no hardware, so it also runs on the virtual device.</summary>
    public sealed class Board
    {
        private readonly EventKernel _kernel = new EventKernel(new VirtualTime());
        private readonly DriverTable _drivers = new DriverTable();
        private readonly Platform _platform;

        /// <summary>Creates the platform of the board's tree; <see cref="Run"/> acts.</summary>
        public Board()
        {
            _platform = new Platform(_kernel, new FlattenedTree(BoardTree.Blob), new FakeMemory(), new SimulatedMemoryMap(), _drivers);
        }

        /// <summary>Probes the devices, runs them for one second of virtual time, and reports them.</summary>
        public void Run()
        {
            _drivers.Add(new BoardPinsDriver());
            RuntimeDrivers.Register(_drivers);
            _platform.Probe();
            _kernel.Run(1000000);
            DeviceReport.Print(_platform);
        }
    }
}
