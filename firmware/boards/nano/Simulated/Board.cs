using System;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Data;
using IpaEmbedded.Runtime.Flattened;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The board on virtual time and the fake SoC: needs no hardware, so it also runs on the virtual device.</summary>
    public sealed class Board
    {
        private const uint Seed = 1;
        private const int EchoRequests = 3;
        private const string SmallBoard = "ipaembedded,nano-simulated-small";

        // What the fake may gather: four buffers of the small profile, or one of the least; and a few packets that wait.
        private const int PacketBytes = 16384;
        private const int SmallPacketBytes = 2048;
        private const int BacklogBytes = 16384;
        private const int SmallBacklogBytes = 4096;

        private readonly SimulatedBoard _board;

        /// <summary>Creates the board of the program's tree; <see cref="Run"/> acts.</summary>
        public Board()
            : this(BoardTree.Blob)
        {
        }

        /// <summary>Creates the board of a compiled tree, whose "compatible" says how much memory there is.</summary>
        public Board(byte[] tree)
        {
            bool isSmall = new FlattenedTree(tree).IsCompatible(FlattenedTree.Root, SmallBoard);
            ChipDescription chip = Chips.Sdm845();
            chip.PacketBytes = isSmall ? SmallPacketBytes : PacketBytes;
            chip.BacklogBytes = isSmall ? SmallBacklogBytes : BacklogBytes;
            BoardOptions options = new BoardOptions();
            options.Chip = chip;
            options.Timing = ChipTiming.Latency(Seed);
            options.Rings = isSmall ? RingProfile.Minimal : RingProfile.Small;
            _board = new SimulatedBoard(tree, options);
            _board.Observer = new StageReport();
            _board.Drivers.Add(new BoardPinsDriver());
        }

        /// <summary>Boots the IPA and its modem, sends echo requests, and reports everything on the console.</summary>
        /// <exception cref="InvalidOperationException">Something did not work; the message says what.</exception>
        public void Run()
        {
            _board.Probe();
            DeviceReport.Print(_board.Platform);
            if (_board.Driver == null) { throw new InvalidOperationException("no IPA is bound"); }
            ModemLink link = new ModemLink(_board.Platform, _board.Driver);
            link.Follow();
            _board.StartModem();
            _board.AwaitModem();
            // The link opens as work.
            _board.Loop.RunPending();
            SendEchoes(link);
            Sanitizer sanitizer = _board.Soc.Sanitizer;
            for (int i = 0; i < sanitizer.Kept; i++) { Console.WriteLine("sanitizer " + sanitizer.At(i).Text); }
            if (sanitizer.Count > 0) { throw new InvalidOperationException("the sanitizer saw " + sanitizer.Count.ToString() + " violations"); }
        }

        private void SendEchoes(ModemLink link)
        {
            EchoClient client = new EchoClient(_board.Loop, link.Rmnet);
            for (int sequence = 1; sequence <= EchoRequests; sequence++)
            {
                long time = client.Exchange(sequence);
                if (time < 0) { throw new InvalidOperationException("echo " + sequence.ToString() + ": no answer"); }
                Console.WriteLine("echo " + sequence.ToString() + " answered after " + time.ToString() + " us");
            }
        }
    }
}
