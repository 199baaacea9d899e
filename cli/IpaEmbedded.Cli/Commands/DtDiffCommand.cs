using System.CommandLine;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt diff</c>: what changed between two trees, by node and property, whatever the order and the form.</summary>
internal sealed class DtDiffCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _before = CommandOptions.Input("A", "The tree before, source or blob; - is standard input.");
    private readonly Argument<string> _after = CommandOptions.Input("B", "The tree after, source or blob.");
    private readonly CompileSwitches _switches = new();
    private readonly Option<bool> _phandles = new("--phandles") { Description = "Compare and show references as the numbers that they are, not by the node that they refer to." };
    private readonly Option<bool> _json = CommandOptions.Json();

    public DtDiffCommand(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var command = new Command("diff", "Compare two trees by node and property; exits with 1 if they differ.") { _before, _after, _phandles, _json };
        _switches.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var findings = new Findings(_terminal, parsed.GetValue(_json) ? OutputFormat.Json : OutputFormat.Text);
        CompileOptions options = _switches.Of(parsed);
        TreeFile before = TreeFile.Load(parsed.GetValue(_before)!, options);
        TreeFile after = TreeFile.Load(parsed.GetValue(_after)!, options);
        // The two trees are not validated here: only what keeps one from being read is of interest.
        findings.Add(before.Diagnostics.Concat(after.Diagnostics).Where(diagnostic => diagnostic.IsError));
        if (before.Tree is null || after.Tree is null)
        {
            findings.Finish();
            return ExitCode.Findings;
        }
        IReadOnlyList<TreeChange> changes = TreeDiff.Compare(before.Tree, after.Tree, parsed.GetValue(_phandles));
        if (findings.IsJson)
        {
            findings.Finish(json =>
            {
                json.WriteStartArray("changes");
                foreach (TreeChange change in changes)
                {
                    json.WriteStartObject();
                    json.WriteString("kind", change.Kind switch { TreeChangeKind.Added => "added", TreeChangeKind.Removed => "removed", _ => "changed" });
                    json.WriteString("node", change.NodePath);
                    json.WriteString("property", change.Property);
                    json.WriteString("before", change.Before);
                    json.WriteString("after", change.After);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
        }
        else
        {
            foreach (TreeChange change in changes)
            {
                _terminal.Out.WriteLine(ShownText.Escape(change.ToString()));
            }
        }
        return changes.Count == 0 ? ExitCode.Fine : ExitCode.Findings;
    }
}
