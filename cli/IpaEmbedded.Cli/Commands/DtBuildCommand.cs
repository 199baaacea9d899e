using System.CommandLine;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt build</c>: device tree source to the same blob that dtc writes.</summary>
internal sealed class DtBuildCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string?> _input = new("IN.dts") { Description = "Device tree source; - is standard input.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _output = new("--out", "-o") { Description = "The blob to write; - is standard output.", HelpName = "OUT.dtb" };
    private readonly Option<string[]> _include = CommandOptions.Include();
    private readonly Option<uint?> _bootCpu = new("--boot-cpu", "-b") { Description = "Physical id of the boot CPU; without it the first CPU's.", HelpName = "CPU" };
    private readonly Option<bool> _symbols = new("--symbols", "-@") { Description = "Add __symbols__, so that overlays can be applied." };
    private readonly Option<string?> _batch = new("--batch")
    {
        Description = "Compile the jobs of a file in one process: per line input, output and include directories, separated by tabs.",
        HelpName = "FILE",
    };
    private readonly Option<OutputFormat> _format = CommandOptions.Format();
    private readonly Option<bool> _json = CommandOptions.Json();

    public DtBuildCommand(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var command = new Command("build", "Compile device tree source to a blob, byte for byte as dtc does.")
        {
            _input, _output, _include, _bootCpu, _symbols, _batch, _format, _json,
        };
        command.Validators.Add(result =>
        {
            bool single = result.GetValue(_input) is not null;
            if (result.GetValue(_batch) is not null ? single || result.GetValue(_output) is not null : !single || result.GetValue(_output) is null)
            {
                result.AddError("write either IN.dts and -o OUT.dtb, or --batch FILE");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var options = new CompileOptions
        {
            IncludeDirectories = [.. parsed.GetValue(_include)!, ToolFiles.Includes],
            BootCpu = parsed.GetValue(_bootCpu),
            Symbols = parsed.GetValue(_symbols),
        };
        var findings = new Findings(_terminal, CommandOptions.FormatOf(parsed, _format, _json));
        int exit = parsed.GetValue(_batch) is { } batch
            ? new BuildBatch(options, findings).Run(batch)
            : Build(parsed.GetValue(_input)!, parsed.GetValue(_output)!, options, findings);
        if (findings.IsJson)
        {
            JsonOutput.Write(_terminal.Out, findings.WriteTo);
        }
        return exit;
    }

    private int Build(string input, string output, CompileOptions options, Findings findings)
    {
        TreeFile file = TreeFile.Load(input, options);
        findings.Add(file.Diagnostics);
        if (file.Tree is null)
        {
            return ExitCode.Findings;
        }
        byte[] blob = file.ToBlob();
        if (output == "-")
        {
            _terminal.Out.Flush();
            using Stream standardOut = Console.OpenStandardOutput();
            standardOut.Write(blob);
            return ExitCode.Fine;
        }
        InputFile.Write(output, blob);
        if (_terminal.IsVerbose)
        {
            _terminal.Error.WriteLine($"{ShownPath.Of(output)}: {blob.Length} bytes, {file.Tree.Nodes().Count()} nodes");
        }
        return ExitCode.Fine;
    }
}
