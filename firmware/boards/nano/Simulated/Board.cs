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
        private const long StepMicroseconds = 1000;
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

        /// <summary>Boots the IPA and its modem, sends echo requests, carries out what the tree says, and reports everything on the console.</summary>
        /// <exception cref="InvalidOperationException">Something did not work; the message says what.</exception>
        public void Run()
        {
            Run(new TreePort(_board.Platform.Tree));
        }

        /// <summary>The same with commands from a port, until it is closed.</summary>
        /// <exception cref="InvalidOperationException">Something did not work; the message says what.</exception>
        public void Run(ConsolePort port)
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
            EchoClient client = new EchoClient(_board.Loop, link.Rmnet);
            SendEchoes(client);
            BoardConsole console = new BoardConsole(port, new SimulatedTarget(_board, link, client, EchoRequests), _board.Driver, link, _board.Loop.Trace);
            while (console.Serve()) { _board.Loop.Run(StepMicroseconds); }
            Sanitizer sanitizer = _board.Soc.Sanitizer;
            for (int i = 0; i < sanitizer.Kept; i++) { Console.WriteLine("sanitizer " + sanitizer.At(i).Text); }
            if (sanitizer.Count > 0) { throw new InvalidOperationException("the sanitizer saw " + sanitizer.Count.ToString() + " violations"); }
        }

        private static void SendEchoes(EchoClient client)
        {
            for (int sequence = 1; sequence <= EchoRequests; sequence++)
            {
                long time = client.Exchange(sequence);
                if (time < 0) { throw new InvalidOperationException("echo " + sequence.ToString() + ": no answer"); }
                Console.WriteLine("echo " + sequence.ToString() + " answered after " + time.ToString() + " us");
            }
        }
    }
}
