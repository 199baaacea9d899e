using System;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Qualcomm.RemoteProcessors;
using IpaEmbedded.Qualcomm.Soc;
using IpaEmbedded.Runtime.Devices;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The board on virtual time and the fake SoC: needs no hardware, so it also runs on the virtual device.</summary>
    public sealed class Board
    {
        private const uint Seed = 1;
        private const int EchoRequests = 3;
        private const long ModemTimeoutMicroseconds = 10000000;
        private const long StepMicroseconds = 1000;

        // What the fake may gather: four buffers of the small profile, and a few packets that wait.
        private const int PacketBytes = 16384;
        private const int BacklogBytes = 16384;

        private readonly EventLoop _loop = new EventLoop(new VirtualTime());
        private readonly DriverTable _drivers = new DriverTable();
        private readonly FakeSoc _soc;
        private readonly Platform _platform;

        /// <summary>Creates the SoC and the platform of the board's tree; <see cref="Run"/> acts.</summary>
        public Board()
        {
            FlattenedTree tree = new FlattenedTree(BoardTree.Blob);
            SocMap map = SocMap.Sdm845();
            map.TakeSmem(tree);
            ChipDescription chip = Chips.Sdm845();
            chip.PacketBytes = PacketBytes;
            chip.BacklogBytes = BacklogBytes;
            _soc = new FakeSoc(_loop, chip, map, ChipTiming.Latency(Seed), true);
            _platform = new Platform(_loop, tree, _soc.Memory, _soc.Board, _drivers);
        }

        /// <summary>Boots the IPA and its modem, sends echo requests, and reports everything on the console.</summary>
        /// <exception cref="InvalidOperationException">Something did not work; the message says what.</exception>
        public void Run()
        {
            _drivers.Add(new BoardPinsDriver());
            RuntimeDrivers.Register(_drivers);
            SocServices services = QualcommDrivers.Register(_drivers, _soc.Io);
            IpaPlatformDriver binding = new IpaPlatformDriver(services, new StageReport(), RingProfile.Small);
            _drivers.Add(binding);
            _platform.Probe();
            DeviceReport.Print(_platform);
            if (binding.Bound == null) { throw new InvalidOperationException("no IPA is bound"); }
            ModemLink link = new ModemLink(_platform, binding.Bound);
            link.Follow();
            StartModem(services.Supervisor(ModemDriver.SubsystemName));
            WaitForLink(binding.Bound, link);
            SendEchoes(link);
            for (int i = 0; i < _soc.Sanitizer.Kept; i++) { Console.WriteLine("sanitizer " + _soc.Sanitizer.At(i).Text); }
            if (_soc.Sanitizer.Count > 0) { throw new InvalidOperationException("the sanitizer saw " + _soc.Sanitizer.Count.ToString() + " violations"); }
        }

        private void StartModem(RemoteProcessor supervisor)
        {
            if (supervisor == null) { throw new InvalidOperationException("no device starts the modem"); }
            _loop.Post(new WorkItem(supervisor.Start));
            _loop.RunPending();
        }

        private void WaitForLink(IpaDriver driver, ModemLink link)
        {
            long deadline = _loop.Now + ModemTimeoutMicroseconds;
            while (!link.IsOpen)
            {
                if (driver.SetupFailure != null) { throw new InvalidOperationException(driver.SetupFailure); }
                if (_loop.Now >= deadline) { throw new InvalidOperationException("modem and driver did not agree within 10 s"); }
                _loop.Run(StepMicroseconds);
            }
        }

        private void SendEchoes(ModemLink link)
        {
            EchoClient client = new EchoClient(_loop, link.Rmnet);
            for (int sequence = 1; sequence <= EchoRequests; sequence++)
            {
                long time = client.Exchange(sequence);
                if (time < 0) { throw new InvalidOperationException("echo " + sequence.ToString() + ": no answer"); }
                Console.WriteLine("echo " + sequence.ToString() + " answered after " + time.ToString() + " us");
            }
        }
    }
}
