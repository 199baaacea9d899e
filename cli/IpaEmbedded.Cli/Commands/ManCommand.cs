using System.CommandLine;
using System.Text;
using IpaEmbedded.Cli.Usage;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa man</c>: manual pages, from the descriptions that the help shows.</summary>
internal sealed class ManCommand(Terminal terminal)
{
    private readonly Argument<string[]> _command = new("COMMAND") { Description = "Words of the command, such as dt build; none for ipa itself.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _output = new Option<string?>("--out", "-o", "--output") { Description = "Write the page, and those of the commands below, as files into this folder.", HelpName = "DIR" }.Names(FileUse.Directory);
    private readonly Lazy<RootCommand> _tree = new(() => CommandLine.Tree(terminal));

    public Command Create()
    {
        var command = new Command("man", "Print the manual page of a command, for man -l -, or write all pages into a folder.") { _command, _output };
        command.Validators.Add(result =>
        {
            string[] words = result.GetValue(_command) ?? [];
            if (ManPage.Find(_tree.Value, words) is null)
            {
                result.AddError($"there is no command '{string.Join(' ', words)}'");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        Command[] path = ManPage.Find(_tree.Value, parsed.GetValue(_command) ?? [])!;
        if (parsed.GetValue(_output) is not { } folder)
        {
            terminal.Out.Write(ManPage.Write(path));
            return ExitCode.Fine;
        }
        OutputFile.CreateFolder(folder);
        int pages = 0;
        foreach (Command[] each in ManPage.Below(path))
        {
            OutputFile.Write(Path.Combine(folder, ManPage.NameOf(each) + ".1"), Encoding.UTF8.GetBytes(ManPage.Write(each)), flushes: false);
            pages++;
        }
        if (!terminal.IsQuiet)
        {
            terminal.Out.WriteLine($"{pages} pages in {DeviceTree.ShownText.Escape(ShownPath.Of(folder))}");
        }
        return ExitCode.Fine;
    }
}
