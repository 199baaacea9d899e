using System.CommandLine;
using System.Globalization;
using System.Text;

namespace IpaEmbedded.Cli.Usage;

/// <summary>The manual page of a command, from the same descriptions as its help.</summary>
internal sealed class ManPage
{
    private readonly Command[] _path;
    private readonly StringBuilder _text = new();

    private ManPage(Command[] path)
    {
        _path = path;
    }

    private Command Command => _path[^1];

    private string Words => string.Join(' ', _path.Select(NameOf));

    /// <summary>Name of the page: <c>ipa-dt-build</c>.</summary>
    public static string NameOf(IEnumerable<Command> path) => string.Join('-', path.Select(NameOf));

    /// <summary>The page of the last command of a path that begins with the root.</summary>
    public static string Write(Command[] path) => new ManPage(path).Write();

    /// <summary>The command that words name, with those above it; null if there is none.</summary>
    public static Command[]? Find(RootCommand root, IEnumerable<string> words)
    {
        var path = new List<Command> { root };
        foreach (string word in words)
        {
            if (path[^1].Subcommands.FirstOrDefault(each => each.Name == word) is not { } next)
            {
                return null;
            }
            path.Add(next);
        }
        return [.. path];
    }

    /// <summary>A command and all below it, each with those above it.</summary>
    public static IEnumerable<Command[]> Below(Command[] path) =>
        path[^1].Subcommands.Where(each => !each.Hidden).SelectMany(each => Below([.. path, each])).Prepend(path);

    private static string NameOf(Command command) => command is RootCommand ? "ipa" : command.Name;

    private string Write()
    {
        string version = typeof(ManPage).Assembly.GetName().Version!.ToString(3);
        Line($".TH \"{RoffText.Of(NameOf(_path).ToUpperInvariant())}\" 1 \"\" \"ipa {version}\" \"ipa manual\"");
        Section("NAME");
        Line($"{RoffText.Of(NameOf(_path))} \\- {RoffText.Of((Command.Description ?? "").TrimEnd('.'))}");
        Section("SYNOPSIS");
        Line(Synopsis());
        if (Command.Arguments.Count > 0)
        {
            Section("ARGUMENTS");
            foreach (Argument argument in Command.Arguments)
            {
                Item(RoffText.Italic(argument.HelpName ?? argument.Name), argument.Description);
            }
        }
        if (Command.Subcommands.Count > 0)
        {
            Section("COMMANDS");
            foreach (Command each in Command.Subcommands.Where(each => !each.Hidden))
            {
                Item($"{RoffText.Bold(NameOf([.. _path, each]))}(1)", each.Description);
            }
        }
        Options("OPTIONS", _path.Length == 1 ? [] : Command.Options);
        Options(_path.Length == 1 ? "OPTIONS" : "OPTIONS OF EVERY COMMAND", _path[0].Options);
        Section("EXIT STATUS");
        foreach ((int code, string meaning) in ExitCode.All)
        {
            Item(RoffText.Bold(code.ToString(CultureInfo.InvariantCulture)), meaning);
        }
        if (_path.Length > 1)
        {
            Section("SEE ALSO");
            Line(string.Join(", ", Related().Select(path => $"{RoffText.Bold(NameOf(path))}(1)")));
        }
        return _text.ToString();
    }

    private string Synopsis()
    {
        IEnumerable<string> required = Command.Options.Where(option => option.Required).Select(option => $"{RoffText.Bold(option.Name)} {RoffText.Italic(option.HelpName ?? "VALUE")}");
        IEnumerable<string> arguments = Command.Arguments.Select(argument =>
        {
            string name = RoffText.Italic(argument.HelpName ?? argument.Name) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : "");
            return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
        });
        string commands = Command.Subcommands.Count > 0 ? RoffText.Italic("COMMAND") : "";
        return string.Join(' ', ((string[])[RoffText.Bold(Words), $"[{RoffText.Italic("OPTION")}]...", .. required, .. arguments, commands]).Where(part => part.Length > 0));
    }

    private void Options(string heading, IEnumerable<Option> options)
    {
        Option[] shown = [.. options.Where(option => !option.Hidden)];
        if (shown.Length == 0)
        {
            return;
        }
        Section(heading);
        foreach (Option option in shown)
        {
            string names = string.Join(", ", option.Aliases.Where(alias => alias != option.Name).Prepend(option.Name).Select(RoffText.Bold));
            string value = option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool) ? " " + RoffText.Italic(option.HelpName ?? "VALUE") : "";
            Item(names + value, option.Description, DefaultOf(option));
        }
    }

    private static string DefaultOf(Option option) => option.HasDefaultValue && option.GetDefaultValue() is string or int or uint or double
        ? $" Default: {Convert.ToString(option.GetDefaultValue(), CultureInfo.InvariantCulture)}."
        : "";

    /// <summary>The command above and those beside and below.</summary>
    private IEnumerable<Command[]> Related() =>
        Command.Subcommands.Where(each => !each.Hidden).Select(each => (Command[])[.. _path, each])
            .Concat(_path.Length > 2 ? _path[^2].Subcommands.Where(each => !each.Hidden && each != Command).Select(each => (Command[])[.. _path[..^1], each]) : [])
            .Prepend(_path[..^1]);

    private void Section(string name) => Line($".SH {name}");

    private void Item(string tag, string? description, string more = "")
    {
        Line(".TP");
        Line(tag);
        Line(RoffText.Of((description ?? "") + more));
    }

    private void Line(string text) => _text.Append(text).Append('\n');
}
