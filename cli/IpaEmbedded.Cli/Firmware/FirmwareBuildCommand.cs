using System.CommandLine;
using IpaEmbedded.Cli.Commands;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.NanoBuild;

namespace IpaEmbedded.Cli.Firmware;

/// <summary><c>ipa firmware build</c>: sources to what a board is flashed with.</summary>
internal sealed class FirmwareBuildCommand
{
    private static readonly (string Name, FirmwareVariant Variant)[] Variants =
        [("ipa-simulated", FirmwareVariant.IpaSimulated), ("ipa-hardware", FirmwareVariant.IpaHardware), ("app", FirmwareVariant.Application)];

    private readonly Terminal _terminal;
    private readonly TreeInput _input;
    private readonly Argument<string?> _application = new Argument<string?>("APP")
    {
        Description = "An application of your own: a folder with .cs files and a .dts, or one .cs file. Without it the IPA's.",
        Arity = ArgumentArity.ZeroOrOne,
    }.Names(FileUse.Read);
    private readonly Option<string?> _board = new Option<string?>("--board", "-b")
    {
        Description = "The board's device tree, or the name of one of our boards; without it the .dts of the application, or the variant's own.",
        HelpName = "TREE",
    }.Names(FileUse.Read);
    private readonly Option<string?> _variant = new("--variant") { Description = "What is built: ipa-simulated, ipa-hardware or app; without it app if APP is given, else ipa-simulated." };
    private readonly Option<string?> _sdk = new Option<string?>("--nano-sdk")
    {
        Description = "A folder with nanoFramework's libraries (.dll and .pe) and its metadata processor, in any layout; NuGet's own folder and PATH are searched too.",
        HelpName = "DIR",
    }.Names(FileUse.Directory);
    private readonly Option<string?> _configuration = new("--configuration", "-c") { Description = "Debug or Release; without it Release." };
    private readonly Option<string?> _output = new Option<string?>("--out", "-o", "--output") { Description = "The folder to write; without it one named after what is built.", HelpName = "DIR" }.Names(FileUse.Directory);

    public FirmwareBuildCommand(Terminal terminal)
    {
        _terminal = terminal;
        _input = TreeInput.OfFirmware(terminal);
        _variant.Take([.. Variants.Select(each => each.Name)]);
        _configuration.Take("Debug", "Release");
    }

    public Command Create()
    {
        var command = new Command("build", "Compile for nanoFramework, check the subset and the sizes, convert, and make the image for a board.") { _application, _board, _variant, _sdk, _configuration, _output };
        _input.AddSwitchesTo(command);
        command.Validators.Add(result =>
        {
            bool isApplication = result.GetValue(_variant) is null or "app";
            if (result.GetValue(_application) is null ? result.GetValue(_variant) == "app" : !isApplication)
            {
                result.AddError("APP goes with --variant app, and only with it");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        FirmwareSources sources = SourcesOf(parsed);
        if (parsed.GetValue(_sdk) is { } folder && !Directory.Exists(folder))
        {
            throw new CommandFailure(ExitCode.Files, $"cannot read {folder}: there is no such directory");
        }
        LoadedTree tree = _input.LoadFile(parsed, new Findings(_terminal, OutputFormat.Text), sources.Tree, sources.Variant != FirmwareVariant.Application);
        if (tree.IsRefused)
        {
            return ExitCode.Findings;
        }
        var order = new BuildOrder
        {
            Variant = sources.Variant,
            Configuration = parsed.GetValue(_configuration) == "Debug" ? BuildConfiguration.Debug : BuildConfiguration.Release,
            Firmware = ToolFiles.Firmware,
            Tree = tree.Blob,
            TreeOrigin = TreeOrigin(tree.File.Path),
            ApplicationName = sources.Name,
            ApplicationFolder = sources.Folder,
            ApplicationSources = sources.Files,
        };
        string work = TemporaryFiles.NewFolder();
        try
        {
            _terminal.Progress("compiling");
            var builder = new NanoBuilder(order, parsed.GetValue(_sdk), new WorkFolder(work), room => _terminal.Progress("compiled " + room.Name));
            FirmwareBuild build = builder.Build();
            _terminal.Progress("");
            return new FirmwareReport(_terminal, builder).Finish(order, build, parsed.GetValue(_output) ?? sources.DefaultOutput(order.Configuration));
        }
        catch (NanoBuildException e)
        {
            _terminal.Progress("");
            throw new CommandFailure(ExitCode.Files, e.Message);
        }
        finally
        {
            TemporaryFiles.DeleteFolder(work);
        }
    }

    private FirmwareSources SourcesOf(ParseResult parsed)
    {
        string? board = parsed.GetValue(_board) is { } word ? BoardFiles.Resolve(word) : null;
        return parsed.GetValue(_application) is { } application
            ? FirmwareSources.OfApplication(application, board)
            : FirmwareSources.OfIpa(Variants.FirstOrDefault(each => each.Name == parsed.GetValue(_variant), Variants[0]).Variant, board);
    }

    // In the sources that are compiled, and so the same on every machine.
    private static string TreeOrigin(string path) => Path.GetFullPath(path).StartsWith(BoardFiles.Folder, StringComparison.Ordinal) ? "dts/boards/" + Path.GetFileName(path) : Path.GetFileName(path);
}
