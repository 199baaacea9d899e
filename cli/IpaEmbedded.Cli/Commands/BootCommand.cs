using System.CommandLine;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Desk;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.Fake;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa boot</c>: compiles and checks a tree, boots the driver from it on the fake chip, and sends packets; a board without an IPA boots on simulated pins and buses.</summary>
internal sealed class BootCommand
{
    private readonly Terminal _terminal;
    private readonly TreeInput _input;
    private readonly Option<uint> _seed = CommandOptions.Seed();
    private readonly Option<string?> _capture = new Option<string?>("--capture") { Description = "Record IP, QMAP and QMI with virtual times.", HelpName = "FILE.pcapng" }.Names(FileUse.Written);
    private readonly Option<string?> _registers = new Option<string?>("--registers") { Description = "Log register accesses with names and fields.", HelpName = "FILE" }.Names(FileUse.Written);
    private readonly Option<string?> _perfetto = new Option<string?>("--perfetto") { Description = "Make a timeline for Perfetto or Chrome.", HelpName = "FILE.json" }.Names(FileUse.Written);
    private readonly FaultOption _fault = new();
    private readonly Option<string?> _send = new Option<string?>("--send") { Description = "Send the raw IP packets of a capture, pcap or pcapng, that its machine has sent.", HelpName = "FILE.pcapng" }.Names(FileUse.Read);
    private readonly RunOutputs _outputs = new();
    private readonly DeskSwitches _desk = new(runs: false);
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public BootCommand(Terminal terminal)
    {
        _terminal = terminal;
        _input = TreeInput.OfBoard(terminal, "booted");
    }

    public Command Create()
    {
        var command = new Command("boot", "Boot a device tree on simulated hardware: the IPA driver on the fake chip, with packets through it, or a board of pins, buses and sensors.")
        {
            _seed, _capture, _registers, _perfetto, _send,
        };
        _fault.AddTo(command);
        command.Add(_json);
        _outputs.AddTo(command, _json);
        _desk.AddTo(command);
        _input.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        uint seed = parsed.GetValue(_seed);
        var findings = new Findings(_terminal, parsed.GetValue(_json) ? OutputFormat.Json : OutputFormat.Text);
        var output = new BootOutput(_terminal, findings, seed);
        bool needsIpa = _outputs.IsAsked(parsed.CommandResult) || ((Option[])[_capture, _registers, _perfetto, _send]).Any(option => parsed.GetResult(option) is not null) || _fault.Read(parsed).Count > 0;
        LoadedTree tree = needsIpa ? _input.Load(parsed, findings) : _input.LoadBoard(parsed, findings);
        if (tree.IsRefused)
        {
            return output.NotBooted(tree);
        }
        if (tree.IsDesk)
        {
            return new DeskCommand(_terminal, findings, tree, _desk).Boot(parsed);
        }
        _desk.RefuseFor(tree, parsed.CommandResult);
        CaptureReading? sent = parsed.GetValue(_send) is { } packets ? CaptureReading.Of(packets) : null;
        using OutputFile? capture = Record(parsed.GetValue(_capture));
        using OutputFile? log = Record(parsed.GetValue(_registers));
        using OutputFile? timeline = Record(parsed.GetValue(_perfetto));
        using RunOutputs.Session? outputs = _outputs.Begin(parsed, _terminal);
        using TextWriter? registers = log is null ? null : new StreamWriter(log.Stream);
        var options = new BootOptions
        {
            Board = new BoardOptions { Timing = ChipTiming.Latency(seed) },
            Faults = _fault.Read(parsed),
            Send = sent,
            Recorders = [.. RecordersOf(capture?.Stream, registers, timeline?.Stream), .. outputs is null ? [] : (BoardRecorder[])[outputs.Recorder]],
            Progress = stage => _terminal.Progress("booting: " + stage),
        };
        BootReport report = new BoardRun(tree.Blob, options).Boot();
        _terminal.Progress("");
        registers?.Flush();
        capture?.Commit();
        log?.Commit();
        timeline?.Commit();
        outputs?.Finish(tree, report, seed, _fault.Read(parsed).Select(fault => fault.ToString()));
        return output.Booted(tree, report);
    }

    private static List<BoardRecorder> RecordersOf(Stream? capture, TextWriter? registers, Stream? timeline)
    {
        var recorders = new List<BoardRecorder>();
        if (capture is not null)
        {
            recorders.Add(new LinkCapture(capture));
        }
        if (registers is not null)
        {
            recorders.Add(new RegisterLog(registers));
        }
        if (timeline is not null)
        {
            recorders.Add(new TimelineTrace(timeline));
        }
        return recorders;
    }

    private OutputFile? Record(string? path) => path is null ? null : OutputFile.Record(path, _terminal);
}
