using System.CommandLine;
using System.CommandLine.Parsing;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Usage;

/// <summary>What is wrong with a command line, in sentences of our own that name the option and what it takes.</summary>
internal static class UsageErrors
{
    /// <summary>Parses a command line. Rules over several values are asked when each value by itself is right.</summary>
    public static ParseResult Parse(RootCommand root, IReadOnlyList<string> args, out IReadOnlyList<string> errors)
    {
        var rules = new Dictionary<Command, Action<CommandResult>[]>();
        TakeRules(root, rules);
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var found = new List<string>(Of(parsed));
        if (found.Count == 0 && !IsQuestion(parsed))
        {
            foreach (Action<CommandResult> rule in rules.GetValueOrDefault(parsed.CommandResult.Command, []))
            {
                rule(parsed.CommandResult);
            }
            found.AddRange(parsed.CommandResult.Errors.Select(error => error.Message).Distinct());
        }
        errors = [.. found.Select(message => ShownText.Escape(message.ReplaceLineEndings(" ")))];
        return parsed;
    }

    /// <summary>The name of a command as it is typed: <c>ipa dt build</c>.</summary>
    public static string PathOf(CommandResult command)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = command; at is CommandResult each; at = at.Parent)
        {
            names.Push(each.Command is RootCommand ? "ipa" : each.Command.Name);
        }
        return string.Join(' ', names);
    }

    /// <summary>Nothing is done, so that nothing need be whole.</summary>
    private static bool IsQuestion(ParseResult parsed) => parsed.Action is System.CommandLine.Help.HelpAction;

    private static void TakeRules(Command command, Dictionary<Command, Action<CommandResult>[]> rules)
    {
        rules.Add(command, [.. command.Validators]);
        command.Validators.Clear();
        foreach (Command each in command.Subcommands)
        {
            TakeRules(each, rules);
        }
    }

    private static IEnumerable<string> Of(ParseResult parsed)
    {
        if (StrayOption(parsed) is { } stray)
        {
            IEnumerable<string> names = OptionsOf(parsed.CommandResult).SelectMany(option => option.Aliases.Prepend(option.Name)).Where(name => name.Length > 2);
            return [$"there is no option '{stray}'{Hint(stray, names)} (write -- before a file name that starts with a dash)"];
        }
        Command command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0)
        {
            string word = parsed.UnmatchedTokens[0];
            return [$"there is no command '{word}'; {Suggestion.Of(word, NamesBelow(command)) ?? "there are " + string.Join(", ", NamesBelow(command))}"];
        }
        if (parsed.UnmatchedTokens.Count > 0)
        {
            return [$"'{parsed.UnmatchedTokens[0]}' is one value too many for '{PathOf(parsed.CommandResult)}'"];
        }
        if (IsQuestion(parsed))
        {
            return [];
        }
        if (command.Subcommands.Count > 0 && parsed.Errors.Count > 0)
        {
            return [$"'{PathOf(parsed.CommandResult)}' needs a command: {string.Join(", ", NamesBelow(command))}"];
        }
        string[] errors = [.. Missing(parsed).Concat(parsed.Errors.Select(Sentence).OfType<string>()).Concat(Empty(parsed)).Distinct()];
        return errors.Length > 0 ? errors : parsed.Errors.Select(error => error.Message);
    }

    /// <summary>What must be given and is not.</summary>
    private static IEnumerable<string> Missing(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        foreach (Argument argument in command.Arguments)
        {
            if (argument.Arity.MinimumNumberOfValues > (parsed.GetResult(argument)?.Tokens.Count ?? 0))
            {
                yield return $"{argument.HelpName ?? argument.Name} is missing";
            }
        }
        foreach (Option option in command.Options)
        {
            if (option.Required && parsed.GetResult(option) is null or { Implicit: true })
            {
                yield return $"{option.Name} {option.HelpName} is missing";
            }
        }
    }

    /// <summary>The sentence for what the parser refuses; null if another one says it.</summary>
    private static string? Sentence(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Implicit: true } => null,
        OptionResult { Option: var option, Tokens: var tokens } result when tokens.Count < option.Arity.MinimumNumberOfValues * Math.Max(1, result.IdentifierTokenCount) =>
            $"{option.Name} needs a value: {option.HelpName}",
        OptionResult { Option: var option, IdentifierTokenCount: > 1 } when option.Arity.MaximumNumberOfValues == 1 => $"{option.Name} takes one value, and was given more than once",
        OptionResult { Option: var option, Tokens: [{ Value: var value }, ..] } when NumberName(option.ValueType) is { } kind && error.Message.StartsWith("Cannot parse", StringComparison.Ordinal) =>
            value.Length == 0 ? null : $"{option.Name} takes {kind}, not '{value}'",
        OptionResult or ArgumentResult { Parent: not OptionResult, Tokens.Count: > 0 } => error.Message,
        _ => null,
    };

    private static IEnumerable<string> Empty(ParseResult parsed)
    {
        foreach (Option option in OptionsOf(parsed.CommandResult).Where(option => HasEmpty(parsed.GetResult(option))))
        {
            yield return $"{option.Name} needs a value: {option.HelpName}";
        }
        foreach (Argument argument in parsed.CommandResult.Command.Arguments.Where(argument => HasEmpty(parsed.GetResult(argument))))
        {
            yield return $"{argument.HelpName ?? argument.Name} is empty";
        }

        static bool HasEmpty(SymbolResult? result) => result?.Tokens.Any(token => token.Value.Length == 0) == true;
    }

    private static string? NumberName(Type type)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare == typeof(uint) ? $"a whole number from 0 to {uint.MaxValue}"
            : bare == typeof(int) || bare == typeof(long) || bare == typeof(ulong) ? "a whole number"
            : bare == typeof(double) ? "a number"
            : bare == typeof(bool) ? "nothing, true or false"
            : null;
    }

    private static string Hint(string word, IEnumerable<string> names) => Suggestion.Of(word, names) is { } question ? "; " + question : "";

    private static IEnumerable<string> NamesBelow(Command command) => command.Subcommands.Where(each => !each.Hidden).Select(each => each.Name);

    private static IEnumerable<Option> OptionsOf(CommandResult command)
    {
        for (SymbolResult? at = command; at is CommandResult each; at = at.Parent)
        {
            foreach (Option option in each.Command.Options.Where(option => each == command || option.Recursive))
            {
                yield return option;
            }
        }
    }

    /// <summary>An unknown option that was taken for a value; what follows <c>--</c> is never one.</summary>
    private static string? StrayOption(ParseResult parsed)
    {
        int end = parsed.Tokens.ToList().FindIndex(token => token.Type == TokenType.DoubleDash);
        IEnumerable<Token> tokens = end < 0 ? parsed.Tokens : parsed.Tokens.Take(end);
        return tokens.FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.Length > 1 && token.Value[0] == '-' && !char.IsDigit(token.Value[1]))?.Value;
    }
}
