using System.CommandLine;
using System.Text;
using IpaEmbedded.Cli.Usage;
using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Commands;

/// <summary><c>ipa dt decompile</c>: a blob to source with labels and references, which compiles to the same bytes.</summary>
internal sealed class DtDecompileCommand
{
    private readonly Terminal _terminal;
    private readonly Argument<string> _input = CommandOptions.Input("IN.dtb", "A device tree blob; - is standard input.");
    private readonly Option<string?> _output = new Option<string?>("--out", "-o") { Description = "Write to a file instead of standard output.", HelpName = "OUT.dts" }.Names(FileUse.Written);
    private readonly Option<bool> _json = new("--json") { Description = "Print the tree as one JSON object instead of source." };

    public DtDecompileCommand(Terminal terminal)
    {
        _terminal = terminal;
    }

    public Command Create()
    {
        var command = new Command("decompile", "Turn a blob back into source with its labels and references; it compiles to the same bytes.") { _input, _output, _json };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        InputFile file = InputFile.Read(parsed.GetValue(_input)!);
        if (file.Kind is FileKind.Yaml or FileKind.Source && parsed.GetValue(_input) != "-")
        {
            throw new CommandFailure(ExitCode.Findings, $"{file.Path} is not a device tree blob" + (file.Kind == FileKind.Source ? "; 'ipa dt build' makes one of it" : ""));
        }
        var findings = new Findings(_terminal, OutputFormat.Text);
        string? text;
        if (parsed.GetValue(_json))
        {
            CompileResult result = FlattenedTreeReader.Read(file.Bytes, file.Path);
            findings.Add(result.Diagnostics);
            text = result.Tree is null ? null : JsonOutput.Text(json => TreeJson.Write(result.Tree, json));
        }
        else
        {
            SourceResult result = SourcePrinter.Decompile(file.Bytes, file.Path);
            findings.Add(result.Diagnostics);
            text = result.Text;
        }
        if (text is null)
        {
            return ExitCode.Findings;
        }
        OutputFile.Write(parsed.GetValue(_output) ?? "-", Encoding.UTF8.GetBytes(text), _terminal);
        return ExitCode.Fine;
    }
}
