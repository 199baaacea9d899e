using System.CommandLine;
using System.Text;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt fmt</c>: lays out source; comments stay, the blob never changes.</summary>
internal sealed class DtFormatCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string[]> _files = new Argument<string[]>("FILE") { Description = "Source files to lay out in place; - reads standard input and prints.", Arity = ArgumentArity.OneOrMore }.Names(FileUse.Read);
    private readonly Option<bool> _check = new("--check") { Description = "Change nothing; name the files that would change, and exit with 1 if there are any." };

    public DtFormatCommand(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var command = new Command("fmt", "Lay out device tree source: tabs by depth, one statement per line; comments stay.") { _files, _check };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        bool onlyCheck = parsed.GetValue(_check);
        var findings = new Findings(_terminal, OutputFormat.Text);
        int different = 0;
        string[] files = parsed.GetValue(_files)!;
        using var progress = new ProgressLine(_terminal, onlyCheck ? "checking" : "formatting", files.Length);
        foreach (string path in files)
        {
            progress.Next(ShownPath.Of(path));
            InputFile file = InputFile.Read(path);
            if (file.Kind != FileKind.Source)
            {
                throw new CommandFailure(ExitCode.Findings, $"{file.Path} is not device tree source, so it has no layout");
            }
            SourceResult result = SourceFormatter.Format(new SourceFile(file.Path, file.Bytes));
            findings.Add(result.Diagnostics);
            if (result.Text is null)
            {
                continue;
            }
            byte[] formatted = Encoding.UTF8.GetBytes(result.Text);
            bool same = formatted.AsSpan().SequenceEqual(file.Bytes);
            different += same ? 0 : 1;
            if (onlyCheck)
            {
                if (!same)
                {
                    _terminal.Progress("");
                    _terminal.Out.WriteLine(ShownText.Escape(ShownPath.Of(file.Path)));
                }
            }
            else if (path == "-" || !same)
            {
                OutputFile.Write(path, formatted, _terminal, replacesInput: true);
            }
        }
        return findings.HasErrors || (onlyCheck && different > 0) ? ExitCode.Findings : ExitCode.Fine;
    }
}
