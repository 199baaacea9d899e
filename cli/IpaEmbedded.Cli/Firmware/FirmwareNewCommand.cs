using System.CommandLine;
using System.Text;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.Cli.Firmware;

/// <summary><c>ipa firmware new</c>: the beginning of an application for a board.</summary>
internal sealed class FirmwareNewCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the application: letters, digits, dots, dashes and underscores." };
    private readonly Option<string?> _board = new("--board", "-b") { Description = $"The board: {FirmwareTemplate.BoardList}; without it {FirmwareTemplate.DefaultBoard}." };
    private readonly Option<string?> _output = new Option<string?>("--out", "-o", "--output") { Description = "The folder to write; a new one of the application's name if not given.", HelpName = "DIR" }.Names(FileUse.Directory);

    public FirmwareNewCommand(Terminal terminal)
    {
        _terminal = terminal;
        _board.Take([.. FirmwareTemplate.Boards]);
    }

    public Command Create()
    {
        var command = new Command("new", "Make an application with its device tree: a LED that blinks, on whichever pin the board has it.") { _name, _board, _output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_name) is { Length: > 0 } name && !FirmwareTemplate.IsName(name))
            {
                result.AddError($"'{name}' is no name for an application: write a letter, then letters, digits, dots, dashes or underscores");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string name = parsed.GetValue(_name)!;
        string folder = parsed.GetValue(_output) ?? name;
        (string Path, string Text)[] files = [.. FirmwareTemplate.Files(name, parsed.GetValue(_board) ?? FirmwareTemplate.DefaultBoard).Select(file => (Path.Combine(folder, file.Path), file.Text))];
        if (files.Select(file => file.Path).FirstOrDefault(Path.Exists) is { } old)
        {
            throw new CommandFailure(ExitCode.Files, $"{old} is there already, and nothing was written; choose another folder with --out");
        }
        OutputFile.CreateFolder(folder);
        foreach ((string path, string text) in files)
        {
            OutputFile.Write(path, Encoding.UTF8.GetBytes(text), flushes: false);
        }
        if (!_terminal.IsQuiet)
        {
            _terminal.Out.WriteLine(ShownText.Escape($"{ShownPath.Of(folder)}: {files.Length} files, its README says what is where"));
            _terminal.Out.WriteLine(ShownText.Escape($"next: ipa firmware build {ShownPath.Of(folder)}"));
        }
        return ExitCode.Fine;
    }
}
