using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Kernel;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The board with real devices, reached through the firmware's native code.</summary>
    public sealed class Board
    {
        // Physical memory that the firmware's memory map leaves to rings and buffers.
        private const ulong CarveoutAddress = 0x85f00000;
        private const ulong CarveoutSize = 0x100000;

        private readonly EventKernel _kernel = new EventKernel(new HardwareTime());
        private readonly DriverTable _drivers = new DriverTable();
        private readonly Platform _platform;

        /// <summary>Creates the platform of the board's tree; <see cref="Run"/> acts.</summary>
        public Board()
        {
            _platform = new Platform(_kernel, new FlattenedTree(BoardTree.Blob), new CarveoutHeap(CarveoutAddress, CarveoutSize), new DeviceMap(), _drivers);
        }

        /// <summary>Probes the devices, reports them and serves them for ever.</summary>
        public void Run()
        {
            _drivers.Add(new BoardPinsDriver());
            RuntimeDrivers.Register(_drivers);
            _platform.Probe();
            DeviceReport.Print(_platform);
            while (true) { _kernel.Run(1000000); }
        }
    }
}
