using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli;

/// <summary>The <c>ipa</c> command line: parses it, runs the command, and turns whatever happens into an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line and returns its <see cref="ExitCode"/>; nothing is thrown.</summary>
    public static int Run(string[] args, Terminal terminal)
    {
        bool debug = args.Contains("--debug");
        try
        {
            int exit = Execute(args, terminal);
            terminal.Error.Flush();
            terminal.Out.Flush();
            return exit;
        }
        catch (CommandFailure failure)
        {
            return End(terminal, failure.ExitCode, "ipa: " + ShownText.Escape(failure.Message));
        }
        // The outermost frame: what arrives here is a bug of this program.
        catch (Exception exception)
        {
            return End(terminal, ExitCode.Internal,
                $"ipa: internal error: {exception.GetType().Name}: {ShownText.Escape(exception.Message.ReplaceLineEndings(" "))}",
                debug ? exception.ToString() : "ipa: this is a bug; run again with --debug and report what it prints together with the input");
        }
    }

    private static int End(Terminal terminal, int exitCode, params string[] lines)
    {
        try
        {
            terminal.Progress("");
            Array.ForEach(lines, terminal.Error.WriteLine);
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
        var global = new GlobalOptions();
        RootCommand root = Build(global, terminal, args);
        ParseResult parsed = root.Parse(args.Length == 0 ? ["--help"] : Commands.JoinedSwitches.Split(args), new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 || StrayOption(parsed) is not null)
        {
            WriteUsageErrors(parsed, terminal);
            return ExitCode.Usage;
        }
        terminal.Configure(parsed.GetValue(global.Quiet), parsed.GetValue(global.Verbose), parsed.GetValue(global.AllFindings), global.ColorOf(parsed));
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Out, Error = terminal.Error };
        return parsed.Invoke(invocation);
    }

    /// <summary>The tree of commands; of commands that the first argument does not mean nothing is set up, which shortens every start.</summary>
    private static RootCommand Build(GlobalOptions global, Terminal terminal, string[] args)
    {
        var root = new RootCommand("Device trees in, a working Qualcomm IPA driver out.");
        global.AddTo(root);
        foreach (Command command in Commands.CommandTable.Select(args.Length > 0 ? args[0] : null,
        [
            ("boot", () => new Commands.BootCommand(terminal).Create()),
            ("run", () => new Commands.RunCommand(terminal).Create()),
            ("dt", () => Commands.DtCommands.Create(terminal, args)),
            ("completions", () => new Commands.CompletionsCommand(terminal).Create()),
            ("explain", () => new Commands.ExplainCommand(terminal).Create()),
            ("conformance", () => new Commands.ConformanceCommands(terminal).Create()),
            ("fake", () => new Commands.FakeCommands(terminal).Create()),
            ("regs", () => new Commands.RegsCommands(terminal).Create()),
            ("status", () => new Commands.StatusCommand(terminal).Create()),
        ]))
        {
            root.Add(command);
        }
        return root;
    }

    private static void WriteUsageErrors(ParseResult parsed, Terminal terminal)
    {
        if (StrayOption(parsed) is { } stray)
        {
            terminal.Error.WriteLine($"ipa: there is no option '{ShownText.Escape(stray)}' (write -- before a file name that starts with a dash)");
        }
        else
        {
            foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            {
                terminal.Error.WriteLine("ipa: " + ShownText.Escape(message));
            }
        }
        string path = string.Join(' ', PathOf(parsed.CommandResult));
        terminal.Error.WriteLine($"ipa: '{path} --help' shows what can be written here");
    }

    /// <summary>An unknown option that was taken for a value; what follows <c>--</c> is never one.</summary>
    private static string? StrayOption(ParseResult parsed)
    {
        int end = parsed.Tokens.ToList().FindIndex(token => token.Type == TokenType.DoubleDash);
        IEnumerable<Token> tokens = end < 0 ? parsed.Tokens : parsed.Tokens.Take(end);
        return tokens.FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.Length > 1 && token.Value[0] == '-' && !char.IsDigit(token.Value[1]))?.Value;
    }

    private static IEnumerable<string> PathOf(CommandResult command)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = command; at is CommandResult each; at = at.Parent)
        {
            names.Push(each.Command is RootCommand ? "ipa" : each.Command.Name);
        }
        return names;
    }
}
