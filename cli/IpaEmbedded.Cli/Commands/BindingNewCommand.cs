using System.CommandLine;
using System.Text;
using IpaEmbedded.Cli.Templates;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa binding new</c>: the beginning of a binding, which <c>ipa binding check</c> finds nothing in.</summary>
internal sealed class BindingNewCommand(Terminal terminal)
{
    private readonly Argument<string> _name = new("COMPATIBLE") { Description = "What the nodes are compatible with, such as bosch,bme280." };
    private readonly Option<string> _output = new Option<string>("--out", "-o") { Description = "The folder to write it into; in a checkout its $id follows from that.", HelpName = "DIR", DefaultValueFactory = _ => "." }.Names(FileUse.Directory);

    public Command Create()
    {
        var command = new Command("new", "Begin a binding: a file with an example, to be filled in.") { _name, _output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_name) is { } name && DriverName.Parse(name) is null)
            {
                result.AddError($"'{name}' is no name for \"compatible\"; {DriverName.Form}");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        DriverName name = DriverName.Parse(parsed.GetValue(_name)!)!;
        string folder = parsed.GetValue(_output)!;
        string path = folder == "." ? name.Compatible + ".yaml" : Path.Combine(folder, name.Compatible + ".yaml");
        if (Path.Exists(path))
        {
            throw new CommandFailure(ExitCode.Files, $"{path} is there already, and nothing was written; choose another folder with --out");
        }
        OutputFile.CreateFolder(folder);
        OutputFile.Write(path, Encoding.UTF8.GetBytes(DriverTemplate.Binding(name, BindingRoots.PathBelow(path) ?? name.Compatible + ".yaml")), flushes: false);
        if (!terminal.IsQuiet)
        {
            terminal.Out.WriteLine($"{ShownText.Escape(ShownPath.Of(path))}: written");
            terminal.Out.WriteLine($"next: ipa binding check {ShownText.Escape(ShownPath.Of(path))}");
        }
        return ExitCode.Fine;
    }
}
