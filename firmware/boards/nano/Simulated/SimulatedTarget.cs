using System;
using IpaEmbedded.Fake;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Lets the console act on the simulated modem and the network behind it.</summary>
    public sealed class SimulatedTarget : ConsoleTarget
    {
        private const long CrashTimeoutMicroseconds = 10000000;
        private const long StepMicroseconds = 1000;

        private readonly SimulatedBoard _board;
        private readonly ModemLink _link;
        private readonly EchoClient _client;
        private int _sequence;

        /// <summary>A target for a board that has booted; the client's requests so far have the numbers up to <paramref name="sequence"/>.</summary>
        public SimulatedTarget(SimulatedBoard board, ModemLink link, EchoClient client, int sequence)
        {
            _board = board;
            _link = link;
            _client = client;
            _sequence = sequence;
        }

        /// <inheritdoc/>
        public override long Ping()
        {
            if (!_link.IsOpen) { throw new InvalidOperationException("the link is down"); }
            _sequence++;
            return _client.Exchange(_sequence);
        }

        /// <inheritdoc/>
        public override long Crash()
        {
            if (_board.Soc.Boot.Phase != ModemPhase.Connected) { throw new InvalidOperationException("the modem does not run"); }
            long start = _board.Loop.Now;
            int crashes = _board.Soc.Boot.Crashes;
            _board.Work(_board.Soc.Boot.Crash);
            if (_board.Soc.Boot.Crashes == crashes) { return -1; }
            return _board.RunUntil(IsBack, CrashTimeoutMicroseconds, StepMicroseconds) ? _board.Loop.Now - start : -1;
        }

        private bool IsBack()
        {
            return _board.Soc.Boot.Phase == ModemPhase.Connected && _link.IsOpen;
        }
    }
}
