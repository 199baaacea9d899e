using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using IpaEmbedded.Cli.Commands;
using IpaEmbedded.Cli.Usage;

namespace IpaEmbedded.Cli.Desk;

/// <summary>The switches that say what the world around a board without an IPA does.</summary>
internal sealed class DeskSwitches
{
    // Keys of the command line are pressed one after the other, the first one when the board is up.
    private const long FirstPress = 500_000;

    private readonly bool _runs;
    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Of a board without an IPA: what a simulated chip senses from the start, in the unit of the value; may be given several times.",
        HelpName = "CHIP.VALUE=NUMBER",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string[]> _press = new("--press")
    {
        Description = "Of a board without an IPA: press a key for 100 ms, half a second after the start or after the one before; by label, node, alias or name of its code.",
        HelpName = "KEY",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string?> _stimuli = new Option<string?>("--stimuli")
    {
        Description = "Of a board without an IPA: what happens around it, a line each: a time in seconds, then 'set CHIP.VALUE=NUMBER', 'press KEY', 'release KEY' or 'drive CONTROLLER.PIN=high|low|open'.",
        HelpName = "FILE",
    }.Names(FileUse.Read);

    /// <param name="runs">Whether time passes, so that keys can be pressed.</param>
    public DeskSwitches(bool runs) => _runs = runs;

    public void AddTo(Command command)
    {
        command.Add(_set);
        if (_runs)
        {
            command.Add(_press);
            command.Add(_stimuli);
        }
        command.Validators.Add(result =>
        {
            if (result.GetValue(_set)!.FirstOrDefault(text => text.Length > 0 && StimulusReader.WhyNoValue(text) is not null) is { } wrong)
            {
                result.AddError("--set " + StimulusReader.WhyNoValue(wrong));
            }
        });
    }

    /// <summary>Whether one of these switches is on the command line.</summary>
    public bool IsAsked(CommandResult result) => FirstAsked(result) is not null;

    /// <summary>Refuses these switches for a board that has an IPA.</summary>
    /// <exception cref="CommandFailure">One of them is on the command line.</exception>
    public void RefuseFor(LoadedTree tree, CommandResult result)
    {
        if (FirstAsked(result) is { } asked)
        {
            throw new CommandFailure(ExitCode.Usage, $"{asked.Name} is for boards without an IPA, and {ShownPath.Of(tree.File.Path)} has one");
        }
    }

    /// <summary>What was asked for, in the order of time.</summary>
    /// <exception cref="CommandFailure">The board has no such thing, or the file cannot be read.</exception>
    public IReadOnlyList<Stimulus> Read(ParseResult parsed, DeskNames names)
    {
        var reader = new StimulusReader(names);
        IEnumerable<Stimulus> all = parsed.GetValue(_set)!.Select(text => Told("--set", () => reader.Set(0, text)));
        if (_runs)
        {
            all = all.Concat(parsed.GetValue(_press)!.SelectMany((name, index) => Told("--press", () => reader.Press(FirstPress * (index + 1), name))));
        }
        if (_runs && parsed.GetValue(_stimuli) is { } path)
        {
            string text = Encoding.UTF8.GetString(InputFile.Read(path).Bytes);
            all = all.Concat(Told(null, () => reader.ReadFile(text), path + ":"));
        }
        return [.. all.OrderBy(stimulus => stimulus.Microseconds)];
    }

    private Option? FirstAsked(CommandResult result) => ((Option[])[_set, _press, _stimuli]).FirstOrDefault(option => result.GetResult(option) is { Implicit: false });

    private static T Told<T>(string? option, Func<T> read, string place = "")
    {
        try
        {
            return read();
        }
        catch (DeskException e)
        {
            throw new CommandFailure(ExitCode.Usage, option is null ? place + e.Message : $"{option}: {e.Message}");
        }
    }
}
