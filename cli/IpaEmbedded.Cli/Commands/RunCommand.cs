using System.CommandLine;
using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Sysfs;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Desk;
using IpaEmbedded.Cli.Network;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Cli.Top;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa run</c>: boots a tree on the fake chip in real time and joins it to a network interface of this machine, or on this machine's own hardware, until Ctrl-C.</summary>
internal sealed class RunCommand
{
    private readonly Terminal _terminal;
    private readonly TreeInput _input;
    private readonly NetworkSwitches _network = new();
    private readonly Option<double?> _for = new("--for") { Description = "End after that time instead of with Ctrl-C.", HelpName = "SECONDS" };
    private readonly Option<bool> _keep = new("--keep-privileges") { Description = "Stay root; without it, the command becomes the caller of sudo or nobody as soon as everything is up." };
    private readonly Option<bool> _top = new("--top") { Description = "Show rates, rings, power and modem while it runs; keys crash the modem, lose an interrupt, record." };
    private readonly Option<uint> _seed = CommandOptions.Seed();
    private readonly Option<bool> _json = new("--json") { Description = "Print what became of the packets as one JSON object in the end." };
    private readonly FaultOption _fault = new();
    private readonly CaptureOption _capture = new();
    private readonly RunOutputs _outputs = new();
    private readonly DeskSwitches _desk = new(runs: true);
    private readonly HardwareRun _hardware;

    public RunCommand(Terminal terminal)
    {
        _terminal = terminal;
        _input = TreeInput.OfBoard(terminal, "booted");
        _hardware = new HardwareRun(terminal);
    }

    public Command Create()
    {
        var command = new Command("run", "Run a device tree: the IPA driver on the fake chip, with packets of this machine through it, or a board of pins, buses and sensors.");
        _network.AddTo(command);
        foreach (Option option in (Option[])[_for, _keep, _top, _seed])
        {
            command.Add(option);
        }
        _fault.AddTo(command);
        _capture.AddTo(command);
        command.Add(_json);
        _outputs.AddTo(command, _json);
        _desk.AddTo(command);
        _input.AddTo(command);
        _hardware.AddTo(command);
        command.Validators.Add(result =>
        {
            if (_hardware.IsAsked(result) && _network.IsAsked(result))
            {
                result.AddError("run takes --tun NAME, or --hardware or --dry-run for this machine's own hardware");
            }
            if (_hardware.IsAsked(result) && (_outputs.IsAsked(result) || _capture.IsAsked(result)))
            {
                result.AddError("--report, --trace and --capture watch the fake chip, not this machine's own hardware");
            }
            if (_hardware.IsAsked(result) && result.GetValue(_top))
            {
                result.AddError("--top watches the fake chip, not this machine's own hardware");
            }
            if (_hardware.IsAsked(result) && _desk.IsAsked(result))
            {
                result.AddError("--set, --press and --stimuli act on a simulated board, not on this machine's own hardware");
            }
            if (_hardware.IsAsked(result) && _fault.IsAsked(result))
            {
                result.AddError("--fault lets the fake chip fail, not this machine's own hardware");
            }
            if (_hardware.IsAsked(result) && result.GetValue(_json))
            {
                result.AddError("--json tells of a simulated board, not of this machine's own hardware");
            }
            if (result.GetValue(_for) is not (null or (> 0 and <= 86400)))
            {
                result.AddError("--for takes seconds, more than 0 and at most 86400");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        uint seed = parsed.GetValue(_seed);
        bool isReal = _hardware.IsAsked(parsed.CommandResult);
        bool needsIpa = _network.IsAsked(parsed.CommandResult) || IsAboutIpa(parsed);
        var findings = new Findings(_terminal, parsed.GetValue(_json) && !needsIpa ? OutputFormat.Json : OutputFormat.Text);
        var output = new BootOutput(_terminal, findings, seed);
        LoadedTree tree = isReal ? _input.LoadForHardware(parsed, findings) : needsIpa ? _input.Load(parsed, findings) : _input.LoadBoard(parsed, findings);
        if (tree.IsRefused)
        {
            return output.NotBooted(tree);
        }
        if (isReal)
        {
            using var end = new EndOfRun(parsed.GetValue(_for));
            if (tree.IsDesk)
            {
                return new DeskHardware(_terminal, KernelDevices.OfThisMachine).Run(tree.Blob, _hardware.Opens(parsed), end.Token);
            }
            return _hardware.Run(parsed, tree.Blob, parsed.GetValue(_keep), end.Token);
        }
        if (tree.IsDesk)
        {
            return new DeskCommand(_terminal, findings, tree, _desk).Run(parsed, parsed.GetValue(_for));
        }
        _desk.RefuseFor(tree, parsed.CommandResult);
        if (!_network.IsAsked(parsed.CommandResult))
        {
            string file = ShownPath.Of(tree.File.Path);
            if (needsIpa || parsed.GetValue(_json))
            {
                throw new CommandFailure(ExitCode.Usage, $"{file} has an IPA, which runs with --tun NAME, or with --hardware or --dry-run for this machine's own hardware");
            }
            _terminal.Error.WriteLine(ShownText.Escape($"{file} has an IPA, which runs on the fake chip with --tun NAME; on this machine's own hardware it would have:"));
            return _hardware.Run(parsed, tree.Blob, false, CancellationToken.None);
        }
        using CaptureOption.Session? capture = _capture.Begin(parsed, _terminal);
        using RunOutputs.Session? outputs = _outputs.Begin(parsed, _terminal);
        NetworkOptions options = _network.Read(parsed);
        using var network = new NetworkRun(options);
        using SwitchedCapture? switched = parsed.GetValue(_top) ? new SwitchedCapture(Environment.CurrentDirectory, _terminal) : null;
        var time = new BoardTime();
        BoardRecorder?[] recorders = [capture?.Recorder, outputs?.Recorder, switched];
        var run = new BoardRun(tree.Blob, new BootOptions
        {
            Board = new BoardOptions { Timing = ChipTiming.Latency(seed), Time = time },
            EchoRequests = 0,
            Faults = _fault.Read(parsed),
            Recorders = [.. recorders.OfType<BoardRecorder>()],
            Progress = stage => _terminal.Progress("booting: " + stage),
        });
        BootReport report = run.Boot();
        _terminal.Progress("");
        try
        {
            return report.Succeeded ? PassPackets(run, time, network, switched, capture, outputs, parsed) : output.Booted(tree, report);
        }
        finally
        {
            // Of a run that ends badly too, and of that above all.
            capture?.Finish();
            outputs?.Finish(tree, run.UpToNow(report), seed, _fault.Read(parsed).Select(fault => fault.ToString()));
        }
    }

    private bool IsAboutIpa(ParseResult parsed) =>
        _outputs.IsAsked(parsed.CommandResult) || _capture.IsAsked(parsed.CommandResult) || parsed.GetValue(_top) || _fault.Read(parsed).Count > 0;

    private int PassPackets(BoardRun run, BoardTime time, NetworkRun network, SwitchedCapture? switched, CaptureOption.Session? capture, RunOutputs.Session? outputs, ParseResult parsed)
    {
        SimulatedBoard board = run.Board;
        using var end = new EndOfRun(parsed.GetValue(_for));
        TextWriter writer = parsed.GetValue(_json) ? _terminal.Error : _terminal.Out;
        PacketAccount account;
        try
        {
            network.Start(board, time, run.Recorders, end.Now);
            if (!parsed.GetValue(_keep))
            {
                // Made anew with the rights that the command keeps, or it could not give them their names in the end.
                capture?.GiveUpName();
                outputs?.GiveUpNames();
                Privileges.Drop();
                outputs?.Open();
            }
            capture?.Open();
            foreach (string line in network.Describe())
            {
                writer.WriteLine(ShownText.Escape(line));
            }
            // Whoever waits for the interface must see the line now.
            writer.Flush();
            if (switched is null)
            {
                new BoardLoop(board.Loop).Run(end.Token);
            }
            else
            {
                new TopView(_terminal, writer, $"ipa run: {network.Name}, IPA v{board.Driver.Data.VersionName}", board, switched, end.Now).Run(end.Token);
            }
            account = network.Finish(board);
        }
        catch (IOException e)
        {
            throw new CommandFailure(ExitCode.Files, e.Message);
        }
        catch (IpaException e)
        {
            throw new CommandFailure(ExitCode.BootFailed, e.Message);
        }
        Tell(run, network, account, parsed.GetValue(_json));
        if (switched?.Finish() is { Length: > 0 } recorded)
        {
            writer.WriteLine(recorded);
            writer.Flush();
        }
        if (board.Soc.Sanitizer.Count > 0)
        {
            throw new CommandFailure(ExitCode.BootFailed, "the fake chip saw violations of its rules\n" + board.Soc.Sanitizer.Text());
        }
        return run.Faults.Any(fault => fault.Microseconds is null) ? ExitCode.Findings : ExitCode.Fine;
    }

    private void Tell(BoardRun run, NetworkRun network, PacketAccount account, bool asJson)
    {
        if (network.Deleted is { } name)
        {
            (asJson ? _terminal.Error : _terminal.Out).WriteLine($"{name} was deleted by somebody: the run has ended");
        }
        if (asJson)
        {
            JsonOutput.Write(_terminal.Out, json =>
            {
                json.WriteNumber("virtualMicroseconds", run.Board.Loop.Now);
                json.WriteNumber("crashes", run.Board.Soc.Boot.Crashes);
                json.WriteNumber("violations", run.Board.Soc.Sanitizer.Count);
                json.WriteStartObject("packets");
                account.WriteTo(json);
                json.WriteEndObject();
                BootOutput.WriteFaults(json, run.Faults);
            });
        }
        else
        {
            account.WriteTo(_terminal);
            foreach (FaultResult fault in run.Faults.Where(fault => fault.Microseconds is not null))
            {
                _terminal.Out.WriteLine(fault);
            }
            foreach (string line in network.Summaries(account))
            {
                _terminal.Out.WriteLine(line);
            }
        }
        foreach (FaultResult fault in run.Faults.Where(fault => fault.Microseconds is null))
        {
            _terminal.Out.Flush();
            _terminal.WriteFailure(fault.ToString());
        }
    }
}
