using IpaEmbedded.Fake;
using IpaEmbedded.Ipa.Registers.Layout;

namespace IpaEmbedded.HostTests.Ipa.Behaviour;

/// <summary>
/// What opening, sleeping, waking and stopping make of the endpoints, write by write: commands to channels, and registers of the IPA as "offset=value". Worked
/// out by hand from the IPA reference, sections 3.2, 4 and 7.
/// </summary>
[TestClass]
public sealed class EndpointDeedTests
{
    private const string V31 = """
        sleep 0e90=1
        wake 0e90=0
        open start-5 start-8 3034=18000
        sleep 0f00=1 0e90=1
        wake 0e90=0 0f00=0
        stop 3034=8000 stop-8 stop-5
        sleep 0e90=1
        wake 0e90=0
        crash 0a30=2 0bf0=2 0fe0=1 100c=0 1010=0 100c=1 0a30=0 0bf0=0 0fe0=0
        """;

    private const string V351 = """
        sleep 0bf0=1
        wake 0bf0=0
        open start-3 start-6 3034=600
        sleep 0c60=1 0bf0=1
        wake 0bf0=0 0c60=0
        stop 3034=200 stop-6 stop-3
        sleep 0bf0=1
        wake 0bf0=0
        crash 0950=2 0aa0=2 0d40=1 0d6c=0 0d70=0 0d6c=1 0950=0 0aa0=0 0d40=0
        """;

    private const string V42 = """
        sleep stop-2 stop-1
        wake start-1 start-2
        open start-0 start-3 3034=300
        sleep stop-3 stop-0 stop-2 stop-1
        wake start-1 start-2 start-0 start-3
        stop 3034=100 stop-3 stop-0
        sleep stop-2 stop-1
        wake start-1 start-2
        crash generic3-0 generic3-1 0c8c=0 0c90=0 0c8c=1 0cfc=0 0d00=0 0cfc=1 generic4-0 generic4-1
        """;

    private const string V45 = """
        sleep stop-10 stop-9
        wake start-9 start-10
        open start-7 start-1 3034=14000
        sleep stop-1 stop-7 stop-10 stop-9
        wake start-9 start-10 start-7 start-1
        stop 3034=10000 stop-1 stop-7
        sleep stop-10 stop-9
        wake start-9 start-10
        crash generic3-0 generic3-2 115c=0 1160=0 115c=1 115c=1 generic4-0 generic4-2
        """;

    private const string V5 = """
        sleep stop-13 stop-12
        wake start-12 start-13
        open start-11 start-1 c050=810000
        sleep stop-1 stop-11 stop-13 stop-12
        wake start-12 start-13 start-11 start-1
        stop c050=10000 stop-1 stop-11
        sleep stop-13 stop-12
        wake start-12 start-13
        crash generic3-0 generic3-2 1aac=0 1ab0=0 1aac=1 1aac=1 generic4-0 generic4-2
        """;

    [TestMethod]
    [DataRow(Board.V31, V31)]
    [DataRow(Board.Sdm845, V351)]
    [DataRow(Board.V42, V42)]
    [DataRow(Board.V45, V45)]
    [DataRow(Board.V50, V5)]
    [DataRow(Board.V55, V5)]
    public void Each_deed_writes_what_it_must_in_its_order_and_nothing_else(string name, string expected)
    {
        Board board = new Board(name, ChipTiming.Immediate()) { HearsClockQuery = true }.Boot();
        var log = new Log();
        board.Hooks.AnyWrite = log.OnWritten;
        board.Soc.Chip.Observer = log.Chip;
        var said = new List<string>();

        foreach ((string deed, Action action) in ((string, Action)[])
        [
            ("sleep", board.Driver.SystemSuspend), ("wake", board.Driver.SystemResume), ("open", board.Interface.Open), ("sleep", board.Driver.SystemSuspend), ("wake", board.Driver.SystemResume),
            ("stop", board.Interface.Stop), ("sleep", board.Driver.SystemSuspend), ("wake", board.Driver.SystemResume), ("crash", board.Soc.Boot.Crash),
        ])
        {
            board.Work(action);
            if (deed == "crash") { board.Loop.Run(100_000); }
            said.Add($"{deed} {log.Take()}");
        }

        Assert.AreEqual(expected, string.Join('\n', said));
        Assert.AreEqual(0u, board.Loop.Trace.CountOf(global::IpaEmbedded.Ipa.IpaTraceId.ChannelPower), "no channel has refused");
    }

    private sealed class Recorder
    {
        private readonly List<string> _words = [];

        public void Add(string word) => _words.Add(word);

        public string Take()
        {
            string text = string.Join(' ', _words);
            _words.Clear();
            return text;
        }
    }

    private sealed class Log
    {
        private readonly Recorder _recorder = new();

        public Log() => Chip = new ChannelLog(_recorder);

        public ChipObserver Chip { get; }

        public string Take() => _recorder.Take();

        public void OnWritten(string block, uint offset, uint value)
        {
            if (block == "ipa-reg") { _recorder.Add($"{offset:x4}={value:x}"); }
        }
    }

    private sealed class ChannelLog(Recorder recorder) : ChipObserver
    {
        public override void OnChannelCommand(int channel, uint opcode, uint before, uint after) => recorder.Add($"{Name(opcode)}-{channel}");

        public override void OnGenericCommand(int channel, uint opcode, uint result) => recorder.Add($"generic{opcode}-{channel}");

        private static string Name(uint opcode) => opcode switch { GsiOpcode.Start => "start", GsiOpcode.Stop => "stop", GsiOpcode.Reset => "reset", _ => $"{opcode}" };
    }
}
