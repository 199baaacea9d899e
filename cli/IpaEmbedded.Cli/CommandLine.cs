using System.CommandLine;
using System.CommandLine.Help;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>The <c>ipa</c> command line: parses it, runs the command, and turns whatever happens into an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line and returns its <see cref="ExitCode"/>; nothing is thrown.</summary>
    public static int Run(string[] args, Terminal terminal)
    {
        bool debug = args.Contains("--debug");
        CommandFiles.Begin();
        try
        {
            int exit = Execute(args, terminal);
            terminal.Error.Flush();
            terminal.Out.Flush();
            return exit;
        }
        catch (CommandFailure failure)
        {
            return failure.IsQuiet ? failure.ExitCode : End(terminal, failure.ExitCode, ShownText.Escape(failure.Message));
        }
        // The outermost frame: what arrives here is a bug of this program.
        catch (Exception exception)
        {
            return End(terminal, ExitCode.Internal,
                $"internal error: {exception.GetType().Name}: {ShownText.Escape(exception.Message.ReplaceLineEndings(" "))}",
                debug ? exception.ToString() : "ipa: this is a bug; run again with --debug and report what it prints together with the input");
        }
    }

    private static int End(Terminal terminal, int exitCode, params string[] lines)
    {
        try
        {
            terminal.Progress("");
            terminal.WriteFailure(lines[0]);
            Array.ForEach(lines[1..], terminal.Error.WriteLine);
            terminal.Error.Flush();
            terminal.Out.Flush();
        }
        catch (CommandFailure)
        {
            // A stream that takes nothing cannot be told so; the exit code says it.
        }
        return exitCode;
    }

    private static int Execute(string[] args, Terminal terminal)
    {
        if (args.Length > 0 && args is not [_, "--help" or "-?"] && Dtc.Personality.Find(args[0]) is { } personality)
        {
            return personality.Run(args is [_, Dtc.Personality.Called, ..] ? args[2..] : args[1..], terminal);
        }
        args = ShortForms.Expand(args);
        if (Completion.Asked(args, () => Tree(terminal)) is { } lines)
        {
            foreach (string line in lines)
            {
                terminal.Out.WriteLine(ShownText.Escape(line));
            }
            return ExitCode.Fine;
        }
        var global = new GlobalOptions();
        RootCommand root = Build(global, terminal, args);
        ParseResult parsed = UsageErrors.Parse(root, Commands.JoinedSwitches.Split(args), out IReadOnlyList<string> errors);
        if (errors.Count > 0)
        {
            foreach (string error in errors)
            {
                terminal.WriteFailure(error);
            }
            terminal.Error.WriteLine($"ipa: '{UsageErrors.PathOf(parsed.CommandResult)} --help' shows what can be written here");
            return ExitCode.Usage;
        }
        terminal.Configure(parsed.GetValue(global.Quiet), parsed.GetValue(global.Verbose), parsed.GetValue(global.AllFindings), global.ColorOf(parsed));
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Out, Error = terminal.Error };
        return parsed.Invoke(invocation);
    }

    /// <summary>The whole tree of commands, with all options.</summary>
    public static RootCommand Tree(Terminal terminal) => Build(new GlobalOptions(), terminal, []);

    /// <summary>The tree of commands; of commands that the first argument does not mean nothing is set up, which shortens every start.</summary>
    private static RootCommand Build(GlobalOptions global, Terminal terminal, string[] args)
    {
        var root = new RootCommand("Device trees in, a working Qualcomm IPA driver out.");
        global.AddTo(root);
        UseOurHelp(root, terminal);
        foreach (Command command in Commands.CommandTable.Select(args.Length > 0 ? args[0] : null,
        [
            ("boot", () => new Commands.BootCommand(terminal).Create()),
            ("run", () => new Commands.RunCommand(terminal).Create()),
            ("dt", () => Commands.DtCommands.Create(terminal, args)),
            ("binding", () => Commands.BindingCommands.Create(terminal, args)),
            ("completions", () => new Commands.CompletionsCommand(terminal).Create()),
            ("explain", () => new Commands.ExplainCommand(terminal).Create()),
            ("conformance", () => new Commands.ConformanceCommands(terminal).Create()),
            ("fake", () => new Commands.FakeCommands(terminal).Create()),
            ("firmware", () => new Firmware.FirmwareCommands(terminal).Create()),
            ("new", () => new Commands.NewCommands(terminal).Create()),
            ("help", () => new Commands.HelpCommand(terminal).Create()),
            ("man", () => new Commands.ManCommand(terminal).Create()),
            ("sim", () => new Commands.SimCommands(terminal).Create()),
            ("faults", () => new Commands.FaultsCommands(terminal).Create()),
            ("boards", () => new Commands.BoardsCommand(terminal).Create()),
            ("regs", () => new Commands.RegsCommands(terminal).Create()),
            ("wireshark", () => new Commands.WiresharkCommands(terminal).Create()),
            .. Dtc.Personality.All.Select(each => (each.Name, (Func<Command>)(() => new Dtc.PersonalityCommand(each, terminal)))),
            ("status", () => new Commands.StatusCommand(terminal).Create()),
        ]))
        {
            root.Add(command);
            NameArguments(command);
        }
        return root;
    }

    /// <summary>Arguments are shown by their names; without that the help would list all that can stand there.</summary>
    private static void NameArguments(Command command)
    {
        foreach (Argument argument in command.Arguments)
        {
            argument.HelpName ??= argument.Name;
        }
        foreach (Command each in command.Subcommands)
        {
            NameArguments(each);
        }
    }

    /// <summary>Help as wide as the terminal; "/h" is a file's name here, and no question for help.</summary>
    private static void UseOurHelp(RootCommand root, Terminal terminal)
    {
        foreach (Option each in root.Options.Where(option => option is HelpOption or VersionOption).ToArray())
        {
            root.Options.Remove(each);
        }
        root.Add(new HelpOption("--help", "-h", "-?") { Description = "Show what can be written here.", Action = new HelpAction { MaxWidth = terminal.OutColumns } });
        root.Add(new VersionOption { Description = "Show the version." });
    }
}
