using System.CommandLine;
using IpaEmbedded.Boards.Linux;
using IpaEmbedded.Boards.Linux.Network;
using IpaEmbedded.Boards.Linux.Time;
using IpaEmbedded.Cli.Boot;
using IpaEmbedded.Cli.Recorders;
using IpaEmbedded.Cli.Top;
using IpaEmbedded.Cli.Tun;
using IpaEmbedded.Fake;
using IpaEmbedded.Ipa;
using IpaEmbedded.Ipa.Net;
using IpaEmbedded.Simulation;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa run</c>: boots a tree on the fake chip in real time and joins it to a network interface of this machine, or on this machine's own hardware, until Ctrl-C.</summary>
internal sealed class RunCommand
{
    private readonly Terminal _terminal;
    private readonly TreeInput _input;
    private readonly Option<string> _tun = new("--tun")
    {
        Description = "The TUN interface to create; %d in it becomes a free number.",
        HelpName = "NAME",
    };
    private readonly Option<string> _address = new("--address")
    {
        Description = "This machine's IPv4 address on the interface; everything else in that network is behind the modem.",
        HelpName = "ADDRESS/PREFIX",
        DefaultValueFactory = _ => "192.0.2.2/24",
    };
    private readonly Option<double?> _for = new("--for") { Description = "End after that time instead of with Ctrl-C.", HelpName = "SECONDS" };
    private readonly Option<bool> _keep = new("--keep-privileges") { Description = "Stay root; without it, the command becomes the caller of sudo or nobody as soon as everything is up." };
    private readonly Option<bool> _top = new("--top") { Description = "Show rates, rings, power and modem while it runs; keys crash the modem, lose an interrupt, record." };
    private readonly Option<uint> _seed = CommandOptions.Seed();
    private readonly RunOutputs _outputs = new();
    private readonly HardwareRun _hardware;

    public RunCommand(Terminal terminal)
    {
        _terminal = terminal;
        _input = TreeInput.OfBoard(terminal, "booted");
        _hardware = new HardwareRun(terminal);
    }

    public Command Create()
    {
        var command = new Command("run", "Boot the IPA driver on the fake chip in real time and pass packets of this machine through it.")
        {
            _tun, _address, _for, _keep, _top, _seed,
        };
        _outputs.AddTo(command, null);
        _input.AddTo(command);
        _hardware.AddTo(command);
        command.Validators.Add(result =>
        {
            if (_hardware.IsAsked(result) == (result.GetValue(_tun) is not null))
            {
                result.AddError("run takes --tun NAME, or --hardware or --dry-run for this machine's own hardware");
            }
            if (_hardware.IsAsked(result) && _outputs.IsAsked(result))
            {
                result.AddError("--report and --trace watch the fake chip, not this machine's own hardware");
            }
            if (_hardware.IsAsked(result) && result.GetValue(_top))
            {
                result.AddError("--top watches the fake chip, not this machine's own hardware");
            }
            if (result.GetValue(_for) is not (null or (> 0 and <= 86400)))
            {
                result.AddError("--for takes seconds, more than 0 and at most 86400");
            }
            if (result.GetValue(_tun) is { } name && TunInterface.WhyNoName(name) is { } reason)
            {
                result.AddError("--tun: " + reason);
            }
            if (result.GetValue(_address) is { } address && TunAddress.Parse(address) is null)
            {
                result.AddError("--address takes an IPv4 address and a prefix of 1 to 30 bits, such as 192.0.2.2/24");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        uint seed = parsed.GetValue(_seed);
        var findings = new Findings(_terminal, OutputFormat.Text);
        var output = new BootOutput(_terminal, findings, seed);
        bool isReal = _hardware.IsAsked(parsed.CommandResult);
        LoadedTree tree = isReal ? _input.LoadForHardware(parsed, findings) : _input.Load(parsed, findings);
        if (tree.IsRefused)
        {
            return output.NotBooted(tree);
        }
        if (isReal)
        {
            using var end = new EndOfRun(parsed.GetValue(_for));
            return _hardware.Run(parsed, tree.Blob, parsed.GetValue(_keep), end.Token);
        }
        using RunOutputs.Session? outputs = _outputs.Begin(parsed, _terminal);
        TunAddress address = TunAddress.Parse(parsed.GetValue(_address)!)!;
        if (address.FindOverlap() is { } taken)
        {
            throw new CommandFailure(ExitCode.Files, $"addresses of {address} are on this machine's interface {taken} already, where packets would go; choose others with --address");
        }
        using TunInterface tun = CreateInterface(parsed.GetValue(_tun)!);
        using SwitchedCapture? capture = parsed.GetValue(_top) ? new SwitchedCapture(Environment.CurrentDirectory, _terminal) : null;
        var time = new BoardTime();
        var options = new BoardOptions { Timing = ChipTiming.Latency(seed), Time = time };
        var run = new BoardRun(tree.Blob, new BootOptions { Board = options, EchoRequests = 0, Recorders = [.. outputs is null ? [] : (BoardRecorder[])[outputs.Recorder], .. capture is null ? [] : (BoardRecorder[])[capture]], Progress = stage => _terminal.Progress("booting: " + stage) });
        BootReport report = run.Boot();
        _terminal.Progress("");
        try
        {
            return report.Succeeded ? PassPackets(run.Board, time, tun, address, capture, outputs, parsed) : output.Booted(tree, report);
        }
        finally
        {
            // Of a run that ends badly too, and of that above all.
            outputs?.Finish(tree, report, seed, []);
        }
    }

    private int PassPackets(SimulatedBoard board, BoardTime time, TunInterface tun, TunAddress address, SwitchedCapture? capture, RunOutputs.Session? outputs, ParseResult parsed)
    {
        using var end = new EndOfRun(parsed.GetValue(_for));
        using var bridge = new RmnetBridge(tun, board.Loop, time, board.Driver.Interface, board.Rmnet);
        try
        {
            tun.SetMtu(ModemInterface.Mtu);
            tun.AddAddress(address.Own, address.PrefixLength);
            bridge.Start();
            tun.SetUp(true);
            if (!parsed.GetValue(_keep))
            {
                // Made anew with the rights that the command keeps, or it could not give them their names in the end.
                outputs?.GiveUpNames();
                Privileges.Drop();
                outputs?.Open();
            }
            _terminal.Out.WriteLine($"{tun.Name} is up as {address}; behind the modem {address.Peer} answers echo requests");
            // Whoever waits for the interface must see the line now.
            _terminal.Out.Flush();
            if (capture is null)
            {
                new BoardLoop(board.Loop).Run(end.Token);
            }
            else
            {
                new TopView(_terminal, $"ipa run: {tun.Name}, {address}, IPA v{board.Driver.Data.VersionName}", board, capture, end.Now).Run(end.Token);
            }
        }
        catch (IOException e)
        {
            throw new CommandFailure(ExitCode.Files, e.Message);
        }
        catch (IpaException e)
        {
            throw new CommandFailure(ExitCode.BootFailed, e.Message);
        }
        _terminal.Out.WriteLine($"{tun.Name}: {bridge.Sent} packets sent, {bridge.Received} received, {bridge.Dropped} dropped");
        if (board.Soc.Sanitizer.Count > 0)
        {
            throw new CommandFailure(ExitCode.BootFailed, "the fake chip saw violations of its rules\n" + board.Soc.Sanitizer.Text());
        }
        return ExitCode.Fine;
    }

    private static TunInterface CreateInterface(string name)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new CommandFailure(ExitCode.Files, "TUN interfaces exist on Linux only");
        }
        try
        {
            return TunInterface.Create(name);
        }
        catch (IOException e)
        {
            throw new CommandFailure(ExitCode.Files, $"cannot create the interface {name}: {e.Message}");
        }
    }
}
