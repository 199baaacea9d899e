using System.CommandLine;
using IpaEmbedded.Cli.Commands;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.Cli.Firmware;

/// <summary><c>ipa firmware run</c>: a build on nanoFramework's virtual device, judged by what it prints.</summary>
internal sealed class FirmwareRunCommand(Terminal terminal)
{
    private const uint DefaultSeconds = 60;
    private const uint MostSeconds = 24 * 60 * 60;
    private const string LastLine = "DONE ok";

    private readonly Argument<string?> _build = new Argument<string?>("BUILD")
    {
        Description = "The folder that ipa firmware build wrote; without it the only one here.",
        Arity = ArgumentArity.ZeroOrOne,
    }.Names(FileUse.Directory);
    private readonly Option<string?> _interpreter = new Option<string?>("--interpreter")
    {
        Description = $"The interpreter: nanoclr, or {Interpreter.Posix} of upstream's build; without it the first that is found.",
        HelpName = "FILE",
    }.Names(FileUse.Read);
    private readonly Option<string?> _sdk = new Option<string?>("--nano-sdk")
    {
        Description = "The folder of ipa firmware build --nano-sdk, in which an interpreter is looked for first.",
        HelpName = "DIR",
    }.Names(FileUse.Directory);
    private readonly Option<string?> _timeout = NumberOption.Create("--timeout", null, "SECONDS", $"End the device after this time; {DefaultSeconds} if not given.", MostSeconds);
    private readonly Option<string?> _until = new("--until") { Description = "All is well as soon as a line has this text: for applications that never end.", HelpName = "TEXT" };

    public Command Create()
    {
        var command = new Command("run", "Run a build on nanoFramework's virtual device; its last line must be " + LastLine + ".") { _build, _interpreter, _sdk, _timeout, _until };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        BuildFolder build = BuildFolder.Open(parsed.GetValue(_build));
        Interpreter interpreter = InterpreterOf(parsed);
        if (terminal.IsVerbose)
        {
            terminal.Out.WriteLine(ShownText.Escape($"{build.Manifest.Files.Count} assemblies of {ShownPath.Of(build.Path)} on {ShownPath.Of(interpreter.Path)}"));
        }
        var timeout = TimeSpan.FromSeconds(NumberOption.ValueOf(parsed, _timeout) ?? DefaultSeconds);
        try
        {
            return Say(new VirtualDevice(interpreter, LastLine).Run(build.Files, timeout, parsed.GetValue(_until), Show));
        }
        catch (NanoBuildException e)
        {
            throw new CommandFailure(ExitCode.Files, e.Message);
        }
    }

    private void Show(LineKind kind, string line)
    {
        if (kind == LineKind.Application || terminal.IsVerbose)
        {
            terminal.Out.WriteLine(ShownText.Escape(line));
            terminal.Out.Flush();
        }
    }

    private int Say(DeviceRun run)
    {
        if (run.Outcome == RunOutcome.Done)
        {
            return ExitCode.Fine;
        }
        terminal.WriteFailure(ShownText.Escape(run.Outcome switch
        {
            RunOutcome.NotLoaded => "nothing ran: " + run.Reason,
            RunOutcome.Crashed => run.Reason,
            RunOutcome.TimedOut => "the run was ended: " + run.Reason,
            _ => "the application failed: " + run.Reason,
        }));
        if (run.Hint is { } hint)
        {
            terminal.Error.WriteLine(ShownText.Escape("ipa: " + hint));
        }
        return run.Outcome switch
        {
            RunOutcome.Crashed => ExitCode.DeviceCrashed,
            RunOutcome.TimedOut => ExitCode.TimedOut,
            _ => ExitCode.BootFailed,
        };
    }

    private Interpreter InterpreterOf(ParseResult parsed)
    {
        string? dotnet = DotnetSdk.Find(out _)?.Host;
        if (parsed.GetValue(_interpreter) is { } file)
        {
            return !File.Exists(file) ? throw new CommandFailure(ExitCode.Files, $"cannot read {file}: there is no such file")
                : Interpreter.Of(file, dotnet, out string reason) ?? throw new CommandFailure(ExitCode.Files, $"{file} cannot be started: {reason}");
        }
        if (parsed.GetValue(_sdk) is { } folder && !Directory.Exists(folder))
        {
            throw new CommandFailure(ExitCode.Files, $"cannot read {folder}: there is no such directory");
        }
        NanoSdk? sdk = parsed.GetValue(_sdk) is { } given ? NanoSdk.Find(given, dotnet) : null;
        return Interpreter.Find(sdk, dotnet, out IReadOnlyList<string> places)
            ?? throw new CommandFailure(ExitCode.NotInstalled,
                $"there is no virtual device: 'dotnet tool install -g nanoclr' installs one, or name upstream's {Interpreter.Posix} with --interpreter; looked for {Interpreter.Tool} and {Interpreter.Posix} in {string.Join(", ", places.Select(ShownPath.Of))}");
    }
}
