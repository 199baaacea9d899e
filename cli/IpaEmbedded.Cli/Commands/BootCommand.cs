using System.CommandLine;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Capture;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Fake;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa boot</c>: compiles and checks a tree, boots the driver from it on the fake chip, and sends packets.</summary>
internal sealed class BootCommand
{
    private readonly Terminal _terminal;
    private readonly TreeInput _input;
    private readonly Option<uint> _seed = CommandOptions.Seed();
    private readonly Option<string?> _capture = new("--capture") { Description = "Record IP, QMAP and QMI with virtual times.", HelpName = "FILE.pcapng" };
    private readonly Option<string?> _registers = new("--registers") { Description = "Log register accesses with names and fields.", HelpName = "FILE" };
    private readonly Option<string?> _perfetto = new("--perfetto") { Description = "Make a timeline for Perfetto or Chrome.", HelpName = "FILE.json" };
    private readonly Option<string[]> _fault = new("--fault")
    {
        Description = "Let the hardware fail: " + string.Join(", ", FaultName.Names) + "; =N picks the N-th occasion.",
        HelpName = "NAME[=N]",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public BootCommand(Terminal terminal)
    {
        _terminal = terminal;
        _input = TreeInput.OfBoard(terminal, "booted");
    }

    public Command Create()
    {
        var command = new Command("boot", "Boot the IPA driver from a device tree on the fake chip and send packets through it.")
        {
            _seed, _capture, _registers, _perfetto, _fault, _json,
        };
        _input.AddTo(command);
        command.Validators.Add(result =>
        {
            foreach (string fault in result.GetValue(_fault)!.Where(text => FaultName.Parse(text) is null))
            {
                result.AddError($"there is no fault '{fault}'; there are {string.Join(", ", FaultName.Names)}");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        uint seed = parsed.GetValue(_seed);
        var findings = new Findings(_terminal, parsed.GetValue(_json) ? OutputFormat.Json : OutputFormat.Text);
        var output = new BootOutput(_terminal, findings, seed);
        LoadedTree tree = _input.Load(parsed, findings);
        if (tree.IsRefused)
        {
            return output.NotBooted(tree);
        }
        using Stream? stream = parsed.GetValue(_capture) is { } capture ? CreateFile(capture) : null;
        using TextWriter? registers = parsed.GetValue(_registers) is { } log ? new StreamWriter(CreateFile(log)) : null;
        using Stream? perfetto = parsed.GetValue(_perfetto) is { } timeline ? CreateFile(timeline) : null;
        var options = new BootOptions
        {
            Board = new BoardOptions { Timing = ChipTiming.Latency(seed) },
            Faults = [.. parsed.GetValue(_fault)!.Select(text => FaultName.Parse(text)!)],
            Recorders = RecordersOf(stream, registers, perfetto),
            Progress = stage => _terminal.Progress("booting: " + stage),
        };
        BootReport report = new BoardRun(tree.Blob, options).Boot();
        _terminal.Progress("");
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

    private static FileStream CreateFile(string path)
    {
        try
        {
            return File.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailure(ExitCode.Files, $"cannot write {path}: {e.Message}");
        }
    }
}
