using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IpaEmbedded.Cli.Usage;

/// <summary>What can stand where the cursor is: words, and whether a file or directory can.</summary>
internal sealed partial class Completion
{
    /// <summary>The line that asks the shell for its own files.</summary>
    public const string Files = ":files";

    /// <summary>The line that asks the shell for its own directories.</summary>
    public const string Directories = ":directories";

    private readonly Command _command;
    private readonly ParseResult _before;
    private readonly string _word;
    private readonly string _previous;

    private Completion(RootCommand root, string line)
    {
        bool isNewWord = line.Length == 0 || char.IsWhiteSpace(line[^1]);
        string[] words = [.. CommandLineParser.SplitCommandLine(line).Skip(1)];
        _word = isNewWord || words.Length == 0 ? "" : words[^1];
        string[] before = isNewWord || words.Length == 0 ? words : words[..^1];
        _previous = before.Length > 0 ? before[^1] : "";
        foreach (Command command in Below(root))
        {
            command.Validators.Clear();
        }
        _before = root.Parse(before, new ParserConfiguration { ResponseFileTokenReplacer = null });
        _command = _before.CommandResult.Command;
    }

    /// <summary>The lines for a shell that asks with <c>[suggest:POSITION] LINE</c>; null if the arguments do not ask.</summary>
    public static IEnumerable<string>? Asked(string[] args, Func<RootCommand> root) =>
        args.Length == 2 && Question().Match(args[0]) is { Success: true } match
            ? new Completion(root(), args[1][..Math.Min(args[1].Length, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))]).Lines()
            : null;

    private IEnumerable<string> Lines()
    {
        if (ValueOption() is { } option)
        {
            return Values(option, option.CompletionSources);
        }
        if (_word.StartsWith('-'))
        {
            return OptionNames();
        }
        string[] lines = [.. Words(_command.Subcommands.Where(each => !each.Hidden).Select(each => each.Name))];
        Argument? argument = _command.Arguments.FirstOrDefault(each => (_before.GetResult(each)?.Tokens.Count ?? 0) < each.Arity.MaximumNumberOfValues);
        lines = argument is null ? lines : [.. lines, .. Values(argument, argument.CompletionSources)];
        // Where nothing else can stand, an option can.
        return lines.Length > 0 || _word.Length > 0 ? lines : OptionNames();
    }

    /// <summary>The option whose value the word is; null if it is none's.</summary>
    private Option? ValueOption()
    {
        Option? option = Options().FirstOrDefault(each => each.Name == _previous || each.Aliases.Contains(_previous));
        return option is { Arity.MaximumNumberOfValues: > 0 } && option.ValueType != typeof(bool) ? option : null;
    }

    private IEnumerable<Option> Options() => _command.Options.Concat(_before.RootCommandResult.Command.Options).Where(option => !option.Hidden).Distinct();

    private IEnumerable<string> OptionNames() => Words(Options().SelectMany(option => option.Aliases.Prepend(option.Name)).Where(name => name != "-?"));

    private IEnumerable<string> Values(Symbol symbol, IEnumerable<Func<CompletionContext, IEnumerable<CompletionItem>>> sources)
    {
        IEnumerable<string> words = Words(sources.SelectMany(source => source(_before.GetCompletionContext())).Select(item => item.InsertText ?? item.Label));
        return FileNames.UseOf(symbol) switch
        {
            FileUse.Read or FileUse.Written => words.Append(Files),
            FileUse.Directory => words.Append(Directories),
            _ => words,
        };
    }

    private IEnumerable<string> Words(IEnumerable<string> words) => words.Where(word => word.StartsWith(_word, StringComparison.OrdinalIgnoreCase)).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<Command> Below(Command command) => command.Subcommands.SelectMany(Below).Prepend(command);

    [GeneratedRegex(@"^\[suggest:(\d{1,6})\]$")]
    private static partial Regex Question();
}
