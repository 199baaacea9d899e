using System.CommandLine;
using IpaEmbedded.Cli.Commands;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.Cli.Firmware;

/// <summary><c>ipa firmware flash</c>: nanoFramework's firmware and a build onto a board, by nanoFramework's own flasher.</summary>
internal sealed class FirmwareFlashCommand(Terminal terminal)
{
    private const uint DefaultSeconds = 600;
    private const uint MostSeconds = 24 * 60 * 60;

    private readonly Argument<string?> _build = new Argument<string?>("BUILD")
    {
        Description = "The folder that ipa firmware build wrote; without it the only one here.",
        Arity = ArgumentArity.ZeroOrOne,
    }.Names(FileUse.Directory);
    private readonly Option<string> _port = new("--port", "-p") { Description = "The board's serial port, such as /dev/ttyUSB0 or COM3.", HelpName = "PORT", Required = true };
    private readonly Option<string?> _target = new("--target", "-t") { Description = "Put nanoFramework's firmware of this name on the board first ('nanoff --listtargets' lists them).", HelpName = "TARGET" };
    private readonly Option<string?> _board = new("--board", "-b") { Description = "The same with the target of a board of ours: " + string.Join(", ", FlashTarget.All.Select(each => each.Board)) + ".", HelpName = "BOARD" };
    private readonly Option<string?> _firmware = new Option<string?>("--firmware") { Description = "A firmware of your own (nanoCLR.bin) in place of upstream's.", HelpName = "FILE" }.Names(FileUse.Read);
    private readonly Option<bool> _only = new("--no-deploy") { Description = "Put only the firmware on the board." };
    private readonly Option<string?> _nanoff = new Option<string?>("--nanoff") { Description = "The flasher; without it nanoff on PATH.", HelpName = "FILE" }.Names(FileUse.Read);
    private readonly Option<string?> _timeout = NumberOption.Create("--timeout", null, "SECONDS", $"End a step after this time; {DefaultSeconds} if not given.", MostSeconds);
    private readonly Option<bool> _dry = new("--dry-run", "-n") { Description = "Print the commands and run none." };

    public Command Create()
    {
        var command = new Command("flash", "Put nanoFramework's firmware and a build on a board.") { _build, _port, _target, _board, _firmware, _only, _nanoff, _timeout, _dry };
        _board.Take([.. FlashTarget.All.Select(each => each.Board)]);
        command.Validators.Add(result =>
        {
            string? target = result.GetValue(_target);
            bool hasTarget = target is not null || result.GetValue(_board) is not null;
            string? error = target is not null && result.GetValue(_board) is not null ? "write either --target or --board"
                : result.GetValue(_firmware) is not null && !hasTarget ? "--firmware goes with --target or --board, which tell how it gets onto the board"
                : result.GetValue(_only) && !hasTarget ? "--no-deploy goes with --target or --board: without them there is nothing else to do"
                : null;
            if (error is not null)
            {
                result.AddError(error);
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        BuildFolder? build = parsed.GetValue(_only) ? null : BuildFolder.Open(parsed.GetValue(_build));
        string port = parsed.GetValue(_port)!;
        string? target = parsed.GetValue(_target) ?? (parsed.GetValue(_board) is { } board ? FlashTarget.OfBoard(board)!.Name : null);
        string? firmware = parsed.GetValue(_firmware);
        if (firmware is not null && !File.Exists(firmware))
        {
            throw new CommandFailure(ExitCode.Files, $"cannot read {firmware}: there is no such file");
        }
        if (build?.Manifest.Variant == FirmwareVariant.IpaHardware && target is not null && firmware is null)
        {
            terminal.Error.WriteLine($"ipa: upstream's firmware has no native code of {RoomTable.Native}, and refuses this build: make a firmware with it, and name it with --firmware");
        }
        FlashStep[] steps =
        [
            .. target is null ? [] : (FlashStep[])[FlashStep.Update(target, port, firmware is null ? null : Path.GetFullPath(firmware))],
            .. build is null ? [] : (FlashStep[])[FlashStep.Deploy(port, build.Image)],
        ];
        if (parsed.GetValue(_dry))
        {
            foreach (FlashStep step in steps)
            {
                terminal.Out.WriteLine(ShownText.Escape(string.Join(' ', step.Arguments.Prepend(parsed.GetValue(_nanoff) ?? Nanoff.Tool).Select(ShellWord))));
            }
            return ExitCode.Fine;
        }
        Nanoff nanoff = NanoffOf(parsed);
        RequirePort(port);
        var timeout = TimeSpan.FromSeconds(NumberOption.ValueOf(parsed, _timeout) ?? DefaultSeconds);
        try
        {
            return steps.Select(step => RunStep(nanoff, step, timeout, target)).FirstOrDefault(exit => exit != ExitCode.Fine);
        }
        catch (NanoBuildException e)
        {
            throw new CommandFailure(ExitCode.Files, e.Message);
        }
    }

    private int RunStep(Nanoff nanoff, FlashStep step, TimeSpan timeout, string? target)
    {
        var gate = new Lock();
        NanoffAnswer answer = nanoff.Run(step, timeout, line =>
        {
            lock (gate)
            {
                Show(line);
            }
        });
        if (answer.Outcome == FlashOutcome.Done)
        {
            if (!terminal.IsQuiet)
            {
                terminal.Out.WriteLine($"{step.What}: done");
            }
            return ExitCode.Fine;
        }
        terminal.WriteFailure(ShownText.Escape($"{step.What}: {Meaning(answer.Outcome)}; {answer.Reason}"));
        string? hint = answer.Outcome == FlashOutcome.UnknownTarget && nanoff.TargetsLike(target ?? "", timeout) is { Count: > 0 } names
            ? "targets like it: " + string.Join(", ", names) : answer.Hint;
        if (hint is not null)
        {
            terminal.Error.WriteLine(ShownText.Escape("ipa: " + hint));
        }
        return answer.Outcome switch
        {
            FlashOutcome.TimedOut => ExitCode.TimedOut,
            FlashOutcome.WrongFile => ExitCode.Files,
            _ => ExitCode.NotFlashed,
        };
    }

    private void Show(string line)
    {
        if (!terminal.IsQuiet && line.Length > 0)
        {
            terminal.Out.WriteLine("  " + ShownText.Escape(line));
            terminal.Out.Flush();
        }
    }

    private static string Meaning(FlashOutcome outcome) => outcome switch
    {
        FlashOutcome.NoDevice => "no board answers",
        FlashOutcome.NoPort => "there is no such port",
        FlashOutcome.PortRefused => "the port cannot be opened",
        FlashOutcome.WrongTarget => "another board than the target's is connected",
        FlashOutcome.UnknownTarget => "nanoFramework has no such target",
        FlashOutcome.WrongFile => "a file is refused",
        FlashOutcome.NotDownloaded => "the firmware cannot be downloaded",
        FlashOutcome.TimedOut => "its time was over",
        _ => "the board was not written",
    };

    private Nanoff NanoffOf(ParseResult parsed)
    {
        string? dotnet = DotnetSdk.Find(out _)?.Host;
        if (parsed.GetValue(_nanoff) is { } file)
        {
            return !File.Exists(file) ? throw new CommandFailure(ExitCode.Files, $"cannot read {file}: there is no such file")
                : Nanoff.Of(file, dotnet, out string reason) ?? throw new CommandFailure(ExitCode.Files, $"{file} cannot be started: {reason}");
        }
        return Nanoff.Find(dotnet, out IReadOnlyList<string> places)
            ?? throw new CommandFailure(ExitCode.NotInstalled, $"nanoff is missing: install it with 'dotnet tool install -g nanoff'; looked in {string.Join(", ", places.Select(ShownPath.Of))}");
    }

    // Opening it to look would reset some boards; so it is only looked whether it is there.
    private static void RequirePort(string port)
    {
        if (!port.StartsWith('/') || File.Exists(port))
        {
            return;
        }
        string[] ports = Directory.Exists("/dev")
            ? [.. Directory.EnumerateFiles("/dev").Where(each => Path.GetFileName(each) is var name && (name.StartsWith("ttyUSB", StringComparison.Ordinal) || name.StartsWith("ttyACM", StringComparison.Ordinal) || name.StartsWith("cu.", StringComparison.Ordinal))).Order(StringComparer.Ordinal)]
            : [];
        throw new CommandFailure(ExitCode.NotFlashed, $"there is no port {port}; " + (ports.Length > 0 ? "there are " + string.Join(", ", ports) : "there is none at all: connect the board"));
    }

    /// <summary>A word as a shell reads it.</summary>
    private static string ShellWord(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '=' or ':' or '\\') ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
