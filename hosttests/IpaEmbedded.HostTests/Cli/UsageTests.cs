using System.CommandLine;
using IpaEmbedded.Cli;
using IpaEmbedded.Cli.Usage;

namespace IpaEmbedded.HostTests.Cli;

/// <summary>What is written wrong is said in one sentence, for every option of every command.</summary>
[TestClass]
public sealed class UsageTests
{
    // Options that take any text, besides names of files: what it means is known only when it is used.
    private static readonly string[] Free = ["--define", "--far", "--netns", "--node", "--port", "--press", "--step", "--target", "--tun", "--until"];

    [TestMethod]
    [DataRow(80)]
    [DataRow(60)]
    [DataRow(132)]
    public void No_page_of_the_help_is_wider_than_the_terminal(int columns)
    {
        var wide = new List<string>();
        foreach (CommandTree each in CommandTree.All)
        {
            using var page = new StringWriter { NewLine = "\n" };
            int exit = CommandLine.Run([.. each.Words, "--help"], new Terminal(page, TextWriter.Null, outColumns: columns));

            Assert.AreEqual(0, exit, each.ToString());
            Assert.Contains("Usage:\n", page.ToString());
            wide.AddRange(page.ToString().Split('\n').Where(line => line.Length > columns).Select(line => $"{each}: {line}"));
        }
        Assert.AreEqual("", string.Join('\n', wide));
    }

    [TestMethod]
    public void The_help_names_what_is_to_be_written_and_does_not_list_it()
    {
        foreach (CommandTree each in CommandTree.Groups)
        {
            string help = CommandRun.Of([.. each.Words, "--help"]).Out;
            foreach (Command below in each.Command.Subcommands)
            {
                string arguments = string.Concat(below.Arguments.Where(argument => !argument.Hidden).Select(argument => $" <{argument.Name}>"));
                Assert.Contains($"\n  {below.Name}{arguments}", help);
            }
        }
    }

    [TestMethod]
    public void The_help_is_80_columns_wide_where_nobody_knows_better()
    {
        string help = CommandRun.Of("boot", "--help").Out;

        Assert.IsTrue(help.Split('\n').Max(line => line.Length) is > 60 and <= 80, help);
        Assert.DoesNotContain("/h", help);
    }

    [TestMethod]
    public void Everything_that_can_be_written_is_described_in_a_sentence()
    {
        var wrong = new List<string>();
        foreach (CommandTree each in CommandTree.All)
        {
            wrong.AddRange(each.Command.Options.Cast<Symbol>().Concat(each.Command.Arguments).Append(each.Command)
                .Where(symbol => symbol.Description?.EndsWith('.') != true)
                .Select(symbol => $"{each}: {symbol.Name}: {symbol.Description}"));
            wrong.AddRange(each.Command.Options.Cast<Symbol>().Concat(each.Command.Arguments)
                .Where(symbol => FileNames.UseOf(symbol) == FileUse.None && NamesFile((symbol as Option)?.HelpName ?? symbol.Name))
                .Select(symbol => $"{each}: {symbol.Name} does not say what becomes of its file (FileNames.Names)"));
            wrong.AddRange(each.ValueOptions.Where(option => string.IsNullOrEmpty(option.HelpName)).Select(option => $"{each}: {option.Name} has no name for its value"));
        }
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void An_option_without_its_value_is_named_in_one_sentence() =>
        AssertRefused((leaf, option) => [.. leaf.Line(option), option.Name], option => $"ipa: {option.Name} needs a value: {option.HelpName}\n");

    [TestMethod]
    public void An_option_with_an_empty_value_is_named_in_one_sentence() =>
        AssertRefused((leaf, option) => [.. leaf.Line(option), option.Name, ""], option => $"ipa: {option.Name} needs a value: {option.HelpName}\n");

    [TestMethod]
    [DataRow("no such thing")]
    [DataRow("99999999999999999999999")]
    [DataRow("-7")]
    [DataRow("0x")]
    [DataRow("nan")]
    [DataRow("a\u001b[2J\nb")]
    public void An_option_with_a_wrong_value_is_named_in_one_sentence(string value) =>
        AssertRefused((leaf, option) => [.. leaf.Line(option), option.Name, value], option => "ipa: ", option => !Free.Contains(option.Name) && FileNames.UseOf(option) == FileUse.None);

    [TestMethod]
    public void An_option_of_one_value_that_is_given_twice_is_named_in_one_sentence() =>
        AssertRefused((leaf, option) => [.. leaf.Line(option), option.Name, "1", option.Name, "2"], option => $"ipa: {option.Name}", option => option.Arity.MaximumNumberOfValues == 1);

    [TestMethod]
    public void A_required_option_or_argument_that_is_missing_is_named()
    {
        var wrong = new List<string>();
        foreach (CommandTree leaf in CommandTree.Leaves)
        {
            foreach (Option option in leaf.Command.Options.Where(option => option.Required))
            {
                wrong.AddRange(Unless(CommandRun.Of([.. leaf.Line(option)]), $"ipa: {option.Name} {option.HelpName} is missing\nipa: '{leaf} --help' shows", leaf));
            }
            if (leaf.Command.Arguments.Any(argument => argument.Arity.MinimumNumberOfValues > 0))
            {
                wrong.AddRange(Unless(CommandRun.Of(leaf.Words), $"ipa: {leaf.Command.Arguments.First(argument => argument.Arity.MinimumNumberOfValues > 0).Name} is missing\n", leaf));
            }
        }
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void An_empty_argument_is_named()
    {
        IEnumerable<string> wrong = CommandTree.Leaves.Where(leaf => leaf.Command.Arguments.Count > 0)
            .SelectMany(leaf => Unless(CommandRun.Of([.. leaf.Words, "", .. leaf.Command.Arguments.Skip(1).Where(argument => argument.Arity.MinimumNumberOfValues > 0).Select(_ => "x"), .. leaf.Line().Skip(leaf.Words.Length).SkipWhile(word => !word.StartsWith("--", StringComparison.Ordinal))]),
                $"ipa: {leaf.Command.Arguments[0].Name} is empty\n", leaf));

        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    public void A_word_that_is_no_command_is_answered_with_the_one_that_was_meant()
    {
        var wrong = new List<string>();
        foreach (CommandTree group in CommandTree.Groups)
        {
            string name = group.Command.Subcommands[0].Name;
            string misspelt = name[..1] + name[2..];
            foreach (string[] more in (string[][])[[], ["--help"]])
            {
                wrong.AddRange(Unless(CommandRun.Of([.. group.Words, misspelt, .. more]), $"ipa: there is no command '{misspelt}'; did you mean {name}", group));
                wrong.AddRange(Unless(CommandRun.Of([.. group.Words, "qqqqqqqq", .. more]), $"ipa: there is no command 'qqqqqqqq'; there are {name}", group));
            }
            // 'ipa faults' alone lists.
            if (group.Path is not ("" or "faults"))
            {
                wrong.AddRange(Unless(CommandRun.Of(group.Words), $"ipa: '{group}' needs a command: {name}", group));
            }
        }
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    [TestMethod]
    [DataRow("ipa: there is no command 'bot'; did you mean boot?", "bot")]
    [DataRow("ipa: there is no command 'staus'; did you mean status?", "staus")]
    [DataRow("ipa: there is no option '--captrue'; did you mean --capture? (write -- before a file name that starts with a dash)", "boot", "--captrue", "x")]
    [DataRow("ipa: --for takes a number, not 'abc'", "run", "--tun", "x", "--for", "abc")]
    [DataRow("ipa: --for takes seconds, more than 0 and at most 86400", "run", "--tun", "x", "--for", "nan")]
    [DataRow("ipa: --seed takes a whole number from 0 to 4294967295, not 'x'", "boot", "--seed", "x")]
    [DataRow("ipa: --color takes auto, always or never, not 'red'", "boot", "--color", "red")]
    [DataRow("ipa: 'y' is one value too many for 'ipa dt dump'", "dt", "dump", "x", "y")]
    public void The_sentence_says_what_is_taken(string sentence, params string[] args) => Assert.StartsWith(sentence + "\n", CommandRun.Of(args).Error);

    [TestMethod]
    [DataRow("/?")]
    [DataRow("/h")]
    public void A_file_with_the_name_of_another_systems_switch_is_a_file(string name)
    {
        CommandRun run = CommandRun.Of("boot", name);

        Assert.AreEqual($"exit 3\nipa: cannot read {name}: there is no such file\n", run.ToString());
    }

    private static bool NamesFile(string name) => new[] { "FILE", "DIR", "OUT", "IN.", "TREE", "BASE", "OVERLAY" }.Any(part => name.StartsWith(part, StringComparison.Ordinal));

    private static void AssertRefused(Func<CommandTree, Option, string[]> line, Func<Option, string> sentence, Func<Option, bool>? which = null)
    {
        var wrong = new List<string>();
        foreach (CommandTree leaf in CommandTree.Leaves)
        {
            foreach (Option option in leaf.ValueOptions.Where(option => which?.Invoke(option) != false))
            {
                wrong.AddRange(Unless(CommandRun.Of(line(leaf, option)), sentence(option), leaf, option.Name));
            }
        }
        Assert.AreEqual("", string.Join('\n', wrong));
    }

    /// <summary>What is not as it should be: exit code 2, nothing on standard output, the sentence and where to read more.</summary>
    private static IEnumerable<string> Unless(CommandRun run, string start, CommandTree command, string option = "")
    {
        string[] lines = run.Error.Split('\n');
        bool isRight = run.ExitCode == ExitCode.Usage && run.Out.Length == 0 && run.Error.StartsWith(start, StringComparison.Ordinal) && (option.Length == 0 || lines.Length == 3)
            && lines[^2] == $"ipa: '{command} --help' shows what can be written here".Replace("'ipa  ", "'ipa ", StringComparison.Ordinal);
        return isRight ? [] : [$"{command} {option}: {run}"];
    }
}
