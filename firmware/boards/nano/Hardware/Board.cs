using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The board with real devices, reached through the firmware's native code.</summary>
    public sealed class Board
    {
        // Physical memory that the firmware's memory map leaves to rings and buffers.
        private const ulong CarveoutAddress = 0x85f00000;
        private const ulong CarveoutSize = 0xe0000;

        private const long IdleMicroseconds = 1000000;
        private const long ConsoleMicroseconds = 10000;

        private readonly HardwareTime _time = new HardwareTime();
        private readonly EventLoop _loop;
        private readonly DriverTable _drivers = new DriverTable();
        private readonly Platform _platform;

        /// <summary>Creates the platform of the board's tree; <see cref="Run"/> acts.</summary>
        public Board()
        {
            _loop = new EventLoop(_time);
            _platform = new Platform(_loop, new FlattenedTree(BoardTree.Blob), new CarveoutHeap(CarveoutAddress, CarveoutSize), new DeviceMap(), _drivers);
        }

        /// <summary>Probes the devices, reports them and serves them for ever; the link to the modem opens when the modem is ready.</summary>
        public void Run()
        {
            RuntimeDrivers.Register(_drivers);
            SocServices services = QualcommDrivers.Register(_drivers, new DeviceSocPlatform());
            IpaPlatformDriver binding = new IpaPlatformDriver(services, new StageReport(), RingProfile.Small);
            _drivers.Add(binding);
            // Of two drivers for one node the later has it: the board's own come after the chip's.
            _drivers.Add(new BoardPinsDriver());
            _drivers.Add(new FirmwareInterruptsDriver(new FirmwareInterrupts(_loop, _time)));
            _platform.Probe();
            DeviceReport.Print(_platform);
            BoardConsole console = null;
            if (binding.Bound != null)
            {
                ModemLink link = new ModemLink(_platform, binding.Bound);
                link.Follow();
                console = new BoardConsole(new TreePort(_platform.Tree), new ConsoleTarget(), binding.Bound, link, _loop.Trace);
            }
            while (true)
            {
                if (console != null && !console.Serve()) { console = null; }
                _loop.Run(console == null ? IdleMicroseconds : ConsoleMicroseconds);
            }
        }
    }
}
