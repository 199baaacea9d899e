using System.CommandLine;
using System.Text;
using IpaEmbedded.Cli.Templates;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary>The group <c>ipa new</c>: beginnings of projects.</summary>
internal sealed class NewCommands(Terminal terminal)
{
    private readonly Argument<string> _name = new("VENDOR,THING") { Description = "What the driver's nodes are compatible with, such as bosch,bme280." };
    private readonly Option<string?> _output = new Option<string?>("--out", "-o", "--output") { Description = "The folder to write; a new one of the project's name if not given.", HelpName = "DIR" }.Names(FileUse.Directory);

    public Command Create()
    {
        var driver = new Command("driver", "Make a driver with its binding, a device tree, and a test that boots it without hardware.") { _name, _output };
        driver.Validators.Add(result =>
        {
            if (result.GetValue(_name) is { } name && DriverName.Parse(name) is null)
            {
                result.AddError($"'{name}' is no name for \"compatible\"; {DriverName.Form}");
            }
            if (result.GetValue(_output) is "")
            {
                result.AddError("--out takes the name of a folder");
            }
        });
        driver.SetAction(Run);
        return new Command("new", "Begin a project.") { driver };
    }

    private int Run(ParseResult parsed)
    {
        DriverName name = DriverName.Parse(parsed.GetValue(_name)!)!;
        string folder = parsed.GetValue(_output) ?? name.Project;
        (string Path, string Text)[] files = [.. DriverTemplate.Files(name).Select(file => (Path.Combine(folder, file.Path), file.Text))];
        if (files.Select(file => file.Path).FirstOrDefault(Path.Exists) is { } old)
        {
            throw new CommandFailure(ExitCode.Files, $"{old} is there already, and nothing was written; choose another folder with --out");
        }
        foreach ((string path, string text) in files)
        {
            OutputFile.CreateFolder(Path.GetDirectoryName(path)!);
            OutputFile.Write(path, Encoding.UTF8.GetBytes(text), flushes: false);
            if (terminal.IsVerbose)
            {
                terminal.Out.WriteLine(ShownText.Escape(ShownPath.Of(path)));
            }
        }
        if (!terminal.IsQuiet)
        {
            terminal.Out.WriteLine($"{name.Compatible}: {files.Length} files, its README says what is where");
            terminal.Out.WriteLine($"next: cd {Quoted(folder)} && dotnet test");
        }
        return ExitCode.Fine;
    }

    /// <summary>A path as a shell reads it.</summary>
    private static string Quoted(string path) => ShownText.Escape(path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_') ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'");
}
