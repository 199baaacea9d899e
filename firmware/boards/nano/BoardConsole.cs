using System;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Runtime.Tracing;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>The console's commands. It takes a bounded number of bytes at a time and keeps one line, whatever comes.</summary>
    public sealed class BoardConsole
    {
        private const int MaxTraceLines = 16;

        private readonly ConsolePort _port;
        private readonly ConsoleTarget _target;
        private readonly ModemLink _link;
        private readonly IpaDriver _driver;
        private readonly TraceRing _trace;
        private readonly ConsoleLine _line = new ConsoleLine();
        private readonly byte[] _buffer = new byte[32];
        private int _taken;
        private int _count;

        /// <summary>A console over a port, for a bound driver and its link.</summary>
        public BoardConsole(ConsolePort port, ConsoleTarget target, IpaDriver driver, ModemLink link, TraceRing trace)
        {
            _port = port;
            _target = target;
            _driver = driver;
            _link = link;
            _trace = trace;
        }

        /// <summary>Carries out at most one command that has come; false when nothing came and nothing will. Commands may let time pass, so this is no place for an interrupt or a poll.</summary>
        public bool Serve()
        {
            if (_taken == _count)
            {
                _taken = 0;
                _count = _port.Read(_buffer);
                if (_count == 0) { return !_port.IsClosed; }
            }
            while (_taken < _count)
            {
                if (!_line.Add(_buffer[_taken++])) { continue; }
                if (_line.Fault != null) { _port.WriteLine("refused: " + _line.Fault); }
                else { Carry(_line.Text); }
                break;
            }
            return true;
        }

        private void Carry(string command)
        {
            if (command.Length == 0) { return; }
            try
            {
                if (command == "help") { Help(); }
                else if (command == "status") { Status(); }
                else if (command == "ping") { Tell("ping: ", _target.Ping(), "no answer within 1 s"); }
                else if (command == "crash") { Tell("crash: link up again after ", _target.Crash(), "the link is not up within 10 s"); }
                else if (command == "trace") { Trace(); }
                else { _port.WriteLine("unknown: " + command + " (help lists the commands)"); }
            }
            catch (InvalidOperationException e)
            {
                _port.WriteLine("refused: " + e.Message);
            }
        }

        private void Tell(string what, long microseconds, string failure)
        {
            _port.WriteLine(microseconds < 0 ? "failed: " + failure : what + microseconds.ToString() + " us");
        }

        private void Help()
        {
            _port.WriteLine("help    these lines");
            _port.WriteLine("status  version, link, packets");
            _port.WriteLine("ping    one echo request to the network behind the modem");
            _port.WriteLine("crash   crashes the modem and waits for the link");
            _port.WriteLine("trace   what the driver noticed, newest last");
        }

        private void Status()
        {
            InterfaceCounters counters = _link.Rmnet.Counters;
            _port.WriteLine("ipa " + _driver.Data.VersionName + (_driver.HasSetupFailed ? ", setup failed" : "") + (_link.IsOpen ? ", link up" : ", link down"));
            _port.WriteLine("sent " + counters.TxPackets.ToString() + " packets, " + counters.TxBytes.ToString() + " bytes, dropped " + counters.TxDropped.ToString()
                + ", busy " + counters.TxBusy.ToString());
            _port.WriteLine("received " + counters.RxPackets.ToString() + " packets, " + counters.RxBytes.ToString() + " bytes, dropped " + counters.RxDropped.ToString());
        }

        // Numbers as they are: what they mean stands in IpaTraceId and RuntimeTraceId, and the host has the sentences.
        private void Trace()
        {
            int first = _trace.Length > MaxTraceLines ? _trace.Length - MaxTraceLines : 0;
            _port.WriteLine("trace: " + _trace.Length.ToString() + " events, " + (_trace.OverwrittenCount + first).ToString() + " earlier not shown");
            for (int i = first; i < _trace.Length; i++)
            {
                TraceEntry entry = _trace.At(i);
                _port.WriteLine(entry.Time.ToString() + " us id 0x" + entry.Id.ToString("x2") + " a 0x" + entry.A.ToString("x8") + " b 0x" + entry.B.ToString("x8")
                    + " times " + entry.Times.ToString() + (entry.Detail == null ? "" : " " + entry.Detail));
            }
        }
    }
}
