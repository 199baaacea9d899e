using System.CommandLine;
using IpaEmbedded.Cli.Explain;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa explain</c>: what a finding means, with an example that is wrong and one that is right.</summary>
internal sealed class ExplainCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string?> _id = new("ID") { HelpName = "ID", Description = "Id of a finding (DT2007) or name of a check (unit_address_vs_reg); without it all are listed.", Arity = ArgumentArity.ZeroOrOne };

    public ExplainCommand(Terminal terminal)
    {
        _terminal = terminal;
        _id.CompletionSources.Add(_ => ExplainPages.All.Select(page => new System.CommandLine.Completions.CompletionItem(page.Id)));
    }

    public Command Create()
    {
        var command = new Command("explain", "Say what a finding means, with a wrong and a right example.") { _id };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_id) is not { } id)
        {
            var table = new TextTable("id", "what it says (the name of its check)");
            foreach (ExplainPage each in ExplainPages.All)
            {
                string check = CheckOf(each)?.Name is { } name ? $" ({name})" : "";
                table.Add(each.Id, each.Title + check);
            }
            table.WriteTo(_terminal.Out, "", _terminal);
            return ExitCode.Fine;
        }
        ExplainPage page = ExplainPages.Find(id) ?? throw new CommandFailure(ExitCode.Usage, $"no finding has the id '{id}'; 'ipa explain' lists all");
        _terminal.Out.WriteLine($"{Bold(page.Id + ": " + page.Title)}");
        _terminal.Out.WriteLine();
        _terminal.Out.WriteLine(page.Text);
        if (CheckOf(page) is { } check2)
        {
            string level = check2.DefaultSeverity is { } severity ? "reports " + DiagnosticText.SeverityName(severity) + "s" : "is off";
            _terminal.Out.WriteLine();
            _terminal.Out.WriteLine($"The check is called {check2.Name}{(check2.IsDtc ? ", as in dtc" : "")}, and {level} unless -W or -E say otherwise.");
        }
        foreach (PageExample example in page.Examples)
        {
            _terminal.Out.WriteLine();
            _terminal.Out.WriteLine(Bold(example.Verdict switch
            {
                ExampleVerdict.Wrong => $"Wrong{Describe(example)}:",
                ExampleVerdict.Right => $"Right{Describe(example)}:",
                _ => $"With{Describe(example)}:",
            }));
            foreach (string line in example.Text.TrimEnd('\n').Split('\n'))
            {
                _terminal.Out.WriteLine(line.Length == 0 ? "" : "    " + line);
            }
        }
        return ExitCode.Fine;
    }

    private static string Describe(PageExample example)
    {
        string what = example.Language switch
        {
            "dtb" => "the words of a blob",
            "overlay" => "an overlay",
            "yaml" or "check" => "a binding",
            "board" => "a board",
            "registers" => "accesses of a driver",
            "bindings" => "a directory of bindings",
            _ => example.Verdict == ExampleVerdict.Shared ? "a tree" : "",
        };
        string switches = string.Join(' ', example.Switches.Where(each => each.StartsWith('-')));
        string text = (what.Length == 0 ? "" : (example.Verdict == ExampleVerdict.Shared ? " " : ", ") + what) + (switches.Length == 0 ? "" : $" ({switches})");
        return text + (example.Switches.Contains("no-newline") ? " (without a line end at the end)" : "");
    }

    private static TreeCheck? CheckOf(ExplainPage page) => CheckTable.All.FirstOrDefault(check => check.Id == page.Id);

    private string Bold(string text) => _terminal.OutHasColor ? $"\u001b[1m{text}\u001b[0m" : text;
}
